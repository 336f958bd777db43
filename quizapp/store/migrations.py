"""From one version of the schema to the next: a verified backup first, then all or nothing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from quizapp.errors import QuizError
from quizapp.system import fsync_folder

VERSION = 6
"""The version of `schema.sql`."""

_DAY_SUM_5 = """\
CREATE TABLE day_sum (
    day INTEGER NOT NULL,
    deck TEXT NOT NULL,
    answered INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    new INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    young_reviews INTEGER NOT NULL,
    young_passed INTEGER NOT NULL,
    mature_reviews INTEGER NOT NULL,
    mature_passed INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    hard INTEGER NOT NULL,
    easy INTEGER NOT NULL,
    PRIMARY KEY (day, deck)
) STRICT, WITHOUT ROWID"""

MIGRATIONS: Mapping[int, tuple[str, ...]] = {
    2: ("CREATE INDEX event_exam ON event (arrival) WHERE kind = 'exam-start'",),
    3: ("CREATE INDEX event_parameters ON event (arrival) WHERE kind = 'parameters'",),
    4: ("ALTER TABLE memory ADD COLUMN leech INTEGER NOT NULL DEFAULT 0",),
    5: (
        "DROP TABLE day_sum",
        _DAY_SUM_5,
        # Who opens it next derives everything anew.
        "DELETE FROM derived",
    ),
    6: ("CREATE INDEX memory_due ON memory (suspended, due) WHERE due IS NOT NULL",),
}
"""The statements that lead to each version from the one before it."""

Check = Callable[[sqlite3.Connection], bool]


def statements(script: str) -> Iterator[str]:
    """The single statements of an SQL script, so that they can share a transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    if statement.strip():
        raise ValueError("the script ends within a statement")


def migrate(
    connection: sqlite3.Connection,
    folder: Path,
    steps: Mapping[int, tuple[str, ...]],
    wanted: int,
    holds: Check | None = None,
) -> Path | None:
    """Brings a database to the wanted version and returns the backup made before; None where not needed.

    All statements and the new version share one transaction. It is kept only if no event changed and
    `holds` (by default: replay equals the derived tables) is true in it; else QuizError, nothing changed.
    """
    found = _version(connection)
    if found >= wanted:
        return None
    backup = back_up(connection, folder / f"history.before-{wanted}.v{found}.db")
    connection.execute("BEGIN IMMEDIATE")
    try:
        before = digest(connection)
        upgrade(connection, steps, wanted)
        if digest(connection) != before or not (holds or _replay_holds)(connection):
            raise QuizError("migration-failed", found=str(found), wanted=str(wanted), backup=str(backup))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return backup


def upgrade(connection: sqlite3.Connection, steps: Mapping[int, tuple[str, ...]], wanted: int) -> None:
    """Runs the statements still missing, within the caller's transaction.

    They may be none: another process may have migrated while this one made its backup.
    """
    for number in range(_version(connection) + 1, wanted + 1):
        for statement in steps[number]:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")


def back_up(connection: sqlite3.Connection, target: Path) -> Path:
    """Writes a copy of the database that is known to be whole, under the target's name or a numbered one.

    The copy gets its name only when it is complete, checked and durable. Raises QuizError if it is not.
    """
    target = _free(target)
    fresh = target.with_name(target.name + ".new")
    fresh.unlink(missing_ok=True)
    least = digest(connection)
    connection.execute("VACUUM INTO ?", (str(fresh),))
    if not _is_copy(fresh, connection, least):
        raise QuizError("backup-failed", path=str(target))
    fresh.chmod(0o600)
    descriptor = os.open(fresh, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    fresh.replace(target)
    fsync_folder(target.parent)
    return target


def digest(connection: sqlite3.Connection, up_to: int = 2**62) -> tuple[int, int, int]:
    """What tells one log from another: the last arrival, how many events, and the sum of the checksums."""
    last, count, total = connection.execute(
        "SELECT coalesce(max(arrival), 0), count(*), coalesce(sum(crc), 0) FROM event WHERE arrival <= ?",
        (up_to,),
    ).fetchone()
    return int(last), int(count), int(total)


def _is_copy(path: Path, connection: sqlite3.Connection, least: tuple[int, int, int]) -> bool:
    """Whether a file holds the log as it was when the copying began, or as it grew meanwhile."""
    copy = sqlite3.connect(path)
    try:
        if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return False
        copied = digest(copy)
        return copied >= least and copied == digest(connection, copied[0])
    finally:
        copy.close()


def _replay_holds(connection: sqlite3.Connection) -> bool:
    from quizapp.store import derived
    from quizapp.store.sweep import sweep

    # Tables that other rules derived differ without anything being lost; opening makes them anew.
    if not derived.is_current(connection):
        return True
    return sweep(connection) == derived.stored(connection)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _free(target: Path) -> Path:
    number, free = 1, target
    while free.exists():
        number += 1
        free = target.with_name(f"{target.stem}-{number}{target.suffix}")
    return free
