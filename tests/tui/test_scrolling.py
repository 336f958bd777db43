"""What scrolls begins at its top, and ends with its last line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from quizapp.tui.app import QuizApp
from quizapp.tui.widgets.fitted_scroll import FittedScroll
from quizapp.tui.widgets.proof import Proof
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.model import Answered, Scope
from quizapp.workspace.quiz import begin_quiz
from tests.kinds import RIGHT
from tests.tui.conftest import Open, until, until_painted
from tests.tui.test_study import is_at, ready

Ask = Callable[[str], QuizApp]


class Box(App[None]):
    """A box of one text, 39 cells wide and one for the bar."""

    CSS = "FittedScroll { max-height: 100%; }"

    def compose(self) -> ComposeResult:
        with FittedScroll(can_focus=False):
            yield Static(markup=False)


async def test_a_box_loses_its_scroll_bar_with_what_had_to_be_scrolled() -> None:
    app = Box()
    async with app.run_test(size=(40, 12)) as pilot:
        box, text = app.query_one(FittedScroll), app.query_one(Static)
        text.update("word " * 200)
        await until(pilot, lambda: box.show_vertical_scrollbar)
        # As wide as the box, which leaves a cell for the bar: it wraps with the bar and without it.
        text.update("x" * 40)
        await until(pilot, lambda: not box.show_vertical_scrollbar)
        assert (box.size.height, text.size.height, text.size.width) == (2, 2, 39)


@pytest.mark.parametrize("kind", ["short", "essay"])
async def test_a_verdict_shows_its_question_from_the_top(kind: str, opened: Open, library: Path) -> None:
    deck = library / "decks" / "neuf.yaml"
    text = deck.read_text("utf-8").replace("Que visite-t-on", "Que " + "dis-tu " * 300)
    deck.write_text(text.replace("Pourquoi la réouverture", "Pourquoi " + "donc " * 300), "utf-8")
    workspace = opened()
    app = QuizApp(workspace, workspace.sitting(Scope(tag=kind)))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        card = app.screen.query_one("#card", FittedScroll)
        await pilot.press("ctrl+down")
        await until(pilot, lambda: card.scroll_y > 0)
        await pilot.press("f4" if kind == "essay" else "enter")
        await until(pilot, is_at(app, Answered))
        await until(pilot, lambda: app.screen.query_one("#verdict").region.height)
        assert card.scroll_y == 0


async def test_a_passage_that_gets_more_room_begins_at_its_source(asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press(*RIGHT["short"].pressed())
        await until(pilot, is_at(app, Answered))
        proof = app.screen.query_one(Proof)
        proof.styles.max_height = 2
        await until(pilot, lambda: proof.scroll_y > 0)
        proof.styles.max_height = None
        await until(pilot, lambda: proof.size.height > 4 and proof.scroll_y == 0)


@pytest.mark.parametrize(
    ("kind", "shown"), [("essay", ("Pourquoi", "F4: done writing")), ("match", ("▸ 1", " a  ", " b  "))]
)
async def test_a_low_window_shows_what_is_needed_to_answer(
    kind: str, shown: tuple[str, ...], opened: Open
) -> None:
    workspace = opened()
    app = QuizApp(workspace, begin_quiz(workspace, RoundScope(kinds=(kind,), seed=3)))
    async with app.run_test(size=(40, 12)) as pilot:
        await until(pilot, lambda: app.screen.query("#proof") and app.focused)
        assert "scheduled" not in await until_painted(pilot, *shown)


async def test_writing_an_essay_keeps_the_key_that_ends_it_in_sight(opened: Open, library: Path) -> None:
    deck = library / "decks" / "neuf.yaml"
    deck.write_text(deck.read_text("utf-8").replace("la réouverture", "donc " * 100), "utf-8")
    workspace = opened()
    app = QuizApp(workspace, workspace.sitting(Scope(tag="essay")))
    async with app.run_test(size=(40, 12)) as pilot:
        await ready(pilot, app)
        await until_painted(pilot, "Pourquoi")
        await pilot.press("z", "u", *["enter"] * 6, "t")
        await until_painted(pilot, "t   ", "F4: done writing")
