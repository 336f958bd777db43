"""Attempts and ratings are counted by day, deck and age of a card."""

from __future__ import annotations

import pytest

from quizapp.errors import QuizError
from quizapp.store.history import History
from quizapp.store.model import DaySum
from quizapp.study.model import New, StudyDay
from tests.store.making import CARD, DAY_MS, NOON_DAY, NOON_MS, HandClock, answer, attempt, event, review
from tests.store.rows import day_sum, row


def test_day_sums_tell_new_young_and_mature_apart(history: History, clock: HandClock) -> None:
    answer(history, due=NOON_DAY + 20, interval=20)
    assert day_sum(history) == DaySum(
        NOON_DAY, "deck", answered=1, correct=1, new=1, reviews=1, passed=1, duration_ms=1000
    )
    clock.at_ms += DAY_MS
    answer(history, due=NOON_DAY + 30, interval=21)
    answer(history, rating=1)
    assert day_sum(history, NOON_DAY + 1) == DaySum(
        StudyDay(NOON_DAY + 1),
        "deck",
        answered=2,
        correct=2,
        reviews=2,
        passed=1,
        young_reviews=1,
        young_passed=1,
        mature_reviews=1,
        duration_ms=2000,
    )


def test_day_sums_count_ratings_of_every_button(history: History) -> None:
    for rating in (1, 2, 2, 3, 4):
        answer(history, rating=rating)
    told = day_sum(history)
    good = told.passed - told.hard - told.easy
    assert (told.reviews - told.passed, told.hard, good, told.easy) == (1, 2, 1, 1)
    history.undo()
    assert (day_sum(history).hard, day_sum(history).easy, history.verify()) == (2, 0, ())


def test_totals_of_a_day_add_up_its_decks(history: History, clock: HandClock) -> None:
    answer(history, rating=2)
    answer(history, "other/1#main", rating=4)
    clock.at_ms += DAY_MS
    answer(history)
    first, second = history.day_totals(1, 10**6)
    assert (first.day, first.deck, first.answered, first.hard, first.easy) == (NOON_DAY, "", 2, 1, 1)
    assert second.answered == 1
    assert history.day_totals(1, 10**6, "other") == history.day_sums(NOON_DAY, NOON_DAY)[1:]
    assert history.day_totals(1, NOON_DAY - 1) == ()


def test_days_without_an_answer_are_not_studied(history: History, clock: HandClock) -> None:
    answer(history)
    clock.at_ms += 2 * DAY_MS
    answer(history)
    assert history.studied_days(NOON_DAY + 9) == (NOON_DAY + 2, NOON_DAY)
    assert history.studied_days(NOON_DAY + 1) == (NOON_DAY,)


def test_ratings_within_steps_are_neither_young_nor_mature(history: History) -> None:
    body = {"rating": 3, "after": {"phase": "learning", "step": 0, "due_ms": NOON_MS + 60_000}}
    history.append(event("review", CARD, body), event("review", CARD, body))
    told = day_sum(history)
    assert (told.reviews, told.new, told.young_reviews, told.mature_reviews) == (2, 1, 0, 0)


def test_a_quiz_counts_as_answers_and_leaves_the_schedule_alone(history: History) -> None:
    history.append(attempt(mode="quiz", outcome="wrong"), attempt(mode="exam"), attempt(mode="cram"))
    assert (day_sum(history).answered, day_sum(history).reviews) == (3, 0)
    assert row(history).state == New()
    assert history.unfinished() is None


def test_an_override_changes_what_the_attempt_counts_for(history: History) -> None:
    (tried,) = history.append(attempt(outcome="wrong"))
    made = history.override(tried.id, outcome="correct", score=1.0)
    assert history.override_of(tried.id) == made
    assert (made.target, made.action) == (tried.id, tried.action)
    assert (day_sum(history).correct, row(history).correct, row(history).last_outcome) == (1, 1, "correct")
    with pytest.raises(QuizError, match="no-such-attempt"):
        history.override("nothing", outcome="correct", score=1.0)


@pytest.mark.parametrize(("rating", "correct", "outcome"), [(1, 0, "wrong"), (2, 1, "correct")])
def test_a_self_marked_attempt_is_correct_if_its_rating_passes(
    history: History, rating: int, correct: int, outcome: str
) -> None:
    (tried,) = history.append(attempt(outcome="revealed"))
    assert row(history).last_outcome == "revealed"
    history.append(review(rating=rating, target=tried.id))
    assert (day_sum(history).correct, row(history).correct) == (correct, correct)
    assert row(history).last_outcome == outcome


def test_a_self_marked_attempt_counts_once_however_often_it_is_rated(history: History) -> None:
    (tried,) = history.append(attempt(outcome="revealed"))
    history.append(review(target=tried.id))
    history.append(review(target=tried.id))
    assert (row(history).correct, day_sum(history).correct) == (1, 1)
    assert history.verify() == ()


def test_an_override_of_a_self_marked_attempt_outweighs_its_rating(history: History) -> None:
    (tried,) = history.append(attempt(outcome="revealed"))
    history.override(tried.id, outcome="wrong", score=0.0)
    history.append(review(target=tried.id))
    assert (row(history).correct, row(history).last_outcome) == (0, "wrong")
    assert history.verify() == ()


def test_an_override_to_an_unknown_outcome_is_ignored(history: History) -> None:
    (tried,) = history.append(attempt(outcome="wrong"))
    history.override(tried.id, outcome="brilliant", score=2.0)
    assert history.override_of(tried.id) is None
    assert row(history).last_outcome == "wrong"


def test_a_self_marked_attempt_may_be_rated_under_the_new_name_of_its_card(history: History) -> None:
    (tried,) = history.append(attempt("deck/old#main", outcome="revealed"))
    history.append(event("alias", CARD, {"from": "deck/old#main"}))
    history.append(review(target=tried.id))
    assert (row(history).correct, history.unfinished()) == (1, None)
    assert history.verify() == ()


def test_the_median_is_of_the_last_timed_attempts_of_a_kind(history: History) -> None:
    assert history.medians("short") == (0, None)
    history.append(*(attempt(duration_ms=ms) for ms in (9_000, 1_000, 2_000, 0)))
    history.append(attempt(kind="date", duration_ms=50_000))
    assert history.medians("short") == (3, 2_000)
    history.append(attempt(duration_ms=500_000))
    assert history.medians("short") == (4, 5_500)
    history.undo()
    assert history.medians("short") == (3, 2_000)
    history.append(*(attempt(duration_ms=7_000) for _ in range(200)))
    assert history.medians("short") == (200, 7_000)
