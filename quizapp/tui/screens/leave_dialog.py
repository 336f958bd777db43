"""Asks what is to become of an exam that is about to be left: go on, hand in, or come back later."""

from __future__ import annotations

from typing import Literal, TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from quizapp.messages import N_, _, gettext, ngettext
from quizapp.tui.keys import keyed
from quizapp.tui.screens.dialog import Dialog
from quizapp.tui.text import own
from quizapp.workspace.exam import Exam
from quizapp.workspace.exam_wording import clock_text, places_text

Way: TypeAlias = Literal["stay", "hand-in", "leave"]

WAYS: tuple[tuple[Way, str], ...] = (
    ("stay", N_("go on with the exam ({leave.stay})")),
    ("hand-in", N_("hand in ({leave.hand-in})")),
    ("leave", N_("leave for now: the clock runs on")),
)


class LeaveDialog(Dialog[Way]):
    """Gives how the exam is left. What is blank or flagged is said first. It may open on the last answer, so
    neither digits nor a further Enter, which were meant for that, leave anything."""

    DEFAULT_CSS = """
    LeaveDialog {
        align: center middle;

        #box { width: 60; max-width: 100%; height: auto; padding: 1 2; background: $surface; }
        #what { text-style: bold; }
        #blanks { color: $warning; }
        #state { padding: 0 0 1 0; }
        .way.-here { background: $panel; text-style: bold; }
        .way:hover { background: $panel; }
        &.-short #box { padding: 0 2; }
        &.-short #state { padding: 0; }
    }
    """
    BINDINGS = [
        Binding("up,shift+tab", "move(-1)", N_("Up"), show=False, id="leave.up"),
        Binding("down,tab", "move(1)", N_("Down"), show=False, id="leave.down"),
        Binding("enter", "choose", N_("Choose"), id="leave.choose"),
        Binding("f9", "dismiss('hand-in')", N_("Hand in"), id="leave.hand-in"),
        Binding("escape", "dismiss('stay')", N_("Go on with the exam"), id="leave.stay"),
    ]

    def __init__(self, exam: Exam) -> None:
        super().__init__()
        self._exam = exam
        self._at = 0

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(own(_("EXAM")), id="what", markup=False)
            yield Static(self._blanks(), id="blanks", markup=False)
            yield Static(self._state(), id="state", markup=False)
            for way, _label in WAYS:
                yield Static(classes="way", id=way, markup=False)

    def on_mount(self) -> None:
        self._paint()
        self.set_interval(1, lambda: self.query_one("#state", Static).update(self._state()))

    def _label(self, way: Way, label: str) -> str:
        """What a way is called. With nothing to correct, nothing is handed in."""
        if way == "hand-in" and self._exam.is_blank:
            return keyed(_("end it without a paper ({leave.hand-in})"))
        return keyed(gettext(label))

    def _blanks(self) -> Content:
        blanks = self._exam.blanks()
        if self._exam.is_blank:
            return own(_("Nothing is answered."))
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

    def _paint(self) -> None:
        for place, (way, label) in enumerate(WAYS):
            here = place == self._at
            row = self.query_one(f"#{way}", Static)
            row.set_class(here, "-here")
            row.update(own(f"{'▸' if here else ' '} {self._label(way, label)}"))

    def action_move(self, step: int) -> None:
        self._at = (self._at + step) % len(WAYS)
        self._paint()

    def action_choose(self) -> None:
        self.dismiss(WAYS[self._at][0])

    def on_click(self, event: events.Click) -> None:
        for way, _label in WAYS:
            if event.widget is not None and event.widget.id == way:
                self.dismiss(way)
                return
        if event.widget is self:
            self.dismiss("stay")
