"""A sitting asks, commits and goes on as a learner expects, whatever is undone, edited or interrupted."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.library.model import CardKey
from quizapp.questions.model import Outcome
from quizapp.settings import Settings
from quizapp.store.model import Busy, EventKind
from quizapp.study.model import Rating, Scheduled, Stepping
from quizapp.workspace import bulk
from quizapp.workspace.model import Answered, Asking, Done, NextDue, Scope, Waiting
from tests.workspace.making import (
    DAY_MS,
    MINUTE_MS,
    NOON_MS,
    CardFields,
    Desk,
    answer,
    answer_all,
    answered,
    asking,
    choice,
    cloze,
    events,
    reversed_card,
    short,
)

HOUR_MS = 60 * MINUTE_MS


def numbered(count: int) -> dict[str, CardFields]:
    return {f"k{n}": short(f"réponse{n}") for n in range(count)}


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


# -- limits -------------------------------------------------------------------------------------------


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


# -- undo and redo ------------------------------------------------------------------------------------


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


# -- interruptions ------------------------------------------------------------------------------------


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


# -- the summary --------------------------------------------------------------------------------------


def test_the_summary_adds_up(desk: Desk) -> None:
    desk.write("d", {**numbered(2), "f": {"front": "recto", "back": "verso", "tags": ["t"]}})
    sitting = desk.open().sitting(Scope())
    desk.wait(3000)
    sitting.submit("réponse0")
    sitting.rate(Rating.EASY)
    desk.wait(2000)
    sitting.submit("faux")
    sitting.rate(Rating.EASY)
    desk.wait(1000)
    sitting.submit(None)
    assert sitting.summary().attempts == 2, "a card turned over is not marked yet"
    sitting.rate(Rating.AGAIN)
    summary = sitting.summary()
    assert (summary.attempts, summary.correct, summary.duration_ms) == (3, 1, 6000)
    assert summary.score == pytest.approx(1 / 3)
    assert [record.key for record in summary.missed] == ["d/k1#main", "d/f#fwd"]
    assert [tag.tag for tag in summary.weakest] == ["t"]


def test_the_summary_counts_what_was_right_in_part(desk: Desk) -> None:
    desk.write("d", {"l": {"question": "Qui ?", "all": ["région", "mairie"]}, **numbered(1)})
    sitting = desk.open().sitting(Scope())
    sitting.submit(("région", "gare"))
    sitting.rate(Rating.AGAIN)
    sitting.submit("réponse0")
    sitting.rate(Rating.EASY)
    summary = sitting.summary()
    assert (summary.attempts, summary.correct, summary.partly, summary.score) == (2, 1, 1, 0.75)


def test_the_summary_knows_when_the_answered_cards_come_back(desk: Desk) -> None:
    desk.write("d", numbered(1))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    answer(sitting, Rating.EASY)
    state = workspace.history.memory(["d/k0#main"])["d/k0#main"].state
    assert isinstance(state, Scheduled)
    assert sitting.summary().next_due == NextDue(None, state.interval)
