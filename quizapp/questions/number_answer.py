"""The number: a question answered by an amount, a pair of bounds, or an amount with a unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.asked import TypedOnce
from quizapp.questions.model import Marking, Outcome, Remark
from quizapp.questions.quantity import Quantity


@dataclass(frozen=True, slots=True)
class NumberAnswer(TypedOnce):
    """`quantity` holds what is expected, in plain decimals."""

    question: str
    quantity: Quantity
    kind: ClassVar[str] = "number"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        from quizapp.questions.numbers import spelled

        return (spelled(self.quantity, lang),)

    def mark(self, given: str, marking: Marking) -> tuple[Outcome, str, tuple[Remark, ...]]:
        from quizapp.questions.numbers import mark_quantity, spelled
        from quizapp.questions.units import names_unit

        expected = spelled(self.quantity, marking.lang)
        if not given.strip():
            return Outcome.BLANK, expected, ()
        outcome, remarks = mark_quantity(given, self.quantity, marking.lang)
        if self.quantity.unit and names_unit(self.question, self.quantity.unit):
            # Who is asked for kilometres need not write them.
            remarks = tuple(remark for remark in remarks if remark.code != "unit-missing")
        return outcome, expected, remarks
