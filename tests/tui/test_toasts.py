"""What is told for a while leaves in sight what is to be read and chosen meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets._toast import Toast

from quizapp.tui.app import QuizApp
from quizapp.tui.screens.act_dialog import ActDialog
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.leave_dialog import LeaveDialog
from quizapp.tui.screens.paper import PaperScreen
from quizapp.tui.widgets.place_strip import PlaceStrip
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.exam_opening import begin_exam
from quizapp.workspace.model import Answered
from tests.kinds import WRONG, typed
from tests.tui.conftest import Open, painted, until, until_painted
from tests.tui.test_study import is_at, ready

Ask = Callable[[str], QuizApp]

LONG = "The answer of 1 card was edited: the card is due again, its history stays. " * 2

SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")


async def told(pilot: Pilot[Any], text: str) -> Toast:
    """Tells something; gives its toast once it has its place."""
    pilot.app.notify(text, markup=False)
    toasts = pilot.app.screen.query(Toast)
    await until(pilot, lambda: len(toasts) == 1 and toasts.first().region.height)
    await until_painted(pilot, " ".join(text.split()[:3]))
    return toasts.first()


def hides(toast: Toast, widget: Widget) -> bool:
    return toast.region.overlaps(widget.region)


@SIZES
async def test_a_toast_hides_no_verdict_no_rating_and_no_question(size: tuple[int, int], asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=size, notifications=True) as pilot:
        await ready(pilot, app)
        toast = await told(pilot, LONG)
        assert not hides(toast, app.screen.query_one("#stem"))
        assert app.focused is not None and not hides(toast, app.focused)
        await pilot.press(*WRONG["short"].pressed())
        await until(pilot, is_at(app, Answered))
        toast = await told(pilot, "Undone: an answer.")
        await until(pilot, lambda: app.screen.query_one("RatingBar").region.height)
        await until(pilot, lambda: not hides(toast, app.screen.query_one("#verdict")))
        assert not hides(toast, app.screen.query_one("RatingBar"))
        assert not hides(toast, app.screen.query_one("#proof"))


@SIZES
async def test_a_toast_hides_no_choice_of_a_dialog(size: tuple[int, int], asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=size, notifications=True) as pilot:
        await ready(pilot, app)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ActDialog))
        toast = await told(pilot, "Nothing to undo.")
        assert not hides(toast, app.screen.query_one("#box"))


async def test_what_is_told_takes_the_place_of_what_was_told(asking: Ask) -> None:
    app = asking("cloze")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot, app)
        await told(pilot, "The first thing.")
        await told(pilot, "The second thing.")
        assert [note.message for note in app._notifications] == ["The second thing."]
        await pilot.press(*typed("zut"))
        await until(pilot, is_at(app, Answered))
        for text in ("A third thing.", "A fourth thing.", "A fifth thing."):
            assert (await told(pilot, text)).region.y == 0


async def test_what_is_told_is_not_told_again_by_a_dialog_that_opens(asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot, app)
        below = app.screen
        await told(pilot, "The one thing.")
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ActDialog) and app.screen.is_active)
        await told(pilot, "Of the dialog.")
        assert "The one thing." not in painted(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is below)
        assert (await until_painted(pilot, "Of the dialog.")).count("Of the dialog.") == 1
        await told(pilot, "The last thing.")
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ActDialog) and app.screen.is_active)
        await until_painted(pilot, "no flag")
        assert not app.screen.query(Toast), "it stands on the screen below still"


async def test_what_ends_its_screen_is_told_on_the_one_that_follows(asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot, app)
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await until_painted(pilot, "All decks", "Buried until the next study day; ctrl+z takes it back.")


async def test_what_an_exam_tells_leaves_its_places_in_sight_and_goes_with_it(opened: Open) -> None:
    workspace = opened()
    app = QuizApp(workspace, begin_exam(workspace, RoundScope(kinds=("short",), seed=3), 20))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.screen.query(PlaceStrip))
        toast = await told(pilot, "The exam that you left goes on: 19:57 left.")
        assert not hides(toast, app.screen.query_one(PlaceStrip))
        assert not hides(toast, app.screen.query_one("#stem"))
        await pilot.press("z", "f9")
        await until(pilot, lambda: isinstance(app.screen, LeaveDialog))
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))
        await until_painted(pilot, "next question")
        assert not app.screen.query(Toast)
