"""What a clock years ahead has written is set aside as one action, and can be brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.store import log, quarantine
from quizapp.store.history import History
from quizapp.store.model import EventKind, MemoryRow
from quizapp.store.quarantine import AHEAD_MS
from quizapp.study.days import date_of
from quizapp.study.model import New
from tests.store.making import (
    CARD,
    DAY_MS,
    NOON_DAY,
    NOON_MS,
    HandClock,
    action,
    answer,
    attempt,
    event,
    raw,
    stored_and_replayed,
)

YEARS_MS = 7 * 365 * DAY_MS


def rows(history: History) -> dict[str, MemoryRow]:
    return {row.card: row for row in history.memories()}


def everything(history: History) -> object:
    return rows(history), history.day_sums(1, 10**6), history.unfinished(), history.parameters()


def all_that_a_learner_does(history: History) -> None:
    answer(history, "deck/1#main", rating=1)
    answer(history, "deck/new#main")
    for kind, body in (
        ("suspend", {"on": True}),
        ("bury", {"until": 999_999}),
        ("flag", {"flag": 2}),
        ("due", {"due": 999_999}),
        ("reset", {}),
        ("leech", {"lapses": 8}),
        ("almost", {"response": "x", "kind": "short"}),
    ):
        history.append(event(kind, f"deck/{kind}#main", body))
    history.append(event("alias", "deck/renamed#main", {"from": "deck/2#main"}))
    history.append(attempt("deck/3#main", mode="quiz"), attempt("deck/4#main", outcome="revealed"))


def test_the_schedule_becomes_what_it_was_and_comes_back_whole(folder: Path, clock: HandClock) -> None:
    with History.open(folder, clock=clock) as history:
        for number in range(1, 5):
            answer(history, f"deck/{number}#main")
        before = everything(history)
        clock.at_ms += YEARS_MS
        all_that_a_learner_does(history)
        after = everything(history)
        clock.at_ms = NOON_MS + 60_000
        found = history.settle(quarantine.set_aside)
        assert found is not None
        assert found.actions == 12
        assert date_of(found.last).isoformat() == "2030-11-13"
        assert everything(history) == before
        assert history.verify() == ()
        assert len({one.action for one in history.events() if one.at_ms == clock.at_ms}) == 1
    with History.open(folder, clock=clock) as history:
        assert history.settle(quarantine.bring_back) == 12
        assert everything(history) == after
        assert history.verify() == ()
        assert history.settle(quarantine.bring_back) == 0


def test_what_was_undone_under_the_wrong_clock_stands_again(history: History, clock: HandClock) -> None:
    answer(history, "deck/1#main")
    answer(history, "deck/2#main")
    history.undo()
    before = everything(history)
    clock.at_ms += YEARS_MS
    history.redo()
    history.undo()
    history.undo()
    answer(history, "deck/3#main")
    history.undo()
    clock.at_ms = NOON_MS
    assert history.settle(quarantine.set_aside) is not None
    assert everything(history) == before


def test_time_goes_on_from_the_present(history: History, clock: HandClock) -> None:
    answer(history, "deck/1#main")
    clock.at_ms += YEARS_MS
    answer(history, "deck/2#main")
    clock.at_ms = NOON_MS + 1000
    assert history.settle(quarantine.set_aside) is not None
    assert history.ahead() is None
    with history.writing("study"):
        assert answer(history, "deck/3#main").at_ms <= NOON_MS + 1001
    assert history.undo() is not None
    undone = history.undo()
    assert undone is not None
    assert undone.cards == ("deck/1#main",)


def test_nobody_writes_with_the_lock_while_something_lies_ahead(history: History, clock: HandClock) -> None:
    answer(history)
    clock.at_ms -= YEARS_MS
    with pytest.raises(QuizError) as refused, history.writing("study"):
        raise AssertionError("it was let in")
    assert refused.value.code == "history-ahead"
    assert refused.value.params == {"n": "1", "last": "2023-11-15", "today": "2016-11-16"}
    clock.at_ms += YEARS_MS
    with history.writing("study"):
        answer(history)


def test_a_refusal_writes_nothing_and_lets_go_of_the_lock(history: History, clock: HandClock) -> None:
    answer(history)
    head, before = history.head(), everything(history)
    clock.at_ms -= YEARS_MS
    for _ in range(2):
        with pytest.raises(QuizError) as refused, history.writing("study"):
            raise AssertionError("it was let in")
        assert refused.value.code == "history-ahead"
    assert (history.head(), everything(history)) == (head, before)


@pytest.mark.parametrize(
    "back_ms",
    [1, 3_600_000, 26 * 3_600_000, AHEAD_MS],
    ids=["a tick", "summer time", "UTC+14 to UTC-12 by hand", "two days"],
)
def test_small_steps_back_are_nobodys_business(history: History, clock: HandClock, back_ms: int) -> None:
    last = answer(history)
    clock.at_ms = last.at_ms - back_ms
    assert history.ahead() is None
    with history.writing("study"):
        next_one = answer(history)
    assert last.at_ms < next_one.at_ms < last.at_ms + 10
    clock.at_ms = next_one.at_ms - back_ms
    assert history.settle(quarantine.set_aside) is None


def test_two_days_and_a_tick_are_doubted(history: History, clock: HandClock) -> None:
    clock.at_ms = answer(history).at_ms - AHEAD_MS - 1
    assert history.ahead() is not None


def test_quarantines_are_brought_back_one_by_one_the_latest_first(history: History, clock: HandClock) -> None:
    states = [everything(history)]
    for number in range(3):
        clock.at_ms = NOON_MS + YEARS_MS
        for _ in range(number + 1):
            answer(history, f"deck/{number}#main")
        states.append(everything(history))
        clock.at_ms = NOON_MS
        assert history.settle(quarantine.set_aside) is not None
        assert everything(history) == states[0]
    assert [history.settle(quarantine.bring_back) for _ in range(4)] == [3, 2, 1, 0]
    assert len(rows(history)) == 3


def test_what_was_brought_back_is_set_aside_again(history: History, clock: HandClock) -> None:
    before = everything(history)
    answer(history)
    clock.at_ms -= YEARS_MS
    for _ in range(3):
        found = history.settle(quarantine.set_aside)
        assert found is not None
        assert (found.actions, everything(history)) == (1, before)
        assert history.settle(quarantine.bring_back) == 1
        assert rows(history)[CARD].attempts == 1


def test_a_quarantine_survives_reopening_and_replay(folder: Path, clock: HandClock) -> None:
    with History.open(folder, clock=clock) as history:
        answer(history)
        clock.at_ms -= YEARS_MS
        assert history.settle(quarantine.set_aside) is not None
    stored, replayed = stored_and_replayed(folder)
    assert stored == replayed
    with History.open(folder, clock=clock) as history:
        assert isinstance(history.memory([CARD])[CARD].state, New)
        assert sum(1 for _ in history.export_lines()) == 3


def test_changes_by_a_quarantine_are_reported(history: History, clock: HandClock) -> None:
    answer(history, "deck/past#main")
    clock.at_ms += YEARS_MS
    for number in range(5):
        answer(history, f"deck/{number}#main")
    clock.at_ms = NOON_MS
    for settle in (quarantine.set_aside, quarantine.bring_back):
        head = history.head()
        history.settle(settle)
        assert history.cards_changed_since(head) == {f"deck/{number}#main" for number in range(5)}


def test_an_exam_of_the_wrong_clock_is_not_under_way(history: History, clock: HandClock) -> None:
    clock.at_ms += YEARS_MS
    group = action()
    history.append(event(EventKind.EXAM_START, None, {"minutes": 9}, group=group))
    assert history.exam_under_way() is not None
    clock.at_ms = NOON_MS
    assert history.settle(quarantine.set_aside) is not None
    assert history.exam_under_way() is None
    assert history.exam_starts() == ()


def test_a_forged_date_beyond_the_calendar_is_still_told(
    history: History, folder: Path, clock: HandClock
) -> None:
    forged = event("flag", CARD, {"flag": 1})
    with raw(folder) as connection:
        log.insert(connection, forged, device="x", seq=1, at_ms=2**50, offset_min=0, day=NOON_DAY)
    found = history.ahead()
    assert found is not None
    assert date_of(found.last).isoformat() == "9999-12-31"
    assert history.settle(quarantine.set_aside) == found
    assert answer(history).at_ms <= clock.at_ms + 1


def test_a_quarantine_is_no_entry_to_set_aside(history: History, clock: HandClock) -> None:
    """Said under a clock that was wrong, too, it holds all the same."""
    before = everything(history)
    answer(history)
    for _ in range(3):
        clock.at_ms -= 9 * DAY_MS
        history.settle(quarantine.set_aside)
        assert history.ahead() is None
        assert everything(history) == before
    assert history.settle(quarantine.bring_back) == 1
    clock.at_ms -= 9 * DAY_MS
    found = history.ahead()
    assert found is not None
    assert found.actions == 1
    assert history.settle(quarantine.set_aside) == found
    assert everything(history) == before
