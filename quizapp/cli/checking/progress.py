"""One line on a terminal that says how far a long check is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TextIO

from quizapp.messages import ngettext

SHOWN_AFTER_S = 0.5
_BETWEEN_S = 0.1
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """Rewrites its line as a check goes on and clears it at the end; silent where the stream is no terminal
    that can do that. `seconds` is a clock that only goes forward."""

    def __init__(self, stream: TextIO, terminal: str, seconds: Callable[[], float]) -> None:
        self._stream = stream
        self._able = stream.isatty() and terminal not in ("", "dumb")
        self._seconds = seconds
        self._next = seconds() + SHOWN_AFTER_S
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        if not self._able or self._seconds() < self._next:
            return
        self._next = self._seconds() + _BETWEEN_S
        self._shown = True
        template = ngettext("Checking: {done} of {total} file", "Checking: {done} of {total} files", total)
        line = template.format(done=done, total=total)
        width = shutil.get_terminal_size().columns - 1
        self._stream.write(_CLEAR + line[:width])
        self._stream.flush()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()
