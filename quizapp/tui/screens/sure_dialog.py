"""Asks how sure the learner is, before the verdict is shown."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from quizapp.messages import N_, _
from quizapp.tui.keys import DIGITS, keyed
from quizapp.tui.screens.dialog import Dialog
from quizapp.tui.text import own


class SureDialog(Dialog[bool | None]):
    """Gives True for sure, False for unsure, None if nothing was said."""

    DEFAULT_CSS = """
    SureDialog {
        align: center bottom;

        #box { width: 44; max-width: 100%; height: auto; margin: 0 0 2 0; padding: 0 2; background: $panel; }
        .answer:hover { background: $surface; }
    }
    """
    BINDINGS = [
        Binding(DIGITS[0], "dismiss(True)", N_("Sure"), id="sure.yes"),
        Binding(DIGITS[1], "dismiss(False)", N_("Unsure"), id="sure.no"),
        Binding("escape", "dismiss(None)", N_("Say nothing"), id="sure.nothing"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(own(_("How sure are you of it?")), markup=False)
            yield Static(own(keyed(_("{sure.yes} sure"))), id="yes", classes="answer", markup=False)
            yield Static(own(keyed(_("{sure.no} unsure"))), id="no", classes="answer", markup=False)

    def on_click(self, event: events.Click) -> None:
        chosen = event.widget.id if event.widget is not None else None
        if chosen in {"yes", "no"}:
            self.dismiss(chosen == "yes")
