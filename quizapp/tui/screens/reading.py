"""Reading what stands on an asking screen: its verdict painted, and the keys that scroll all parts of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quizapp.messages import N_
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.fitted_scroll import FittedScroll

if TYPE_CHECKING:
    from quizapp.tui.widgets.proof import Proof


class ReadingScreen(QuizScreen):
    """A screen with a question in `#card`, its verdict in `#verdict` and the passage in a Proof."""

    BINDINGS = [
        Binding("pageup", "scroll_proof(-1)", N_("Passage up"), show=False, id="study.proof-up"),
        Binding("pagedown", "scroll_proof(1)", N_("Passage down"), show=False, id="study.proof-down"),
        Binding(
            "up,ctrl+up",
            "scroll_question(-1)",
            N_("Question and verdict up"),
            show=False,
            id="study.question-up",
        ),
        Binding(
            "down,ctrl+down",
            "scroll_question(1)",
            N_("Question and verdict down"),
            show=False,
            id="study.question-down",
        ),
        Binding("tab", "next_passage", N_("Next passage"), show=False, id="study.next-passage"),
        Binding("c", "context", N_("Neighbouring paragraphs"), show=False, id="study.context"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._seen_at = math.inf

    def on_screen_resume(self) -> None:
        self._seen_at = min(self._seen_at, Message().time)

    def on_key(self, event: events.Key) -> None:
        """Drops a key from before the screen was seen: it is neither an answer nor a command."""
        if event.time < self._seen_at:
            event.stop()

    @property
    def _proof(self) -> Proof:
        from quizapp.tui.widgets.proof import Proof

        return self.query_one(Proof)

    @property
    def _card(self) -> FittedScroll:
        return self.query_one("#card", FittedScroll)

    def _paint_margin(self, lines: list[Content]) -> None:
        if not self.query("#margin"):
            # What is said before it is there, `_mount_rest` says again.
            return
        margin = self.query_one("#verdict", FittedScroll)
        margin.display = bool(lines)
        self.set_class(bool(lines), "-aided")
        margin.scroll_home(animate=False)
        self.query_one("#margin", Static).update(Content("\n").join(lines))

    def action_scroll_proof(self, pages: int) -> None:
        proof = self._proof
        proof.scroll_relative(y=pages * max(1, proof.size.height - 1), animate=False)

    def action_scroll_question(self, pages: int) -> None:
        """Scrolls question and verdict as one: down the upper goes first, up the lower."""
        parts = list(self.query("#card, #verdict").results(FittedScroll))
        for part in parts if pages > 0 else reversed(parts):
            left = part.max_scroll_y - part.scroll_y if pages > 0 else part.scroll_y
            if left > 0:
                part.scroll_relative(y=pages * max(1, part.size.height - 1), animate=False)
                return

    def action_next_passage(self) -> None:
        self._proof.next_passage()
        # The original of one may be attached, of the other not.
        self.refresh_bindings()

    def action_context(self) -> None:
        self._proof.toggle_context()
