"""What is known of each article, and which tags, articles and paragraphs go worst."""

from __future__ import annotations

from typing import NamedTuple

from quizapp.stats.figures import wilson

LEAST = 10
"""Fewer attempts than that say nothing about a tag, an article or a paragraph."""

WORST = 3
"""So many of each sort are told."""


class Article(NamedTuple):
    """A source as far as cards ask about it.

    `faces` cite it, of which `retained` are in review, not new nor in their steps, and would be recalled
    today as wanted; `asked` of its paragraphs are cited, `remembered` of them by a retained face.
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


def hope(attempts: int, correct: int) -> float | None:
    """The most that the attempts under a name allow to hope of their share of success, by which names are
    ranked; None where they are fewer than `LEAST`, or nothing was missed."""
    return wilson(correct, attempts)[1] if attempts >= LEAST and correct < attempts else None


def tally(name: str, attempts: int, correct: int) -> Tally:
    """The attempts under a name with their interval."""
    return Tally(name, attempts, correct, *wilson(correct, attempts))
