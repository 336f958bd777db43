"""Makes candidates for a queue of rows of the roster, with the paragraphs that the index says they cite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from quizapp.named import NamedTuple
from quizapp.study.model import Phase, StudyDay
from quizapp.study.queue import Candidate, sibling_group

PHASES = (Phase.NEW, Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING)
STEPS = (Phase.LEARNING, Phase.RELEARNING)


class FaceRow(NamedTuple):
    """A face's columns; `last_day` and `stability` are 0 where it has none."""

    key: str
    phase: int
    due: int
    position: int
    last_day: int
    stability: float

    def faded(self, day: int) -> float:
        """Days since the last review over stability."""
        return (day - self.last_day) / self.stability if self.stability else 0.0


def as_candidates(
    db: sqlite3.Connection, rows: Sequence[FaceRow], day: StudyDay, end_ms: int
) -> list[Candidate]:
    """The faces of a study day, which ends at `end_ms`, but for those that the index no longer has; in any
    order."""
    states = {row.key: row for row in rows}
    faces = db.execute(
        "SELECT key, paragraphs FROM face JOIN deck ON deck.file = face.file"
        " WHERE key IN (SELECT value FROM json_each(?)) AND deck.live",
        (json.dumps(list(states)),),
    ).fetchall()
    # Read as one text: apart, hundreds of them take a millisecond of each start.
    cited = json.loads(f"[{','.join(text for _, text in faces)}]")
    return [
        _candidate(states[key], tuple(paragraphs), day, end_ms)
        for (key, _), paragraphs in zip(faces, cited, strict=True)
    ]


def _candidate(row: FaceRow, cited: tuple[str, ...], day: StudyDay, end_ms: int) -> Candidate:
    deck, _, card = sibling_group(row.key).partition("/")
    phase = PHASES[row.phase]
    return Candidate(
        key=row.key,
        deck=deck,
        card=card,
        paragraphs=cited,
        source=cited[0].rpartition(":")[0] if cited else deck,
        phase=phase,
        due=None if phase is Phase.NEW else row.due,
        position=row.position,
        interday=phase in STEPS and row.last_day < day - (end_ms - 1 - row.due) // 86_400_000,
        faded=row.faded(day),
    )
