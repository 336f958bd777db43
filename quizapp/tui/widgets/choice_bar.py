"""A row of buttons below an answer, for keyboard and mouse; one of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from quizapp.tui.text import own


class ChoiceButton(Static):
    """One way to go on."""

    def __init__(self, place: int) -> None:
        super().__init__(markup=False)
        self.place = place

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(ChoiceBar.Chosen(self.place))


class ChoiceBar(Horizontal):
    """Shows up to two labels; arrows move the choice, which `choice` gives, counted from 0."""

    DEFAULT_CSS = """
    ChoiceBar {
        display: none;
        height: 1;
        background: $surface;
        padding: 0 1;

        ChoiceButton {
            width: 1fr;
            padding: 0 1;
            &.-chosen { background: $panel; color: $accent; text-style: bold; }
            &:hover { background: $panel; }
        }
    }
    """

    @dataclass
    class Chosen(Message):
        """A button was clicked."""

        place: int

    def __init__(self) -> None:
        super().__init__()
        self._labels: Sequence[str] = ()
        self.choice = 0

    def compose(self) -> ComposeResult:
        for place in range(2):
            yield ChoiceButton(place)

    def show(self, labels: Sequence[str], chosen: int | None) -> None:
        """Shows the labels, one of them chosen; None where Enter chooses none."""
        self._labels = labels
        self._paint(-1 if chosen is None else chosen)

    def choose(self, place: int) -> None:
        self._paint(min(max(place, 0), len(self._labels) - 1))

    def _paint(self, choice: int) -> None:
        self.choice = choice
        for button in self.query(ChoiceButton):
            button.display = button.place < len(self._labels)
            if button.display:
                here = button.place == self.choice
                button.set_class(here, "-chosen")
                button.update(own(f"{'▸' if here else ' '} {self._labels[button.place]}"))
