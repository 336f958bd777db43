"""Finds quoted words in a source's paragraphs on normalised text, and gives their place in the raw text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import NamedTuple

from quizapp.library.model import Paragraph

_SPACES = (
    "\t\n \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_DROPPED = "*\u00ad\u200b\u2060\ufeff"
_OPENING = "\u00ab"
_CLOSING = "\u00bb"
_ELLIPSIS = "\u2026"
_FOLD: dict[str, str] = (
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys(_SPACES.replace(" ", ""), " ")
)
_ONE_FOR_ONE = re.compile(f"[{''.join(_FOLD)}]")
_NEAREST_QUOTE = 400
_NEAREST_TEXT = 300_000
_NEAREST_SCORE = 60.0
_SHOWN = 160
_PIECE = 4
_ALIGNED = 3


class Folded(NamedTuple):
    """A normalised text and the way back: its character `turns[i]` stands for the raw character `origins[i]`,
    those after it for the ones that follow, up to the next turn.

    Where NFC changes the raw text, the origins are places in the composed text, and `clusters` bounds the raw
    characters behind each of its characters.
    """

    text: str
    turns: tuple[int, ...]
    origins: tuple[int, ...]
    clusters: tuple[tuple[int, int], ...] | None

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span behind a span of the normalised text that is not empty."""
        first, last = self._origin(start), self._origin(end - 1)
        if self.clusters is None:
            return first, last + 1
        return self.clusters[first][0], self.clusters[last][1]

    def _origin(self, place: int) -> int:
        turn = bisect_right(self.turns, place) - 1
        return self.origins[turn] + place - self.turns[turn]


class Found(NamedTuple):
    """A quote's only place: the paragraph's number and the raw offsets in its text."""

    paragraph: int
    start: int
    end: int


class NotFound(NamedTuple):
    """No paragraph holds the quote; `nearest` is the raw text most like it, if one is like it at all."""

    nearest: str | None
    paragraph: int


class Ambiguous(NamedTuple):
    """The quote stands more than once: the numbers of the paragraphs, one a place."""

    paragraphs: tuple[int, ...]


@cache
def _rare() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(_DROPPED)}{_ELLIPSIS}{_OPENING}{_CLOSING}]")


@cache
def _uneven() -> re.Pattern[str]:
    """Finds what is not folded one for one: an ellipsis, what is left out, spaces of which some are left out.

    It begins with a set of characters because only then the engine skips all others fast.
    """
    dropped, loose = re.escape(_DROPPED), re.escape(_SPACES + _DROPPED)
    return re.compile(
        rf"[{loose}{_ELLIPSIS}](?:(?<={_ELLIPSIS})|[{loose}]+|(?<=[{dropped}])"
        rf"|(?<=\A.)|(?<={_OPENING}.)|(?={_CLOSING}|\Z))",
        re.DOTALL,
    )


def fold(text: str) -> Folded:
    """The text with NFC, plain apostrophes, dashes and quotes, single spaces, and the map to raw offsets.

    Soft hyphens, zero-width spaces and the asterisks of Markdown are left out, so are the spaces
    inside « » and at the ends: an author may quote without them.
    """
    clusters = None
    if not unicodedata.is_normalized("NFC", text):
        text, clusters = _composed(text)
    even = _ONE_FOR_ONE.sub(_folded, text)
    if _is_even(text, even):
        return Folded(even, (0,), (0,), clusters)
    parts: list[str] = []
    turns, origins = [0], [0]
    at = length = 0
    for found in _uneven().finditer(text):
        start, end = found.span()
        parts.append(even[at:start])
        length += start - at
        for character, origin in _kept(text, start, end):
            parts.append(character)
            turns.append(length)
            origins.append(origin)
            length += 1
        turns.append(length)
        origins.append(end)
        at = end
    return Folded("".join((*parts, even[at:])), tuple(turns), tuple(origins), clusters)


def _is_even(text: str, even: str) -> bool:
    """Whether a text, of which `even` is what it folds to one for one, surely holds nothing else to fold."""
    return not ("  " in even or even[:1] == " " or even[-1:] == " " or _rare().search(text))


def _folded(found: re.Match[str]) -> str:
    return _FOLD[found[0]]


def _kept(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The characters that stand for an uneven run of the text, each with the place that it comes from."""
    if text[start] == _ELLIPSIS:
        yield from ((".", start),) * 3
    elif start and end < len(text) and text[start - 1] != _OPENING and text[end] != _CLOSING:
        space = next((place for place in range(start, end) if text[place] in _SPACES), None)
        if space is not None:
            yield " ", space


def _composed(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text in NFC, and the raw span behind each of its characters."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        parts.append(unicodedata.normalize("NFC", text[start:end]))
        spans.extend([(start, end)] * len(parts[-1]))
    return "".join(parts), tuple(spans)


def _clusters(text: str) -> list[tuple[int, int]]:
    """The raw spans that NFC composes together."""
    spans: list[tuple[int, int]] = []
    start = 0
    for offset in range(1, len(text) + 1):
        if offset == len(text) or _divides(text[start:offset], text[offset]):
            spans.append((start, offset))
            start = offset
    return spans


def _divides(before: str, character: str) -> bool:
    # Nothing below the combining marks composes with what stands before it.
    if character < "\u0300":
        return True
    if unicodedata.combining(character):
        return False
    joined = unicodedata.normalize("NFC", before + character)
    return joined == unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", character)


class QuoteFinder:
    """Finds quotes in the paragraphs of one source, each normalised once."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._found: dict[tuple[str, int | None], Found | NotFound | Ambiguous] = {}

    def find(self, quote: str, paragraph: int | None = None) -> Found | NotFound | Ambiguous:
        """Where the quote stands, in one paragraph if its number is given.

        Raises ValueError for a quote of which normalising leaves nothing.
        """
        key = quote, paragraph
        if key not in self._found:
            self._found[key] = self._find(fold(quote).text, paragraph)
        return self._found[key]

    def _find(self, wanted: str, paragraph: int | None) -> Found | NotFound | Ambiguous:
        if not wanted:
            raise ValueError("empty quote")
        places = [
            (number, place - self._starts[number - 1])
            for place in _places(self._joined, wanted)
            if (number := bisect_right(self._starts, place)) == paragraph or paragraph is None
        ]
        if not places:
            # Quotation marks around it are most likely the author's own.
            return self._nearest(wanted.strip('"'))
        if len(places) > 1:
            return Ambiguous(tuple(number for number, _ in places))
        number, start = places[0]
        return Found(number, *self._folded[number - 1].raw(start, start + len(wanted)))

    def within(self, found: Found, words: str) -> tuple[tuple[int, int], ...]:
        """The raw spans of marked words within a found quote: whole words where there are any."""
        folded = self._folded[found.paragraph - 1]
        wanted = fold(words).text
        inside: list[tuple[int, int]] = []
        whole: list[tuple[int, int]] = []
        for start in _places(folded.text, wanted) if wanted else ():
            end = start + len(wanted)
            raw = folded.raw(start, end)
            if raw[0] >= found.start and raw[1] <= found.end:
                inside.append(raw)
                if _is_whole(folded.text, start, end):
                    whole.append(raw)
        return tuple(whole or inside)

    @cached_property
    def _folded(self) -> tuple[Folded, ...]:
        return tuple(fold(paragraph.text) for paragraph in self._paragraphs)

    @cached_property
    def _joined(self) -> str:
        """All paragraphs, with a character between them that no normalised text holds."""
        return "\n".join(folded.text for folded in self._folded)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where each paragraph begins in the joined text."""
        lengths = (len(folded.text) + 1 for folded in self._folded)
        return tuple(accumulate(lengths, initial=0))[:-1]

    def _nearest(self, wanted: str) -> NotFound:
        if len(wanted) > _NEAREST_QUOTE or sum(len(folded.text) for folded in self._folded) > _NEAREST_TEXT:
            return NotFound(None, 0)
        from rapidfuzz import fuzz

        best: tuple[float, int, tuple[int, int]] = (_NEAREST_SCORE, 0, (0, 0))
        for number in self._likely(wanted):
            folded = self._folded[number - 1]
            found = fuzz.partial_ratio_alignment(wanted, folded.text, score_cutoff=best[0])
            if found is not None and found.score > best[0] and found.dest_end > found.dest_start:
                best = (found.score, number, (found.dest_start, found.dest_end))
        _, number, span = best
        if not number:
            return NotFound(None, 0)
        folded = self._folded[number - 1]
        start, end = folded.raw(*_whole_words(folded.text, *span))
        text = self._paragraphs[number - 1].text[start:end]
        return NotFound(text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + "…", number)

    @cached_property
    def _pieces(self) -> tuple[frozenset[str], ...]:
        return tuple(_cut(folded.text.casefold()) for folded in self._folded)

    def _likely(self, wanted: str) -> list[int]:
        """The numbers of the few paragraphs that share most pieces of words with a text, the likeliest first.

        Aligning takes 0.2 ms a paragraph, and after a change of source, every quote of a deck may be missing.
        """
        pieces = _cut(wanted.casefold())
        shared = {number: len(pieces & own) for number, own in enumerate(self._pieces, 1)}
        ranked = sorted(shared, key=lambda number: -shared[number])
        return [number for number in ranked[:_ALIGNED] if shared[number]]


def _cut(text: str) -> frozenset[str]:
    return frozenset(text[start : start + _PIECE] for start in range(len(text) - _PIECE + 1))


def _places(text: str, wanted: str) -> list[int]:
    places = []
    start = text.find(wanted)
    while start >= 0:
        places.append(start)
        start = text.find(wanted, start + 1)
    return places


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch that is as long as the quote may begin or end within a word: it then takes all of it."""
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _is_whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    return not (before.isalnum() or text[end : end + 1].isalnum())
