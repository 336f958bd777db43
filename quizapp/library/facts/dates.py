"""Finds dates in running text, in French and English, and reads them as typed answers are read."""

from __future__ import annotations

import re
from functools import cache

from quizapp.library.facts.model import Span, StatedDate, covers, mark
from quizapp.questions.dates import read_date
from quizapp.questions.folding import without_diacritics
from quizapp.questions.units import short_name

_MONTH = (
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre"
    "|decembre|january|february|march|april|may|june|july|august|september|october|november|december"
)
_SHORT_MONTH = "janv|févr|juil|sept|oct|nov|déc|jan|feb|mar|apr|jun|jul|aug|sep|dec"
_TO = r"(?: ?- ?| au | et | to | and )"
_DAY = r"[0-9]{1,2}(?:er|st|nd|rd|th)?"
_YEAR_FIRST, _YEAR_LAST = 1900, 2100
"""Between these, four digits are likely a year, even where nothing says so."""

_LONGEST_WORD = 40


def month_names() -> frozenset[str]:
    """The names of months as `questions.folding.words` folds them."""
    return frozenset(without_diacritics(name) for name in _MONTH.split("|"))


@cache
def _whole() -> tuple[re.Pattern[str], ...]:
    """Dates that cannot be anything else, each with groups for what is read."""
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            r"(?<![\w-])(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w-])",
            r"(?<![\w./-])(?P<digits>[0-9]{1,2}[/.][0-9]{1,2}[/.](?:[0-9]{4}|[0-9]{2}))(?![\w/]|[.,][0-9])",
            rf"(?<![\w-])(?:{_DAY}{_TO})?(?P<day>{_DAY}) (?:of )?(?P<month>{_MONTH}|(?:{_SHORT_MONTH})\b\.?)"
            r"(?:,? (?P<year>[0-9]{4}))?(?!\w)",
            rf"(?<![\w-])(?P<month>{_MONTH}|(?:{_SHORT_MONTH})\b\.?) (?P<day>{_DAY})"
            r"(?:,? (?P<year>[0-9]{4}))?(?!\w| ?%)",
            rf"(?<![\w-])(?P<month>{_MONTH}|(?:{_SHORT_MONTH})\b\.?),? (?:de )?(?P<year>[0-9]{{4}})(?!\w)",
        )
    )


@cache
def _bare_month() -> re.Pattern[str]:
    """A month alone, after a word that makes it one: `mars` is a planet, and `may` a verb."""
    before = (
        "en|de|d'|depuis|dès|début|fin|mi-|courant|mois de|jusqu'en|in|since|until|by|last|next|early|late"
    )
    return re.compile(rf"(?<![\w'-])(?:{before})(?:(?<=['-])| )(?P<month>{_MONTH})(?![\w-])", re.IGNORECASE)


@cache
def _year() -> re.Pattern[str]:
    leads = (
        "en|depuis|dès|début|fin|mi|an|année|années|été|hiver|automne|printemps|jusqu'en|avant|après"
        "|in|since|until|year|early|late|mid"
    )
    return re.compile(
        rf"(?<![\w.,/$€£-])(?P<of>(?:de|du|of|from) )?(?P<lead>(?:{leads})(?: |-)|mi-)?"
        r"(?P<year>1[0-9]{3}|20[0-9]{2})s?(?![\w%/]|[.,][0-9]| ?[%€$£°])",
        re.IGNORECASE,
    )


@cache
def _years() -> re.Pattern[str]:
    """Two years, from one to the other or one and the other."""
    year = "1[0-9]{3}|20[0-9]{2}"
    return re.compile(
        rf"(?<![\w.,/$€£-])(?P<year>{year})(?: ?- ?| à | et | au | ou | to | and | or )(?P<last>{year})"
        r"(?![\w%/-]|[.,][0-9]| ?[%€$£°])"
    )


def find_dates(text: str, lang: str) -> tuple[StatedDate, ...]:
    """The dates of a text whose typography is folded (`library.quotes.fold`), in order, none overlapping."""
    found: list[StatedDate] = []
    taken = bytearray(len(text))
    for pattern in _whole():
        for match in pattern.finditer(text):
            _take(found, taken, match, match.start(), lang)
    for match in _bare_month().finditer(text):
        # In English only a capital tells the month from the verb.
        if lang[:2] != "en" or match["month"][:1].isupper():
            _take(found, taken, match, match.start("month"), lang)
    for match in _years().finditer(text):
        if int(match["year"]) < int(match["last"]) and not _is_counted(text, match.end()):
            _take_year(found, taken, text, match.span("year"))
            _take_year(found, taken, text, match.span("last"))
    for match in _year().finditer(text):
        if _is_year(text, match):
            _take_year(found, taken, text, (match.start("year"), match.end()))
    return tuple(sorted(found))


def _take(found: list[StatedDate], taken: bytearray, match: re.Match[str], start: int, lang: str) -> None:
    span = start, match.end()
    if covers(taken, span):
        return
    groups = match.groupdict()
    said = [groups.get(name) for name in ("iso", "digits", "day", "month", "year")]
    read = read_date(" ".join(part.rstrip(".") for part in said if part), lang)
    if read is not None:
        mark(taken, span)
        found.append(StatedDate(span, read.year, read.month, read.day))


def _take_year(found: list[StatedDate], taken: bytearray, text: str, span: Span) -> None:
    if not covers(taken, span):
        mark(taken, span)
        found.append(StatedDate(span, int(text[slice(*span)][:4]), None, None))


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Whether four digits are a year and not an amount: said to be, or likely one that counts nothing."""
    if match["lead"]:
        return True
    likely = _YEAR_FIRST <= int(match["year"]) < _YEAR_LAST
    if _next_word(text, match.end()) is None:
        return likely or bool(match["of"])
    return likely and not _is_counted(text, match.end())


def _is_counted(text: str, end: int) -> bool:
    """Whether a word follows that a number before it counts: a unit, or a plural."""
    word = _next_word(text, end)
    if word is None:
        return False
    plural = word.islower() and len(word) > 3 and word.endswith(("s", "x"))
    return plural or short_name(word) is not None


def _next_word(text: str, end: int) -> str | None:
    following = re.match(r" (?:de |d'|of )?([^\W\d_]+)", text[end : end + _LONGEST_WORD])
    return following[1] if following else None
