"""Study days, so that an evening's sitting that runs past midnight still belongs to one day."""

from __future__ import annotations

from datetime import date

from quizapp.study.model import StudyDay

_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS
_EPOCH_DAY = 719_163
"""1970-01-01 as a proleptic Gregorian ordinal."""


def study_day(at_ms: int, offset_min: int, rollover_hour: int = 4) -> StudyDay:
    """The study day of a moment: the date on a local clock set back by `rollover_hour` hours.

    `at_ms` is Unix time in milliseconds and `offset_min` the offset from UTC in minutes that was in force
    at that moment; reading the wall clock itself keeps the rollover at its hour when clocks change.
    """
    return StudyDay(_EPOCH_DAY + (_wall_ms(at_ms, offset_min) - rollover_hour * _HOUR_MS) // _DAY_MS)


def day_start_ms(day: StudyDay, offset_min: int, rollover_hour: int = 4) -> int:
    """The Unix time in milliseconds at which a study day begins, for a given offset from UTC."""
    return (day - _EPOCH_DAY) * _DAY_MS + rollover_hour * _HOUR_MS - offset_min * 60_000


def day_end_ms(at_ms: int, offset_min: int, rollover_hour: int = 4) -> int:
    """The next rollover after a moment, in Unix milliseconds, as if the offset from UTC stayed as it is."""
    today = study_day(at_ms, offset_min, rollover_hour)
    return day_start_ms(StudyDay(today + 1), offset_min, rollover_hour)


def date_of(day: StudyDay) -> date:
    """The calendar date that a study day bears."""
    return date.fromordinal(day)


def _wall_ms(at_ms: int, offset_min: int) -> int:
    return at_ms + offset_min * 60_000
