"""The view of each question kind. A kind is added by its file and one line here and in `quizapp.questions`."""

from __future__ import annotations

from quizapp.tui.questions.options import OptionsView, TrueFalseView
from quizapp.tui.questions.reveal import RevealView
from quizapp.tui.questions.typed import TypedView
from quizapp.tui.questions.view import QuestionView

VIEWS: dict[str, type[QuestionView]] = {
    "flashcard": RevealView,
    "short": TypedView,
    "list": TypedView,
    "date": TypedView,
    "number": TypedView,
    "choice": OptionsView,
    "choices": OptionsView,
    "truefalse": TrueFalseView,
    "cloze": TypedView,
}
