"""Opening the history's file to write: what is let in, with which guarantees, and what its errors mean."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from quizapp.errors import QuizError
from quizapp.store import derived, log, migrations
from quizapp.store.replay import RULES_VERSION
from quizapp.system import folder_private, fsync_folder

T = TypeVar("T")

FILE_NAME = "history.db"

APPLICATION_ID = 0x51554941
"""What marks a SQLite file as a history of ours: "QUIA"."""

MANY_EVENTS = 50_000
"""What another version wrote of so many is brought up to date in more than a few seconds."""

_HEADER_BYTES = 100
_BUSY_MS = 5000

_CODES = {
    sqlite3.SQLITE_BUSY: "history-locked",
    sqlite3.SQLITE_LOCKED: "history-locked",
    sqlite3.SQLITE_CANTOPEN: "history-unwritable",
    sqlite3.SQLITE_READONLY: "history-unwritable",
    sqlite3.SQLITE_PERM: "history-unwritable",
    sqlite3.SQLITE_AUTH: "history-unwritable",
    sqlite3.SQLITE_FULL: "history-disk-full",
    sqlite3.SQLITE_IOERR: "history-unreadable",
    sqlite3.SQLITE_CORRUPT: "history-damaged",
    sqlite3.SQLITE_NOTADB: "history-damaged",
}


class worded:  # noqa: N801
    """Turns the expected failures of SQLite and of the file system into QuizError; lets bugs pass."""

    # A class, as the next one: a generator takes three times as long, four times an answer.

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, sqlite3.Error):
            code = _CODES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
            if code is not None:
                raise QuizError(code, path=str(self._path), reason=str(error)) from error
        elif isinstance(error, OSError):
            reason = error.strerror or str(error)
            raise QuizError("history-unwritable", path=str(self._path), reason=reason) from error


class transaction:  # noqa: N801
    """BEGIN IMMEDIATE to COMMIT; anything that goes wrong, at the commit too, leaves nothing behind."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        try:
            if error is None:
                self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def in_snapshot(connection: sqlite3.Connection, query: Callable[[sqlite3.Connection], T]) -> T:
    """Runs a query over one state of the file, although other processes may append meanwhile; within a
    transaction over the state of that."""
    if connection.in_transaction:
        return query(connection)
    connection.execute("BEGIN")
    try:
        return query(connection)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def connect(target: str, *, uri: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode that trusts nothing in the file it opens."""
    connection = sqlite3.connect(
        target, timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False, uri=uri
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def quick() -> None:
    """What is called before long work where nobody waits."""


def open_to_write(folder: Path, slow: Callable[[], None] = quick) -> sqlite3.Connection:
    """Opens the history of a folder, made on first need, and brings it up to date; `slow` is called before
    that where it takes long.

    Raises QuizError, the file's bytes unchanged, where it is of a newer version, of another program,
    damaged, or no database.
    """
    path = folder / FILE_NAME
    with worded(path):
        folder_private(folder)
        examine(path)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = connect(str(path))
        try:
            _make_durable(connection)
            if version(connection) == 0:
                _patiently(lambda: create(connection))
                fsync_folder(folder)
            elif not is_current(connection):
                if is_long(connection):
                    slow()
                migrations.migrate(connection, folder, migrations.MIGRATIONS, migrations.VERSION)
                if not derived.is_current(connection):
                    with transaction(connection):
                        derived.rebuild(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def create(connection: sqlite3.Connection) -> None:
    """Writes the schema into an empty database, unless another process has just done so."""
    with transaction(connection):
        if version(connection) == 0:
            for statement in migrations.statements(Path(__file__).with_name("schema.sql").read_text("utf-8")):
                connection.execute(statement)
            connection.execute("INSERT INTO derived VALUES (?)", (RULES_VERSION,))
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {migrations.VERSION}")


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether a database has today's schema, and derived tables by today's rules."""
    return version(connection) == migrations.VERSION and derived.is_current(connection)


def is_long(connection: sqlite3.Connection) -> bool:
    """Whether it takes more than a few seconds to bring a history up to date."""
    return log.head(connection) >= MANY_EVENTS


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def examine(path: Path) -> None:
    """Refuses a file that is no history of a known version, without writing a byte of it.

    Raises QuizError, sqlite3.Error, OSError.
    """
    if not path.exists():
        return
    size, in_log = path.stat().st_size, wal_size(path) > 0
    if not size and in_log:
        raise QuizError("history-damaged", path=str(path), reason="empty file beside a write-ahead log")
    if not size:
        return
    if size < _HEADER_BYTES:
        raise QuizError("history-damaged", path=str(path), reason="file is not a database")
    # By SQLite alone: a file that is closed in any other way loses the locks that all connections of this
    # process have on it (POSIX), and another process then deletes the log from under who writes it. The last
    # connection in WAL mode writes when it closes, unless it is immutable or there is a log to read.
    connection = connect(read_only(path, immutable=not in_log), uri=True)
    try:
        marks = version(connection), _application(connection)
        if marks == (0, 0) and connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            raise QuizError("history-foreign", path=str(path))
    finally:
        connection.close()
    _check(path, *marks)


def _check(path: Path, user_version: int, application: int) -> None:
    if application != APPLICATION_ID and (user_version, application) != (0, 0):
        raise QuizError("history-foreign", path=str(path))
    if user_version > migrations.VERSION:
        raise QuizError(
            "history-newer", path=str(path), found=str(user_version), known=str(migrations.VERSION)
        )


def read_only(path: Path, *, immutable: bool) -> str:
    """The URI that opens a database for reading; immutable: no lock is taken and no log is read."""
    return f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}"


def wal_size(path: Path) -> int:
    """The bytes of the write-ahead log beside a database; 0 where there is none."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size
    except FileNotFoundError:
        return 0


def _application(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def _make_durable(connection: sqlite3.Connection) -> None:
    mode = _write_ahead(connection)
    # Where a file system cannot share memory there is no WAL; a rollback journal needs EXTRA to be as safe.
    connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")


def _write_ahead(connection: sqlite3.Connection) -> str:
    """Turns the write-ahead log on and returns the journal mode that came of it."""
    return _patiently(lambda: str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]))


def _patiently(attempt: Callable[[], T]) -> T:
    """Repeats what needs the file alone: the first change of mode, and a transaction while another process
    makes it, fail without waiting as other statements do."""
    until = monotonic() + 2 * _BUSY_MS / 1000
    while True:
        try:
            return attempt()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
        sleep(0.005)
