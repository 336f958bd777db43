"""Keeping cards apart that cite the same paragraph, since the passage of one tells the answer of the next."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from itertools import islice
from typing import Protocol, TypeVar

_LOOK_AHEAD = 64
"""Sets of paragraphs looked through for a card that may come next. It bounds the work where hundreds of
cards share a paragraph and each cites another one besides; the session looks on from there."""


class Citing(Protocol):
    """What cites paragraphs."""

    @property
    def paragraphs(self) -> tuple[str, ...]: ...


Cited = TypeVar("Cited", bound=Citing)


def together(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two cards cite a paragraph in common."""
    return not set(one).isdisjoint(other)


def spaced(cards: Sequence[Cited]) -> list[Cited]:
    """The same cards, moved as little as keeps those of one paragraph from following one another.

    Each place takes the first card that shares nothing with the one before; but a paragraph that more
    than half of the rest cite comes at once, or its cards would be left over to follow one another.
    """
    rest = _Rest(cards)
    order: list[Cited] = []
    last: tuple[str, ...] = ()
    for _ in cards:
        card = cards[rest.take(last)]
        order.append(card)
        last = card.paragraphs
    return order


class _Rest:
    """The cards not placed yet: by the set of paragraphs that they cite, and by each paragraph."""

    def __init__(self, cards: Sequence[Citing]) -> None:
        self._cited = [tuple(sorted(set(card.paragraphs))) for card in cards]
        self._left = len(cards)
        self._taken = [False] * len(cards)
        self._alike: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
        self._citing: defaultdict[str, deque[int]] = defaultdict(deque)
        for place, paragraphs in enumerate(self._cited):
            self._alike[paragraphs].append(place)
            for paragraph in paragraphs:
                self._citing[paragraph].append(place)
        self._heads = [places[0] for places in self._alike.values()]
        heapify(self._heads)
        self._counts = Counter({paragraph: len(places) for paragraph, places in self._citing.items()})
        self._crowds = [(-count, paragraph) for paragraph, count in self._counts.items()]
        heapify(self._crowds)

    def take(self, last: tuple[str, ...]) -> int:
        """Takes out the place of the card to follow one that cites `last`."""
        place = self._pressing(last)
        if place is None:
            place = self._first_apart(last)
        self._taken[place] = True
        self._left -= 1
        paragraphs = self._cited[place]
        alike = self._alike[paragraphs]
        alike.popleft()
        if alike:
            heappush(self._heads, alike[0])
        for paragraph in paragraphs:
            self._counts[paragraph] -= 1
            heappush(self._crowds, (-self._counts[paragraph], paragraph))
        return place

    def _first_apart(self, last: tuple[str, ...]) -> int:
        passed: list[int] = []
        chosen: int | None = None
        while chosen is None and self._heads and len(passed) < _LOOK_AHEAD:
            head = heappop(self._heads)
            if self._taken[head]:
                continue
            if together(self._cited[head], last):
                passed.append(head)
            else:
                chosen = head
        if chosen is None:
            chosen = passed.pop(0)
        for head in passed:
            heappush(self._heads, head)
        return chosen

    def _pressing(self, last: tuple[str, ...]) -> int | None:
        """The first place of the paragraph that more than half of the rest cite, if it may come now."""
        while self._crowds and -self._crowds[0][0] != self._counts[self._crowds[0][1]]:
            heappop(self._crowds)
        if not self._crowds or -self._crowds[0][0] * 2 <= self._left or self._crowds[0][1] in last:
            return None
        citing = self._citing[self._crowds[0][1]]
        while self._taken[citing[0]]:
            citing.popleft()
        for place in islice(citing, _LOOK_AHEAD):
            if not self._taken[place] and not together(self._cited[place], last):
                return place
        return None
