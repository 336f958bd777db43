"""A card that is edited while it is studied comes back as its file says now."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from quizapp.tui.app import QuizApp
from quizapp.tui.screens.edited_dialog import EditedDialog
from quizapp.tui.screens.study import StudyScreen
from quizapp.workspace.model import Answered, Asking, Scope
from tests.tui.conftest import Open, attempts, until, until_painted

DECK = """\
format: 1
deck: {id: d, title: Un phare, lang: fr}
sources: {s: {text: "Le phare porte à 37 km."}}
cards:
  - {id: a, question: "Quelle portée ?", answer: "37 km", quote: "37 km"}
  - {id: b, question: "Qui porte ?", answer: le phare, quote: "Le phare"}
"""

EDITOR = """\
import pathlib, sys
log = pathlib.Path(sys.argv[0]).with_name("log")
log.write_text("\\n".join(sys.argv[1:]), "utf-8")
file = pathlib.Path(sys.argv[-1])
old, new = pathlib.Path(sys.argv[0]).with_name("edit").read_text("utf-8").split("=>")
file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
"""

Edit = Callable[[str, str], None]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    deck = tmp_path / "own" / "decks" / "d.yaml"
    deck.parent.mkdir(parents=True)
    deck.write_text(DECK, "utf-8")
    return deck


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Scripts the editor: it replaces a text by another."""
    script = tmp_path / "editor.py"
    script.write_text(EDITOR, "utf-8")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")

    def replace(old: str, new: str) -> None:
        (tmp_path / "edit").write_text(f"{old}=>{new}", "utf-8")

    return replace


@pytest.fixture
def app(opened: Open, file: Path) -> QuizApp:
    workspace = opened(file.parent.parent)
    return QuizApp(workspace, workspace.sitting(Scope()))


def moment(app: QuizApp) -> Any:
    return app.screen._sitting.moment if isinstance(app.screen, StudyScreen) else None


async def at_question(pilot: Pilot[Any], app: QuizApp) -> None:
    await until(pilot, lambda: isinstance(moment(app), Asking) and app.focused is not None)


async def at_verdict(pilot: Pilot[Any], app: QuizApp) -> None:
    await until(pilot, lambda: isinstance(moment(app), Answered) and app.screen.has_class("-answered"))


async def test_the_editor_is_opened_at_the_file_and_the_question_read_anew(app, edit, tmp_path, file):
    edit("Quelle portée ?", "Jusqu’où ?")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at_question(pilot, app)
        await pilot.press("f6")
        await until_painted(pilot, "Jusqu’où")
        assert (tmp_path / "log").read_text() == str(file)
        await pilot.press(*"37 km", "enter")
        await at_verdict(pilot, app)
    assert len(attempts(app._workspace)) == 1


async def test_an_answer_that_changed_at_its_verdict_is_asked_again_if_wanted(app, edit):
    edit('answer: "37 km"', 'answer: "37 kilomètres"')
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at_question(pilot, app)
        await pilot.press(*"37 km", "enter")
        await at_verdict(pilot, app)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, EditedDialog))
        await until_painted(pilot, "The answer of this card has changed.")
        await pilot.press("d")
        await at_question(pilot, app)
        assert moment(app).card.question.answer == ("37 kilomètres",)


async def test_a_verdict_is_kept_if_wanted(app, edit):
    edit('answer: "37 km"', 'answer: "37 kilomètres"')
    async with app.run_test(size=(40, 12)) as pilot:
        await at_question(pilot, app)
        await pilot.press(*"37 km", "enter")
        await at_verdict(pilot, app)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, EditedDialog))
        await pilot.click("#keep")
        await at_verdict(pilot, app)


async def test_a_file_that_was_broken_is_told_and_the_card_stays(app, edit, file):
    edit("  - {id: a,", "  - {id: a, couleur: c,")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at_question(pilot, app)
        await pilot.press("f6")
        await until_painted(pilot, "Line 5:", "couleur")
        assert moment(app).key == "d/a#main"
        edit("couleur", "x-couleur")
        await pilot.press("f6")
        await until(pilot, lambda: app._workspace.problems() == ())
        assert moment(app).key == "d/a#main"


async def test_no_editor_is_told(app, monkeypatch):
    monkeypatch.setenv("VISUAL", "/nowhere/editor")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at_question(pilot, app)
        await pilot.press("f6")
        await until_painted(pilot, "/nowhere/editor")


async def test_what_an_editor_with_a_window_saves_is_read(app, monkeypatch, file, tmp_path):
    code = tmp_path / "code"
    code.write_text("#!/bin/sh\nexit 0\n")
    code.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(code))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at_question(pilot, app)
        await pilot.press("f6")
        file.write_text(DECK.replace("Quelle portée ?", "Jusqu’où ?"), "utf-8")
        await until_painted(pilot, "Jusqu’où")
