"""Shows the edit of a deck file as a diff, before it is written."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.messages import N_, _
from quizapp.tui.keys import keyed
from quizapp.tui.screens.dialog import Dialog
from quizapp.tui.text import own, said
from quizapp.workspace.accepting import Proposal

STYLES = {"+": "$success", "-": "$error"}


class AcceptDialog(Dialog[bool]):
    """Gives whether the edit is to be written."""

    DEFAULT_CSS = """
    AcceptDialog {
        align: center middle;

        #box {
            width: 92%; max-width: 100; height: auto; max-height: 90%;
            padding: 1 2; background: $surface;
        }
        #what { text-style: bold; }
        #where { color: $faint; padding: 0 0 1 0; }
        #diff { height: auto; max-height: 12; background: $background; padding: 0 1; }
        #keys { padding: 1 0 0 0; color: $faint; }
        &.-short #box { padding: 0 1; }
        &.-short #where, &.-short #keys { padding: 0; }
        &.-short #diff { max-height: 6; }
    }
    """
    BINDINGS = [
        Binding("enter", "dismiss(True)", N_("Write it"), id="accept.write"),
        Binding("escape", "dismiss(False)", N_("Cancel"), id="accept.cancel"),
        Binding("up", "scroll(-1)", N_("Up"), show=False, id="accept.up"),
        Binding("down", "scroll(1)", N_("Down"), show=False, id="accept.down"),
    ]

    def __init__(self, proposal: Proposal) -> None:
        super().__init__()
        self._proposal = proposal

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(own(_("Accept this answer from now on?")), id="what", markup=False)
            yield Static(own(self._proposal.shown_path()), id="where", markup=False)
            with VerticalScroll(id="diff", can_focus=False):
                lines = [said(line, "en").stylize(STYLES.get(line[:1], "")) for line in self._proposal.diff()]
                yield Static(Content("\n").join(lines), markup=False)
            yield Static(
                own(keyed(_("{accept.write} writes it to the file · {accept.cancel} leaves it as it is"))),
                id="keys",
                markup=False,
            )

    def action_scroll(self, lines: int) -> None:
        self.query_one("#diff").scroll_relative(y=lines, animate=False)
