"""The shapes of rules and of their examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from quizapp.library.cards import CardRead
from quizapp.library.decks import Reading
from quizapp.library.fields import Report
from quizapp.library.model import Deck, Source
from quizapp.library.nodes import Node


class DeckSeen(NamedTuple):
    """A deck as its rules see it: what was read, its cards with their fields, its sources by reference, its
    text and the root of its tree."""

    deck: Deck
    cards: tuple[CardRead, ...]
    sources: dict[str, Source]
    text: str
    root: Node | None


CardRule: TypeAlias = Callable[[CardRead, DeckSeen, Report], None]
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
