"""The date: a question answered by a year, a month or a day, at the precision of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.asked import TypedOnce
from quizapp.questions.model import Marking, Outcome, Remark


@dataclass(frozen=True, slots=True)
class DateAnswer(TypedOnce):
    """`date` is ISO 8601: `2024`, `2024-06` or `2024-06-05`."""

    question: str
    date: str
    kind: ClassVar[str] = "date"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        from quizapp.questions.dates import spoken

        return (spoken(self.date, lang),)

    def mark(self, given: str, marking: Marking) -> tuple[Outcome, str, tuple[Remark, ...]]:
        from quizapp.questions.dates import mark_date, spoken

        expected = spoken(self.date, marking.lang)
        if not given.strip():
            return Outcome.BLANK, expected, ()
        outcome, remarks = mark_date(given, self.date, marking.lang)
        return outcome, expected, remarks
