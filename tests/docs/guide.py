"""Takes the examples out of the authoring guide and reads them as decks."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import NamedTuple

from quizapp.library.decks import Unread, read_deck
from quizapp.library.images import Found, place
from quizapp.library.model import Deck
from quizapp.library.safe_open import Refused
from quizapp.library.sources import SourceRead

GUIDE = Path(__file__).resolve().parent.parent.parent / "decks" / "README.md"
FRAME = "phare-exemples"
"""The id of the deck to which the guide's fragments belong."""


class Example(NamedTuple):
    """A block of the guide and its first line there."""

    line: int
    text: str

    @property
    def is_deck(self) -> bool:
        return self.text.startswith("format: 1\n")


class Trap(NamedTuple):
    """A row of the table of traps: what an author writes, the code it is answered with, what is right."""

    written: str
    code: str
    right: str


def examples(text: str) -> tuple[Example, ...]:
    """The blocks of YAML of a Markdown text, those within list items unindented."""
    blocks = re.finditer(r"^( *)```yaml\n(.*?)^\1```$", text, re.MULTILINE | re.DOTALL)
    return tuple(
        Example(text.count("\n", 0, block.start()) + 2, textwrap.dedent(block[2])) for block in blocks
    )


def traps(text: str) -> tuple[Trap, ...]:
    """The rows of the table of traps that hold a line to write."""
    rows = re.finditer(r"^`([^`]+)` \([^|]*?`([YF]\d{3})`.*?\) \| `([^`]+)`$", text, re.MULTILINE)
    return tuple(Trap(*row.groups()) for row in rows)


def whole(example: Example, frame: str) -> str:
    """The text of the deck that an example is, or of the frame with an example's cards at its end."""
    if example.is_deck:
        return example.text
    return frame + textwrap.indent(example.text, "  ")


def read(text: str) -> Deck | Unread:
    """A deck of which all sources stand in its text."""
    return read_deck(text, path="guide.yaml", load_source=_no_file, find_image=_any_image).deck


def _any_image(reference: str) -> Found:
    return Found(place("decks", reference))


def _no_file(path: str, lang: str) -> SourceRead:
    raise Refused("Y105", path=path)
