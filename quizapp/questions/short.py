"""The short answer: a question answered in a few typed words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.fields import read_line, single, typed_fields
from quizapp.questions.model import Form, Marking, Misread, Response, Typed, Verdict


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """`answer` holds the accepted answers; the first is the one shown."""

    question: str
    answer: tuple[str, ...]
    kind: ClassVar[str] = "short"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def faces(self) -> tuple[str, ...]:
        return ("main",)

    def stem(self, face: str) -> str:
        return self.question

    def form(self, face: str) -> Form:
        return Typed()

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return self.answer[:1]

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        from quizapp.questions.typed import mark_typed

        (given,) = typed_fields(response, 1)
        outcome, text, remarks = mark_typed(given, self.answer, marking)
        return single(given, text, outcome, remarks)

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.question.splitlines())

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        return read_line(line, 1, self.answer)
