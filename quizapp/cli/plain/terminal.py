"""Lines in and lines out: prompts, wrapped paragraphs, and never a character that a terminal obeys."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from io import UnsupportedOperation
from typing import TextIO

from quizapp.messages import language
from quizapp.text import shown, visible, wrap

INDENT = "  "
"""Before every line of a deck's or a source's text, so that none can be taken for a verdict."""


class Terminal:
    """A pair of streams. What a script sees on `target` is the same whether or not it is a terminal, but for
    the echo of what was typed, which a terminal gives of itself."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source = source
        self._target = target
        self.interactive = source.isatty()
        self._echoes = source.isatty() and target.isatty()
        self.width = shutil.get_terminal_size().columns if target.isatty() else 80

    def line(self, text: str = "") -> None:
        """A message of our own, wrapped; its further lines are indented. In the interface's language."""
        first, *rest = wrap(shown(text, language()), max(self.width - len(INDENT), 1))
        self._write(first)
        for piece in rest:
            self._write(INDENT + piece)

    def text(self, text: str) -> None:
        """Text that came through `shown`, as an indented paragraph."""
        for piece in wrap(text, max(self.width - len(INDENT), 1)):
            self._write(INDENT + piece if piece else "")

    def said(self, text: str, lang: str) -> None:
        """A text of a deck or a source in language `lang`, as an indented paragraph."""
        self.text(shown(text, lang))

    def unbroken(self, text: str) -> None:
        """Text that came through `shown`, on one line however long it is."""
        self._write(" ".join(text.split("\n")))

    def ask(self, prompt: str, meanwhile: Callable[[], None] | None = None) -> str | None:
        """One line of input without its end; None where the input has ended. `meanwhile` is done once the
        prompt is written, before anybody can have read it."""
        self._target.write(visible(prompt))
        self._target.flush()
        if meanwhile is not None:
            meanwhile()
        line = self._source.readline()
        if not self._echoes:
            self._write(line.rstrip("\r\n"))
        elif not line:
            self._write("")
        return line.rstrip("\r\n") if line else None

    def forget_typed(self) -> None:
        """Forgets what was typed and not read: it was meant for another program that had the terminal."""
        from quizapp.system import drop_typed

        # A stream that is no file, as of a program that drives this one, has nothing typed ahead.
        with suppress(UnsupportedOperation):
            drop_typed(self._source.fileno())

    def _write(self, text: str) -> None:
        # `visible` changes nothing in a text that came through it before; here it is the last guard.
        self._target.write(visible(text) + "\n")
