"""A library in a temporary folder, the app over it, and waiting for conditions instead of for time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from quizapp.store.model import Event, EventKind
from quizapp.tui.app import QuizApp
from quizapp.tui.screens import asking as shared
from quizapp.tui.widgets.hanging_rows import HangingRows
from quizapp.workspace.model import Scope
from quizapp.workspace.workspace import Workspace
from tests import kinds

MORNING = "2026-03-02T10:00:00+01:00"
NEXT_DAY = "2026-03-03T10:00:00+01:00"

Write = Callable[..., Path]
Open = Callable[..., Workspace]
Until = Callable[..., Awaitable[None]]


@pytest.fixture(autouse=True)
def _no_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rating keys work at once, so that no test has to wait; one test is about the guard itself."""
    monkeypatch.setattr(shared, "GUARD_S", 0.0)


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot sleeps 40 ms a key to see whether the app is idle; `until` waits for what is wanted."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.004)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of one deck with a card of every kind, and its sheet."""
    return kinds.write(tmp_path / "library")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A library without decks."""
    root = tmp_path / "empty"
    (root / "decks").mkdir(parents=True)
    return root


@pytest.fixture
def opened(tmp_path: Path, library: Path) -> Iterator[Open]:
    """Opens the workspace: `opened(libraries=(folder,), now=…, settings="theme = …")`."""
    with ExitStack() as stack:

        def open_(root: Path = library, *, now: str = MORNING, settings: str = "") -> Workspace:
            config = tmp_path / "config.toml"
            config.write_text(settings, "utf-8")
            environ = {"QUIZAPP_NOW": now, "QUIZAPP_CONFIG": str(config)}
            return stack.enter_context(
                Workspace.open(data=tmp_path / "data", libraries=(root,), environ=environ, writing=True)
            )

        yield open_


@pytest.fixture
def asking(opened: Open) -> Callable[[str], QuizApp]:
    """The app over a sitting of the card with a tag."""

    def ask(tag: str) -> QuizApp:
        workspace = opened()
        return QuizApp(workspace, workspace.sitting(Scope(tag=tag)))

    return ask


def attempts(workspace: Workspace) -> list[Event]:
    return [event for event in workspace.history.events() if event.kind == EventKind.ATTEMPT]


def reviews(workspace: Workspace) -> list[Event]:
    return [event for event in workspace.history.events() if event.kind == EventKind.REVIEW]


def painted(app: App[Any]) -> str:
    """What stands on the screen, line by line, as it goes to the terminal."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def until(pilot: Pilot[Any], condition: Callable[[], object], *, seconds: float = 40) -> None:
    """Lets the app work until the condition holds; fails, with the screen, when it never comes."""
    end = time.monotonic() + seconds
    while True:
        await pilot.pause()
        if condition():
            return
        if pilot.app._exception is not None:
            raise pilot.app._exception
        if time.monotonic() > end:
            screen = "\n".join(line.rstrip() for line in painted(pilot.app).splitlines() if line.strip())
            pytest.fail(f"never came; on the screen:\n{screen}", pytrace=False)
        await asyncio.sleep(0.02)


async def until_count(pilot: Pilot[Any], read: Callable[[], list[Any]], count: int) -> None:
    """Waits until as many things are there."""
    await until(pilot, lambda: len(read()) == count)


async def click_row(pilot: Pilot[Any], place: int, rows: str = "HangingRows") -> None:
    """Clicks a row of the question on screen."""
    await until(pilot, lambda: pilot.app.screen.query(rows) and pilot.app.screen.query(rows).last().region)
    shown = pilot.app.screen.query(rows).last(HangingRows)
    await pilot.click(shown, offset=shown.region_of(place).offset)


async def until_painted(pilot: Pilot[Any], *texts: str) -> str:
    """Waits until all the texts stand on the screen; gives the screen."""
    await until(pilot, lambda: all(text in painted(pilot.app) for text in texts))
    return painted(pilot.app)
