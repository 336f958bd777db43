"""True retention: the share of reviews passed, young and mature cards apart, over spans of days."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from quizapp.stats.figures import Retention, wilson
from quizapp.stats.rows import DayRow
from quizapp.study.model import StudyDay

SPANS = {"today": 1, "week": 7, "month": 30, "year": 365}
"""The spans in study days, each ending today."""


class Recalled(NamedTuple):
    """The retention of one span."""

    span: str
    young: Retention
    mature: Retention
    all: Retention


def true_retention(rows: Iterable[DayRow], day: StudyDay) -> tuple[Recalled, ...]:
    """The retention of each span that ends with `day`; steps of learning do not count."""
    every = tuple(rows)
    return tuple(_recalled(every, day, span, days) for span, days in SPANS.items())


def _recalled(rows: tuple[DayRow, ...], day: StudyDay, span: str, days: int) -> Recalled:
    ours = [row for row in rows if day - days < row.day <= day]
    n, passed = sum(row.reviews for row in ours), sum(row.passed for row in ours)
    mature, held = sum(row.mature for row in ours), sum(row.mature_passed for row in ours)
    return Recalled(
        span, share(days, n - mature, passed - held), share(days, mature, held), share(days, n, passed)
    )


def share(days: int, n: int, passed: int) -> Retention:
    """A share of reviews with its interval, unknown where there were none."""
    if n == 0:
        return Retention(days, 0, 0, None, None, None)
    return Retention(days, n, passed, passed / n, *wilson(passed, n))
