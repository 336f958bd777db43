"""Finds the words that have come into the place of a passage's, by aligning it word by word with another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_CONTEXT = 4
"""How many words on each side of a quote help to find its place."""

_INSERTED = 0.6
_LOST, _LOST_CONTEXT = 1.0, 0.5
_ALIKE, _UNLIKE, _UNLIKE_CONTEXT = 0.7, 1.6, 0.9


class _Word(NamedTuple):
    form: str
    start: int
    end: int


def counterpart(
    old: str, quote: tuple[int, int], new: str, window: tuple[int, int]
) -> tuple[int, int] | None:
    """The span of a new text that stands where a quote stood in the old one, looked for in a window of the
    new; None where nothing is left of it. Needs time in the product of the words of both."""
    before, within, after = _needle(old, *quote)
    hay = _words(new, *window)
    needle = [*before, *within, *after]
    if not within or not hay:
        return None
    partners = _aligned([word.form for word in needle], [word.form for word in hay], len(before), len(within))
    first, last = _bounds(partners, needle, hay, len(before), len(within))
    if first > last:
        return None
    return hay[first].start, hay[last].end


def _needle(text: str, start: int, end: int) -> tuple[list[_Word], list[_Word], list[_Word]]:
    found = _words(text, 0, len(text))
    before = [word for word in found if word.end <= start]
    after = [word for word in found if word.start >= end]
    within = [word for word in found if word.end > start and word.start < end]
    return before[-_CONTEXT:], within, after[:_CONTEXT]


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [_Word(found.group().casefold(), *found.span()) for found in _WORD.finditer(text, start, end)]


def _bounds(
    partners: Sequence[int | None], needle: list[_Word], hay: list[_Word], before: int, within: int
) -> tuple[int, int]:
    """The first and last word of the new text that belong to the quote: up to the words around it where
    those stand on both sides as they stood, else those that its own words were paired with."""

    def same(place: int) -> int | None:
        partner = partners[place] if 0 <= place < len(needle) else None
        return partner if partner is not None and needle[place].form == hay[partner].form else None

    own = [partner for partner in partners[before : before + within] if partner is not None]
    if not own:
        return 1, 0
    # Where the quote begins or ends its paragraph, the edge of the new text stands for the words around it.
    left = same(before - 1) if before else -1
    right = same(before + within) if before + within < len(needle) else len(hay)
    first, last = own[0], own[-1]
    if left is not None and first - left <= 3:
        first = left + 1
    if right is not None and right - last <= 3:
        last = right - 1
    return first, last


def _aligned(needle: list[str], hay: list[str], before: int, within: int) -> list[int | None]:
    """For each word of the needle the place of its partner in the hay, None where it has none.

    The cheapest alignment of the whole needle with any run of the hay (Sellers 1980).
    """
    costs = [[0.0] * (len(hay) + 1)]
    for row, word in enumerate(needle):
        context = not before <= row < before + within
        lost = _LOST_CONTEXT if context else _LOST
        above = costs[-1]
        line = [above[0] + lost]
        for column, other in enumerate(hay):
            paired = above[column] + _pair_cost(word, other, context)
            line.append(min(paired, above[column + 1] + lost, line[column] + _INSERTED))
        costs.append(line)
    partners: list[int | None] = [None] * len(needle)
    row, column = len(needle), min(range(len(hay) + 1), key=costs[-1].__getitem__)
    while row > 0:
        context = not before <= row - 1 < before + within
        here = costs[row][column]
        if column and here == costs[row - 1][column - 1] + _pair_cost(
            needle[row - 1], hay[column - 1], context
        ):
            partners[row - 1] = column - 1
            row, column = row - 1, column - 1
        elif here == costs[row - 1][column] + (_LOST_CONTEXT if context else _LOST):
            row -= 1
        else:
            column -= 1
    return partners


def _pair_cost(word: str, other: str, context: bool) -> float:
    if word == other:
        return 0.0
    if word[:2] == other[:2] or (word[0].isdecimal() and other[0].isdecimal()):
        return _ALIKE
    return _UNLIKE_CONTEXT if context else _UNLIKE
