"""The flow of reviews over days: even, easy on easy days, and never outside Anki's fuzz."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.study.balance import day_weights, easy_weights
from quizapp.study.fuzz import constrained_bounds, fuzz_seed, fuzzed
from quizapp.study.model import StudyDay

SEEDS = st.integers(0, 2**64 - 1)
SHARES = st.lists(st.floats(0, 1), min_size=7, max_size=7)
NORMAL = (1.0,) * 7
MONDAY = StudyDay(738_000 - 738_000 % 7 + 1)
"""Day 1 was a Monday."""


def flow(
    *, balanced: bool, week: tuple[float, ...] = NORMAL, days: int = 400
) -> tuple[list[list[int]], float]:
    """A learner with six new cards a day: the cards of each weekday once the flow is steady, and by which
    share their intervals came out longer than was wanted."""
    due: Counter[int] = Counter()
    waiting: dict[int, list[tuple[str, int, int]]] = {}
    done: list[list[int]] = [[] for _ in range(7)]
    longer = []
    for day in range(MONDAY, MONDAY + days):
        cards = waiting.pop(day, [])
        if day >= MONDAY + days // 2:
            done[(day - 1) % 7].append(len(cards))
        for key, reps, before in (*cards, *((f"{day}-{n}", 0, 0) for n in range(6))):
            luck = random.Random(f"{key}/{reps}")
            wanted = 3 if not reps else round(before * luck.uniform(1.8, 2.6)) if luck.random() < 0.9 else 2

            def weigh(intervals: range, today: int = day) -> list[float]:
                ahead = [today + interval for interval in intervals]
                return (
                    day_weights(ahead, StudyDay(today), week, due) if balanced else easy_weights(ahead, week)
                )

            interval = fuzzed(wanted, 1, 36_500, fuzz_seed(key, reps), weigh)
            low, high = constrained_bounds(wanted, 1, 36_500)
            assert low <= interval <= high
            longer.append(interval / wanted - 1)
            due[day + interval] += 1
            waiting.setdefault(day + interval, []).append((key, reps + 1, wanted))
    return done, mean(longer)


def unevenness(done):
    """The mean step from one day to the next, as a share of a day."""
    days = [count for week in zip(*done, strict=False) for count in week]
    return mean(abs(one - other) for one, other in pairwise(days)) / mean(days)


def test_balancing_halves_the_steps_from_day_to_day_and_keeps_the_intervals():
    plain, _ = flow(balanced=False)
    even, longer = flow(balanced=True)
    assert unevenness(even) < 0.65 * unevenness(plain)
    assert abs(longer) < 0.015


@pytest.mark.parametrize("balanced", [True, False])
def test_easy_days_get_their_share(balanced):
    done, longer = flow(balanced=balanced, week=(1, 1, 1, 1, 1, 0.5, 0))
    *normal, saturday, sunday = (mean(day) for day in done)
    assert 0.4 < saturday / mean(normal) < 0.7
    # What comes back after two days has no other day to go to.
    assert sunday / mean(normal) < 0.2
    assert max(normal) < 1.25 * min(normal)
    assert abs(longer) < 0.015


def drawn(weigh, wanted: int = 30) -> Counter[int]:
    return Counter(fuzzed(wanted, 1, 36_500, fuzz_seed("d/c#main", reps), weigh) for reps in range(2000))


def test_a_full_day_is_chosen_seldom_and_a_siblings_hardly_ever():
    def weigh(intervals):
        days = [MONDAY + interval for interval in intervals]
        return day_weights(days, MONDAY, NORMAL, {MONDAY + 30: 9}, {MONDAY + 31})

    found = drawn(weigh)
    assert set(found) >= {27, 28, 29, 30, 32, 33}
    assert found[30] < 0.03 * found[29]
    assert found[31] <= 1


def test_where_only_days_that_want_none_are_within_reach_one_of_them_is_taken():
    found = drawn(lambda days: day_weights([MONDAY + day for day in days], MONDAY, (0.0,) * 7, {}))
    assert set(found) == set(range(27, 34))
    assert set(drawn(lambda days: easy_weights([MONDAY + day for day in days], (0.0,) * 7))) == set(found)


def test_monday_is_the_first_of_the_week():
    from datetime import date

    week = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
    days = [date(2026, 11, 16 + n).toordinal() for n in range(7)]  # a Monday and on
    assert easy_weights(days, week) == list(week)


@given(
    st.integers(1, 20_000),
    st.integers(1, 50),
    SEEDS,
    SHARES,
    st.dictionaries(st.integers(0, 60), st.integers(0, 500)),
)
def test_a_weighted_draw_stays_within_the_bounds(wanted, shortest, seed, week, counts):
    due = {MONDAY + wanted + day - 30: count for day, count in counts.items()}

    def weigh(intervals):
        days = [MONDAY + interval for interval in intervals]
        return day_weights(days, MONDAY, week, due, set(due))

    low, high = constrained_bounds(wanted, shortest, 36_500)
    assert low <= fuzzed(wanted, shortest, 36_500, seed, weigh) <= high


@given(st.integers(3, 3_000))
def test_equal_weights_draw_as_none_do(wanted):
    low, high = constrained_bounds(wanted, 1, 36_500)
    span = high - low + 1
    for at in range(span):
        middle = (2 * at + 1) * 2**64 // (2 * span)
        assert fuzzed(wanted, 1, 36_500, middle, lambda days: [0.25] * len(days)) == low + at


def test_the_greatest_seed_draws_the_last_day():
    assert fuzzed(20, 1, 36_500, 2**64 - 1, lambda days: [1.0] * len(days)) == 23
