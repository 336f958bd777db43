from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.stats.confidence import Calibration, SureMiss, confidence
from quizapp.stats.figures import (
    Answered,
    answered_on,
    retention,
    weakest,
    wilson,
)
from quizapp.stats.rows import AttemptsRow, CalledRow, DayRow
from quizapp.study.model import StudyDay

TODAY = StudyDay(739_000)


def test_answered_today_adds_up_over_decks():
    rows = [
        DayRow(TODAY, "a", answered=5, correct=3, new=2, duration_ms=1000),
        DayRow(TODAY, "b", answered=1, correct=1, duration_ms=10),
        DayRow(StudyDay(TODAY - 1), "a", answered=9, correct=9),
    ]
    assert answered_on(rows, TODAY) == Answered(6, 4, 2, 1010)
    assert answered_on(rows, TODAY, 2) == Answered(15, 13, 2, 1010)
    assert answered_on([], TODAY) == Answered(0, 0, 0, 0)


def test_retention_covers_thirty_days_and_says_its_n():
    rows = [
        DayRow(TODAY, "a", answered=30, correct=10, reviews=10, passed=9),
        DayRow(StudyDay(TODAY - 29), "b", reviews=10, passed=8),
        DayRow(StudyDay(TODAY - 30), "a", reviews=100),
        DayRow(StudyDay(TODAY + 1), "a", reviews=100),
    ]
    figures = retention(rows, TODAY)
    assert (figures.days, figures.n, figures.passed, figures.rate) == (30, 20, 17, 0.85)
    assert figures.low == pytest.approx(0.6396, abs=1e-4)
    assert figures.high == pytest.approx(0.9476, abs=1e-4)


def test_retention_without_reviews_is_unknown():
    figures = retention([], TODAY)
    assert (figures.n, figures.rate, figures.low, figures.high) == (0, None, None, None)


def test_weakest_are_those_most_surely_missed():
    rows = [
        AttemptsRow("once", 1, 0),
        AttemptsRow("often", 5, 1),
        AttemptsRow("mended", 20, 15),
        AttemptsRow("never-missed", 9, 9),
        AttemptsRow("unseen", 0, 0),
    ]
    assert [weak.key for weak in weakest(rows)] == ["often", "once", "mended"]
    assert len(weakest(rows, 1)) == 1


def test_lapses_then_retrievability_then_key_decide_between_equals():
    rows = [
        AttemptsRow("d", 4, 2, lapses=1),
        AttemptsRow("c", 4, 2, lapses=1, retrievability=0.9),
        AttemptsRow("b", 4, 2, lapses=1, retrievability=0.5),
        AttemptsRow("a", 4, 2, lapses=1, retrievability=0.9),
        AttemptsRow("e", 4, 2, lapses=3, retrievability=0.99),
    ]
    assert [weak.key for weak in weakest(rows)] == ["e", "b", "a", "c", "d"]


LIVE = {f"d/{name}#main" for name in "abcdefz"}


def called(name, ago=0, *, sure=False, correct=True):
    return CalledRow(f"d/{name}#main", TODAY - ago, sure, correct)


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_interval_solves_its_equation(successes, more):
    n = successes + more
    share, z = successes / n, 1.959963984540054
    low, high = wilson(successes, n)
    assert 0 <= low <= share <= high <= 1
    for end in (low, high):
        assert abs(share - end) == pytest.approx(z * math.sqrt(end * (1 - end) / n), abs=1e-7)


def test_wilson_interval_of_nothing_is_everything():
    assert wilson(0, 0) == (0.0, 1.0)


def test_answers_called_sure_are_counted_apart_from_those_called_unsure():
    found = confidence(
        [called("a", sure=True), called("a", sure=True, correct=False), called("b", correct=False)], 9, LIVE
    )
    assert found is not None
    assert (found.answers, found.sure, found.unsure) == (9, Calibration(2, 1), Calibration(1, 0))
    assert found.sure.rate == 0.5


def test_without_a_word_of_the_learner_there_is_no_confidence_and_a_silent_half_has_no_rate():
    assert confidence([], 500, LIVE) is None
    found = confidence([called("a", sure=True)], 1, LIVE)
    assert found is not None and found.unsure.rate is None and found.misses == ()


def test_cards_missed_although_sure_are_worst_first_then_latest_and_five_at_most():
    def missed(name, ago=0):
        return called(name, ago=ago, sure=True, correct=False)

    rows = [missed("f", 1), missed("e", 2), missed("d", 3), missed("c", 4), missed("b", 5), missed("a", 6)]
    found = confidence([missed("gone"), *rows, missed("a", 7), called("z", correct=False)], 20, LIVE)
    assert found is not None
    assert [miss.key for miss in found.misses] == [f"d/{name}#main" for name in "afedc"]
    assert found.misses[0] == SureMiss("d/a#main", 2, StudyDay(TODAY - 6))
