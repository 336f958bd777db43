"""True retention and the spreads of cards, counted by hand."""

from __future__ import annotations

import pytest

from quizapp.stats.recall import true_retention
from quizapp.stats.rows import DayRow
from quizapp.stats.spread import Bar, spread
from quizapp.study.model import StudyDay

TODAY = StudyDay(739_000)


def test_each_span_holds_the_shorter_ones_and_young_and_mature_make_all():
    rows = [
        DayRow(TODAY, "a", reviews=10, passed=9, mature=4, mature_passed=4),
        DayRow(StudyDay(TODAY - 6), "b", reviews=10, passed=5, mature=2, mature_passed=1),
        DayRow(StudyDay(TODAY - 7), "a", reviews=20, passed=20),
        DayRow(StudyDay(TODAY - 364), "a", reviews=60, passed=46, mature=60, mature_passed=46),
        DayRow(StudyDay(TODAY - 365), "a", reviews=1000),
    ]
    found = {each.span: each for each in true_retention(rows, TODAY)}
    assert list(found) == ["today", "week", "month", "year"]
    counts = {span: (each.young.n, each.mature.n, each.all.n) for span, each in found.items()}
    assert counts == {"today": (6, 4, 10), "week": (14, 6, 20), "month": (34, 6, 40), "year": (34, 66, 100)}
    assert (found["today"].young.passed, found["today"].mature.rate) == (5, 1.0)
    assert (found["year"].all.rate, found["week"].all.rate) == (0.8, 0.7)
    assert found["year"].all.low == pytest.approx(0.7112, abs=1e-4)
    assert found["year"].all.high == pytest.approx(0.8666, abs=1e-4)


def test_a_span_without_reviews_is_unknown():
    (today, *_) = true_retention([DayRow(TODAY, "a", answered=3)], TODAY)
    assert (today.all.n, today.all.rate, today.young.low) == (0, None, None)


def test_bars_hold_what_falls_between_their_bounds():
    assert spread((0, 10, 20), (9, 4, 1)) == (Bar(0, 10, 5), Bar(10, 20, 3), Bar(20, None, 1))
