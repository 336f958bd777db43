"""Between the fields of a question the keyboard moves as the README says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input

from quizapp.tui.app import QuizApp
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.exam_opening import begin_exam
from quizapp.workspace.model import Answered, Scope
from tests.tui.conftest import Open, painted, until, until_painted
from tests.tui.test_study import is_at, ready

Ask = Callable[[str], QuizApp]


@pytest.mark.parametrize("way", ["tab", "enter"])
async def test_a_key_goes_to_the_next_field(way: str, asking: Ask) -> None:
    app = asking("list")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        first, second = app.screen.query(Input)
        await pilot.press("a", way, "b", "shift+tab", "c", "tab", "d")
        await until(pilot, lambda: (first.value, second.value) == ("ac", "bd"))
        await pilot.press("enter")
        await until(pilot, is_at(app, Answered))


async def test_the_help_tells_what_tab_does_at_the_moment(asking: Ask) -> None:
    app = asking("list")
    async with app.run_test(size=(80, 50)) as pilot:
        await ready(pilot, app)
        await pilot.press("f1")
        assert "Next passage" not in await until_painted(pilot, "Next field", "Previous field")
        await pilot.press("f1", "enter", "enter")
        await until(pilot, is_at(app, Answered))
        await pilot.press("f1")
        assert "Next field" not in await until_painted(pilot, "Next passage")


async def test_the_help_of_a_single_field_tells_of_no_other(asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=(80, 50)) as pilot:
        await ready(pilot, app)
        assert len(app.screen.query(Input)) == 1
        await pilot.press("f1")
        assert "field" not in await until_painted(pilot, "Submit", "Undo")


async def test_tab_goes_to_the_next_field_under_a_key_of_ones_own_too(opened: Open) -> None:
    workspace = opened(settings='[keys]\n"study.next-passage" = "f10"\n')
    app = QuizApp(workspace, workspace.sitting(Scope(tag="list")))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        first, second = app.screen.query(Input)
        await pilot.press("a", "tab", "b")
        await until(pilot, lambda: (first.value, second.value) == ("a", "b"))


async def test_the_help_of_an_exam_tells_every_key_by_what_it_does(opened: Open) -> None:
    workspace = opened()
    app = QuizApp(workspace, begin_exam(workspace, RoundScope(kinds=("list",), seed=3), 20))
    async with app.run_test(size=(80, 50)) as pilot:
        await until(pilot, lambda: app.screen.query("#proof") and app.focused)
        await pilot.press("f1")
        lines = (await until_painted(pilot, "Hand in", "Leave", "Previous", "Next field")).splitlines()
        told = {line.split()[-1]: line for line in lines if "pg" in line or "f9" in line or "esc" in line}
        assert "f9" not in told["Leave"] and "esc" in told["Leave"]


async def test_a_dialog_hides_the_footer_whose_keys_it_takes(asking: Ask) -> None:
    app = asking("list")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await until_painted(pilot, "Finish")
        await pilot.press("f9")
        await until_painted(pilot, "no flag")
        await until(pilot, lambda: "Finish" not in painted(app))
        await pilot.press("escape")
        await until_painted(pilot, "Finish")
