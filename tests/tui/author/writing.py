"""The deck that is written in the tests of authoring, and where its screen stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quizapp.tui.app import QuizApp
from quizapp.tui.author_app import AuthorApp
from quizapp.tui.widgets.card_pane import CardPane
from quizapp.tui.widgets.source_pane import SourcePane
from quizapp.workspace.draft import Place
from tests.tui.conftest import painted

DECK = """\
format: 1
deck: {id: phare, title: Le phare, lang: fr}
sources: {f: ../seeds/phare.md}
cards:
  - id: annee
    question: "Quand ?"
    answer: [en mai, mai]
    quote: "rallumé en mai"
  - id: cout
    question: "Combien ?"
    answer: ["640 000 euros"]
    quote: "ont coûté 640 000 euros"
  - id: mois
    question: "Quel mois ?"
    answer: mai
    quote: "en mai"
  - id: faux
    question: "Qui ?"
    answer: personne
    quote: "Nulle part ailleurs"
"""
SHEET = """\
---
title: Le phare se rallume
lang: fr
notes: {2: "Chiffre contesté."}
---
Le phare s’est rallumé en mai. Des diodes remplacent la lampe.

Les travaux ont coûté 640 000 euros. L’entrée reste gratuite.
"""


Start = Callable[..., AuthorApp]


def save(file: Path, text: str) -> None:
    """Saves as many editors do: written beside, then renamed."""
    beside = file.with_name(".beside")
    beside.write_text(text, "utf-8")
    beside.replace(file)


def source(app: QuizApp) -> SourcePane:
    return app.screen.query_one(SourcePane)


def cards(app: QuizApp) -> CardPane:
    return app.screen.query_one(CardPane)


def place(app: QuizApp) -> tuple[int, int]:
    """Paragraph and sentence of the mark in the source."""
    key = source(app).key
    assert isinstance(key, Place)
    return key.paragraph, key.sentence


def is_marked(app: QuizApp, card: str) -> Callable[[], bool]:
    return lambda: cards(app).has_focus and cards(app).key == card


def is_at(app: QuizApp, *wanted: int) -> Callable[[], bool]:
    return lambda: place(app) == wanted


def lines(app: QuizApp, text: str) -> list[str]:
    return [line for line in painted(app).splitlines() if text in line]
