"""Leeches: told at the lapse that makes them so, marked, suspended if wanted, and taken back by one undo."""

from __future__ import annotations

import pytest

from quizapp.settings import Settings
from quizapp.store.model import EventKind, MemoryRow, NewEvent
from quizapp.study.model import Rating
from quizapp.workspace.leeches import leech_text
from quizapp.workspace.model import Leech, Scope
from quizapp.workspace.sitting import Sitting
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import DAY_MS, Desk, answer, short

KEY = "d/a#main"


def begun(desk: Desk, **settings: object) -> Workspace:
    desk.settings = Settings(learning_steps=(), relearning_steps=(), **settings)  # type: ignore[arg-type]
    desk.write("d", {"a": short()})
    workspace = desk.open()
    rate(desk, workspace, Rating.GOOD)
    return workspace


def rate(desk: Desk, workspace: Workspace, rating: Rating) -> Sitting:
    """Answers the one card on the day that it is due."""
    desk.wait(400 * DAY_MS)
    sitting = workspace.sitting(Scope())
    answer(sitting, rating)
    sitting.close()
    return sitting


def row(workspace: Workspace) -> MemoryRow:
    return workspace.history.memory((KEY,))[KEY]


def test_a_leech_is_told_at_the_threshold_and_at_each_half_as_many_more(desk: Desk) -> None:
    workspace = begun(desk, leech_threshold=3)
    told = [rate(desk, workspace, Rating.AGAIN).leech for _ in range(7)]
    assert told == [None, None, Leech(3, False), None, Leech(5, False), None, Leech(7, False)]
    assert row(workspace).leech
    assert not row(workspace).suspended


def test_only_a_lapse_makes_a_leech(desk: Desk) -> None:
    workspace = begun(desk, leech_threshold=1)
    assert rate(desk, workspace, Rating.AGAIN).leech == Leech(1, False)
    assert rate(desk, workspace, Rating.HARD).leech is None


def test_a_threshold_of_zero_tells_of_none(desk: Desk) -> None:
    workspace = begun(desk, leech_threshold=0)
    assert rate(desk, workspace, Rating.AGAIN).leech is None
    assert not row(workspace).leech


def test_suspension_is_part_of_the_answer_and_one_undo_takes_all_back(desk: Desk) -> None:
    workspace = begun(desk, leech_threshold=1, leech_action="suspend")
    before = row(workspace)
    assert rate(desk, workspace, Rating.AGAIN).leech == Leech(1, True)
    assert (row(workspace).leech, row(workspace).suspended) == (True, True)
    kinds = [event.kind for event in workspace.history.events()][-4:]
    assert kinds == [EventKind.ATTEMPT, EventKind.REVIEW, EventKind.LEECH, EventKind.SUSPEND]
    sitting = workspace.sitting(Scope())
    assert sitting.undo()
    assert row(workspace) == before
    assert sitting.redo()
    assert (row(workspace).leech, row(workspace).suspended) == (True, True)
    assert workspace.history.verify() == ()


def test_a_suspended_leech_does_not_come_back_in_its_sitting(desk: Desk) -> None:
    workspace = begun(desk, leech_threshold=1, leech_action="suspend")
    desk.settings = workspace.settings = Settings(
        learning_steps=(), relearning_steps=(60,), leech_threshold=1, leech_action="suspend"
    )
    assert rate(desk, workspace, Rating.AGAIN).is_empty()


def test_a_deck_may_have_a_threshold_of_its_own(desk: Desk) -> None:
    workspace = begun(desk, leech_threshold=8, decks={"d": {"leech_threshold": 1}})
    assert rate(desk, workspace, Rating.AGAIN).leech == Leech(1, False)


def test_a_reset_card_is_no_leech(desk: Desk) -> None:
    workspace = begun(desk, leech_threshold=1)
    rate(desk, workspace, Rating.AGAIN)
    workspace.history.append(NewEvent(EventKind.RESET, "reset", "", KEY, None, {}))
    assert not row(workspace).leech
    assert workspace.history.verify() == ()


@pytest.mark.parametrize(("suspended", "word"), [(True, "suspended"), (False, "forgotten 8 times")])
def test_what_is_told_says_how_often_and_what_was_done(suspended: bool, word: str) -> None:
    assert word in leech_text(Leech(8, suspended))
