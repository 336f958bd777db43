"""The roster: live cards joined with their memory in one table, so that "what is due" is one indexed query.

It is disposable. It stands in the index's database and is brought up to date from the index's generation
and from the history's last event.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from quizapp.library.index import Index
from quizapp.store.history import History
from quizapp.store.model import MemoryRow
from quizapp.study.model import New, Stepping, StudyDay
from quizapp.study.queue import Buries, buries_as_a_rule
from quizapp.workspace.candidates import PHASES
from quizapp.workspace.day_rows import DayRows
from quizapp.workspace.following import Follower


class Roster(Follower):
    """Answers what is due, new and live. All writing follows the history; it holds no truth of its own."""

    TABLE = "roster"
    COLUMNS = (
        "flag",
        "leech",
        "suspended",
        "buried_until",
        "phase",
        "due",
        "interval",
        "last_day",
        "stability",
        "difficulty",
        "reps",
        "lapses",
    )

    def __init__(self, index: Index, history: History, buries: Buries = buries_as_a_rule) -> None:
        super().__init__(index, history)
        self._buries = buries

    def _let_go(self) -> None:
        self._db.execute("DELETE FROM roster WHERE key NOT IN (SELECT key FROM live_face)")

    def _take_in(self, came: Sequence[str]) -> None:
        keys = (json.dumps(came),)
        among = "key IN (SELECT value FROM json_each(?))"
        for lists, column in (("roster_tags", "tags"), ("roster_cites", "paragraphs")):
            self._db.execute(
                f"INSERT OR IGNORE INTO {lists} ({column}) SELECT {column} FROM live_face WHERE {among}", keys
            )
        # A face whose place another one takes has itself come with its new place.
        self._db.execute(
            "INSERT OR REPLACE INTO roster"
            " SELECT key, deck, position, kind, roster_tags.id, roster_cites.id,"
            " 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0"
            " FROM live_face CROSS JOIN roster_tags USING (tags) CROSS JOIN roster_cites USING (paragraphs)"
            f" WHERE {among}",
            keys,
        )

    def _values(self, row: MemoryRow) -> tuple[float, ...]:
        told = row.flag, row.leech, row.suspended, row.buried_until or 0
        state = row.state
        if isinstance(state, New):
            return *told, *(0,) * 8
        known = (state.last_day, *state.memory, state.reps, state.lapses)
        if isinstance(state, Stepping):
            return *told, PHASES.index(state.phase), state.due_ms, 0, *known
        return *told, 2, state.due, state.interval, *known

    # -- answers -------------------------------------------------------------------------------

    def is_live(self, key: str) -> bool:
        return self._db.execute("SELECT 1 FROM roster WHERE key = ?", (key,)).fetchone() is not None

    def tags(self) -> list[str]:
        """All tags of live cards, in order."""
        rows = self._db.execute("SELECT DISTINCT t.value FROM live_face f, json_each(f.tags) t ORDER BY 1")
        return [tag for (tag,) in rows]

    def suspended(self) -> list[str]:
        """The keys of suspended faces, in order."""
        # The sign keeps SQLite from reading all faces in the order of their keys.
        rows = self._db.execute("SELECT key FROM roster WHERE suspended ORDER BY +key")
        return [key for (key,) in rows]

    def keys(self) -> frozenset[str]:
        return frozenset(key for (key,) in self._db.execute("SELECT key FROM roster"))

    def on(self, day: StudyDay, end_ms: int, ahead: int = 0) -> DayRows:
        """The roster on one study day, which ends at `end_ms`, or so many days ahead of it."""
        return DayRows(self._db, self._buries, day, end_ms, ahead)
