"""The number: a question answered by a value or a range, with a unit and a tolerance where they matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.fields import read_line, single, typed_fields
from quizapp.questions.model import Form, Marking, Misread, Outcome, Response, Typed, Verdict
from quizapp.questions.quantity import Quantity


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """`quantity` holds what is expected, in plain decimals."""

    question: str
    quantity: Quantity
    kind: ClassVar[str] = "number"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def faces(self) -> tuple[str, ...]:
        return ("main",)

    def stem(self, face: str) -> str:
        return self.question

    def form(self, face: str) -> Form:
        return Typed()

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        from quizapp.questions.numbers import spelled

        return (spelled(self.quantity, lang),)

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        from quizapp.questions.numbers import mark_quantity

        (given,) = typed_fields(response, 1)
        (expected,) = self.expected(face, marking.lang)
        if not given.strip():
            return single(given, expected, Outcome.BLANK, ())
        outcome, remarks = mark_quantity(given, self.quantity, marking.lang)
        if outcome is Outcome.ALMOST and marking.final:
            outcome = Outcome.WRONG
        return single(given, expected, outcome, remarks)

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.question.splitlines())

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        return read_line(line, 1, ())
