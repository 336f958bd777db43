"""Makes candidates for a queue of rows of the roster."""

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
    cites: int
    last_day: int
    stability: float

    def faded(self, day: int) -> float:
        """Days since the last review over stability."""
        return (day - self.last_day) / self.stability if self.stability else 0.0


def as_candidates(
    db: sqlite3.Connection, rows: Sequence[FaceRow], day: StudyDay, end_ms: int
) -> list[Candidate]:
    """The faces of a study day, which ends at `end_ms`."""
    lists = db.execute(
        "SELECT id, paragraphs FROM roster_cites WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list({row.cites for row in rows})),),
    ).fetchall()
    # Read as one text: apart, hundreds of them take a millisecond of each start.
    read = json.loads(f"[{','.join(text for _, text in lists)}]")
    cited = {id: tuple(paragraphs) for (id, _), paragraphs in zip(lists, read, strict=True)}
    return [_candidate(row, cited[row.cites], day, end_ms) for row in rows]


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
