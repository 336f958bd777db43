"""Mends citations whose source has changed since the deck was locked."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.library.decks import card_nodes
from quizapp.library.model import Deck, Problem
from quizapp.library.nodes import Mapping, Node, Scalar, Sequence
from quizapp.library.quotes import fold
from quizapp.library.rules.fixing import Draft, with_value
from quizapp.library.spans import BLOCK
from quizapp.library.text_edits import Edit, quoted


def renumbered(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """The number of the paragraph in which the quoted words stand now, where the card gives the former."""
    params = dict(problem.params)
    found = [item for item in _numbers(problem, draft) if item.text.lstrip("0") == params["before"]]
    if len(found) != 1:
        return ()
    span = draft.scalar(problem._replace(line=found[0].line, column=found[0].column))
    return () if span is None else (Edit(span.start, span.end, params["paragraph"]),)


def _numbers(problem: Problem, draft: Draft) -> tuple[Scalar, ...]:
    """What stands below the innermost `para:` around the place of a finding."""
    place = (problem.line, problem.column)
    before = [card for card in card_nodes(draft.reading.root) if (card.line, card.column) <= place]
    for mapping in _around(before[-1], place) or () if before else ():
        for key, value in mapping.pairs:
            if key.text == "para":
                items = value.items if isinstance(value, Sequence) else (value,)
                return tuple(item for item in items if isinstance(item, Scalar))
    return ()


def _around(node: Node, place: tuple[int, int]) -> tuple[Mapping, ...] | None:
    """The mappings in which a place stands, the innermost first; None where it is not in the node."""
    own = (node,) if isinstance(node, Mapping) else ()
    if (node.line, node.column) == place:
        return own
    inner = (found for child in _children(node) if (found := _around(child, place)) is not None)
    found = next(inner, None)
    return None if found is None else (*found, *own)


def _children(node: Node) -> Iterator[Node]:
    if isinstance(node, Sequence):
        yield from node.items
    elif isinstance(node, Mapping):
        yield from (value for _, value in node.pairs)


def present_words(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """The words that have come into the place of a quote, which say the same as far as can be told."""
    span, deck = draft.scalar(problem), draft.reading.deck
    if span is None or span.style in BLOCK or not isinstance(deck, Deck):
        return ()
    former = fold(span.value).text
    changes = [
        passage.changed.now
        for card in deck.cards
        if card.id == problem.card
        for passage in card.passages
        if passage.changed is not None and fold(passage.changed.text[slice(*passage.quote)]).text == former
    ]
    if not changes or changes[0] is None:
        return ()
    _number, text, (start, end) = changes[0]
    wanted = " ".join(text[start:end].split())
    return with_value(span, wanted, draft.text) or (Edit(span.start, span.end, quoted(wanted)),)
