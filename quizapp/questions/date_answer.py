"""The date: a question answered by a year, a month or a day, at the precision of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.fields import read_line, single, typed_fields
from quizapp.questions.model import Form, Marking, Misread, Outcome, Response, Typed, Verdict


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """`date` is ISO 8601: `2024`, `2024-06` or `2024-06-05`."""

    question: str
    date: str
    kind: ClassVar[str] = "date"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def faces(self) -> tuple[str, ...]:
        return ("main",)

    def stem(self, face: str) -> str:
        return self.question

    def form(self, face: str) -> Form:
        return Typed()

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        from quizapp.questions.dates import spoken

        return (spoken(self.date, lang),)

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        from quizapp.questions.dates import mark_date

        (given,) = typed_fields(response, 1)
        (expected,) = self.expected(face, marking.lang)
        if not given.strip():
            return single(given, expected, Outcome.BLANK, ())
        outcome, remarks = mark_date(given, self.date, marking.lang)
        if outcome is Outcome.ALMOST and marking.final:
            outcome = Outcome.WRONG
        return single(given, expected, outcome, remarks)

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.question.splitlines())

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        return read_line(line, 1, ())
