"""What the first frame does without, and the keys that come before it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import Context
from pathlib import Path
from typing import NamedTuple

import pytest
from textual import events
from textual.app import App
from textual.widgets import Footer, Input, OptionList

from quizapp.questions.model import Matching, Options, Ordering
from quizapp.tui.app import QuizApp
from quizapp.tui.questions import VIEWS
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.widgets.hanging_rows import HangingRows
from quizapp.workspace.model import Answered, Asking, Scope
from quizapp.workspace.workspace import Workspace
from tests.kinds import EXAMPLES
from tests.tui.conftest import Open, until, until_painted
from tests.tui.test_answering import moment
from tests.tui.test_home import SHORT, study_all


@pytest.fixture
def uncounted(opened: Open, library: Path, monkeypatch: pytest.MonkeyPatch) -> QuizApp:
    """The app on a day with reviews, whose Home waits with counting until it is called for."""
    (library / "decks" / "petit.yaml").write_text(SHORT, "utf-8")
    workspace = opened(settings="learning_steps = []")
    study_all(workspace, 3)
    workspace.close()
    monkeypatch.setattr("quizapp.workspace.home.MANY", 1)
    later = HomeScreen.call_after_refresh

    def kept(screen: HomeScreen, callback: Callable[..., None], *args: object) -> bool:
        return callback == screen._show_what_is_left or later(screen, callback, *args)

    monkeypatch.setattr(HomeScreen, "call_after_refresh", kept)
    return QuizApp(opened(now="2026-06-02T10:00:00+01:00"))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_counts_that_arrive_later_move_nothing(uncounted: QuizApp, size: tuple[int, int]) -> None:
    async with uncounted.run_test(size=size) as pilot:
        before = await until_painted(pilot, "Petit paquet", "… cards to review")
        rows = before[before.index("faces") :].splitlines()[1:4]
        assert not any(char.isdigit() for row in rows for char in row)
        await pilot.press("down", "down")
        home = uncounted.screen
        assert isinstance(home, HomeScreen)
        home._show_what_is_left()
        after = await until_painted(pilot, "14 cards to review")
        for word in ("Deck", "All decks", "Les neuf", "Petit paquet"):
            stood, stands = (
                next(n for n, line in enumerate(screen.splitlines()) if word in line)
                for screen in (before, after)
            )
            assert stood == stands
        assert home.query_one(OptionList).highlighted == 2
        row = next(line.removeprefix("▎") for line in after.splitlines() if "Petit paquet" in line)
        assert row.split()[2:5] == ["1", "0", "1"]


async def test_counts_that_arrive_later_leave_the_list_where_it_was_scrolled_to(uncounted: QuizApp) -> None:
    async with uncounted.run_test(size=(80, 7)) as pilot:
        await until_painted(pilot, "All decks", "… cards to review")
        home = uncounted.screen
        assert isinstance(home, HomeScreen)
        decks = home.query_one(OptionList)
        decks.scroll_to(y=1, animate=False, immediate=True)
        await pilot.pause()
        assert decks.scroll_y == 1
        home._show_what_is_left()
        await until_painted(pilot, "14 cards to review")
        assert (decks.scroll_y, decks.highlighted) == (1, 0)


async def test_counts_arrive_by_themselves(uncounted: QuizApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("quizapp.workspace.home.MANY", 1)
    async with uncounted.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "14 cards to review")


async def test_enter_waits_for_no_count(uncounted: QuizApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async with uncounted.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "… cards to review")
        monkeypatch.setattr(Workspace, "home", None)
        await pilot.press("down", "down", "enter")
        await until_painted(pilot, "Quoi")


@pytest.mark.parametrize("key", ["z", "x", "c", "d"])
async def test_keys_that_want_counts_have_them_counted(uncounted: QuizApp, key: str) -> None:
    async with uncounted.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "… cards to review")
        home = uncounted.screen
        assert isinstance(home, HomeScreen)
        await pilot.press(key)
        await until(pilot, lambda: uncounted.screen is not home)
        assert home._home.counted


def write_thirty(library: Path) -> None:
    for number in range(30):
        deck = SHORT.replace("id: petit", f"id: petit-{number}", 1)
        (library / "decks" / f"petit-{number}.yaml").write_text(deck, "utf-8")


async def test_decks_out_of_sight_arrive_behind_the_first_frame(
    opened: Open, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_thirty(library)
    first: list[int] = []
    later = HomeScreen.call_after_refresh

    def watched(screen: HomeScreen, callback: Callable[..., None], *args: object) -> bool:
        first.append(screen.query_one(OptionList).option_count)
        return later(screen, callback, *args)

    monkeypatch.setattr(HomeScreen, "call_after_refresh", watched)
    app = QuizApp(opened())
    async with app.run_test(size=(80, 12)) as pilot:
        await until_painted(pilot, "All decks")
        decks = app.screen.query_one(OptionList)
        await until(pilot, lambda: decks.option_count == 32)
        assert next(filter(None, first)) == 12
        assert decks.highlighted == 0
        await pilot.press("end")
        assert decks.highlighted == 31


@pytest.mark.parametrize(("key", "deck"), [("end", 31), ("up", 31)])
async def test_a_key_that_comes_before_the_decks_out_of_sight_leads_to_them(
    opened: Open, library: Path, monkeypatch: pytest.MonkeyPatch, key: str, deck: int
) -> None:
    write_thirty(library)
    later = HomeScreen.call_after_refresh

    def kept(screen: HomeScreen, callback: Callable[..., None], *args: object) -> bool:
        return callback == screen._show_what_is_left or later(screen, callback, *args)

    monkeypatch.setattr(HomeScreen, "call_after_refresh", kept)
    app = QuizApp(opened())
    async with app.run_test(size=(80, 12)) as pilot:
        await until_painted(pilot, "All decks")
        decks = app.screen.query_one(OptionList)
        await until(pilot, lambda: decks.option_count == 12)
        await pilot.press(key)
        await until(pilot, lambda: decks.highlighted == deck)


class Held(NamedTuple):
    """The app over a sitting whose first question stays as its first frame has it, until it is let go on."""

    app: QuizApp
    go_on: asyncio.Event


@pytest.fixture
def held(asking: Callable[[str], QuizApp], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Held]:
    mount = StudyScreen._mount_taker
    go_on = asyncio.Event()

    async def later(screen: StudyScreen) -> None:
        await go_on.wait()
        await mount(screen)

    monkeypatch.setattr(StudyScreen, "_mount_taker", later)
    return lambda kind: Held(asking(kind), go_on)


@pytest.mark.parametrize("kind", EXAMPLES)
async def test_the_first_question_is_seen_before_what_takes_its_answer_and_keys_wait(
    held: Callable[[str], Held], kind: str
) -> None:
    app, go_on = held(kind)
    async with app.run_test(size=(80, 24)) as pilot:
        asking = moment(app)
        assert isinstance(asking, Asking)
        await until_painted(pilot, asking.stem.removesuffix(" ?"))
        seen = isinstance(asking.form, Options | Ordering | Matching)
        assert bool(app.screen.query(QuestionView)) == bool(app.screen.query(HangingRows)) == seen
        assert not app.screen.query(".prompt, Input, TextArea, Footer")
        right = EXAMPLES[kind].right
        pressing = asyncio.create_task(pilot.press(*right.pressed(asking.order)))
        await asyncio.sleep(0.05)
        assert moment(app) is asking
        go_on.set()
        await pressing
        await until(pilot, lambda: isinstance(moment(app), Answered))
        answered = moment(app)
        assert isinstance(answered, Answered) and answered.verdict.outcome is right.outcome


async def test_keys_and_a_paste_go_into_a_field_that_is_still_to_come_in_their_order(
    held: Callable[[str], Held],
) -> None:
    app, go_on = held("short")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Que visite-t-on ici")
        for key in "marché":
            app.post_message(events.Key(key, key))
        app.post_message(events.Paste(" couvert"))
        await asyncio.sleep(0.05)
        go_on.set()
        await until(pilot, lambda: app.screen.query(Input) and app.screen.query_one(Input).value)
        await until(pilot, lambda: app.screen.query_one(Input).value == "marché couvert")


@pytest.mark.parametrize("kind", ["flashcard", "short", "essay", "truefalse"])
async def test_keys_typed_before_the_question_is_seen_are_neither_answers_nor_commands(
    kind: str, asking: Callable[[str], QuizApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    mount = StudyScreen.on_mount

    def press(app: App[object]) -> None:
        for key in ("h", "g", "f4", "enter", "1", "f7", "escape"):
            app.post_message(events.Key(key, None))

    async def later(screen: StudyScreen) -> None:
        # As a driver does, from outside of all widgets.
        asyncio.get_running_loop().call_soon(press, screen.app, context=Context())
        await asyncio.sleep(0.05)
        await mount(screen)

    monkeypatch.setattr(StudyScreen, "on_mount", later)
    app = asking(kind)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.query(Footer))
        assert isinstance(moment(app), Asking)
        (view,) = app.screen.query(QuestionView)
        assert view.draft() is None and not app.screen._guessed  # type: ignore[attr-defined]


async def test_what_a_key_has_shown_already_is_not_mounted_once_more(held: Callable[[str], Held]) -> None:
    app, go_on = held("flashcard")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "générosité")
        screen = app.screen
        assert isinstance(screen, StudyScreen)
        await screen._show()
        go_on.set()
        await until(pilot, lambda: screen.query(Footer))
        assert len(screen.query(".prompt")) == len(screen.query(QuestionView)) == 1


async def test_there_is_nothing_to_complete_before_the_screen_is_composed(opened: Open) -> None:
    await StudyScreen(opened().sitting(Scope())).complete()


@pytest.mark.parametrize("kind", ["short", "list", "essay"])
def test_a_view_that_the_end_of_the_app_kept_from_its_fields_stands_in_for_them(
    kind: str, opened: Open
) -> None:
    asked = opened().sitting(Scope(tag=kind)).moment
    assert isinstance(asked, Asking)
    view = VIEWS[kind](asked)
    assert view.taker() is view
    assert VIEWS[kind](asked._replace(first="ab")).standing() == "ab"
