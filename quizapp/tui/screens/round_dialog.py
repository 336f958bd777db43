"""Asks how large a round is to be, and how long an exam, before it starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from quizapp.messages import N_, _
from quizapp.tui.keys import keyed
from quizapp.tui.screens.dialog import Dialog
from quizapp.tui.text import own
from quizapp.tui.widgets.number_field import NumberField


class Amount(NamedTuple):
    """A whole number that a dialog asks for: its label, what stands there at first, the most it may be."""

    label: str
    value: int
    most: int


class RoundDialog(Dialog[tuple[int, ...] | None]):
    """Gives the amounts that were chosen, in their order, None if it was left."""

    DEFAULT_CSS = """
    RoundDialog {
        align: center middle;

        #box { width: 56; max-width: 100%; height: auto; padding: 1 2; background: $surface; }
        #what { text-style: bold; }
        #how { color: $faint; padding: 0 0 1 0; }
        .label { color: $faint; }
        Input { width: 12; height: 1; padding: 0 1; background: $panel; }
        #trouble { color: $error; }
        #keys { padding: 1 0 0 0; color: $faint; }
        &.-short #box { padding: 0 2; }
        &.-short #keys, &.-short #how { padding: 0; }
    }
    """
    BINDINGS = [
        Binding("escape", "dismiss(None)", N_("Cancel"), id="round-dialog.cancel"),
        Binding("up", "app.focus_previous", N_("Up"), show=False, id="round-dialog.up"),
        Binding("down", "app.focus_next", N_("Down"), show=False, id="round-dialog.down"),
    ]

    def __init__(self, what: Content, how: str, amounts: Sequence[Amount]) -> None:
        super().__init__()
        self._what = what
        self._how = how
        self._amounts = amounts

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(self._what, id="what", markup=False)
            yield Static(own(self._how), id="how", markup=False)
            for amount in self._amounts:
                yield Static(own(amount.label), classes="label", markup=False)
                yield NumberField(amount.value, 1, amount.most)
            yield Static(id="trouble", markup=False)
            yield Static(
                own(keyed(_("Enter starts · {round-dialog.cancel} goes back"))), id="keys", markup=False
            )

    def on_mount(self) -> None:
        self.query_one("#trouble").display = False
        self.query(NumberField).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Starts, unless an amount is none: the first such is said and gets the keyboard."""
        event.stop()
        chosen = []
        for field in self.query(NumberField):
            if field.number is None:
                field.focus()
                trouble = self.query_one("#trouble", Static)
                trouble.update(own(field.trouble))
                trouble.display = True
                return
            chosen.append(field.number)
        self.dismiss(tuple(chosen))

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
