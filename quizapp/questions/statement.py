"""The statement: true or false."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.folding import fold_n2
from quizapp.questions.model import Form, Marking, Misread, Outcome, Part, Response, TrueFalse, Verdict

_WORDS = {
    True: {"v", "vrai", "t", "true", "1"},
    False: {"f", "faux", "false", "2"},
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement and its truth."""

    statement: str
    truth: bool
    kind: ClassVar[str] = "truefalse"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def faces(self) -> tuple[str, ...]:
        return ("main",)

    def stem(self, face: str) -> str:
        return self.statement

    def form(self, face: str) -> Form:
        return TrueFalse()

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return ("true" if self.truth else "false",)

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        (expected,) = self.expected(face)
        if response is None:
            return Verdict(Outcome.BLANK, 0.0, (Part(None, expected, Outcome.BLANK),))
        if not isinstance(response, bool):
            raise ValueError(f"expected true or false, got {response!r}")
        outcome = Outcome.CORRECT if response == self.truth else Outcome.WRONG
        part = Part("true" if response else "false", expected, outcome)
        return Verdict(outcome, float(outcome is Outcome.CORRECT), (part,))

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.statement.splitlines())

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        """Reads `v`, `vrai`, `t`, `true` or 1, and `f`, `faux`, `false` or 2."""
        if not line.strip():
            return None
        for truth, words in _WORDS.items():
            if fold_n2(line) in words:
                return truth
        return Misread("not-true-or-false")
