"""A deck as its author sees it: each sentence of the sources with the cards that cite it, each card with its
problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quizapp.library.coverage import quoted_spans
from quizapp.library.facts.model import Span
from quizapp.library.model import Card, Deck, Level, Paragraph, Passage, Problem
from quizapp.library.sentences import sentence_spans


class Place(NamedTuple):
    """A sentence: the reference of its source, the number of its paragraph, and its own in that, from 1."""

    source: str
    paragraph: int
    sentence: int


class Sentence(NamedTuple):
    """A sentence, which begins at `start` of its paragraph, with what of it is quoted, as coverage counts it:
    spans of `text` in order. `cards` are the ids of those that cite it, if only with its whole paragraph, as
    the file has them."""

    place: Place
    text: str
    start: int
    quoted: tuple[Span, ...]
    cards: tuple[str, ...]


class SeenParagraph(NamedTuple):
    """A paragraph in sentences; `cards` are the ids of those that cite any of it."""

    number: int
    note: str | None
    sentences: tuple[Sentence, ...]
    cards: tuple[str, ...]


class SeenSource(NamedTuple):
    """A source that the deck names."""

    ref: str
    title: str
    lang: str
    paragraphs: tuple[SeenParagraph, ...]


class SeenCard(NamedTuple):
    """A card of the file. With an error it is `skipped`, and `card` is how it was last read, if ever;
    `places` are the sentences that it cites."""

    id: str
    line: int
    card: Card | None
    skipped: bool
    problems: tuple[Problem, ...]
    places: tuple[Place, ...]


class Draft(NamedTuple):
    """A deck file at a moment. `stale` says that it cannot be read now, so that what it last held is shown;
    `missing` that there is no file. `problems` are all that there are now, `of_file` those of no card.
    `saved_ns` is the time of the last save in Unix nanoseconds, None without a file."""

    path: str
    deck: Deck | None
    sources: tuple[SeenSource, ...]
    cards: tuple[SeenCard, ...]
    problems: tuple[Problem, ...]
    of_file: tuple[Problem, ...]
    stale: bool
    missing: bool
    saved_ns: int | None

    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in the order of the sources."""
        return tuple(
            sentence
            for source in self.sources
            for paragraph in source.paragraphs
            for sentence in paragraph.sentences
        )

    def card(self, card_id: str) -> SeenCard | None:
        return next((seen for seen in self.cards if seen.id == card_id), None)


def drafted(
    path: str,
    deck: Deck | None,
    problems: Sequence[Problem],
    known: Mapping[str, Card],
    *,
    stale: bool = False,
    saved_ns: int | None = None,
) -> Draft:
    """The draft of a deck; `known` are the cards as they were last read, by id."""
    sources = seen_sources(deck) if deck else ()
    by_card: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.card is not None:
            by_card.setdefault(problem.card, []).append(problem)
    return Draft(
        path=path,
        deck=deck,
        sources=sources,
        cards=tuple(_cards(deck, by_card, known, sources, stale=stale)),
        problems=tuple(problems),
        of_file=tuple(problem for problem in problems if problem.card is None),
        stale=stale,
        missing=saved_ns is None,
        saved_ns=saved_ns,
    )


def seen_sources(deck: Deck) -> tuple[SeenSource, ...]:
    """The sources of a deck, each once, with what its cards quote."""
    citing: dict[tuple[str, int], list[tuple[str, Passage]]] = {}
    for card in deck.cards:
        for passage in _standing(card):
            citing.setdefault((passage.source, passage.paragraph), []).append((card.id, passage))
    return tuple(
        SeenSource(
            source.ref,
            source.title,
            source.lang,
            tuple(
                _paragraph(source.ref, one, citing.get((source.ref, one.number), ()))
                for one in source.paragraphs
            ),
        )
        for source in {source.ref: source for source in deck.sources}.values()
    )


def cited_by(card: Card, sentence: Sentence) -> tuple[Span, ...]:
    """What a card cites of a sentence, quoted or within a whole paragraph: spans of its text, in order."""
    place = sentence.place
    spans = sorted(
        passage.quote
        for passage in _standing(card)
        if (passage.source, passage.paragraph) == (place.source, place.paragraph)
    )
    return _within(spans, sentence.start, sentence.start + len(sentence.text))


def _standing(card: Card) -> list[Passage]:
    """The passages whose words still stand in their source: the others quote nothing of it."""
    return [passage for passage in card.passages if passage.changed is None]


def _paragraph(ref: str, paragraph: Paragraph, cited: Sequence[tuple[str, Passage]]) -> SeenParagraph:
    quoted = quoted_spans(paragraph.text, (passage for _, passage in cited))
    sentences = []
    for number, (start, end) in enumerate(sentence_spans(paragraph.text), 1):
        touching = (id for id, passage in cited if passage.quote[0] < end and passage.quote[1] > start)
        place, text = Place(ref, paragraph.number, number), paragraph.text[start:end]
        ids = tuple(dict.fromkeys(touching))
        sentences.append(Sentence(place, text, start, _within(quoted, start, end), ids))
    ids = tuple(dict.fromkeys(id for id, _ in cited))
    return SeenParagraph(paragraph.number, paragraph.note, tuple(sentences), ids)


def _within(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """The parts of spans between two offsets, counted from the first."""
    cut = ((max(first, start) - start, min(last, end) - start) for first, last in spans)
    return tuple((first, last) for first, last in cut if first < last)


def _cards(
    deck: Deck | None,
    problems: Mapping[str, Sequence[Problem]],
    known: Mapping[str, Card],
    sources: Sequence[SeenSource],
    *,
    stale: bool,
) -> list[SeenCard]:
    """The cards of the deck, and between them those that an error keeps out, in the order of the file."""
    places: dict[str, list[Place]] = {}
    for source in sources:
        for paragraph in source.paragraphs:
            for sentence in paragraph.sentences:
                for card_id in sentence.cards:
                    places.setdefault(card_id, []).append(sentence.place)
    sound = {card.id: card for card in deck.cards} if deck else {}
    seen = [
        SeenCard(id, card.line, card, False, tuple(problems.get(id, ())), _in_order(card, places.get(id, [])))
        for id, card in sound.items()
    ]
    if not stale:
        errors = ((id, found) for id, found in problems.items() if id not in sound)
        seen += [
            SeenCard(id, min(one.line for one in found), known.get(id), True, tuple(found), ())
            for id, found in errors
            if any(one.level is Level.ERROR for one in found)
        ]
    return sorted(seen, key=lambda one: one.line)


def _in_order(card: Card, places: Sequence[Place]) -> tuple[Place, ...]:
    """The places of a card in the order of its passages, so that its evidence comes first."""
    ranks = {(passage.source, passage.paragraph): -n for n, passage in enumerate(reversed(card.passages))}
    return tuple(sorted(places, key=lambda place: ranks.get((place.source, place.paragraph), 0)))
