CREATE TABLE IF NOT EXISTS topic (
  id INTEGER PRIMARY KEY,
  deck TEXT NOT NULL,
  tags TEXT NOT NULL,            -- JSON, as in the index
  paragraphs TEXT NOT NULL,      -- JSON, as in the index
  UNIQUE (deck, tags, paragraphs)
) STRICT;

CREATE TABLE IF NOT EXISTS standing (
  key TEXT PRIMARY KEY,
  topic INTEGER NOT NULL,
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
  review_by TEXT                 -- the author's date, ISO, of any precision
) STRICT, WITHOUT ROWID;

-- Holds all that is counted, so that no count touches the keys.
CREATE INDEX IF NOT EXISTS standing_topic ON standing
  (topic, phase, suspended, interval, stability, difficulty, last_day, attempts, correct, leech);
CREATE INDEX IF NOT EXISTS standing_review_by ON standing (review_by) WHERE review_by IS NOT NULL;
CREATE INDEX IF NOT EXISTS standing_leech ON standing (leech) WHERE leech;

CREATE TABLE IF NOT EXISTS standing_stamp (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  head INTEGER NOT NULL,         -- last event applied, and its id
  event TEXT,
  stamp INTEGER NOT NULL         -- of the index
) STRICT;
