"""Spreading of intervals, so that cards learnt together do not stay together for ever."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeAlias

from quizapp.blake import blake2b

_BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))
"""From day, to day, share of the days between them that is added to the spread (Anki manual, "Fuzz")."""

_SEED_BITS = 64

Weigh: TypeAlias = Callable[[range], Sequence[float]]
"""Gives each interval of a range, in days, a weight above 0: how readily it is to be drawn."""


def fuzz_seed(key: str, reps: int) -> int:
    """A number of 64 bits for the next review of a card that has `reps` unvoided reviews.

    It depends on nothing else, so that a preview, its result, and the same review after an undo agree.
    """
    return int.from_bytes(blake2b(f"{key}\n{reps}".encode(), digest_size=_SEED_BITS // 8).digest())


def fuzz_bounds(interval: float) -> tuple[int, int]:
    """The shortest and the longest interval, in days, that fuzz may make of one, as in Anki.

    Below 2.5 days there is none; from there on one day either way, and a share of each band's days.
    """
    if interval < _BANDS[0][0]:
        days = _rounded(interval)
        return days, days
    spread = 1 + sum(share * max(0.0, min(interval, end) - start) for start, end, share in _BANDS)
    return _rounded(interval - spread), _rounded(interval + spread)


def constrained_bounds(interval: float, shortest: int, longest: int) -> tuple[int, int]:
    """Fuzz bounds inside `shortest`..`longest` days, as in Anki.

    `longest` wins over `shortest`. An interval pushed up to `shortest` is spread as one of that length,
    or every card at that floor would fall on the same day.
    """
    shortest = min(shortest, longest)
    low, high = fuzz_bounds(min(max(interval, shortest), longest))
    return min(max(low, shortest), longest), min(max(high, shortest), longest)


def fuzzed(interval: float, shortest: int, longest: int, seed: int | None, weigh: Weigh | None = None) -> int:
    """The interval in whole days, drawn between its bounds by `seed`; None only rounds and bounds.

    The draw is by the weights of `weigh`, or even without it. It is not asked where nothing is to be chosen.
    """
    if seed is None:
        return min(max(_rounded(interval), shortest), longest)
    low, high = constrained_bounds(interval, shortest, longest)
    if weigh is None or low == high:
        return low + ((high - low + 1) * seed >> _SEED_BITS)
    sums = list(accumulate(weigh(range(low, high + 1))))
    # The greatest seeds round up to the whole sum.
    return min(low + bisect_right(sums, sums[-1] * (seed / 2**_SEED_BITS)), high)


def _rounded(days: float) -> int:
    # Halves go up: `round` would send 2.5 and 3.5 to even numbers.
    return math.floor(days + 0.5)
