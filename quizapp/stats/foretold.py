"""Predicted against actual recall: whether what the scheduler said before each review came true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from quizapp.stats.figures import wilson

PERCENTS = (0, 50, 60, 70, 75, 80, 85, 90, 95, 101)
"""The lower bounds of bands of predictions in percent, and the end of the last one."""


class Band(NamedTuple):
    """The reviews of cards in review whose predicted recall lies from `low` on and below `high`, as shares.

    `predicted` is the mean of the predictions, None without reviews; `at_least` and `at_most` bound the
    share that passed with 95 % confidence.
    """

    low: float
    high: float
    n: int
    predicted: float | None
    passed: int
    at_least: float
    at_most: float

    @property
    def rate(self) -> float | None:
        """The share that passed; None without reviews."""
        return self.passed / self.n if self.n else None


def bands(rows: Iterable[tuple[int, int, int, float]]) -> tuple[Band, ...]:
    """The bands, out of rows of a whole percent to which predictions were cut, how many reviews had it, how
    many of them passed, and the sum of their predictions."""
    every = tuple(rows)
    return tuple(
        _band([row for row in every if low <= row[0] < end], low, end) for low, end in pairwise(PERCENTS)
    )


def whole(found: Sequence[Band]) -> Band:
    """All bands as one."""
    n, passed = sum(band.n for band in found), sum(band.passed for band in found)
    total = sum(band.n * band.predicted for band in found if band.predicted is not None)
    return Band(0.0, 1.0, n, total / n if n else None, passed, *wilson(passed, n))


def _band(rows: Sequence[tuple[int, int, int, float]], low: int, end: int) -> Band:
    n, passed = sum(row[1] for row in rows), sum(row[2] for row in rows)
    mean = sum(row[3] for row in rows) / n if n else None
    return Band(low / 100, min(end, 100) / 100, n, mean, passed, *wilson(passed, n))
