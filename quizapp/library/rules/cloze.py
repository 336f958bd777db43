"""Gaps that hide too much or too little, and numbers whose tolerance takes anything."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from quizapp.library.fields import Report, short
from quizapp.library.rules.model import CardRule, DeckSeen
from quizapp.library.rules.seen import HIDDEN, CardSeen, words_of
from quizapp.library.rules.words import FUNCTION_WORDS
from quizapp.questions.number_answer import NumberAnswer

HIDDEN_SHARE = 0.5
"""The largest share of a cloze's letters that one face may hide."""

MAGNITUDE = 10
"""A tolerance is too wide from where its largest value is so many times its smallest."""


def judge_cloze(card: CardSeen, seen: DeckSeen, report: Report) -> None:
    if not card.gaps:
        return
    hidden: dict[str, int] = defaultdict(int)
    for gap in card.gaps:
        hidden[gap.face or ""] += len(gap.text)
        if len(gap.text) < 12 and FUNCTION_WORDS.issuperset(words_of(gap.text)):
            report.add("C316", card.prompt.node, gap=short(gap.text))
    shown = len(card.stem) - len(HIDDEN) * len(card.gaps)
    most = max(hidden.values())
    whole = shown + sum(hidden.values())
    if most > HIDDEN_SHARE * whole:
        report.add("C315", card.prompt.node, share=str(round(100 * most / whole)))


def judge_number(card: CardSeen, seen: DeckSeen, report: Report) -> None:
    question = card.card.question
    if not isinstance(question, NumberAnswer) or question.quantity.tolerance is None:
        return
    written = question.quantity.tolerance
    low, high = Decimal(question.quantity.low), Decimal(question.quantity.high)
    if written.endswith("%"):
        part = Decimal(written[:-1]) / 100
        least, most = low - abs(low) * part, high + abs(high) * part
    else:
        least, most = low - Decimal(written), high + Decimal(written)
    smaller, larger = sorted((abs(least), abs(most)))
    is_zero = low == 0 and high == 0
    if not is_zero and (least <= 0 <= most or larger >= MAGNITUDE * smaller):
        report.add("C317", card.fields.values["number"], low=_plain(least), high=_plain(most))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


CARD_RULES: tuple[CardRule, ...] = (judge_cloze, judge_number)
