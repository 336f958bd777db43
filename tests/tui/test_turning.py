"""What was done to cards is undone and redone from Home too, where a sitting that is over leads back."""

from __future__ import annotations

from quizapp.store.holder import holding
from quizapp.store.model import EventKind
from quizapp.study.model import New, Rating, Scheduled
from quizapp.tui.app import QuizApp
from quizapp.workspace.model import Asking, Scope
from quizapp.workspace.workspace import Workspace
from tests.tui.conftest import Open, until, until_painted


def answer_one(workspace: Workspace) -> str:
    sitting = workspace.sitting(Scope(limit=1))
    assert isinstance(sitting.moment, Asking)
    key = sitting.moment.key
    sitting.submit(None)
    sitting.rate(Rating.EASY)
    sitting.close()
    return key


async def test_the_answer_that_ended_a_sitting_is_taken_back_and_restored_on_home(opened: Open) -> None:
    workspace = opened()
    key = answer_one(workspace)
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "Les neuf sortes", "12 new cards")
        await pilot.press("u")
        await until_painted(pilot, "Undone: an answer.", "13 new cards")
        assert isinstance(workspace.history.row(key).state, New)
        await pilot.press("ctrl+y")
        await until_painted(pilot, "Redone: an answer.", "12 new cards")
        assert isinstance(workspace.history.row(key).state, Scheduled)


async def test_where_there_is_nothing_to_undo_home_says_so(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "Les neuf sortes")
        await pilot.press("ctrl+z")
        await until_painted(pilot, "Nothing to undo.")


async def test_while_another_terminal_studies_home_undoes_nothing_and_says_who_does(opened: Open) -> None:
    workspace = opened()
    answer_one(workspace)
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "Les neuf sortes")
        with holding(workspace.history.folder, "study", workspace.clock.now()):
            await pilot.press("u")
            await until(pilot, lambda: any("study" in note.message for note in app._notifications))
        assert not [event for event in workspace.history.events() if event.kind == EventKind.VOID]
