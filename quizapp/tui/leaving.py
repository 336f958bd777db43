"""The messages with which a screen hands the learner on: back to Home, or to a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from quizapp.workspace.drawing import RoundScope
    from quizapp.workspace.model import Scope


class StudyEnded(Message):
    """Studying is over; the app shows Home."""


class RoundWanted(Message):
    """A quiz is wanted, or with `minutes` an exam. A screen that asks while it ends gives its place to it."""

    def __init__(self, scope: RoundScope, minutes: int | None = None) -> None:
        super().__init__()
        self.scope = scope
        self.minutes = minutes


class StudyWanted(Message):
    """A sitting is wanted, over Home or in the place of the screen that asks for it."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope
