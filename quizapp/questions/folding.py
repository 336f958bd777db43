"""Folds text level by level, so that marking forgives what keyboards and typography change, no more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import TypeAlias

APOSTROPHES = "’‘ʼʹʻʽ′‛`´＇"
DASHES = "‐‑‒–—―−﹘﹣－"
QUOTES = "«»“”„‟‹›〝〞＂"
INVISIBLE = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
STRAY_LATIN = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d", "þ": "th"}
LIGATURES = {"œ": "oe", "æ": "ae", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"}
_Replacing: TypeAlias = Callable[[str], str]

EDGES = " .,;:!?\"'()[]{}-…·•¡¿"


@cache
def _typography() -> _Replacing:
    table = dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(DASHES, "-") | dict.fromkeys(QUOTES, '"')
    table |= dict.fromkeys(INVISIBLE, "")
    table |= {chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0xFF01 + i) not in "＇－＂"}
    return _replacing(table | {"…": "..."})


@cache
def _letters(kind: str) -> _Replacing:
    return _replacing(LIGATURES if kind == "ligatures" else STRAY_LATIN)


@cache
def _marks() -> re.Pattern[str]:
    return re.compile("[\u0300-\u036f]+")


def _replacing(table: dict[str, str]) -> _Replacing:
    """Gives a function that replaces single characters, faster than `str.translate` where few are."""
    pattern = re.compile(f"[{re.escape(''.join(table))}]")

    def replaced(found: re.Match[str]) -> str:
        return table[found[0]]

    return lambda text: pattern.sub(replaced, text)


def fold_n0(text: str) -> str:
    """Gives the text in NFC with plain apostrophes, hyphens and quotes, and single plain spaces."""
    return " ".join(_typography()(unicodedata.normalize("NFC", text)).split())


def fold_n1(text: str) -> str:
    """Gives level N0 without case, ligatures, double quotes and punctuation at its edges."""
    folded = _letters("ligatures")(unicodedata.normalize("NFC", fold_n0(text).casefold()))
    if not _word().search(folded):
        return folded
    return _without_edges(" ".join(folded.replace('"', " ").split()))


def _without_edges(text: str) -> str:
    """Strips punctuation around words, but neither a sign, nor a decimal point, nor a leading `!`: each
    of these changes what follows it."""
    end = len(text.rstrip(EDGES))
    start = 0
    while start < end and text[start] in EDGES:
        following = text[start + 1]
        signs = text[start] in "-." and following in "0123456789"
        if signs or (text[start] == "!" and following.isalnum()):
            break
        start += 1
    return text[start:end]


def fold_n2(text: str) -> str:
    """Gives level N1 without diacritics."""
    return without_diacritics(fold_n1(text))


def fold_within(text: str) -> str:
    """Gives level N2 of a piece of a longer text: punctuation at the edges of the piece stays."""
    return fold_n2(f"x{text}x")[1:-1].strip()


def without_diacritics(text: str) -> str:
    """Drops the combining marks U+0300 to U+036F and the strokes of Latin letters; other scripts keep the
    marks that make their letters, such as the Japanese voicing mark."""
    if text.isascii():
        return text
    kept = _marks().sub("", unicodedata.normalize("NFD", text))
    return _letters("strokes")(unicodedata.normalize("NFC", kept))


def fold_n3(text: str, lang: str = "en", *, keep_accents: bool = False) -> str:
    """Gives level N2 (N1 where accents are kept) without one leading article, hyphens and apostrophes as
    spaces, designations split from their digits, and numbers in digits as the language writes them."""
    from quizapp.questions.tokens import tokens, without_article

    return " ".join(without_article(tokens(text, lang, keep_accents=keep_accents)))


def fold_word(word: str) -> str:
    """Gives level N2 of one word: the form in which a vocabulary holds it."""
    return fold_n2(word)


def in_lists(name: str) -> tuple[tuple[object, ...], str]:
    """What sorts names as people read them: without case and accents, and numbers by their value."""
    folded = name.lower() if name.isascii() else fold_within(name)
    # Of any length: a number of so many digits is never computed.
    text, *others = re.split("([0-9]+)", folded)
    numbers = [(len(digits), digits) for digits in (one.lstrip("0") for one in others[::2])]
    return (text, *(part for pair in zip(numbers, others[1::2], strict=True) for part in pair)), name


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


def words(text: str) -> tuple[str, ...]:
    """Gives the words of a text folded as by `fold_word`; hyphens and apostrophes part words."""
    return tuple(_word().findall(fold_n2(text)))
