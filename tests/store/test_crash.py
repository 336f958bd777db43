"""Nothing that was said to be stored is lost, whenever the process is killed and whoever else writes."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from quizapp.store.history import History
from tests.store.making import HandClock

ROOT = Path(__file__).resolve().parents[2]


def start(folder: Path, number: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.appending", str(folder), str(number)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def listen(process: subprocess.Popen[str], count: int) -> list[str]:
    """The first ids that a process says."""
    assert process.stdout is not None
    return [process.stdout.readline().strip() for _ in range(count)]


def stop(process: subprocess.Popen[str]) -> list[str]:
    """Kills a process and gives the ids that it had still said in full."""
    process.kill()
    assert process.stdout is not None
    with process.stdout:
        said = process.stdout.read()
    process.wait()
    return [line.strip() for line in said.splitlines(keepends=True) if line.endswith("\n")]


def ids(folder: Path) -> set[str]:
    with History.read(folder) as reader:
        return {event.id for event in reader.events()}


def test_kills_at_random_moments_lose_no_event_that_was_acknowledged(folder: Path, full: bool) -> None:
    chance = random.Random(7)
    said: set[str] = set()
    for number in range(200 if full else 15):
        process = start(folder, number)
        if number % 4 == 3:
            # Early enough to fall into opening, or into making the file.
            time.sleep(chance.uniform(0.05, 0.3))
        else:
            said.update(listen(process, chance.randint(1, 12)))
            time.sleep(chance.uniform(0, 0.03))
        said.update(stop(process))
        assert said <= ids(folder)
    with History.open(folder, clock=HandClock()) as history:
        assert history.verify() == ()
        assert said <= {event.id for event in history.events()}


def test_two_processes_that_append_at_once_lose_nothing(folder: Path) -> None:
    processes = [start(folder, number) for number in range(2)]
    said = [id for _ in range(20) for process in processes for id in listen(process, 1)]
    for process in processes:
        said += stop(process)
    with History.open(folder, clock=HandClock()) as history:
        events = list(history.events())
        assert history.verify() == ()
    assert set(said) <= {event.id for event in events}
    assert len({event.device for event in events}) == 1
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
