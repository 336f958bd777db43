"""Tells once that an edit has changed answers, and asks what becomes of their dates."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from quizapp.messages import N_, _, ngettext
from quizapp.tui.keys import keyed
from quizapp.tui.screens.dialog import Dialog
from quizapp.tui.text import own
from quizapp.workspace.model import Reread


class EditedDialog(Dialog[bool]):
    """Gives True where the cards are to keep their dates."""

    DEFAULT_CSS = """
    EditedDialog {
        align: center middle;

        #box { width: 60; max-width: 96%; height: auto; padding: 1 2; background: $surface; }
        #what { padding: 0 0 1 0; }
        .answer:hover { background: $panel; }
        &.-short #box { padding: 0 1; }
        &.-short #what { padding: 0; }
    }
    """
    BINDINGS = [
        Binding("d,enter", "dismiss(False)", N_("Make due"), id="edited.due"),
        Binding("k,escape", "dismiss(True)", N_("Keep the date"), id="edited.keep"),
    ]

    def __init__(self, reread: Reread) -> None:
        super().__init__()
        self._reread = reread

    def compose(self) -> ComposeResult:
        lines = [_("The answer of this card has changed.")] if self._reread.changed else []
        if self._reread.due:
            lines.append(
                ngettext(
                    "The answer of {n} other card has changed.",
                    "The answers of {n} other cards have changed.",
                    self._reread.due,
                ).format(n=self._reread.due)
            )
        with Vertical(id="box"):
            yield Static(own(" ".join(lines)), id="what", markup=False)
            yield Static(
                own(keyed(_("{edited.due}  ask again now what has changed"))),
                id="due",
                classes="answer",
                markup=False,
            )
            yield Static(
                own(keyed(_("{edited.keep}  keep the dates and the verdict"))),
                id="keep",
                classes="answer",
                markup=False,
            )

    def on_click(self, event: events.Click) -> None:
        chosen = event.widget.id if event.widget is not None else None
        if chosen in {"due", "keep"}:
            self.dismiss(chosen == "keep")
