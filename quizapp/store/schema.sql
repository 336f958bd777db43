-- Version 6 of the history. The event table is the truth; every other table can be rebuilt from it.

CREATE TABLE event (
    -- The order in which this file received its events. Named, because VACUUM renumbers a hidden rowid.
    arrival INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    at_ms INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 3652059),
    kind TEXT NOT NULL CHECK (kind <> ''),
    action TEXT NOT NULL,
    sitting TEXT NOT NULL,
    card TEXT,
    target TEXT,
    v INTEGER NOT NULL CHECK (v > 0),
    body TEXT NOT NULL,
    crc INTEGER NOT NULL,
    UNIQUE (device, seq)
) STRICT;

CREATE INDEX event_order ON event (at_ms, device, seq);
CREATE INDEX event_day ON event (day);
CREATE INDEX event_action ON event (action);
CREATE INDEX event_card ON event (card) WHERE card IS NOT NULL;
CREATE INDEX event_target ON event (target) WHERE target IS NOT NULL;
CREATE INDEX event_exam ON event (arrival) WHERE kind = 'exam-start';
CREATE INDEX event_parameters ON event (arrival) WHERE kind = 'parameters';

CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;

CREATE TRIGGER event_never_goes BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never deleted');
END;

-- INSERT OR REPLACE deletes without firing the trigger above.
CREATE TRIGGER event_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM event WHERE device = NEW.device AND seq = NEW.seq)
    OR EXISTS (SELECT 1 FROM event WHERE arrival = NEW.arrival)
BEGIN
    SELECT RAISE(ABORT, 'events are never replaced');
END;

CREATE TABLE memory (
    card TEXT PRIMARY KEY,
    phase TEXT NOT NULL,
    step INTEGER,
    due_ms INTEGER,
    due INTEGER,
    interval INTEGER,
    stability REAL,
    difficulty REAL,
    last_day INTEGER,
    reps INTEGER,
    lapses INTEGER,
    suspended INTEGER NOT NULL,
    buried_until INTEGER,
    flag INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    last_outcome TEXT,
    prompt_print TEXT,
    answer_print TEXT,
    leech INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX memory_due ON memory (suspended, due) WHERE due IS NOT NULL;

CREATE TABLE day_sum (
    day INTEGER NOT NULL,
    deck TEXT NOT NULL,
    answered INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    new INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    young_reviews INTEGER NOT NULL,
    young_passed INTEGER NOT NULL,
    mature_reviews INTEGER NOT NULL,
    mature_passed INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    hard INTEGER NOT NULL,
    easy INTEGER NOT NULL,
    PRIMARY KEY (day, deck)
) STRICT, WITHOUT ROWID;

-- Attempts that wait for their rating, and almosts that wait for their retype.
CREATE TABLE pending (
    id TEXT PRIMARY KEY,
    card TEXT NOT NULL,
    kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX pending_card ON pending (card);

-- The actions that an unvoided void targets.
CREATE TABLE voided (
    action TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What bodies say and queries look for, voided or not. Indexes over json_extract would do, but for SQLite
-- 3.40 no JSON function in a schema is to be trusted, and trusted_schema is off.
CREATE TABLE renamed (
    arrival INTEGER PRIMARY KEY,
    old TEXT NOT NULL
) STRICT;

CREATE INDEX renamed_old ON renamed (old);

CREATE TABLE timed (
    question TEXT NOT NULL,
    arrival INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    PRIMARY KEY (question, arrival)
) STRICT, WITHOUT ROWID;

-- The version of the rules by which the derived tables were written.
CREATE TABLE derived (
    version INTEGER NOT NULL
) STRICT;
