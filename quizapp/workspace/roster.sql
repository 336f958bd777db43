-- Lies in the order of decks, in which faces are looked through and listed.
CREATE TABLE IF NOT EXISTS roster (
  key TEXT NOT NULL UNIQUE,
  deck TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  tags INTEGER NOT NULL REFERENCES roster_tags,
  cites INTEGER NOT NULL REFERENCES roster_cites,
  phase INTEGER NOT NULL,        -- 0 new, 1 learning, 2 review, 3 relearning
  due INTEGER NOT NULL,          -- review: study day; learning: Unix milliseconds
  interval INTEGER NOT NULL,     -- days; 0 unless in review
  suspended INTEGER NOT NULL,
  buried_until INTEGER NOT NULL, -- study day; 0 for none
  last_day INTEGER NOT NULL,     -- study day of the last review; 0 for none
  stability REAL NOT NULL,       -- days; 0 for a new card, like all that follows
  difficulty REAL NOT NULL,
  reps INTEGER NOT NULL,
  lapses INTEGER NOT NULL,
  flag INTEGER NOT NULL,
  leech INTEGER NOT NULL,        -- 1: it was told to be forgotten again and again
  PRIMARY KEY (deck, position)
) STRICT, WITHOUT ROWID;

-- The lists of tags that faces have, or once had: far fewer than faces.
CREATE TABLE IF NOT EXISTS roster_tags (
  id INTEGER PRIMARY KEY,
  tags TEXT NOT NULL UNIQUE      -- JSON
) STRICT;

-- The lists of paragraphs that faces cite, likewise.
CREATE TABLE IF NOT EXISTS roster_cites (
  id INTEGER PRIMARY KEY,
  paragraphs TEXT NOT NULL UNIQUE -- JSON, each as `ref:paragraph`
) STRICT;

-- Holds all that a queue is built of: hundreds of rows lie as many pages apart in the table.
CREATE INDEX IF NOT EXISTS roster_due ON roster (
  phase, due, deck, suspended, buried_until, interval, key, cites, last_day, stability
);
CREATE INDEX IF NOT EXISTS roster_new ON roster (deck, phase, position);
CREATE INDEX IF NOT EXISTS roster_day ON roster (last_day) WHERE last_day > 0;
CREATE INDEX IF NOT EXISTS roster_suspended ON roster (deck, phase) WHERE suspended;
CREATE INDEX IF NOT EXISTS roster_buried ON roster (buried_until) WHERE buried_until > 0;

CREATE TABLE IF NOT EXISTS roster_stamp (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  head INTEGER NOT NULL,         -- last event applied, and its id
  event TEXT,
  stamp INTEGER NOT NULL,        -- of the index
  up_to TEXT                     -- the last face applied so far of all; NULL when all are
) STRICT;

CREATE TABLE IF NOT EXISTS edits_stamp (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  stamp INTEGER NOT NULL         -- of the index, up to which edits were told to the history
) STRICT;

CREATE TEMP VIEW IF NOT EXISTS live_face AS
SELECT face.key, deck.name AS deck, card.name AS card, card.kind, face.position, face.tags, face.paragraphs,
       face.prompt_print, face.answer_print, card.payload
FROM deck JOIN face ON face.file = deck.file JOIN card ON card.id = face.card
WHERE deck.live;
