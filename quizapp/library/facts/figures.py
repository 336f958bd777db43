"""Finds amounts in running text, in digits and in words, with what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from quizapp.library.facts.model import Figure, Span, covers, mark
from quizapp.questions.folding import without_diacritics
from quizapp.questions.numbers import read_number
from quizapp.questions.numerals import Words, is_number, number_words, parse_number, plain, read_literal
from quizapp.questions.plurals import singular
from quizapp.questions.units import short_name

_LINKS = {"fr": {"-", "a", "ou"}, "en": {"-", "to", "or"}}
_BETWEEN = {"entre": "et", "between": "and"}
_SIGNS = "%°²³€$£₽"
_EXACT = {"mille", "cent"}
"""Number words that say an amount even alone; `milliers` and `dozens` say none."""

_NO_NOUN = """
les des aux par sur dans pour avec sans que qui dont est sont ont ses son leur leurs fois mais puis plus moins
soit ans the and for from with are was were has had have that which who but not this its his her their out all
per une selon entre vers chez sous ainsi alors depuis avant après pendant durant contre lors quand jusque
before after during since until when while than then against into over under
"""
"""Words that may follow a number and are not what it counts."""

_SMALLEST = 3
"""From this word on a number word counts something: `les deux pays` and `l’un d’eux` do not."""


class _Token(NamedTuple):
    """A word, number or mark: as `parse_number` wants it, and its place. `tail` is what letters follow the
    digits without a space."""

    text: str
    start: int
    end: int
    tail: str = ""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<number>(?:(?<!\S)-)?(?:[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
        r"|[0-9]+(?:[.,][0-9]+)*))(?P<tail>[^\W\d_]*)"
        r"|(?P<word>[^\W\d_]+)(?P<odd>[^\W_]*)"
        r"|(?P<mark>[^\s])"
    )


@cache
def _time() -> re.Pattern[str]:
    return re.compile(r"(?<![\w:,.])[0-9]{1,2}(?: ?h ?|:)[0-9]{2}(?![\w:])")


def find_figures(text: str, lang: str, taken: Iterable[Span] = ()) -> tuple[Figure, ...]:
    """The amounts of a text whose typography is folded (`library.quotes.fold`), in order; none touches the
    `taken` spans, which are dates and designations.

    Left out are ordinals, times of day, `un`, `deux` without a unit, small number words that count nothing,
    and vague amounts (`des milliers`).
    """
    mask = bytearray(len(text))
    for span in (*taken, *(match.span() for match in _time().finditer(text))):
        mark(mask, span)
    tokens = _tokens(text, lang, mask)
    words = [token.text for token in tokens]
    found: list[Figure] = []
    at = 0
    while at < len(tokens):
        read = _read(tokens, words, at, text, lang)
        if read is None or not _counts(tokens[at : read[1]], read[0], text):
            at = at + 1 if read is None else read[1]
            continue
        found.append(read[0])
        at = read[1]
    return tuple(found)


def stated_numbers(text: str, lang: str) -> Iterator[tuple[Decimal, str | None]]:
    """Every number of a text with the symbol of its unit, small and doubtful ones too: what an answer may
    be meant to say."""
    tokens = _tokens(text, lang, bytearray(len(text)))
    words = [token.text for token in tokens]
    for at, word in enumerate(words):
        read = parse_number(words, at, lang) if is_number(word) or word in counting_words() else None
        if read is not None:
            yield read[0], _unit(tokens, read[1], text)[0]


def _tokens(text: str, lang: str, taken: bytearray) -> list[_Token]:
    tokens = []
    for match in _pattern().finditer(text):
        start, end = match.span()
        if covers(taken, (start, end)):
            tokens.append(_Token("#", start, end))
        elif match["number"]:
            literal = read_literal(match["number"], lang)
            digits = "#" if literal is None else plain(literal[0])
            tokens.append(_Token(digits, start, match.end("number"), match["tail"]))
        elif match["word"]:
            odd = "#" if match["odd"] else without_diacritics(match["word"].casefold())
            tokens.append(_Token(odd, start, end))
        elif not (match["mark"] == "-" and _joins_words(text, start)):
            tokens.append(_Token(match["mark"], start, end))
    return tokens


def _joins_words(text: str, at: int) -> bool:
    """Whether a hyphen stands between two letters, as in `dix-huit`."""
    return text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()


def _read(
    tokens: Sequence[_Token], words: Sequence[str], at: int, text: str, lang: str
) -> tuple[Figure, int] | None:
    """The amount that begins at a token, and the index of the first token after its number."""
    first = _number(tokens, words, at, lang)
    if first is None:
        return None
    (low, after), high = first, first[0]
    second = _number(tokens, words, after + 1, lang) if _links(words, at, after, lang) else None
    if second is not None:
        span = (tokens[at].start, tokens[second[1] - 1].end)
        whole = read_number(text[slice(*span)], lang)
        low, high = (whole.low, whole.high) if whole else sorted((low, second[0]))
        after = second[1]
    unit, end = _unit(tokens, after, text)
    if end is None:
        end = _noun_end(tokens, after, text) or tokens[after - 1].end
    noun = "" if unit else singular(without_diacritics(text[tokens[after - 1].end : end].strip().casefold()))
    between = second is not None and at > 0 and words[at - 1] in _BETWEEN
    start = tokens[at - 1].start if between else _sign_start(text, tokens[at].start)
    return Figure((start, end), low, high, unit, noun), after


def _number(tokens: Sequence[_Token], words: Sequence[str], at: int, lang: str) -> tuple[Decimal, int] | None:
    if at >= len(tokens) or not (is_number(words[at]) or words[at] in counting_words()):
        return None
    if tokens[at].tail and not short_name(tokens[at].tail):
        return None
    if is_number(words[at]) and not _beside_scale(words, at + 1, lang):
        return Decimal(words[at]), at + 1
    return parse_number(words, at, lang)


def _beside_scale(words: Sequence[str], at: int, lang: str) -> bool:
    language = number_words(lang)
    return language is not None and at < len(words) and words[at] in language.scales


def _links(words: Sequence[str], at: int, after: int, lang: str) -> bool:
    if after >= len(words):
        return False
    before = words[at - 1] if at else ""
    return words[after] in _LINKS.get(lang[:2], {"-"}) or _BETWEEN.get(before) == words[after]


def _unit(tokens: Sequence[_Token], after: int, text: str) -> tuple[str | None, int | None]:
    """The symbol of the known unit that follows a number, and where it ends."""
    number = tokens[after - 1]
    if number.tail:
        unit = short_name(number.tail)
        return unit, number.end + len(number.tail) if unit else None
    link = _link().match(text, number.end)
    start = link.end() if link else number.end
    for last in range(min(after + 3, len(tokens)) - 1, after - 1, -1):
        named = text[start : tokens[last].end]
        unit = short_name(named) if named and (named[-1].isalnum() or named[-1] in _SIGNS) else None
        if unit and text[tokens[last].end : tokens[last].end + 1] != "'":
            return unit, tokens[last].end
    before = text[number.start - 1 : number.start] if is_number(number.text) else ""
    return (short_name(before), None) if before in ("$", "€", "£") else (None, None)


@cache
def _link() -> re.Pattern[str]:
    """What stands between a number and what it counts."""
    return re.compile(r" (?:de |d'|of )?|")


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(r"(?P<link> (?:de |d'|of )| )(?P<noun>[^\W\d_]{3,})(?!['\w])")


def _noun_end(tokens: Sequence[_Token], after: int, text: str) -> int | None:
    """The end of the word that is counted, where one follows."""
    number = tokens[after - 1]
    found = _noun().match(text, number.end)
    if found is None or not found["noun"][0].islower() or found["noun"] in _no_nouns():
        return None
    # `millions de soldats`, but not `de 5 à 7 de plus`: digits count without a link.
    return found.end() if found["link"] == " " or not is_number(number.text) else None


@cache
def _no_nouns() -> frozenset[str]:
    return frozenset(_NO_NOUN.split())


def _sign_start(text: str, start: int) -> int:
    return start - 1 if start and text[start - 1] in "$€£" else start


def _counts(tokens: Sequence[_Token], figure: Figure, text: str) -> bool:
    """Whether an amount says something that one may ask."""
    start, end = figure.span
    if any(is_number(token.text) for token in tokens):
        return not (text[start - 1 : start] == "[" and text[end : end + 1] == "]")
    if all(token.text in _vague() or token.text in ("de", "d", "'") for token in tokens):
        return False
    if figure.unit:
        return figure.high > 1
    return figure.high >= 10 or (figure.low >= _SMALLEST and text[end - 1] in "sx")


@cache
def counting_words() -> frozenset[str]:
    """The folded words with which a number begins, in French and English."""
    halves = {"demi", "half"}
    begins = ((*known.small, *known.tens, *known.one) for known in _languages())
    return frozenset(halves.union(*begins, _vague(), _EXACT))


@cache
def _vague() -> frozenset[str]:
    """Words that parse as a number and say none by themselves: `des milliers`."""
    names = {name for known in _languages() for name in (*known.scales, *known.groups, *known.hundred)}
    return frozenset(names | {f"{name}s" for name in names}) - _EXACT


def _languages() -> tuple[Words, ...]:
    return tuple(known for known in (number_words("fr"), number_words("en")) if known)
