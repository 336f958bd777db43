"""The small deck in which the examples of rules stand."""

from __future__ import annotations

import textwrap
from datetime import date

from quizapp.library.decks import Reading, read_deck
from quizapp.library.following import Watch
from quizapp.library.images import Found, place
from quizapp.library.lock import Lock, LockedQuote
from quizapp.library.model import Problem
from quizapp.library.rules.lint import lint
from quizapp.library.rules.selection import Selection
from quizapp.library.safe_open import Refused, below
from quizapp.library.sources import SourceRead, read_source

HEAD = """\
format: 1
deck: {id: phare, title: Le phare d’Arguenin, lang: fr}
sources:
  gazette:
    title: Le phare se rallume
    publisher: Gazette d’Arguenin
    published: 2025-05-04
    text: |
      Éteint depuis 2011, le phare d’Arguenin s’est rallumé le 3 mai 2025. Sa portée est de 37 kilomètres.

      Les travaux ont coûté 640 000 euros, payés par la région et par une collecte. L’entrée reste gratuite.

      Maud Kerbrat, présidente des Amis du phare, attend entre 15 000 et 18 000 visiteurs par an.
cards:
"""

FILE = "phare.yaml"
SHEET = "phare.md"
TODAY = date(2026, 3, 1)


FORMER = (
    ("des Amis du phare, attend", 5, "Maud Kerbrat, présidente {} entre 15 000 et 18 000 visiteurs par an."),
    ("réglés par la région", 2, "Les travaux ont coûté 640 000 euros, {} et par une collecte."),
    ("attend entre 12 000 et 14 000 visiteurs", 3, "Maud Kerbrat, présidente des Amis du phare, {} par an."),
    ("Une buvette ouvrira cet été", 4, "{} au pied de la tour."),
    (
        "L’entrée reste",
        2,
        "Les travaux ont coûté 540 000 euros, payés par la région et par une collecte. {} gratuite.",
    ),
)
"""Words that the deck's lock knows of the source, with their paragraph as it was: its number and its text."""


def locked() -> Lock:
    """What the examples’ deck was locked with."""
    quotes = []
    for words, number, frame in FORMER:
        text = frame.format(words)
        start = text.index(words)
        quotes.append(LockedQuote("phare", "gazette", number, start, start + len(words), words, text))
    return Lock({}, {}, tuple(quotes))


def framed(piece: str) -> str:
    """The whole file that a piece of an example stands for."""
    return HEAD + textwrap.indent(piece, "  ") if piece.startswith("- ") else piece


def problems(piece: str, selection: Selection = Selection(("ALL",))) -> tuple[Problem, ...]:  # noqa: B008
    """What is found in a piece of an example: cards, a deck, or a source sheet that begins with `---`."""
    if piece.startswith("---\n"):
        return read_source(SHEET, piece, file=SHEET).problems
    return lint(read(piece), selection, TODAY)


def read(piece: str) -> Reading:
    text, watch = framed(piece), Watch(locked())
    return read_deck(text, path=FILE, load_source=_no_source, find_image=_any_image, watch=watch)


def _no_source(path: str, lang: str) -> SourceRead:
    raise Refused("Y105", path=below("", path))


def _any_image(reference: str) -> Found:
    return Found(place("", reference))
