"""What a fact is, so that readers, coverage and front ends mean the same."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class FactKind(StrEnum):
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"


Span = tuple[int, int]
"""Offsets into a text, the end excluded."""


class Figure(NamedTuple):
    """An amount in a running text, from `low` to `high` where it is a range. `unit` is the symbol of a known
    unit, `noun` the word that is counted where there is none, folded; `span` holds the number with either."""

    span: Span
    low: Decimal
    high: Decimal
    unit: str | None
    noun: str = ""


class StatedDate(NamedTuple):
    """A date in a running text; what is not said is None."""

    span: Span
    year: int | None
    month: int | None
    day: int | None

    def parts(self) -> frozenset[tuple[str, int]]:
        """What is said, each part with its name."""
        named = (("year", self.year), ("month", self.month), ("day", self.day))
        return frozenset((name, value) for name, value in named if value is not None)


class Name(NamedTuple):
    """A proper name in a running text; `words` are its words as `questions.folding.words` folds them."""

    span: Span
    words: tuple[str, ...]


Stated = Figure | StatedDate | Name


class Fact(NamedTuple):
    """What a paragraph states once or several times: its words as they stand there first, and the raw
    offsets of every place."""

    kind: FactKind
    text: str
    spans: tuple[Span, ...]
    stated: Stated

    @property
    def meaning(self) -> tuple[object, ...]:
        """What is stated, without where: equal for two facts that say the same."""
        return (self.kind, *self.stated[1:])


def covers(mask: bytearray, span: Span) -> bool:
    """Whether a span touches places that are marked in a mask of as many bytes as the text has characters."""
    return any(mask[slice(*span)])


def mark(mask: bytearray, span: Span) -> None:
    """Marks the places of a span in a mask."""
    mask[slice(*span)] = b"\1" * (span[1] - span[0])
