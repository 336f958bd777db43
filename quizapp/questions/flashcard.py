"""The flashcard: a front turned over to its back, rated by the learner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.model import Form, Marking, Misread, Outcome, Part, Response, Reveal, Verdict


@dataclass(frozen=True, slots=True)
class Flashcard:
    """`back` holds the ways to say the answer, the first of them asked where the card is reversed."""

    front: str
    back: tuple[str, ...]
    reverse: bool = False
    kind: ClassVar[str] = "flashcard"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def faces(self) -> tuple[str, ...]:
        return ("fwd", "rev") if self.reverse else ("fwd",)

    def stem(self, face: str) -> str:
        return self.back[0] if face == "rev" else self.front

    def form(self, face: str) -> Form:
        return Reveal()

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return (self.front,) if face == "rev" else self.back

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        """Marks nothing: the learner rates. The score is 0 until then."""
        part = Part(None, self.expected(face)[0], Outcome.REVEALED)
        return Verdict(Outcome.REVEALED, 0.0, (part,))

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.stem(face).splitlines())

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        return None
