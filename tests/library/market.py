"""A small library to read: the market of Valbrune, with one deck and one sheet."""

from __future__ import annotations

from quizapp.library.decks import Unread, read_deck
from quizapp.library.model import Deck
from quizapp.library.safe_open import Refused
from quizapp.library.sources import SourceRead, read_source

SHEET = """\
---
id: valbrune
title: Le marché de Valbrune
publisher: L’Écho
published: 2024-06-20
lang: fr
original: {file: a.txt, sha256: 0000000000000000000000000000000000000000000000000000000000000000}
notes:
  2: "Chiffre de la mairie."
---
<!-- original: 3 -->
Fermé en 2022, le marché a rouvert en juin 2024, après dix-huit mois de travaux financés par la région.

## La fréquentation

<!-- original: 5 -->
La mairie annonce entre 10\u202f000 et 12\u202f000 visiteurs par semaine. Les loyers n’ont pas baissé.
"""

HEAD = """\
format: 1
deck: {id: valbrune, title: "Le marché", lang: fr}
sources: {mv: ../seeds/valbrune.md}
defaults: {source: mv}
cards:
"""

CARD = """\
  - id: reouverture
    question: "Quand ?"
    date: 2024-06
    quote: "a rouvert en juin 2024"
"""


def load_sheet(path: str, lang: str) -> SourceRead:
    if path != "../seeds/valbrune.md":
        raise Refused("Y105", path=path)
    return read_source("seeds/valbrune.md", SHEET, file="seeds/valbrune.md", lang=lang)


def read(text: str | bytes) -> Deck | Unread:
    return read_deck(text, path="decks/v.yaml", load_source=load_sheet).deck


def read_cards(cards: str) -> Deck:
    deck = read(HEAD + cards)
    assert isinstance(deck, Deck), deck.problems
    return deck


def codes(deck: Deck | Unread) -> list[str]:
    return [problem.code for problem in deck.problems]
