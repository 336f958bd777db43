"""Tells of each fact of a source whether its cards ask it, only mention it, or miss it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from quizapp.library.facts.dates import find_dates, month_names
from quizapp.library.facts.figures import counting_words, stated_numbers
from quizapp.library.facts.model import Fact, Figure, Stated, StatedDate
from quizapp.library.model import Card
from quizapp.library.quotes import fold
from quizapp.library.vocabulary import question_texts
from quizapp.questions.dates import read_date
from quizapp.questions.folding import words
from quizapp.questions.gaps import Segment, parse_cloze
from quizapp.questions.tokens import without_article
from quizapp.questions.units import unit_factor

_SHORTEST = 3
"""The letters from which a whole answer may be a part of a name: `Poutine` asks `Vladimir Poutine`."""


class Standing(StrEnum):
    """`ASKED`: it stands in an answer. `MENTIONED`: only in a prompt, a wrong choice or an explanation."""

    ASKED = "asked"
    MENTIONED = "mentioned"
    MISSED = "missed"


class _Said(NamedTuple):
    """What some texts of a card say: numbers, each with the symbol of its unit; parts of dates; folded words
    between spaces; and of answers each whole text as such words, without its article."""

    numbers: frozenset[tuple[Decimal, str | None]]
    dates: frozenset[tuple[str, int]]
    words: str
    wholes: frozenset[str]


class Asking:
    """What the cards of one source say in their answers, and what in all the rest."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._cards = [
            (_said(answer_texts(card), card.lang, whole=True), _said(other_texts(card), card.lang))
            for card in cards
        ]

    def standing(self, fact: Fact) -> Standing:
        """How a fact stands. One card must say all of it; of a date its prompt may say a part, as in
        `En quel mois de 2024 ?`"""
        stated = fact.stated
        if any(_asks(answers, others, stated) for answers, others in self._cards):
            return Standing.ASKED
        if any(_mentions(answers, others, stated) for answers, others in self._cards):
            return Standing.MENTIONED
        return Standing.MISSED


def _asks(answers: _Said, others: _Said, stated: Stated) -> bool:
    if isinstance(stated, StatedDate):
        return not stated.parts().isdisjoint(answers.dates) and _mentions(answers, others, stated)
    if isinstance(stated, Figure):
        return _says_figure(answers, stated)
    return _says_name(answers, stated.words)


def _mentions(answers: _Said, others: _Said, stated: Stated) -> bool:
    if isinstance(stated, StatedDate):
        return stated.parts() <= answers.dates | others.dates
    if isinstance(stated, Figure):
        return _says_figure(others, stated)
    return _says_name(others, stated.words)


def answer_texts(card: Card) -> Iterator[str]:
    """Every text that a card accepts as an answer: alternatives, right choices, gaps, items, lines and
    their texts, ideas, dates and numbers in words. None of an evidence card, whose answer is the source,
    or of a statement."""
    from quizapp.questions.cloze import Cloze
    from quizapp.questions.evidence import Evidence
    from quizapp.questions.listing import ListItems
    from quizapp.questions.short import ShortAnswer
    from quizapp.questions.statement import Statement

    question = card.question
    if isinstance(question, ShortAnswer):
        yield from question.answer
    elif isinstance(question, ListItems):
        yield from (text for item in question.items for text in item)
    elif isinstance(question, Cloze):
        yield from (text for gap in _segments(question.cloze) for text in gap.answers)
    elif not isinstance(question, Evidence | Statement):
        for face in question.faces():
            yield from question.expected(face, card.lang)


def other_texts(card: Card) -> Iterator[str]:
    """The other texts of a card, its answers perhaps among them: prompts, choices, reasons, hint,
    explanation and note. Of an evidence card not the sentences to choose from: they are the source."""
    from quizapp.questions.cloze import Cloze
    from quizapp.questions.evidence import Evidence

    question = card.question
    if isinstance(question, Cloze):
        # Whole, not face by face: each face would be the same sentence with another gap.
        gaps = _segments(question.cloze)
        yield "".join(gap.text for gap in gaps)
        yield from (gap.hint for gap in gaps if gap.hint)
    elif isinstance(question, Evidence):
        yield question.question
    else:
        yield from question_texts(question)
    yield from (text for text in (card.hint, card.explain, card.note) if text)


@lru_cache(maxsize=16)
def _segments(cloze: str) -> tuple[Segment, ...]:
    """A cloze parsed once for its answers and for all the rest."""
    return parse_cloze(cloze)


def _said(texts: Iterable[str], lang: str, *, whole: bool = False) -> _Said:
    numbers: set[tuple[Decimal, str | None]] = set()
    dates: set[tuple[str, int]] = set()
    every, wholes = [], []
    for text in dict.fromkeys(texts):
        found = words(text)
        every.append(f" {' '.join(found)} ")
        if whole:
            wholes.append(f" {' '.join(without_article(found))} ")
        if not _telling().isdisjoint(found) or any(map(str.isdecimal, text)):
            told = _exact(text, lang)
            numbers |= told[0]
            dates |= told[1]
    return _Said(frozenset(numbers), frozenset(dates), "|".join(every), frozenset(wholes))


@cache
def _telling() -> frozenset[str]:
    """Words that make it worth while to look for numbers and dates."""
    return (counting_words() | month_names()) - {"un", "une", "a", "an", "one"}


@lru_cache(maxsize=4096)
def _exact(text: str, lang: str) -> tuple[frozenset[tuple[Decimal, str | None]], frozenset[tuple[str, int]]]:
    """The numbers of a text, and the parts of its dates."""
    folded = fold(text).text
    read = read_date(folded, lang)
    dates = [*find_dates(folded, lang)]
    if read is not None:
        dates.append(StatedDate((0, 0), read.year, read.month, read.day))
    return frozenset(stated_numbers(folded, lang)), frozenset(part for date in dates for part in date.parts())


def _says_figure(said: _Said, figure: Figure) -> bool:
    return all(
        any(_same(value, unit, wanted, figure.unit) for value, unit in said.numbers)
        for wanted in (figure.low, figure.high)
    )


def _same(value: Decimal, unit: str | None, wanted: Decimal, wanted_unit: str | None) -> bool:
    """Whether two amounts are one; a unit that only one of them names counts as meant by both."""
    if unit is None or wanted_unit is None:
        return value == wanted
    factor = unit_factor(unit, wanted_unit)
    return factor is not None and value * factor == wanted


def _says_name(said: _Said, name: tuple[str, ...]) -> bool:
    """Whether the words hold a name, or a whole answer is a part of it. `KN23` is KN-23."""
    wanted = f" {' '.join(name)} "
    if wanted in said.words:
        return True
    if any(word.isdecimal() for word in name) and f" {''.join(name)} " in said.words:
        return True
    return any(len(text.strip()) >= _SHORTEST and text in wanted for text in said.wholes)
