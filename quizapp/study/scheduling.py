"""What each rating would do to a card: computed once, shown, and the chosen one recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from quizapp.clock import Instant
from quizapp.study.days import day_end_ms, day_start_ms, study_day
from quizapp.study.fuzz import Weigh, fuzz_seed, fuzzed
from quizapp.study.memory import Fsrs
from quizapp.study.model import (
    CardState,
    Future,
    Memory,
    New,
    Phase,
    Rating,
    Scheduled,
    Stepping,
    StudyDay,
)

Futures: TypeAlias = tuple[Future, Future, Future, Future]

_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Steps:
    """The waits of learning and of relearning, in seconds; empty: cards go straight to review."""

    learning_s: tuple[int, ...] = (60, 600)
    relearning_s: tuple[int, ...] = (600,)

    def __post_init__(self) -> None:
        if any(wait < 1 for wait in self.learning_s + self.relearning_s):
            raise ValueError("a step lasts at least one second")


class _Draw(NamedTuple):
    """What chooses an interval within its fuzz, see `fuzzed`."""

    seed: int | None
    weigh: Weigh | None


@dataclass(frozen=True, slots=True)
class _Sitting:
    """What the four futures of a card have in common."""

    now: Instant
    day: StudyDay
    rollover_hour: int
    memories: tuple[Memory, Memory, Memory, Memory]
    retrievability: float | None
    reps: int
    lapses: int

    def memory(self, rating: Rating) -> Memory:
        return self.memories[rating - 1]

    def stepping(
        self, rating: Rating, phase: Phase, step: int, wait_s: int, *, lapse: bool = False
    ) -> Future:
        """A step later; one that reaches past the rollover is due all of its study day, as in Anki."""
        due_ms = self.now.at_ms + wait_s * 1000
        if due_ms >= day_end_ms(self.now.at_ms, self.now.offset_min, self.rollover_hour):
            due_day = study_day(due_ms, self.now.offset_min, self.rollover_hour)
            due_ms = day_start_ms(due_day, self.now.offset_min, self.rollover_hour)
        state = Stepping(
            phase, step, due_ms, self.memory(rating), self.day, self.reps + 1, self.lapses + lapse
        )
        return Future(rating, state, self.retrievability, wait_s)

    def scheduled(self, rating: Rating, interval: int, *, lapse: bool = False) -> Future:
        due = StudyDay(self.day + interval)
        state = Scheduled(due, interval, self.memory(rating), self.day, self.reps + 1, self.lapses + lapse)
        return Future(rating, state, self.retrievability, interval * _DAY_S)


def is_leech(lapses: int, threshold: int) -> bool:
    """Whether a lapse makes a card a leech: at the threshold, and at each half as many more, as in Anki; a
    threshold of 0 means never."""
    return 0 < threshold <= lapses and (lapses - threshold) % ((threshold + 1) // 2) == 0


def futures(
    key: str,
    state: CardState,
    now: Instant,
    day: StudyDay,
    steps: Steps,
    fsrs: Fsrs,
    fuzz: bool = True,
    *,
    rollover_hour: int = 4,
    weigh: Weigh | None = None,
) -> Futures:
    """What Again, Hard, Good and Easy would lead to, in this order.

    `day` is the study day of `now`. Fuzz depends on the key and on the number of reviews alone, and on how
    `weigh` weighs the days that it may choose, by default alike: the same call gives the same futures until
    a review is recorded. Intervals in days rise strictly with the rating below the maximum interval.
    """
    sitting = _sitting(state, now, day, fsrs, rollover_hour)
    draw = _Draw(fuzz_seed(key, sitting.reps) if fuzz else None, weigh)
    match state:
        case Scheduled():
            return _of_review(sitting, steps.relearning_s, fsrs, draw)
        case Stepping(phase=Phase.RELEARNING):
            return _of_steps(sitting, Phase.RELEARNING, state.step, steps.relearning_s, fsrs, draw)
        case Stepping():
            return _of_steps(sitting, Phase.LEARNING, state.step, steps.learning_s, fsrs, draw)
        case New():
            return _of_steps(sitting, Phase.LEARNING, 0, steps.learning_s, fsrs, draw)


def _sitting(state: CardState, now: Instant, day: StudyDay, fsrs: Fsrs, rollover_hour: int) -> _Sitting:
    again, hard, good, easy = Rating
    if isinstance(state, New):
        first = fsrs.first
        memories = (first(again), first(hard), first(good), first(easy))
        return _Sitting(now, day, rollover_hour, memories, None, 0, 0)
    elapsed = max(0, day - state.last_day)
    before, after = state.memory, fsrs.after
    memories = (
        after(before, again, elapsed),
        after(before, hard, elapsed),
        after(before, good, elapsed),
        after(before, easy, elapsed),
    )
    retrievability = fsrs.retrievability(before, elapsed)
    return _Sitting(now, day, rollover_hour, memories, retrievability, state.reps, state.lapses)


def _of_review(sitting: _Sitting, relearning_s: tuple[int, ...], fsrs: Fsrs, draw: _Draw) -> Futures:
    again, *passes = _graduations(sitting, fsrs, draw, lapse=True)
    if relearning_s:
        again = sitting.stepping(Rating.AGAIN, Phase.RELEARNING, 0, relearning_s[0], lapse=True)
    hard, good, easy = passes
    return again, hard, good, easy


def _of_steps(
    sitting: _Sitting, phase: Phase, step: int, waits: tuple[int, ...], fsrs: Fsrs, draw: _Draw
) -> Futures:
    """Learning and relearning as in Anki: Again starts over, Hard stays, Good goes on, Easy graduates."""
    if not waits:
        return _graduations(sitting, fsrs, draw, lapse=False)
    # Settings may hold fewer steps than when the card was last seen.
    step = min(max(step, 0), len(waits) - 1)
    good_days, easy_days = _rising(sitting, (Rating.GOOD, Rating.EASY), fsrs, draw)
    if step + 1 < len(waits):
        good = sitting.stepping(Rating.GOOD, phase, step + 1, waits[step + 1])
    else:
        good = sitting.scheduled(Rating.GOOD, good_days)
    return (
        sitting.stepping(Rating.AGAIN, phase, 0, waits[0]),
        sitting.stepping(Rating.HARD, phase, step, _hard_wait_s(waits, step)),
        good,
        sitting.scheduled(Rating.EASY, easy_days),
    )


def _graduations(sitting: _Sitting, fsrs: Fsrs, draw: _Draw, *, lapse: bool) -> Futures:
    """All four ratings into review. Again is not fuzzed: Anki leaves the interval after a lapse as it is."""
    again_days = fsrs.interval(sitting.memory(Rating.AGAIN).stability)
    hard_days, good_days, easy_days = _rising(sitting, (Rating.HARD, Rating.GOOD, Rating.EASY), fsrs, draw)
    return (
        sitting.scheduled(Rating.AGAIN, again_days, lapse=lapse),
        sitting.scheduled(Rating.HARD, hard_days),
        sitting.scheduled(Rating.GOOD, good_days),
        sitting.scheduled(Rating.EASY, easy_days),
    )


def _hard_wait_s(waits: tuple[int, ...], step: int) -> int:
    """The step again; on the first step, where that would be Again, half way to the next one, or half as
    long again (at most a day more) where there is no next. Beyond a day it is whole days."""
    if step > 0:
        return waits[step]
    alone = min(waits[0] * 3 // 2, waits[0] + _DAY_S)
    wait = (waits[0] + waits[1]) // 2 if len(waits) > 1 else alone
    return wait if wait <= _DAY_S else (wait + _DAY_S // 2) // _DAY_S * _DAY_S


def _rising(sitting: _Sitting, ratings: tuple[Rating, ...], fsrs: Fsrs, draw: _Draw) -> tuple[int, ...]:
    """An interval in days for each rating, each at least a day longer than the one before it."""
    days: list[int] = []
    for rating in ratings:
        interval = fsrs.interval(sitting.memory(rating).stability)
        shortest = days[-1] + 1 if days else 1
        days.append(fuzzed(interval, min(shortest, fsrs.maximum_interval), fsrs.maximum_interval, *draw))
    return tuple(days)
