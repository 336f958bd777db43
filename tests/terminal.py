"""A program in a real pseudo-terminal: what it writes, what then stands on the screen, and keys to it.

Only the sequences that Textual writes of itself are known here. Any other control character in the output is
one that leaked, and is kept in `leaks`.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.cells import split_graphemes

from quizapp.text import visible

ROOT = Path(__file__).resolve().parent.parent

SEQUENCE = re.compile(
    r"\x1b\[(?:[0-9;]*m|\d+;\d+H|H|\?\d+[hl]|\?\d+\$p|[<>]\d*u|\d*[ABCDGJK]|c)|\x1b\]22;[a-z-]*\x07"
)
"""Style, cursor, private modes and their queries, the kitty keyboard, erasing, the pointer's shape."""

INCOMPLETE = re.compile(r"\x1b(?:\[[0-9;?<>$]*|\]2?2?;?[a-z-]*)?\Z")

FRAME_END = "\x1b[?2026l"
SYNC_QUERY = "\x1b[?2026$p"
SYNC_ANSWER = b"\x1b[?2026;2$y"

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "ctrl+up": "\x1b[1;5A",
    "ctrl+down": "\x1b[1;5B",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "ctrl+c": "\x03",
    "ctrl+q": "\x11",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
}
"""What a terminal sends for keys that are no characters."""


class Painted:
    """What stands on the screen, by grapheme as a terminal that knows emoji draws them."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.cells: list[list[str]] = [[" "] * width for _ in range(height)]
        self.row = self.column = 0
        self.overflows: list[str] = []
        self.alternate = False
        self.cursor = True

    def control(self, sequence: str) -> None:
        if match := re.fullmatch(r"\x1b\[(?:(\d+);(\d+))?H", sequence):
            self.row, self.column = (int(match[1]) - 1, int(match[2]) - 1) if match[1] else (0, 0)
        elif sequence in {"\x1b[?1049h", "\x1b[?1049l"}:
            self.alternate = sequence.endswith("h")
            self.cells = [[" "] * self.width for _ in range(self.height)]
        elif sequence in {"\x1b[?25h", "\x1b[?25l"}:
            self.cursor = sequence.endswith("h")

    def write(self, text: str) -> None:
        for line, piece in enumerate(re.split(r"\r?\n|\r", text)):
            if line:
                self.row, self.column = min(self.row + 1, self.height - 1), 0
            spans, _total = split_graphemes(piece) if piece else ([], 0)
            for start, end, size in spans:
                if self.column + size > self.width or self.row >= self.height:
                    self.overflows.append(piece[start:end])
                    continue
                self.cells[self.row][self.column] = piece[start:end]
                for column in range(self.column + 1, self.column + size):
                    self.cells[self.row][column] = ""
                self.column += size

    def rows(self) -> list[str]:
        return ["".join(row) for row in self.cells]


class Terminal:
    """Runs a command in a pseudo-terminal of a size. A context manager; kills it at the end."""

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        *,
        size: tuple[int, int] = (80, 24),
        on_frame: Callable[[Painted], None] | None = None,
    ) -> None:
        self.painted = Painted(*size)
        self.raw = b""
        self.leaks: list[str] = []
        self.frames = 0
        self.on_frame = on_frame
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._text = ""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=dict(environ), cwd=ROOT, close_fds=True,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )  # fmt: skip
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    # -- what the program writes --------------------------------------------------------------

    def read(self, seconds: float) -> bool:
        """Takes what is there within so many seconds; False once the program has closed its side."""
        if not select.select([self._master], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.raw += data
        self._take(data)
        return bool(data)

    def _take(self, data: bytes) -> None:
        self._text += self._decoder.decode(data)
        cut = INCOMPLETE.search(self._text)
        ready, self._text = (self._text[: cut.start()], cut[0]) if cut else (self._text, "")
        at = 0
        for match in SEQUENCE.finditer(ready):
            self._write(ready[at : match.start()])
            self._control(match[0])
            at = match.end()
        self._write(ready[at:])

    def _write(self, text: str) -> None:
        if not text:
            return
        rest = text.replace("\r", "").replace("\b", "")
        if visible(rest) != rest:
            self.leaks.append(rest)
        self.painted.write(text)

    def _control(self, sequence: str) -> None:
        self.painted.control(sequence)
        if sequence == SYNC_QUERY:
            os.write(self._master, SYNC_ANSWER)
        if sequence == FRAME_END:
            self.frames += 1
            if self.on_frame is not None:
                self.on_frame(self.painted)

    # -- waiting and typing -------------------------------------------------------------------

    def until(self, condition: Callable[[], object], seconds: float = 40) -> None:
        """Reads until the condition holds; fails with the screen when it never comes."""
        end = time.monotonic() + seconds
        alive = True
        while not condition():
            if not alive or time.monotonic() > end:
                why = "ended" if not alive else "hung"
                raise AssertionError(f"{why} at:\n{self.screen()}\n{self.raw[-600:]!r}")
            alive = self.read(0.2)

    def comes(self, condition: Callable[[], object], seconds: float) -> bool:
        """Reads until the condition holds; False if it does not within so many seconds."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end or not self.read(0.1):
                return bool(condition())
        return True

    def settle(self, quiet: float = 0.03) -> None:
        """Reads until nothing comes for a moment."""
        size = -1
        while size != len(self.raw):
            size = len(self.raw)
            self.read(quiet)

    def until_shown(self, *texts: str, seconds: float = 40) -> str:
        """Waits until all the texts stand on the screen; gives the screen."""
        self.until(lambda: all(text in self.screen() for text in texts), seconds)
        return self.screen()

    def until_raw(self, pattern: bytes, start: int = 0, seconds: float = 40) -> re.Match[bytes]:
        """Waits for bytes after a place of the stream; gives the match."""
        self.until(lambda: re.search(pattern, self.raw[start:]), seconds)
        found = re.search(pattern, self.raw[start:])
        assert found
        return found

    def press(self, *keys: str) -> None:
        """Types keys: names of special ones, or text."""
        for key in keys:
            assert key in KEYS or "+" not in key, f"no such key: {key}"
            os.write(self._master, KEYS.get(key, key).encode())

    def ended(self, seconds: float = 40) -> int:
        """Waits for the program's end; gives its exit code, negative for a signal."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() > end:
                raise AssertionError(f"does not end:\n{self.screen()}")
            self.read(0.05)
        while self.read(0.05) and select.select([self._master], [], [], 0)[0]:
            pass
        return int(self.process.returncode)

    def hang_up(self, seconds: float = 40) -> int:
        """Takes the terminal away, as a closed window does; gives the program's exit code once it has ended.
        Raises subprocess.TimeoutExpired."""
        os.close(self._master)
        self._master = -1
        return self.process.wait(seconds)

    def kill(self) -> None:
        """Ends the program without warning, and takes what it had still written."""
        self.process.send_signal(signal.SIGKILL)
        self.ended()

    def tail(self) -> str:
        """The last that the program wrote, for messages of failed tests."""
        return SEQUENCE.sub("", self.raw[-6000:].decode("utf-8", "replace"))[-2500:]

    def screen(self) -> str:
        return "\n".join(row.rstrip() for row in self.painted.rows())


FRAMES = "─━│▌▁▂▃▄▅▆▇█▔▏▎▍▋▊▉"


def squashed(text: str) -> str:
    """The text without white space and without the lines and bars of a screen: what must arrive whole and in
    order, however lines are broken."""
    return re.sub(rf"[\s{FRAMES}]", "", text)
