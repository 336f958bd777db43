"""Flashcards: turn over, then judge oneself."""

from __future__ import annotations

from textual import events
from textual.binding import Binding

from quizapp.messages import N_, _
from quizapp.tui.questions.view import QuestionView
from quizapp.workspace.model import Answered


class RevealView(QuestionView):
    """A card face down; a key or a click turns it over."""

    can_focus = True
    BINDINGS = [Binding("space,enter", "reveal", N_("Show the answer"), id="study.reveal")]

    def prompts(self) -> tuple[str, ...]:
        return (_("Say the answer to yourself, then turn the card over."),)

    def action_reveal(self) -> None:
        self.submit(None)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.submit(None)

    def show_verdict(self, answered: Answered) -> None:
        super().show_verdict(answered)
        self.can_focus = False
        self.display = False
