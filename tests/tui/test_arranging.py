"""Items put in order by every way of moving them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from quizapp.questions.model import Outcome
from quizapp.tui.app import QuizApp
from quizapp.tui.questions.order import OrderView, PlaceRow
from quizapp.workspace.model import Answered, Asking
from tests.tui.conftest import painted, until, until_painted
from tests.tui.nine import WRONG
from tests.tui.test_answering import answer, moment

Ask = Callable[[str], QuizApp]


async def ready(pilot: Pilot[Any], app: QuizApp) -> Asking:
    await until(pilot, lambda: app.focused is not None)
    now = moment(app)
    assert isinstance(now, Asking)
    return now


def items(app: QuizApp) -> list[int]:
    return app.screen.query_one(OrderView)._items


@pytest.mark.parametrize("keys", [("alt+down", "alt+up"), ("ctrl+down", "ctrl+up")])
async def test_arrows_with_alt_or_ctrl_move_the_marked_item(keys: tuple[str, str], asking: Ask) -> None:
    app = asking("order")
    async with app.run_test(size=(80, 24)) as pilot:
        first, second, third = (await ready(pilot, app)).order
        await pilot.press(keys[0])
        await until(pilot, lambda: items(app) == [second, first, third])
        await pilot.press(keys[0], keys[0])
        await until(pilot, lambda: items(app) == [second, third, first])
        await pilot.press(keys[1])
        await until(pilot, lambda: items(app) == [second, first, third])


async def test_space_picks_up_and_puts_down(asking: Ask) -> None:
    app = asking("order")
    async with app.run_test(size=(80, 24)) as pilot:
        first, second, third = (await ready(pilot, app)).order
        await pilot.press("down", "space")
        await until_painted(pilot, "↕ 2")
        await pilot.press("up")
        await until(pilot, lambda: items(app) == [second, first, third])
        await pilot.press("enter")
        await until_painted(pilot, "▸ 1")
        assert isinstance(moment(app), Asking), "Enter puts an item down before it submits"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(moment(app), Answered))
        found = moment(app)
        assert isinstance(found, Answered) and found.response == (second, first, third)


async def test_a_click_picks_up_and_a_click_puts_down(asking: Ask) -> None:
    app = asking("order")
    async with app.run_test(size=(80, 24)) as pilot:
        first, second, third = (await ready(pilot, app)).order
        rows = app.screen.query(PlaceRow)
        await pilot.click(rows[2])
        await until_painted(pilot, "↕ 3")
        await pilot.click(rows[0])
        await until(pilot, lambda: items(app) == [third, first, second])


async def test_the_verdict_shows_the_right_order_and_each_item_s_place(asking: Ask) -> None:
    app = asking("order")
    async with app.run_test(size=(80, 24)) as pilot:
        answered = await answer(pilot, app, WRONG["order"])
        assert answered.verdict.outcome is Outcome.PARTIAL
        screen = await until_painted(pilot, "◐ Partly right 33 %", "✓ 1  la souscription", "In order, 2 of 3")
        assert "≈ 2  les travaux  ← you: 3" in screen
        assert "✗ 3  la réouverture  ← you: 2" in screen


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_marked_place_is_in_sight_at_every_size(size: tuple[int, int], asking: Ask) -> None:
    app = asking("order")
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        for place in (2, 3, 1):
            await pilot.press("down")
            await until_painted(pilot, f"▸ {place}") if place > 1 else await until_painted(pilot, "▸ 1")
        assert "Dans quel ordre" in painted(app) or size[1] < 24
