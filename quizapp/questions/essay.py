"""The essay: free text, then the ideas that the learner finds in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.asked import Asked
from quizapp.questions.choosing import read_numbers
from quizapp.questions.model import (
    Composing,
    Form,
    Marking,
    Misread,
    Outcome,
    Part,
    Response,
    Verdict,
    Written,
)


@dataclass(frozen=True, slots=True)
class Essay(Asked):
    """`rubric` holds the ideas that a full answer has, no two alike."""

    question: str
    rubric: tuple[str, ...]
    kind: ClassVar[str] = "essay"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def form(self, face: str) -> Form:
        return Composing(self.rubric)

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return self.rubric

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        """Gives the share of the ideas that were ticked; a text whose ideas were not ticked yet is revealed,
        for its learner to judge."""
        if response is None:
            blank = tuple(Part(None, idea, Outcome.BLANK) for idea in self.rubric)
            return Verdict(Outcome.BLANK, 0.0, blank)
        if not isinstance(response, Written):
            raise ValueError(f"expected a text and the ideas in it, got {response!r}")
        if response.ticked is None:
            return Verdict(
                Outcome.REVEALED, 0.0, tuple(Part(None, idea, Outcome.REVEALED) for idea in self.rubric)
            )
        ticked = set(response.ticked)
        if not ticked <= set(range(len(self.rubric))):
            raise ValueError(f"expected places below {len(self.rubric)}, got {response.ticked!r}")
        parts = tuple(
            Part(
                idea if place in ticked else None, idea, Outcome.CORRECT if place in ticked else Outcome.WRONG
            )
            for place, idea in enumerate(self.rubric)
        )
        score = len(ticked) / len(self.rubric)
        outcome = Outcome.CORRECT if score == 1 else Outcome.PARTIAL if score else Outcome.WRONG
        return Verdict(outcome, score, parts)

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        """Reads the line as the text; `read_ticks` reads the ideas in it."""
        return Written(line.strip(), None) if line.strip() else None


def read_ticks(line: str, rubric: Sequence[str]) -> tuple[int, ...] | Misread:
    """Reads the numbers of the ideas that a text holds, counted from 1; an empty line or 0 is none."""
    if line.strip() in ("", "0"):
        return ()
    return read_numbers(line, rubric, range(len(rubric)))
