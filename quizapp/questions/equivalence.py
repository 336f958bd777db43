"""Tells when two texts say one date or one quantity, so that writing it another way costs nobody a mark."""

from __future__ import annotations

from quizapp.questions.dates import mark_reading, read_dates
from quizapp.questions.folding import words
from quizapp.questions.model import Outcome, Remark
from quizapp.questions.numbers import Reading, mark_quantity, read_number, read_numbers
from quizapp.questions.numerals import plain
from quizapp.questions.quantity import Quantity
from quizapp.questions.units import short_name


def same_meaning(given: str, expected: str, lang: str) -> tuple[Outcome, tuple[Remark, ...]] | None:
    """Marks a text against an accepted one where both are dates or both are quantities; None where they
    are not, or where they differ: then words decide."""
    return _same_date(given, expected, lang) or _same_quantity(given, expected, lang)


def _same_date(given: str, expected: str, lang: str) -> tuple[Outcome, tuple[Remark, ...]] | None:
    wanted = read_dates(expected, lang)
    if len(wanted) != 1 or not (wanted[0].month or 1000 <= (wanted[0].year or 0) < 2200):
        return None
    outcome, remarks = mark_reading(given, wanted[0], lang)
    return None if outcome is Outcome.WRONG else (outcome, remarks)


def _same_quantity(given: str, expected: str, lang: str) -> tuple[Outcome, tuple[Remark, ...]] | None:
    wanted = read_number(expected, lang)
    if wanted is None:
        return None
    if not any(_units_agree(typed, wanted) for typed in read_numbers(given, lang)):
        return None
    quantity = Quantity(
        plain(wanted.low), plain(wanted.high), between=wanted.low != wanted.high, unit=wanted.unit or None
    )
    outcome, remarks = mark_quantity(given, quantity, lang)
    if outcome is Outcome.WRONG:
        return None
    if any(remark.code == "unit-missing" for remark in remarks):
        return Outcome.ALMOST, (Remark("unit-asked"),)
    return outcome, remarks


def _units_agree(typed: Reading, wanted: Reading) -> bool:
    """In a text, unlike in a number's unit, more words may mean something else: `3 missiles nucléaires`."""
    if not typed.unit or not wanted.unit:
        return True
    if short_name(typed.unit) and short_name(wanted.unit):
        return True
    return len(words(typed.unit)) == len(words(wanted.unit))
