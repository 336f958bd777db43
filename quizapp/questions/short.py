"""The short answer: a question answered in a few typed words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.asked import TypedOnce
from quizapp.questions.model import Marking, Outcome, Remark


@dataclass(frozen=True, slots=True)
class ShortAnswer(TypedOnce):
    """`answer` holds the accepted answers; the first is the one shown."""

    question: str
    answer: tuple[str, ...]
    kind: ClassVar[str] = "short"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return self.answer[:1]

    def mark(self, given: str, marking: Marking) -> tuple[Outcome, str, tuple[Remark, ...]]:
        from quizapp.questions.typed import mark_typed

        return mark_typed(given, self.answer, marking)
