"""Runs the rules over a deck that was read, and keeps the findings that are to be told."""

from __future__ import annotations

from quizapp.library.decks import Reading, card_nodes
from quizapp.library.fields import Report
from quizapp.library.model import Deck, Problem
from quizapp.library.rules import format_rules, yaml_rules
from quizapp.library.rules.model import CardRule, DeckRule, DeckSeen, TextRule
from quizapp.library.rules.selection import Selection, comments, told

TEXT_RULES: tuple[TextRule, ...] = yaml_rules.RULES
CARD_RULES: tuple[CardRule, ...] = format_rules.CARD_RULES
DECK_RULES: tuple[DeckRule, ...] = format_rules.DECK_RULES


def lint(reading: Reading, selection: Selection) -> tuple[Problem, ...]:
    """The problems of a deck file, those of reading it and those of the rules, in the order of the file.

    What its sources lack comes first, as it does in reading.
    """
    deck = reading.deck
    report = Report(deck.path)
    for text_rule in TEXT_RULES:
        text_rule(reading, report)
    if isinstance(deck, Deck):
        sources = {source.ref: source for source in deck.sources}
        seen = DeckSeen(deck, reading.cards, sources, reading.text, reading.root)
        for card in reading.cards:
            report.card = card.card.id
            for card_rule in CARD_RULES:
                card_rule(card, seen, report)
        for deck_rule in DECK_RULES:
            report.card = None
            deck_rule(seen, report)
    found = dict.fromkeys((*deck.problems, *report.problems))

    def place(problem: Problem) -> tuple[bool, int, int]:
        return problem.file != deck.path, problem.line, problem.column

    lines = [card.line for card in card_nodes(reading.root)]
    said = comments(reading.text)
    return tuple(sorted(told(tuple(found), selection, said, deck.path, lines), key=place))
