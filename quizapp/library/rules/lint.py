"""Runs the rules over a deck that was read, and keeps the findings that are to be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from quizapp.library.decks import Reading, card_nodes
from quizapp.library.fields import Report
from quizapp.library.model import Deck, Level, Problem
from quizapp.library.rules import (
    choices,
    cloze,
    format_rules,
    leaks,
    prompts,
    proof,
    twins,
    typography,
    yaml_rules,
)
from quizapp.library.rules.model import CardRule, DeckRule, DeckSeen, TextRule
from quizapp.library.rules.seen import card_seen
from quizapp.library.rules.selection import Selection, comments, told

TEXT_RULES: tuple[TextRule, ...] = yaml_rules.RULES
CARD_RULES: tuple[CardRule, ...] = (
    *format_rules.CARD_RULES,
    *choices.CARD_RULES,
    *cloze.CARD_RULES,
    *leaks.CARD_RULES,
    *prompts.CARD_RULES,
    *proof.CARD_RULES,
)
DECK_RULES: tuple[DeckRule, ...] = (
    *format_rules.DECK_RULES,
    *choices.DECK_RULES,
    *leaks.DECK_RULES,
    *prompts.DECK_RULES,
    *proof.DECK_RULES,
    *twins.DECK_RULES,
    *typography.DECK_RULES,
)


def lint(reading: Reading, selection: Selection, today: date | None = None) -> tuple[Problem, ...]:
    """The problems of a deck file, those of reading it and those of the rules, in the order of the file.

    What its sources lack comes first, as it does in reading. Without `today`, no date has passed.
    """
    deck = reading.deck
    report = Report(deck.path)
    for text_rule in TEXT_RULES:
        text_rule(reading, report)
    if isinstance(deck, Deck):
        cards = tuple(card_seen(card) for card in reading.cards)
        sources = {source.ref: source for source in deck.sources}
        lines = reading.text.split("\n")
        lang = deck.lang.partition("-")[0]
        seen = DeckSeen(deck, cards, sources, reading.text, lines, reading.root, lang, today)
        for card in cards:
            report.card = card.card.id
            for card_rule in CARD_RULES:
                card_rule(card, seen, report)
        for deck_rule in DECK_RULES:
            report.card = None
            deck_rule(seen, report)
    found = dict.fromkeys((*deck.problems, *report.problems))

    def place(problem: Problem) -> tuple[bool, int, int]:
        return problem.file != deck.path, problem.line, problem.column

    card_lines = [card.line for card in card_nodes(reading.root)]
    said = comments(reading.text)
    return tuple(sorted(_causes(told(tuple(found), selection, said, deck.path, card_lines)), key=place))


def _causes(problems: Sequence[Problem]) -> list[Problem]:
    """The problems that are told without those that follow from another at the same place: from curly quotes
    around the text, which are an error where they cost the card, or from an error in a text that other
    programs retype."""

    def place(problem: Problem) -> tuple[str, int, int]:
        return problem.file, problem.line, problem.column

    curly = {place(one) for one in problems if one.code == "Y405"}
    cost = {place(one): one.card for one in problems if one.level is Level.ERROR}

    def follows(one: Problem) -> bool:
        return one.code != "Y405" and (place(one) in curly or (one.code == "Y402" and place(one) in cost))

    def priced(one: Problem) -> Problem:
        costs = one.code == "Y405" and place(one) in cost
        return one._replace(level=Level.ERROR, card=cost[place(one)]) if costs else one

    return [priced(one) for one in problems if not follows(one)]
