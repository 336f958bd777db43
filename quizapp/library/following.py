"""Follows the citations of a deck through changes of its sources, by what the deck's lock says of them."""

from __future__ import annotations

import hashlib
import posixpath
from functools import cached_property
from typing import NamedTuple

from quizapp.library.drift import GONE, ChangedSource, Drift, Drifted, Place
from quizapp.library.fields import Report
from quizapp.library.lock import Lock, LockedQuote
from quizapp.library.model import Change, Paragraph, Passage, Source
from quizapp.library.nodes import Node, Scalar
from quizapp.library.quotes import Found, QuoteFinder, fold

_CODES = {
    Drift.MOVED: "S401",
    Drift.EDITED: "S402",
    Drift.CONFLICT: "S403",
    Drift.LOST: "S404",
    Drift.AROUND: "S405",
}
_SHOWN, _LED = 160, 40
"""How many characters of a text a finding shows, and how many of them before a difference."""


class Followed(NamedTuple):
    """A citation whose source changed. `entry` is what the lock said of it, `misnumbered` says that the card
    gives the number of a paragraph that its words have left, `in_place` that it cites a whole paragraph by
    its number, and that this one reads otherwise now."""

    entry: LockedQuote
    card: str
    line: int
    drifted: Drifted
    misnumbered: bool
    in_place: bool


class Citation(NamedTuple):
    """A citation as a card writes it: where, with its quoted words and marked words, or with the number of a
    whole paragraph; both where the words stand in several. `numbers` are those of all the card's citations of
    the same words, or of whole paragraphs, and `quoted` is all that it quotes, folded."""

    node: Node
    words: str | None
    marks: tuple[Scalar, ...]
    number: int | None
    numbers: frozenset[int | None]
    quoted: frozenset[str]


class Watch:
    """What a lock says of the sources of one deck. `cards` are the ids in the deck's file; `followed` grows
    as the cards are read."""

    def __init__(self, lock: Lock | None) -> None:
        self.lock = lock
        self.followed: list[Followed] = []
        self.cards: frozenset[str] = frozenset()
        self._files: dict[str, tuple[str, str]] = {}
        self._changed: dict[str, ChangedSource] = {}
        self._same: dict[str, bool] = {}
        self._moved: dict[str, tuple[str, list[Node]]] = {}
        self._entries: dict[tuple[str, str | None], list[LockedQuote]] | None = None

    def add_file(self, source: Source, path: str, folder: str, digest: bytes) -> None:
        """Notes a source file, by its path and the deck's folder, both below the root."""
        name = posixpath.relpath(f"/{path}", f"/{folder}")
        self._files[source.ref] = (name if name.startswith(".") else f"./{name}", digest.hex())

    def name(self, ref: str) -> str:
        """What a lock calls a source."""
        return self._files[ref][0] if ref in self._files else ref.rpartition("/")[2]

    def sha256(self, source: Source) -> str:
        """The digest of a source's bytes; of an inline one, of its paragraphs with an empty line between."""
        if source.ref in self._files:
            return self._files[source.ref][1]
        text = "\n\n".join(paragraph.text for paragraph in source.paragraphs)
        return hashlib.sha256(text.encode()).hexdigest()

    def sees(self, source: Source) -> bool:
        """Whether anything that a source is cited for may have changed; where not, nothing is compared."""
        return self.lock is not None and (self._kept or not self._is_same(source))

    def follow(self, citation: Citation, source: Source, report: Report) -> Passage | None:
        """The passage of a citation in a source that is not what the lock says, with a finding; None where
        the citation is to be found as if there were no lock."""
        entry = self._entry(citation, source, report.card)
        if self.lock is None or entry is None:
            return None
        old, span = self.lock.passage(entry), (entry.start, entry.end)
        drifted = self._changed_source(source).compare(old, span, entry.paragraph)
        place, number = drifted.place, citation.number
        misnumbered = number is not None and (place is None or place.number != number)
        in_place = citation.words is None and not misnumbered and drifted.drift in GONE
        card, line = report.card or "", citation.node.line
        self.followed.append(Followed(entry, card, line, drifted, misnumbered, in_place))
        if drifted.drift is Drift.MOVED and not misnumbered:
            self._moved.setdefault(source.ref, (source.title, []))[1].append(citation.node)
        else:
            _tell(citation, entry, drifted, source, old, report)
        if drifted.drift in GONE:
            now = None if place is None else _now(source, place)
            marks = _marks(old, span, citation)
            return Passage(source.ref, entry.paragraph, span, marks, Change(drifted.drift.value, old, now))
        if place is None or not misnumbered:
            return None
        # The card names the paragraph in which its words were; what has come there would prove nothing.
        paragraph = source.paragraphs[place.number - 1]
        span = (0, len(paragraph.text)) if citation.words is None else (place.start, place.end)
        return Passage(source.ref, place.number, span, _marks(paragraph.text, span, citation))

    def tell_moved(self, report: Report) -> None:
        """Tells of each source how many quotes have moved in it that need no new number."""
        for title, nodes in self._moved.values():
            report.note("S406", nodes[0], source=title, n=str(len(nodes)))

    def _entry(self, citation: Citation, source: Source, card: str | None) -> LockedQuote | None:
        """What the lock knows of a citation.

        Words tell which it is, whichever card it was of. A number does only among those that its card had,
        or a card that has gone from the deck, and only while they are all the same: once one is another,
        they were corrected, and mean the paragraphs of today.
        """
        name = self.name(source.ref)
        if self._entries is None:
            self._entries = self._arranged()
        words = None if citation.words is None else fold(citation.words).text
        found = self._entries.get((name, words), [])
        if citation.number is None:
            return next(iter(found), None)
        of_card: dict[str, list[LockedQuote]] = {}
        for one in found:
            if words is not None or fold(one.text).text not in citation.quoted:
                of_card.setdefault(one.card, []).append(one)
        owners = [card] if card in self._locked_cards else of_card.keys() - self.cards
        for owner in owners:
            mine = of_card.get(owner or "", [])
            if {one.paragraph for one in mine} == citation.numbers:
                return next(one for one in mine if one.paragraph == citation.number)
        return None

    @cached_property
    def _locked_cards(self) -> frozenset[str]:
        return frozenset(quote.card for quote in self.lock.quotes) if self.lock else frozenset()

    def _arranged(self) -> dict[tuple[str, str | None], list[LockedQuote]]:
        """The quotes by source and words; those that are whole paragraphs by source alone, too."""
        assert self.lock is not None
        entries: dict[tuple[str, str | None], list[LockedQuote]] = {}
        for quote in self.lock.quotes:
            entries.setdefault((quote.source, fold(quote.text).text), []).append(quote)
            if (quote.start, quote.end) == (0, len(self.lock.passage(quote))):
                entries.setdefault((quote.source, None), []).append(quote)
        return entries

    @cached_property
    def _kept(self) -> bool:
        """Whether the lock holds entries of an older state of a source."""
        return self.lock is not None and any(quote.former is not None for quote in self.lock.quotes)

    def _is_same(self, source: Source) -> bool:
        """Whether a source is as the lock says, or not in it."""
        assert self.lock is not None
        if source.ref not in self._same:
            locked = self.lock.sources.get(self.name(source.ref))
            self._same[source.ref] = locked is None or locked == self.sha256(source)
        return self._same[source.ref]

    def _changed_source(self, source: Source) -> ChangedSource:
        assert self.lock is not None
        if source.ref not in self._changed:
            name = self.name(source.ref)
            known = [text for (other, _), text in self.lock.paragraphs.items() if other == name]
            self._changed[source.ref] = ChangedSource(source, known)
        return self._changed[source.ref]


def _now(source: Source, place: Place) -> tuple[int, str, tuple[int, int]]:
    return place.number, source.paragraphs[place.number - 1].text, (place.start, place.end)


def _marks(text: str, span: tuple[int, int], citation: Citation) -> tuple[tuple[int, int], ...]:
    """The spans to highlight; marks that stand there no more are left out."""
    finder, found = QuoteFinder([Paragraph(1, text)]), Found(1, *span)
    marks = {within for mark in citation.marks for within in finder.within(found, mark.text)}
    return tuple(sorted(marks)) or (() if citation.words is None else (span,))


def _tell(
    citation: Citation, entry: LockedQuote, drifted: Drifted, source: Source, old: str, report: Report
) -> None:
    code, place = _CODES.get(drifted.drift), drifted.place
    if code is None:
        return
    before, after = entry.text, ""
    params = {"source": source.title, "before": str(entry.paragraph)}
    if place is not None:
        _, text, span = _now(source, place)
        before, after = (old, text) if drifted.drift is Drift.AROUND else (before, text[slice(*span)])
        params["paragraph"] = str(place.number)
    params["old"], params["new"] = _cut(before, after)
    report.note(code, citation.node, **params)


def _cut(old: str, new: str) -> tuple[str, str]:
    """Both texts cut to what a message can show, from a little before the place where they part."""
    old, new = " ".join(old.split()), " ".join(new.split())
    if max(len(old), len(new)) <= _SHOWN:
        return old, new
    alike = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
    start = old.rfind(" ", 0, max(0, alike - _LED)) + 1
    return _window(old, start), _window(new, start)


def _window(text: str, start: int) -> str:
    shown = text[start : start + _SHOWN]
    return ("…" if start else "") + shown + ("…" if start + _SHOWN < len(text) else "")
