"""How cards spread over days: as Anki says, evenly, by nothing but the card and its count of reviews."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from quizapp.clock import Instant
from quizapp.study.days import study_day
from quizapp.study.memory import Fsrs
from quizapp.study.model import Memory, Rating, Scheduled, StudyDay
from quizapp.study.scheduling import Steps, futures

NOON = Instant(1_700_049_600_000, 60)
TODAY = study_day(NOON.at_ms, NOON.offset_min)
FSRS = Fsrs()


def bounds_as_documented(days: float) -> tuple[int, int]:
    """Anki’s documented table: none below 2.5 days; a day, and 15 % of the days from 2.5 to 7,
    10 % of those from 7 to 20, 5 % of those beyond."""
    if days < 2.5:
        return round(days), round(days)
    delta = 1.0
    for start, end, factor in ((2.5, 7, 0.15), (7, 20, 0.1), (20, math.inf, 0.05)):
        delta += factor * max(min(days, end) - start, 0)
    return math.floor(days - delta + 0.5), math.floor(days + delta + 0.5)


def review(stability: float, reps: int) -> Scheduled:
    days = max(1, round(stability))
    return Scheduled(TODAY, days, Memory(stability, 5.0), StudyDay(TODAY - days), reps, 0)


def interval(key: str, state: Scheduled, rating: Rating, *, fuzz: bool = True) -> int:
    after = futures(key, state, NOON, TODAY, Steps(), FSRS, fuzz)[rating - 1].state
    assert isinstance(after, Scheduled)
    return after.interval


@pytest.mark.parametrize("stability", [1.0, 4.0, 12.0, 60.0, 700.0])
def test_cards_fall_evenly_on_all_the_days_between_ankis_bounds(stability: float, full: bool) -> None:
    state, cards = review(stability, 6), 100_000 if full else 3_000
    plain = futures("any", state, NOON, TODAY, Steps(), FSRS, False)[Rating.HARD - 1].state
    low, high = bounds_as_documented(FSRS.interval(plain.memory.stability))
    met = Counter(interval(f"deck/{number}#main", state, Rating.HARD) for number in range(cards))
    assert set(met) == set(range(low, high + 1))
    share = 1 / len(met)
    # Five standard deviations of a count that is drawn evenly.
    away = 5 * math.sqrt(cards * share * (1 - share))
    assert all(abs(count - cards * share) <= away for count in met.values())


def test_the_same_card_and_repetition_give_the_same_day_and_the_next_one_another() -> None:
    for number in range(50):
        key = f"deck/{number}#main"
        days = [interval(key, review(60, reps), Rating.GOOD) for reps in (6, 6, 6)]
        assert len(set(days)) == 1
    drawn = {
        tuple(interval(f"deck/{n}#main", review(60, reps), Rating.HARD) for n in range(9))
        for reps in range(9)
    }
    assert len(drawn) == 9


def test_hard_good_and_easy_stand_apart_for_every_stability_and_card() -> None:
    for stability in (0.01, 0.4, 1, 2, 3, 5, 8, 13, 21, 100, 1000, 20_000):
        for number in range(40):
            state = review(stability, number)
            hard, good, easy = (
                interval(f"deck/{number}#main", state, rating)
                for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)
            )
            assert hard < good < easy or easy == FSRS.maximum_interval
