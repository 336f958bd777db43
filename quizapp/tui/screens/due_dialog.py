"""Asks in how many days cards shall be due."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from quizapp.messages import N_, _, ngettext
from quizapp.tui.keys import keyed
from quizapp.tui.screens.dialog import Dialog
from quizapp.tui.text import own
from quizapp.tui.widgets.number_field import NumberField
from quizapp.workspace.acts import MOST_DAYS


class DueDialog(Dialog[int | None]):
    """Gives the days from today, None if it was left."""

    DEFAULT_CSS = """
    DueDialog {
        align: center middle;

        #box { width: 56; max-width: 100%; height: auto; padding: 1 2; background: $surface; }
        #what { text-style: bold; }
        .faint { color: $faint; }
        Input { width: 12; height: 1; padding: 0 1; background: $panel; }
        #trouble { color: $error; }
        &.-short #box { padding: 0 2; }
    }
    """
    BINDINGS = [Binding("escape", "dismiss(None)", N_("Cancel"), id="due-dialog.cancel")]

    def __init__(self, cards: int) -> None:
        super().__init__()
        self._cards = cards

    def compose(self) -> ComposeResult:
        what = ngettext("Set {n} card due", "Set {n} cards due", self._cards).format(n=self._cards)
        how = _("In how many days? 0 is today. Cards that are new or being learnt stay as they are.")
        with Vertical(id="box"):
            yield Static(own(what), id="what", markup=False)
            yield Static(own(how), classes="faint", markup=False)
            yield NumberField(0, 0, MOST_DAYS)
            yield Static(id="trouble", markup=False)
            yield Static(
                own(keyed(_("Enter sets it · {due-dialog.cancel} goes back"))), classes="faint", markup=False
            )

    def on_mount(self) -> None:
        self.query_one("#trouble").display = False
        self.query_one(NumberField).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        field = self.query_one(NumberField)
        if field.number is not None:
            self.dismiss(field.number)
            return
        trouble = self.query_one("#trouble", Static)
        trouble.update(own(field.trouble))
        trouble.display = True

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
