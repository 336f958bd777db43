"""Reads dates as people type them in French and English, and marks them at the precision asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from quizapp.questions.folding import fold_n0, without_diacritics
from quizapp.questions.model import Outcome, Remark

_MONTHS = (
    ("janvier january", "janv jan"), ("fevrier february", "fevr fev feb febr"), ("mars march", "mar"),
    ("avril april", "avr apr"), ("mai may", ""), ("juin june", "jun"), ("juillet july", "juil juill jul"),
    ("aout august", "aou aug"), ("septembre september", "sept sep"), ("octobre october", "oct"),
    ("novembre november", "nov"), ("decembre december", "dec"),
)  # fmt: skip
_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ENGLISH = "January February March April May June July August September October November December"
_FILLERS = """
le la les l en au aux du des de d a mois annee an jour date depuis courant vers environ debut fin mi
milieu printemps ete automne hiver partir c ca circa the of in on since from early late mid around about
year month day spring summer autumn fall winter during pendant dans st nd rd th er e eme ieme premier
est etait c'est it was lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday
thursday friday saturday sunday lun mer jeu ven sam dim mon tue wed thu fri sat sun ad ap apres jc
"""
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as typed; what was not said is None. `swapped` marks the less usual order of day and month."""

    year: int | None
    month: int | None
    day: int | None
    swapped: bool = False

    @property
    def precision(self) -> int:
        """How many of year, month and day were said."""
        return sum(part is not None for part in (self.year, self.month, self.day))

    @property
    def iso(self) -> str:
        """In ISO 8601, of a reading with a year."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


@cache
def _months() -> dict[str, int]:
    return {
        name: number for number, names in enumerate(_MONTHS, 1) for name in f"{names[0]} {names[1]}".split()
    }


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_FILLERS.split())


def read_dates(text: str, lang: str) -> tuple[DateReading, ...]:
    """Gives every way to read a text as a date, the likeliest first; empty where it is none.

    Days come first in every language but English, where both orders are read.
    """
    folded = without_diacritics(fold_n0(text).casefold()).strip(" .;:!?()\"'")
    if len(folded) > 80:
        return ()
    numeric = re.fullmatch(
        r"(?:le |the |on |en )?([0-9]{1,4})[-/. ]([0-9]{1,4})(?:[-/. ]([0-9]{1,4}))?", folded
    )
    if numeric:
        parts = [part for part in numeric.groups() if part is not None]
        found = tuple(dict.fromkeys(r for r in _from_digits(parts, lang) if _exists(r)))
        if found or len(parts) == 3:
            return found
    return tuple(dict.fromkeys(reading for reading in _from_words(folded, lang) if _exists(reading)))


def read_date(text: str, lang: str) -> DateReading | None:
    """Gives the likeliest reading of a text as a date, None where it is none."""
    return next(iter(read_dates(text, lang)), None)


def _exists(reading: DateReading) -> bool:
    if reading.year is not None and not 0 < reading.year < 10000:
        return False
    if reading.month is not None and not 1 <= reading.month <= 12:
        return False
    if reading.day is None:
        return True
    if reading.month is None or not 1 <= reading.day <= _LENGTHS[reading.month - 1]:
        return False
    if (reading.month, reading.day) != (2, 29) or reading.year is None:
        return True
    return reading.year % 4 == 0 and (reading.year % 100 != 0 or reading.year % 400 == 0)


def _years(digits: str) -> tuple[int, ...]:
    """Gives the years that digits stand for; two digits stand for either of two centuries."""
    return (int(digits),) if len(digits) > 2 else (2000 + int(digits), 1900 + int(digits))


def _from_digits(parts: list[str], lang: str) -> Iterator[DateReading]:
    if len(parts) == 2:
        first, second = parts
        if len(first) == 4 and len(second) <= 2:
            yield DateReading(int(first), int(second), None)
        elif len(second) == 4 and len(first) <= 2:
            yield DateReading(int(second), int(first), None)
        elif len(first) <= 2 and len(second) <= 2:
            yield DateReading(None, int(second), int(first))
            yield DateReading(None, int(first), int(second), swapped=True)
        return
    first, second, third = parts
    if len(first) == 4 and len(third) <= 2:
        yield DateReading(int(first), int(second), int(third))
        return
    if len(first) > 2 or len(second) > 2:
        return
    for year in _years(third):
        day_first = DateReading(year, int(second), int(first))
        month_first = DateReading(year, int(first), int(second), swapped=True)
        yield day_first
        if lang[:2] == "en" or not _exists(day_first):
            yield month_first


def _from_words(folded: str, lang: str) -> Iterator[DateReading]:
    """Reads a date with its month in words, or a year alone."""
    from quizapp.questions.tokens import tokens

    folded = re.sub(r"(?:^|(?<=[0-9] )|(?<=en ))sept\b\.?(?= [0-9]{4}$|$)", "septembre", folded)
    split = re.sub(r"(?<=[0-9])(?:er|st|nd|rd|th|eme)\b", " ", folded.replace(",", " ").replace("'", " "))
    found = tokens(re.sub(r"[-/.]", " ", split), lang) if re.search(r"[a-z]", split) else split.split()
    months: list[int] = []
    numbers: list[str] = []
    for token in found:
        number = token.removesuffix("e")
        if number.isascii() and number.isdecimal():
            numbers.append(number)
        elif (month := _month(token)) is not None:
            months.append(month)
        elif token not in _fillers():
            return
    if not months and lang[:2] == "en" and [len(number) for number in numbers] == [2, 2]:
        numbers = ["".join(numbers)]
    if len(months) > 1 or (len(numbers) == 2 and not months) or len(numbers) > 2:
        return
    month = months[0] if months else None
    yield from _assembled(month, numbers, first_of_month="premier" in folded)


def _assembled(month: int | None, numbers: list[str], *, first_of_month: bool) -> Iterator[DateReading]:
    if len(numbers) == 2:
        day, year = numbers if len(numbers[0]) <= 2 else (numbers[1], numbers[0])
        if len(day) <= 2 and len(year) <= 4:
            for choice in _years(year):
                yield DateReading(choice, month, int(day))
    elif len(numbers) == 1:
        number = numbers[0]
        if month is not None and len(number) <= 2:
            yield DateReading(None, month, int(number))
            for choice in _years(number):
                yield DateReading(choice, month, None)
        elif 3 <= len(number) <= 4:
            yield DateReading(int(number), month, None)
    elif month is not None:
        yield DateReading(None, month, None)


def _month(token: str) -> int | None:
    """Gives the month that a folded word names, in either language, one typo allowed from four letters on."""
    known = _months().get(token)
    if known is not None or len(token) < 4 or token in _fillers() or not token.isalpha():
        return known
    from rapidfuzz.distance import OSA

    near = {
        number
        for name, number in _months().items()
        if len(name) >= 4 and name[0] == token[0] and OSA.distance(name, token, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None


def parse_iso(text: str) -> DateReading:
    """Reads an answer in ISO 8601 at its precision. Raises ValueError for anything else."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    groups = match.groups() if match else (None, None, None)
    year, month, day = (int(part) if part else None for part in groups)
    reading = DateReading(year, month, day)
    if year is None or not _exists(reading):
        raise ValueError(f"not an ISO date: {text!r}")
    return reading


def mark_date(given: str, expected: str, lang: str) -> tuple[Outcome, tuple[Remark, ...]]:
    """Marks a typed text against an ISO date."""
    return mark_reading(given, parse_iso(expected), lang)


def mark_reading(given: str, wanted: DateReading, lang: str) -> tuple[Outcome, tuple[Remark, ...]]:
    """Marks a typed text against a date of which any part may be unsaid; the best of its readings counts."""
    ranks = (Outcome.CORRECT, Outcome.ALMOST, Outcome.WRONG)
    readings = read_dates(given, lang)
    if not readings:
        return Outcome.WRONG, (Remark("no-date"),)
    marks = [_mark(reading, wanted, lang) for reading in readings]
    return min(marks, key=lambda mark: ranks.index(mark[0]))


def _mark(reading: DateReading, wanted: DateReading, lang: str) -> tuple[Outcome, tuple[Remark, ...]]:
    pairs = (
        ("year", reading.year, wanted.year),
        ("month", reading.month, wanted.month),
        ("day", reading.day, wanted.day),
    )
    if any(said is not None and asked is not None and said != asked for _, said, asked in pairs):
        return Outcome.WRONG, ()
    if not any(said is not None and asked is not None for _, said, asked in pairs):
        return Outcome.WRONG, ()
    missing = [name for name, said, asked in pairs if asked is not None and said is None]
    if missing:
        return Outcome.ALMOST, tuple(Remark(f"{name}-asked") for name in missing)
    remarks = [Remark("day-first", (("value", spoken_reading(reading, lang)),))] if reading.swapped else []
    if any(said is not None and asked is None for _, said, asked in pairs):
        remarks.append(Remark("finer-date", (("expected", spoken_reading(wanted, lang)),)))
    return Outcome.CORRECT, tuple(remarks)


def spoken(iso: str, lang: str) -> str:
    """Writes an ISO date as French or English do, at its precision; other languages keep ISO."""
    return spoken_reading(parse_iso(iso), lang) if lang[:2] in ("fr", "en") else iso


def spoken_reading(date: DateReading, lang: str) -> str:
    """Writes a date in words: `1er juin 2024`, `5 June 2024`, `juin 2024`, `2024`."""
    words: list[str] = []
    french = lang[:2] == "fr"
    if date.day is not None:
        words.append("1er" if french and date.day == 1 else str(date.day))
    if date.month is not None:
        words.append((_FRENCH if french else _ENGLISH).split()[date.month - 1])
    if date.year is not None:
        words.append(f"{date.year:04d}")
    return " ".join(words)
