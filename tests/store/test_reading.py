from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.store.database import FILE_NAME
from quizapp.store.history import History
from tests.store.making import CARD, HandClock, answer, attempt


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_a_missing_history_reads_as_an_empty_one_and_makes_nothing(folder: Path) -> None:
    with History.read(folder) as reader:
        assert (reader.head(), list(reader.events()), reader.unfinished()) == (0, [], None)
        assert reader.verify() == ()
    assert not folder.exists()


def test_a_reader_that_came_first_sees_the_history_once_it_exists(folder: Path, clock: HandClock) -> None:
    with History.read(folder) as reader:
        assert reader.head() == 0
        with History.open(folder, clock=clock) as history:
            answer(history)
            assert reader.head() == 2
        assert reader.head() == 2


def test_reading_a_closed_history_makes_and_changes_no_file(history: History, folder: Path) -> None:
    answer(history)
    history.close()
    before = listing(folder)
    with History.read(folder) as reader:
        assert reader.memory([CARD])[CARD].attempts == 1
        assert listing(folder) == before
    assert listing(folder) == before


def test_a_reader_follows_a_writer_that_opens_writes_and_closes(
    history: History, folder: Path, clock: HandClock
) -> None:
    history.close()
    with History.read(folder) as reader:
        for count in range(1, 6):
            assert reader.head() == count - 1
            with History.open(folder, clock=clock) as writer:
                assert reader.head() == count - 1
                writer.append(attempt())
                assert reader.head() == count
            assert reader.head() == count


def test_a_log_left_by_a_crash_is_read_without_touching_it(
    history: History, folder: Path, tmp_path: Path
) -> None:
    answer(history)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for name in (FILE_NAME, FILE_NAME + "-wal"):
        shutil.copyfile(folder / name, crashed / name)
    before = listing(crashed)
    with History.read(crashed) as reader:
        assert reader.head() == 2
        assert reader.verify() == ()
    assert listing(crashed) == before


def test_a_reader_sees_a_file_put_in_the_place_of_the_other(
    history: History, folder: Path, tmp_path: Path
) -> None:
    with History.open(tmp_path / "other", clock=HandClock()) as other:
        answer(other)
        answer(other)
    history.close()
    with History.read(folder) as reader:
        assert reader.head() == 0
        (tmp_path / "other" / FILE_NAME).replace(folder / FILE_NAME)
        assert reader.head() == 4


def test_a_change_during_a_query_runs_it_again(history: History, folder: Path, clock: HandClock) -> None:
    answer(history)
    history.close()
    heads: list[int] = []

    def slow_query(connection: object) -> int:
        if not heads:
            with History.open(folder, clock=clock) as writer:
                writer.append(attempt())
        heads.append(0)
        return len(heads)

    with History.read(folder) as reader:
        assert reader._ask(slow_query) == 2
        assert reader.head() == 3


def test_a_reader_cannot_write(history: History, folder: Path) -> None:
    with History.read(folder) as reader:
        for change in (lambda: reader.append(attempt()), reader.undo, reader.redo):
            with pytest.raises(QuizError, match="history-read-only"):
                change()


def test_reading_beside_a_writer_leaves_its_locks_so_that_another_program_keeps_its_log(
    history: History, folder: Path
) -> None:
    answer(history)
    with History.read(folder) as reader:
        assert reader.head() == 2
    script = (
        "import sys; from pathlib import Path; from quizapp.store.history import History;"
        " from tests.store.making import HandClock;"
        " history = History.open(Path(sys.argv[1]), clock=HandClock());"
        " print(history.head()); history.close()"
    )
    for head in (2, 4):
        other = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, check=True)
        assert int(other.stdout) == head
        answer(history, "d/later#main")
