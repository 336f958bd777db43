"""What is known of each article, and which tags, articles and paragraphs go worst."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from quizapp.stats.figures import DeckFigures, wilson
from quizapp.stats.rows import TopicRow

LEAST = 10
"""Fewer attempts than that say nothing about a tag, an article or a paragraph."""


class Article(NamedTuple):
    """A source as far as cards ask about it.

    `faces` cite it, of which `retained` would be recalled today as wanted; `asked` of its paragraphs are
    cited, `remembered` of them by a retained face.
    """

    source: str
    faces: int
    retained: int
    asked: int
    remembered: int

    @property
    def share(self) -> float:
        """The share of the faces that is retained."""
        return self.retained / self.faces if self.faces else 0.0


class Tally(NamedTuple):
    """The attempts at all faces of one name over the whole history; `low` and `high` bound the share of the
    correct ones with 95 % confidence."""

    name: str
    attempts: int
    correct: int
    low: float
    high: float


def source_of(paragraph: str) -> str:
    """The source in `source:number`."""
    return paragraph.rpartition(":")[0]


def articles(rows: Iterable[TopicRow], only: str | None = None) -> tuple[Article, ...]:
    """Each source that is cited, or only one, those first of which most is left to retain."""
    faces: dict[str, int] = {}
    retained: dict[str, int] = {}
    asked: dict[str, set[str]] = {}
    remembered: dict[str, set[str]] = {}
    for row in rows:
        for source in dict.fromkeys(map(source_of, row.paragraphs)):
            faces[source] = faces.get(source, 0) + row.faces
            retained[source] = retained.get(source, 0) + row.retained
        for paragraph in row.paragraphs:
            source = source_of(paragraph)
            asked.setdefault(source, set()).add(paragraph)
            if row.retained:
                remembered.setdefault(source, set()).add(paragraph)
    found = (
        Article(source, n, retained[source], len(asked[source]), len(remembered.get(source, ())))
        for source, n in faces.items()
        if only in (None, source)
    )
    return tuple(sorted(found, key=lambda each: (each.share, each.source)))


def deck_figures(decks: Iterable[str], rows: Iterable[TopicRow]) -> tuple[DeckFigures, ...]:
    """Each deck's cards by phase, in the order of `decks`; rows of other decks are left out."""
    counts = {deck: [0] * 5 for deck in decks}
    for row in rows:
        if row.deck in counts:
            one = (row.new, row.learning, row.young, row.mature, row.suspended)
            counts[row.deck] = [a + b for a, b in zip(counts[row.deck], one, strict=True)]
    return tuple(DeckFigures(deck, *each) for deck, each in counts.items())


def weakest_names(
    rows: Iterable[TopicRow],
    names: Callable[[TopicRow], Iterable[str]],
    limit: int = 3,
    least: int = LEAST,
) -> tuple[Tally, ...]:
    """The names under which most surely goes wrong, ranked by the upper end of the interval of success.

    `names` says under which names a row counts. Names with fewer than `least` attempts, and those under
    which nothing was missed, are not among them.
    """
    counts: dict[str, tuple[int, int]] = {}
    for row in rows:
        for name in dict.fromkeys(names(row)):
            attempts, correct = counts.get(name, (0, 0))
            counts[name] = attempts + row.attempts, correct + row.correct
    return tuple(sorted(_tallies(counts, least), key=lambda each: (each.high, each.name))[:limit])


def _tallies(counts: Mapping[str, tuple[int, int]], least: int) -> Iterable[Tally]:
    for name, (attempts, correct) in counts.items():
        if attempts >= least and correct < attempts:
            yield Tally(name, attempts, correct, *wilson(correct, attempts))
