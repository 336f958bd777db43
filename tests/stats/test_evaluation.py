from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.stats.evaluation import (
    Fold,
    Step,
    constant_recall,
    folds,
    fsrs_recall,
    predictions,
    review_log,
    sm2_recall,
    walk,
)
from quizapp.study.memory import Fsrs
from quizapp.study.model import Rated, Rating, StudyDay
from tests.learner import studied

AGAIN, HARD, GOOD, EASY = Rating


def log_of(*rated: tuple[str, int, Rating]):
    return review_log(Rated(card, StudyDay(day), rating) for card, day, rating in rated)


def test_first_reviews_and_repeats_on_one_day_are_learnt_from_but_not_scored():
    log = log_of(
        ("a", 10, AGAIN), ("a", 10, GOOD), ("b", 10, GOOD), ("a", 12, AGAIN), ("a", 12, GOOD), ("a", 13, HARD)
    )
    assert log.histories["a"] == (Step(AGAIN, 0), Step(GOOD, 0), Step(AGAIN, 2), Step(GOOD, 0), Step(HARD, 1))
    assert log.reviews == 6
    first, second = log.scored
    assert (first.card, first.place, first.elapsed, first.nth, first.lapses, first.passed) == (
        *("a", 2, 2, 2, 0, False),
    )
    # The failure on the card's first day is no lapse, as in srs-benchmark; that of the second is.
    assert (second.place, second.nth, second.lapses, second.passed) == (4, 3, 1, True)


def test_a_day_before_the_last_one_counts_as_the_same_day():
    log = log_of(("a", 10, GOOD), ("a", 9, GOOD), ("a", 11, GOOD))
    assert [step.elapsed for step in log.histories["a"]] == [0, 0, 2]


def test_folds_are_those_of_a_time_series_split():
    assert folds(12, 5) == tuple(Fold(start, start + 2) for start in (2, 4, 6, 8, 10))
    # What does not go into equal parts is learnt from by the first fold.
    assert folds(17, 5) == tuple(Fold(start, start + 2) for start in (7, 9, 11, 13, 15))
    assert folds(5, 5) == ()


def test_fsrs_is_asked_before_it_learns():
    fsrs = Fsrs()
    log = log_of(("a", 1, GOOD), ("a", 4, AGAIN), ("a", 5, GOOD))
    first = fsrs.first(GOOD)
    second = fsrs.after(first, AGAIN, 3)
    assert predictions(log, Fold(0, 2), fsrs_recall(fsrs)) == [
        fsrs.retrievability(first, 3),
        fsrs.retrievability(second, 1),
    ]


def test_a_walk_asks_for_models_that_know_what_came_before_each_fold():
    log = review_log(studied(200))
    asked: list[int] = []

    def learnt(known):
        asked.append(known)
        return constant_recall(log, known)

    parts = folds(len(log.scored))
    told = walk(log, parts, learnt)
    assert asked == [fold.start for fold in parts]
    rates = [sum(each.passed for each in log.scored[: fold.start]) / fold.start for fold in parts]
    assert told == [
        rate for rate, fold in zip(rates, parts, strict=True) for _ in range(fold.start, fold.end)
    ]


@given(st.integers(1, 299), st.sampled_from([AGAIN, HARD, GOOD, EASY]))
def test_no_rating_informs_the_predictions_of_reviews_before_it_or_of_itself(place, rating):
    rated = studied(300)
    changed = [*rated[:place], rated[place]._replace(rating=rating), *rated[place + 1 :]]
    before, after = review_log(rated), review_log(changed)
    # Those that came before it and, where it is scored, itself.
    untouched = len(review_log(rated[: place + 1]).scored)
    parts = folds(len(before.scored))

    def told(log):
        models = (
            lambda known: constant_recall(log, known),
            lambda _: fsrs_recall(Fsrs()),
            lambda _: sm2_recall,
        )
        return [walk(log, parts, model) for model in models]

    seen = max(0, untouched - parts[0].start)
    for one, other in zip(told(before), told(after), strict=True):
        assert one[:seen] == other[:seen]


def test_sm2_plans_one_day_six_days_then_by_ease():
    steps = [Step(GOOD, 0), Step(GOOD, 0), Step(GOOD, 2), Step(EASY, 6), Step(AGAIN, 30), Step(GOOD, 1)]
    told = list(sm2_recall(steps))
    # Intervals 1, 6 and 15 days; Good leaves the ease at 2.5; after the failure one day again.
    assert told[2:] == pytest.approx([0.9**2, 0.9 ** (6 / 6), 0.9 ** (30 / 15), 0.9**1])


def test_sm2_makes_hard_cards_come_sooner_but_never_below_its_least_ease():
    hard = [Step(HARD, 0), *[Step(HARD, 1)] * 40, Step(GOOD, 1), Step(GOOD, 1)]
    *_, before_last, last = sm2_recall(hard)
    assert 0 < before_last <= last < 1
    easy = [Step(EASY, 0), *[Step(EASY, 1)] * 200]
    assert list(sm2_recall(easy))[-1] == pytest.approx(0.9 ** (1 / 36_500))
