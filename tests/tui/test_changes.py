"""On the screen a changed passage stands before and after, and the learner keeps, rewords or retires."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from quizapp.store.model import EventKind
from quizapp.study.model import Rating
from quizapp.tui.app import QuizApp
from quizapp.tui.text import compared
from quizapp.tui.widgets.changed import Changed
from quizapp.workspace.model import Answered, Asking, Scope
from quizapp.workspace.workspace import Workspace
from tests import changed
from tests.tui.conftest import Open, painted, until, until_painted


@pytest.fixture
def market(tmp_path: Path) -> Path:
    return changed.drifted(tmp_path / "market")


@pytest.fixture
def workspace(opened: Open, market: Path) -> Workspace:
    return opened(market)


@pytest.fixture
def app(workspace: Workspace) -> QuizApp:
    return QuizApp(workspace, workspace.sitting(Scope(tag="conflict")))


def told(app: QuizApp) -> list[str]:
    return [note.message for note in app._notifications]


def texts(app: QuizApp) -> list[Static]:
    return [app.screen.query_one("#former", Static), app.screen.query_one("#present", Static)]


@pytest.mark.parametrize(("size", "beside"), [((120, 40), True), ((100, 30), True), ((80, 24), False)])
async def test_both_texts_stand_side_by_side_or_stacked(
    size: tuple[int, int], beside: bool, app: QuizApp
) -> None:
    async with app.run_test(size=size) as pilot:
        await until_painted(pilot, "Les loyers")
        assert "Valbrune" not in painted(app)
        await pilot.press("2")
        screen = await until_painted(pilot, "[n’ont pas]", "[ont]", "k keep", "as it was")
        former, present = texts(app)
        assert (former.region.y == present.region.y) is beside
        assert (former.region.x < present.region.x) is beside
        rows = [line for line in screen.splitlines() if "[ont]" in line or "[n’ont pas]" in line]
        assert len(rows) == (1 if beside else 2)


async def test_in_a_small_window_both_are_reached_by_scrolling(app: QuizApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        await until_painted(pilot, "Les loyers")
        await pilot.press("2")
        screen = await until_painted(pilot, "k keep")
        for _ in range(12):
            await pilot.press("pagedown")
            await pilot.pause()
            screen += painted(app)
        assert "[n’ont pas]" in screen
        assert "[ont]" in screen


async def test_keeping_is_written_once_and_undone(app: QuizApp, workspace: Workspace) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Les loyers")
        await pilot.press("2")
        await until_painted(pilot, "[n’ont pas]")
        await pilot.press("k")
        await until(pilot, lambda: "[n’ont pas]" not in painted(app))
        assert "as it was" in painted(app)
        (said,) = told(app)
        assert said.startswith("Kept;")
        assert "quizapp lock /" in said
        await pilot.press("k")
        await pilot.press("u")
        await until_painted(pilot, "[n’ont pas]", "k keep")
        kinds = [event.kind for event in workspace.history.events()]
        assert kinds == [EventKind.ATTEMPT, EventKind.PASSAGE, EventKind.VOID]


async def test_retiring_suspends_the_card(app: QuizApp, workspace: Workspace) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Les loyers")
        await pilot.press("2")
        await until_painted(pilot, "[n’ont pas]")
        await pilot.press("x")
        await until(pilot, lambda: told(app) == ["Retired; ctrl+z takes it back."])
        workspace.catch_up()
        assert set(workspace.roster.suspended()) == {"marche/loyers#main"}


async def test_the_keys_do_nothing_where_nothing_changed(opened: Open, market: Path) -> None:
    workspace = opened(market)
    sitting = workspace.sitting(Scope(tag="same"))
    app = QuizApp(workspace, sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Combien de visiteurs")
        await pilot.press("3", "enter")
        await until(pilot, lambda: isinstance(sitting.moment, Answered))
        await pilot.press("k", "x")
        await pilot.pause()
        assert isinstance(sitting.moment, Answered)
        assert [event.kind for event in workspace.history.events()] == [EventKind.ATTEMPT]
        assert not app.screen.query(Changed)


async def test_the_next_card_shows_its_own_passage(opened: Open, market: Path) -> None:
    """The widget of a comparison stays behind hidden, and serves the next changed card."""
    workspace = opened(market)
    sitting = workspace.sitting(Scope())
    app = QuizApp(workspace, sitting)
    async with app.run_test(size=(80, 40)) as pilot:
        compared_tags = set()
        for _ in range(5):
            await until(pilot, lambda: isinstance(sitting.moment, Asking) and app.screen.query("#stem"))
            sitting.submit(None)
            await app.screen._show()  # type: ignore[attr-defined]
            moment = sitting.moment
            assert isinstance(moment, Answered)
            compares = moment.change is not None
            await until_painted(pilot, *(["Before, §", "Now"] if compares else ["Valbrune"]))
            assert ("Before, §" in painted(app)) is compares
            assert app.screen.query_one("#passage").display is not compares
            compared_tags |= {moment.asking.card.tags[0]} if compares else set()
            sitting.rate(Rating.EASY)
            await app.screen._show()  # type: ignore[attr-defined]
        assert compared_tags == {"conflict", "lost", "edited", "whole"}


def test_brackets_are_never_underlined() -> None:
    text = compared("Les loyers ont baissé", "fr", (4, 21), [(11, 14)])
    assert text.plain == "Les loyers [ont] baissé"
    underlined = [text.plain[span.start : span.end] for span in text.spans if "u" in str(span.style).split()]
    assert underlined == ["ont"]
