"""The match: each line is given the text that belongs to it; decoys belong to none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.asked import Asked
from quizapp.questions.model import (
    UNMATCHED,
    Form,
    Marking,
    Matching,
    Misread,
    Outcome,
    Part,
    Response,
    Verdict,
)

LETTERS = "abcdefgh"
"""What the texts are named by, in the order shown."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A line and the text that belongs to it."""

    left: str
    right: str
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Match(Asked):
    """In canonical order the texts of the pairs come first, each once, then the decoys. A text may belong to
    several lines."""

    question: str
    pairs: tuple[Pair, ...]
    decoys: tuple[str, ...]
    kind: ClassVar[str] = "match"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def texts(self) -> tuple[str, ...]:
        """The texts to choose from, in canonical order."""
        return (*dict.fromkeys(pair.right for pair in self.pairs), *self.decoys)

    def form(self, face: str) -> Form:
        return Matching(tuple(pair.left for pair in self.pairs), self.texts())

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return tuple(joined(pair.left, pair.right) for pair in self.pairs)

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        """Gives the share of right pairs, corrected for chance, and a part for each line: with a choice of m
        texts, (share − 1/m) / (1 − 1/m), never below 0."""
        texts = self.texts()
        given = self._given(response, len(texts))
        parts = tuple(self._part(pair, index) for pair, index in zip(self.pairs, given, strict=True))
        if all(index == UNMATCHED for index in given):
            return Verdict(Outcome.BLANK, 0.0, parts)
        share = sum(part.outcome is Outcome.CORRECT for part in parts) / len(parts)
        if share == 1.0:
            return Verdict(Outcome.CORRECT, 1.0, parts)
        chance = 1 / len(texts)
        score = max(0.0, (share - chance) / (1 - chance)) if len(texts) > 1 else share
        return Verdict(Outcome.PARTIAL if score > 0 else Outcome.WRONG, score, parts)

    def _given(self, response: Response, count: int) -> tuple[int, ...]:
        if response is None:
            return (UNMATCHED,) * len(self.pairs)
        if not isinstance(response, tuple):
            raise ValueError(f"expected an index for each line, got {response!r}")
        indices = tuple(index for index in response if isinstance(index, int))
        if len(indices) != len(response) or len(indices) != len(self.pairs):
            raise ValueError(f"expected {len(self.pairs)} indices, got {response!r}")
        if any(not UNMATCHED <= index < count for index in indices):
            raise ValueError(f"expected indices below {count}, got {response!r}")
        return indices

    def _part(self, pair: Pair, index: int) -> Part:
        expected = joined(pair.left, pair.right)
        if index == UNMATCHED:
            return Part(None, expected, Outcome.BLANK)
        text = self.texts()[index]
        outcome = Outcome.CORRECT if text == pair.right else Outcome.WRONG
        return Part(joined(pair.left, text), expected, outcome)

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        texts = self.texts()
        lines = (f"{number}. {pair.left}" for number, pair in enumerate(self.pairs, 1))
        choices = (f"{letter}. {texts[index]}" for letter, index in zip(LETTERS, order, strict=False))
        return (*self.question.splitlines(), *lines, *choices)

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        """Reads pairs of a number and a letter as shown, `1b 2a`, or a letter a line, `b a`."""
        if not line.strip():
            return None
        count, typed = len(self.pairs), line.strip().lower()
        misread = Misread("no-pairs", (("count", str(count)), ("last", LETTERS[len(order) - 1])))
        letters = re.sub(r"[\s,;]+", "", typed)
        if len(letters) == count and letters.isalpha():
            pairs = [(str(number), letter) for number, letter in enumerate(letters, 1)]
        else:
            found = r"([0-9]{1,2})[\s.:=)→-]*([a-z])"
            pairs = re.findall(found, typed)
            if re.sub(found, "", typed).strip(" \t,;."):
                return misread
        given = [UNMATCHED] * count
        for number, letter in pairs:
            place = LETTERS[: len(order)].find(letter)
            if not 1 <= int(number) <= count or place < 0 or given[int(number) - 1] != UNMATCHED:
                return misread
            given[int(number) - 1] = order[place]
        return tuple(given) if pairs else misread


def joined(left: str, right: str) -> str:
    """A line and a text as one."""
    return f"{left} → {right}"
