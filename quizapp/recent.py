"""What was asked of a database lately, so that what is read ahead of need is not read again at the need."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")

_MOST = 16


class Recent:
    """The latest answers of a database, all forgotten with its next change, whoever makes it: this
    connection, another one, or another program. Serves one thread at a time."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._answers: dict[tuple[Hashable, ...], object] = {}
        self._state: tuple[sqlite3.Connection, int, int] | None = None
        self._within = False

    def get(self, connection: sqlite3.Connection, asked: tuple[Hashable, ...], read: Callable[[], T]) -> T:
        """What `read` gives, or gave to the same question since the last change.

        Within a transaction that has changed something it always reads: that may yet be taken back.
        """
        # The pragma tells of the commits of others, the count of what this connection itself has written.
        (others,) = connection.execute("PRAGMA data_version").fetchone()
        state = connection, connection.total_changes, others
        self._within = connection.in_transaction
        if state != self._state:
            self._answers.clear()
            self._state = None if self._within else state
            if self._state is None:
                return read()
        if asked not in self._answers:
            while len(self._answers) >= self._most:
                del self._answers[next(iter(self._answers))]
            self._answers[asked] = read()
        return cast(T, self._answers[asked])

    def keep(self, stands: Callable[[tuple[Hashable, ...]], bool]) -> None:
        """Keeps those answers that stand after a transaction of one's own. Does so only where something was
        asked in it before it changed anything, so that no change of others is missed."""
        if self._state is not None and self._within:
            connection, _, others = self._state
            self._answers = {asked: answer for asked, answer in self._answers.items() if stands(asked)}
            self._state, self._within = (connection, connection.total_changes, others), False
