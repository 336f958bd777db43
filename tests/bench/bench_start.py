"""First frames, memory and quitting of Study and Home, beside a bare Textual app and beside a small library.

`python -m tests.bench.bench_start [--in FOLDER] [--cards N] [--reviews M] [--runs R]`; `--small FOLDER` holds
a thousand cards and ten thousand reviews. The programs run turn about in a pseudo-terminal of 80×24, with
warm indexes and without options: from the start of the process to the bytes of the question, or of the first
deck's title; then, once nothing more is painted, from the key that quits to the end of the process. Memory is
told also after fifty answers, in one run. Times are by the clock and, up to the first frame, on the
processor, which neighbours slow less.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import sqlite3
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quizapp.store.database import FILE_NAME, wal_size
from quizapp.workspace.model import Asking, Scope
from tests.bench.making_history import Made, large, make_large

MARKER = "Zyzzyva"
BARE = f"""
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("{MARKER}")
Bare().run()
"""
STARTED = "import sys; from quizapp.cli import main; sys.exit(main())"
"""What the installed command does."""

QUIT = b"\x11"
RESTORED = b"\x1b[?1049l"
ANSWERS = 50
KEYS = (b"\x13", b"\r", b"0", b"3")
"""Ends an essay, submits, does not know, rates good; in every kind of question some of them go on."""


class Figures(NamedTuple):
    """Seconds and MB of one run."""

    first: float
    first_cpu: float
    peak: float
    quit: float


class Running:
    """A program in a pseudo-terminal, and what it has used so far."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self._began = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(environ))
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.modes = termios.tcgetattr(self.terminal)
        self.seen = b""

    def shows(self, marker: str) -> float:
        """Seconds from the start of the process to the marker on its screen. Raises after 60 s without."""
        while marker.encode() not in self.seen:
            if not self.read(60):
                raise TimeoutError(self.seen[-500:])
        return time.perf_counter() - self._began

    def read(self, seconds: float) -> bool:
        """Takes what comes within so many seconds; False where nothing does."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.seen += data
        return bool(data)

    def press(self, key: bytes) -> None:
        os.write(self.terminal, key)

    def processor_s(self) -> float:
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def peak_mb(self) -> float:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text())
        assert found
        return int(found[1]) / 1024

    def quits(self) -> float:
        """Seconds from the key that quits to the end of the process. Raises where the terminal is left as
        the program had it, or the program fails."""
        while self.read(0.3):
            pass
        began = time.perf_counter()
        self.press(QUIT)
        while self.read(20):
            pass
        _, status = os.waitpid(self.pid, 0)
        elapsed = time.perf_counter() - began
        modes = termios.tcgetattr(self.terminal)
        os.close(self.terminal)
        if status != 0 or RESTORED not in self.seen or modes != self.modes:
            raise RuntimeError(f"exit status {status}, terminal not restored: {self.seen[-500:]!r}")
        return elapsed


class Program(NamedTuple):
    """What is run, and the text that its first frame is waited for."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]
    marker: str

    def run(self) -> Figures:
        running = Running(self.command, self.environ)
        first = running.shows(self.marker)
        used, peak = running.processor_s(), running.peak_mb()
        return Figures(first, used, peak, running.quits())


def main(given: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--small", type=Path, help="where `making_history` has written a thousand cards")
    with large(parser, given) as (made, args), tempfile.TemporaryDirectory() as name:
        # A kept history may hold the answers of earlier runs, on later days.
        made = made.later()
        small = make_large((args.small or Path(name) / "small").absolute(), 1_000, 10_000).later()
        programs = [
            Program("bare", (sys.executable, "-c", BARE), environ(made, Path(name)), MARKER),
            *(study(each, size, Path(name)) for size, each in (("small", small), ("large", made))),
            *(home(each, size, Path(name)) for size, each in (("small", small), ("large", made))),
        ]
        for program in programs:
            program.run()
        runs = [[program.run() for program in programs] for _ in range(args.runs)]
        medians = {
            program.name: Figures(*map(statistics.median, zip(*figures, strict=True)))
            for program, figures in zip(programs, zip(*runs, strict=True), strict=True)
        }
        for each in (made, small):
            assert wal_size(each.data / FILE_NAME) == 0, "the history was not checkpointed"
        shown(medians)
        peak = answering(study(made.later(), "large", Path(name)))
        print(f"{f'peak memory after {ANSWERS} answers':<34}{peak:8.1f} MB{peak / medians['bare'].peak:8.2f}")


def environ(made: Made, folder: Path) -> dict[str, str]:
    """What a program is started with: a home, a terminal, a language and a library of its own."""
    keep = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    own = {"HOME": str(folder), "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "LC_ALL": "C.UTF-8"}
    return {**keep, **own, **made.environ, "QUIZAPP_LIBRARY": str(made.library)}


def study(made: Made, size: str, folder: Path) -> Program:
    with made.open() as workspace:
        moment = workspace.sitting(Scope()).moment
        assert isinstance(moment, Asking), moment
        marker = max(re.findall(r"\w+", moment.stem), key=len)
    command = (sys.executable, "-c", STARTED, "study")
    return Program(f"study, {size}", command, environ(made, folder), marker)


def home(made: Made, size: str, folder: Path) -> Program:
    command = (sys.executable, "-c", STARTED)
    return Program(f"home, {size}", command, environ(made, folder), "Les communes")


def answering(program: Program) -> float:
    """The peak memory in MB of a program in which fifty questions were answered."""
    running = Running(program.command, program.environ)
    file = Path(program.environ["QUIZAPP_DATA"]) / FILE_NAME
    wanted = _events(file) + 2 * ANSWERS
    end = time.monotonic() + 120
    while _events(file) < wanted and time.monotonic() < end:
        for key in KEYS:
            running.press(key)
            while running.read(0.08):
                pass
            if key == KEYS[2]:
                time.sleep(0.3)
    assert _events(file) >= wanted, running.seen[-2000:]
    peak = running.peak_mb()
    running.quits()
    return peak


def _events(file: Path) -> int:
    connection = sqlite3.connect(file)
    try:
        return int(connection.execute("SELECT max(arrival) FROM event").fetchone()[0])
    finally:
        connection.close()


def shown(medians: Mapping[str, Figures]) -> None:
    bare = medians["bare"]
    print(f"{'medians':<16}{'first frame':>14}{'processor':>14}{'peak':>12}{'quit':>14}")
    for name, one in medians.items():
        times = f"{one.first * 1000:11.0f} ms{one.first_cpu * 1000:11.0f} ms"
        print(f"{name:<16}{times}{one.peak:9.1f} MB{one.quit * 1000:11.0f} ms")
    print(f"{'ratios':<34}{'clock':>8}{'processor':>12}")
    for way in ("study", "home"):
        small, big = medians[f"{way}, small"], medians[f"{way}, large"]
        _ratio(f"{way} to bare (goal 1.2)", big.first / bare.first, big.first_cpu / bare.first_cpu)
        _ratio(f"{way} to small (goal 1.1)", big.first / small.first, big.first_cpu / small.first_cpu)
        _ratio(f"{way}, quitting to bare (0.5)", big.quit / bare.quit)
        _ratio(f"{way}, memory to bare (1.3)", big.peak / bare.peak)


def _ratio(what: str, *ratios: float) -> None:
    print(f"{what:<34}" + "".join(f"{ratio:>8.2f}    " for ratio in ratios))


if __name__ == "__main__":
    main(sys.argv[1:])
