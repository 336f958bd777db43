"""Flashcards: turn over, then judge oneself."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from quizapp.messages import N_, _
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.text import own
from quizapp.workspace.model import Answered


class RevealView(QuestionView):
    """A card face down; a key or a click turns it over."""

    DEFAULT_CSS = "RevealView .prompt { color: $faint; }"
    can_focus = True
    BINDINGS = [Binding("space,enter", "reveal", N_("Show the answer"), id="study.reveal")]

    def compose(self) -> ComposeResult:
        yield Static(own(_("Say the answer to yourself, then turn the card over.")), classes="prompt")

    def take_focus(self) -> None:
        self.focus(scroll_visible=False)

    def action_reveal(self) -> None:
        self.submit(None)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.submit(None)

    def show_verdict(self, answered: Answered) -> None:
        super().show_verdict(answered)
        self.can_focus = False
        self.display = False
