"""A small library whose deck is locked and whose source then changes."""

from __future__ import annotations

from pathlib import Path

from quizapp.library.locking import Locked, locked, write
from quizapp.library.roots import given_libraries, scan
from quizapp.library.shelf import Shelf

SHEET = """\
---
title: Le marché de Valbrune
publisher: L’Écho
lang: fr
---
Fermé en 2022, le marché a rouvert en juin 2024, après des travaux financés par la région.

La mairie annonce 12 000 visiteurs par semaine. Les loyers des étals n’ont pas baissé cette année.

Le marché compte trente étals, dont douze de poissonniers venus de la côte.
"""

DECK = """\
format: 1
deck: {id: marche, title: Le marché, lang: fr}
sources: {m: ../seeds/marche.md}
cards:
  - id: loyers
    statement: "Les loyers des étals ont baissé."
    is: false
    tags: [conflict]
    quote: "Les loyers des étals n’ont pas baissé"
  - id: etals
    question: "Combien d’étals ?"
    number: 30
    tags: [lost]
    quote: "Le marché compte trente étals"
  - id: payeur
    front: "Qui a payé ?"
    back: la région
    reverse: true
    tags: [edited]
    quote: {text: "financés par la région", mark: [la région]}
  - id: visiteurs
    question: "Combien de visiteurs ?"
    number: 12000
    tags: [same]
    quote: "La mairie annonce 12 000 visiteurs"
  - {id: tout, question: "De quoi parle le deuxième paragraphe ?", answer: loyers, tags: [whole], para: 2}
"""

CHANGES = {
    "n’ont pas baissé cette": "ont baissé cette",
    "Le marché compte trente étals, dont douze de poissonniers venus de la côte.": "La pluie tombe.",
    "financés par la région": "payés par la région",
}


def make(root: Path) -> Path:
    """Writes the library, not locked yet."""
    for folder in ("decks", "seeds"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "seeds" / "marche.md").write_text(SHEET, "utf-8")
    (root / "decks" / "marche.yaml").write_text(DECK, "utf-8")
    return root


def look_at(root: Path, *, keep: bool = False) -> Locked:
    """What the lock of the library's one deck would be."""
    library = given_libraries((root,))[0]
    (stat,) = scan(library)
    return locked(Shelf(library), stat.path, keep=keep)


def lock(root: Path) -> Path:
    """Locks the deck; gives the file."""
    write(look_at(root))
    return root / "decks" / "marche.lock.json"


def change(root: Path, *changes: str) -> None:
    """Changes the source, by default in every way."""
    sheet = root / "seeds" / "marche.md"
    text = sheet.read_text("utf-8")
    for old in changes or CHANGES:
        assert old in text, old
        text = text.replace(old, CHANGES[old])
    sheet.write_text(text, "utf-8")


def drifted(root: Path) -> Path:
    """A library whose deck was locked before its source changed in every way."""
    lock(make(root))
    change(root)
    return root
