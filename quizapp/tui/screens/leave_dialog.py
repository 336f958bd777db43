"""Asks what is to become of an exam that is about to be left: go on, hand in, or come back later."""

from __future__ import annotations

from typing import Literal, TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quizapp.messages import N_, _, ngettext
from quizapp.tui.keys import DIGITS
from quizapp.tui.text import own
from quizapp.workspace.exam import Exam
from quizapp.workspace.exam_wording import clock_text, places_text

Way: TypeAlias = Literal["hand-in", "leave"]


class LeaveDialog(ModalScreen[Way | None]):
    """Gives how the exam is left, None to go on. What is blank or flagged is said first."""

    DEFAULT_CSS = """
    LeaveDialog {
        align: center middle;

        #box { width: 60; max-width: 100%; height: auto; padding: 1 2; background: $surface; }
        #what { text-style: bold; }
        #blanks { color: $warning; }
        #state { padding: 0 0 1 0; }
        .answer:hover { background: $panel; }
        &.-short #box { padding: 0 2; }
        &.-short #state { padding: 0; }
    }
    """
    BINDINGS = [
        Binding(f"{DIGITS[0]},escape", "dismiss(None)", N_("Go on with the exam"), id="leave.stay"),
        Binding(DIGITS[1], "dismiss('hand-in')", N_("Hand in"), id="leave.hand-in"),
        Binding(DIGITS[2], "dismiss('leave')", N_("Leave for now"), id="leave.leave"),
    ]

    def __init__(self, exam: Exam) -> None:
        super().__init__()
        self._exam = exam

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(own(_("EXAM")), id="what", markup=False)
            yield Static(self._blanks(), id="blanks", markup=False)
            yield Static(self._state(), id="state", markup=False)
            yield Static(own(_("1 go on with the exam (Esc)")), classes="answer", id="stay", markup=False)
            yield Static(own(_("2 hand in")), classes="answer", id="hand-in", markup=False)
            leave = own(_("3 leave for now: the clock runs on"))
            yield Static(leave, classes="answer", id="leave", markup=False)

    def _blanks(self) -> Content:
        blanks = self._exam.blanks()
        if not blanks:
            return own(_("Every question is answered."))
        said = ngettext("{n} question is blank: {places}.", "{n} questions are blank: {places}.", len(blanks))
        return own(said.format(n=len(blanks), places=places_text(blanks)))

    def _state(self) -> Content:
        left = _("{clock} left.").format(clock=clock_text(self._exam.left_ms))
        flagged = self._exam.flagged()
        if not flagged:
            return own(left)
        return own(_("{left} Flagged: {places}.").format(left=left, places=places_text(flagged)))

    def on_click(self, event: events.Click) -> None:
        chosen = event.widget.id if event.widget is not None else None
        if chosen == "hand-in":
            self.dismiss("hand-in")
        elif chosen == "leave":
            self.dismiss("leave")
        elif chosen == "stay" or event.widget is self:
            self.dismiss(None)
