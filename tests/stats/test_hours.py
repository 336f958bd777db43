"""Hours of the day, parts of a period, and predictions against what came of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from quizapp.stats.foretold import bands, whole
from quizapp.stats.habit import spent
from quizapp.stats.hours import hours
from quizapp.stats.rows import DayRow
from quizapp.study.model import StudyDay

DAY = StudyDay(1000)


def test_every_hour_is_told_and_an_empty_one_has_no_rate() -> None:
    found = hours([(7, 4, 3, 9000)])
    assert [each.hour for each in found] == list(range(24))
    assert (found[7].rate, found[7].duration_ms, found[8].rate) == (0.75, 9000, None)
    assert found[7].low < 0.75 < found[7].high and (found[8].low, found[8].high) == (0.0, 1.0)


def test_bands_add_up_and_bound_what_passed() -> None:
    found = bands([(49, 1, 0, 0.49), (50, 1, 1, 0.5), (90, 8, 7, 7.4), (94, 2, 2, 1.9), (100, 1, 1, 1.0)])
    told = {(band.low, band.high): (band.n, band.passed) for band in found if band.n}
    assert told == {(0, 0.5): (1, 0), (0.5, 0.6): (1, 1), (0.9, 0.95): (10, 9), (0.95, 1.0): (1, 1)}
    (nine,) = [band for band in found if band.low == 0.9]
    assert nine.predicted == pytest.approx(0.93) and nine.rate == 0.9
    assert nine.at_least < 0.9 < nine.at_most
    every = whole(found)
    assert (every.n, every.passed) == (13, 11) and every.predicted == pytest.approx(11.29 / 13)


def test_no_review_has_neither_prediction_nor_rate() -> None:
    assert whole(bands([])) == whole(()) and (whole(()).predicted, whole(()).rate) == (None, None)


@pytest.mark.parametrize(("days", "size", "parts"), [(7, 1, 7), (30, 7, 5), (365, 30, 13)])
def test_time_is_told_in_parts_that_cover_the_period(days: int, size: int, parts: int) -> None:
    rows = [DayRow(StudyDay(day), "", answered=2, duration_ms=5000) for day in range(DAY - 400, DAY + 1)]
    found = spent(rows, DAY, days)
    assert len(found) == parts and found[-1].last == DAY and found[-1].first == DAY - size + 1
    assert found[0].first == DAY - days + 1
    assert sum(part.answered for part in found) == 2 * days and {part.each_ms for part in found} == {2500}
    assert all(before.last + 1 == after.first for before, after in pairwise(found))
    assert spent([], DAY, days)[0].each_ms is None
