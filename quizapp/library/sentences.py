"""Where the sentences of a paragraph begin and end, in French and English."""

from __future__ import annotations

import re
from functools import lru_cache

_END = re.compile(r"(?:[.!?…]+)(?:\s?[»”])*[\"’')\]]*(?=\s+(?:[«“\"‘'(\[]\s?)*(?:[^\W_a-zà-öø-ÿœ]|[-–—]\s))")
"""A mark that ends a sentence, the quotes and brackets that close after it, and the beginning of another."""

_SHORTENED = re.compile(
    "mm?|mmes?|mlle|me|dr|pr|ste?|mrs?|ms|prof|gen|col|lt|cf|pp?|art|nos?|n|vol|fig|chap|[eé]d|av|env|al|ch|sq"
    "|vs|hon|rev|sgt|capt|gov|sen|rep|inc|corp|ltd|dept|approx",
    re.IGNORECASE,
)
"""Words that a full stop shortens; a single capital is one as well."""

_LONGEST = 16
"""More characters than the longest of them has: what stands before need not be looked at."""


@lru_cache(maxsize=32)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Gives the offsets of each sentence of a paragraph, in order, without the spaces between them."""
    spans = []
    start = 0
    for end in _END.finditer(text):
        if end.group() != "." or not _is_shortened(text[start : end.start()][-_LONGEST:]):
            spans.append((start, end.end()))
            start = end.end()
    spans.append((start, len(text)))
    return tuple(span for span in (_trimmed(text, *span) for span in spans) if span[0] < span[1])


def _is_shortened(before: str) -> bool:
    """Whether a full stop after these characters ends an abbreviation and not a sentence."""
    word = re.search(r"\w+$", before)
    if word is None:
        return False
    return bool(_SHORTENED.fullmatch(word[0])) or (len(word[0]) == 1 and word[0].isupper())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
