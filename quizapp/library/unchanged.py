"""Tells whether a deck still reads as before, after an edit that was to change one thing only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quizapp.library.decks import Reading, card_nodes
from quizapp.library.model import Card, Deck, Problem
from quizapp.library.rules.selection import end_of_head
from quizapp.library.shorthand import card_text
from quizapp.questions.prints import answer_print


def reads_the_same(before: Reading, after: Reading, fixed: Sequence[Problem], *, answers: bool) -> bool:
    """Whether all but the cards of the fixed findings is what it was, and, if asked for, the answers of these
    as well: an answer that reads otherwise makes its card due. What stands above the cards may differ where a
    fix is about it, but neither the deck's id nor its cards."""
    if not isinstance(before.deck, Deck):
        return True
    if not isinstance(after.deck, Deck):
        return False
    first = end_of_head(before.text)
    of_head = any(problem.line <= before.text.count("\n", 0, first) for problem in fixed)
    if _head(before.deck, of_head) != _head(after.deck, of_head):
        return False
    own = {problem.card or _card_at(before, problem.line) for problem in fixed}
    ids = [card.id for card in after.deck.cards]
    now = {card.id: card for card in after.deck.cards}
    known = {card.id for card in before.deck.cards}
    return [id for id in ids if id in known] == [card.id for card in before.deck.cards] and all(
        (not answers or _answers(card) == _answers(now[card.id]))
        if card.id in own
        else _shown(card, of_head) == _shown(now[card.id], of_head)
        for card in before.deck.cards
    )


def _answers(card: Card) -> tuple[tuple[str, str], ...]:
    return tuple((face, answer_print(card.question, face)) for face in card.question.faces())


def _card_at(reading: Reading, line: int) -> str | None:
    """The id of the card that a line belongs to."""
    cards = card_nodes(reading.root)
    place = bisect_right([card.line for card in cards], line) - 1
    return card_text(cards[place], "id") if place >= 0 else None


def _head(deck: Deck, changed: bool) -> Deck | str:
    return deck.id if changed else deck._replace(cards=(), problems=(), line=1)


def _shown(card: Card, of_head: bool) -> Card:
    card = card._replace(line=1)
    return card._replace(passages=()) if of_head else card
