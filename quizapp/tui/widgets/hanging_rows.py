"""Rows whose further lines stand below their text, not below their number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, chain
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.selection import Selection
from textual.widget import Widget

from quizapp.tui.widgets.fitted_scroll import FittedScroll

HERE, RIGHT, WRONG, OTHER = "b on $panel", "b $success", "b $error", "$faint"
"""How rows look: the marked one; after the answer the right ones and the wrong ones; what is out of play."""


class HangingRow(NamedTuple):
    """A lead, such as a cursor and a number, the text that is wrapped beside it, and how both look."""

    lead: str
    text: Content
    style: str = ""


class HangingRows(Widget):
    """Shows the rows of a question as one widget, which is mounted, styled and laid out once for all of them.
    Their texts leave the last column free."""

    DEFAULT_CSS = "HangingRows { width: 1fr; height: auto; }"

    class Clicked(Message):
        """A row was clicked; `place` counts from 0."""

        def __init__(self, rows: HangingRows, place: int) -> None:
            super().__init__()
            self.rows = rows
            self.place = place

        @property
        def control(self) -> HangingRows:
            return self.rows

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._rows: tuple[HangingRow, ...] = ()
        self._hovered: int | None = None
        self._pressed: int | None = None
        self._wrapped: tuple[int, list[list[Content]]] = (-1, [])

    def show(self, rows: Iterable[HangingRow]) -> None:
        """Replaces all rows."""
        self._rows = tuple(rows)
        self._wrapped = (-1, [])
        # What lies under the mouse now is not known before it moves.
        self._hovered = None
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return sum(map(len, self._lines(width)))

    def render(self) -> Content:
        width = self.content_size.width
        painted = []
        for place, (row, lines) in enumerate(zip(self._rows, self._lines(width), strict=True)):
            for line in lines:
                whole = line.pad_right(max(0, width - line.cell_length)).stylize(row.style)
                painted.append(whole.stylize("on $surface") if place == self._hovered else whole)
        return Content("\n").join(painted)

    def region_of(self, place: int) -> Region:
        """Where a row stands in the widget."""
        heights = [len(lines) for lines in self._lines(self.content_size.width)]
        return Region(0, sum(heights[:place]), self.content_size.width, heights[place])

    def bring_in(self, place: int) -> None:
        """Scrolls a row into sight, by no more than that takes."""
        region = self.region_of(place)
        for node in self.ancestors_with_self:
            if isinstance(node, FittedScroll):
                node.scroll_to_region(region, animate=False)
                return
            if isinstance(node, Widget):
                region = region.translate(node.virtual_region.offset)

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """What was marked with the mouse, without the space that fills a row."""
        lines = chain.from_iterable(self._lines(self.content_size.width))
        return selection.extract("\n".join(line.plain for line in lines)), "\n"

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._pressed = self._place_at(event.y)

    def on_click(self, event: events.Click) -> None:
        """Takes a click that began on the row where it ended: a drag marks text."""
        place = self._place_at(event.y)
        if place is not None and place == self._pressed:
            event.stop()
            self.post_message(self.Clicked(self, place))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover(self._place_at(event.y))

    def on_leave(self) -> None:
        self._hover(None)

    def _hover(self, place: int | None) -> None:
        if place != self._hovered:
            self._hovered = place
            self.refresh()

    def _place_at(self, y: int) -> int | None:
        ends = list(accumulate(len(lines) for lines in self._lines(self.content_size.width)))
        return bisect_right(ends, y) if ends and 0 <= y < ends[-1] else None

    def _lines(self, width: int) -> list[list[Content]]:
        """The lines of each row at a width, each with its lead or as far to the right."""
        if self._wrapped[0] != width:
            self._wrapped = (width, [_hung(row, width - 1) for row in self._rows])
        return self._wrapped[1]


def _hung(row: HangingRow, width: int) -> list[Content]:
    lead = Content(row.lead)
    indent = lead.cell_length
    if width <= 2 * indent:
        # Indenting would only cost room.
        return Content.assemble(lead, row.text).wrap(max(1, width))
    first, *rest = row.text.wrap(width - indent)
    return [Content.assemble(lead, first), *(line.pad_left(indent) for line in rest)]
