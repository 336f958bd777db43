"""How cards spread over intervals, stability, difficulty and recall."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

INTERVALS = (0, 2, 4, 8, 15, 31, 61, 91, 181, 366)
STABILITIES = (0.0, 1.0, 3.0, 7.0, 14.0, 30.0, 60.0, 90.0, 180.0, 365.0)
DIFFICULTIES = (0.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0)
RECALLS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
"""The lower bounds of bars; the last one is open above."""


class Bar(NamedTuple):
    """The `n` cards from `low` on and below `high`; None: without an upper bound."""

    low: float
    high: float | None
    n: int


class Spreads(NamedTuple):
    """The cards in review by interval and recall of today, and all that were ever reviewed by stability and
    difficulty; suspended ones are left out."""

    interval: tuple[Bar, ...]
    stability: tuple[Bar, ...]
    difficulty: tuple[Bar, ...]
    retrievability: tuple[Bar, ...]


def spread(bounds: Sequence[float], from_bound_on: Sequence[int]) -> tuple[Bar, ...]:
    """Bars out of the counts of cards at each lower bound or above it."""
    highs = [*bounds[1:], None]
    counts = [here - above for here, above in pairwise((*from_bound_on, 0))]
    return tuple(Bar(low, high, n) for low, high, n in zip(bounds, highs, counts, strict=True))
