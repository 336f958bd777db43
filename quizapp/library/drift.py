"""Tells what has become of a locked quote in a source that has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from quizapp.library.alignment import counterpart
from quizapp.library.marks import Marks, marks_of
from quizapp.library.model import Source
from quizapp.library.quotes import Folded, fold
from quizapp.library.sentences import sentence_spans

EDITED_FROM = 62.0
"""How like the old words the new ones must be, of 100, to be an edit of them."""

IN_PLACE_FROM = 80.0
"""The same for the words with those around them, where only the quote itself was reworded."""

_AROUND = 30
"""The least characters on each side that those words are."""

_LONGEST = 400
_EFFORT = 60_000_000
"""How long a quote may be to be looked for where its exact words stand nowhere, and how many characters of
quotes times those of the source may be compared (a second at most): what is left counts as lost."""


class Drift(StrEnum):
    """What has become of a quote. After `AROUND` it stands where it stood, but its passage says something
    else; from `EDITED` on, its words stand nowhere any more."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    AROUND = "around"
    EDITED = "edited"
    CONFLICT = "conflict"
    LOST = "lost"


GONE = frozenset((Drift.EDITED, Drift.CONFLICT, Drift.LOST))


class Place(NamedTuple):
    """Raw offsets in a paragraph of the source as it is now; `number` counts from 1."""

    number: int
    start: int
    end: int


class Drifted(NamedTuple):
    """What has become of a quote, and where its words, or what came into their place, stand now."""

    drift: Drift
    place: Place | None


class ChangedSource:
    """A source that differs from the locked one. `known` are the locked texts of its paragraphs."""

    def __init__(self, source: Source, known: Sequence[str]) -> None:
        self._source = source
        self._known = known
        self._effort = 0

    def compare(self, old: str, quote: tuple[int, int], number: int) -> Drifted:
        """What has become of a quote at raw offsets of a paragraph that read `old` and had the number."""
        wanted = fold(old[quote[0] : quote[1]]).text
        places = self._places(wanted) if wanted else []
        former = fold(old).text
        same = [place for place in places if self._folded[place.number - 1].text == former]
        if same:
            # The paragraph as a whole may stand twice, too; the quote is then where it was, if it can be.
            place = min(same, key=lambda one: (abs(one.number - number), abs(one.start - quote[0])))
            return Drifted(Drift.UNCHANGED if place.number == number else Drift.MOVED, place)
        if places:
            place = min(places, key=lambda one: abs(one.number - number))
            if self._says_else(old, quote, place):
                return Drifted(Drift.AROUND, place)
            return Drifted(Drift.UNCHANGED if place.number == number else Drift.MOVED, place)
        found = self._nearest(old, quote, wanted, number)
        return Drifted(Drift.LOST, None) if found is None else self._judged(old, quote, found)

    @cached_property
    def _folded(self) -> tuple[Folded, ...]:
        return tuple(fold(paragraph.text) for paragraph in self._source.paragraphs)

    @cached_property
    def _whole(self) -> str:
        return "\n".join(folded.text for folded in self._folded)

    @cached_property
    def _known_text(self) -> str:
        return "\n".join(fold(text).text for text in self._known)

    def _places(self, wanted: str) -> list[Place]:
        found = []
        for number, folded in enumerate(self._folded, 1):
            start = folded.text.find(wanted)
            if start >= 0:
                found.append(Place(number, *folded.raw(start, start + len(wanted))))
        return found

    def _text(self, number: int) -> str:
        return self._source.paragraphs[number - 1].text

    def _marks(self, text: str, spans: Sequence[tuple[int, int]]) -> Marks:
        return marks_of(text, spans, self._source.lang)

    # -- the quote still stands ------------------------------------------------------------------

    def _says_else(self, old: str, quote: tuple[int, int], place: Place) -> bool:
        """Whether the passage around a quote says something else: its own sentence reads otherwise, or a
        figure, a negation or a name came or went in the paragraph. Sentences that only stand elsewhere do
        not count."""
        new = self._text(place.number)
        if _sentence(old, quote) != _sentence(new, (place.start, place.end)):
            return True
        known = f"{fold(old).text}\n{self._known_text}"
        gone = [span for span in sentence_spans(old) if fold(old[slice(*span)]).text not in self._whole]
        come = [span for span in sentence_spans(new) if fold(new[slice(*span)]).text not in known]
        return not self._marks(old, gone).same(self._marks(new, come))

    # -- the quote stands nowhere ----------------------------------------------------------------

    def _nearest(self, old: str, quote: tuple[int, int], wanted: str, number: int) -> Place | None:
        """What came into the place of a quote, if anything is like it."""
        from rapidfuzz import fuzz

        self._effort += len(wanted) * len(self._whole)
        if not wanted or self._effort > _EFFORT:
            return None
        needle = wanted.casefold()
        if quote == (0, len(old)):
            found = max(
                (fuzz.ratio(needle, folded.text.casefold()), -abs(position - number), position)
                for position, folded in enumerate(self._folded, 1)
            )
            return Place(found[2], 0, len(self._text(found[2])))
        if len(wanted) > _LONGEST:
            return None
        best: tuple[float, int, int, int] = (0.0, 0, 0, 0)
        former = fold(old).text.casefold()[:_LONGEST]
        for position, folded in enumerate(self._folded, 1):
            text = folded.text.casefold()
            # A letter that becomes two when made small would shift the offsets.
            text = text if len(text) == len(folded.text) else folded.text
            like = fuzz.partial_ratio_alignment(needle, text)
            if like is None:
                continue
            # Of texts that are alike, the one whose paragraph is like the old one's.
            score = like.score + fuzz.ratio(former, text[:_LONGEST]) / 3 + (position == number)
            if score > best[0]:
                best = (score, position, like.dest_start, like.dest_end)
        _, position, start, end = best
        if not position or start == end:
            return None
        return self._within(old, quote, position, self._folded[position - 1].raw(start, end))

    def _within(self, old: str, quote: tuple[int, int], number: int, around: tuple[int, int]) -> Place | None:
        """The words that came into a quote's place, near some offsets of a paragraph."""
        text, margin = self._text(number), quote[1] - quote[0] + 80
        window = max(0, around[0] - margin), min(len(text), around[1] + margin)
        place = counterpart(old, quote, text, window)
        return None if place is None else Place(number, *place)

    def _judged(self, old: str, quote: tuple[int, int], place: Place) -> Drifted:
        from rapidfuzz import fuzz

        new = self._text(place.number)
        before, after = _plain(old, *quote), _plain(new, place.start, place.end)
        alike = fuzz.ratio(before, after)
        if alike < EDITED_FROM:
            around = fuzz.ratio(_around(old, *quote, before), _around(new, place.start, place.end, after))
            if around < IN_PLACE_FROM or alike < EDITED_FROM / 2:
                return Drifted(Drift.LOST, None)
        same = self._marks(old, [quote]).same(self._marks(new, [(place.start, place.end)]))
        return Drifted(Drift.EDITED if same else Drift.CONFLICT, place)


def _plain(text: str, start: int, end: int) -> str:
    return fold(text[start:end]).text.casefold()


def _around(text: str, start: int, end: int, words: str) -> str:
    """Words with as many characters of their paragraph on each side, and not too few."""
    room = max(len(words), _AROUND)
    return f"{_plain(text, max(0, start - room), start)} {words} {_plain(text, end, end + room)}"


def _sentence(text: str, span: tuple[int, int]) -> str:
    """The sentences that a span touches, folded."""
    touched = [(start, end) for start, end in sentence_spans(text) if start < span[1] and end > span[0]] or [
        span
    ]
    return fold(text[touched[0][0] : touched[-1][1]]).text
