"""When the next cards come, once a study day holds none: found by indexes, however many cards there are."""

from __future__ import annotations

import sqlite3
from typing import TypeAlias

from quizapp.study.model import StudyDay

Within: TypeAlias = tuple[str, tuple[object, ...]]
"""A condition on faces of the roster, with its parameters."""


def later_day(db: sqlite3.Connection, day: StudyDay, end_ms: int, within: Within) -> StudyDay | None:
    """The first study day after one, which ends at `end_ms`, with anything to review: due by then, a step put
    off till then, or buried till then. None where nothing is planned."""
    where, params = within
    later = f"CASE WHEN due < {end_ms} THEN {day} ELSE {day} + 1 + (due - {end_ms}) / 86400000 END"
    back = (
        f"SELECT max(buried_until, CASE WHEN phase = 2 THEN due ELSE {later} END) AS back"
        f" FROM roster WHERE NOT suspended AND {where}"
    )
    # Each part reads an index from where it begins; one condition for all three would read every face.
    on_time = (
        f"SELECT * FROM ({back} AND phase = 2 AND due > {day} AND buried_until <= due ORDER BY due LIMIT 1)"
    )
    steps = f"{back} AND phase IN (1, 3)"
    buried = f"{back} AND phase = 2 AND buried_until > 0 AND buried_until > {day}"
    found: int | None = db.execute(
        f"SELECT min(back) FROM ({on_time} UNION ALL {steps} UNION ALL {buried}) WHERE back > {day}",
        params * 3,
    ).fetchone()[0]
    return None if found is None else StudyDay(found)
