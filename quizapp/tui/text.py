"""The one door through which text of decks, sources and learners reaches a widget.

Plain strings must not: Textual parses markup in them, passes control characters on, and breaks lines at
no-break spaces. `Guard` is the last filter before bytes leave.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from quizapp import messages
from quizapp.text import french, held, released, shown, visible

MARKER = "b u $marker-text on $marker"
QUOTE = "$marker-text on $marker"


def said(text: str, lang: str) -> Content:
    """Text of a deck or a source in language `lang`."""
    return Content(held(shown(text, lang)))


def own(text: str) -> Content:
    """A message of our own, in the language of the interface."""
    return said(text, messages.language())


def quoted(text: str, lang: str, quote: tuple[int, int], marks: Sequence[tuple[int, int]]) -> Content:
    """A passage with its quoted words in the marker's colour and the words that answer emphasised."""
    laid = french(text) if lang.startswith("fr") else text
    cuts = sorted({0, len(laid), *quote, *(offset for mark in marks for offset in mark)})
    pieces = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        piece = Content(held(visible(laid[start:end])))
        if any(first <= start and end <= last for first, last in marks):
            piece = piece.stylize(MARKER)
        elif quote[0] <= start and end <= quote[1] and marks:
            piece = piece.stylize(QUOTE)
        pieces.append(piece)
    return Content("").join(pieces)


class Guard(LineFilter):
    """Lets no marked character through, whatever widget it came from, and gives no-break spaces back."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        del background
        return [
            segment if segment.control or released(segment.text) == segment.text
            else Segment(released(segment.text), segment.style)
            for segment in segments
        ]  # fmt: skip
