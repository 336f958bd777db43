CREATE TABLE IF NOT EXISTS standing (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  deck INTEGER NOT NULL,         -- the subject that is its deck
  phase INTEGER NOT NULL,        -- 0 new, 1 learning, 2 review, 3 relearning
  suspended INTEGER NOT NULL,
  leech INTEGER NOT NULL,        -- 1: it was told to be forgotten again and again
  interval INTEGER NOT NULL,     -- days; 0 unless in review
  stability REAL NOT NULL,       -- days; 0 for a new card
  difficulty REAL NOT NULL,
  last_day INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  correct INTEGER NOT NULL,
  lapses INTEGER NOT NULL,
  review_by TEXT,                -- the author's date, ISO, of any precision
  until INTEGER NOT NULL,        -- the last study day on which it is retained; -1 unless in review
  counted INTEGER NOT NULL       -- 1: the tallies hold it as it stands here
) STRICT;

-- Holds all that spreads, so that their counts touch no key.
CREATE INDEX IF NOT EXISTS standing_spread ON standing
  (deck, phase, suspended, interval, stability, difficulty, last_day);
CREATE INDEX IF NOT EXISTS standing_review_by ON standing (review_by) WHERE review_by IS NOT NULL;
CREATE INDEX IF NOT EXISTS standing_leech ON standing (leech) WHERE leech;
CREATE INDEX IF NOT EXISTS standing_until ON standing (until);
CREATE INDEX IF NOT EXISTS standing_uncounted ON standing (counted) WHERE NOT counted;

CREATE TABLE IF NOT EXISTS standing_subject (
  id INTEGER PRIMARY KEY,
  sort INTEGER NOT NULL,         -- 0 deck, 1 tag, 2 source, 3 paragraph (`source:number`)
  name TEXT NOT NULL,
  source INTEGER,                -- the subject that a paragraph is of; else NULL
  UNIQUE (sort, name)
) STRICT;

CREATE TABLE IF NOT EXISTS standing_about (
  subject INTEGER NOT NULL,
  face INTEGER NOT NULL,
  PRIMARY KEY (subject, face)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS standing_about_face ON standing_about (face);

CREATE TABLE IF NOT EXISTS standing_tally (
  scope INTEGER NOT NULL,        -- the subject that is the deck of the faces counted; 0: of all decks
  subject INTEGER NOT NULL,
  sort INTEGER NOT NULL,         -- as those of the subject
  source INTEGER,
  faces INTEGER NOT NULL,
  suspended INTEGER NOT NULL,    -- the following ones are not
  new INTEGER NOT NULL,
  learning INTEGER NOT NULL,
  young INTEGER NOT NULL,
  mature INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  correct INTEGER NOT NULL,
  retained INTEGER NOT NULL,     -- suspended or not
  hope REAL,                     -- the best that its faces let hope, by which it is ranked; NULL: not weak
  PRIMARY KEY (scope, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS standing_weak ON standing_tally (scope, sort, hope) WHERE hope IS NOT NULL;
CREATE INDEX IF NOT EXISTS standing_cited ON standing_tally (scope, source, retained) WHERE source IS NOT NULL;

CREATE INDEX IF NOT EXISTS standing_empty ON standing_tally (faces) WHERE faces = 0;

CREATE TABLE IF NOT EXISTS standing_day (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  day INTEGER NOT NULL,          -- on which the tallies say what is retained
  stabilities REAL NOT NULL      -- for so many of them a face is retained
) STRICT;

CREATE TABLE IF NOT EXISTS standing_stamp (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  head INTEGER NOT NULL,         -- last event applied, and its id
  event TEXT,
  stamp INTEGER NOT NULL,        -- of the index
  up_to TEXT                     -- the last face applied so far of all; NULL when all are
) STRICT;

-- What is to be added to the tallies of each deck.
CREATE TEMP TABLE IF NOT EXISTS standing_delta
  (deck, subject, sort, source, faces, suspended, new, learning, young, mature, attempts, correct, retained);
-- The faces that filters let through, or where these are most the others, with what most of their sums are of;
-- and which filters those are.
CREATE TEMP TABLE IF NOT EXISTS standing_chosen
  (id INTEGER PRIMARY KEY, attempts INTEGER, correct INTEGER, retained INTEGER);
CREATE TEMP TABLE IF NOT EXISTS standing_chosen_by (decks TEXT, tag TEXT, source TEXT, others INTEGER);
-- Tallies of the faces chosen (scope 0), and of the others (scope 1): those by phase are of decks alone. Without
-- its type no column would be looked up by its index.
CREATE TEMP TABLE IF NOT EXISTS standing_narrow
  (scope INTEGER, subject INTEGER, sort INTEGER, source INTEGER, faces INTEGER, suspended INTEGER, new INTEGER,
   learning INTEGER, young INTEGER, mature INTEGER, attempts INTEGER, correct INTEGER, retained INTEGER, hope REAL,
   PRIMARY KEY (scope, subject)) WITHOUT ROWID;

-- Faces that are to be taken in, and what each is about.
CREATE TEMP TABLE IF NOT EXISTS standing_came (key, deck, tags, paragraphs, review_by);
CREATE TEMP VIEW IF NOT EXISTS came_about AS
  SELECT key, 0 AS sort, deck AS name FROM standing_came
  UNION ALL SELECT standing_came.key, 1, value FROM standing_came, json_each(tags)
  UNION ALL SELECT standing_came.key, 2, substr(value, 1, length(rtrim(value, '0123456789')) - 1)
    FROM standing_came, json_each(paragraphs)
  UNION ALL SELECT standing_came.key, 3, value FROM standing_came, json_each(paragraphs);
