"""The roster: live cards joined with their memory in one table, so that "what is due" is one indexed query.

It is disposable. It stands in the index's database and is brought up to date from the index's generation
and from the history's last event.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from quizapp.library.index import Index
from quizapp.store.history import History
from quizapp.store.model import MemoryRow
from quizapp.study.model import New, Stepping, StudyDay
from quizapp.study.queue import Buries, buries_as_a_rule
from quizapp.workspace.day_rows import PHASES, DayRows

CHUNK = 500


class Roster:
    """Answers what is due, new and live. All writing follows the history; it holds no truth of its own."""

    def __init__(self, index: Index, history: History, buries: Buries = buries_as_a_rule) -> None:
        self._buries = buries
        self._index = index
        self._history = history
        self._made: sqlite3.Connection | None = None

    @property
    def _db(self) -> sqlite3.Connection:
        """The index's database, which the index may have replaced since the last time."""
        if self._made is not self._index.connection:
            self._index.connection.executescript(Path(__file__).with_name("roster.sql").read_text("utf-8"))
            self._made = self._index.connection
        return self._made

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
            moved: set[str] = set()
            if not same_log or known[2] != stamp:
                moved |= self._follow_index(known[2] if same_log else None)
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
            "INSERT OR REPLACE INTO roster SELECT key, deck, position, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0"
            " FROM live_face WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(came)),),
        )
        return frozenset(came)

    def _follow_history(self, keys: Sequence[str]) -> None:
        for start in range(0, len(keys), CHUNK):
            rows = self._history.memory(keys[start : start + CHUNK])
            self._db.executemany(
                "UPDATE roster SET flag=?, phase=?, due=?, interval=?, suspended=?, buried_until=?,"
                " last_day=?, stability=?, difficulty=?, reps=?, lapses=? WHERE key=?",
                [(row.flag, *_columns(row), key) for key, row in rows.items()],
            )

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


def _columns(row: MemoryRow) -> tuple[int | float, ...]:
    """A memory row as the roster's columns from `phase` to `lapses`."""
    flags = int(row.suspended), row.buried_until or 0
    state = row.state
    if isinstance(state, New):
        return 0, 0, 0, *flags, *(0,) * 5
    known = (state.last_day, *state.memory, state.reps, state.lapses)
    if isinstance(state, Stepping):
        return PHASES.index(state.phase), state.due_ms, 0, *flags, *known
    return 2, state.due, state.interval, *flags, *known
