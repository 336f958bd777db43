"""The one door through which text of decks, sources and learners reaches a widget.

Plain strings must not: Textual parses markup in them, passes control characters on, and breaks lines at
no-break spaces. `Guard` is the last filter before bytes leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from quizapp import messages
from quizapp.messages import _
from quizapp.text import french, held, released, shown, visible
from quizapp.tui.keys import keyed

if TYPE_CHECKING:
    from quizapp.workspace.model import Asking

MARKER = "b u $marker-text on $marker"
QUOTE = "$marker-text on $marker"
FLAGS = {1: "$error", 2: "$warning", 3: "$success", 4: "$primary"}
"""The colours of flags, which their numbers tell as well."""


def said(text: str, lang: str) -> Content:
    """Text of a deck or a source in language `lang`."""
    return Content(held(shown(text, lang)))


def own(text: str) -> Content:
    """A message of our own, in the language of the interface."""
    return said(text, messages.language())


def stem_lines(asking: Asking) -> Content:
    """What is asked, and below it the description of the card's image and where that is."""
    stem, image = said(asking.stem, asking.card.lang), asking.card.image
    if image is None:
        return stem
    # The path goes through the door as English, for it is a name and not prose.
    alt, path = said(image.alt, asking.card.lang), said(image.path, "en")
    line = Content.assemble(
        own(_("Image: ")), alt, " (", path, ")", own(keyed(_(" · {study.image} opens it")))
    )
    return Content("\n").join([stem, line.stylize("not bold")])


def flag_mark(number: int) -> Content:
    """A card's flag."""
    return Content(f"⚑{number}").stylize(FLAGS.get(number, "$warning"))


def quoted(text: str, lang: str, quote: tuple[int, int], marks: Sequence[tuple[int, int]]) -> Content:
    """A passage with its quoted words in the marker's colour and the words that answer emphasised."""
    laid = french(text) if lang.startswith("fr") else text
    cuts = sorted({0, len(laid), *quote, *(offset for mark in marks for offset in mark)})
    pieces = []
    for start, end in pairwise(cuts):
        piece = Content(held(visible(laid[start:end])))
        if any(first <= start and end <= last for first, last in marks):
            piece = piece.stylize(MARKER)
        elif quote[0] <= start and end <= quote[1] and marks:
            piece = piece.stylize(QUOTE)
        pieces.append(piece)
    return Content("").join(pieces)


def compared(text: str, lang: str, quote: tuple[int, int], spans: Sequence[tuple[int, int]]) -> Content:
    """A passage with its quoted words in the marker's colour; those in the spans are emphasised and stand
    between brackets, for whoever does not see the colour."""
    laid = french(text) if lang.startswith("fr") else text
    cuts = sorted({0, len(laid), *quote, *(offset for span in spans for offset in span)})
    pieces = []
    for start, end in pairwise(cuts):
        piece = Content(held(visible(laid[start:end])))
        if any(first <= start and end <= last for first, last in spans):
            opens = "[" if start in {one[0] for one in spans} else ""
            closes = "]" if end in {one[1] for one in spans} else ""
            bracket = f"b {QUOTE}"
            piece = Content.assemble((opens, bracket), piece.stylize(MARKER), (closes, bracket))
        elif quote[0] <= start and end <= quote[1]:
            piece = piece.stylize(QUOTE)
        pieces.append(piece)
    return Content("").join(pieces)


class Guard(LineFilter):
    """Lets no marked character through, whatever widget it came from, and gives no-break spaces back."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        del background
        # Every marked character and every held space is unprintable, and most lines have none.
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_harmless(segment.text), segment.style)
            for segment in segments
        ]


def _harmless(text: str) -> str:
    """The text as it may reach the terminal. What came past the door loses its marked characters, as many
    cells as before: the layout was made with them."""
    text = released(text)
    if visible(text) == text:
        return text
    return "".join(piece if visible(piece) == piece else "\ufffd" * cell_len(piece) for piece in text)
