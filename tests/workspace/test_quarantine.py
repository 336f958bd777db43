"""Settling what lies ahead of the clock: nothing is written until then, and edits are told all the same."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest

from quizapp import messages
from quizapp.errors import QuizError
from quizapp.library.model import CardKey
from quizapp.study.model import New, Rating, Scheduled
from quizapp.workspace import bulk
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.errors import ERRORS
from quizapp.workspace.exam_opening import begin_exam, minutes_under_way, resume_exam
from quizapp.workspace.model import Scope
from quizapp.workspace.papers import papers
from quizapp.workspace.quarantine import bring_back, brought_back_text, set_aside, set_aside_text
from quizapp.workspace.quiz import begin_quiz
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import DAY_MS, MINUTE_MS, Desk, answer, answer_all, roster_rows, short

YEARS_MS = 5 * 365 * DAY_MS
KEY = CardKey("d/a#main")


@pytest.fixture
def studied(desk: Desk) -> Workspace:
    """One card in review, one new, and a clock that now says five years before."""
    desk.write("d", {"a": short(), "b": short()})
    workspace = desk.open()
    sitting = workspace.sitting(Scope(limit=1))
    answer(sitting)
    sitting.close()
    desk.wait(-YEARS_MS)
    return workspace


WRITERS: dict[str, Callable[[Workspace], object]] = {
    "study": lambda workspace: workspace.sitting(Scope()),
    "quiz": lambda workspace: begin_quiz(workspace, RoundScope(size=1, seed=1)),
    "exam": lambda workspace: begin_exam(workspace, RoundScope(size=1, seed=1), 5),
    "suspend": lambda workspace: bulk.suspend(workspace, [KEY]),
    "undo": bulk.undo,
    "redo": bulk.redo,
    "resume": lambda workspace: workspace.resume_suspended(),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_nothing_is_written_before_it_is_settled(studied: Workspace, writer: str) -> None:
    head = studied.history.head()
    with pytest.raises(QuizError) as refused:
        WRITERS[writer](studied)
    assert refused.value.code == "history-ahead"
    text = ERRORS[refused.value.code].format_map(refused.value.params)
    assert "2023-11-15" in text and "2018-11-16" in text and "quizapp history quarantine" in text
    assert studied.history.head() == head
    assert set_aside(studied) is not None
    WRITERS[writer](studied)


def test_home_and_the_roster_follow(studied: Workspace, desk: Desk) -> None:
    assert studied.home().ahead is not None
    before = studied.home().decks[0]
    rows = roster_rows(studied)
    assert set_aside(studied) is not None
    home = studied.home()
    assert home.ahead is None
    assert (before.seen, home.decks[0].seen, home.decks[0].new_today) == (1, 0, 2)
    desk.wait(YEARS_MS)
    assert bring_back(studied) == 1
    assert roster_rows(studied) == rows


def test_an_exam_of_the_wrong_clock_does_not_run_on_for_years(desk: Desk) -> None:
    desk.write("d", {"a": short()})
    workspace = desk.open()
    desk.wait(YEARS_MS)
    begin_exam(workspace, RoundScope(size=1, seed=1), 5).close()
    assert minutes_under_way(workspace) == 5
    desk.wait(-YEARS_MS)
    assert set_aside(workspace) is not None
    assert minutes_under_way(workspace) is None
    assert workspace.home().exam_minutes is None


def test_a_hand_in_of_the_wrong_clock_leaves_the_exam_under_way(desk: Desk) -> None:
    desk.write("d", {"a": short(), "b": short()})
    workspace = desk.open()
    with closing(begin_exam(workspace, RoundScope(size=2, seed=1), 5)) as exam:
        exam.answer("oui")
        exam.go_to(1)
        desk.wait(YEARS_MS)
        assert exam.tick() and papers(workspace)[0].id == exam.paper
    desk.wait(MINUTE_MS - YEARS_MS)
    assert set_aside(workspace) is not None
    assert minutes_under_way(workspace) == 4 and workspace.home().exam_minutes == 4
    assert papers(workspace) == ()
    with closing(resume_exam(workspace)) as exam:
        assert [sheet.response for sheet in exam.sheets] == ["oui", None]
        exam.go_to(1)
        exam.answer("non")
        paper = exam.hand_in()
    assert [row.id for row in papers(workspace)] == [paper]
    assert minutes_under_way(workspace) is None


def test_an_answer_edited_while_something_lies_ahead_is_told_once_it_is_settled(
    studied: Workspace, desk: Desk
) -> None:
    head = studied.history.head()
    desk.write("d", {"a": short("non"), "b": short()})
    studied.reload()
    assert (studied.edits.due, studied.history.head()) == (0, head)
    desk.wait(YEARS_MS)
    studied.reload()
    assert studied.edits.due == 1


def test_what_an_edit_did_under_the_wrong_clock_is_done_anew(desk: Desk) -> None:
    desk.write("d", {"a": short()})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    answer_all(sitting, Rating.EASY)
    sitting.close()
    desk.wait(DAY_MS)
    right = desk.clock.at_ms
    desk.wait(YEARS_MS)
    desk.write("d", {"new-name": short(aliases=["a"])})
    workspace.reload()
    sitting = workspace.sitting(Scope())
    answer_all(sitting)
    sitting.close()
    desk.clock.at_ms = right
    assert set_aside(workspace) is not None
    rows = workspace.history.memory([KEY, CardKey("d/new-name#main")])
    assert isinstance(rows[KEY].state, New)
    moved = rows[CardKey("d/new-name#main")].state
    assert isinstance(moved, Scheduled)
    assert moved.reps == 1
    assert workspace.history.verify() == ()


def test_a_date_chosen_since_an_edit_is_kept(desk: Desk, studied: Workspace) -> None:
    desk.wait(YEARS_MS)
    desk.write("d", {"a": short("non"), "b": short()})
    studied.reload()
    assert studied.edits.due == 1
    assert bulk.set_due(studied, [KEY], 9).changed == 1
    right = desk.clock.at_ms
    desk.wait(YEARS_MS)
    assert bulk.flag(studied, [KEY], 1).changed == 1
    desk.clock.at_ms = right
    before = studied.history.memory([KEY])[KEY]._replace(flag=0)
    assert set_aside(studied) is not None
    assert studied.history.memory([KEY])[KEY] == before


def test_a_sitting_keeps_others_from_settling(desk: Desk, studied: Workspace) -> None:
    desk.wait(YEARS_MS)
    sitting = studied.sitting(Scope())
    other = desk.open()
    desk.wait(-YEARS_MS)
    for settle in (set_aside, bring_back):
        with pytest.raises(QuizError) as refused:
            settle(other)
        assert refused.value.code == "busy"
    sitting.close()
    assert set_aside(other) is not None


def test_one_and_many_are_worded_apart(studied: Workspace) -> None:
    messages.use("en")
    ahead = set_aside(studied)
    assert ahead is not None
    assert set_aside_text(ahead).startswith("1 entry dated 15 November 2023 is set aside")
    assert set_aside_text(ahead._replace(actions=2)).startswith("2 entries dated up to 15 November 2023 are")
    assert "history quarantine --lift" in set_aside_text(ahead)
    assert brought_back_text(0) == "Nothing is set aside."
    assert brought_back_text(2).startswith("2 entries count again")
