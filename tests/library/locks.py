"""What the tests of locks ask of a library."""

from __future__ import annotations

from pathlib import Path

from quizapp.library.model import Deck, Level
from quizapp.library.roots import given_libraries
from quizapp.library.shelf import Shelf


def problems(root: Path) -> list[tuple[str, str | None, Level]]:
    deck = Shelf(given_libraries((root,))[0]).read("decks/marche.yaml").deck
    return [(problem.code, problem.card, problem.level) for problem in deck.problems]


def cards(root: Path) -> list[str]:
    deck = Shelf(given_libraries((root,))[0]).read("decks/marche.yaml").deck
    assert isinstance(deck, Deck)
    return [card.id for card in deck.cards]
