"""Asks how large a quiz is to be, before it starts."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from quizapp.messages import N_, _
from quizapp.tui.text import own

COUNT = 20
MOST = 999


class QuizDialog(ModalScreen[int | None]):
    """Gives the number of questions that was chosen, None if it was left."""

    DEFAULT_CSS = """
    QuizDialog {
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
    BINDINGS = [Binding("escape", "dismiss(None)", N_("Cancel"), id="quiz-dialog.cancel")]

    def __init__(self, subject: Content) -> None:
        super().__init__()
        self._subject = subject

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(Content.assemble(own(_("QUIZ")), " · ", self._subject), id="what", markup=False)
            how = _("Verdict and passage after each answer. Schedules nothing.")
            yield Static(own(how), id="how", markup=False)
            yield Static(own(_("Questions, at most")), classes="label", markup=False)
            yield Input(str(COUNT), id="count", type="integer", max_length=3, compact=True)
            yield Static(id="trouble", markup=False)
            yield Static(own(_("Enter starts · Esc goes back")), id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one("#trouble").display = False
        self.query_one("#count", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if text.isdecimal() and 1 <= int(text) <= MOST:
            self.dismiss(int(text))
            return
        trouble = self.query_one("#trouble", Static)
        trouble.update(own(_("A whole number from 1 to {most}.").format(most=MOST)))
        trouble.display = True

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
