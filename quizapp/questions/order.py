"""The order: items to be put in their right order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar

from quizapp.questions.asked import Asked
from quizapp.questions.choosing import numbered
from quizapp.questions.model import (
    Form,
    Marking,
    Misread,
    Ordering,
    Outcome,
    Part,
    Remark,
    Response,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Order(Asked):
    """`items` stand in their right order, no two alike."""

    question: str
    items: tuple[str, ...]
    kind: ClassVar[str] = "order"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def form(self, face: str) -> Form:
        return Ordering(self.items)

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return self.items

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        """Gives max(0, Kendall τ) as score, a part for each place, and the longest run in order as remark."""
        given = self._given(response)
        if given is None:
            parts = tuple(Part(None, item, Outcome.BLANK) for item in self.items)
            return Verdict(Outcome.BLANK, 0.0, parts)
        parts = tuple(
            Part(self.items[index], item, Outcome.CORRECT if index == place else Outcome.WRONG)
            for place, (index, item) in enumerate(zip(given, self.items, strict=True))
        )
        if given == tuple(range(len(self.items))):
            return Verdict(Outcome.CORRECT, 1.0, parts)
        score = max(0.0, kendall_tau(given))
        run = longest_run(given)
        told = (
            ("count", str(len(run))),
            ("total", str(len(given))),
            ("items", " → ".join(self.items[index] for index in run)),
        )
        remarks = (Remark("ordered-run", told),) if len(run) > 1 else ()
        return Verdict(Outcome.PARTIAL if score > 0 else Outcome.WRONG, score, parts, remarks)

    def _given(self, response: Response) -> tuple[int, ...] | None:
        if response is None:
            return None
        indices = (
            [index for index in response if isinstance(index, int)] if isinstance(response, tuple) else []
        )
        if sorted(indices) != list(range(len(self.items))):
            raise ValueError(f"expected {len(self.items)} indices, each once, got {response!r}")
        return tuple(indices)

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        return numbered(self.question, self.items, order)

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        """Reads the numbers of the items as shown, in the right order: `3 1 2`, `3,1,2`, `312`."""
        if not line.strip():
            return None
        rest = re.sub(r"->|[\s,;.+&)/<>→-]", " ", line)
        words = rest.split()
        count = len(self.items)
        numbers = list(words[0]) if len(words) == 1 and count < 10 else words
        wanted = {str(number) for number in range(1, count + 1)}
        if len(numbers) != count or set(numbers) != wanted:
            return Misread("not-an-order", (("count", str(count)),))
        return tuple(order[int(number) - 1] for number in numbers)


def kendall_tau(order: Sequence[int]) -> float:
    """Gives Kendall's rank correlation (1938) of a permutation with the right order: the pairs in order less
    those out of order, by all pairs. Between −1 and 1."""
    pairs = list(combinations(order, 2))
    return sum(1 if first < second else -1 for first, second in pairs) / len(pairs) if pairs else 1.0


def longest_run(order: Sequence[int]) -> tuple[int, ...]:
    """Gives the longest part of a permutation, gaps allowed, that stands in the right order: what need not be
    moved (longest increasing subsequence by patience sorting, Schensted 1961). Of several the lowest."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for index in order:
        pile = bisect_left(tails, index)
        before[index] = tails[pile - 1] if pile else None
        tails[pile : pile + 1] = [index]
    run: list[int] = []
    at = tails[-1] if tails else None
    while at is not None:
        run.append(at)
        at = before[at]
    return tuple(reversed(run))
