"""The questions of an exam as a strip of numbers with signs: each is a click away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quizapp.tui.text import own


class PlaceStrip(Static):
    """A cell a question: its number and its sign, the one on screen between brackets."""

    DEFAULT_CSS = """
    PlaceStrip {
        height: auto;
        min-height: 1;
        padding: 0 2;
        background: $surface;
        color: $faint;
    }
    """

    @dataclass
    class Chosen(Message):
        """The cell of a question was clicked; `place` counts from 0."""

        place: int

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._signs: Sequence[tuple[str, str]] = ()
        self._here = 0

    def show(self, signs: Sequence[tuple[str, str]], here: int) -> None:
        """Shows a sign a question, each with its style."""
        self._signs = signs
        self._here = here
        self._paint()

    def on_resize(self) -> None:
        self._paint()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = event.get_content_offset(self)
        if at is not None and at.x // self._cell < self._in_a_row:
            place = (self._first_row() + at.y) * self._in_a_row + at.x // self._cell
            if place < len(self._signs):
                self.post_message(self.Chosen(place))

    @property
    def _cell(self) -> int:
        """How wide a cell is: brackets, number and sign."""
        return len(str(len(self._signs))) + 2 + max((len(sign) for sign, _style in self._signs), default=0)

    @property
    def _in_a_row(self) -> int:
        return max(1, self.content_size.width // self._cell)

    def _paint(self) -> None:
        if not self.content_size.width:
            return
        count, rows = self._in_a_row, []
        for row in range(self._first_row(), self._first_row() + self._most_rows):
            places = range(row * count, min((row + 1) * count, len(self._signs)))
            rows.append(Content("").join([self._painted(place) for place in places]))
        self.update(Content("\n").join([row for row in rows if row]))

    @property
    def _most_rows(self) -> int:
        return max(1, self.screen.size.height // 6)

    def _first_row(self) -> int:
        """The first row that is shown: of very many questions those around the one on screen."""
        last = (len(self._signs) - 1) // self._in_a_row
        here = self._here // self._in_a_row
        return max(0, min(here - self._most_rows // 2, last - self._most_rows + 1))

    def _painted(self, place: int) -> Content:
        sign, style = self._signs[place]
        number = f"{place + 1:>{len(str(len(self._signs)))}}"
        if place == self._here:
            return own(f"[{number}{sign}]").stylize("b $foreground")
        return Content.assemble(own(f" {number}"), own(sign).stylize(style), " ")
