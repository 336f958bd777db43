"""The view of each question kind. A new kind is its file and one line, here and in `quizapp.questions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.questions.model import Composing, Reveal, TrueFalse, Typed
from quizapp.registry import Registry

if TYPE_CHECKING:
    from quizapp.tui.questions.view import QuestionView

VIEWS: Registry[type[QuestionView]] = Registry(
    {
        "flashcard": "quizapp.tui.questions.reveal:RevealView",
        "short": "quizapp.tui.questions.typed:TypedView",
        "list": "quizapp.tui.questions.typed:TypedView",
        "date": "quizapp.tui.questions.typed:TypedView",
        "number": "quizapp.tui.questions.typed:TypedView",
        "choice": "quizapp.tui.questions.options:OptionsView",
        "choices": "quizapp.tui.questions.options:OptionsView",
        "truefalse": "quizapp.tui.questions.options:TrueFalseView",
        "cloze": "quizapp.tui.questions.typed:TypedView",
        "order": "quizapp.tui.questions.order:OrderView",
        "match": "quizapp.tui.questions.match:MatchView",
        "evidence": "quizapp.tui.questions.evidence:EvidenceView",
        "essay": "quizapp.tui.questions.essay:EssayView",
    }
)

STATED = Reveal | Typed | TrueFalse | Composing
"""Forms whose views add nothing to what the stem asks: the first question is seen before them."""
