"""A new kind is a class, a view and three lines: then both front ends load, ask, mark and show it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.cli.plain.sitting import PlainSitting
from quizapp.cli.plain.terminal import Terminal
from quizapp.library import cards
from quizapp.library.shorthand import SHORTHANDS, Shorthand
from quizapp.questions import KINDS
from quizapp.tui.app import QuizApp
from quizapp.tui.questions import VIEWS
from quizapp.workspace.model import Scope
from tests.tui.conftest import Open, until, until_painted
from tests.tui.toy_kind import SpellingView, expand

DECK = """\
format: 1
deck: {id: toy, title: Jouet, lang: fr}
sources: {s: {title: Titre secret, text: "Le phare de Kerdonis porte loin."}}
defaults: {source: s, tags: [spelling]}
cards:
  - {id: a, question: "Quel phare ?", spell: Kerdonis, quote: phare de Kerdonis}
"""


@pytest.fixture
def toy(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS._places, "spelling", "tests.tui.toy_kind:Spelling")
    monkeypatch.setitem(VIEWS._places, "spelling", "tests.tui.toy_kind:SpellingView")
    monkeypatch.setitem(SHORTHANDS, "spell", Shorthand(("question", "spell"), expand))
    monkeypatch.setattr(cards, "CARD_KEYS", cards.CARD_KEYS | {"spell"})
    (library / "decks" / "neuf.yaml").write_text(DECK, "utf-8")


@pytest.mark.usefixtures("toy")
@pytest.mark.parametrize(("typed", "verdict"), [("Kerdonis", "✓ Correct"), ("kerdonis", "✗ Wrong")])
async def test_a_toy_kind_goes_through_the_app(
    typed: str, verdict: str, asking: Callable[[str], QuizApp]
) -> None:
    app = asking("spelling")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        assert app.screen.query(SpellingView)
        await pilot.press(*typed, "enter")
        await until_painted(pilot, verdict, "Titre secret", "Kerdonis porte loin")


@pytest.mark.usefixtures("toy")
@pytest.mark.parametrize(("typed", "word"), [("Kerdonis", "CORRECT"), ("kerdonis", "WRONG")])
def test_a_toy_kind_goes_through_the_plain_front_end(typed: str, word: str, opened: Open) -> None:
    workspace = opened()
    said = io.StringIO()
    sitting = workspace.sitting(Scope())
    PlainSitting(
        sitting, Terminal(io.StringIO(f"{typed}\n3\n"), said), workspace.clock, lambda _s: None
    ).run()
    sitting.close()
    assert f"{word} " in said.getvalue() and "Titre secret" in said.getvalue()
