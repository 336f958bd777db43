"""A line of a list whose further lines stand below its text, not below its number."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class HangingRow(Static):
    """Shows a lead, such as a cursor and a number, and a text wrapped beside it."""

    def __init__(self, *, classes: str) -> None:
        super().__init__(classes=classes, markup=False)
        self._lead = Content("")
        self._text = Content("")

    def show(self, lead: Content | str, *text: Content | str) -> None:
        """Replaces the lead and the text."""
        self._lead = Content(lead) if isinstance(lead, str) else lead
        self._text = Content.assemble(*text)
        self._paint()

    def on_resize(self) -> None:
        self._paint()

    def _paint(self) -> None:
        indent = self._lead.cell_length
        room = self.content_size.width - indent
        # Before the first layout there is no width; in a very narrow row indenting would only cost room.
        lines = self._text.wrap(room) if room > indent else [self._text]
        first, *rest = lines
        self.update(
            Content("\n").join(
                [
                    Content.assemble(self._lead, first),
                    *(Content.assemble(" " * indent, line) for line in rest),
                ]
            )
        )
