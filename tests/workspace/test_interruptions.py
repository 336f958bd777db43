"""What is edited, gone or failing in mid-sitting loses no answer and rates none twice."""

from __future__ import annotations

import pytest

from quizapp.errors import QuizError
from quizapp.questions.model import Outcome
from quizapp.store.model import EventKind
from quizapp.study.model import Rating
from quizapp.workspace.model import Answered, Asking, Scope
from tests.workspace.making import (
    Desk,
    answer_all,
    answered,
    asking,
    choice,
    events,
    numbered,
    short,
)


def test_an_attempt_without_rating_returns_at_its_verdict(desk: Desk) -> None:
    desk.write("d", {"a": choice(), **numbered(1)})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.submit((1,))
    before = answered(sitting)
    desk.close()
    sitting = desk.open().sitting(Scope())
    after = answered(sitting)
    assert after.restored
    assert after._replace(restored=False, asking=before.asking) == before
    assert after.asking.order == before.asking.order
    assert after.asking.counts == before.asking.counts
    sitting.rate(Rating.AGAIN)
    assert asking(sitting).key == "d/k0#main"


def test_a_retype_returns_after_an_almost(desk: Desk) -> None:
    desk.write("d", {"a": short("importations"), "b": short("exportations")})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    assert isinstance(sitting.submit("inportations"), Asking)
    assert asking(sitting).retype
    sitting.close()
    sitting = workspace.sitting(Scope())
    assert asking(sitting).retype
    assert asking(sitting).first == "inportations"
    sitting.submit("importations")
    assert answered(sitting).verdict.outcome is Outcome.CORRECT
    sitting.rate(Rating.GOOD)
    assert workspace.history.unfinished() is None


def test_what_is_set_aside_stays_so_while_an_attempt_waits_that_no_longer_fits(desk: Desk) -> None:
    desk.write("d", {"a": choice()})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    desk.write("d", {"b": short(), "a": short(), "c": short()})
    workspace.reload()
    sitting.submit((1,))
    sitting.close()
    sitting = workspace.sitting(Scope(new=1))
    asked = [asking(sitting).key]
    for _ in range(2):
        sitting.set_aside(suspend=False)
        asked.append(asking(sitting).key)
    assert sorted(asked) == ["d/a#main", "d/b#main", "d/c#main"]


def test_an_open_attempt_on_a_card_of_another_shape_now_is_let_go(desk: Desk) -> None:
    desk.write("d", {"a": short(), "b": short()})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.submit("non")
    sitting.close()
    desk.write("d", {"a": choice(), "b": short()})
    workspace.reload()
    sitting = workspace.sitting(Scope())
    assert asking(sitting).key == "d/a#main"
    assert sitting.summary().attempts == 0
    sitting.submit((0,))
    sitting.rate(Rating.EASY)
    assert asking(sitting).key == "d/b#main"
    assert workspace.history.verify() == ()


def test_an_almost_on_a_card_of_another_kind_now_is_asked_afresh(desk: Desk) -> None:
    desk.write("d", {"a": short("importations"), "b": short("exportations")})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.submit("inportations")
    sitting.close()
    desk.write("d", {"a": choice()})
    workspace.reload()
    assert not asking(workspace.sitting(Scope())).retype


def test_a_card_that_goes_in_mid_sitting_is_passed_over(desk: Desk) -> None:
    desk.write("d", numbered(3))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    desk.write("d", {"k0": short("réponse0"), "k2": short("réponse2")})
    desk.open(writing=False)
    assert answer_all(sitting) == ["d/k0#main", "d/k2#main"]


def test_an_answer_to_a_card_that_has_just_gone_is_committed_and_shown(desk: Desk) -> None:
    desk.write("d", numbered(2))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    desk.path("d").unlink()
    desk.open(writing=False)
    assert isinstance(sitting.submit("réponse0"), Answered)
    sitting.rate(Rating.GOOD)
    assert len(events(workspace, EventKind.REVIEW)) == 1


def test_a_failure_after_the_commit_never_lets_a_card_be_rated_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("d", numbered(3))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.submit(None)
    with monkeypatch.context() as patch:

        def fail(*_: object) -> None:
            raise QuizError("history-locked", path="x", reason="y")

        patch.setattr(sitting, "_ask", fail)
        with pytest.raises(QuizError, match="history-locked"):
            sitting.rate(Rating.EASY)
    with pytest.raises(QuizError, match="nothing-answered"):
        sitting.rate(Rating.EASY)
    sitting.tick()
    assert asking(sitting).key == "d/k1#main"


def test_a_failed_commit_leaves_the_question_to_be_answered_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("d", numbered(1))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    with monkeypatch.context() as patch:

        def fail(*_: object, **__: object) -> None:
            raise QuizError("history-disk-full", path="x")

        patch.setattr(workspace.history, "append", fail)
        with pytest.raises(QuizError):
            sitting.submit("réponse0")
    assert sitting.summary().attempts == 0
    sitting.submit("réponse0")
    sitting.rate(Rating.EASY)
    assert len(events(workspace, EventKind.ATTEMPT)) == 1
