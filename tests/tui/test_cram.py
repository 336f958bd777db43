"""Cram, study ahead and more reviews, from Home and from the summary of a sitting."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from textual.await_complete import AwaitComplete
from textual.pilot import Pilot
from textual.widgets import Input

from quizapp.study.model import Rating
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.cram_dialog import CramDialog, Tick
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.quiz import CramScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.workspace import background, progress, standings
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.model import Answered, Asking, Scope
from quizapp.workspace.workspace import Workspace
from tests.kinds import RIGHT, WRONG
from tests.tui.conftest import NEXT_DAY, Open, reviews, until, until_painted

STEPLESS = "learning_steps = []\nrelearning_steps = []\nnew_limit = 4\n"
SIZES = pytest.mark.parametrize(
    "size", [(80, 24), (40, 12), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}"
)


def study(workspace: Workspace, rating: Rating, **scope: Any) -> None:
    with closing(workspace.sitting(Scope(**scope))) as sitting:
        while isinstance(sitting.moment, Asking):
            sitting.submit(None)
            sitting.rate(rating)


async def begin(pilot: Pilot[Any], app: QuizApp, key: str) -> None:
    await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.focused is not None)
    await pilot.press(key)


async def reply(pilot: Pilot[Any], app: QuizApp, *, known: bool) -> None:
    """Answers what is on the screen of a cram, and goes on."""
    screen = app.screen
    assert isinstance(screen, CramScreen)
    await until(pilot, lambda: app.focused is not None and isinstance(screen._quiz.moment, Asking))
    asking = screen._quiz.moment
    assert isinstance(asking, Asking)
    keys = (RIGHT if known else WRONG)[asking.card.question.kind]
    await pilot.press(*keys.pressed(asking.order))
    await until(pilot, lambda: isinstance(screen._quiz.moment, Answered) and screen.has_class("-answered"))
    answered = screen._quiz.moment
    await pilot.press("enter")
    await until(pilot, lambda: screen._quiz.moment is not answered)


@SIZES
async def test_a_cram_from_home_ends_when_everything_is_known(size: tuple[int, int], opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=size) as pilot:
        await begin(pilot, app, "c")
        await until_painted(pilot, "CRAM · All decks", "Forgotten: days back", "Cards, at most")
        await pilot.press(*"choice", "enter")
        await until(pilot, lambda: isinstance(app.screen, CramScreen))
        await until_painted(pilot, "‹ CRAM ›", "Quelle collectivité")
        if size[0] > 40:
            await until_painted(pilot, "1 left", "Nothing is")
        await reply(pilot, app, known=False)
        assert isinstance(app.screen, CramScreen), "it was missed"
        await reply(pilot, app, known=True)
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        await until_painted(pilot, "‹ CRAM ›", "1 of 2 right")
        assert not reviews(app._workspace)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, CramScreen))


async def test_where_nothing_matches_the_dialog_says_so_and_waits(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app, "c")
        await until(pilot, lambda: isinstance(app.screen, CramDialog))
        await pilot.press("down", "0", "enter")
        await until_painted(pilot, "A whole number from 1")
        await pilot.press("backspace", "3", "minus", "7", "enter")
        await pilot.pause()
        assert app.screen.query_one("#forgotten", Input).value == "3-7"
        assert isinstance(app.screen, CramDialog)
        await pilot.press("backspace", "backspace", "backspace", "7", "enter")
        await until_painted(pilot, "No card here was rated Again since 2026-02-24.")
        await pilot.press("backspace", "down", "space", "enter")
        await until_painted(pilot, "[x] Weakest", "No source here is weak")
        await pilot.click(Tick)
        app.screen.query_one("#tag", Input).value = "choice"
        await until_painted(pilot, "[ ] Weakest")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CramScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_lately_forgotten_are_crammed_of_the_chosen_deck(opened: Open) -> None:
    workspace = opened(settings=STEPLESS)
    study(workspace, Rating.AGAIN)
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("down", "c")
        await until_painted(pilot, "CRAM · Les neuf")
        await pilot.press("down", "1", "down", "down", "backspace", "backspace", "backspace", "2", "enter")
        await until(pilot, lambda: isinstance(app.screen, CramScreen))
        screen = app.screen
        assert isinstance(screen, CramScreen) and screen._quiz.total == 2
        assert screen._quiz.scope.decks == ("neuf",)


@SIZES
async def test_home_studies_ahead_when_nothing_is_due(size: tuple[int, int], opened: Open) -> None:
    opened(settings=STEPLESS)
    workspace = opened(settings=STEPLESS)
    study(workspace, Rating.EASY)
    workspace.close()
    workspace = opened(settings=STEPLESS.replace("4", "0"), now=NEXT_DAY)
    app = QuizApp(workspace)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until_painted(pilot, "Nothing is due.")
        await begin(pilot, app, "d")
        await until_painted(pilot, "AHEAD · All decks", "Days ahead")
        await pilot.press("enter")
        await until_painted(pilot, "Within 1")
        await begin(pilot, app, "d")
        await until_painted(pilot, "AHEAD · All decks")
        app.screen.query_one(Input).value = "365"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        await until_painted(pilot, " AHEAD ")
        if size[0] > 40:
            await until_painted(pilot, "Ahead of time", "4 to review")


async def test_the_summary_studies_ahead_where_nothing_is_left_of_today(opened: Open) -> None:
    workspace = opened(settings=STEPLESS.replace("4", "1"))
    app = QuizApp(workspace, workspace.sitting(Scope(tag="choice")))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = app.screen
        assert isinstance(screen, StudyScreen)
        await until(pilot, lambda: app.focused is not None)
        assert isinstance(screen._sitting.moment, Asking)
        await pilot.press(*RIGHT["choice"].pressed(screen._sitting.moment.order))
        await until(pilot, lambda: screen.has_class("-answered"))
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        await until_painted(pilot, "Next review in", "Study ahead")
        await pilot.press("d")
        await until_painted(pilot, "AHEAD · Summary")
        app.screen.query_one(Input).value = "365"
        await pilot.press("enter")
        await until_painted(pilot, "Within 365 days nothing")
        assert isinstance(app.screen, SummaryScreen), "what was reviewed today is not asked ahead"


async def test_more_reviews_than_the_limit_are_asked_for_on_home(opened: Open) -> None:
    workspace = opened(settings=STEPLESS)
    study(workspace, Rating.AGAIN)
    workspace.close()
    settings = STEPLESS.replace("4", "0") + "review_limit = 1\n"
    workspace = opened(settings=settings, now="2026-03-20T10:00:00+01:00")
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "1 card to review")
        await begin(pilot, app, "m")
        await until_painted(pilot, "More reviews", "For today only")
        assert app.screen.query_one(Input).value == "3"
        app.screen.query_one(Input).value = "2"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        await until_painted(pilot, "3 to review")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        study(workspace, Rating.EASY)
        await pilot.press("r")
        await until_painted(pilot, "Today’s limit is reached; 3 cards are still due. m reviews more.")
        study(workspace, Rating.EASY, reviews=9)
        await pilot.press("r")
        await until_painted(pilot, "Nothing is due.")
        await pilot.press("m")
        await until_painted(pilot, "No review waits beyond")


async def test_a_cram_of_weak_sources_has_the_cards_added_up_beside_the_screen(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(settings=STEPLESS)
    study(workspace, Rating.AGAIN)
    monkeypatch.setattr(standings, "NEAR", 0)
    monkeypatch.setattr("quizapp.stats.topics.LEAST", 1)
    go = threading.Event()
    filling: list[tuple[threading.Thread, Callable[[], bool]]] = []

    def waiting(workspace: Workspace, wanted: Callable[[], bool]) -> standings.Standings:
        filling.append((threading.current_thread(), wanted))
        assert go.wait(60)
        return progress.standings(workspace, wanted)

    monkeypatch.setattr(background, "standings", waiting)
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app, "c")
        await until(pilot, lambda: isinstance(app.screen, CramDialog) and app.focused is not None)
        await pilot.press("tab", "tab", "space", "enter", "enter")
        await until_painted(pilot, "[x] Weakest", "Every card is being added up first.")
        await until(pilot, lambda: filling)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, CramDialog) and app.focused is not None)
        await pilot.press("tab", "tab", "space", "enter")
        await until(pilot, lambda: len(filling) == 2)
        app.screen.query_one(Tick).focus()
        await pilot.press("space")
        assert app.screen.query_one(Tick).ticked, "what was asked for is what begins"
        assert threading.main_thread() not in [thread for thread, _wanted in filling]
        assert [wanted() for _thread, wanted in filling] == [False, True]
        go.set()
        await until(pilot, lambda: isinstance(app.screen, CramScreen))


async def test_a_cram_dialog_that_was_just_left_begins_nothing(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app, "c")
        await until(pilot, lambda: isinstance(app.screen, CramDialog) and app.focused is not None)
        dialog = app.screen
        assert isinstance(dialog, CramDialog)
        added_up: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        async def told() -> str:
            return await added_up

        leave = dialog.dismiss

        def leaving(result: RoundScope | None = None) -> AwaitComplete:
            if not added_up.done():
                added_up.set_result("")
            return leave(result)

        monkeypatch.setattr(dialog, "_waiting", lambda scope, wanted: told())
        monkeypatch.setattr(dialog, "dismiss", leaving)
        await pilot.press("enter")
        await until_painted(pilot, "Every card is being added up first.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.pause(0.1)
        assert isinstance(app.screen, HomeScreen)
