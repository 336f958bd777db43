"""Both guards are needed: without the line filter or without the text door the hostile deck does harm, and
the checks of these tests see it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App

from quizapp.text import visible
from quizapp.tui.app import QuizApp
from quizapp.workspace.model import Answered, Asking, Scope
from quizapp.workspace.workspace import Workspace
from tests.terminal import squashed
from tests.tui.conftest import painted, until
from tests.tui.hostile import HostileLibrary
from tests.tui.test_study import is_at

SIZE = (100, 400)
"""So tall that nothing needs scrolling, and too narrow for two columns."""


@pytest.fixture
def hostile(tmp_path: Path) -> HostileLibrary:
    library = HostileLibrary(tmp_path / "hostile", full=False, longest=300)
    library.write()
    return library


async def faults(library: HostileLibrary, tmp_path: Path) -> set[str]:
    """What goes wrong when a hostile card is asked and answered: "crash", "leak", "cut", "lost"."""
    with Workspace.open(
        data=tmp_path / "data", libraries=(library.root,), environ={}, writing=True
    ) as workspace:
        app = QuizApp(workspace, workspace.sitting(Scope(tag="c1")))
        found: set[str] = set()
        try:
            async with app.run_test(size=SIZE) as pilot:
                await until(pilot, lambda: is_at(app, Asking)() and app.focused is not None)
                found |= seen_on(app, library, ["question", "juste", "faux"])
                await pilot.press("2")
                await until(pilot, is_at(app, Answered))
                await until(pilot, lambda: not app.screen._layout_required)
                found |= seen_on(app, library, ["titre", "autrice", "texte", "pourquoi", "remarque"])
        except Exception:
            found.add("crash")
        return found


def seen_on(app: App[Any], library: HostileLibrary, names: list[str]) -> set[str]:
    found = set()
    strips = app.screen._compositor.render_strips()
    for strip in strips:
        text = "".join(segment.text for segment in strip)
        if visible(text) != text:
            found.add("leak")
        if sum(cell_len(segment.text) for segment in strip) != strip.cell_length:
            found.add("cut")
    told = squashed(painted(app))
    if not all(squashed(visible(library.texts[name])) in told for name in names):
        found.add("lost")
    return found


async def test_with_both_guards_nothing_is_wrong(hostile: HostileLibrary, tmp_path: Path) -> None:
    assert await faults(hostile, tmp_path) == set()


async def test_without_the_line_filter_characters_leak(
    hostile: HostileLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuizApp, "get_line_filters", App.get_line_filters)
    assert "leak" in await faults(hostile, tmp_path)


def plain_string(text: str, lang: str = "") -> str:
    return text


@pytest.mark.parametrize("name", ["said", "quoted"])
async def test_without_the_text_door_texts_are_lost_or_the_app_crashes(
    name: str, hostile: HostileLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without: Callable[..., str] = lambda text, *_: text  # noqa: E731
    import quizapp.tui.screens.study
    import quizapp.tui.verdicts
    import quizapp.tui.widgets.proof  # noqa: F401

    for module in [module for key, module in sys.modules.items() if key.startswith("quizapp.tui.")]:
        if hasattr(module, name):
            monkeypatch.setattr(module, name, without)
    assert await faults(hostile, tmp_path) & {"crash", "lost"}


async def test_a_door_that_marks_nothing_is_noticed(
    hostile: HostileLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line filter still lets nothing harmful through, but texts are no longer whole."""
    monkeypatch.setattr("quizapp.tui.text.shown", plain_string)
    found = await faults(hostile, tmp_path)
    assert "lost" in found
    assert "leak" not in found and "cut" not in found
