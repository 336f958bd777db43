"""How a table beside the index keeps up: it applies what index and history have seen since the last time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from quizapp.library.index import Index
from quizapp.named import NamedTuple
from quizapp.store.history import History
from quizapp.store.model import MemoryRow

AT_A_TIME = 2_000
"""So many faces are applied in a transaction, for some tenths of a second: other programs wait for it."""


class GaveUp(Exception):
    """Nobody waits for the figures any more."""


class Overtaken(Exception):
    """Another program has applied something to the same tables meanwhile."""


def check(wanted: Callable[[], bool]) -> None:
    """Raises GaveUp where something is no longer wanted."""
    if not wanted():
        raise GaveUp


class Stamp(NamedTuple):
    """The last event applied and its id, the state of the index, and the last face applied so far of all, in
    the order of their keys; None once all are."""

    head: int
    event: str | None
    stamp: int
    up_to: str | None


class Follower:
    """A disposable table of live faces in the index's database, with what the history says of each.

    Where the history is another one, all is applied anew.
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

    def catch_up(self, wanted: Callable[[], bool] = lambda: True) -> None:
        """Applies what the index and the history have seen since the last time, some faces a transaction.

        Raises GaveUp between two of them once it is no longer `wanted`; the next call then goes on from
        there, as this one does from where another program has come to.
        """
        while True:
            try:
                return self._follow(wanted)
            except Overtaken:
                check(wanted)

    def _follow(self, wanted: Callable[[], bool]) -> None:
        head, stamp = self._history.head(), self._index.stamp()
        event = self._history.event_id(head)
        known = self._stamp()
        anew = known is None or not self._is_of(known)
        here = Stamp(head, event, stamp, "" if known is None or anew else known.up_to)
        if known == here and here.up_to is None and self._is_settled():
            return
        came: frozenset[str] = frozenset()
        moved: frozenset[str] = frozenset()
        if known is not None and not anew:
            came = came.union(self._index.changed_since(known.stamp) if known.stamp != stamp else ())
            moved = self._history.cards_changed_since(known.head).union(came)
        keys = sorted(moved)
        while known is not None and len(keys) > AT_A_TIME:
            check(wanted)
            self._apply(keys[:AT_A_TIME], came, known, known)
            del keys[:AT_A_TIME]
        self._apply(keys, came, known, here, gone=known is None or anew or known.stamp != stamp)
        while here.up_to is not None:
            check(wanted)
            faces = self._faces_after(here.up_to)
            before, here = here, here._replace(up_to=faces[-1] if len(faces) == AT_A_TIME else None)
            self._apply(faces, frozenset(faces), before, here)

    def _apply(
        self,
        keys: Sequence[str],
        came: frozenset[str],
        before: Stamp | None,
        after: Stamp,
        *,
        gone: bool = False,
    ) -> None:
        """Applies what is known of some faces, after those were taken in that `came`; with `gone`, those that
        are no more go first. Raises Overtaken where the stamp is no longer the one `before`."""
        # Where the stamp stays, it does not tell that another program has just applied what is newer: then
        # that has to wait until this is read and applied.
        told = self._history.memory(keys) if after != before else None
        self._db.execute("BEGIN IMMEDIATE")
        try:
            if self._stamp() != before:
                raise Overtaken
            if told is None:
                told = self._history.memory(keys)
            if gone:
                self._let_go()
            if taken := [key for key in keys if key in came]:
                self._take_in(taken)
            self._tell(told)
            self._settle()
            self._db.execute(f"INSERT OR REPLACE INTO {self.TABLE}_stamp VALUES (1, ?, ?, ?, ?)", after)
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _stamp(self) -> Stamp | None:
        found = self._db.execute(f"SELECT head, event, stamp, up_to FROM {self.TABLE}_stamp").fetchone()
        return None if found is None else Stamp._make(found)

    def _faces_after(self, key: str) -> list[str]:
        rows = self._db.execute(
            "SELECT face.key FROM face CROSS JOIN deck ON deck.file = face.file"
            " WHERE face.key > ? AND deck.live ORDER BY face.key LIMIT ?",
            (key, AT_A_TIME),
        )
        return [found for (found,) in rows]

    def _tell(self, told: Mapping[str, MemoryRow]) -> None:
        places = ", ".join(f"{column} = ?" for column in self.COLUMNS)
        self._db.executemany(
            f"UPDATE {self.TABLE} SET {places} WHERE key = ?",
            [(*self._values(row), key) for key, row in told.items()],
        )

    def _is_of(self, known: Stamp) -> bool:
        """Whether what was applied up to a stamp still holds."""
        return self._history.event_id(known.head) == known.event

    def _is_settled(self) -> bool:
        """Whether nothing but index and history could ask for more."""
        return True

    def _settle(self) -> None:
        """What is left to do once the rows are as index and history say."""

    def _let_go(self) -> None:
        """Drops the faces that are gone."""
        raise NotImplementedError

    def _take_in(self, came: Sequence[str]) -> None:
        """Takes in faces that came or changed, as of new cards."""
        raise NotImplementedError

    def _values(self, row: MemoryRow) -> tuple[float, ...]:
        """What a memory row says, in the order of COLUMNS."""
        raise NotImplementedError
