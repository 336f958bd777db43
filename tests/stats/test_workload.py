"""Cards played through: the formulas are those of the scheduler, and the days those of a plain reference."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.stats.workload import Ahead, Cost, Steps, formulas, sampled
from quizapp.stats.workload import cost as played
from quizapp.study.memory import DEFAULT_WEIGHTS, Fsrs
from quizapp.study.model import Memory, Rating
from tests.learner import FORGETFUL

STEPS = Steps(2, 1)
LONGEST = 36_500


def cost(cards, weights, retention, days, steps) -> Cost:
    return played(cards, weights, retention, days, steps, lambda place: Random(place).random)


def learner(count: int, seed: int = 1) -> list[Ahead]:
    draw = Random(seed)
    cards = []
    for _ in range(count):
        stability = min(3000.0, draw.lognormvariate(3.0, 1.2))
        interval = max(1, round(stability))
        elapsed = draw.randint(0, interval)
        cards.append(Ahead(interval - elapsed, elapsed, Memory(stability, draw.uniform(1, 10)), LONGEST))
    return cards


@pytest.mark.parametrize("weights", [DEFAULT_WEIGHTS, FORGETFUL], ids=["default", "other"])
@given(stability=st.floats(0.001, 36_500), difficulty=st.floats(1, 10), elapsed=st.integers(0, 3_000))
def test_the_formulas_are_those_of_the_scheduler(weights, stability, difficulty, elapsed):
    fsrs, memory = Fsrs(weights), Memory(stability, difficulty)
    first, passed, failed = formulas(weights)
    recall = fsrs.retrievability(memory, elapsed)
    assert first == pytest.approx(fsrs.first(Rating.GOOD), rel=1e-9)
    for formula, rating in ((passed, Rating.GOOD), (failed, Rating.AGAIN)):
        expected = fsrs.after(memory, rating, elapsed)
        assert formula(stability, difficulty, recall, elapsed) == pytest.approx(expected, rel=1e-9)


def reference(cards: list[Ahead], retention: float, days: int) -> tuple[int, int, float]:
    """The same day by day, by the scheduler itself."""
    fsrs = Fsrs(desired_retention=retention)
    reviews = answers = 0
    recalled = 0.0
    for place, card in enumerate(cards):
        draw, memory, due, last = Random(place), card.memory, card.due, -card.elapsed
        for day in range(days):
            if day != due:
                continue
            if memory is None:
                memory = fsrs.after(fsrs.first(Rating.GOOD), Rating.GOOD, 0)
                answers += 2
            else:
                reviews += 1
                answers += 1
                if draw.random() < fsrs.retrievability(memory, day - last):
                    memory = fsrs.after(memory, Rating.GOOD, day - last)
                else:
                    memory = fsrs.after(fsrs.after(memory, Rating.AGAIN, day - last), Rating.GOOD, 0)
                    answers += 1
            last, due = day, day + fsrs.interval(memory.stability)
        recalled += fsrs.retrievability(memory, days - last) if memory is not None else 0.0
    return reviews, answers, recalled


@pytest.mark.parametrize("retention", [0.7, 0.9, 0.97])
def test_days_are_those_of_a_plain_reference(retention):
    cards = [*learner(30), *(Ahead(day, 0, None, LONGEST) for day in range(0, 150, 5))]
    found = cost(cards, DEFAULT_WEIGHTS, retention, 120, STEPS)
    reviews, answers, recalled = reference(cards, retention, 120)
    assert (found.reviews, found.answers) == (reviews, answers)
    assert found.recalled == pytest.approx(recalled)


def test_a_card_that_is_due_later_costs_nothing_but_fades():
    card = Ahead(10, 5, Memory(15.0, 5.0), LONGEST)
    found = cost([card], DEFAULT_WEIGHTS, 0.9, 10, STEPS)
    assert found[:2] == (0, 0)
    assert found.recalled == pytest.approx(0.9)
    assert cost([card], DEFAULT_WEIGHTS, 0.9, 11, STEPS).reviews == 1


def test_the_longest_interval_of_each_card_holds():
    cards = [Ahead(0, 1, Memory(30_000.0, 1.0), longest) for longest in (1, 10)]
    assert cost(cards, DEFAULT_WEIGHTS, 0.7, 100, STEPS).reviews == 100 + 10


def test_a_new_card_takes_its_steps_on_its_day_and_none_beyond_the_last():
    cards = [Ahead(0, 0, None, LONGEST), Ahead(1, 0, None, LONGEST)]
    assert cost(cards, DEFAULT_WEIGHTS, 0.9, 1, Steps(3, 1))[:2] == (0, 3)


def test_more_retention_costs_more_and_gives_more():
    cards = learner(300)
    found = [cost(cards, DEFAULT_WEIGHTS, percent / 100, 365, STEPS) for percent in range(70, 100, 4)]
    assert found == sorted(found, key=lambda each: each.reviews)
    assert found == sorted(found, key=lambda each: each.recalled)
    assert found[-1].reviews > 5 * found[0].reviews


def test_a_sample_stands_for_all_whatever_their_order():
    cards = learner(2_000)
    some = sampled(cards, 500)
    assert (len(some), len(set(some))) == (500, 500)
    assert set(some) <= set(cards)
    assert sampled(cards[::-1], 500) == some
    assert sampled(cards[:500], 500) == tuple(cards[:500])
    whole = cost(cards, DEFAULT_WEIGHTS, 0.9, 200, STEPS)
    part = cost(some, DEFAULT_WEIGHTS, 0.9, 200, STEPS)
    assert part.reviews * 4 == pytest.approx(whole.reviews, rel=0.1)
    assert part.recalled * 4 == pytest.approx(whole.recalled, rel=0.02)
