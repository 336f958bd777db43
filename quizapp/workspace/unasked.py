"""Says of a sentence which of its figures, dates and names no answer of the deck asks."""

from __future__ import annotations

from functools import lru_cache

from quizapp.library.facts.asking import Asking, Standing
from quizapp.library.facts.model import Fact
from quizapp.library.facts.reading import read_facts
from quizapp.library.model import Deck, Paragraph
from quizapp.workspace.draft import Sentence


class Unasked:
    """Reads the facts of a deck's sources and what its cards ask, once; then tells sentence by sentence."""

    def __init__(self, deck: Deck | None) -> None:
        self.deck = deck
        sources = deck.sources if deck else ()
        cards = deck.cards if deck else ()
        self._facts = {source.ref: _facts(source.paragraphs, source.lang) for source in sources}
        self._asking = {
            ref: Asking(card for card in cards if any(passage.source == ref for passage in card.passages))
            for ref in self._facts
        }

    def of(self, sentence: Sentence) -> tuple[str, ...]:
        """The facts that the sentence states and no answer asks, in its words and order; none where the deck
        does not hold it."""
        ref, number, _ = sentence.place
        start, end = sentence.start, sentence.start + len(sentence.text)
        paragraph = self._facts.get(ref, ())[number - 1 : number]
        return tuple(
            fact.text
            for facts in paragraph
            for fact in facts
            if any(start <= first < end for first, _ in fact.spans)
            and self._asking[ref].standing(fact) is not Standing.ASKED
        )


@lru_cache(maxsize=8)
def _facts(paragraphs: tuple[Paragraph, ...], lang: str) -> tuple[tuple[Fact, ...], ...]:
    """The facts of a source, kept while its cards are written: reading them takes a second in a book."""
    return read_facts(paragraphs, lang)
