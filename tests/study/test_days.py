from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from quizapp.study.days import date_of, day_end_ms, day_start_ms, study_day
from quizapp.study.model import StudyDay

HOUR_MS = 3_600_000
START = datetime(2024, 3, 30, tzinfo=UTC)


def at(text: str) -> tuple[int, int]:
    moment = datetime.fromisoformat(text)
    offset = moment.utcoffset()
    assert offset is not None
    return int(moment.timestamp() * 1000), int(offset.total_seconds()) // 60


def day_at(text: str, rollover_hour: int = 4) -> date:
    return date_of(study_day(*at(text), rollover_hour))


def test_day_turns_at_four_by_the_local_clock():
    assert day_at("2024-06-05T03:59:59.999+02:00") == date(2024, 6, 4)
    assert day_at("2024-06-05T04:00:00+02:00") == date(2024, 6, 5)
    assert day_at("2024-06-06T03:00:00+02:00") == date(2024, 6, 5)
    assert day_at("2024-06-05T00:00:00-08:00", rollover_hour=0) == date(2024, 6, 5)


def test_day_turns_at_four_when_clocks_change_in_between():
    assert day_at("2024-03-31T03:59:00+02:00") == date(2024, 3, 30)
    assert day_at("2024-03-31T04:00:00+02:00") == date(2024, 3, 31)
    assert day_at("2024-10-27T03:59:00+01:00") == date(2024, 10, 26)
    assert day_at("2024-10-27T04:00:00+01:00") == date(2024, 10, 27)


def test_moments_before_1970_have_their_day_too():
    assert day_at("1969-12-31T23:59:59+00:00") == date(1969, 12, 31)


@given(
    start=st.integers(0, 96),
    changes=st.lists(st.sampled_from([-60, -30, 30, 60]), max_size=4),
    rollover_hour=st.integers(0, 23),
    steps_min=st.lists(st.integers(1, 300), max_size=60),
)
def test_days_never_go_back_while_clocks_change_on_the_hour(start, changes, rollover_hour, steps_min):
    """A zone that shifts at whole local hours, as those in use do, an hour or half an hour at a time."""
    transitions: list[tuple[datetime, int]] = []
    moment, offset = START + timedelta(hours=start), 60
    for change in changes:
        offset += change
        transitions.append((moment - timedelta(minutes=(offset - change) % 60), offset))
        moment += timedelta(days=1, hours=5)
    now, days = START, []
    for step in steps_min:
        now += timedelta(minutes=step)
        current = next((shift for since, shift in reversed(transitions) if since <= now), 60)
        days.append(study_day(int(now.timestamp() * 1000), current, rollover_hour))
    assert days == sorted(days)


@given(st.integers(-(10**13), 10**13), st.integers(-14 * 60, 14 * 60), st.integers(0, 23))
def test_day_holds_the_moments_from_its_start_to_its_end(at_ms, offset_min, rollover_hour):
    day = study_day(at_ms, offset_min, rollover_hour)
    start = day_start_ms(day, offset_min, rollover_hour)
    end = day_end_ms(at_ms, offset_min, rollover_hour)
    assert start <= at_ms < end
    assert end - start == 24 * HOUR_MS
    assert study_day(start, offset_min, rollover_hour) == day
    assert study_day(end, offset_min, rollover_hour) == StudyDay(day + 1)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)), st.integers(-14 * 4, 14 * 4))
def test_day_is_the_date_of_a_clock_set_back_to_the_rollover(naive, quarters):
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=15 * quarters)))
    at_ms = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    assert date_of(study_day(at_ms, 15 * quarters)) == (naive - timedelta(hours=4)).date()
