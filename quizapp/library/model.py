"""What a library holds once read: problems, sources, passages, cards and decks, as frozen values."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from quizapp.named import NamedTuple

if TYPE_CHECKING:
    from quizapp.questions.model import Question

CardKey = NewType("CardKey", str)
"""`deck.id/card.id#face`: what is scheduled and what the history names."""


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """A finding in a file: where it is, its code (worded in `library.problems`), and its parameters.

    `line` and `column` count from 1, in characters; `file` is the path as it was given.
    """

    code: str
    level: Level
    file: str
    line: int
    column: int
    params: tuple[tuple[str, str], ...] = ()
    card: str | None = None


class Paragraph(NamedTuple):
    """A paragraph of a source; `number` counts from 1, `original` is the line of the original document."""

    number: int
    text: str
    original: int | None = None
    note: str | None = None


class Original(NamedTuple):
    """The document that a sheet restates: its file's name, and the SHA-256 of its bytes in hex."""

    file: str
    sha256: str


class Source(NamedTuple):
    """A source as read from a sheet, a text file or a deck. `ref` names it across the library:
    the path below the library's root, or `deck.id/key` for an inline source. `restated` says that it is a
    sheet that tells an original document in other words, `original` which one where that is said whole. `id`
    is the name in its front matter, if any."""

    ref: str
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    lang: str
    paragraphs: tuple[Paragraph, ...]
    restated: bool = False
    original: Original | None = None
    id: str | None = None


class Change(NamedTuple):
    """What came of a passage whose words stand in its source no more. `kind` is `edited`, `conflict` (another
    figure, negation or name) or `lost`, `text` the paragraph as it was; `now` are the number and the text of
    the paragraph in which other words have come into their place, and the span of those, if any have."""

    kind: str
    text: str
    now: tuple[int, str, tuple[int, int]] | None


class Passage(NamedTuple):
    """A quote anchored in its source: offsets into the raw text of one paragraph, or where it is `changed`,
    into that of the paragraph as it was.

    `quote` is the span of the quoted words, `marks` the spans to highlight (the whole quote where the
    card marks nothing). For a card that cites a whole paragraph, `quote` spans it all and `marks` is empty.
    """

    source: str
    paragraph: int
    quote: tuple[int, int]
    marks: tuple[tuple[int, int], ...]
    changed: Change | None = None


class Image(NamedTuple):
    """What a card shows besides its text: a file's path below the library's root (with `/`), and in words
    what it shows."""

    path: str
    alt: str


class Card(NamedTuple):
    """A card as its author wrote it, shorthand expanded and quotes anchored."""

    deck: str
    id: str
    lang: str
    question: Question
    passages: tuple[Passage, ...]
    tags: tuple[str, ...] = ()
    hint: str | None = None
    explain: str | None = None
    note: str | None = None
    inference: bool = False
    strict_accents: bool = False
    shuffle: bool = True
    aliases: tuple[str, ...] = ()
    review_by: str | None = None
    image: Image | None = None
    line: int = 1

    def keys(self) -> tuple[CardKey, ...]:
        return tuple(CardKey(f"{self.deck}/{self.id}#{face}") for face in self.question.faces())


class Deck(NamedTuple):
    """A deck file as read: what could be read of it, and every problem found."""

    id: str
    title: str
    lang: str
    version: str | None
    license: str | None
    path: str
    cards: tuple[Card, ...]
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    line: int = 1
