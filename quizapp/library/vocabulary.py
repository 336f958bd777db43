"""The words of a deck and of its sources, so that none of them passes for a typing slip of another."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.library.model import Card, Source
from quizapp.questions.folding import words


def card_words(card: Card) -> frozenset[str]:
    """The folded words of a card's question and answers."""
    from quizapp.questions.payload import to_json

    return frozenset(word for text in _strings(to_json(card.question)) for word in words(text))


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
