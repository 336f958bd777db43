"""What a desired retention costs: the reviews of the days to come, played through card by card."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from quizapp.study.memory import Fsrs
from quizapp.study.model import Memory, Rating

Next: TypeAlias = Callable[[float, float, float, int], Memory]
"""The memory after a review: from stability and difficulty, the recall at it, and the days since the last."""


Luck: TypeAlias = Callable[[int], Callable[[], float]]
"""Gives the card at a place its chances, one after another, evenly from 0 to below 1."""


class Ahead(NamedTuple):
    """A card as it stands: the days until it is due, none below 0, the days since its last review, and its
    memory, None for a new card that is begun on that day. `longest` is its longest interval, in days."""

    due: int
    elapsed: int
    memory: Memory | None
    longest: int


class Steps(NamedTuple):
    """The answers that a new card takes on its first day, and those of a forgotten one after it failed."""

    learning: int
    relearning: int


class Cost(NamedTuple):
    """What cards ask for: `reviews` on later days than their last one, `answers` with the steps of new and
    forgotten cards, and `recalled`, the cards to be recalled after the last day."""

    reviews: float
    answers: float
    recalled: float


def sampled(cards: Sequence[Ahead], most: int) -> tuple[Ahead, ...]:
    """At most so many cards, evenly out of all in the order of stability: the same for the same cards."""
    if len(cards) <= most:
        return tuple(cards)
    ordered = sorted(cards, key=lambda card: (card.memory or (0.0, 0.0), card))
    return tuple(ordered[(2 * place + 1) * len(cards) // (2 * most)] for place in range(most))


def cost(
    cards: Sequence[Ahead],
    weights: tuple[float, ...],
    desired_retention: float,
    days: int,
    steps: Steps,
    luck: Luck,
) -> Cost:
    """Plays through so many days from today; luck that is the same under each retention makes a smooth curve.

    Cards are reviewed on the day on which they are due, without fuzz and without limits of a day. They pass
    with the probability that FSRS foretells, by Good, else fail by Again and pass the steps of that day at
    once; a new card passes its steps at once, too.
    """
    first, passed, failed = formulas(weights)
    begun = first
    for _ in range(steps.learning - 1):
        begun = passed(*begun, 1.0, 0)
    known = {card.longest: Fsrs(weights, desired_retention, card.longest) for card in cards}
    reviews, answers, recalled = 0, 0, 0.0
    for place, card in enumerate(cards):
        chance, fsrs = luck(place), known[card.longest]
        day, last = card.due, -card.elapsed
        memory = card.memory or begun
        if card.memory is None:
            if day >= days:
                continue
            answers += steps.learning
            last = day
            day += fsrs.interval(memory.stability)
        while day < days:
            recall = fsrs.retrievability(memory, day - last)
            reviews += 1
            if chance() < recall:
                memory = passed(*memory, recall, day - last)
            else:
                memory = failed(*memory, recall, day - last)
                answers += steps.relearning
                for _ in range(steps.relearning):
                    memory = passed(*memory, 1.0, 0)
            last = day
            day += fsrs.interval(memory.stability)
        recalled += fsrs.retrievability(memory, days - last)
    return Cost(reviews, reviews + answers, recalled)


def formulas(w: Sequence[float]) -> tuple[Memory, Next, Next]:
    """The memory that a first Good leaves, and what Good and Again make of later ones.

    FSRS-6 ("The Algorithm", wiki of open-spaced-repetition), as `Fsrs.after` gives it: of the 30 µs that the
    package takes for a review, nearly all go into its dates.
    """
    easiest = w[4] - math.exp(w[5] * 3) + 1

    def bounded(stability: float, difficulty: float) -> Memory:
        reverted = w[7] * easiest + (1 - w[7]) * difficulty
        return Memory(max(stability, 0.001), min(max(reverted, 1.0), 10.0))

    def passed(stability: float, difficulty: float, recall: float, elapsed: int) -> Memory:
        if elapsed < 1:
            growth = max(1.0, math.exp(w[17] * w[18]) * stability ** -w[19])
        else:
            ease = math.exp(w[8]) * (11 - difficulty) * stability ** -w[9]
            growth = 1 + ease * (math.exp((1 - recall) * w[10]) - 1)
        return bounded(stability * growth, difficulty)

    def failed(stability: float, difficulty: float, recall: float, elapsed: int) -> Memory:
        harder = difficulty + (10 - difficulty) * 2 * w[6] / 9
        if elapsed < 1:
            return bounded(stability * math.exp(w[17] * (w[18] - 2)) * stability ** -w[19], harder)
        left = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * math.exp((1 - recall) * w[14])
        return bounded(min(left, stability / math.exp(w[17] * w[18])), harder)

    hardest = w[4] - math.exp(w[5] * (Rating.GOOD - 1)) + 1
    return Memory(max(w[2], 0.001), min(max(hardest, 1.0), 10.0)), passed, failed
