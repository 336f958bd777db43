-- The index of the libraries: disposable, rebuilt from the files whenever it is missing, broken or of another version.
CREATE TABLE meta (
  version TEXT NOT NULL,
  stamp INTEGER NOT NULL              -- grows with every change of a deck; faces carry the one that touched them
) STRICT;

CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  root TEXT NOT NULL,                 -- the resolved root of its library
  path TEXT NOT NULL,                 -- below the root, with "/"
  size INTEGER NOT NULL,              -- -1: it does not exist
  mtime_ns INTEGER NOT NULL,
  regular INTEGER NOT NULL,
  sha256 BLOB,                        -- NULL: refused unread
  indexed_ns INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('deck', 'source')),
  UNIQUE (root, path, role)
) STRICT;

CREATE TABLE cites (
  deck INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
  source INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
  PRIMARY KEY (deck, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX cites_source ON cites (source);

CREATE TABLE deck (
  file INTEGER PRIMARY KEY REFERENCES file ON DELETE CASCADE,
  name TEXT NOT NULL,                 -- the deck's id
  title TEXT NOT NULL,
  lang TEXT NOT NULL,
  library TEXT NOT NULL,
  rank INTEGER NOT NULL,              -- precedence of its library
  line INTEGER NOT NULL,
  cards INTEGER NOT NULL,
  faces INTEGER NOT NULL,
  errors INTEGER NOT NULL,            -- problems of the file, by level
  warnings INTEGER NOT NULL,
  live INTEGER NOT NULL DEFAULT 0,    -- 1: the deck of this id that is studied
  shadows INTEGER NOT NULL DEFAULT 0, -- 1: it stands in for a deck of another library
  words TEXT NOT NULL                 -- the folded words of the deck and its sources
) STRICT;
CREATE INDEX deck_name ON deck (name);

-- The texts of the faces of a deck, to be searched, so many to a row.
CREATE TABLE folded (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES deck ON DELETE CASCADE,
  position INTEGER NOT NULL,          -- of the first face
  runs TEXT NOT NULL,                 -- the runs of letters and digits in the text, once each
  text TEXT NOT NULL,                 -- a line a face, in the order of their positions
  UNIQUE (file, position)
) STRICT;

CREATE TABLE card (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES deck ON DELETE CASCADE,
  name TEXT NOT NULL,                 -- the card's id
  position INTEGER NOT NULL,
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (file, name)
) STRICT;

CREATE TABLE face (
  key TEXT NOT NULL,
  card INTEGER NOT NULL REFERENCES card ON DELETE CASCADE,
  file INTEGER NOT NULL REFERENCES deck ON DELETE CASCADE,
  face TEXT NOT NULL,
  position INTEGER NOT NULL,
  tags TEXT NOT NULL,
  paragraphs TEXT NOT NULL,
  prompt_print TEXT NOT NULL,
  answer_print TEXT NOT NULL,
  content BLOB NOT NULL,              -- digest of the row and its card, to tell what has changed
  stamp INTEGER NOT NULL,
  PRIMARY KEY (key, file)
) STRICT, WITHOUT ROWID;
CREATE INDEX face_file ON face (file);
CREATE INDEX face_card ON face (card);
CREATE INDEX face_stamp ON face (stamp);

CREATE TABLE source (
  ref TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
  id TEXT,                            -- the name in its front matter, if any
  title TEXT NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (ref, file)
) STRICT, WITHOUT ROWID;
-- To find a row by its own key, SQLite reads the whole payload of each that it passes.
CREATE INDEX source_title ON source (ref, title);

CREATE TABLE problem (
  file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  code TEXT NOT NULL,
  level TEXT NOT NULL,
  path TEXT NOT NULL,
  line INTEGER NOT NULL,
  col INTEGER NOT NULL,
  params TEXT NOT NULL,
  card TEXT,
  PRIMARY KEY (file, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX problem_code ON problem (code);
