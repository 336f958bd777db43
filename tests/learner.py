"""A learner whose memory is FSRS with weights of its own, studying by the default schedule, and optimizers of
which a test knows what they find."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from quizapp.store.history import History
from quizapp.store.model import NewEvent
from quizapp.study.memory import DEFAULT_WEIGHTS, Fsrs
from quizapp.study.model import Memory, Rated, Rating, StudyDay
from quizapp.workspace.fitting import Job, Progress, Weights
from tests.store.making import DAY_MS, NOON_DAY, NOON_MS, HandClock

FORGETFUL = tuple(weight * (0.25 if place in (2, 3) else 1) for place, weight in enumerate(DEFAULT_WEIGHTS))
"""After a first Good or Easy he remembers for a quarter of the time that the default weights tell."""


WORSE = (
    tuple(weight * (10 if place < 4 else 1) for place, weight in enumerate(DEFAULT_WEIGHTS[:4]))
    + (DEFAULT_WEIGHTS[4:])
)
"""Such a learner would remember for ten times as long."""


class Fits:
    """Stands in for the optimizer: gives set weights, others for a fit to the whole log where told."""

    def __init__(self, weights: Weights, *, whole: Weights | None = None) -> None:
        self.weights, self.whole = weights, whole
        self.asked: Sequence[int] = ()

    def __call__(self, work: Job, progress: Progress) -> Mapping[int, Weights]:
        self.asked = work.known
        found = dict.fromkeys(work.known, self.weights)
        if self.whole is not None:
            found[len(work.scored)] = self.whole
        progress(len(work.known))
        return found


def studied(
    reviews: int, *, weights: tuple[float, ...] = FORGETFUL, seed: int = 1, new_a_day: int = 6
) -> list[Rated]:
    """So many ratings in order of time, from `NOON_DAY` on; about one in eight is a first one."""
    draw, own, schedule = random.Random(seed), Fsrs(weights), Fsrs()
    due: dict[int, list[tuple[str, Memory, Memory, int]]] = {}
    rated: list[Rated] = []
    day = 0
    while len(rated) < reviews:
        for number in range(new_a_day):
            card, rating = f"d/{day}-{number}#main", draw.choices(list(Rating), (2, 1, 6, 1))[0]
            rated.append(Rated(card, StudyDay(NOON_DAY + day), rating))
            state = card, own.first(rating), schedule.first(rating), day
            due.setdefault(day + schedule.interval(state[2].stability), []).append(state)
        for card, true, planned, last in due.pop(day, []):
            elapsed = day - last
            passed = draw.random() < own.retrievability(true, elapsed)
            rating = Rating.GOOD if passed else Rating.AGAIN
            rated.append(Rated(card, StudyDay(NOON_DAY + day), rating))
            state = card, own.after(true, rating, elapsed), schedule.after(planned, rating, elapsed), day
            due.setdefault(day + schedule.interval(state[2].stability), []).append(state)
        day += 1
    return rated[:reviews]


def append(history: History, clock: HandClock, rated: list[Rated]) -> None:
    """Records the ratings as reviews whose next due day is that of the default schedule."""
    schedule = Fsrs()
    known: dict[str, tuple[Memory, int]] = {}
    for card, day, rating in rated:
        clock.at_ms = max(clock.at_ms, NOON_MS + (day - NOON_DAY) * DAY_MS)
        if card in known:
            memory = schedule.after(known[card][0], rating, day - known[card][1])
        else:
            memory = schedule.first(rating)
        known[card] = memory, day
        interval = schedule.interval(memory.stability)
        after = {"phase": "review", "due": day + interval, "interval": interval}
        body = {"rating": int(rating), "after": after}
        history.append(NewEvent("review", history.new_id(), "s", card, None, body))
