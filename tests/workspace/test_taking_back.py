"""Undo asks a card again, and redo gives back what was recorded."""

from __future__ import annotations

from contextlib import closing

from quizapp.library.model import CardKey
from quizapp.study.model import Rating
from quizapp.workspace import bulk
from quizapp.workspace.model import Scope
from tests.workspace.making import (
    Desk,
    answer,
    answer_all,
    answered,
    asking,
    numbered,
    short,
)


def test_undo_asks_the_card_again_and_redo_gives_the_record_back(desk: Desk) -> None:
    desk.write("d", numbered(3))
    sitting = desk.open().sitting(Scope())
    first = answer(sitting)
    second = asking(sitting).key
    before = sitting.summary()
    assert sitting.undo()
    assert asking(sitting).key == first
    assert sitting.summary().attempts == 0
    assert sitting.redo()
    assert asking(sitting).key == second
    assert sitting.summary() == before
    assert not sitting.redo()


def test_undo_of_an_unrated_attempt_asks_again_and_redo_returns_to_the_verdict(desk: Desk) -> None:
    desk.write("d", numbered(3))
    sitting = desk.open().sitting(Scope())
    sitting.submit("faux")
    shown = answered(sitting)
    assert sitting.undo()
    assert asking(sitting).key == shown.asking.key
    assert sitting.redo()
    assert answered(sitting).attempt == shown.attempt
    assert sitting.summary().attempts == 1
    sitting.rate(Rating.GOOD)
    assert sitting.summary().attempts == 1


def test_undo_of_setting_aside_an_answered_card_returns_to_its_verdict(desk: Desk) -> None:
    desk.write("d", numbered(3))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.submit("faux")
    attempt = answered(sitting).attempt
    sitting.set_aside(suspend=True)
    assert asking(sitting).key == "d/k1#main"
    assert sitting.undo()
    assert answered(sitting).attempt == attempt
    sitting.rate(Rating.EASY)
    assert sitting.summary().attempts == 1
    assert workspace.history.unfinished() is None


def test_undo_reaches_into_an_earlier_sitting(desk: Desk) -> None:
    desk.write("d", numbered(1))
    desk.write("e", numbered(1))
    workspace = desk.open()
    sitting = workspace.sitting(Scope(deck="d"))
    key = answer(sitting)
    sitting.close()
    sitting = workspace.sitting(Scope(deck="e"))
    assert sitting.undo()
    assert asking(sitting).key == key
    assert answer_all(sitting) == [key, "e/k0#main"]
    assert sitting.undo() and sitting.undo() and not sitting.undo()


def test_undo_of_what_browse_did_asks_no_card_that_is_not_due(desk: Desk) -> None:
    desk.write("d", numbered(4))
    desk.write("e", numbered(2))
    workspace = desk.open()
    with closing(workspace.sitting(Scope("d"))) as first:
        answer_all(first)
    bulk.flag(workspace, [CardKey(f"d/k{n}#main") for n in range(4)], 1)
    sitting = workspace.sitting(Scope("e"))
    assert sitting.undo() and asking(sitting).key == "e/k0#main"
    assert sitting.undo() and asking(sitting).key == "d/k3#main"


def test_undo_of_a_card_that_is_gone_goes_on_with_the_next(desk: Desk) -> None:
    desk.write("d", numbered(2))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    answer(sitting)
    desk.write("d", {"k1": short()})
    desk.open(writing=False)
    assert sitting.undo()
    assert answer_all(sitting) == ["d/k1#main"]
    assert workspace.history.verify() == ()


def test_undo_does_not_ask_what_it_suspends_again(desk: Desk) -> None:
    desk.write("d", numbered(2))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.set_aside(suspend=True)
    sitting.close()
    assert workspace.resume_suspended() == 1
    sitting = workspace.sitting(Scope())
    assert asking(sitting).key == "d/k0#main"
    assert sitting.undo()
    assert asking(sitting).key == "d/k1#main"
