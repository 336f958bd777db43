"""How a table beside the index keeps up: it applies what index and history have seen since the last time."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from quizapp.library.index import Index
from quizapp.store.history import History
from quizapp.store.model import MemoryRow

CHUNK = 500


class Follower:
    """A disposable table of live faces in the index's database, with what the history says of each.

    Its stamp is the number and id of the last event applied, and the state of the index; where the history
    is another one, all is applied anew.
    """

    TABLE: ClassVar[str]
    """Its name, also of the file beside this one that makes it; its stamp is the table `{TABLE}_stamp`."""
    COLUMNS: ClassVar[tuple[str, ...]]
    """What the history fills."""

    def __init__(self, index: Index, history: History) -> None:
        self._index = index
        self._history = history
        self._made: sqlite3.Connection | None = None

    @property
    def _db(self) -> sqlite3.Connection:
        """The index's database, which the index may have replaced since the last time."""
        if self._made is not self._index.connection:
            schema = Path(__file__).with_name(f"{self.TABLE}.sql")
            self._index.connection.executescript(schema.read_text("utf-8"))
            self._made = self._index.connection
        return self._made

    def catch_up(self) -> None:
        """Applies what the index and the history have seen since the last time."""
        head, stamp = self._history.head(), self._index.stamp()
        event = self._history.event_id(head)
        known = self._db.execute(f"SELECT head, event, stamp FROM {self.TABLE}_stamp").fetchone()
        if known == (head, event, stamp) and self._is_settled():
            return
        same_log = known is not None and self._history.event_id(known[0]) == known[1]
        self._db.execute("BEGIN IMMEDIATE")
        try:
            moved: set[str] = set()
            if not same_log or known[2] != stamp:
                came = self._index.changed_since(known[2] if same_log else -1)
                self._take_in(sorted(came))
                moved |= came
            if same_log:
                moved |= self._history.cards_changed_since(known[0])
            self._follow_history(sorted(moved))
            self._settle()
            self._db.execute(
                f"INSERT OR REPLACE INTO {self.TABLE}_stamp VALUES (1, ?, ?, ?)", (head, event, stamp)
            )
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _follow_history(self, keys: Sequence[str]) -> None:
        places = ", ".join(f"{column} = ?" for column in self.COLUMNS)
        for start in range(0, len(keys), CHUNK):
            rows = self._history.memory(keys[start : start + CHUNK])
            self._db.executemany(
                f"UPDATE {self.TABLE} SET {places} WHERE key = ?",
                [(*self._values(row), key) for key, row in rows.items()],
            )

    def _is_settled(self) -> bool:
        """Whether nothing but index and history could ask for more."""
        return True

    def _settle(self) -> None:
        """What is left to do once the rows are as index and history say."""

    def _take_in(self, came: Sequence[str]) -> None:
        """Drops the faces that are gone, and takes in those that came or changed, as of new cards."""
        raise NotImplementedError

    def _values(self, row: MemoryRow) -> tuple[float, ...]:
        """What a memory row says, in the order of COLUMNS."""
        raise NotImplementedError
