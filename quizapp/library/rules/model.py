"""The shapes of rules and of their examples."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeAlias

from quizapp.library.decks import Reading
from quizapp.library.fields import Report
from quizapp.library.model import Deck, Source
from quizapp.library.nodes import Mapping, Node
from quizapp.library.rules.seen import CardSeen


class DeckSeen(NamedTuple):
    """A deck as its rules see it: what was read, its cards with their fields, its sources by reference, its
    text, the lines and the tree of that, and its language without a region.

    Without `today`, no rule tells of what has passed."""

    deck: Deck
    cards: tuple[CardSeen, ...]
    sources: dict[str, Source]
    text: str
    lines: list[str]
    root: Node | None
    lang: str
    today: date | None = None

    def head(self, key: str) -> Node | None:
        """What stands below a key of the file; None where it is absent."""
        pairs = self.root.pairs if isinstance(self.root, Mapping) else ()
        return next((value for name, value in pairs if name.text == key), None)


CardRule: TypeAlias = Callable[[CardSeen, DeckSeen, Report], None]
"""Looks at one sound card; `report.card` is its id."""

DeckRule: TypeAlias = Callable[[DeckSeen, Report], None]
"""Compares the cards of a deck; sets `report.card` where a finding belongs to one."""

TextRule: TypeAlias = Callable[[Reading, Report], None]
"""Looks at the text and the tree of a file, also where nothing of it can be studied."""


class Example(NamedTuple):
    """Why a finding matters, a piece of deck that gives it, and the same piece mended.

    A piece is a list of cards, which stands for a deck on the source of the guide, or a whole file.
    """

    why: str
    bad: str
    good: str
