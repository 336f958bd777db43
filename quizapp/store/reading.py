"""Reading a history without writing a byte, whatever other processes do to it meanwhile."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from quizapp.errors import QuizError
from quizapp.store import derived, migrations
from quizapp.store.database import (
    FILE_NAME,
    connect,
    create,
    examine,
    in_snapshot,
    is_current,
    is_long,
    quick,
    read_only,
    transaction,
    version,
    wal_size,
    worded,
)

T = TypeVar("T")

Query = Callable[[sqlite3.Connection], T]

_TRIES = 20


class ReadOnly:
    """A database file that is only read.

    While a writer has the file open there is a write-ahead log, and SQLite reads it as usual. Otherwise a
    read-only connection would itself make a log and its index, and leave them there; so the file is read as
    immutable, and a query during which the file changed is run again. A log without an index, which a
    power cut can leave, is read from a temporary copy.
    """

    def __init__(self, folder: Path, slow: Callable[[], None] = quick) -> None:
        self._path = folder / FILE_NAME
        self._slow = slow
        self._connection: sqlite3.Connection | None = None
        self._seen: object = None

    def read(self, query: Query[T]) -> T:
        """Runs a query over one state of the file. It may run several times, so it must not have effects."""
        for _ in range(_TRIES):
            with worded(self._path):
                try:
                    answer = self._answer(query)
                except (sqlite3.Error, OSError, QuizError):
                    if self._state() == self._seen:
                        raise
                else:
                    if self._state() == self._seen:
                        return answer
        raise QuizError("history-locked", path=str(self._path), reason="it changes all the time")

    def _answer(self, query: Query[T]) -> T:
        return in_snapshot(self._current(), query)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _current(self) -> sqlite3.Connection:
        state = self._state()
        if self._connection is None or state != self._seen:
            self.close()
            self._seen = state
            self._connection = self._open()
        return self._connection

    def _state(self) -> object:
        """What must stay the same for the open connection to see the file as it is."""
        try:
            facts = self._path.stat()
        except FileNotFoundError:
            return None
        if wal_size(self._path) > 0:
            return facts.st_ino, self._index().exists()
        return facts.st_ino, facts.st_size, facts.st_mtime_ns

    def _index(self) -> Path:
        return self._path.with_name(self._path.name + "-shm")

    def _open(self) -> sqlite3.Connection:
        if self._seen is None or self._path.stat().st_size == 0:
            return _empty()
        if wal_size(self._path) == 0:
            examine(self._path)
            connection = connect(read_only(self._path, immutable=True), uri=True)
        elif self._index().exists():
            examine(self._path)
            connection = connect(read_only(self._path, immutable=False), uri=True)
        else:
            connection = _copied(self._path)
        try:
            return connection if is_current(connection) else _brought_up(connection, self._slow)
        except BaseException:
            connection.close()
            raise


def _empty() -> sqlite3.Connection:
    connection = connect(":memory:")
    create(connection)
    return connection


def _copied(path: Path) -> sqlite3.Connection:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="quizapp-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(path.with_name(path.name + "-wal"), copy.with_name(copy.name + "-wal"))
        examine(copy)
        source = connect(str(copy))
        try:
            return _set_apart(source)
        finally:
            source.close()


def _set_apart(source: sqlite3.Connection) -> sqlite3.Connection:
    """A copy that ends with its connection. SQLite holds it in a file of its own, already deleted where that
    can be: in memory, the history of years would take a gigabyte and more."""
    connection = connect("")
    source.backup(connection)
    return connection


def _brought_up(connection: sqlite3.Connection, slow: Callable[[], None]) -> sqlite3.Connection:
    """A copy with today's schema and derived tables, for who may not write the file."""
    fresh = _set_apart(connection)
    connection.close()
    if version(fresh) == 0:
        create(fresh)
    if is_long(fresh):
        slow()
    with transaction(fresh):
        migrations.upgrade(fresh, migrations.MIGRATIONS, migrations.VERSION)
        derived.rebuild(fresh)
    return fresh
