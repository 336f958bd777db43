"""Opens the index's file, made anew where it is missing or broken, so that it is never a reason to fail."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from functools import cache
from pathlib import Path

import quizapp

READER_VERSION = 10
"""Raised whenever files are read otherwise than before, or a table beside the index holds what it did
not, so that every file is indexed anew."""

_SIDE_FILES = ("", "-wal", "-shm", "-journal")


def version() -> str:
    """What an index must have been written by to be used: the program, and in a checkout its very state."""
    return f"{READER_VERSION}/{getattr(quizapp, '__version__', '0')}/{_code_stamp()}"


@cache
def _code_stamp() -> int:
    """The time of the last change to the code that reads decks (0.2 ms), in nanoseconds.

    It is that of the running program, though its files be replaced meanwhile: another one would make it drop
    the index that it is using.
    """
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - ten times as fast as pathlib
    stamp = 0
    for room in ("library", "questions"):
        with contextlib.suppress(OSError), os.scandir(f"{package}/{room}") as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".sql")):
                    stamp = max(stamp, entry.stat().st_mtime_ns)
    return stamp


def open_cache(path: Path) -> sqlite3.Connection:
    """A connection to the index at `path`, in memory where no file can be used there.

    Autocommit; WAL, so that several running apps read while one writes.
    """
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _opened(str(path))
        except sqlite3.OperationalError:
            break
        except sqlite3.DatabaseError:
            discard(path)
        except OSError:
            break
    return memory_cache()


def memory_cache() -> sqlite3.Connection:
    """An index that lives as long as its connection."""
    return _opened(":memory:")


def discard(path: Path) -> None:
    """Deletes an index file that is broken, with its side files."""
    for suffix in _SIDE_FILES:
        with contextlib.suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def _opened(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA busy_timeout = 5000")
        with contextlib.suppress(sqlite3.OperationalError):
            # SQLite does not wait for the lock here; the app that holds it is switching to WAL itself.
            connection.execute("PRAGMA journal_mode = WAL")
        # A power cut may cost the index, which is made anew from the files.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        if _version_of(connection) != version():
            _make(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _version_of(connection: sqlite3.Connection) -> str | None:
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").fetchone():
        return None
    found = connection.execute("SELECT * FROM meta").fetchone()
    return found[0] if found else None


def _make(connection: sqlite3.Connection) -> None:
    schema = (Path(__file__).parent / "index_schema.sql").read_text(encoding="utf-8")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another app may have made it while this one waited for the lock.
        if _version_of(connection) != version():
            for (table,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).fetchall():
                connection.execute(f'DROP TABLE "{table}"')
            for statement in _statements(schema):
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES (?, 0)", (version(),))
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    connection.execute("PRAGMA foreign_keys = ON")


def _statements(script: str) -> list[str]:
    statements, held = [], ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            statements.append(held)
            held = ""
    return statements
