"""Says of a source what its cards ask of it: paragraph by paragraph, sentence by sentence, fact by fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quizapp.library.facts.asking import Asking, Standing
from quizapp.library.facts.model import Fact, FactKind, Span
from quizapp.library.facts.reading import read_facts
from quizapp.library.model import Card, Deck, Paragraph, Passage, Source
from quizapp.library.sentences import sentence_spans

_WHOLE = 0.01
"""What a paragraph counts for in a strip that is cited, but by no words."""


class SentenceCovered(NamedTuple):
    """A sentence: its raw offsets in the paragraph, and whether a quote touches it."""

    span: Span
    quoted: bool


class FactCovered(NamedTuple):
    """A fact of a paragraph, and how it stands with all cards that cite the source."""

    fact: Fact
    standing: Standing


class ParagraphCovered(NamedTuple):
    """What the cards cite of a paragraph.

    `cards` are those that cite it, each as `deck/card`, in the order given. `quoted` are the raw spans inside
    quotes, merged and in order; `share` is the share of the paragraph's characters in them, from 0 to 1. A
    paragraph that is cited as a whole (`para`) is cited, but none of its words is quoted by that.
    """

    paragraph: Paragraph
    cards: tuple[str, ...]
    quoted: tuple[Span, ...]
    share: float
    sentences: tuple[SentenceCovered, ...]
    facts: tuple[FactCovered, ...]

    @property
    def is_cited(self) -> bool:
        return bool(self.cards)

    @property
    def heat(self) -> float:
        """The share as a strip shows it: the least above nothing where only the whole is cited."""
        return self.share or (_WHOLE if self.cards else 0.0)

    def unquoted(self) -> tuple[str, ...]:
        """The sentences that no quote touches."""
        text = self.paragraph.text
        return tuple(text[slice(*each.span)] for each in self.sentences if not each.quoted)


class SourceCovered(NamedTuple):
    """What the cards cite of a source; `cards` are those that cite any of it, each as `deck/card`."""

    source: Source
    cards: tuple[str, ...]
    paragraphs: tuple[ParagraphCovered, ...]

    @property
    def cited(self) -> int:
        """How many paragraphs are cited."""
        return sum(each.is_cited for each in self.paragraphs)

    @property
    def share(self) -> float:
        """The share of the source's characters inside quotes, from 0 to 1."""
        whole = sum(len(each.paragraph.text) for each in self.paragraphs)
        return (
            sum(each.share * len(each.paragraph.text) for each in self.paragraphs) / whole if whole else 0.0
        )

    @property
    def sentences(self) -> int:
        return sum(len(each.sentences) for each in self.paragraphs)

    @property
    def unquoted(self) -> int:
        """How many sentences no quote touches."""
        return sum(not sentence.quoted for each in self.paragraphs for sentence in each.sentences)

    def facts(self, standing: Standing, kind: FactKind | None = None) -> tuple[Fact, ...]:
        """The facts of the source that stand so, each as it is stated first; of all kinds without one."""
        found: dict[tuple[object, ...], Fact] = {}
        for each in (fact for paragraph in self.paragraphs for fact in paragraph.facts):
            if each.standing is standing and kind in (None, each.fact.kind):
                found.setdefault(each.fact.meaning, each.fact)
        return tuple(found.values())


def cover(source: Source, cards: Iterable[Card]) -> SourceCovered:
    """What the cards, of whichever decks, cover of a source; those that do not cite it count for nothing."""
    citing: dict[int, list[tuple[Card, Passage]]] = {}
    cited_by: dict[str, Card] = {}
    for card in cards:
        for passage in card.passages:
            # What was quoted before the source changed stands in it no more.
            if passage.source == source.ref and passage.changed is None:
                citing.setdefault(passage.paragraph, []).append((card, passage))
                cited_by[name(card)] = card
    asking = Asking(cited_by.values())
    standings: dict[tuple[object, ...], Standing] = {}
    covered = []
    for paragraph, facts in zip(source.paragraphs, read_facts(source.paragraphs, source.lang), strict=True):
        for fact in facts:
            if fact.meaning not in standings:
                standings[fact.meaning] = asking.standing(fact)
        stand = tuple(FactCovered(fact, standings[fact.meaning]) for fact in facts)
        covered.append(_paragraph(paragraph, citing.get(paragraph.number, []), stand))
    return SourceCovered(source, tuple(cited_by), tuple(covered))


def cover_all(decks: Sequence[Deck], sources: Sequence[Source] | None = None) -> tuple[SourceCovered, ...]:
    """What the decks together cover of some sources, or of all that they name, in the order named first."""
    citing: dict[str, list[Card]] = {}
    for card in (card for deck in decks for card in deck.cards):
        for ref in dict.fromkeys(passage.source for passage in card.passages):
            citing.setdefault(ref, []).append(card)
    if sources is None:
        sources = tuple({source.ref: source for deck in decks for source in deck.sources}.values())
    return tuple(cover(source, citing.get(source.ref, ())) for source in sources)


def name(card: Card) -> str:
    """A card as coverage names it."""
    return f"{card.deck}/{card.id}"


def quoted_spans(text: str, passages: Iterable[Passage]) -> tuple[Span, ...]:
    """The raw spans of a paragraph that passages quote, merged and in order.

    Where a passage spans the whole paragraph, only its marks are quoted: so it is for `para`, which has none
    or says by them what matters.
    """
    spans = [
        (max(start, 0), min(end, len(text)))
        for passage in passages
        for start, end in (passage.marks if passage.quote == (0, len(text)) else (passage.quote,))
    ]
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _paragraph(
    paragraph: Paragraph, cited: list[tuple[Card, Passage]], facts: tuple[FactCovered, ...]
) -> ParagraphCovered:
    text = paragraph.text
    quoted = quoted_spans(text, (passage for _, passage in cited))
    return ParagraphCovered(
        paragraph,
        tuple(dict.fromkeys(name(card) for card, _ in cited)),
        quoted,
        sum(end - start for start, end in quoted) / len(text) if text else 0.0,
        tuple(
            SentenceCovered((start, end), any(first < end and start < last for first, last in quoted))
            for start, end in sentence_spans(text)
        ),
        facts,
    )
