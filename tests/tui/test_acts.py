"""F9 while studying: the card before its learner is flagged, set due or made new, and undo takes it back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from quizapp.store.history import History
from quizapp.store.model import EventKind, UndoResult
from quizapp.study.model import New, Rating, Scheduled
from quizapp.tui.app import QuizApp
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.screens.act_dialog import ActDialog
from quizapp.tui.screens.due_dialog import DueDialog
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.screens.work_dialog import WorkDialog
from quizapp.tui.widgets.title_bar import TitleBar
from quizapp.workspace.model import Answered, Asking, Scope
from tests.tui.conftest import Open, until
from tests.workspace.making import answer_all

LATER = "2026-06-01T10:00:00+02:00"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the app has told: on a busy machine that may be gone again before a test looks."""
    tell, told = QuizApp.notify, []

    def notify(app: QuizApp, message: str, **how: Any) -> None:
        told.append(message)
        tell(app, message, **how)

    monkeypatch.setattr(QuizApp, "notify", notify)
    return told


def studying(opened: Open, tag: str | None, *, known: bool = True, settings: str = "") -> QuizApp:
    """The app over a sitting of the cards with a tag, or of all; they are in review, and due, unless
    unknown."""
    if known:
        workspace = opened()
        with closing(workspace.sitting(Scope(tag=tag))) as sitting:
            answer_all(sitting, Rating.EASY)
        workspace.close()
    workspace = opened(now=LATER, settings=settings)
    return QuizApp(workspace, workspace.sitting(Scope(tag=tag)))


def studied(app: QuizApp) -> Any:
    """The study screen, whatever stands over it."""
    return next(screen for screen in app.screen_stack if isinstance(screen, StudyScreen))


def sitting(app: QuizApp) -> Any:
    return studied(app)._sitting


def key_on(app: QuizApp) -> Any:
    """The card on screen."""
    return studied(app)._asking.key


def title(app: QuizApp) -> str:
    return app.screen_stack[-1].query_one(TitleBar).render().plain


def is_at(app: QuizApp, screen: type) -> Callable[[], bool]:
    return lambda: isinstance(app.screen, screen)


async def act(pilot: Pilot[Any], app: QuizApp, *keys: str) -> None:
    await until(pilot, is_at(app, StudyScreen))
    await pilot.press("f9")
    await until(pilot, is_at(app, ActDialog))
    await pilot.press(*keys)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_flag_stands_in_the_header_and_the_draft_and_hint_stay(
    size: Any, opened: Open, told: list[str]
) -> None:
    app = studying(opened, "short", known=False)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, is_at(app, StudyScreen))
        await pilot.press("f2", "l", "a")
        field = app.screen.query_one(Input)
        assert "⚑" not in title(app)
        await act(pilot, app, "é")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen) and "⚑2" in title(app))
        assert app.screen.query_one(Input) is field and field.value == "la" and field.has_focus
        assert studied(app)._hinted
        await until(pilot, lambda: any("1 card flagged. ctrl+z" in toast for toast in told))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "⚑" not in title(app))
        assert studied(app)._hinted and app.screen.query_one(Input).value == "la"
        await until(pilot, lambda: "Undone: flagging." in told)
        await pilot.press("ctrl+y")
        await until(pilot, lambda: "⚑2" in title(app))
        await act(pilot, app, "0")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen) and "⚑" not in title(app))
        kinds = [event.kind for event in sitting(app).workspace.history.events()]
        assert kinds == ["flag", "void", "void", "flag"]


async def test_a_flag_after_the_answer_leaves_the_passage_as_it_is_read(opened: Open) -> None:
    app = studying(opened, "choice")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, is_at(app, StudyScreen))
        sitting(app).submit(None)
        await studied(app)._show()
        await pilot.press("c")
        view = app.screen.query_one(QuestionView)
        await until(pilot, lambda: studied(app)._proof._open)
        await act(pilot, app, "4")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen) and "⚑4" in title(app))
        assert app.screen.query_one(QuestionView) is view and studied(app)._proof._open
        await pilot.press("u")
        await until(pilot, lambda: "⚑" not in title(app))
        assert app.screen.query_one(QuestionView) is view and studied(app)._proof._open


@pytest.mark.parametrize("after", [False, True], ids=["asked", "answered"])
async def test_a_card_set_due_leaves_and_comes_back_by_undo(
    after: bool, opened: Open, told: list[str]
) -> None:
    app = studying(opened, None)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: is_at(app, StudyScreen)() and app.screen.query("RatingBar"))
        if after:
            sitting(app).submit(None)
            await studied(app)._show()
        key = key_on(app)
        history = sitting(app).workspace.history
        await act(pilot, app, "d")
        await until(pilot, is_at(app, DueDialog))
        await pilot.press("backspace", "1", "2", "enter")
        due = sitting(app).workspace.today() + 12
        await until(pilot, lambda: history.memory((key,))[key].state.due == due)
        await until(pilot, lambda: isinstance(app.screen, StudyScreen) and key_on(app) != key)
        await until(pilot, lambda: any("1 card has another date." in toast for toast in told))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: key_on(app) == key)
        assert isinstance(sitting(app).moment, Answered if after else Asking)
        await until(pilot, lambda: "Undone: setting due." in told)


async def test_a_card_made_new_is_asked_as_one(opened: Open) -> None:
    app = studying(opened, "choice")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, is_at(app, StudyScreen))
        key, history = key_on(app), sitting(app).workspace.history
        assert isinstance(history.memory((key,))[key].state, Scheduled)
        await act(pilot, app, "r")
        await until(pilot, lambda: isinstance(history.memory((key,))[key].state, New))
        await until(pilot, lambda: isinstance(app.screen, StudyScreen) and "1 new" in title(app))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "1 to review" in title(app))


async def test_what_cannot_be_is_not_offered(opened: Open) -> None:
    app = studying(opened, "choice", known=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await act(pilot, app, "d", "r")
        assert isinstance(app.screen, ActDialog)
        assert not app.screen.query("#due") and not app.screen.query("#reset")
        assert app.screen.query("#flag-4")
        await pilot.press("escape")
        await until(pilot, is_at(app, StudyScreen))
        await act(pilot, app, "f9")
        await until(pilot, is_at(app, StudyScreen))
        assert sitting(app).workspace.history.head() == 0


async def test_the_dialog_is_used_by_mouse_and_fits_a_small_screen(opened: Open) -> None:
    app = studying(opened, "choice")
    async with app.run_test(size=(40, 12)) as pilot:
        await act(pilot, app)
        for line in app.screen.query(".choice, .faint"):
            assert app.screen.region.contains_region(line.region) and line.region.height == 1
        await pilot.click("#flag-3")
        await until(pilot, is_at(app, StudyScreen))
        assert [event.body for event in sitting(app).workspace.history.events()][-1] == {"flag": 3}


async def test_no_letter_at_the_verdict_acts_on_the_card(opened: Open) -> None:
    app = studying(opened, "choice")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, is_at(app, StudyScreen))
        sitting(app).submit(None)
        await studied(app)._show()
        head = sitting(app).workspace.history.head()
        await pilot.press(*"bsrfnRF")
        assert sitting(app).workspace.history.head() == head
        kinds = [event.kind for event in sitting(app).workspace.history.events()]
        assert EventKind.RESET not in kinds and EventKind.FLAG not in kinds


async def test_the_keys_are_the_users_own(opened: Open) -> None:
    keys = '[keys]\n"study.act" = "ctrl+t"\n"act-dialog.flag-2" = "j"\n'
    app = studying(opened, "choice", known=False, settings=keys)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, is_at(app, StudyScreen))
        await pilot.press("f9", "ctrl+t")
        await until(pilot, is_at(app, ActDialog))
        assert "j flag ⚑2" in str(app.screen.query_one("#flag-2").render())
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen) and "⚑2" in title(app))


async def test_an_undo_that_takes_long_is_said_and_takes_the_keys(
    opened: Open, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    """As after Browse has changed thousands of cards."""
    app = studying(opened, None)
    go_on, undo = threading.Event(), History.undo

    def slow(history: History, sitting: str = "") -> UndoResult | None:
        go_on.wait(20)
        return undo(history, sitting)

    monkeypatch.setattr(History, "undo", slow)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await act(pilot, app, "1")
        await until(pilot, is_at(app, StudyScreen))
        key = key_on(app)
        await pilot.press("ctrl+z")
        await until(pilot, is_at(app, WorkDialog))
        await pilot.press("f8", "escape", "f7")
        assert isinstance(app.screen, WorkDialog) and key_on(app) == key
        leaving = threading.Thread(target=studied(app).keep)
        leaving.start()
        leaving.join(0.05)
        assert leaving.is_alive()
        go_on.set()
        await until(pilot, is_at(app, StudyScreen))
        await until(pilot, lambda: any("Undone" in toast for toast in told))
        leaving.join(5)
        assert not leaving.is_alive()
        assert key_on(app) == key and sitting(app).moment.flag == 0
