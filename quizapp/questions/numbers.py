"""Reads quantities as people type them (ranges, approximations, units) and marks them against an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from quizapp.questions.folding import fold_n0, fold_n2, without_diacritics
from quizapp.questions.model import Outcome, Remark
from quizapp.questions.numerals import is_number, parse_number, plain, read_literal
from quizapp.questions.quantity import Quantity
from quizapp.questions.tokens import tokens
from quizapp.questions.units import unit_factor


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity as typed; `other` is the second reading of an ambiguous separator."""

    low: Decimal
    high: Decimal
    unit: str = ""
    other: Decimal | None = None


_LINKS = {"a", "et", "ou", "to", "and", "or", "puis", "-"}

# Words that say how sure a figure is, not what it is.
_AROUND = (
    "environ|env|a peu pres|approximativement|pres de|pres d'|presque|autour de|autour d'"
    "|aux alentours de|quelque|quelques|vers|de l'ordre de|plus de|plus d'|moins de|moins d'"
    "|au moins|au plus|jusqu'a|grosso modo|about|around|approximately|approx|roughly|nearly|almost"
    "|some|circa|ca|c|close to|over|more than|less than|fewer than|at least|at most|up to|or so"
    "|ou plus|et plus|en tout|au total|in total|c'est|il y en a|il y a"
)


@cache
def _around() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{_AROUND})(?=[\s\d~])\.?|(?:pres d|plus d|moins d)'|[~≈±><≥≤=])\s*")


@cache
def _around_after() -> re.Pattern[str]:
    return re.compile(r"[\s,(]+(?:environ|a peu pres|approximativement|approx|about|or so|ou plus|au total)$")


@cache
def _scale_letters() -> re.Pattern[str]:
    return re.compile(r"(?<=[0-9]) ?(Mds?|mds?|Mrd|bn|B|M|mn|k|K|m)(?=$|[\s€$£])")


_SCALES = {"k": "mille", "K": "mille", "M": "million", "m": "million", "mn": "million"}


def read_numbers(text: str, lang: str) -> tuple[Reading, ...]:
    """Gives every way to read a text as one quantity, the likeliest first; empty where it is none.

    Ways differ where a letter may be a scale or a unit (`5 M`), or where a scale stands once for both
    bounds of a range (`10-12 millions`).
    """
    raw = fold_n0(text)
    if len(raw) > 200:
        return ()
    readings: list[Reading] = []
    for spelled in dict.fromkeys((raw, _scale_letters().sub(lambda m: _spell_scale(m[1], lang), raw))):
        for reading in _read(_plain(spelled), lang):
            if reading not in readings:
                readings.append(reading)
    return tuple(readings)


def read_number(text: str, lang: str) -> Reading | None:
    """Gives the likeliest reading of a text as one quantity, None where it is none."""
    return next(iter(read_numbers(text, lang)), None)


def _spell_scale(letters: str, lang: str) -> str:
    word = _SCALES.get(letters, "milliard")
    return f" {'thousand' if word == 'mille' and lang[:2] == 'en' else word} "


def _plain(text: str) -> str:
    """Gives a text in lower case without accents and without the words that only say how sure it is."""
    folded = without_diacritics(text.casefold()).strip(" ;:!?()\"'").rstrip(".")
    while True:
        shorter = _around_after().sub("", _around().sub("", folded))
        if shorter == folded:
            return folded
        folded = shorter


def _read(text: str, lang: str) -> Iterator[Reading]:
    whole = _single(text, lang)
    if whole is not None:
        yield whole
        return
    for low_text, high_text in _halves(text, lang):
        low, high = _single(_plain(low_text), lang), _single(_plain(high_text), lang)
        if low is None or high is None or (low.unit and high.unit and not unit_factor(low.unit, high.unit)):
            continue
        unit = high.unit or low.unit
        if low.low < high.low:
            yield from _scaled(low.low, high.low, unit, high_text, lang)
        elif low.low > high.low and not low.unit:
            yield Reading(high.low, low.low, unit)


def _scaled(low: Decimal, high: Decimal, unit: str, high_text: str, lang: str) -> Iterator[Reading]:
    """Yields a range, first with the scale of the upper bound given to a lower bound that is far below it."""
    found = tokens(high_text, lang)
    worded = not (found and is_number(high_text.split()[0]) and _digits_of(high_text, lang) == high)
    for scale in (Decimal(10**9), Decimal(10**6), Decimal(1000)):
        if high >= scale and low < 1000 and low * scale < high:
            likely, literal = Reading(low * scale, high, unit), Reading(low, high, unit)
            yield from (likely, literal) if worded else (literal, likely)
            return
    yield Reading(low, high, unit)


def _digits_of(text: str, lang: str) -> Decimal | None:
    literal = re.match(r"-?[0-9][0-9 .,'_]*", text)
    read = read_literal(literal[0].strip(" .,'_"), lang) if literal else None
    return read[0] if read else None


@cache
def _range_marks() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern)
        for pattern in (
            r"(?<=[0-9%€$a-z]) ?(?:\.\.+|(?<=[0-9]) ?- ?(?=-?[0-9])|- (?=-?[0-9])| -(?=[0-9])) ?",
            r"(?<=[0-9a-z€$%]) (?:a|et|to|and|jusqu'a|until) ",
            r" ?; ?|, (?=[0-9])",
            r"(?<=[0-9]{4}) (?=[0-9]{4})",
        )
    )


def _halves(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Yields every way to part a text in two at a word or mark that stands between bounds."""
    body = re.sub(r"^(?:entre|de|between|from) ", "", text)
    for pattern in _range_marks():
        for match in pattern.finditer(body):
            yield body[: match.start()], body[match.end() :]


@cache
def _unit_before() -> re.Pattern[str]:
    return re.compile(r"^(us\$|[$€£])\s*(?=-?[0-9])")


def _single(text: str, lang: str) -> Reading | None:
    """Reads one value with its unit; None where the text holds anything else."""
    before = _unit_before().match(text)
    text = text[before.end() :] if before else text
    sign = re.match(r"^(?:moins|minus) (?=\S)", text)
    text = text[sign.end() :] if sign else text
    number, unit = _parted(text, lang)
    if number is None or re.search(r"(?<![a-z])[0-9]", unit) or len(unit.split()) > 6:
        return None
    if unit.split(" ")[0] in _LINKS:
        return None
    value, other = number
    value = -value if sign else value
    return Reading(value, value, unit or (before[1] if before else ""), other)


@cache
def _literal() -> re.Pattern[str]:
    return re.compile(
        r"-?(?:[0-9]{1,3}(?:[ '_][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+)"
    )


def _parted(text: str, lang: str) -> tuple[tuple[Decimal, Decimal | None] | None, str]:
    """Parts a text into the value it begins with and the words that follow."""
    literal = _literal().match(text)
    if literal is not None:
        read = read_literal(literal[0], lang)
        if read is None:
            return None, ""
        rest = text[literal.end() :].strip()
        ahead = re.findall(r"[^\s-]+", rest)
        scaled = parse_number([plain(read[0]), *ahead], 0, lang)
        if scaled is None or scaled[1] == 1:
            return read, _unit_text(rest)
        return (scaled[0], None), _unit_text(" ".join(ahead[scaled[1] - 1 :]))
    ahead = re.findall(r"[^\s-]+", text)
    spelled = parse_number(ahead, 0, lang)
    if spelled is None and ahead and ahead[0] in ("a", "an") and lang[:2] == "en":
        spelled = (Decimal(1), 1)
    if spelled is None:
        return None, ""
    return (spelled[0], None), _unit_text(" ".join(ahead[spelled[1] :]))


def _unit_text(text: str) -> str:
    return re.sub(r"^(?:de |d'|of )", "", text.strip(" .,;:!?()")).strip()


def decimal(text: str) -> Decimal:
    """Reads a canonical decimal. Raises ValueError for anything else."""
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"not a decimal: {text!r}") from error
    if not value.is_finite():
        raise ValueError(f"not a decimal: {text!r}")
    return value


def mark_quantity(given: str, quantity: Quantity, lang: str) -> tuple[Outcome, tuple[Remark, ...]]:
    """Marks a typed text against a quantity; the best of its readings counts."""
    ranks = (Outcome.CORRECT, Outcome.ALMOST, Outcome.WRONG)
    ways = dict.fromkeys((quantity, _in_full(quantity, lang) if _says_scale(given, quantity) else quantity))
    marks = [_mark(reading, way, lang) for way in ways for reading in read_numbers(given, lang)]
    if not marks:
        return Outcome.WRONG, (Remark("no-number"),)
    return min(marks, key=lambda mark: ranks.index(mark[0]))


_LIKE_SCALES = r"(?:cents?|milles)\b|mille (?:marin|nautique)"
"""Hundredths of a currency and nautical miles, which French writes as it does hundreds and thousands."""


def _says_scale(given: str, quantity: Quantity) -> bool:
    """Whether the number word of a unit may be read as one; one that may as well be a unit, only where it is
    written: 5000 are not 50 cents."""
    unit = (quantity.unit or "").casefold()
    return not re.match(_LIKE_SCALES, unit) or unit.split()[0] in given.casefold()


def unit_scale(unit: str, lang: str) -> tuple[Decimal, str]:
    """Parts a unit into the number word that it begins with, as a factor, and the rest: `million d’euros` is
    1000000 and `euros`; 1 and the unit itself where it begins with none."""
    readings = read_numbers(f"1 {unit}", lang)
    if not readings:
        return Decimal(1), unit
    # The last way takes a letter for a scale (`M€`); where nothing is left after it, it is the unit (`m`).
    reading = readings[-1] if readings[-1].unit else readings[0]
    return (reading.low, reading.unit) if reading.low >= 10 else (Decimal(1), unit)


def _in_full(quantity: Quantity, lang: str) -> Quantity:
    """The quantity without number words in its unit: 1.8 `million d’euros` as 1800000 `euros`."""
    scale, unit = unit_scale(quantity.unit, lang) if quantity.unit else (Decimal(1), "")
    if scale == 1:
        return quantity
    low, high = (plain(decimal(bound) * scale) for bound in (quantity.low, quantity.high))
    tolerance = quantity.tolerance
    if tolerance and not tolerance.endswith("%"):
        tolerance = plain(decimal(tolerance) * scale)
    return Quantity(low, high, quantity.between, tolerance, unit or None)


def _mark(reading: Reading, quantity: Quantity, lang: str) -> tuple[Outcome, tuple[Remark, ...]]:
    factor, remarks, right_unit = _judge_unit(reading.unit, quantity.unit)
    outcome, more = _judge_value(reading, factor, quantity)
    if outcome is Outcome.WRONG and reading.other is not None:
        swapped = Reading(reading.other, reading.other, reading.unit)
        if _judge_value(swapped, factor, quantity)[0] is not Outcome.WRONG:
            outcome, more = Outcome.ALMOST, ()
    if reading.other is not None:
        more = (*more, Remark("separator", (("value", grouped(reading.low, lang)),)))
    if not right_unit:
        return Outcome.WRONG, remarks
    return outcome, (*more, *remarks)


def _judge_unit(given: str, expected: str | None) -> tuple[Decimal, tuple[Remark, ...], bool]:
    if not expected:
        unasked = (Remark("unit-unasked", (("unit", given),)),) if given and given != "%" else ()
        return Decimal(1), unasked, True
    if not given:
        return Decimal(1), (Remark("unit-missing", (("unit", expected),)),), True
    factor = unit_factor(given, expected)
    if factor is None and _typo_of_unit(given, expected):
        factor = Decimal(1)
    if factor is None:
        return Decimal(1), (Remark("unit-wrong", (("unit", expected),)),), False
    return factor, () if factor == 1 else (Remark("unit-converted", (("unit", expected),)),), True


def _typo_of_unit(given: str, expected: str) -> bool:
    from rapidfuzz.distance import OSA

    mine, wanted = fold_n2(given), fold_n2(expected)
    return len(wanted) >= 5 and mine[:3] == wanted[:3] and OSA.distance(mine, wanted) <= 1 + (len(wanted) > 9)


def _judge_value(reading: Reading, factor: Decimal, quantity: Quantity) -> tuple[Outcome, tuple[Remark, ...]]:
    low, high = reading.low * factor, reading.high * factor
    least, most = decimal(quantity.low), decimal(quantity.high)
    slack_low, slack_high = _slack(least, quantity.tolerance), _slack(most, quantity.tolerance)
    exact = low == least and high == most
    bounds = abs(low - least) <= slack_low and abs(high - most) <= slack_high
    within = least - slack_low <= low and high <= most + slack_high
    if quantity.between or low != high:
        if bounds and (quantity.between or least != most):
            return Outcome.CORRECT, () if exact else (Remark("inexact"),)
        if quantity.between and low == high and within:
            return Outcome.ALMOST, (Remark("both-bounds"),)
        if not quantity.between and low <= least and most <= high:
            return Outcome.ALMOST, (Remark("one-value"),)
        return Outcome.WRONG, ()
    if not within:
        return Outcome.WRONG, ()
    return Outcome.CORRECT, (Remark("inexact"),) if least == most != low else ()


def _slack(value: Decimal, tolerance: str | None) -> Decimal:
    if tolerance is None:
        return Decimal(0)
    if tolerance.endswith("%"):
        return abs(value) * decimal(tolerance[:-1].strip()) / 100
    return decimal(tolerance)


def grouped(value: Decimal, lang: str) -> str:
    """Writes a value as the language does: `12 000,5` with U+202F in French, `12,000.5` in English; with an
    empty language, plain."""
    text = plain(value)
    if not lang:
        return text
    whole, _, fraction = text.lstrip("-").partition(".")
    if len(whole) > 4 or (lang[:2] == "en" and len(whole) > 3):
        whole = f"{int(whole):,}" if len(whole) < 60 else whole
    mark = "." if lang[:2] == "en" else ","
    whole = whole if lang[:2] == "en" else whole.replace(",", "\u202f")
    return f"{'-' if value < 0 else ''}{whole}{mark + fraction if fraction else ''}"


def spelled(quantity: Quantity, lang: str) -> str:
    """Writes a quantity as an answer in a language: `10 000 – 12 000 visiteurs`."""
    low, high = decimal(quantity.low), decimal(quantity.high)
    text = grouped(low, lang) if low == high else f"{grouped(low, lang)} – {grouped(high, lang)}"
    if not quantity.unit:
        return text
    joint = "" if lang[:2] == "en" and quantity.unit == "%" else "\u00a0"
    return f"{text}{joint}{quantity.unit}"
