"""Reads numerals, in digits with any separators or in words, as French and English write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TypeAlias

Parsed: TypeAlias = tuple[Decimal, int]
"""A value, and the index of the first token after it."""


@dataclass(frozen=True, slots=True)
class Words:
    """The number words of a language."""

    small: dict[str, int]
    tens: dict[str, int]
    hundred: frozenset[str]
    scales: dict[str, Decimal]
    groups: dict[str, int]
    one: frozenset[str]
    link: frozenset[str]
    half: tuple[tuple[str, ...], ...]


def _numbered(names: str, start: int = 0, step: int = 1) -> dict[str, int]:
    return {name: start + step * i for i, slot in enumerate(names.split()) for name in slot.split("/")}


def _scales(thousand: str, million: str, milliard: str, billion: int) -> dict[str, Decimal]:
    scales = dict.fromkeys(thousand.split(), Decimal(1000)) | dict.fromkeys(million.split(), Decimal(10**6))
    return (
        scales
        | dict.fromkeys(milliard.split(), Decimal(10**9))
        | dict.fromkeys(["billion", "billions"], Decimal(10**billion))
    )


@cache
def _french() -> Words:
    return Words(
        small=_numbered(
            "zero un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze/quatorse"
            " quinze seize"
        ),
        tens=_numbered(
            "vingt/vingts trente quarante/quarente cinquante/cinquente soixante/soixente septante"
            " huitante/octante nonante", 20, 10
        ),
        hundred=frozenset({"cent", "cents"}),
        scales=_scales("mille milles mil millier milliers", "million millions", "milliard milliards", 12),
        groups={
            "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
            "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
        },
        one=frozenset({"un", "une"}),
        link=frozenset({"et"}),
        half=(("et", "demi"), ("et", "demie")),
    )  # fmt: skip


@cache
def _english() -> Words:
    return Words(
        small=_numbered(
            "zero/nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen"
        ),
        tens=_numbered("twenty thirty forty/fourty fifty sixty seventy eighty ninety/ninty", 20, 10),
        hundred=frozenset({"hundred", "hundreds"}),
        scales=_scales("thousand thousands", "million millions", "milliard milliards", 9)
        | {"trillion": Decimal(10**12)},
        groups={"dozen": 12, "score": 20},
        one=frozenset({"a", "an"}),
        link=frozenset({"and"}),
        half=(("and", "a", "half"), ("and", "half")),
    )


def number_words(lang: str) -> Words | None:
    """Gives the number words of a language tag, None where only digits are known."""
    language = lang[:2]
    return _french() if language == "fr" else _english() if language == "en" else None


@cache
def _beginnings(lang: str) -> frozenset[str]:
    """Gives the words with which a number may begin: most words are none, and need no closer look."""
    language = number_words(lang)
    assert language is not None
    several = (f"{group}s" for group in language.groups)
    known = (language.small, language.tens, language.hundred, language.scales, language.groups, language.one)
    return frozenset(("un", "demi", "half", "quatre")).union(several, *known)


def plain(value: Decimal) -> str:
    """Writes a value in plain digits, without exponent and trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_literal(raw: str, lang: str) -> tuple[Decimal, Decimal | None] | None:
    """Reads digits with separators; gives the value and the other reading where the separator is ambiguous.

    Ambiguous is a single point or comma before exactly three digits: in English the comma groups and the
    point is decimal, elsewhere the reverse. Gives None for what is no single number (`5.1.2`).
    """
    negative, body = raw.startswith("-"), raw.lstrip("-")
    grouped = any(space in body for space in " '_")
    body = body.replace(" ", "").replace("'", "").replace("_", "")
    marks = [character for character in body if character in ".,"]
    if len(set(marks)) == 2:
        if body.count(marks[-1]) > 1 or not _in_threes(body.split(marks[-1])[0], marks[0]):
            return None
        whole, other = body.replace(marks[0], "").replace(marks[-1], "."), None
    elif len(marks) > 1:
        if not _in_threes(body, marks[0]):
            return None
        whole, other = body.replace(marks[0], ""), None
    else:
        decimal, joined = body.replace(",", "."), body.replace(",", "").replace(".", "")
        whole, other = decimal, None
        if marks and not grouped and not body.startswith("0") and _in_threes(body, marks[0]):
            groups = marks[0] == ("," if lang[:2] == "en" else ".")
            whole, other = (joined, decimal) if groups else (decimal, joined)
    sign = -1 if negative else 1
    return sign * Decimal(whole), None if other is None else sign * Decimal(other)


def _in_threes(digits: str, mark: str) -> bool:
    first, *rest = digits.split(mark)
    return 1 <= len(first) <= 3 and all(len(group) == 3 for group in rest)


def is_number(token: str) -> bool:
    """Tells whether a token is a number in digits, as `tokens.tokens` writes it."""
    return token.lstrip("-")[:1].isdecimal()


def _literal(token: str) -> Decimal | None:
    if not is_number(token) or not token.isascii():
        return None
    body = token.lstrip("-").replace(".", "", 1)
    return Decimal(token) if body.isdecimal() and not token.startswith("--") else None


def parse_number(tokens: Sequence[str], start: int, lang: str) -> Parsed | None:
    """Reads the longest number that begins at `start`, in digits, in words, or in both (`2 millions`)."""
    language = number_words(lang)
    if start >= len(tokens):
        return None
    if language is None:
        value = _literal(tokens[start])
        return None if value is None else (value, start + 1)
    if tokens[start] not in _beginnings(lang[:2]) and not is_number(tokens[start]):
        return None
    total, room, at, found = Decimal(0), None, start, False
    while True:
        chunk = _chunk(tokens, at, language)
        if chunk is None and at < len(tokens) and tokens[at] in language.scales:
            chunk = (Decimal(1), at)
        if chunk is None or (room is not None and (not 0 < chunk[0] < room)):
            break
        value, after = chunk
        after_link = after + 1 if _is(tokens, after, "de", "d") and language is _french() else after
        scale = language.scales.get(tokens[after_link]) if after_link < len(tokens) else None
        if scale is None:
            total, at, found = total + value, after, True
            break
        if room is not None and scale >= room:
            break
        total, at, found, room = total + value * scale, after_link + 1, True, scale
        for half in language.half:
            if tuple(tokens[at : at + len(half)]) == half:
                total, at = total + scale / 2, at + len(half)
        if _is(tokens, at, *language.link) and _chunk(tokens, at + 1, language) and lang[:2] == "en":
            at += 1
    return (total, at) if found else None


def _is(tokens: Sequence[str], at: int, *wanted: str) -> bool:
    return at < len(tokens) and tokens[at] in wanted


def _chunk(tokens: Sequence[str], at: int, language: Words) -> Parsed | None:
    """Reads what stands before a scale: a literal, or words below a thousand, with an optional half."""
    read = _half_of(tokens, at) or _group(tokens, at, language) or _below_1000(tokens, at, language)
    if read is None:
        return None
    value, after = _fraction(tokens, *read, language)
    for half in language.half:
        if tuple(tokens[after : after + len(half)]) == half:
            return value + Decimal("0.5"), after + len(half)
    return value, after


def _fraction(tokens: Sequence[str], value: Decimal, after: int, language: Words) -> Parsed:
    """Reads decimals in words: `dix virgule zéro cinq`, `ten point five`."""
    if not _is(tokens, after, "virgule", "point"):
        return value, after
    digits, at = "", after + 1
    while read := _below_100(tokens, at, language):
        digits, at = digits + plain(read[0]), read[1]
    return (value + Decimal(f"0.{digits}"), at) if digits else (value, after)


def _half_of(tokens: Sequence[str], at: int) -> Parsed | None:
    for half in (("un", "demi"), ("demi",), ("half", "a"), ("half",)):
        after = at + len(half)
        scaled = _is(tokens, after, "million", "milliard", "billion", "thousand")
        if scaled and tuple(tokens[at:after]) == half:
            return Decimal("0.5"), after
    return None


def _group(tokens: Sequence[str], at: int, language: Words) -> Parsed | None:
    skipped = at + 1 if _is(tokens, at, *language.one) else at
    count = _below_1000(tokens, at, language) or (Decimal(1), skipped)
    value, after = count
    if after >= len(tokens):
        return None
    word = tokens[after]
    size = language.groups.get(word) or language.groups.get(word.removesuffix("s"))
    return None if size is None else (value * size, after + 1)


def _below_1000(tokens: Sequence[str], at: int, language: Words) -> Parsed | None:
    if at >= len(tokens):
        return None
    literal = _literal(tokens[at])
    read = (literal, at + 1) if literal is not None else _below_100(tokens, at, language)
    counted = _is(tokens, at + 1, *language.hundred, *language.scales)
    if read is None and tokens[at] in language.one and counted:
        read = (Decimal(1), at + 1)
    if read is None and tokens[at] in language.hundred:
        read = (Decimal(1), at)
    if read is None:
        return None
    value, after = read
    if not _is(tokens, after, *language.hundred) or not 0 < value < 100:
        return value, after
    value, after = value * 100, after + 1
    rest = _below_100(tokens, after, language)
    if rest is None and _is(tokens, after, "and") and "and" in language.link:
        rest = _below_100(tokens, after + 1, language)
    return (value + rest[0], rest[1]) if rest and rest[0] else (value, after)


def _below_100(tokens: Sequence[str], at: int, language: Words) -> Parsed | None:
    if at >= len(tokens):
        return None
    word = tokens[at]
    if word == "quatre" and _is(tokens, at + 1, "vingt", "vingts"):
        return _tens(tokens, at + 2, 80, language)
    if word in language.tens:
        return _tens(tokens, at + 1, language.tens[word], language)
    value = language.small.get(word)
    if value is None:
        return None
    if word == "dix" and _is(tokens, at + 1, "sept", "huit", "neuf"):
        return Decimal(10 + language.small[tokens[at + 1]]), at + 2
    return Decimal(value), at + 1


def _tens(tokens: Sequence[str], at: int, tens: int, language: Words) -> Parsed:
    """Reads what follows a word of tens: up to 9, or up to 19 after soixante and quatre-vingt."""
    linked = at + 1 if _is(tokens, at, "et") and _is(tokens, at + 1, "un", "une", "onze") else at
    ceiling = 19 if language is _french() and tens in (60, 80) else 9
    unit = language.small.get(tokens[linked]) if linked < len(tokens) else None
    if unit is None or not 1 <= unit <= ceiling:
        return Decimal(tens), at
    if unit == 10 and _is(tokens, linked + 1, "sept", "huit", "neuf"):
        return Decimal(tens + 10 + language.small[tokens[linked + 1]]), linked + 2
    return Decimal(tens + unit), linked + 1
