from __future__ import annotations

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.store import derived, migrations
from quizapp.store.database import APPLICATION_ID, FILE_NAME, _write_ahead
from quizapp.store.history import History
from tests.store.making import CARD, HandClock, answer, attempt, raw


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}


def refused(folder: Path) -> str:
    """The code with which opening fails, to write and to read, no byte being changed by it."""
    before = contents(folder)
    with pytest.raises(QuizError) as to_write:
        History.open(folder, clock=HandClock())
    assert contents(folder) == before
    with pytest.raises(QuizError) as to_read:
        History.read(folder).head()
    assert contents(folder) == before
    assert to_read.value.code == to_write.value.code
    assert to_write.value.params["path"] == str(folder / FILE_NAME)
    return to_write.value.code


def test_folder_and_file_are_made_private(history: History, folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600


def test_the_file_has_its_marks_and_the_connection_its_guarantees(history: History, folder: Path) -> None:
    with raw(folder) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (migrations.VERSION,)
    own = history._source
    assert isinstance(own, sqlite3.Connection)
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0}
    wanted["busy_timeout"] = 5000
    assert {name: own.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


def test_a_newer_schema_is_refused(history: History, folder: Path) -> None:
    answer(history)
    history.close()
    with raw(folder) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    assert refused(folder) == "history-newer"


def test_a_newer_schema_that_stands_only_in_the_log_is_refused(history: History, folder: Path) -> None:
    history.close()
    with raw(folder) as other:
        other.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
        assert refused(folder) == "history-newer"


@pytest.mark.parametrize("size", [1, 15, 99, 100, 5000])
def test_a_file_that_is_no_database_is_refused(folder: Path, size: int) -> None:
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(b"x" * size)
    assert refused(folder) == "history-damaged"


def test_a_database_whose_schema_cannot_be_read_is_refused(history: History, folder: Path) -> None:
    answer(history)
    history.close()
    path = folder / FILE_NAME
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 2000 + whole[2100:])
    assert refused(folder) == "history-damaged"


def test_a_damaged_page_is_told_when_it_is_read_and_costs_no_byte(history: History, folder: Path) -> None:
    history.append(*(attempt(f"deck/{number}#main") for number in range(200)))
    history.close()
    path = folder / FILE_NAME
    whole = path.read_bytes()
    damaged = whole[:8192] + b"\xff" * (len(whole) - 8192)
    path.write_bytes(damaged)
    with History.read(folder) as reader, pytest.raises(QuizError, match="history-damaged"):
        list(reader.events())
    assert path.read_bytes() == damaged


def test_an_empty_file_beside_a_log_is_not_taken_for_a_new_history(history: History, folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"")
    before = contents(folder)
    with pytest.raises(QuizError, match="history-damaged"):
        History.open(folder, clock=HandClock())
    assert contents(folder) == before


def test_a_database_of_another_program_is_refused(folder: Path) -> None:
    folder.mkdir()
    with raw(folder) as connection:
        connection.execute("CREATE TABLE cookies (a)")
    assert refused(folder) == "history-foreign"
    with raw(folder) as connection:
        connection.execute("PRAGMA application_id = 7")
    assert refused(folder) == "history-foreign"


def test_an_empty_file_becomes_a_history(folder: Path, clock: HandClock) -> None:
    folder.mkdir()
    (folder / FILE_NAME).touch()
    with History.open(folder, clock=clock) as history:
        answer(history)
        assert history.head() == 2


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(QuizError, match="history-unwritable"):
        History.open(tmp_path / "file" / "data", clock=clock)


def test_many_may_open_a_fresh_folder_at_once(folder: Path) -> None:
    def open_and_append(number: int) -> None:
        with History.open(folder, clock=HandClock()) as history:
            history.append(attempt(f"deck/{number}#main"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(open_and_append, range(16)))
    with History.read(folder) as reader:
        assert reader.verify() == ()
        assert len({(event.device, event.seq) for event in reader.events()}) == 16
        assert len({event.device for event in reader.events()}) == 1


def test_a_first_opening_waits_for_another_that_is_turning_the_log_on() -> None:
    class Taken(sqlite3.Connection):
        tries = 0

        def execute(self, statement: str, parameters: object = ()) -> sqlite3.Cursor:
            Taken.tries += 1
            if Taken.tries < 3:
                error = sqlite3.OperationalError("database is locked")
                error.sqlite_errorcode = sqlite3.SQLITE_BUSY
                raise error
            return super().execute(statement)

    # The race itself shows in two of a hundred runs of six processes.
    assert _write_ahead(sqlite3.connect(":memory:", factory=Taken)) == "memory"
    assert Taken.tries == 3


def test_a_full_wait_for_another_writer_is_a_clear_error(history: History, folder: Path) -> None:
    own = history._source
    assert isinstance(own, sqlite3.Connection)
    own.execute("PRAGMA busy_timeout = 1")
    with raw(folder) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(QuizError, match="history-locked"):
            history.append(attempt())
    history.append(attempt())
    assert history.head() == 1


def test_derived_tables_of_other_rules_are_rebuilt_on_opening(
    history: History, folder: Path, clock: HandClock
) -> None:
    answer(history)
    expected = list(history.memories())
    history.close()
    with raw(folder) as connection:
        connection.execute("UPDATE derived SET version = 0")
        connection.execute("UPDATE memory SET reps = 77")
        connection.execute("DELETE FROM day_sum")
        connection.execute("DELETE FROM timed")
    with History.read(folder) as reader:
        assert list(reader.memories()) == expected
        assert reader.medians("short") == (1, 1000)
    with raw(folder) as connection:
        assert not derived.is_current(connection)
    with History.open(folder, clock=clock) as again:
        assert list(again.memories()) == expected
        assert again.verify() == ()
        assert again.medians("short") == (1, 1000)


def test_a_copied_history_is_another_device(history: History, folder: Path, tmp_path: Path) -> None:
    answer(history)
    history.close()
    copied = tmp_path / "copy"
    copied.mkdir()
    for path in folder.iterdir():
        (copied / path.name).write_bytes(path.read_bytes())
    with History.open(copied, clock=HandClock()) as other:
        other.append(attempt())
        devices = [(event.device, event.seq) for event in other.events()]
        assert devices[0][0] != devices[2][0]
        assert [seq for _, seq in devices] == [1, 2, 1]
        assert other.verify() == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"device": 3, "inode": "x"}'])
def test_a_spoilt_device_file_is_replaced(history: History, folder: Path, text: str) -> None:
    answer(history)
    (folder / "device.json").write_text(text)
    history.append(attempt(CARD))
    assert len({event.device for event in history.events()}) == 2
