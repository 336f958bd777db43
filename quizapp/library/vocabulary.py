"""The words of a deck and of its sources: for marking, which no slip of typing may fool, and for searches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.library.model import Card, Deck, Source
from quizapp.questions.folding import fold_within, words
from quizapp.questions.model import Question

FOLDED_FACES = 100
"""So many faces have their texts in one row: fewer make a search read more lists of runs, more make it read
more texts (of 100,000 faces, 8 ms for a rare word, 30 ms for a frequent one)."""


def card_words(card: Card) -> frozenset[str]:
    """The folded words of a card's question and answers."""
    return frozenset(word for text in question_texts(card.question) for word in words(text))


def question_texts(question: Question) -> Iterator[str]:
    """Every text of a question, its answers among them, as it was written."""
    from quizapp.questions.payload import to_json

    return _strings(to_json(question))


def folded_lines(deck: Deck) -> list[str]:
    """What a search looks through: a line a face, in their order, with its card's question, answers,
    explanation and quotes, without case, accents and ligatures."""
    paragraphs = {source.ref: source.paragraphs for source in deck.sources}
    lines: list[str] = []
    for card in deck.cards:
        texts = [*question_texts(card.question), card.explain or ""]
        for passage in card.passages:
            text = (
                paragraphs[passage.source][passage.paragraph - 1].text
                if passage.changed is None
                else passage.changed.text
            )
            texts.append(text[slice(*passage.quote)])
        lines += [fold_within(" ".join(texts))] * len(card.question.faces())
    return lines


def runs(folded: str) -> frozenset[str]:
    """The runs of letters and digits in a folded text."""
    return frozenset(re.findall(r"[^\W_]+", folded))


def source_words(source: Source) -> frozenset[str]:
    """The folded words of a source's paragraphs."""
    return frozenset(word for paragraph in source.paragraphs for word in words(paragraph.text))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
