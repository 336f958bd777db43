"""What can be asked and how it is judged: one file a kind, all of it pure."""

from __future__ import annotations

from quizapp.questions.choice import Choice
from quizapp.questions.choices import Choices
from quizapp.questions.cloze import Cloze
from quizapp.questions.date_answer import DateAnswer
from quizapp.questions.flashcard import Flashcard
from quizapp.questions.listing import ListItems
from quizapp.questions.model import Question
from quizapp.questions.number_answer import NumberAnswer
from quizapp.questions.short import ShortAnswer
from quizapp.questions.statement import Statement

KINDS: dict[str, type[Question]] = {
    "flashcard": Flashcard,
    "short": ShortAnswer,
    "list": ListItems,
    "date": DateAnswer,
    "number": NumberAnswer,
    "choice": Choice,
    "choices": Choices,
    "truefalse": Statement,
    "cloze": Cloze,
}
"""Every kind of question by its name."""
