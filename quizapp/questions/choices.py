"""Several choices: every right option is wanted, and no wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.choosing import chosen, numbered, read_numbers
from quizapp.questions.model import Form, Marking, Misread, Options, Outcome, Part, Response, Verdict
from quizapp.questions.option import Option


@dataclass(frozen=True, slots=True)
class Choices:
    """In canonical order the right options come first, then the wrong ones."""

    question: str
    right: tuple[Option, ...]
    wrong: tuple[Option, ...]
    kind: ClassVar[str] = "choices"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def faces(self) -> tuple[str, ...]:
        return ("main",)

    def options(self) -> tuple[Option, ...]:
        """The options in canonical order."""
        return (*self.right, *self.wrong)

    def stem(self, face: str) -> str:
        return self.question

    def form(self, face: str) -> Form:
        return Options(tuple(option.text for option in self.options()), several=True)

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return tuple(option.text for option in self.right)

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        """Gives max(0, hits / right − false / wrong) as score, and a part for each option."""
        picked = chosen(response, len(self.options()))
        if not picked:
            return Verdict(Outcome.BLANK, 0.0, self._parts(picked))
        hits = sum(index < len(self.right) for index in picked)
        false = len(picked) - hits
        score = max(0.0, hits / len(self.right) - (false / len(self.wrong) if self.wrong else 0.0))
        if hits == len(self.right) and not false:
            outcome = Outcome.CORRECT
        else:
            outcome = Outcome.PARTIAL if score > 0 else Outcome.WRONG
        return Verdict(outcome, score, self._parts(picked))

    def _parts(self, picked: tuple[int, ...]) -> tuple[Part, ...]:
        return tuple(
            Part(
                option.text if index in picked else None,
                option.text if index < len(self.right) else None,
                Outcome.CORRECT if (index in picked) == (index < len(self.right)) else Outcome.WRONG,
            )
            for index, option in enumerate(self.options())
        )

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        return numbered(self.question, [option.text for option in self.options()], order)

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        if not line.strip():
            return None
        return read_numbers(line, [option.text for option in self.options()], order)
