"""Shows the edit of a deck file as a diff, before it is written."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.errors import QuizError
from quizapp.messages import N_, _
from quizapp.tui.keys import keyed
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.screens.dialog import Dialog
from quizapp.tui.text import own, said
from quizapp.workspace.accepting import Proposal, write
from quizapp.workspace.items import Candidate, proposed
from quizapp.workspace.workspace import Workspace

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


def ask_to_accept(
    screen: QuizScreen, workspace: Workspace, candidate: Candidate, then: Callable[[], None]
) -> None:
    """Shows the edit by which a card would accept an answer; calls `then` once it is wanted and written."""
    try:
        proposal = proposed(workspace, candidate)
    except QuizError as error:
        screen.refuse(error)
        return

    def written(wanted: bool | None) -> None:
        if not wanted:
            return
        try:
            write(workspace, proposal)
        except QuizError as error:
            screen.refuse(error)
            return
        screen.notify(_("Written: {path}").format(path=proposal.shown_path()), markup=False)
        then()

    screen.app.push_screen(AcceptDialog(proposal), written)
