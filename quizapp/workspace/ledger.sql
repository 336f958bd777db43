CREATE TABLE IF NOT EXISTS ledger_card (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE       -- by its present name
) STRICT;

CREATE TABLE IF NOT EXISTS ledger_hour (
  card INTEGER NOT NULL,
  day INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  answered INTEGER NOT NULL, correct INTEGER NOT NULL, new INTEGER NOT NULL,
  reviews INTEGER NOT NULL, passed INTEGER NOT NULL,
  young_reviews INTEGER NOT NULL, young_passed INTEGER NOT NULL,
  mature_reviews INTEGER NOT NULL, mature_passed INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL, hard INTEGER NOT NULL, easy INTEGER NOT NULL,
  PRIMARY KEY (card, day, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS ledger_foretold (
  card INTEGER NOT NULL,
  day INTEGER NOT NULL,
  percent INTEGER NOT NULL,      -- what was predicted, cut to whole percents
  reviews INTEGER NOT NULL,
  passed INTEGER NOT NULL,
  predicted REAL NOT NULL,       -- added up
  PRIMARY KEY (card, day, percent)
) STRICT, WITHOUT ROWID;

-- The cards that filters let through.
CREATE TEMP TABLE IF NOT EXISTS ledger_chosen (card INTEGER PRIMARY KEY);

CREATE TABLE IF NOT EXISTS ledger_stamp (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  head INTEGER NOT NULL,         -- last event applied to the cards read so far, and its id
  event TEXT,
  up_to TEXT                     -- the last card read so far; NULL when all are
) STRICT;
