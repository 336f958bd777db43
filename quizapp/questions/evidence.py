"""The evidence: which sentence of the source proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.asked import Asked
from quizapp.questions.choosing import chosen, numbered, read_numbers
from quizapp.questions.model import Form, Marking, Misread, Options, Outcome, Part, Response, Verdict


@dataclass(frozen=True, slots=True)
class Evidence(Asked):
    """`sentences` stand as in the source; `proof` is the index of the one that proves it. In canonical order
    that one comes first, as the right option of a choice does."""

    question: str
    sentences: tuple[str, ...]
    proof: int
    kind: ClassVar[str] = "evidence"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def texts(self) -> tuple[str, ...]:
        """The sentences in canonical order."""
        return (self.sentences[self.proof], *self.sentences[: self.proof], *self.sentences[self.proof + 1 :])

    def form(self, face: str) -> Form:
        others = list(range(1, len(self.sentences)))
        return Options(self.texts(), order=(*others[: self.proof], 0, *others[self.proof :]))

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return (self.sentences[self.proof],)

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        texts = self.texts()
        picked = chosen(response, len(texts))
        if len(picked) > 1:
            raise ValueError(f"one sentence was asked for, got {response!r}")
        if not picked:
            return Verdict(Outcome.BLANK, 0.0, (Part(None, texts[0], Outcome.BLANK),))
        outcome = Outcome.CORRECT if picked == (0,) else Outcome.WRONG
        part = Part(texts[picked[0]], texts[0], outcome)
        return Verdict(outcome, float(outcome is Outcome.CORRECT), (part,))

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        return numbered(self.question, self.texts(), order)

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        if not line.strip():
            return None
        read = read_numbers(line, self.texts(), order)
        return Misread("one-option") if isinstance(read, tuple) and len(read) > 1 else read
