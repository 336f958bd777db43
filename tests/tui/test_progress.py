"""Progress: its pages, tables, filters, and the keys that do what it says to do next."""

from __future__ import annotations

import asyncio
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from quizapp import messages
from quizapp.clock import clock_from
from quizapp.library.model import CardKey
from quizapp.questions.model import Marking, Outcome
from quizapp.study.model import Rating
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.progress import PAGES, ProgressScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.workspace import following, standings
from quizapp.workspace.model import Asking, Scope
from quizapp.workspace.workspace import Workspace
from tests.store.making import attempt, event
from tests.tui.conftest import NEXT_DAY, Open, painted, until, until_painted

SIZES = [(40, 12), (80, 24), (120, 40)]


def miss(workspace: Workspace, tag: str, **said: bool) -> None:
    sitting = workspace.sitting(Scope(tag=tag))
    assert isinstance(sitting.moment, Asking)
    sitting.submit("2019", **said)
    sitting.rate(Rating.AGAIN)
    sitting.close()


def stands_at(screen: ProgressScreen, page: int, table: bool) -> bool:
    return (screen._page, screen._as_table) == (page, table)


async def test_the_first_screenful_answers_the_three_questions(opened: Open) -> None:
    workspace = opened()
    miss(workspace, "date")
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p")
        screen = await until_painted(
            pilot, "PROGRESS", "On schedule", "Retained of each article", "What to do next"
        )
        assert "1 answer today" in screen and "Streak: 1 day studied" in screen
        assert "Titre secret" in screen and "1  Study the 1 card that is due" in screen
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_progress_of_nothing_says_so_on_every_page(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 60)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p")
        await until_painted(
            pilot, "0 answers today", "nothing is due", "No streak", "No answers to go by yet"
        )
        await pilot.press("tab")
        await until_painted(pilot, "A year of answers", "0 answers on 0 days")
        await pilot.press("right")
        await until_painted(pilot, "Due in the coming days", "Nothing is due.")
        await pilot.press("tab")
        await until_painted(pilot, "No review yet")
        await pilot.press("tab")
        await until_painted(pilot, "No review in this time whose recall was predicted.")
        await pilot.press("tab", "tab")
        await until_painted(pilot, "Nothing was answered in this time.")
        await pilot.press("tab")
        screen = await until_painted(pilot, "None: no card was missed yet.")
        assert "unsure" not in screen
        await pilot.press("tab", "tab")
        await until_painted(pilot, "What to do next")
        await pilot.press("shift+tab", "left")
        await until_painted(pilot, "None: no card was missed yet.")


async def test_weak_cards_come_with_their_proof_and_what_was_sure(opened: Open) -> None:
    workspace = opened()
    miss(workspace, "date", sure=True)
    workspace.close()
    app = QuizApp(opened(now=NEXT_DAY))
    async with app.run_test(size=(100, 60)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p")
        await until_painted(pilot, "On schedule: 1 card is due today.", "2  1 card missed although sure")
        await pilot.press("left", "left")
        screen = await until_painted(pilot, "Weakest cards", "Sure or unsure, in the last 1 answer")
        assert "0 of 1 right" in screen and "→ juin 2024" in screen
        assert "Titre secret" in screen and "a rouvert en juin 2024" in screen
        assert "Sure: 0 of 1 right (0 %)" in screen and "Unsure" not in screen
        _before, heading, after = screen.partition("Missed although sure")
        assert app.screen.query_one("#figures").styles.text_wrap == "wrap"
        assert heading and "1 time, last on 2 March 2026" in after and "→ juin 2024" in after


async def test_t_shows_the_table_of_the_chart_and_the_chart_again(opened: Open) -> None:
    workspace = opened()
    miss(workspace, "date")
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 40)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p", "tab")
        assert "2 March 2026" not in await until_painted(pilot, "less")
        await pilot.press("t")
        assert "less" not in await until_painted(pilot, "Month", "February 2026")
        await pilot.press("tab")
        await until_painted(pilot, "3 March 2026")
        await pilot.press("t")
        assert "3 March 2026" not in await until_painted(pilot, "Tue 3")


async def test_t_is_offered_only_where_there_is_a_chart(opened: Open) -> None:
    workspace = opened()
    miss(workspace, "date")
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p", "t")
        assert "t Table" not in await until_painted(pilot, "1 answer today")
        for page in PAGES[1:]:
            await pilot.press("tab")
            offered = page not in ("Weak cards", "Questions")
            await until(pilot, lambda: ("t Table" in painted(app)) == offered)  # noqa: B023
            screen = app.screen
            assert isinstance(screen, ProgressScreen) and not screen._as_table


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of two cards is large, and its faces are added up one by one."""
    monkeypatch.setattr(standings, "NEAR", 1)
    monkeypatch.setattr(following, "AT_A_TIME", 1)


@pytest.mark.usefixtures("large")
async def test_the_first_adding_up_leaves_the_screen_free_and_goes_on_where_it_was_left(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened()
    miss(workspace, "date")
    go, began, applied = threading.Event(), threading.Event(), standings.Standings._take_in

    def slowly(self: standings.Standings, came: list[str]) -> None:
        assert threading.current_thread() is not threading.main_thread()
        began.set()
        assert go.wait(30)
        applied(self, came)

    monkeypatch.setattr(standings.Standings, "_take_in", slowly)
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p")
        await until_painted(pilot, "Adding up every card", "counting…")
        await until(pilot, began.is_set)
        await pilot.press("tab", "d")
        await until_painted(pilot, "is being added up", "Adding up every card")
        await pilot.press("1", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        go.set()
        await app.workers.wait_for_complete()
        db = workspace.index.connection
        left = "SELECT up_to FROM standing_stamp"
        assert db.execute(left).fetchone()[0] is not None
        await pilot.press("p")
        await until_painted(pilot, "1 answer today", "Retained of each article")
        await until(pilot, lambda: "counting" not in painted(app))
        assert db.execute(left).fetchone()[0] is None
        await pilot.press("d")
        await until_painted(pilot, workspace.index.decks()[0].title[:20])


@pytest.mark.usefixtures("large")
async def test_who_quits_while_all_cards_are_added_up_does_not_wait_for_all(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened()
    began, applied = threading.Event(), standings.Standings._take_in

    def slowly(self: standings.Standings, came: list[str]) -> None:
        began.set()
        time.sleep(0.2)
        applied(self, came)

    monkeypatch.setattr(standings.Standings, "_take_in", slowly)
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p")
        await until(pilot, began.is_set)
        await pilot.press("ctrl+q")
    await asyncio.get_running_loop().shutdown_default_executor()  # as the end of the program does
    left = workspace.index.connection.execute("SELECT up_to FROM standing_stamp").fetchone()
    assert left[0] is not None


async def test_progress_that_stands_open_overnight_tells_the_new_day(opened: Open) -> None:
    workspace = opened()
    miss(workspace, "date")
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p")
        await until_painted(pilot, "1 answer today")
        workspace.clock = clock_from({"QUIZAPP_NOW": NEXT_DAY}, explicit_data=True)
        screen = app.screen
        assert isinstance(screen, ProgressScreen)
        screen.watch_day.look()
        await until_painted(pilot, "0 answers today")


async def test_d_goes_through_the_decks_and_letters_choose_the_period(opened: Open) -> None:
    workspace = opened()
    miss(workspace, "date")
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p", "d")
        screen = app.screen
        assert isinstance(screen, ProgressScreen)
        first = workspace.index.decks()[0]
        await until(pilot, lambda: screen._filters.deck == first.id and first.title[:20] in painted(app))
        for _ in workspace.index.decks():
            await pilot.press("d")
        await until_painted(pilot, "All decks")
        await pilot.press("y")
        await until_painted(pilot, "Answers of 365 days", "1 answer")
        await pilot.press("w")
        await until_painted(pilot, "Answers of 7 days")
        await pilot.press("m")
        await until_painted(pilot, "Answers of 30 days")


async def test_f_narrows_the_figures_to_a_tag_and_lets_it_go(opened: Open) -> None:
    workspace = opened()
    miss(workspace, "date")
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p")
        await until_painted(pilot, "1 answer today")
        await pilot.press("f")
        await until_painted(pilot, "Figures of which cards?", "● All cards", "Deck · ")
        await pilot.press(*"cloze")
        screen = await until_painted(pilot, "Tag · cloze")
        assert "Tag · date" not in screen and "All cards" not in screen
        await pilot.press("enter")
        screen = await until_painted(pilot, "All decks · #cloze", "0 answers today")
        assert isinstance(app.screen, ProgressScreen)
        await pilot.press("f")
        await until_painted(pilot, "● Tag · cloze")
        await pilot.press(*"titre", "enter")
        await until_painted(pilot, "All decks · #cloze · “Titre secret")
        await pilot.press("f", *"CLÔZE", "down", "enter")
        await until_painted(pilot, "All decks · “Titre secret", "1 answer today")
        await pilot.press("f")
        await until_painted(pilot, "● Article · Titre secret")
        assert "is called so" not in painted(app)
        await pilot.press(*"zzz")
        await until_painted(pilot, "No deck, tag or article is called so.")
        await pilot.press("enter", "backspace", "backspace", "backspace")
        await until_painted(pilot, "● Article · Titre secret")
        assert "is called so" not in painted(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ProgressScreen))


async def test_hours_and_predictions_come_with_their_tables(opened: Open) -> None:
    workspace = opened()
    (key,) = [row.key for row in workspace.index.key_rows() if "date" in row.tags]
    for rating in (3, 3, 1, 3):
        after = {"phase": "review", "due": workspace.today(), "interval": 3}
        said = {"rating": rating, "after": after, "retrievability": 0.85}
        workspace.history.append(attempt(key, duration_ms=8_000), event("review", key, said))
    workspace.catch_up()
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 40)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p", "tab", "tab", "tab", "tab")
        screen = await until_painted(pilot, "Recall predicted and actual, over 30 days", "○ predicted")
        assert "85–90 %" in screen and "Predicted 85 %, passed 67 % of 3 reviews." in screen
        await pilot.press("t")
        assert "21 % to 94 %" in await until_painted(pilot, "95 % interval")
        await pilot.press("tab", "tab")
        screen = await until_painted(pilot, "Answers by hour of the day", "Time a card, in seconds")
        assert "10 h        4  100 %" in screen and "8 s" in screen and "  11 h" not in screen
        await pilot.press("t", "w")
        assert "█" in await until_painted(pilot, "Most answers between 10 and 11 h: 4.", "7 days")


async def test_figures_arrive_although_the_index_is_in_memory_only(opened: Open) -> None:
    workspace = opened()
    miss(workspace, "date")
    workspace.index.beside = lambda: None  # type: ignore[method-assign]
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p", "left", "left")
        await until_painted(pilot, "0 of 1 right")


async def test_a_wrong_answer_typed_often_is_put_into_the_deck_by_its_key(
    opened: Open, library: Path
) -> None:
    workspace = opened()
    (key,) = [row.key for row in workspace.index.key_rows() if "short" in row.tags]
    said = [attempt(key, outcome="wrong", response=f"une [halle] {n // 4}") for n in range(8)]
    workspace.history.append(*said, attempt(key, outcome="wrong", response="autre"))
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p", "left")
        await until_painted(pilot, "For authors", "2  Accept from now on: une [halle] 1", "0 % of 9 answers")
        await pilot.press("3", "2")
        await until_painted(pilot, "Accept this answer from now on?", "une [halle] 1")
        (deck,) = library.rglob("*.yaml")
        assert "halle" not in deck.read_text("utf-8")
        await pilot.press("enter")
        await until_painted(pilot, "Written:")
        assert "une [halle] 1" in deck.read_text("utf-8") and "une [halle] 0" not in deck.read_text("utf-8")
        card = workspace.index.card(CardKey(key))
        assert card.question.grade("main", "une [halle] 1", Marking("fr")).outcome is Outcome.CORRECT


async def test_questions_say_when_there_is_too_little_to_judge(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p", "left")
        await until_painted(pilot, "No card was answered five times yet")
        await pilot.press("1")
        assert isinstance(app.screen, ProgressScreen)


async def test_a_digit_begins_a_quiz_over_what_goes_worst(opened: Open) -> None:
    workspace = opened()
    (key,) = [row.key for row in workspace.index.key_rows() if "date" in row.tags]
    workspace.history.append(*(attempt(key, outcome="wrong") for _ in range(12)))
    workspace.catch_up()
    app = QuizApp(workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("p", "9")
        await until_painted(pilot, "1  0 % of 12 right (0 % to 24 %): Tag “date”")
        assert isinstance(app.screen, ProgressScreen)
        await pilot.press("1")
        await until_painted(pilot, "QUIZ", "Quand")


@pytest.mark.parametrize("lang", messages.LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_no_page_is_wider_than_its_screen(
    size: tuple[int, int], lang: messages.Language, opened: Open
) -> None:
    messages.use(lang)
    workspace = opened()
    miss(workspace, "date", sure=True)
    app = QuizApp(workspace)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.focused is not None)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, ProgressScreen))
        screen = app.screen
        assert isinstance(screen, ProgressScreen)
        for table in (False, True):
            for page in range(len(PAGES)):
                await until(pilot, partial(stands_at, screen, page, table))
                figures = screen.query_one("#figures")
                content = screen._content(figures.content_size.width)
                if PAGES[page] not in ("Weak cards", "Questions"):  # which wrap their prose
                    widest = max(line.cell_length for line in content.split("\n"))
                    assert widest <= figures.content_size.width, PAGES[page]
                await pilot.press("tab")
            screen.action_table()
