"""The one door to the `fsrs` package: memory states out of ratings and whole study days."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from quizapp.blake import blake2b
from quizapp.study.model import Memory, Rating

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

DEFAULT_WEIGHTS = (
    0.212,
    1.2931,
    2.3065,
    8.2956,
    6.4133,
    0.8334,
    3.0194,
    0.001,
    1.8722,
    0.1666,
    0.796,
    1.4835,
    0.0614,
    0.2629,
    1.6483,
    0.6014,
    1.8729,
    0.5425,
    0.0912,
    0.0658,
    0.1542,
)
"""The default weights of FSRS-6. Repeated from the `fsrs` package, which costs an import; a test compares."""

WEIGHT_BOUNDS = (
    *((0.001, 100.0),) * 4,
    (1.0, 10.0),
    *((0.001, 4.0),) * 2,
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    *((0.0, 2.0),) * 2,
    (0.0, 0.8),
    (0.1, 0.8),
)
"""The least and the greatest value of each weight, as the `fsrs` package has them; a test compares."""

_NOON = datetime(1, 1, 1, 12, tzinfo=UTC)
"""`fsrs` counts elapsed days between two moments: any noon and a later one give whole days."""

_LONGEST_ELAPSED = 3_000_000
"""Days that `datetime` can add to `_NOON`; only a broken clock has more."""


@dataclass(frozen=True, slots=True)
class Fsrs:
    """FSRS-6 with its parameters.

    `desired_retention` is the probability of recall at which a card falls due, `maximum_interval` is in
    days. Raises ValueError for values out of range; weights out of range raise it at their first use.
    """

    weights: tuple[float, ...] = DEFAULT_WEIGHTS
    desired_retention: float = 0.9
    maximum_interval: int = 36_500

    def __post_init__(self) -> None:
        if len(self.weights) != len(DEFAULT_WEIGHTS):
            raise ValueError(f"FSRS-6 has {len(DEFAULT_WEIGHTS)} weights, not {len(self.weights)}")
        if not 0 < self.desired_retention < 1:
            raise ValueError("desired retention lies between 0 and 1")
        if self.maximum_interval < 1:
            raise ValueError("the maximum interval is at least one day")

    @property
    def parameters_id(self) -> str:
        """A name for the weights, on which memory depends; retention and the maximum only move dues."""
        return _named(self.weights)

    def first(self, rating: Rating) -> Memory:
        """The memory that the first review of a new card leaves."""
        return _first(self.weights, rating)

    def after(self, memory: Memory, rating: Rating, elapsed_days: int) -> Memory:
        """The memory that a review leaves, `elapsed_days` study days after the last one.

        Fewer than 0 count as 0: a journey westwards can put a review on an earlier day than the last.
        """
        return _after(self.weights, memory, rating, elapsed_days)

    def retrievability(self, memory: Memory, elapsed_days: int) -> float:
        """The probability of recall, between 0 and 1.

        The power forgetting curve of FSRS-6, scaled to 0.9 after one stability ("The Algorithm", wiki of
        open-spaced-repetition).
        """
        decay, factor = self._curve()
        recall: float = (1 + factor * max(0, elapsed_days) / memory.stability) ** decay
        return recall

    def interval(self, stability: float) -> int:
        """The whole days, at least 1, until recall falls to the desired retention; not fuzzed.

        The forgetting curve solved for time, multiplied in the order that `fsrs` uses, so that no
        interval rounds otherwise.
        """
        decay, factor = self._curve()
        days: float = stability / factor * (self.desired_retention ** (1 / decay) - 1)
        return min(max(round(days), 1), self.maximum_interval)

    def stabilities_until(self, recall: float) -> float:
        """How many stabilities after a review recall has fallen to a probability; infinite for 0."""
        decay, factor = self._curve()
        try:
            passed: float = (recall ** (1 / decay) - 1) / factor
        except (ZeroDivisionError, OverflowError):
            return math.inf
        return passed

    def _curve(self) -> tuple[float, float]:
        decay = -self.weights[20]
        return decay, 0.9 ** (1 / decay) - 1


@lru_cache(maxsize=8)
def _named(weights: tuple[float, ...]) -> str:
    text = ",".join(repr(float(weight)) for weight in weights)
    return f"fsrs6:{blake2b(text.encode(), digest_size=8).hexdigest()}"


@lru_cache(maxsize=16)
def _first(weights: tuple[float, ...], rating: Rating) -> Memory:
    """`Fsrs.first`."""
    from fsrs import Card

    return _reviewed(weights, Card(card_id=0, due=_NOON), rating, 0)


@lru_cache(maxsize=4096)
def _after(weights: tuple[float, ...], memory: Memory, rating: Rating, elapsed_days: int) -> Memory:
    """`Fsrs.after`: what a rating promises is asked for again by its preview and by its commit. In a replay
    of many cards a quarter of the reviews are the same as some before: the second and third of a card."""
    from fsrs import Card, State

    card = Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_NOON,
        last_review=_NOON,
    )
    return _reviewed(weights, card, rating, elapsed_days)


def _reviewed(weights: tuple[float, ...], card: Card, rating: Rating, elapsed_days: int) -> Memory:
    from fsrs import Rating as FsrsRating

    days = min(max(0, elapsed_days), _LONGEST_ELAPSED)
    after, _ = _scheduler(weights).review_card(card, FsrsRating(int(rating)), _NOON + timedelta(days=days))
    if after.stability is None or after.difficulty is None:
        raise AssertionError("fsrs left a reviewed card without memory")
    return Memory(after.stability, after.difficulty)


@lru_cache(maxsize=8)
def _scheduler(weights: tuple[float, ...]) -> Scheduler:
    from fsrs import Scheduler

    # Only the memory is taken from it: steps, fuzz, days and intervals are this room's own.
    return Scheduler(
        weights, learning_steps=(), relearning_steps=(), maximum_interval=1, enable_fuzzing=False
    )
