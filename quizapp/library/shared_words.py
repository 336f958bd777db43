"""Finds what a text and its restatement have word for word: figures and names."""

from __future__ import annotations

import re
import unicodedata

from quizapp.library.articles.languages import FUNCTION_WORDS

_FIGURE = re.compile(r"(?<!\w)(?<![^\W\d]-)\d+(?:[ \u00a0\u202f.,]\d+)*")
_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_LITTLE = frozenset().union(*FUNCTION_WORDS.values())


def shared_spans(text: str, other: str) -> tuple[tuple[int, int], ...]:
    """The spans of the figures and names of `text` that stand in `other` too, in order. A name is a word with
    a capital that neither text writes without; how digits are grouped, and accents, do not count."""
    figures = {_digits(found[0]) for found in _FIGURE.finditer(other)}
    names = (_names(text) & _names(other)) - _small(text) - _small(other)
    spans = [found.span() for found in _FIGURE.finditer(text) if _digits(found[0]) in figures]
    for found in _WORD.finditer(text):
        inside = any(start <= found.start() and found.end() <= end for start, end in spans)
        if not inside and _plain(found[0]) in names:
            spans.append(found.span())
    return tuple(sorted(spans))


def _names(text: str) -> set[str]:
    return {_plain(word) for word in _WORD.findall(text) if not word.islower() and _is_name(word)}


def _is_name(word: str) -> bool:
    return any(char.isupper() for char in word) and word.lower() not in _LITTLE


def _small(text: str) -> set[str]:
    return {_plain(word) for word in _WORD.findall(text) if word.islower()}


def _digits(figure: str) -> str:
    return re.sub(r"\D", "", figure)


def _plain(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.replace("‑", "-")).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))
