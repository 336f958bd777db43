"""Sittings under clocks that jump: summer time, journeys, midnight, the rollover, a clock gone wrong."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from quizapp.clock import Instant
from quizapp.errors import QuizError
from quizapp.settings import Settings
from quizapp.study.days import date_of
from quizapp.study.model import Rating, Scheduled, StudyDay
from quizapp.workspace.model import Answered, Done, Scope, Waiting
from quizapp.workspace.quarantine import bring_back, set_aside
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import Desk, answer, answer_all, short

PARIS = ZoneInfo("Europe/Paris")


class WallClock:
    """A clock that shows what a wall does, where its owner is."""

    def __init__(self) -> None:
        self.at_ms = 0
        self._zone = PARIS

    def now(self) -> Instant:
        offset = datetime.fromtimestamp(self.at_ms / 1000, self._zone).utcoffset()
        assert offset is not None
        return Instant(self.at_ms, int(offset.total_seconds()) // 60)

    def show(self, wall: str, zone: str = "Europe/Paris", fold: int = 0) -> None:
        self._zone = ZoneInfo(zone)
        moment = datetime.fromisoformat(wall).replace(tzinfo=self._zone, fold=fold)
        self.at_ms = int(moment.timestamp() * 1000)


@pytest.fixture
def wall(desk: Desk) -> WallClock:
    desk.clock = WallClock()  # type: ignore[assignment]
    assert isinstance(desk.clock, WallClock)
    return desk.clock


def opened(desk: Desk, cards: int = 1, **settings: object) -> Workspace:
    desk.settings = Settings(**{"learning_steps": (), **settings})  # type: ignore[arg-type]
    desk.write("d", {f"k{number}": short() for number in range(cards)})
    return desk.open()


def asked(workspace: Workspace, rating: Rating = Rating.GOOD) -> list[str]:
    """What a sitting asks, each answered once."""
    sitting = workspace.sitting(Scope())
    keys = answer_all(sitting, rating)
    sitting.close()
    return keys


def state(workspace: Workspace, key: str = "d/k0#main") -> Scheduled:
    found = workspace.history.memory((key,))[key].state
    assert isinstance(found, Scheduled)
    return found


@pytest.mark.parametrize("first", ["2024-03-30", "2024-10-26"], ids=["forward", "back"])
def test_a_day_begins_at_four_by_the_wall_when_the_clocks_change(
    desk: Desk, wall: WallClock, first: str
) -> None:
    wall.show(f"{first}T20:00")
    workspace = opened(desk, new_limit=1, cards=2)
    assert asked(workspace, Rating.AGAIN) == ["d/k0#main"]
    assert date_of(state(workspace).due).isoformat() > first
    second = f"{first[:8]}{int(first[8:]) + 1}"
    for before in (f"{first}T23:59", f"{second}T00:30", f"{second}T03:59"):
        wall.show(before)
        assert asked(workspace) == []
    wall.show(f"{second}T04:01")
    assert sorted(asked(workspace)) == ["d/k0#main", "d/k1#main"]


def test_the_hour_that_comes_twice_is_one_study_day(desk: Desk, wall: WallClock) -> None:
    wall.show("2024-10-27T02:30")
    workspace = opened(desk, new_limit=1, cards=3)
    assert len(asked(workspace)) == 1
    wall.show("2024-10-27T02:10", fold=1)
    assert asked(workspace) == []
    wall.show("2024-10-27T04:01")
    assert len(asked(workspace)) == 1


@pytest.mark.parametrize(
    ("at", "later", "phase_of_day"),
    [("23:59", "T00:10", "same"), ("03:45", "T03:56", "same"), ("03:55", "T04:01", "next")],
)
def test_a_step_comes_back_the_same_night_unless_it_reaches_past_the_rollover(
    desk: Desk, wall: WallClock, at: str, later: str, phase_of_day: str
) -> None:
    night = "2024-06-05" if at == "23:59" else "2024-06-06"
    wall.show(f"{night}T{at}")
    workspace = opened(desk, learning_steps=(600,), learn_ahead_minutes=0)
    sitting = workspace.sitting(Scope())
    answer(sitting, Rating.AGAIN)
    if phase_of_day == "next":
        assert isinstance(sitting.moment, Done)
    wall.show(f"2024-06-06{later}")
    sitting.tick()
    sitting.close()
    assert asked(workspace) == ["d/k0#main"]


@pytest.mark.parametrize(("at", "day"), [("03:59", "2024-06-05"), ("04:01", "2024-06-06")])
def test_a_minute_before_four_is_still_the_day_before(desk: Desk, wall: WallClock, at: str, day: str) -> None:
    wall.show(f"2024-06-06T{at}")
    workspace = opened(desk)
    asked(workspace)
    assert date_of(state(workspace).last_day).isoformat() == day


def test_a_step_in_the_hour_that_is_given_back_belongs_to_the_night(desk: Desk, wall: WallClock) -> None:
    wall.show("2024-10-27T01:00")
    workspace = opened(desk, learning_steps=(600,), learn_ahead_minutes=0)
    sitting = workspace.sitting(Scope())
    wall.show("2024-10-27T02:55", fold=1)
    answer(sitting, Rating.AGAIN)
    assert isinstance(sitting.moment, Waiting), "the day ends at four by the wall, 25 hours after it began"
    wall.show("2024-10-27T03:05")
    sitting.tick()
    assert answer(sitting, Rating.EASY) == "d/k0#main"
    assert isinstance(sitting.moment, Done)


def test_a_journey_westwards_loses_no_card(desk: Desk, wall: WallClock) -> None:
    wall.show("2024-06-06T09:00", "Pacific/Auckland")
    workspace = opened(desk, cards=3, new_limit=2)
    assert len(asked(workspace, Rating.AGAIN)) == 2
    wall.show("2024-06-05T20:00", "America/Los_Angeles")  # an hour and a calendar day back
    assert date_of(workspace.today()).isoformat() == "2024-06-05"
    new = asked(workspace, Rating.GOOD)
    assert new == ["d/k2#main"]
    wall.show("2024-06-07T09:00", "America/Los_Angeles")
    assert set(asked(workspace)) >= {"d/k0#main", "d/k1#main"}
    assert workspace.history.verify() == ()


def test_a_journey_eastwards_brings_the_next_day_and_its_limits(desk: Desk, wall: WallClock) -> None:
    wall.show("2024-06-05T12:00", "America/Los_Angeles")
    workspace = opened(desk, cards=3, new_limit=1)
    assert len(asked(workspace)) == 1
    wall.show("2024-06-06T12:00", "Pacific/Auckland")
    assert len(asked(workspace)) == 1


def test_a_clock_set_back_in_mid_sitting_keeps_the_order_of_the_log(desk: Desk, wall: WallClock) -> None:
    wall.show("2024-06-06T12:00")
    workspace = opened(desk, cards=4)
    sitting = workspace.sitting(Scope())
    answer(sitting)
    wall.show("2024-06-06T09:00")
    answer(sitting)
    wall.show("2024-06-05T12:00")
    answered = answer_all(sitting)
    times = [event.at_ms for event in workspace.history.events()]
    assert times == sorted(set(times))
    assert len(answered) == len(set(answered)) == 2
    assert workspace.history.verify() == ()


def test_a_clock_years_ahead_is_not_obeyed_once_it_is_right_again(desk: Desk, wall: WallClock) -> None:
    wall.show("2024-06-06T12:00")
    workspace = opened(desk, cards=3, new_limit=1)
    asked(workspace, Rating.AGAIN)
    before = state(workspace)
    wall.show("2031-01-01T12:00")
    assert sorted(asked(workspace, Rating.EASY)) == ["d/k0#main", "d/k1#main"]
    wall.show("2024-06-06T13:00")
    with pytest.raises(QuizError, match="history-ahead"):
        workspace.sitting(Scope())
    assert set_aside(workspace) == (2, date(2031, 1, 1).toordinal(), False)
    assert state(workspace) == before
    assert asked(workspace) == []
    wall.show("2024-06-07T12:00")
    assert sorted(asked(workspace)) == ["d/k0#main", "d/k1#main"]
    last = list(workspace.history.events())[-1]
    assert datetime.fromtimestamp(last.at_ms / 1000, PARIS).isoformat()[:16] == "2024-06-07T12:00"
    assert workspace.history.verify() == ()


def test_a_clock_years_behind_costs_nothing_once_it_is_set_right(desk: Desk, wall: WallClock) -> None:
    wall.show("2024-06-06T12:00")
    workspace = opened(desk, cards=2, new_limit=1)
    asked(workspace)
    before, head = state(workspace), workspace.history.head()
    wall.show("2010-01-01T00:01")
    for _ in range(2):
        with pytest.raises(QuizError, match="history-ahead"):
            workspace.sitting(Scope())
        assert workspace.home().ahead == (1, date(2024, 6, 6).toordinal(), False)
    assert (state(workspace), workspace.history.head()) == (before, head)
    wall.show("2024-06-07T12:00")
    assert workspace.home().ahead is None
    assert asked(workspace) == ["d/k1#main"]


def test_good_answers_set_aside_by_a_wrong_clock_come_back(desk: Desk, wall: WallClock) -> None:
    wall.show("2024-06-06T12:00")
    workspace = opened(desk, cards=2, new_limit=1)
    asked(workspace)
    before = state(workspace)
    wall.show("2010-01-01T00:01")
    assert set_aside(workspace) is not None
    assert asked(workspace) == ["d/k0#main"]
    wall.show("2024-06-07T12:00")
    assert bring_back(workspace) == 1
    assert state(workspace)._replace(memory=before.memory, reps=1) == before
    assert asked(workspace) == ["d/k1#main"]
    assert workspace.history.verify() == ()


def test_a_clock_put_right_in_mid_sitting_loses_no_answer(desk: Desk, wall: WallClock) -> None:
    wall.show("2031-01-01T12:00")
    workspace = opened(desk, cards=3)
    sitting = workspace.sitting(Scope())
    answer(sitting)
    wall.show("2024-06-06T12:00")
    assert len(answer_all(sitting)) == 2
    sitting.close()
    assert len(list(workspace.history.memories())) == 3
    with pytest.raises(QuizError, match="history-ahead"):
        workspace.sitting(Scope())


def test_no_change_of_zone_or_summer_time_is_taken_for_a_wrong_clock(desk: Desk, wall: WallClock) -> None:
    wall.show("2024-06-06T12:00", "Pacific/Kiritimati")
    workspace = opened(desk, cards=3, new_limit=1)
    asked(workspace)
    stood = wall.at_ms
    for zone in ("Pacific/Honolulu", "Europe/Paris"):
        wall.show("2024-06-06T12:00", zone)
        asked(workspace)
    wall.at_ms = stood - 26 * 3_600_000  # whoever turns the clock itself, not the zone
    asked(workspace)
    assert workspace.home().ahead is None


def test_a_day_that_begins_while_waiting_draws_the_queue_anew(desk: Desk, wall: WallClock) -> None:
    wall.show("2024-06-06T03:30")
    workspace = opened(desk, cards=2, new_limit=1, learning_steps=(1200,), learn_ahead_minutes=0)
    sitting = workspace.sitting(Scope())
    answer(sitting, Rating.AGAIN)
    wall.show("2024-06-06T04:05")
    sitting.tick()
    assert sorted(answer_all(sitting, Rating.EASY)) == ["d/k0#main", "d/k1#main"]


@pytest.mark.parametrize("night", ["2024-03-31", "2024-10-27"], ids=["forward", "back"])
def test_the_rollover_of_a_night_that_changes_clocks_reaches_a_sitting(
    desk: Desk, wall: WallClock, night: str
) -> None:
    wall.show(f"{night}T01:30")
    workspace = opened(desk, cards=4, new_limit=2)
    sitting = workspace.sitting(Scope())
    answer(sitting)
    wall.show(f"{night}T03:59")
    answer(sitting)
    assert isinstance(sitting.moment, Done)
    wall.show(f"{night}T04:00")
    sitting.close()
    assert len(asked(workspace)) == 2


@pytest.mark.parametrize(
    ("before", "after", "zone"),
    [
        ("2024-06-06T03:59", "2024-06-06T04:00", "Europe/Paris"),
        ("2024-03-31T03:59", "2024-03-31T04:00", "Europe/Paris"),
        ("2024-10-27T03:59", "2024-10-27T04:00", "Europe/Paris"),
        ("2024-06-06T20:00", "2024-06-07T09:00", "Pacific/Auckland"),
    ],
    ids=["ordinary", "forward", "back", "journey"],
)
def test_a_day_that_begins_between_preview_and_answer_is_the_day_of_the_answer(
    desk: Desk, wall: WallClock, before: str, after: str, zone: str
) -> None:
    wall.show(before)
    workspace = opened(desk, cards=1)
    sitting = workspace.sitting(Scope())
    sitting.submit("oui")
    assert isinstance(sitting.moment, Answered)
    preview = sitting.moment.futures[Rating.GOOD - 1].state
    assert isinstance(preview, Scheduled)
    wall.show(after, zone)
    sitting.rate(Rating.GOOD)
    due, last_day = StudyDay(preview.due + 1), StudyDay(preview.last_day + 1)
    assert state(workspace) == preview._replace(due=due, last_day=last_day)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2024-06-05T23:59", "2024-06-05"),
        ("2024-06-06T00:00", "2024-06-05"),
        ("2024-03-31T03:59", "2024-03-30"),
        ("2024-03-31T04:01", "2024-03-31"),
        ("2024-10-27T03:59", "2024-10-26"),
        ("2024-10-27T04:01", "2024-10-27"),
    ],
)
def test_an_answer_counts_on_the_study_day_of_the_wall(
    desk: Desk, wall: WallClock, at: str, day: str
) -> None:
    wall.show(at)
    workspace = opened(desk)
    asked(workspace)
    assert date_of(state(workspace).last_day).isoformat() == day
    assert [date_of(row.day).isoformat() for row in workspace.history.day_sums(1, 10**6)] == [day]
