"""How well a scheduler would have predicted a log, learning from what came before only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias

from quizapp.stats.scoring import Scored
from quizapp.study.memory import Fsrs
from quizapp.study.model import Memory, Rated, Rating

FOLDS = 5

_LONGEST = 36_500.0
"""Days; Anki's bound on any interval."""


class Step(NamedTuple):
    """A rating in the log of a card, and the study days since the one before, never below 0."""

    rating: Rating
    elapsed: int


History: TypeAlias = tuple[Step, ...]
"""All ratings of one card, in order."""

Recall: TypeAlias = Callable[[Sequence[Step]], Iterator[float]]
"""A model of memory: of each step of a card, in order, the probability that it is passed, told from the
steps before it and its elapsed days alone. That of the first step means nothing."""


class ReviewLog(NamedTuple):
    """A learner's log by cards, and its scored reviews in order of time.

    Scored is what srs-benchmark scores: every review on a later study day than the one before of its card.
    First reviews, and repeats on the same day, are learnt from but not scored.
    """

    histories: Mapping[str, History]
    scored: tuple[Scored, ...]

    @property
    def reviews(self) -> int:
        return sum(map(len, self.histories.values()))


class Fold(NamedTuple):
    """A part of a walk through time: what is scored from `start` to `end` (excluded) is predicted by what a
    model learnt from the scored reviews before `start`."""

    start: int
    end: int


def review_log(rated: Iterable[Rated]) -> ReviewLog:
    """A log of ratings, in order of time, by cards."""
    histories: dict[str, list[Step]] = {}
    last_days: dict[str, int] = {}
    counts: dict[str, tuple[int, int]] = {}
    scored: list[Scored] = []
    for card, day, rating in rated:
        steps = histories.setdefault(card, [])
        elapsed = max(0, day - last_days.get(card, day))
        if elapsed:
            nth, lapses = counts.get(card, (1, 0))
            passed = rating is not Rating.AGAIN
            scored.append(Scored(card, len(steps), elapsed, nth + 1, lapses, passed))
            counts[card] = nth + 1, lapses + (not passed)
        steps.append(Step(rating, elapsed))
        last_days[card] = day
    return ReviewLog({card: tuple(steps) for card, steps in histories.items()}, tuple(scored))


def folds(count: int, parts: int = FOLDS) -> tuple[Fold, ...]:
    """The folds of `count` scored reviews: equal ones that together end with the last review, none where
    there are too few. The same as scikit-learn's TimeSeriesSplit."""
    size = count // (parts + 1)
    if not size:
        return ()
    return tuple(Fold(start, start + size) for start in range(count - parts * size, count, size))


def predictions(log: ReviewLog, fold: Fold, recall: Recall) -> list[float]:
    """What a model gives for each scored review of a fold, in their order."""
    wanted: dict[str, int] = {}
    for review in log.scored[fold.start : fold.end]:
        wanted[review.card] = review.place
    told = {card: list(islice(recall(log.histories[card]), last + 1)) for card, last in wanted.items()}
    return [told[review.card][review.place] for review in log.scored[fold.start : fold.end]]


def walk(log: ReviewLog, over: Iterable[Fold], learnt: Callable[[int], Recall]) -> list[float]:
    """The predictions of several folds, one after the other; `learnt` gives the model that knows the scored
    reviews before a number, and nothing of what came then."""
    return [chance for fold in over for chance in predictions(log, fold, learnt(fold.start))]


def fsrs_recall(fsrs: Fsrs) -> Recall:
    """What FSRS gives."""

    def recall(steps: Sequence[Step]) -> Iterator[float]:
        memory: Memory | None = None
        for rating, elapsed in steps:
            yield 1.0 if memory is None else fsrs.retrievability(memory, elapsed)
            memory = fsrs.first(rating) if memory is None else fsrs.after(memory, rating, elapsed)

    return recall


def constant_recall(log: ReviewLog, known: int) -> Recall:
    """Always the pass rate of the first `known` scored reviews."""
    rate = sum(review.passed for review in log.scored[:known]) / known

    def recall(steps: Sequence[Step]) -> Iterator[float]:
        return (rate for _ in steps)

    return recall


def sm2_recall(steps: Sequence[Step]) -> Iterator[float]:
    """What SM-2's intervals mean, if recall falls to 90 % by the day that it plans, as srs-benchmark reads
    it. Repeats on the same day are passed over: SM-2 plans in days."""
    ease, interval, repetitions = 2.5, 0.0, 0
    for rating, elapsed in steps:
        yield 0.9 ** (elapsed / interval) if interval else 1.0
        if interval and not elapsed:
            continue
        repetitions = 1 if rating is Rating.AGAIN else repetitions + 1
        interval = min({1: 1.0, 2: 6.0}.get(repetitions, interval * ease), _LONGEST)
        short_of_best = 4 - rating
        ease = max(1.3, ease + 0.1 - short_of_best * (0.08 + short_of_best * 0.02))
