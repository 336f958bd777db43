from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.store import database, migrations
from quizapp.store.database import FILE_NAME, version
from quizapp.store.history import History
from quizapp.store.migrations import back_up, digest, migrate, statements
from tests.store.making import HandClock, answer, raw

TOY = {2: ("ALTER TABLE memory ADD COLUMN mood TEXT", "CREATE TABLE moods (mood TEXT) STRICT")}


@pytest.fixture
def old(history: History, folder: Path) -> Iterator[sqlite3.Connection]:
    """A database of version 1 with some answers."""
    for number in range(5):
        answer(history, f"deck/{number}#main")
    history.close()
    with raw(folder) as connection:
        connection.execute("DROP INDEX event_exam")
        connection.execute("DROP INDEX event_parameters")
        connection.execute("DROP INDEX memory_due")
        connection.execute("PRAGMA user_version = 1")
        yield connection


def schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Names and statements, but for the white space that adding a column leaves."""
    found = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    return [(name, re.sub(r"\s*([,()])\s*", r"\1 ", sql or "")) for name, sql in found]


def as_first_written(old: sqlite3.Connection) -> None:
    """Takes away what later versions added to the derived tables, and the note of today's rules."""
    old.execute("ALTER TABLE memory DROP COLUMN leech")
    old.execute("UPDATE derived SET version = version - 1")


def test_a_migration_backs_up_first_and_keeps_every_event(old: sqlite3.Connection, folder: Path) -> None:
    before = digest(old)
    backup = migrate(old, folder, TOY, wanted=2)
    assert version(old) == 2
    assert digest(old) == before
    assert old.execute("SELECT count(mood) FROM memory").fetchone() == (0,)
    assert backup == folder / "history.before-2.v1.db"
    with sqlite3.connect(backup) as copy:
        assert (version(copy), digest(copy)) == (1, before)
    assert not list(folder.glob("*.new"))


def test_a_migration_that_is_not_needed_does_nothing(old: sqlite3.Connection, folder: Path) -> None:
    assert migrate(old, folder, migrations.MIGRATIONS, wanted=1) is None
    assert not list(folder.glob("history.before*"))


@pytest.mark.parametrize(
    "broken",
    [
        (*TOY[2], "SELECT nonsense FROM nowhere"),
        (*TOY[2], "UPDATE memory SET reps = reps + 1"),
        (*TOY[2], "DROP TRIGGER event_never_goes", "DELETE FROM event WHERE arrival = 1"),
    ],
    ids=["fails", "changes what was derived", "loses an event"],
)
def test_a_migration_that_goes_wrong_leaves_everything_as_it_was(
    old: sqlite3.Connection, folder: Path, broken: tuple[str, ...]
) -> None:
    before = digest(old), schema(old), old.execute("SELECT * FROM memory").fetchall()
    with pytest.raises((QuizError, sqlite3.OperationalError)):
        migrate(old, folder, {2: broken}, wanted=2)
    assert version(old) == 1
    assert (digest(old), schema(old), old.execute("SELECT * FROM memory").fetchall()) == before
    assert (folder / "history.before-2.v1.db").exists()


def test_a_migration_that_loses_an_event_is_refused_even_if_all_else_holds(
    old: sqlite3.Connection, folder: Path
) -> None:
    steps = {2: ("DROP TRIGGER event_never_goes", "DELETE FROM event WHERE arrival = 1")}
    before = digest(old)
    with pytest.raises(QuizError, match="migration-failed"):
        migrate(old, folder, steps, 2, holds=lambda _: True)
    assert digest(old) == before


def test_every_step_since_the_first_version_leads_to_the_schema_of_today(
    old: sqlite3.Connection, folder: Path
) -> None:
    as_first_written(old)
    migrate(old, folder, migrations.MIGRATIONS, migrations.VERSION)
    History.open(folder / "fresh", clock=HandClock()).close()
    with raw(folder / "fresh") as fresh:
        assert schema(old) == schema(fresh)
        assert version(old) == version(fresh)


def test_what_older_rules_derived_is_made_anew_after_a_migration(
    old: sqlite3.Connection, folder: Path
) -> None:
    as_first_written(old)
    old.execute("DELETE FROM memory WHERE card = 'deck/1#main'")
    old.close()
    with History.open(folder, clock=HandClock()) as history:
        assert history.verify() == ()
        assert len(list(history.memories())) == 5


def test_several_steps_run_in_order(old: sqlite3.Connection, folder: Path) -> None:
    migrate(old, folder, {**TOY, 3: ("ALTER TABLE moods ADD COLUMN since INTEGER",)}, wanted=3)
    assert version(old) == 3
    assert old.execute("SELECT mood, since FROM moods").fetchall() == []


def test_opening_an_older_history_migrates_it_and_reading_leaves_it_alone(
    old: sqlite3.Connection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old.close()
    monkeypatch.setattr(migrations, "VERSION", 2)
    monkeypatch.setattr(migrations, "MIGRATIONS", TOY)
    before = (folder / FILE_NAME).read_bytes()
    with History.read(folder) as reader:
        assert reader.head() == 10
        assert reader.verify() == ()
    assert (folder / FILE_NAME).read_bytes() == before
    with History.open(folder, clock=HandClock()) as history:
        assert history.head() == 10
    with raw(folder) as connection:
        assert version(connection) == 2
    assert (folder / "history.before-2.v1.db").exists()


@pytest.mark.parametrize(("many", "told"), [(10, 1), (11, 0)])
def test_before_a_long_history_is_brought_up_to_date_it_is_told(
    old: sqlite3.Connection, folder: Path, monkeypatch: pytest.MonkeyPatch, many: int, told: int
) -> None:
    as_first_written(old)
    old.close()
    monkeypatch.setattr(database, "MANY_EVENTS", many)
    versions: list[int] = []

    def slow() -> None:
        with raw(folder) as connection:
            versions.append(version(connection))

    with History.read(folder, slow) as reader:
        assert reader.head() == 10
    for _ in range(2):
        History.open(folder, clock=HandClock(), slow=slow).close()
    with History.read(folder, slow) as reader:
        assert reader.head() == 10
    assert versions == [1, 1] * told


def test_a_backup_never_replaces_another(old: sqlite3.Connection, folder: Path) -> None:
    first = back_up(old, folder / "copy.db")
    second = back_up(old, folder / "copy.db")
    assert (first.name, second.name) == ("copy.db", "copy-2.db")


def test_a_backup_that_differs_is_refused(
    old: sqlite3.Connection, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = migrations.digest
    monkeypatch.setattr(
        migrations, "digest", lambda connection, up_to=2**62: (*real(connection, up_to)[:2], id(connection))
    )
    with pytest.raises(QuizError, match="backup-failed"):
        back_up(old, folder / "copy.db")
    assert not (folder / "copy.db").exists()


def test_a_script_is_split_into_single_statements() -> None:
    script = (
        "-- a; b\nCREATE TABLE a (b);\n"
        "CREATE TRIGGER t BEFORE UPDATE ON a\nBEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\n"
    )
    assert [statement.split()[-1] for statement in statements(script)] == ["(b);", "END;"]
    with pytest.raises(ValueError, match="within"):
        list(statements("CREATE TABLE a ("))
