"""The table of examples: a card of every kind, and answers to it as keys, as a line, and as the history has
them. Both front ends are run through it. It is also a small library.

Questions are told from the source by words: whatever belongs to the source holds "secret".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

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

HEAD = """\
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
"""

Order = tuple[int, ...]
"""The order in which a card's items are shown, as in `Asking.order`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a card: the outcome it comes to, the response that the history keeps, the keys that give
    it in the app, and the line that gives it in plain. Keys and line may depend on the order of items."""

    outcome: Outcome
    response: object
    keys: tuple[str, ...] | Callable[[Order], tuple[str, ...]]
    line: str | Callable[[Order], str]

    def pressed(self, order: Order = ()) -> tuple[str, ...]:
        return self.keys(order) if callable(self.keys) else self.keys

    def typed(self, order: Order = ()) -> str:
        return self.line(order) if callable(self.line) else self.line


@dataclass(frozen=True, slots=True)
class Example:
    """A card as its author writes it, answered rightly, wrongly, and, where digits answer it, with those that
    an AZERTY keyboard types without Shift."""

    card: str
    right: Answer
    wrong: Answer
    azerty: Answer | None = None


def typed(*fields: str) -> tuple[str, ...]:
    """The keys that fill fields, each ended by Enter."""
    return tuple(key for field in fields for key in (*named(field), "enter"))


def named(characters: Iterable[str]) -> list[str]:
    """The keys that type characters, by Textual's names."""
    names = {" ": "space", "-": "minus", "&": "ampersand", '"': "quotation_mark"}
    return [names.get(character, character) for character in characters]


def worded(outcome: Outcome, *fields: str) -> Answer:
    """Fields filled with words."""
    return Answer(outcome, fields[0] if len(fields) == 1 else list(fields), typed(*fields), "; ".join(fields))


def written(outcome: Outcome, text: str, *digits: str) -> Answer:
    """A text, then the numbers of the ideas that are ticked in it."""
    ticked = [0 if digit == "&" else int(digit) - 1 for digit in digits]
    keys = (*named(text), "f4", *named(digits), "enter")
    return Answer(outcome, {"text": text, "ticked": ticked}, keys, f"{text}\n{' '.join(digits)}")


def ordered(outcome: Outcome, *wanted: int, digits: str = "123") -> Answer:
    """Items carried, by the keys of their numbers, until they stand in the wanted order."""

    def keys(order: Order) -> tuple[str, ...]:
        items, pressed = list(order), []
        for place, item in enumerate(wanted):
            at = items.index(item)
            if at != place:
                pressed += [digits[at], digits[place]]
                items.insert(place, items.pop(at))
        return (*named(pressed), "enter")

    def line(order: Order) -> str:
        return " ".join(digits[order.index(item)] for item in wanted)

    return Answer(outcome, list(wanted), keys, line)


def matched(outcome: Outcome, *wanted: int, digits: str = "") -> Answer:
    """Texts given to lines by their letters, in the app line after line unless digits are told."""

    def letters(order: Order) -> list[str]:
        return ["abcdefgh"[order.index(text)] for text in wanted]

    def keys(order: Order) -> tuple[str, ...]:
        if not digits:
            return (*letters(order), "enter")
        pairs = list(zip(named(digits), letters(order), strict=True))
        return (*(key for pair in reversed(pairs) for key in pair), "enter")

    def line(order: Order) -> str:
        return " ".join(map("".join, zip(digits or "12", letters(order), strict=True)))

    return Answer(outcome, list(wanted), keys, line)


EXAMPLES: dict[str, Example] = {
    "flashcard": Example(
        """\
- id: carte
  front: Appel à la générosité
  back: souscription publique
  tags: [flashcard]
  quote: "une souscription publique"
""",
        right=Answer(Outcome.REVEALED, None, ("space",), ""),
        wrong=Answer(Outcome.REVEALED, None, ("enter",), ""),
    ),
    "short": Example(
        """\
- id: abri
  question: Que visite-t-on ici ?
  answer: [marché couvert, le grand marché]
  hint: Un indice de quatre mots.
  explain: Explication après coup.
  tags: [short]
  quote: "Le marché couvert a rouvert"
""",
        right=worded(Outcome.CORRECT, "marché couvert"),
        wrong=worded(Outcome.WRONG, "gare"),
    ),
    "list": Example(
        """\
- id: payeurs
  question: Qui a payé ?
  all: [la région, une souscription publique]
  tags: [list]
  quote: "financés par la région et par une souscription publique"
""",
        right=worded(Outcome.CORRECT, "souscription publique", "région"),
        wrong=worded(Outcome.PARTIAL, "région", "la mairie"),
    ),
    "date": Example(
        """\
- id: date
  question: Quand ?
  date: 2024-06
  tags: [date]
  quote: "a rouvert en juin 2024"
""",
        right=worded(Outcome.CORRECT, "juin 2024"),
        wrong=worded(Outcome.WRONG, "mai 2024"),
    ),
    "number": Example(
        """\
- id: nombre
  question: Combien de visiteurs ?
  number: {value: 12000, unit: visiteurs}
  tags: [number]
  quote: "12 000 visiteurs par semaine"
""",
        right=worded(Outcome.CORRECT, "12000 visiteurs"),
        wrong=worded(Outcome.WRONG, "800"),
    ),
    "choice": Example(
        """\
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
""",
        right=Answer(Outcome.CORRECT, [0], ("1",), "1"),
        wrong=Answer(Outcome.WRONG, [1], ("down", "down", "enter"), "2"),
        azerty=Answer(Outcome.WRONG, [1], ("é",), "é"),
    ),
    "choices": Example(
        """\
- id: origines
  question: Quelles origines ?
  right: [la région, la souscription]
  wrong:
    - {text: un emprunt, why: Aucun emprunt.}
  shuffle: false
  tags: [choices]
  quote: "financés par la région et par une souscription publique"
""",
        right=Answer(Outcome.CORRECT, [0, 1], ("1", "2", "enter"), "1 2"),
        wrong=Answer(Outcome.WRONG, [2], ("3", "enter"), "3"),
        azerty=Answer(Outcome.CORRECT, [0, 1], ("ampersand", "é", "enter"), "& é"),
    ),
    "truefalse": Example(
        """\
- id: loyers
  statement: Les loyers ont baissé.
  is: false
  tags: [truefalse]
  quote: "Les loyers n’ont pas baissé"
""",
        right=Answer(Outcome.CORRECT, False, ("2",), "2"),
        wrong=Answer(Outcome.WRONG, True, ("v",), "v"),
        azerty=Answer(Outcome.WRONG, True, ("ampersand",), "&"),
    ),
    "cloze": Example(
        """\
- id: chantier
  cloze: "Les travaux ont duré {{c1::dix-huit mois::combien}}."
  tags: [cloze]
  quote: "après dix-huit mois de travaux"
""",
        right=worded(Outcome.CORRECT, "dix-huit mois"),
        wrong=worded(Outcome.WRONG, "deux ans"),
    ),
    "order": Example(
        """\
- id: etapes
  question: Dans quel ordre ?
  order: [la souscription, les travaux, la réouverture]
  tags: [order]
  inference: true
  quote: "après dix-huit mois de travaux"
""",
        right=ordered(Outcome.CORRECT, 0, 1, 2),
        wrong=ordered(Outcome.PARTIAL, 0, 2, 1),
        azerty=ordered(Outcome.CORRECT, 0, 1, 2, digits='&é"'),
    ),
    "match": Example(
        """\
- id: roles
  question: Qui fait quoi ?
  match: {la région: finance, la mairie: annonce}
  decoys: [fait grève]
  tags: [match]
  quote: "financés par la région"
""",
        right=matched(Outcome.CORRECT, 0, 1),
        wrong=matched(Outcome.PARTIAL, 0, 2),
        azerty=matched(Outcome.CORRECT, 0, 1, digits="&é"),
    ),
    "evidence": Example(
        """\
- id: preuve
  question: Laquelle le prouve ?
  evidence: coule de nouveau
  tags: [evidence]
""",
        right=Answer(Outcome.CORRECT, [0], ("2",), "2"),
        wrong=Answer(Outcome.WRONG, [2], ("down", "down", "down", "enter"), "3"),
        azerty=Answer(Outcome.CORRECT, [0], ("é",), "é"),
    ),
    "essay": Example(
        """\
- id: bilan
  essay: Pourquoi la réouverture déçoit-elle ?
  rubric: [les loyers inchangés, la demande, l’affluence]
  tags: [essay]
  quote:
    - "Les loyers n’ont pas baissé"
    - {source: note, text: "la région a payé"}
""",
        right=written(Outcome.CORRECT, "Les loyers", "1", "2", "3"),
        wrong=written(Outcome.WRONG, "Je sais plus"),
        azerty=written(Outcome.PARTIAL, "La région", "&"),
    ),
}

RIGHT = {kind: example.right for kind, example in EXAMPLES.items()}
WRONG = {kind: example.wrong for kind, example in EXAMPLES.items()}


def write(library: Path) -> Path:
    """Writes the library: one deck, whose cards have their kind as their tag, and its sheet."""
    cards = "".join(example.card for example in EXAMPLES.values())
    deck = HEAD + "".join(f"  {line}\n" for line in cards.splitlines())
    for folder, name, text in (("decks", "neuf.yaml", deck), ("seeds", "valbrune.md", SHEET)):
        (library / folder).mkdir(parents=True, exist_ok=True)
        (library / folder / name).write_text(text, "utf-8")
    return library
