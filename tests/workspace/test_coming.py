"""When the next cards come, against every face looked at one by one."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from quizapp.study.model import StudyDay
from quizapp.workspace import coming

SCHEMA = Path(coming.__file__).with_name("roster.sql").read_text("utf-8")
DAY, END_MS, DAY_MS = StudyDay(739_000), 1_700_000_000_000, 86_400_000


def plain(rows: list[tuple[int, int, int, int]]) -> int | None:
    """The first day after `DAY` on which any of the faces comes: phase, due, suspended, buried until."""
    days = []
    for phase, due, suspended, buried_until in rows:
        if phase == 0 or suspended:
            continue
        day = due if phase == 2 else DAY if due < END_MS else DAY + 1 + (due - END_MS) // DAY_MS
        days.append(max(day, buried_until))
    return min((day for day in days if day > DAY), default=None)


@pytest.mark.parametrize("seed", range(200))
def test_the_next_day_with_anything_is_found_as_by_looking_at_every_face(seed: int) -> None:
    chance = random.Random(seed)
    rows = []
    for _ in range(chance.randrange(6)):
        phase = chance.choice((0, 1, 2, 2, 2, 2, 3))
        due = DAY + chance.randrange(-3, 9) if phase == 2 else END_MS + chance.randrange(-2, 6) * DAY_MS // 2
        rows.append((phase, due, int(chance.random() < 0.2), chance.choice((0, 0, DAY, DAY + 4))))
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    columns = [name for _, name, *_ in db.execute("PRAGMA table_info(roster)")]
    for number, (phase, due, suspended, buried_until) in enumerate(rows):
        said = {"key": f"d/{number}#main", "deck": "d", "position": number, "phase": phase, "due": due}
        face = dict.fromkeys(columns, 0) | said | {"suspended": suspended, "buried_until": buried_until}
        db.execute(f"INSERT INTO roster VALUES ({', '.join('?' * len(face))})", list(face.values()))
    assert coming.later_day(db, DAY, END_MS, ("deck = ?", ("d",))) == plain(rows)
    assert coming.later_day(db, DAY, END_MS, ("deck = ?", ("other",))) is None
    db.close()
