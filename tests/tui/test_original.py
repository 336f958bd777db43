"""The original of a passage, shown on `v` where its reader has attached it."""

from __future__ import annotations

import hashlib
import io

import pytest

from quizapp.cli.plain.exam import judge_paper
from quizapp.cli.plain.terminal import Terminal
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.paper import PaperScreen
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.exam_opening import begin_exam
from quizapp.workspace.model import Scope
from quizapp.workspace.originals import attach
from quizapp.workspace.papers import PaperReview, read_paper
from tests.tui.conftest import painted, until, until_painted

ORIGINAL = "Titre\n\nLa halle de Valbrune, \x1b[31mfermée\u202e depuis 2019, a rouvert le 3 juin 2024.\n"
SHA256 = hashlib.sha256(ORIGINAL.encode()).hexdigest()
SHEET = f"""\
---
title: La halle rouvre
lang: fr
original: {{file: halle.txt, sha256: {SHA256}}}
notes: {{1: "Une note."}}
---
<!-- original: 3 -->
Close de 2019 à juin 2024, la halle de Valbrune accueille à nouveau.

<!-- original: 9 -->
Une suite que l’original n’a pas.

Une fin sans ligne.
"""
DECK = """\
format: 1
deck: {id: halle, title: La halle, lang: fr}
sources: {halle: ../seeds/halle.md}
cards:
  - id: lieu
    front: Où est la halle ?
    back: à Valbrune
    quote:
      - "la halle de Valbrune"
      - "Une suite"
      - "Une fin"
"""


@pytest.fixture
def halle(empty, opened, tmp_path):
    """The app over a sitting of one card, its original attached or not."""

    def open_(*, attached=True):
        (empty / "seeds").mkdir()
        (empty / "seeds" / "halle.md").write_text(SHEET, "utf-8")
        (empty / "decks" / "halle.yaml").write_text(DECK, "utf-8")
        (tmp_path / "mine.txt").write_text(ORIGINAL, "utf-8")
        workspace = opened(empty)
        if attached:
            attach(workspace, tmp_path / "mine.txt")
        return QuizApp(workspace, workspace.sitting(Scope()))

    return open_


async def turned(pilot):
    """Turns the flashcard over."""
    await until_painted(pilot, "Où est la halle")
    await pilot.press("space")
    return await until_painted(pilot, "§ 1")


async def test_v_shows_the_original_in_place_of_the_passage_and_back(halle):
    async with halle().run_test(size=(80, 30)) as pilot:
        assert "Original" in await turned(pilot)
        assert "Restated from" in painted(pilot.app)
        await pilot.press("v")
        screen = await until_painted(pilot, "Original, line 3 (halle.txt)")
        assert "La halle de Valbrune, ␛[31mfermée‹U+202E› depuis 2019" in screen
        assert "Restated from" not in screen
        assert "Une note." not in screen
        await pilot.press("v")
        screen = await until_painted(pilot, "Restated from", "Une note.")
        assert "Original, line" not in screen


async def test_what_both_hold_is_highlighted(halle):
    async with halle().run_test(size=(80, 30)) as pilot:
        await turned(pilot)
        await pilot.press("v")
        await until_painted(pilot, "Original, line 3")
        content = pilot.app.screen.query_one("#passage").content
        marked = {
            content.plain[span.start : span.end] for span in content.spans if "u" in str(span.style).split()
        }
        assert marked == {"Valbrune", "2019", "2024"}


async def test_the_neighbours_bring_the_passage_back(halle):
    async with halle().run_test(size=(80, 30)) as pilot:
        await turned(pilot)
        await pilot.press("v")
        await until_painted(pilot, "Original, line 3")
        await pilot.press("c")
        await until_painted(pilot, "Restated from", "§ 2")


async def test_the_next_passage_has_its_own_original_or_none(halle):
    async with halle().run_test(size=(80, 30), notifications=True) as pilot:
        await turned(pilot)
        await pilot.press("v")
        await until_painted(pilot, "Original, line 3")
        await pilot.press("tab")
        await until_painted(pilot, "2/3", "Une suite que")
        await pilot.press("v")
        await until(
            pilot, lambda: any("no text at line 9" in one.message for one in pilot.app._notifications)
        )
        assert "Une suite que" in painted(pilot.app)
        await pilot.press("tab")
        await until_painted(pilot, "3/3", "Une fin sans ligne")
        await until(pilot, lambda: "Original" not in painted(pilot.app))
        assert "v" not in pilot.app.screen.active_bindings


async def test_the_key_is_there_only_with_an_original_and_after_the_answer(halle):
    async with halle(attached=False).run_test(size=(80, 30)) as pilot:
        await until_painted(pilot, "Où est la halle")
        assert "v" not in pilot.app.screen.active_bindings
        screen = await turned(pilot)
        assert "Original" not in screen
        await pilot.press("v")
        assert "v" not in pilot.app.screen.active_bindings


async def test_an_original_is_not_offered_before_the_answer(halle):
    async with halle().run_test(size=(80, 30)) as pilot:
        screen = await until_painted(pilot, "Où est la halle")
        assert "v" not in pilot.app.screen.active_bindings
        assert "Original" not in screen
        await turned(pilot)
        assert "v" in pilot.app.screen.active_bindings
        await pilot.press("v", "u")
        await until(pilot, lambda: "v" not in pilot.app.screen.active_bindings)
        assert "Original, line" not in painted(pilot.app)


async def test_an_original_that_is_gone_is_said(halle, tmp_path):
    async with halle().run_test(size=(80, 30), notifications=True) as pilot:
        await turned(pilot)
        (tmp_path / "data" / "originals" / SHA256).unlink()
        await pilot.press("v")
        await until(pilot, lambda: any("is not attached" in one.message for one in pilot.app._notifications))
        assert "Restated from" in painted(pilot.app)


@pytest.fixture
def paper(halle, tmp_path):
    """The paper of an exam of one card; its original attached before, since, or not."""

    def open_(attached):
        app = halle(attached=attached == "before")
        workspace = app._workspace
        app._sitting.close()
        exam = begin_exam(workspace, RoundScope(size=1, seed=1), 5)
        exam.answer("à Valbrune")
        exam.hand_in()
        review = exam.review()
        if attached == "since":
            attach(workspace, tmp_path / "mine.txt")
            review = PaperReview(workspace, read_paper(workspace, "last"))
        return workspace, review

    return open_


@pytest.mark.parametrize("attached", ["before", "since"])
async def test_a_paper_shows_the_original_as_study_does(paper, attached):
    workspace, review = paper(attached)
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 30)) as pilot:
        await app.push_screen(PaperScreen(review))
        await until_painted(pilot, "Restated from")
        await pilot.press("v")
        assert "Une note." not in await until_painted(pilot, "Original, line 3 (halle.txt)")
        await pilot.press("v")
        await until_painted(pilot, "Restated from", "Une note.")


async def test_a_paper_offers_no_original_that_is_not_attached(paper):
    workspace, review = paper("never")
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 30)) as pilot:
        await app.push_screen(PaperScreen(review))
        await until_painted(pilot, "Restated from")
        assert "v" not in app.screen.active_bindings
    assert all(passage.original is None for passage in review.paper.answers[0].answered.passages)


def test_who_judges_a_paper_line_by_line_may_read_the_original_first(paper):
    _workspace, review = paper("since")
    out = io.StringIO()
    judge_paper(review, Terminal(io.StringIO(":v\n2\n"), out))
    assert "Original, line 3 (halle.txt)" in out.getvalue()
    assert review.paper.score == 1
