"""Streaks and years, counted by hand."""

from __future__ import annotations

import pytest

from quizapp.stats.habit import REST_DAYS, Buttons, Streak, buttons, streak, studied_year
from quizapp.stats.rows import DayRow
from quizapp.study.model import StudyDay

TODAY = StudyDay(739_000)


def standing(*ago: int) -> Streak:
    return streak([TODAY - days for days in ago], TODAY)


def test_a_streak_counts_days_with_an_answer_and_bears_two_days_of_rest():
    assert REST_DAYS == 2
    assert standing(0, 1, 2) == Streak(3, 0)
    assert standing(0, 3, 4) == Streak(3, 0)
    assert standing(0, 4, 5) == Streak(1, 0)


def test_a_day_that_has_only_begun_is_no_rest():
    assert standing(1, 2) == Streak(2, 0)
    assert standing(2, 3) == Streak(2, 1)
    assert standing(3) == Streak(1, 2)
    assert standing(4, 5, 6) == Streak(0, 0)
    assert standing() == Streak(0, 0)


def test_days_after_today_which_a_broken_clock_made_do_not_count():
    assert standing(-5, -1, 0, 1) == Streak(2, 0)


def test_a_year_has_every_day_and_adds_up_over_decks():
    rows = [
        DayRow(TODAY, "a", answered=2, duration_ms=10),
        DayRow(TODAY, "b", answered=3, duration_ms=5),
        DayRow(StudyDay(TODAY - 364), "a", answered=1),
        DayRow(StudyDay(TODAY - 365), "a", answered=9),
    ]
    year = studied_year(rows, TODAY)
    assert [each.day for each in year] == list(range(TODAY - 364, TODAY + 1))
    assert (year[0].answered, year[-1].answered, year[-1].duration_ms) == (1, 5, 15)
    assert sum(each.answered for each in year) == 6


@pytest.mark.parametrize(("days", "found"), [(1, Buttons(1, 2, 3, 4)), (2, Buttons(2, 2, 3, 4))])
def test_buttons_add_up_over_the_period(days, found):
    rows = [
        DayRow(TODAY, "a", again=1, hard=1, good=3, easy=4),
        DayRow(TODAY, "b", hard=1),
        DayRow(StudyDay(TODAY - 1), "a", again=1),
        DayRow(StudyDay(TODAY + 1), "a", again=100),
    ]
    assert buttons(rows, TODAY, days) == found
