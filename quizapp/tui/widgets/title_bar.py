"""The first line of every screen: which way of sitting this is, what it is about, what is left."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from quizapp.tui.text import own

ROOM_FOR_STATUS = 64
"""Below this width the status gives way to the subject."""


class TitleBar(Static):
    """The way of sitting in a box, then the subject, and a status at the right, in one line."""

    def __init__(self, way: str, subject: Content | None = None, status: str = "") -> None:
        super().__init__(markup=False)
        self._way = own(f" {way} ")
        self._subject = subject or Content("")
        self._status = own(status)

    def show(self, subject: Content, status: str) -> None:
        """Replaces the subject and the status."""
        self._subject = subject
        self._status = own(status)
        self.refresh()

    def render(self) -> Content:
        width = self.size.width
        way = self._way.stylize("b $background on $primary")
        status = self._status.stylize("$faint") if width >= ROOM_FOR_STATUS else Content("")
        room = max(0, width - way.cell_length - status.cell_length - 3)
        subject = self._subject.truncate(room, ellipsis=True)
        return Content.assemble(way, " ", subject, " " * (room - subject.cell_length), " ", status, " ")
