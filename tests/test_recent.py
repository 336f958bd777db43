"""What was asked of a database lately is given again only as long as nobody has written to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.recent import Recent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (n); INSERT INTO t VALUES (1)")
    return tmp_path / "a.db"


@pytest.fixture
def connection(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


class Asked:
    """Asks for the sum of the table, and counts how often the table was read for it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.recent = Recent()
        self.reads = 0

    def __call__(self) -> int:
        return self.recent.get(self.connection, ("sum",), self._read)

    def _read(self) -> int:
        self.reads += 1
        (total,) = self.connection.execute("SELECT sum(n) FROM t").fetchone()
        return int(total)


def test_the_same_question_is_read_once(connection: sqlite3.Connection) -> None:
    asked = Asked(connection)
    assert [asked(), asked(), asked.reads] == [1, 1, 1]


def test_what_this_connection_or_another_one_writes_is_seen_at_once(
    file: Path, connection: sqlite3.Connection
) -> None:
    asked = Asked(connection)
    assert asked() == 1
    connection.execute("INSERT INTO t VALUES (2)")
    assert asked() == 3
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("INSERT INTO t VALUES (4)")
        assert asked() == 7
        other.execute("BEGIN")
        other.execute("DELETE FROM t")
        assert asked() == 7
        other.execute("COMMIT")
        other.execute("INSERT INTO t VALUES (8)")
    assert asked() == 8


def test_what_a_transaction_takes_back_is_not_remembered(connection: sqlite3.Connection) -> None:
    asked = Asked(connection)
    assert asked() == 1
    connection.execute("BEGIN")
    connection.execute("INSERT INTO t VALUES (2)")
    assert asked() == 3
    connection.execute("ROLLBACK")
    assert asked() == 1


def test_another_database_is_another_one_to_ask() -> None:
    with closing(sqlite3.connect(":memory:")) as one, closing(sqlite3.connect(":memory:")) as other:
        for number, each in enumerate((one, other), 1):
            each.executescript(f"CREATE TABLE t (n); INSERT INTO t VALUES ({number})")
        asked = Asked(one)
        assert asked() == 1
        asked.connection = other
        assert asked() == 2


def test_a_failure_is_not_an_answer_and_old_answers_go(connection: sqlite3.Connection) -> None:
    recent = Recent(most=2)

    def fails() -> int:
        raise KeyError

    with pytest.raises(KeyError):
        recent.get(connection, ("a",), fails)

    def gives(number: int) -> Callable[[], int]:
        return lambda: number

    assert [recent.get(connection, (key,), gives(n)) for n, key in enumerate("abac")] == [0, 1, 0, 3]
    assert [recent.get(connection, (key,), gives(9)) for key in "bca"] == [1, 3, 9]


def test_within_a_transaction_what_was_asked_before_holds_until_it_changes_something(
    file: Path, connection: sqlite3.Connection
) -> None:
    asked = Asked(connection)
    assert asked() == 1
    connection.execute("BEGIN IMMEDIATE")
    assert [asked(), asked.reads] == [1, 1]
    connection.execute("INSERT INTO t VALUES (2)")
    assert [asked(), asked(), asked.reads] == [3, 3, 3]
    connection.execute("COMMIT")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        assert asked() == 3
        other.execute("INSERT INTO t VALUES (4)")
    connection.execute("BEGIN IMMEDIATE")
    assert asked() == 7


def changed(asked: Asked, *, first: bool = True, stands: bool = True) -> None:
    """A transaction after which the answer stands, or is said not to; `first`: that was asked within it."""
    asked.connection.execute("BEGIN IMMEDIATE")
    if first:
        asked()
    asked.connection.execute("INSERT INTO t VALUES (0)")
    asked.connection.execute("COMMIT")
    asked.recent.keep(lambda question: question == ("sum",) and stands)


def test_what_stands_after_a_change_of_ones_own_can_be_kept(connection: sqlite3.Connection) -> None:
    asked = Asked(connection)
    asked()
    changed(asked)
    assert [asked(), asked.reads] == [1, 1]
    changed(asked, stands=False)
    assert [asked(), asked.reads] == [1, 2]


@pytest.mark.parametrize("first", [True, False])
def test_no_change_of_ones_own_is_missed_before_another(connection: sqlite3.Connection, first: bool) -> None:
    asked = Asked(connection)
    asked()
    connection.execute("INSERT INTO t VALUES (2)")
    changed(asked, first=first)
    assert asked() == 3


@pytest.mark.parametrize("when", ["before", "after"])
def test_no_change_of_others_is_missed_beside_a_change_of_ones_own(
    file: Path, connection: sqlite3.Connection, when: str
) -> None:
    asked = Asked(connection)
    asked()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        if when == "before":
            other.execute("INSERT INTO t VALUES (2)")
        changed(asked)
        if when == "after":
            other.execute("INSERT INTO t VALUES (2)")
    assert asked() == 3
