"""A whole quiz by keyboard and by mouse, at every size, and what a learner says of a verdict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from quizapp.questions.model import Outcome
from quizapp.store.model import EventKind
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.quiz import QuizRoundScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.widgets.choice_bar import ChoiceButton
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.model import Answered, Asking
from quizapp.workspace.quiz import Quiz, begin_quiz
from tests.kinds import RIGHT, WRONG
from tests.tui.conftest import Open, click_row, until, until_painted

Ask = Callable[[str], QuizApp]


def quiz_of(app: QuizApp) -> Quiz:
    screen = app.screen
    assert isinstance(screen, QuizRoundScreen)
    return screen._quiz


async def shown(pilot: Pilot[Any], app: QuizApp) -> None:
    await until(
        pilot, lambda: isinstance(quiz_of(app).moment, Answered) and app.screen.has_class("-answered")
    )


async def left(pilot: Pilot[Any], quiz: Quiz, answered: object) -> None:
    await until(pilot, lambda: quiz.moment is not answered)


@pytest.fixture
def quizzing(opened: Open) -> Callable[..., QuizApp]:
    def begin(**scope: object) -> QuizApp:
        workspace = opened()
        return QuizApp(workspace, begin_quiz(workspace, RoundScope(seed=3, **scope)))  # type: ignore[arg-type]

    return begin


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_whole_quiz_by_keyboard(size: tuple[int, int], quizzing: Callable[..., QuizApp]) -> None:
    app = quizzing()
    async with app.run_test(size=size) as pilot:
        quiz = quiz_of(app)
        for number in range(quiz.total):
            await until(pilot, lambda: app.focused is not None and isinstance(quiz.moment, Asking))
            asking = quiz.moment
            assert isinstance(asking, Asking) and quiz.place == number + 1
            kind = asking.card.question.kind
            keys = (WRONG if number == 0 else RIGHT)[kind]
            await pilot.press(*keys.pressed(asking.order))
            await shown(pilot, app)
            answered = quiz.moment
            assert isinstance(answered, Answered)
            await until_painted(pilot, "Titre secret" if size[0] > 40 else "QUIZ")
            await pilot.press("2" if answered.verdict.outcome is Outcome.REVEALED else "enter")
            await left(pilot, quiz, answered)
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        assert quiz.summary().attempts == quiz.total
        assert not [event for event in app._workspace.history.events() if event.kind == EventKind.REVIEW]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_quiz_by_mouse_alone(quizzing: Callable[..., QuizApp]) -> None:
    app = quizzing(kinds=("flashcard", "choice", "truefalse"))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = quiz_of(app)
        while not isinstance(app.screen, SummaryScreen):
            asking = quiz.moment
            assert isinstance(asking, Asking)
            await until(pilot, lambda: app.focused is not None)
            flashcard = asking.card.question.kind == "flashcard"
            if flashcard:
                await pilot.click("RevealView")
            else:
                await click_row(pilot, 0)
            await shown(pilot, app)
            await until(pilot, lambda: app.screen.query(ChoiceButton)[0].region.width > 0)
            answered = quiz.moment
            await pilot.click(app.screen.query(ChoiceButton)[1 if flashcard else 0])
            await left(pilot, quiz, answered)
            await pilot.pause()
        assert quiz.summary().attempts == quiz.total == 3


async def test_the_header_tells_the_way_by_word_and_shape(quizzing: Callable[..., QuizApp]) -> None:
    app = quizzing(kinds=("short",))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(
            pilot, "‹ QUIZ ›", "1 of 1", "1 question (short answers 1). Nothing is scheduled;"
        )


async def test_home_starts_a_quiz_of_the_size_asked_for(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press("z")
        await until_painted(pilot, "QUIZ · All decks", "Questions, at most")
        app.screen.query_one(Input).value = "0"
        await pilot.press("enter")
        await until_painted(pilot, "A whole number from 1")
        app.screen.query_one(Input).value = "2"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuizRoundScreen))
        assert quiz_of(app).total == 2
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("z", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def answered(pilot: Pilot[Any], app: QuizApp) -> None:
    """Answers the question on screen rightly."""
    await until(pilot, lambda: app.focused is not None)
    asking = quiz_of(app).moment
    assert isinstance(asking, Asking)
    await pilot.press(*RIGHT[asking.card.question.kind].pressed(asking.order))
    await shown(pilot, app)


async def test_a_round_that_has_begun_ends_by_a_second_escape(quizzing: Callable[..., QuizApp]) -> None:
    app = quizzing(kinds=("truefalse", "choice", "date"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        quiz = quiz_of(app)
        await answered(pilot, app)
        await pilot.press("escape")
        await until_painted(pilot, "2 questions are left, and this round cannot")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(quiz.moment, Asking) and app.focused is not None)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, QuizRoundScreen), "it was another question"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))


async def test_a_round_with_nothing_to_lose_ends_at_once(quizzing: Callable[..., QuizApp]) -> None:
    app = quizzing(kinds=("truefalse",))
    async with app.run_test(size=(80, 24)) as pilot:
        await answered(pilot, app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))


async def test_missed_cards_are_repeated_by_a_key(quizzing: Callable[..., QuizApp]) -> None:
    app = quizzing(kinds=("truefalse", "choice"))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = quiz_of(app)
        while isinstance(asking := quiz.moment, Asking):
            await until(pilot, lambda: app.focused is not None)
            kind = asking.card.question.kind
            keys = (WRONG if kind == "choice" else RIGHT)[kind]
            await pilot.press(*keys.pressed(asking.order))
            await shown(pilot, app)
            answered = quiz.moment
            await pilot.press("enter")
            await left(pilot, quiz, answered)
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, QuizRoundScreen))
        assert quiz_of(app).total == 1
        again = quiz_of(app).moment
        assert isinstance(again, Asking) and again.card.question.kind == "choice"


async def test_i_was_right_turns_the_verdict_and_the_suggested_rating(asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press(*"zut", "enter")
        await until_painted(pilot, "✗ Wrong", "▸1 Again")
        await pilot.press("o")
        await until_painted(pilot, "✓ Correct", "▸3 Good")
        await pilot.press("o")
        await until_painted(pilot, "✗ Wrong", "▸1 Again")
        kinds = [event.kind for event in app._workspace.history.events()]
        assert kinds.count(EventKind.OVERRIDE) == 2


async def test_an_answer_is_accepted_for_good_after_its_edit_was_shown(asking: Ask, library: Path) -> None:
    deck = library / "decks" / "neuf.yaml"
    app = asking("short")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press(*"zut", "enter")
        await until_painted(pilot, "✗ Wrong")
        before = deck.read_bytes()
        await pilot.press("O")
        await until_painted(pilot, "Accept this answer from now on?", '"zut"', "neuf.yaml")
        await pilot.press("escape")
        await until_painted(pilot, "✗ Wrong")
        assert deck.read_bytes() == before
        await pilot.press("O")
        await until_painted(pilot, "Accept this answer from now on?")
        await pilot.press("enter")
        await until_painted(pilot, "✓ Correct")
        assert b'"zut"' in deck.read_bytes()


async def test_a_right_guess_counts_and_comes_again(asking: Ask) -> None:
    app = asking("choice")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press("g")
        await until_painted(pilot, "Marked as a guess.")
        await pilot.press("f3", "f3")
        await until_painted(pilot, "Marked as a guess.")
        order = app.screen._asker.moment.order  # type: ignore[attr-defined]
        await pilot.press(*RIGHT["choice"].pressed(order))
        await until_painted(pilot, "✓ Correct", "▸1 Again")
        (event,) = [event for event in app._workspace.history.events() if event.kind == EventKind.ATTEMPT]
        assert event.body["guessed"] is True


@pytest.mark.parametrize(("key", "sure"), [("1", True), ("2", False), ("escape", None)])
async def test_confidence_is_asked_before_the_verdict(key: str, sure: bool | None, opened: Open) -> None:
    workspace = opened(settings="confidence = true")
    app = QuizApp(workspace, begin_quiz(workspace, RoundScope(kinds=("short",))))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press(*"zut", "enter")
        screen = await until_painted(pilot, "How sure are you of it?")
        assert "Wrong" not in screen
        await pilot.press(key)
        await until_painted(pilot, "✗ Wrong")
        (event,) = [event for event in workspace.history.events() if event.kind == EventKind.ATTEMPT]
        assert event.body.get("sure") is sure
