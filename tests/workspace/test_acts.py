"""What a learner does to the card before him while studying: where the sitting goes, and what undo does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.library.model import CardKey
from quizapp.settings import Settings
from quizapp.store.model import EventKind, MemoryRow, NewEvent
from quizapp.study.model import New, Phase, Rating, Scheduled, StudyDay
from quizapp.workspace import acts, bulk
from quizapp.workspace.acts import Act
from quizapp.workspace.bulk import TakenBack
from quizapp.workspace.bulk_wording import undone_text
from quizapp.workspace.card_story import day_text
from quizapp.workspace.model import Answered, Asking, Done, Scope
from quizapp.workspace.sitting import Sitting
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import DAY_MS, Desk, answer_all, answered, asking, events, short

A, B = CardKey("d/a#main"), CardKey("d/b#main")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, settings=Settings(learning_steps=(), relearning_steps=()))
    desk.write("d", {"a": short(hint="Non."), "b": short()})
    yield desk
    desk.close()


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    """Two cards that are due, the first before the second."""
    workspace = desk.open()
    with closing(workspace.sitting(Scope())) as sitting:
        answer_all(sitting, Rating.GOOD)
    bulk.set_due(workspace, [A], 1)
    bulk.set_due(workspace, [B], 2)
    desk.wait(2 * DAY_MS)
    return workspace


@pytest.fixture
def sitting(workspace: Workspace) -> Iterator[Sitting]:
    with closing(workspace.sitting(Scope())) as sitting:
        assert asking(sitting).key == A
        yield sitting


def row(sitting: Sitting, key: str = A) -> MemoryRow:
    return sitting.workspace.history.memory((key,))[key]


def in_days(sitting: Sitting, days: int) -> Act:
    return acts.dating(sitting.workspace.today(), days)


LEAVING: list[Callable[[Sitting], Act]] = [
    lambda sitting: in_days(sitting, 5),
    lambda _sitting: acts.suspending(True),
    lambda sitting: acts.burying(sitting.workspace.today()),
]


@pytest.mark.parametrize("act", LEAVING, ids=["due", "suspend", "bury"])
@pytest.mark.parametrize("after", [False, True], ids=["asked", "answered"])
def test_a_card_that_is_no_longer_due_leaves_and_undo_brings_it_back_as_it_was(
    act: Callable[[Sitting], Act], after: bool, sitting: Sitting
) -> None:
    if after:
        sitting.submit("oui")
    before = sitting.moment
    assert sitting.act(act(sitting))
    assert asking(sitting).key == B
    assert sitting.workspace.history.unfinished() is None
    assert sitting.undo() is not None
    if after:
        assert answered(sitting)._replace(restored=False) == before
    else:
        assert asking(sitting).key == A
    assert sitting.redo() is not None
    assert asking(sitting).key == B


@pytest.mark.parametrize("after", [False, True], ids=["asked", "answered"])
def test_a_date_that_was_set_stands_and_its_answer_goes_unrated(
    after: bool, desk: Desk, sitting: Sitting
) -> None:
    if after:
        sitting.submit("oui")
    sitting.act(in_days(sitting, 9))
    answer_all(sitting)
    workspace = sitting.workspace
    sitting.close()
    state = row(sitting).state
    assert isinstance(state, Scheduled) and state.due == workspace.today() + 9
    assert len(events(workspace, EventKind.REVIEW)) == 3
    with closing(workspace.sitting(Scope())) as again:
        assert isinstance(again.moment, Done)
    desk.wait(9 * DAY_MS)
    with closing(workspace.sitting(Scope())) as again:
        assert A in answer_all(again)


def test_a_card_that_was_dated_ahead_of_time_waits_for_its_date(desk: Desk, workspace: Workspace) -> None:
    with closing(workspace.sitting(Scope(ahead=30))) as sitting:
        first = asking(sitting).key
        sitting.act(in_days(sitting, 1))
        assert asking(sitting).key != first
        sitting.undo()
        assert asking(sitting).key == first
        sitting.redo()
        assert asking(sitting).key != first
        desk.wait(DAY_MS)
        assert first in answer_all(sitting), "its day has come"


def test_a_card_whose_date_was_taken_back_comes_in_its_turn(workspace: Workspace) -> None:
    with closing(workspace.sitting(Scope(ahead=30))) as sitting:
        sitting.act(acts.burying(workspace.today()))
        sitting.act(in_days(sitting, 1))
        assert isinstance(sitting.moment, Done)
        for _ in range(2):
            assert sitting.undo() is not None
        assert set(answer_all(sitting)) == {A, B}


def test_a_date_that_is_today_asks_the_card_anew(sitting: Sitting) -> None:
    sitting.submit("oui")
    assert sitting.act(in_days(sitting, 0))
    assert {asking(sitting).key} <= {A, B} and set(answer_all(sitting)) == {A, B}


def test_a_card_made_new_comes_as_one_within_todays_limit(sitting: Sitting) -> None:
    sitting.submit("oui")
    assert sitting.act(acts.RESET)
    assert isinstance(row(sitting).state, New)
    counts = asking(sitting).counts
    assert (counts.new, counts.review) == (1, 1)
    assert set(answer_all(sitting)) == {A, B}
    for _ in range(3):
        assert sitting.undo() is not None
    assert isinstance(row(sitting).state, Scheduled) and answered(sitting).asking.key == A


def test_no_new_card_is_left_of_a_day_whose_limit_is_used_up(desk: Desk) -> None:
    desk.settings = Settings(learning_steps=(), new_limit=2)
    workspace = desk.open()
    with closing(workspace.sitting(Scope())) as sitting:
        answer_all(sitting)
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        assert isinstance(sitting.moment, Done), "what was reviewed today does not come again"
    desk.wait(DAY_MS)
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        sitting.act(acts.RESET)
        assert asking(sitting).counts.new == 0 and len(answer_all(sitting)) == 1


@pytest.mark.parametrize("after", [False, True], ids=["asked", "answered"])
def test_a_flag_leaves_everything_else_as_it_is(after: bool, desk: Desk, sitting: Sitting) -> None:
    if after:
        sitting.submit("oui")
    before = sitting.moment
    assert isinstance(before, Asking | Answered)
    desk.wait(5_000)
    assert sitting.act(acts.flagging(2)) and not sitting.act(acts.flagging(2))
    now = sitting.moment
    assert isinstance(now, Asking | Answered)
    shown = now.asking if isinstance(now, Answered) else now
    assert shown.flag == row(sitting).flag == 2
    assert sitting.undo() == TakenBack("flag", 1) and sitting.moment == before
    assert sitting.redo() == TakenBack("flag", 1) and sitting.moment == now
    if not after:
        desk.wait(2_000)
        sitting.submit("oui")
        last = events(sitting.workspace, EventKind.ATTEMPT)[-1]
        assert last.body["duration_ms"] == 7_000, "the clock of the question runs on"


def test_a_flag_is_seen_again_and_taken_back_after_a_restart(desk: Desk, sitting: Sitting) -> None:
    sitting.act(acts.flagging(3))
    sitting.submit("oui")
    desk.close()
    workspace = desk.open()
    with closing(workspace.sitting(Scope())) as again:
        assert answered(again).asking.flag == 3
        again.rate(Rating.GOOD)
        assert asking(again).flag == 0
        again.undo()
        assert asking(again).key == A and asking(again).flag == 3
        again.undo()
        assert asking(again).key == A and asking(again).flag == 0


@pytest.mark.parametrize(
    "act",
    [acts.RESET, acts.dating(StudyDay(800_000), 1), acts.flagging(0)],
    ids=["reset", "due", "unflag"],
)
def test_what_changes_nothing_is_no_event(act: Act, desk: Desk) -> None:
    workspace = desk.open()
    with closing(workspace.sitting(Scope())) as sitting:
        before = sitting.moment
        assert not sitting.act(act)
        assert sitting.moment is before
    assert workspace.history.head() == 0


def test_nothing_can_be_done_where_no_card_is(desk: Desk) -> None:
    workspace = desk.open()
    with closing(workspace.sitting(Scope(new=0))) as sitting:
        assert isinstance(sitting.moment, Done)
        assert not sitting.act(acts.flagging(1))


def test_an_almost_that_waits_for_its_retype_goes_with_the_date(desk: Desk, workspace: Workspace) -> None:
    desk.write("d", {"a": short("importations"), "b": short("exportations")})
    workspace.reload()
    with closing(workspace.sitting(Scope())) as sitting:
        sitting.submit("inportations")
        assert asking(sitting).retype
        assert sitting.act(in_days(sitting, 3))
        assert asking(sitting).key == B and not asking(sitting).retype
        sitting.undo()
        assert asking(sitting).key == A and asking(sitting).retype


def test_what_browse_did_is_taken_back_and_told_with_its_cards(desk: Desk, workspace: Workspace) -> None:
    bulk.flag(workspace, [A, B], 4)
    bulk.suspend(workspace, [A])
    with closing(workspace.sitting(Scope())) as sitting:
        assert asking(sitting).key == B and asking(sitting).flag == 4
        assert sitting.undo() == TakenBack("suspend", 1)
        assert asking(sitting).key == B and asking(sitting).counts.review == 2
        assert sitting.undo() == TakenBack("flag", 2)
        assert asking(sitting).key == B and asking(sitting).flag == 0
        assert sitting.redo() == TakenBack("flag", 2)
        assert asking(sitting).flag == 4


def test_what_browse_did_elsewhere_leaves_the_question_on_screen(desk: Desk, workspace: Workspace) -> None:
    bulk.set_due(workspace, [A], 30)
    bulk.suspend(workspace, [A])
    with closing(workspace.sitting(Scope())) as sitting:
        before = asking(sitting)
        assert before.key == B and before.counts.review == 1
        desk.wait(5_000)
        for _ in range(2):
            assert sitting.undo() is not None
        assert asking(sitting)._replace(counts=before.counts) == before and asking(sitting).counts.review == 2
        assert sitting.redo() == TakenBack("due", 1)
        assert asking(sitting) == before
        sitting.submit("oui")
        assert events(workspace, EventKind.ATTEMPT)[-1].body["duration_ms"] == 5_000
        sitting.rate(Rating.EASY)
        assert isinstance(sitting.moment, Done)


def test_a_card_that_browse_made_due_leaves_with_what_it_did(desk: Desk, workspace: Workspace) -> None:
    bulk.suspend(workspace, [B])
    bulk.set_due(workspace, [A], 30)
    bulk.set_due(workspace, [A], 0)
    with closing(workspace.sitting(Scope())) as sitting:
        assert asking(sitting).key == A
        assert sitting.undo() == TakenBack("due", 1)
        assert isinstance(sitting.moment, Done)
        assert sitting.redo() == TakenBack("due", 1)
        assert asking(sitting).key == A


def test_a_card_that_browse_made_new_is_asked_as_what_it_is_again(workspace: Workspace) -> None:
    bulk.suspend(workspace, [B])
    bulk.reset(workspace, [A])
    with closing(workspace.sitting(Scope())) as sitting:
        assert (asking(sitting).key, asking(sitting).phase) == (A, Phase.NEW)
        sitting.undo()
        assert (asking(sitting).key, asking(sitting).phase) == (A, Phase.REVIEW)


def test_a_date_set_in_browse_lets_no_earlier_answer_overrule_it(desk: Desk, workspace: Workspace) -> None:
    with closing(workspace.sitting(Scope())) as sitting:
        sitting.submit("oui")
    bulk.set_due(workspace, [A], 4)
    with closing(workspace.sitting(Scope())) as sitting:
        assert asking(sitting).key == B
    bulk.undo(workspace)
    with closing(workspace.sitting(Scope())) as sitting:
        assert answered(sitting).asking.key == A


def test_a_date_that_an_edit_sets_leaves_an_open_answer_alone(desk: Desk, workspace: Workspace) -> None:
    with closing(workspace.sitting(Scope())) as sitting:
        sitting.submit("oui")
    bulk.set_due(workspace, [B], 9)
    with closing(workspace.sitting(Scope())) as sitting:
        sitting.rate(Rating.EASY)
        sitting.undo()
        sitting.submit("oui")
    desk.write("d", {"a": short("non", hint="Non."), "b": short("non")})
    workspace.reload()
    assert [event.card for event in events(workspace, EventKind.DUE)][-1] == B
    with closing(workspace.sitting(Scope())) as sitting:
        assert answered(sitting).asking.key == A


def test_what_a_newer_version_did_is_not_taken_back(desk: Desk) -> None:
    desk.write("d", {"a": short()})
    workspace = desk.open()
    newer = NewEvent(EventKind.FLAG, workspace.history.new_id(), "browse", "d/a#main", None, {"flag": 1}, 2)
    workspace.history.append(newer)
    with closing(workspace.sitting(Scope())) as sitting:
        assert sitting.undo() is None
    assert len(list(workspace.history.events())) == 1


def test_what_is_taken_back_of_a_former_day_is_told_with_that_day(desk: Desk, workspace: Workspace) -> None:
    bulk.flag(workspace, [A, B], 4)
    done_on = workspace.today()
    desk.wait(DAY_MS)
    taken = bulk.undo(workspace)
    assert taken == TakenBack("flag", 2, done_on)
    assert undone_text(taken) == f"Undone: flagging of {day_text(done_on)} (2 cards)."
    assert bulk.redo(workspace) == TakenBack("flag", 2, done_on)
