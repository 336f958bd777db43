"""The first line of every screen: which way of sitting this is, what it is about, what is left."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


class TitleBar(Horizontal):
    """A word in a box of its own shape for the way of sitting, then the subject, and a status at the right."""

    def __init__(self, way: str, subject: Content | str = "", status: str = "") -> None:
        super().__init__()
        self._way = way
        self._subject = subject
        self._status = status

    def compose(self) -> ComposeResult:
        yield Static(Content(self._way), id="way")
        yield Static(self._subject, id="subject", markup=False)
        yield Static(self._status, id="status", markup=False)

    def show(self, subject: Content, status: str) -> None:
        """Replaces the subject and the status."""
        self.query_one("#subject", Static).update(subject)
        self.query_one("#status", Static).update(Content(status))
