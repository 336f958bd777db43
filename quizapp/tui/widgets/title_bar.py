"""The first line of every screen: which way of sitting this is, what it is about, what is left."""

from __future__ import annotations

from typing import Literal, TypeAlias

from textual.content import Content
from textual.widgets import Static

from quizapp.tui.text import own

Shape: TypeAlias = Literal["box", "angles", "brackets"]

SHAPES: dict[Shape, tuple[str, str, str]] = {
    "box": (" ", " ", "b $background on $primary"),
    "angles": ("‹ ", " ›", "b $accent"),
    "brackets": ("[ ", " ]", "b $error"),
}
"""What stands before and after the word for a way of sitting, and their style: told apart without colour."""

ROOM_FOR_STATUS = 64
"""Below this width the status gives way to the subject, where there is one."""


class TitleBar(Static):
    """The way of sitting in a box, then the subject, and a status at the right, in one line."""

    def __init__(
        self, way: str, subject: Content | None = None, status: str = "", *, shape: Shape = "box"
    ) -> None:
        super().__init__(markup=False)
        before, after, style = SHAPES[shape]
        self._way = own(f"{before}{way}{after}").stylize(style)
        self._subject = subject or Content("")
        self._status = own(status)

    def show(self, subject: Content, status: str) -> None:
        """Replaces the subject and the status."""
        self._subject = subject
        self._status = own(status)
        self.refresh()

    def render(self) -> Content:
        width = self.size.width
        way = self._way
        shown = width >= ROOM_FOR_STATUS or not self._subject
        status = self._status.stylize("$faint") if shown else Content("")
        room = max(0, width - way.cell_length - status.cell_length - 3)
        subject = self._subject.truncate(room, ellipsis=True)
        return Content.assemble(way, " ", subject, " " * (room - subject.cell_length), " ", status, " ")
