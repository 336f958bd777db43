"""A second sitting in the same run shows its question as the first one did."""

from __future__ import annotations

from quizapp.tui.app import QuizApp
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.workspace.model import Asking
from tests.tui.conftest import Open, until, until_painted


async def test_a_second_sitting_shows_its_question(opened: Open) -> None:
    workspace = opened()
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        screen = app.screen
        assert isinstance(screen, StudyScreen)
        await until(pilot, lambda: screen.query("#proof"))
        screen._sitting.submit(None)
        await screen._show()
        await pilot.press("enter", "escape")
        await until(pilot, lambda: not isinstance(app.screen, StudyScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen) and app.screen.query("#proof"))
        again = app.screen
        assert isinstance(again, StudyScreen)
        moment = again._sitting.moment
        assert isinstance(moment, Asking)
        assert not again.query_one("#proof").display
        await until_painted(pilot, moment.stem.split()[0])
