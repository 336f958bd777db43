"""Time from process start to the first frame that holds the question, beside a bare Textual app.

Run: `.venv-tests/bin/python -m tests.bench.bench_start [--runs 10]`, after `python3 tests` has set that up.
The wheel is built and installed in an environment of its own. Both programs run there, turn about, in a
pseudo-terminal of 80×24; the index is warm.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import signal
import statistics
import struct
import tempfile
import termios
import time
from fcntl import ioctl
from pathlib import Path

from tests.installed import WHEELHOUSE, built_wheel, installed_scripts

MARKER = b"Zyzzyva"
UNSET = ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
BARE = f"""
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("{MARKER.decode()}")
Bare().run()
"""
DECK = """format: 1
deck: {id: bench, title: Bench, lang: en}
cards:
"""
CARD = """  - id: c%d
    question: "Zyzzyva number %d is what?"
    answer: "a weevil"
    inference: true
    explain: "It is a genus of weevils."
"""


def first_frame_s(command: list[str], environ: dict[str, str]) -> tuple[float, float]:
    """Seconds from fork to the bytes of the marker, by the clock and of processor time; ends the process it
    started. Raises after 20 s."""
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, environ)
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    try:
        while MARKER not in seen:
            if not select.select([terminal], [], [], 20)[0]:
                raise TimeoutError(seen[-300:])
            seen += os.read(terminal, 65536)
        elapsed_s = time.perf_counter() - began
    finally:
        os.kill(pid, signal.SIGKILL)
        used = os.wait4(pid, 0)[2]
        os.close(terminal)
    return elapsed_s, used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--cards", type=int, default=1000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        (library / "decks").mkdir(parents=True)
        cards = "".join(CARD % (n, n) for n in range(args.cards))
        (library / "decks" / "bench.yaml").write_text(DECK + cards, encoding="utf-8")
        wheels = Path(folder) / "wheels"
        wheels.mkdir()
        scripts = installed_scripts(built_wheel(wheels), WHEELHOUSE, Path(folder) / "environment")
        environ = {**os.environ, "HOME": folder, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        for name in (
            "XDG_CACHE_HOME",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "NO_COLOR",
            "PYTHONDONTWRITEBYTECODE",
        ):
            environ.pop(name, None)
        study = [
            str(scripts / "quizapp"),
            "study",
            "--library",
            str(library),
            "--data",
            str(Path(folder) / "data"),
        ]
        bare = [str(scripts / "python"), "-c", BARE]
        first_frame_s(study, environ)
        time.sleep(2.1)  # past the time within which a file counts as just changed
        first_frame_s(study, environ)
        first_frame_s(bare, environ)
        pairs = [(first_frame_s(bare, environ), first_frame_s(study, environ)) for _ in range(args.runs)]
    for at, what in enumerate(("by the clock", "processor time")):
        bare_s, study_s = ([run[at] for run in runs] for runs in zip(*pairs, strict=True))
        ratio = statistics.median(study_s) / statistics.median(bare_s)
        print(f"first frame, {what}, median of {args.runs}:")
        print(f"  bare Textual app       {statistics.median(bare_s) * 1000:6.0f} ms")
        print(f"  study, {args.cards:>6} cards    {statistics.median(study_s) * 1000:6.0f} ms")
        print(f"  ratio                  {ratio:6.2f}")


if __name__ == "__main__":
    main()
