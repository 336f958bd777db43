"""The choice: one right option among several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.choosing import chosen, numbered, read_numbers
from quizapp.questions.model import Form, Marking, Misread, Options, Outcome, Part, Response, Verdict
from quizapp.questions.option import Option


@dataclass(frozen=True, slots=True)
class Choice:
    """In canonical order the right option comes first, then the wrong ones."""

    question: str
    right: Option
    wrong: tuple[Option, ...]
    kind: ClassVar[str] = "choice"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def faces(self) -> tuple[str, ...]:
        return ("main",)

    def options(self) -> tuple[Option, ...]:
        """The options in canonical order."""
        return (self.right, *self.wrong)

    def stem(self, face: str) -> str:
        return self.question

    def form(self, face: str) -> Form:
        return Options(tuple(option.text for option in self.options()))

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return (self.right.text,)

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        options = self.options()
        picked = chosen(response, len(options))
        if len(picked) > 1:
            raise ValueError(f"one option was asked for, got {response!r}")
        if not picked:
            return Verdict(Outcome.BLANK, 0.0, (Part(None, self.right.text, Outcome.BLANK),))
        outcome = Outcome.CORRECT if picked == (0,) else Outcome.WRONG
        part = Part(options[picked[0]].text, self.right.text, outcome)
        return Verdict(outcome, float(outcome is Outcome.CORRECT), (part,))

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        return numbered(self.question, [option.text for option in self.options()], order)

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        if not line.strip():
            return None
        read = read_numbers(line, [option.text for option in self.options()], order)
        return Misread("one-option") if isinstance(read, tuple) and len(read) > 1 else read
