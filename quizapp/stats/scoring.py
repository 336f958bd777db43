"""How good predictions of recall were: the measures by which the field compares schedulers."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

LEAST = 2.0**-52
"""A prediction is counted as at least this far from 0 and from 1, or one surprise would outweigh a log."""

_BIN_BASES = (3.62, 1.89, 1.73)
"""By which factor the bins of elapsed days, of reviews and of lapses grow (srs-benchmark, README)."""

GROUPS = 10
_LEAST_IN_GROUP = 20


class Scored(NamedTuple):
    """A review whose recall is predicted: its card, its place in the card's log, the days since the review
    before, its number among the card's reviews on other days than the one before (the first is 1), the
    lapses before, and whether it was passed."""

    card: str
    place: int
    elapsed: int
    nth: int
    lapses: int
    passed: bool


class Group(NamedTuple):
    """Reviews of about equal predictions: how many, their mean prediction, and the share that was passed."""

    n: int
    predicted: float
    passed: float


class Figures(NamedTuple):
    """What predictions of `n` reviews are worth. Lower is better for `log_loss` and `rmse_bins`; `auc` is
    None where all reviews came out alike. `groups` rise with the prediction."""

    n: int
    log_loss: float
    rmse_bins: float
    auc: float | None
    groups: tuple[Group, ...]


def figures(scored: Sequence[Scored], predicted: Sequence[float]) -> Figures:
    """All measures of the predictions, each the probability that the review at its place is passed.

    Raises ValueError where there are none, or not as many as reviews.
    """
    if not scored or len(scored) != len(predicted):
        raise ValueError("there must be one prediction for each of some reviews")
    passed = [review.passed for review in scored]
    return Figures(
        len(scored),
        log_loss(predicted, passed),
        rmse_bins(scored, predicted),
        auc(predicted, passed),
        calibration(predicted, passed),
    )


def log_loss(predicted: Sequence[float], passed: Sequence[bool]) -> float:
    """The mean of minus the logarithm of the probability that was given to what happened."""
    total = 0.0
    for chance, came_true in zip(predicted, passed, strict=True):
        chance = min(max(chance, LEAST), 1 - LEAST)
        total -= math.log(chance if came_true else 1 - chance)
    return total / len(predicted)


def rmse_bins(scored: Sequence[Scored], predicted: Sequence[float]) -> float:
    """The root mean square of prediction less pass rate, over bins of alike reviews weighted by their size.

    Reviews are alike whose elapsed days, number and lapses fall in the same classes, which grow by constant
    factors: "RMSE (bins)" of srs-benchmark.
    """
    bins: defaultdict[tuple[int, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for review, chance in zip(scored, predicted, strict=True):
        sums = bins[_bin(review)]
        sums[0] += 1
        sums[1] += chance - review.passed
    return math.sqrt(sum(gap * gap / n for n, gap in bins.values()) / len(scored))


def auc(predicted: Sequence[float], passed: Sequence[bool]) -> float | None:
    """The share of pairs of a passed and a failed review of which the passed one had the higher prediction;
    equal ones count half. None where there is no such pair."""
    ranked = sorted(zip(predicted, passed, strict=True))
    hits = sum(passed)
    misses = len(ranked) - hits
    if not hits or not misses:
        return None
    above = 0.0
    failed_below = start = 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end][0] == ranked[start][0]:
            end += 1
        tied_passed = sum(came_true for _, came_true in ranked[start:end])
        tied_failed = end - start - tied_passed
        above += tied_passed * (failed_below + tied_failed / 2)
        failed_below += tied_failed
        start = end
    return above / (hits * misses)


def calibration(predicted: Sequence[float], passed: Sequence[bool]) -> tuple[Group, ...]:
    """The reviews in order of their predictions, cut into ten groups of equal size, fewer where that would
    make them smaller than twenty."""
    ranked = sorted(zip(predicted, passed, strict=True))
    count = max(1, min(GROUPS, len(ranked) // _LEAST_IN_GROUP))
    edges = [at * len(ranked) // count for at in range(count + 1)]
    groups = []
    for start, end in pairwise(edges):
        n = end - start
        mean = sum(chance for chance, _ in ranked[start:end]) / n
        groups.append(Group(n, mean, sum(came_true for _, came_true in ranked[start:end]) / n))
    return tuple(groups)


def _bin(review: Scored) -> tuple[int, ...]:
    values = (review.elapsed, review.nth, review.lapses)
    return tuple(
        math.floor(math.log(value) / math.log(base)) if value > 0 else -1
        for value, base in zip(values, _BIN_BASES, strict=True)
    )
