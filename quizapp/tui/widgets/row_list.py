"""A list of rows of any height, painted line by line, at the cost of what is seen of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from quizapp.messages import N_
from quizapp.text import wrap


class Row(NamedTuple):
    """A row: its text ready to be shown, wrapped, or with `cut` each of its lines cut to the width. A row
    without a key is a heading, which is never the marked one; a `title` is one above others."""

    key: Hashable | None
    text: str
    cut: bool = False
    title: bool = False


class RowList(ScrollView, inherit_bindings=False):
    """Shows rows, of which one is marked. Subclasses say what stands before a line and how it looks."""

    LEAD: ClassVar[int] = 3
    """How many cells `lead` takes."""
    can_focus = True
    BINDINGS = [
        Binding("up,k", "move(-1)", N_("Up"), show=False, id="rows.up"),
        Binding("down,j", "move(1)", N_("Down"), show=False, id="rows.down"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="rows.page-up"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="rows.page-down"),
        Binding("home", "edge(0)", N_("First"), show=False, id="rows.first"),
        Binding("end", "edge(-1)", N_("Last"), show=False, id="rows.last"),
        Binding("enter", "open", N_("To the other pane"), show=False, id="rows.open"),
    ]

    @dataclass
    class Moved(Message):
        """The user marked another row, or the same again."""

        rows: RowList

    @dataclass
    class Opened(Message):
        """The user wants to go from the marked row to what belongs to it."""

        rows: RowList

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self._tops: list[int] = [0]
        self._width = 0
        self._at: int | None = None
        self._wanted: Hashable | None = None

    # -- what subclasses say --------------------------------------------------------------------

    def lead(self, row: Row, line: int, *, here: bool) -> Content:
        """What stands before a line of a row, counted from 0, in LEAD cells."""
        raise NotImplementedError

    def styled(self, row: Row, line: Content, start: int) -> Content:
        """A line of a row, which begins at the offset `start` of its text, as it is to look."""
        raise NotImplementedError

    # -- what it holds --------------------------------------------------------------------------

    @property
    def key(self) -> Hashable | None:
        """The key of the marked row."""
        return None if self._at is None else self.rows[self._at].key

    def show(self, rows: Sequence[Row]) -> None:
        """Replaces the rows. The mark stays on its key, and its row on its line of the screen; while the key
        is gone, the row that has its place is marked."""
        before = self._at
        seen_at = None if before is None else self._tops[before] - self.scroll_offset.y
        self.rows = rows
        self._lay_out()
        self._at = self._place_of(self._wanted)
        if self._at is None and before is not None:
            self._at = self._near(min(before, len(rows) - 1))
        if self._at is None:
            self._at = self._near(0)
        if self._wanted is None:
            self._wanted = self.key
        self._restore(seen_at)

    def go_to(self, key: Hashable) -> bool:
        """Marks the row of a key and brings it into sight, without a word to anyone; gives whether it is
        there."""
        place = self._place_of(key)
        if place is None:
            return False
        self._wanted, self._at = key, place
        self._bring_in()
        self.refresh()
        return True

    def _place_of(self, key: Hashable | None) -> int | None:
        if key is None:
            return None
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)

    def _near(self, place: int) -> int | None:
        """The nearest row that can be marked, from a place downwards, else upwards."""
        below = range(max(place, 0), len(self.rows))
        above = range(min(place, len(self.rows)) - 1, -1, -1)
        return next((one for one in (*below, *above) if self.rows[one].key is not None), None)

    # -- where rows stand -----------------------------------------------------------------------

    def on_resize(self) -> None:
        if self._room() != self._width:
            seen_at = None if self._at is None else self._tops[self._at] - self.scroll_offset.y
            self._lay_out()
            self._restore(seen_at)
        else:
            self._bring_in()

    def _room(self) -> int:
        """The width of the texts in cells; 0 while the list is not on the screen."""
        return max(0, self.scrollable_content_region.width - self.LEAD)

    def _lay_out(self) -> None:
        self._width = self._room()
        heights = (self._height(row) for row in self.rows)
        self._tops = list(accumulate(heights, initial=0))
        self.virtual_size = Size(self.scrollable_content_region.width, self._tops[-1])
        self.refresh()

    def _height(self, row: Row) -> int:
        if row.cut or not self._width:
            return row.text.count("\n") + 1
        return len(wrap(row.text, self._width))

    def _restore(self, seen_at: int | None) -> None:
        if self._at is not None and seen_at is not None:
            self.scroll_to(y=max(0, self._tops[self._at] - seen_at), animate=False, force=True)
        self._bring_in()

    def _bring_in(self) -> None:
        """Scrolls so that the marked row stands in sight, and the heading above it where there is room."""
        height = self.scrollable_content_region.height
        if self._at is None or not height:
            return
        top, bottom = self._tops[self._at], self._tops[self._at + 1]
        if self._at and self.rows[self._at - 1].key is None:
            top = self._tops[self._at - 1]
        y = self.scroll_target_y
        if bottom > y + height:
            y = bottom - height
        if top < y:
            y = min(top, bottom - 1)
        self.scroll_to(y=y, animate=False, force=True)

    # -- what the user does ---------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        place = 0 if self._at is None else self._at + step
        while 0 <= place < len(self.rows) and self.rows[place].key is None:
            place += step
        if 0 <= place < len(self.rows):
            self._mark(place)
        elif step < 0:
            # What stands above the first row, a heading, is seen too.
            self.scroll_to(y=0, animate=False, force=True)

    def action_page(self, pages: int) -> None:
        if self._at is not None:
            y = self._tops[self._at] + pages * max(1, self.scrollable_content_region.height - 1)
            self._mark(self._near(self._row_at(min(max(0, y), self._tops[-1] - 1))))

    def action_edge(self, place: int) -> None:
        self._mark(self._near(0 if place == 0 else len(self.rows) - 1))

    def action_open(self) -> None:
        if self._at is not None:
            self.post_message(self.Opened(self))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = event.get_content_offset(self)
        y = -1 if at is None else at.y + self.scroll_offset.y
        if 0 <= y < self._tops[-1] and self.rows[self._row_at(y)].key is not None:
            self._mark(self._row_at(y))

    def _mark(self, place: int | None) -> None:
        if place is None:
            return
        self._at, self._wanted = place, self.rows[place].key
        self._bring_in()
        self.refresh()
        self.post_message(self.Moved(self))

    def _row_at(self, y: int) -> int:
        return bisect_right(self._tops, y) - 1

    # -- what is on screen ----------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        y += self.scroll_offset.y
        if not 0 <= y < self._tops[-1]:
            return Strip.blank(width, self.rich_style)
        place = self._row_at(y)
        row, number = self.rows[place], y - self._tops[place]
        text, start = self._line(row, number)
        here = place == self._at
        line = Content.assemble(self.lead(row, number, here=here), self.styled(row, text, start))
        line = line.pad_right(max(0, width - line.cell_length))
        if here:
            line = line.stylize_before("on $panel")
        return Visual.to_strips(self, line, width, 1, self.visual_style, pad=True)[0]

    def _line(self, row: Row, number: int) -> tuple[Content, int]:
        """A line of a row, and where it begins in its text."""
        if row.cut:
            lines = row.text.split("\n")
            start = sum(len(line) + 1 for line in lines[:number])
            return Content(lines[number]).truncate(self._width, ellipsis=True), start
        start = 0
        lines = wrap(row.text, self._width)
        for count, line in enumerate(lines):
            # What falls out at a break are spaces, so the next line is found where it begins.
            start = row.text.index(line, start)
            if count == number:
                break
            start += len(line)
        return Content(lines[number]), start
