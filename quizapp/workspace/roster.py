"""The roster: live cards joined with their memory in one table, so that "what is due" is one indexed query.

It is disposable. It stands in the index's database and is brought up to date from the index's generation
and from the history's last event.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from quizapp.library.index import Index
from quizapp.store.history import History
from quizapp.store.model import MemoryRow
from quizapp.study.model import New, Phase, Scheduled, Stepping, StudyDay
from quizapp.study.queue import Candidate

PHASES = (Phase.NEW, Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING)
CHUNK = 500


class DeckCounts(NamedTuple):
    """The faces of a deck that are not suspended: due on a study day, never studied, studied, all."""

    due: int
    new: int
    seen: int
    total: int


class Roster:
    """Answers what is due, new and live. All writing follows the history; it holds no truth of its own."""

    def __init__(self, index: Index, history: History) -> None:
        self._index = index
        self._history = history
        self._db.executescript(Path(__file__).with_name("roster.sql").read_text("utf-8"))

    @property
    def _db(self) -> sqlite3.Connection:
        return self._index.connection

    # -- keeping up ----------------------------------------------------------------------------

    def catch_up(self) -> None:
        """Applies what the index and the history have seen since the last time."""
        head, stamp = self._history.head(), self._index.stamp()
        event = self._history.event_id(head)
        known = self._db.execute("SELECT head, event, stamp FROM roster_stamp").fetchone()
        if known == (head, event, stamp):
            return
        same_log = known is not None and self._history.event_id(known[0]) == known[1]
        self._db.execute("BEGIN IMMEDIATE")
        try:
            moved = set(self._follow_index(known[2] if same_log else None))
            if same_log:
                moved |= self._history.cards_changed_since(known[0])
            self._follow_history(sorted(moved))
            self._db.execute("INSERT OR REPLACE INTO roster_stamp VALUES (1, ?, ?, ?)", (head, event, stamp))
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _follow_index(self, stamp: int | None) -> frozenset[str]:
        """Drops cards that went, takes in those that changed since `stamp` (None: all), gives their keys."""
        self._db.execute("DELETE FROM roster WHERE key NOT IN (SELECT key FROM live_face)")
        came = self._index.changed_since(-1 if stamp is None else stamp)
        self._db.execute(
            "INSERT OR REPLACE INTO roster SELECT key, deck, position, 0, 0, 0, 0, 0, 0 FROM live_face"
            " WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(came)),),
        )
        return frozenset(came)

    def _follow_history(self, keys: Sequence[str]) -> None:
        for start in range(0, len(keys), CHUNK):
            rows = self._history.memory(keys[start : start + CHUNK])
            self._db.executemany(
                "UPDATE roster SET phase=?, due=?, interval=?, suspended=?, buried_until=?, last_day=?"
                " WHERE key=?",
                [(*_columns(row), key) for key, row in rows.items()],
            )

    # -- answers -------------------------------------------------------------------------------

    def is_live(self, key: str) -> bool:
        return self._db.execute("SELECT 1 FROM roster WHERE key = ?", (key,)).fetchone() is not None

    def tags(self) -> list[str]:
        """All tags of live cards, in order."""
        rows = self._db.execute("SELECT DISTINCT t.value FROM live_face f, json_each(f.tags) t ORDER BY 1")
        return [tag for (tag,) in rows]

    def counts(self, day: StudyDay) -> dict[str, DeckCounts]:
        """Counts by deck id on a study day."""
        rows = self._db.execute(
            "SELECT deck, sum(phase IN (1, 3) OR (phase = 2 AND due <= :day AND buried_until <= :day)),"
            " sum(phase = 0), sum(phase <> 0), count(*) FROM roster WHERE NOT suspended GROUP BY deck",
            {"day": day},
        )
        return {deck: DeckCounts(due, new, seen, total) for deck, due, new, seen, total in rows}

    def candidates(
        self, day: StudyDay, *, decks: Sequence[str], tag: str | None, new_limit: int, review_limit: int
    ) -> list[Candidate]:
        """The cards that a queue of the day may be built from: all in learning, reviews due up to the limit
        and beyond it (siblings held back use up none), and new ones of each deck."""
        rows: list[tuple[str, int, int, int]] = []
        where = "suspended = 0 AND buried_until <= ? AND deck = ?"
        if tag is not None:
            where += " AND key IN (SELECT f.key FROM live_face f, json_each(f.tags) t WHERE t.value = ?)"
        extra = () if tag is None else (tag,)
        for deck in decks:
            rows += self._rows(f"phase IN (1, 3) AND {where}", (day, deck, *extra), "due", -1)
            rows += self._rows(
                f"phase = 2 AND due <= ? AND {where}", (day, day, deck, *extra), "due", 2 * review_limit
            )
            rows += self._rows(f"phase = 0 AND {where}", (day, deck, *extra), "position", 3 * new_limit)
        return self._as_candidates(rows)

    def candidate(self, key: str) -> Candidate | None:
        """One live card as a candidate, whatever its state."""
        found = self._as_candidates(self._rows("key = ?", (key,), "key", 1))
        return found[0] if found else None

    def studied_on(self, day: StudyDay) -> list[str]:
        """The keys reviewed on a study day."""
        return [key for (key,) in self._db.execute("SELECT key FROM roster WHERE last_day = ?", (day,))]

    def next_due(self, day: StudyDay, decks: Sequence[str]) -> tuple[int | None, int | None]:
        """The earliest learning step in Unix milliseconds, and the earliest study day with a review."""
        marks = ",".join("?" * len(decks))
        step = self._db.execute(
            f"SELECT min(due) FROM roster WHERE phase IN (1, 3) AND NOT suspended AND deck IN ({marks})",
            decks,
        ).fetchone()[0]
        review = self._db.execute(
            "SELECT min(max(due, buried_until)) FROM roster"
            f" WHERE phase = 2 AND NOT suspended AND deck IN ({marks})",
            decks,
        ).fetchone()[0]
        return step, None if review is None else max(review, day)

    def _rows(
        self, where: str, params: Sequence[object], order: str, limit: int
    ) -> list[tuple[str, int, int, int]]:
        return self._db.execute(
            f"SELECT key, phase, due, position FROM roster WHERE {where} ORDER BY {order} LIMIT ?",
            (*params, limit),
        ).fetchall()

    def _as_candidates(self, rows: Sequence[tuple[str, int, int, int]]) -> list[Candidate]:
        states = {key: (PHASES[phase], due) for key, phase, due, _ in rows}
        faces = self._db.execute(
            "SELECT key, deck, card, position, paragraphs FROM live_face"
            " WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(states)),),
        )
        return [_candidate(face, *states[face[0]]) for face in faces]


def _candidate(face: tuple[str, str, str, int, str], phase: Phase, due: int) -> Candidate:
    key, deck, card, position, paragraphs = face
    cited: tuple[str, ...] = tuple(json.loads(paragraphs))
    return Candidate(
        key=key,
        deck=deck,
        card=card,
        paragraphs=cited,
        source=cited[0].rpartition(":")[0] if cited else deck,
        phase=phase,
        due=None if phase is Phase.NEW else due,
        position=position,
    )


def _columns(row: MemoryRow) -> tuple[int, int, int, int, int, int]:
    """A memory row as the roster's columns: phase, due, interval, suspended, buried_until, last_day."""
    flags = int(row.suspended), row.buried_until or 0
    match row.state:
        case New():
            return 0, 0, 0, *flags, 0
        case Stepping() as state:
            return PHASES.index(state.phase), state.due_ms, 0, *flags, state.last_day
        case Scheduled() as state:
            return 2, state.due, state.interval, *flags, state.last_day
