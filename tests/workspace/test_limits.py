"""The limits of a day and of a sitting count cards, whatever is undone or set aside."""

from __future__ import annotations

import pytest

from quizapp.errors import QuizError
from quizapp.settings import Settings
from quizapp.study.model import Rating
from quizapp.workspace.model import Done, Scope
from tests.workspace.making import (
    MINUTE_MS,
    Desk,
    answer,
    answer_all,
    asking,
    numbered,
    short,
)


def test_a_limit_counts_cards_and_not_their_returns(desk: Desk) -> None:
    desk.write("d", numbered(5))
    sitting = desk.open().sitting(Scope(limit=2))
    first, second = answer(sitting, Rating.AGAIN), answer(sitting, Rating.AGAIN)
    desk.wait(MINUTE_MS)
    sitting.tick()
    assert asking(sitting).key == first
    sitting.set_aside(suspend=False)
    assert asking(sitting).key == second, "the rest of the two is left"
    assert sitting.undo()
    assert {answer(sitting), answer(sitting)} == {first, second}
    assert isinstance(sitting.moment, Done)


def test_undo_does_not_widen_a_limit(desk: Desk) -> None:
    desk.write("d", numbered(5))
    sitting = desk.open().sitting(Scope(limit=2))
    answer(sitting)
    answer(sitting)
    assert sitting.undo()
    assert len(answer_all(sitting)) == 1


def test_undo_does_not_widen_what_new_allows(desk: Desk) -> None:
    desk.write("d", numbered(9))
    sitting = desk.open().sitting(Scope(new=3))
    answer(sitting)
    answer(sitting)
    assert sitting.undo()
    assert len(answer_all(sitting)) == 2


def test_setting_aside_does_not_widen_what_new_allows(desk: Desk) -> None:
    desk.write("d", numbered(9))
    sitting = desk.open().sitting(Scope(new=3))
    answer(sitting)
    sitting.set_aside(suspend=True)
    assert len(answer_all(sitting)) == 2


def test_the_days_limits_are_those_of_the_whole_library(desk: Desk) -> None:
    desk.settings = Settings(new_limit=3)
    desk.write("d", numbered(5))
    desk.write("e", numbered(5))
    workspace = desk.open()
    sitting = workspace.sitting(Scope(deck="d", limit=2))
    assert len(answer_all(sitting)) == 2
    sitting.close()
    assert answer_all(workspace.sitting(Scope(deck="e"))) == ["e/k0#main"]


def test_a_restored_attempt_is_one_of_the_limit(desk: Desk) -> None:
    desk.write("d", numbered(5))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.submit(None)
    sitting.close()
    sitting = workspace.sitting(Scope(limit=2))
    sitting.rate(Rating.EASY)
    assert len(answer_all(sitting)) == 1


def test_a_tag_narrows_a_sitting(desk: Desk) -> None:
    desk.write("d", {"a": short(tags=["x"]), "b": short(tags=["y"]), "c": short(tags=["x", "y"])})
    workspace = desk.open()
    assert answer_all(workspace.sitting(Scope(tag="x"))) == ["d/a#main", "d/c#main"]
    with pytest.raises(QuizError, match="no-tag"):
        workspace.sitting(Scope(tag="z"))
    with pytest.raises(QuizError, match="no-deck"):
        workspace.sitting(Scope(deck="z"))
