"""A small library with a card of every kind, and the keys that answer each rightly and wrongly.

Questions are told from the source by words: whatever belongs to the source holds "secret".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quizapp.questions.model import Outcome

SHEET = """\
---
id: valbrune
title: Titre secret du marché
publisher: Éditeur secret
author: Autrice secrète
published: 2024-06-20
lang: fr
notes:
  2: "Remarque secrète sur la région."
---
<!-- original: 3 -->
Voisin secret du haut. Le marché couvert a rouvert en juin 2024, après dix-huit mois de travaux.

<!-- original: 5 -->
Texte secret : les travaux ont été financés par la région et par une souscription publique.

<!-- original: 7 -->
Voisin secret du bas. La mairie annonce 12 000 visiteurs par semaine. Les loyers n’ont pas baissé.

<!-- original: 9 -->
La fontaine a été restaurée. Elle coule de nouveau depuis mai. Les enfants y boivent.
"""

DECK = """\
format: 1
deck: {id: neuf, title: Les neuf sortes, lang: fr}
sources:
  mv: ../seeds/valbrune.md
  note:
    title: Note secrète
    author: Agent secret
    lang: fr
    text: "Carnet secret : la région a payé."
defaults: {source: mv}
cards:
  - id: carte
    front: Appel à la générosité
    back: souscription publique
    tags: [flashcard]
    quote: "une souscription publique"
  - id: abri
    question: Que visite-t-on ici ?
    answer: [marché couvert, le grand marché]
    hint: Un indice de quatre mots.
    explain: Explication après coup.
    tags: [short]
    quote: "Le marché couvert a rouvert"
  - id: payeurs
    question: Qui a payé ?
    all: [la région, une souscription publique]
    tags: [list]
    quote: "financés par la région et par une souscription publique"
  - id: date
    question: Quand ?
    date: 2024-06
    tags: [date]
    quote: "a rouvert en juin 2024"
  - id: nombre
    question: Combien de visiteurs ?
    number: {value: 12000, unit: visiteurs}
    tags: [number]
    quote: "12 000 visiteurs par semaine"
  - id: financeur
    question: Quelle collectivité ?
    right: la région
    wrong:
      - {text: la commune, why: Pas un sou de la commune.}
      - {text: l’État, why: Aucun crédit national.}
    shuffle: false
    tags: [choice]
    quote:
      - {text: "financés par la région et par une souscription publique", mark: [la région]}
      - {source: note, text: "la région a payé"}
  - id: origines
    question: Quelles origines ?
    right: [la région, la souscription]
    wrong:
      - {text: un emprunt, why: Aucun emprunt.}
    shuffle: false
    tags: [choices]
    quote: "financés par la région et par une souscription publique"
  - id: loyers
    statement: Les loyers ont baissé.
    is: false
    tags: [truefalse]
    quote: "Les loyers n’ont pas baissé"
  - id: chantier
    cloze: "Les travaux ont duré {{c1::dix-huit mois::combien}}."
    tags: [cloze]
    quote: "après dix-huit mois de travaux"
  - id: etapes
    question: Dans quel ordre ?
    order: [la souscription, les travaux, la réouverture]
    tags: [order]
    inference: true
    quote: "après dix-huit mois de travaux"
  - id: roles
    question: Qui fait quoi ?
    match: {la région: finance, la mairie: annonce}
    decoys: [fait grève]
    tags: [match]
    quote: "financés par la région"
  - id: preuve
    question: Laquelle le prouve ?
    evidence: coule de nouveau
    tags: [evidence]
"""


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys that answer a card, and the outcome that they come to. `arrange` gives the keys where they depend
    on the order in which items are shown."""

    keys: tuple[str, ...]
    outcome: Outcome
    arrange: Callable[[tuple[int, ...]], tuple[str, ...]] | None = None

    def pressed(self, order: tuple[int, ...]) -> tuple[str, ...]:
        return self.arrange(order) if self.arrange else self.keys


def ordered(wanted: tuple[int, ...], digits: str = "1234") -> Callable[[tuple[int, ...]], tuple[str, ...]]:
    """The number keys that carry items until they stand in the wanted order, and Enter."""

    def arrange(order: tuple[int, ...]) -> tuple[str, ...]:
        items, keys = list(order), []
        for place, item in enumerate(wanted):
            at = items.index(item)
            if at != place:
                keys += [digits[at], digits[place]]
                items.insert(place, items.pop(at))
        names = {"&": "ampersand", '"': "quotation_mark"}
        return (*(names.get(key, key) for key in keys), "enter")

    return arrange


def matched(
    wanted: tuple[int, ...], lines: tuple[str, ...] = ()
) -> Callable[[tuple[int, ...]], tuple[str, ...]]:
    """The letters that give each line its text, if told after the key of its line, and Enter."""

    def arrange(order: tuple[int, ...]) -> tuple[str, ...]:
        letters = ["abcdefgh"[order.index(index)] for index in wanted]
        pairs = zip(lines, letters, strict=True) if lines else ((letter,) for letter in letters)
        return (
            (*(key for pair in reversed(list(pairs)) for key in pair), "enter")
            if lines
            else (*letters, "enter")
        )

    return arrange


def typed(*fields: str) -> tuple[str, ...]:
    """The keys that fill fields, each ended by Enter."""
    names = {" ": "space", "-": "minus"}
    return tuple(key for field in fields for key in (*(names.get(c, c) for c in field), "enter"))


RIGHT: dict[str, Keys] = {
    "flashcard": Keys(("space",), Outcome.REVEALED),
    "short": Keys(typed("marché couvert"), Outcome.CORRECT),
    "list": Keys(typed("souscription publique", "région"), Outcome.CORRECT),
    "date": Keys(typed("juin 2024"), Outcome.CORRECT),
    "number": Keys(typed("12000 visiteurs"), Outcome.CORRECT),
    "choice": Keys(("1",), Outcome.CORRECT),
    "choices": Keys(("1", "2", "enter"), Outcome.CORRECT),
    "truefalse": Keys(("2",), Outcome.CORRECT),
    "cloze": Keys(typed("dix-huit mois"), Outcome.CORRECT),
    "order": Keys((), Outcome.CORRECT, ordered((0, 1, 2))),
    "match": Keys((), Outcome.CORRECT, matched((0, 1))),
    "evidence": Keys(("2",), Outcome.CORRECT),
}

WRONG: dict[str, Keys] = {
    "flashcard": Keys(("enter",), Outcome.REVEALED),
    "short": Keys(typed("gare"), Outcome.WRONG),
    "list": Keys(typed("région", "la mairie"), Outcome.PARTIAL),
    "date": Keys(typed("mai 2024"), Outcome.WRONG),
    "number": Keys(typed("800"), Outcome.WRONG),
    "choice": Keys(("down", "down", "enter"), Outcome.WRONG),
    "choices": Keys(("3", "enter"), Outcome.WRONG),
    "truefalse": Keys(("v",), Outcome.WRONG),
    "cloze": Keys(typed("deux ans"), Outcome.WRONG),
    "order": Keys((), Outcome.PARTIAL, ordered((0, 2, 1))),
    "match": Keys((), Outcome.PARTIAL, matched((0, 2))),
    "evidence": Keys(("down", "down", "down", "enter"), Outcome.WRONG),
}

AZERTY: dict[str, Keys] = {
    "choice": Keys(("é",), Outcome.WRONG),
    "choices": Keys(("ampersand", "é", "enter"), Outcome.CORRECT),
    "truefalse": Keys(("ampersand",), Outcome.WRONG),
    "order": Keys((), Outcome.CORRECT, ordered((0, 1, 2), '&é"')),
    "match": Keys((), Outcome.CORRECT, matched((0, 1), ("ampersand", "é"))),
    "evidence": Keys(("é",), Outcome.CORRECT),
}
"""The digits of an AZERTY keyboard without Shift."""
