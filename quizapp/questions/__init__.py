"""What can be asked and how it is judged: one file a kind, all of it pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.registry import Registry

if TYPE_CHECKING:
    from quizapp.questions.model import Question

KINDS: Registry[type[Question]] = Registry(
    {
        "flashcard": "quizapp.questions.flashcard:Flashcard",
        "short": "quizapp.questions.short:ShortAnswer",
        "list": "quizapp.questions.listing:ListItems",
        "date": "quizapp.questions.date_answer:DateAnswer",
        "number": "quizapp.questions.number_answer:NumberAnswer",
        "choice": "quizapp.questions.choice:Choice",
        "choices": "quizapp.questions.choices:Choices",
        "truefalse": "quizapp.questions.statement:Statement",
        "cloze": "quizapp.questions.cloze:Cloze",
        "order": "quizapp.questions.order:Order",
        "match": "quizapp.questions.match:Match",
        "evidence": "quizapp.questions.evidence:Evidence",
    }
)
"""Every kind of question by its name."""
