"""What `quizapp.library.quotes` means, character by character and paragraph by paragraph."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

Span = tuple[int, int]

DROPPED = "*\u00ad\u200b\u2060\ufeff"
SPACES = "\t\n \u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
MAPPED = (
    dict.fromkeys("‘’‚‛ʼʹ′´`", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys(SPACES, " ")
    | dict.fromkeys(DROPPED, "")
    | {"…": "..."}
)


def plain_fold(text: str) -> list[tuple[str, Span]]:
    """Each character of the normalised text with the raw span behind it."""
    taken: list[tuple[str, Span]] = []
    last = "«"
    for start, end in plain_clusters(text):
        for character in unicodedata.normalize("NFC", text[start:end]):
            mapped = MAPPED.get(character, character)
            if mapped == "" or (mapped == " " and last in (" ", "«")):
                continue
            if character == "»" and last == " ":
                taken.pop()
            taken += [(letter, (start, end)) for letter in mapped]
            last = " " if mapped == " " else character
    return taken[:-1] if taken and last == " " else taken


def plain_clusters(text: str) -> list[Span]:
    """The raw spans that NFC composes together: characters one by one where it changes nothing."""
    if unicodedata.normalize("NFC", text) == text:
        return [(place, place + 1) for place in range(len(text))]
    clusters: list[Span] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or _divides(text[start:place], text[place]):
            clusters.append((start, place))
            start = place
    return clusters


def _divides(before: str, character: str) -> bool:
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", character)
    return not unicodedata.combining(character) and unicodedata.normalize("NFC", before + character) == apart


def plain_places(paragraphs: Sequence[str], quote: str) -> list[tuple[int, Span]]:
    """Every place of a quote: the paragraph's number and the raw span."""
    wanted = "".join(letter for letter, _ in plain_fold(quote))
    found = []
    for number, paragraph in enumerate(paragraphs, 1):
        folded = plain_fold(paragraph)
        text = "".join(letter for letter, _ in folded)
        for place in range(len(text)):
            if wanted and text.startswith(wanted, place):
                found.append((number, (folded[place][1][0], folded[place + len(wanted) - 1][1][1])))
    return found
