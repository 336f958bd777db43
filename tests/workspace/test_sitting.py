"""A sitting asks, commits and goes on as a learner expects, also over a rollover."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.questions.model import Outcome
from quizapp.settings import Settings
from quizapp.store.model import Busy, EventKind
from quizapp.study.model import Rating, Scheduled, Stepping
from quizapp.workspace.model import Answered, Asking, Done, Scope, Waiting
from tests.workspace.making import (
    DAY_MS,
    MINUTE_MS,
    NOON_MS,
    Desk,
    answer,
    answer_all,
    answered,
    asking,
    cloze,
    events,
    numbered,
    reversed_card,
    short,
)

HOUR_MS = 60 * MINUTE_MS


def test_an_answer_is_committed_before_its_verdict_and_its_rating_before_the_next_card(desk: Desk) -> None:
    desk.write("d", numbered(2))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    first = asking(sitting)
    shown = sitting.submit("réponse0")
    assert isinstance(shown, Answered)
    assert shown.verdict.outcome is Outcome.CORRECT
    assert [event.id for event in desk.open(writing=False).history.events()] == [shown.attempt]
    sitting.rate(Rating.GOOD)
    assert [event.target for event in events(workspace, EventKind.REVIEW)] == [shown.attempt]
    assert asking(sitting).key != first.key


@pytest.mark.parametrize("rating", Rating)
def test_what_is_recorded_is_what_was_previewed(desk: Desk, rating: Rating) -> None:
    desk.write("d", numbered(1))
    workspace = desk.open()
    for days in (0, 1, 9, 30, 99):
        desk.wait(days * DAY_MS)
        sitting = workspace.sitting(Scope())
        if isinstance(sitting.moment, Asking):
            sitting.submit(None)
            preview = answered(sitting).futures[rating - 1].state
            desk.wait(1500)
            sitting.rate(rating)
            if isinstance(preview, Stepping):
                preview = preview._replace(due_ms=preview.due_ms + 1500)
            assert workspace.history.memory(["d/k0#main"])["d/k0#main"].state == preview
        sitting.close()


def test_a_rollover_between_preview_and_rating_gives_the_new_days_future(desk: Desk) -> None:
    desk.write("d", numbered(2))
    workspace = desk.open()
    desk.clock.at_ms = NOON_MS + 16 * HOUR_MS - MINUTE_MS  # 3:59
    sitting = workspace.sitting(Scope())
    sitting.submit(None)
    desk.wait(2 * MINUTE_MS)
    sitting.rate(Rating.EASY)
    state = workspace.history.memory(["d/k0#main"])["d/k0#main"].state
    assert isinstance(state, Scheduled)
    assert state.last_day == workspace.today()
    assert state.due == workspace.today() + state.interval
    assert events(workspace, EventKind.REVIEW)[0].day == state.last_day


def test_a_step_that_its_rating_carries_past_the_rollover_is_due_all_of_the_next_day(desk: Desk) -> None:
    desk.write("d", numbered(1))
    workspace = desk.open()
    desk.clock.at_ms = NOON_MS + 16 * HOUR_MS - 12 * MINUTE_MS  # 3:48
    sitting = workspace.sitting(Scope())
    answer(sitting, Rating.GOOD)
    desk.wait(1 * MINUTE_MS)
    sitting.close()
    sitting = workspace.sitting(Scope())
    sitting.submit(None)
    desk.wait(8 * MINUTE_MS)
    sitting.rate(Rating.AGAIN)
    desk.wait(2 * MINUTE_MS)
    sitting.tick()
    sitting.submit(None)
    state = answered(sitting).futures[Rating.GOOD - 1].state
    desk.wait(30_000)
    sitting.rate(Rating.GOOD)
    recorded = workspace.history.memory(["d/k0#main"])["d/k0#main"].state
    assert isinstance(state, Stepping) and isinstance(recorded, Stepping)
    assert recorded.due_ms == NOON_MS + 16 * HOUR_MS


def test_the_queue_is_drawn_anew_when_a_day_begins_in_mid_sitting(desk: Desk) -> None:
    desk.write("d", numbered(30))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    for _ in range(20):
        answer(sitting)
    assert isinstance(sitting.moment, Done)
    sitting.close()
    sitting = workspace.sitting(Scope(new=1))
    desk.wait(DAY_MS)
    sitting.submit(None)
    sitting.rate(Rating.AGAIN)
    assert isinstance(sitting.moment, Asking | Waiting)


@pytest.mark.parametrize(("asked_for", "own", "left"), [(9, None, 3), (9, 2, 1), (4, None, 1), (3, None, 0)])
def test_more_new_cards_are_for_the_day_on_which_they_were_asked_for(
    tmp_path: Path, asked_for: int, own: int | None, left: int
) -> None:
    decks = {} if own is None else {"d": {"new_limit": own}}
    desk = Desk(tmp_path, settings=Settings(new_limit=4, decks=decks))
    desk.write("d", numbered(20))
    sitting = desk.open().sitting(Scope(deck="d", new=asked_for))
    answer(sitting)
    answer(sitting)
    sitting.submit(None)
    desk.wait(DAY_MS)
    # The third is one of the new day's four.
    sitting.rate(Rating.EASY)
    assert len(answer_all(sitting)) == left
    desk.close()


def test_more_reviews_are_for_the_day_on_which_they_were_asked_for(tmp_path: Path) -> None:
    desk = Desk(tmp_path, settings=Settings(review_limit=2))
    desk.write("d", numbered(12))
    workspace = desk.open()
    sitting = workspace.sitting(Scope(new=12))
    answer_all(sitting)
    sitting.close()
    desk.wait(400 * DAY_MS)
    sitting = workspace.sitting(Scope(reviews=9))
    for _ in range(4):
        answer(sitting)
    desk.wait(DAY_MS)
    # The one on screen was asked for yesterday; it is the first of today's two.
    assert len(answer_all(sitting)) == 2
    desk.close()


def test_a_learning_card_comes_back_in_the_sitting(desk: Desk) -> None:
    desk.write("d", numbered(2))
    sitting = desk.open().sitting(Scope())
    keys = [answer(sitting, Rating.AGAIN), answer(sitting, Rating.EASY)]
    desk.wait(MINUTE_MS)
    sitting.tick()
    assert asking(sitting).key == keys[0]


def test_siblings_wait_for_another_day(desk: Desk) -> None:
    desk.write("d", {"a": reversed_card(), "b": cloze(3)})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    assert len(answer_all(sitting)) == 2
    assert isinstance(sitting.moment, Done)
    sitting.close()
    desk.wait(DAY_MS)
    assert len(answer_all(workspace.sitting(Scope()))) == 2


def test_held_siblings_use_up_no_limit(desk: Desk) -> None:
    desk.write("d", {"a": cloze(5), "b": cloze(5), "c": short()})
    workspace = desk.open()
    for expected in ("a#c1", "b#c1", "c#main"):
        sitting = workspace.sitting(Scope(limit=1))
        assert answer_all(sitting) == [f"d/{expected}"]
        sitting.close()


def test_calls_out_of_turn_are_refused(desk: Desk) -> None:
    desk.write("d", numbered(1))
    sitting = desk.open().sitting(Scope())
    with pytest.raises(QuizError, match="nothing-answered"):
        sitting.rate(Rating.GOOD)
    sitting.submit(None)
    with pytest.raises(QuizError, match="nothing-asked"):
        sitting.submit(None)


def test_a_second_sitting_is_refused_until_the_first_is_closed(desk: Desk) -> None:
    desk.write("d", numbered(1))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    with pytest.raises(Busy):
        desk.open().sitting(Scope())
    sitting.close()
    desk.open().sitting(Scope()).close()
