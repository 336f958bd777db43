"""Between the fields of a question the keyboard moves as the README says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input

from quizapp.tui.app import QuizApp
from quizapp.workspace.model import Answered, Scope
from tests.tui.conftest import Open, until, until_painted
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


async def test_tab_goes_to_the_next_field_under_a_key_of_ones_own_too(opened: Open) -> None:
    workspace = opened(settings='[keys]\n"study.next-passage" = "f10"\n')
    app = QuizApp(workspace, workspace.sitting(Scope(tag="list")))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        first, second = app.screen.query(Input)
        await pilot.press("a", "tab", "b")
        await until(pilot, lambda: (first.value, second.value) == ("a", "b"))
