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
        self._answers: dict[Hashable, object] = {}
        self._state: object = None

    def get(self, connection: sqlite3.Connection, asked: Hashable, read: Callable[[], T]) -> T:
        """What `read` gives, or gave to the same question since the last change.

        Within a transaction it always reads: what that has changed may yet be taken back.
        """
        if connection.in_transaction:
            return read()
        # The pragma tells of the commits of others, the count of what this connection itself has written.
        (others,) = connection.execute("PRAGMA data_version").fetchone()
        state = connection, connection.total_changes, others
        if state != self._state:
            self._answers.clear()
            self._state = state
        if asked not in self._answers:
            while len(self._answers) >= self._most:
                del self._answers[next(iter(self._answers))]
            self._answers[asked] = read()
        return cast(T, self._answers[asked])
