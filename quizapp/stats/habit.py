"""How steadily one studies: a streak that bears days of rest, and a year of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from quizapp.stats.rows import DayRow
from quizapp.study.model import StudyDay

REST_DAYS = 2
"""So many days in a row without an answer are rest; one more ends a streak."""

WEEK, MONTH, YEAR_DAYS = 7, 30, 365


class Streak(NamedTuple):
    """Days with an answer, counted back over rests; `rested` are the days without one since, not today."""

    days: int
    rested: int


class StudiedDay(NamedTuple):
    """What was answered on a day, and for how long."""

    day: StudyDay
    answered: int
    duration_ms: int


class Buttons(NamedTuple):
    """How often each button was pressed over some days, over cards of every phase."""

    again: int = 0
    hard: int = 0
    good: int = 0
    easy: int = 0


class Spent(NamedTuple):
    """What was answered from a day on to a last one, and for how long."""

    first: StudyDay
    last: StudyDay
    answered: int
    duration_ms: int

    @property
    def each_ms(self) -> int | None:
        """The mean time of an answer; None without any."""
        return round(self.duration_ms / self.answered) if self.answered else None


def streak(studied: Iterable[int], day: StudyDay) -> Streak:
    """The streak that stands on `day`; `studied` are the days with an answer, latest first.

    A day that has only begun is no missed one: today never ends a streak by itself.
    """
    count, before, rested = 0, int(day), 0
    for one in studied:
        if one > day:
            continue
        missed = before - one - 1
        if missed > REST_DAYS:
            break
        if not count:
            rested = max(0, missed)
        count, before = count + 1, one
    return Streak(count, rested)


def studied_year(rows: Iterable[DayRow], day: StudyDay, days: int = YEAR_DAYS) -> tuple[StudiedDay, ...]:
    """Each of the `days` days that end with `day`, first to last, over all the rows given."""
    answered: Counter[int] = Counter()
    time: Counter[int] = Counter()
    for row in rows:
        answered[row.day] += row.answered
        time[row.day] += row.duration_ms
    return tuple(StudiedDay(StudyDay(at), answered[at], time[at]) for at in range(day - days + 1, day + 1))


def buttons(rows: Iterable[DayRow], day: StudyDay, days: int) -> Buttons:
    """The ratings of the `days` study days that end with `day`."""
    ours = [row for row in rows if day - days < row.day <= day]
    return Buttons(
        sum(row.again for row in ours),
        sum(row.hard for row in ours),
        sum(row.good for row in ours),
        sum(row.easy for row in ours),
    )


def spent(rows: Iterable[DayRow], day: StudyDay, days: int) -> tuple[Spent, ...]:
    """The time of the `days` study days that end with `day`, in parts of a day, of a week or, over more than
    two months, of thirty days; the first part may be shorter."""
    every = tuple(rows)
    size = 1 if days <= WEEK else WEEK if days <= 2 * MONTH else MONTH
    parts = []
    for last in range(day, day - days, -size):
        first = max(last - size + 1, day - days + 1)
        ours = [row for row in every if first <= row.day <= last]
        answered, took = sum(row.answered for row in ours), sum(row.duration_ms for row in ours)
        parts.append(Spent(StudyDay(first), StudyDay(last), answered, took))
    return tuple(reversed(parts))
