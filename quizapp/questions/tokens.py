"""Cuts an answer into canonical words, numbers in digits and symbols: the last level before typos."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from quizapp.questions.folding import fold_n1, without_diacritics
from quizapp.questions.numerals import is_number, number_words, parse_number, plain, read_literal
from quizapp.questions.units import short_name

_ARTICLES = (
    ("de", "la"), ("de", "l"), ("a", "la"), ("a", "l"), ("à", "la"), ("à", "l"), ("à",),
    ("l",), ("le",), ("la",), ("les",), ("un",), ("une",), ("des",), ("du",), ("d",), ("au",), ("aux",),
    ("the",), ("a",), ("an",),
)  # fmt: skip
_ONE = frozenset({"un", "une", "a", "an"})
_ROMAN_BEFORE = {
    "siecle", "siecles", "republique", "arrondissement", "dynastie", "empire", "reich", "century",
}  # fmt: skip
_ORDINAL_ENDINGS = {"e", "er", "re", "ere", "eme", "ieme", "nd", "nde", "st", "rd", "th"}
_PERCENT = {("pour", "cent"), ("per", "cent")}
_FRENCH_FIRST = {"premier": 1, "premiere": 1, "second": 2, "seconde": 2}
_ENGLISH_FIRST = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_FRENCH_STEMS = {"cinqu": 5, "neuv": 9, "quatr": 4, "onz": 11, "douz": 12, "treiz": 13, "quatorz": 14,
                 "quinz": 15, "seiz": 16, "trent": 30, "mill": 1000}  # fmt: skip


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<number>(?:(?<!\S)-)?(?:[0-9]{1,3}(?:[ '_][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
        r"|[0-9]+(?:[.,][0-9]+)*|(?<![\w.,])[.,][0-9]+))"
        r"|(?P<range>(?<=[0-9]) ?- ?(?=[0-9]))"
        r"|(?P<word>[^\s\x21-\x40\x5b-\x60\x7b-\x7e…·•¡¿€£₽°²³]+)"
        r"|(?P<symbol>[%€$£₽°²³+#=<>*/&^~|@\\]|(?<!\S)!(?=\w))"
    )


@cache
def _initials() -> re.Pattern[str]:
    return re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b")


@cache
def _slash() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})")


@lru_cache(maxsize=512)
def tokens(text: str, lang: str, *, keep_accents: bool = False) -> tuple[str, ...]:
    """Gives the canonical tokens of a text: words folded to N2 (N1 where accents are kept), numbers and
    ordinals in digits, known units after a number by their symbol, no punctuation."""
    folded = fold_n1(text)
    if not any(character.isalnum() for character in folded):
        return (folded,) if folded else ()
    folded = _slash().sub(" ", folded)
    folded = _initials().sub(lambda match: match[0].replace(".", ""), folded)
    found = _cut(folded if keep_accents else without_diacritics(folded), lang)
    return _symbols(_numbers(found, lang), lang)


def _cut(folded: str, lang: str) -> list[str]:
    found: list[str] = []
    for match in _pattern().finditer(folded):
        token = match[0]
        if match.lastgroup == "number":
            found.append(_canonical(token, lang))
        else:
            found.append("-" if match.lastgroup == "range" else token)
        if tuple(found[-2:]) in _PERCENT:
            found[-2:] = ["%"]
    return found


def _canonical(raw: str, lang: str) -> str:
    if raw.isdecimal() and (raw.startswith("0") or len(raw) < 4):
        return raw
    read = read_literal(raw, lang)
    return raw if read is None else plain(read[0])


def _numbers(found: list[str], lang: str) -> list[str]:
    """Replaces number words and ordinals by digits; a lone `un` stays a word, for it may be an article."""
    if number_words(lang) is None:
        return found
    bare = [without_diacritics(token) for token in found]
    written: list[str] = []
    at = 0
    while at < len(found):
        counted = bool(written) and is_number(written[-1])
        ordinal = None if counted and bare[at].startswith("second") else _ordinal(bare, at, lang)
        if ordinal:
            written.append(ordinal[0])
            at = ordinal[1]
            continue
        read = parse_number(bare, at, lang)
        if read is None or (read[1] == at + 1 and (bare[at] in _ONE or is_number(bare[at]))):
            written.append(found[at])
            at += 1
        else:
            written.append(plain(read[0]))
            at = read[1]
    return written


def _ordinal(found: Sequence[str], at: int, lang: str) -> tuple[str, int] | None:
    word, following = found[at], found[at + 1] if at + 1 < len(found) else ""
    if word.isdecimal() and following in _ORDINAL_ENDINGS:
        return f"{word}e", at + 2
    if following in _ROMAN_BEFORE:
        for ending in ("", "e", "er", "eme", "ieme", "th", "st"):
            value = roman(word.removesuffix(ending)) if word.endswith(ending) else None
            if value:
                return f"{value}e", at + 1
    value = _ordinal_word(word, lang)
    return None if value is None else (f"{value}e", at + 1)


def _ordinal_word(word: str, lang: str) -> int | None:
    language = number_words(lang)
    if language is None:
        return None
    if lang[:2] == "fr":
        if word in _FRENCH_FIRST:
            return _FRENCH_FIRST[word]
        stem = word.removesuffix("s").removesuffix("ieme")
        if not word.removesuffix("s").endswith("ieme"):
            return None
        return _FRENCH_STEMS.get(stem) or language.small.get(stem) or language.tens.get(stem)
    if word in _ENGLISH_FIRST:
        return _ENGLISH_FIRST[word]
    if word.endswith("tieth"):
        return language.tens.get(word.removesuffix("ieth") + "y")
    return language.small.get(word.removesuffix("th")) if word.endswith("th") else None


def roman(word: str) -> int | None:
    """Gives the value of a Roman numeral, None for any other word; letters may be of either case."""
    digits = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    if not word or len(word) > 15 or any(letter not in digits for letter in word.lower()):
        return None
    values = [digits[letter] for letter in word.lower()]
    total = sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))
    return total if _as_roman(total) == word.lower() else None


def _as_roman(value: int) -> str:
    steps = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
             (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
    written = ""
    for step, letters in steps:
        written += letters * (value // step)
        value %= step
    return written


def _symbols(found: Sequence[str], lang: str) -> tuple[str, ...]:
    """Writes known units after a number by their symbol, currencies behind their number, `&` as a word."""
    written: list[str] = []
    at = 0
    while at < len(found):
        token = found[at]
        if token == "&":
            token = "et" if lang[:2] == "fr" else "and"
        if token in "€$£" and at + 1 < len(found) and is_number(found[at + 1]):
            written += [found[at + 1], token]
            at += 2
            continue
        if written and is_number(written[-1]):
            unit, length = _unit(found, at)
            if unit:
                written.append(unit)
                at += length
                continue
        written.append(token)
        at += 1
    return tuple(written)


def _unit(found: Sequence[str], at: int) -> tuple[str | None, int]:
    for length in (3, 2, 1):
        pieces = found[at : at + length]
        if len(pieces) == length:
            unit = short_name(("" if "/" in pieces or "²" in pieces else " ").join(pieces))
            if unit:
                return unit, length
    return None, 0


def without_article(found: Sequence[str]) -> tuple[str, ...]:
    """Drops one leading article, contracted and elided ones included, unless nothing else would stay."""
    for article in _ARTICLES:
        if len(found) > len(article) and tuple(found[: len(article)]) == article:
            return tuple(found[len(article) :])
    return tuple(found)


def with_ones(found: Sequence[str]) -> tuple[str, ...]:
    """Reads every `un`, `une`, `a` and `an` as the number 1, which it may have been meant to be."""
    return tuple("1" if token in _ONE else token for token in found)
