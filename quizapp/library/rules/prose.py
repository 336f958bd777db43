"""The texts of a deck's cards, joined, so that a rule about words is one search a deck and not one a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from quizapp.library.fields import Fields, Report
from quizapp.library.nodes import Mapping, Node, Scalar, Sequence

EDGE = "\x00"
"""Stands before, between and after the joined texts."""


class Role(StrEnum):
    """What a text is to its card."""

    PROMPT = "prompt"
    ANSWER = "answer"
    RIGHT = "right"
    WRONG = "wrong"
    WHY = "why"
    LINE = "line"
    RUBRIC = "rubric"
    HINT = "hint"
    EXPLAIN = "explain"
    NOTE = "note"
    ALT = "alt"
    HEAD = "head"


_ROLES = {
    **dict.fromkeys(("question", "front", "statement", "cloze", "essay"), Role.PROMPT),
    **dict.fromkeys(("back", "answer", "all", "order", "match"), Role.ANSWER),
    **{"right": Role.RIGHT, "wrong": Role.WRONG, "decoys": Role.WRONG, "rubric": Role.RUBRIC},
    **{"hint": Role.HINT, "explain": Role.EXPLAIN, "note": Role.NOTE, "alt": Role.ALT},
}


class Said(NamedTuple):
    """A text of a card, or of the deck's head where `card` is None."""

    text: str
    role: Role
    node: Scalar
    card: str | None


def said_in(fields: Fields, card: str) -> list[Said]:
    """The texts that a card's author wrote, what is quoted from a source aside."""
    found: list[Said] = []
    for key, node in fields.values.items():
        role = _ROLES.get(key)
        if role is None:
            continue
        if type(node) is Scalar:
            found.append(Said(node.text, role, node, card))
        else:
            _collect(node, role, card, found)
    return found


def _collect(node: Node, role: Role, card: str, found: list[Said]) -> None:
    if type(node) is Scalar:
        found.append(Said(node.text, role, node, card))
    elif type(node) is Mapping:
        for key, value in node.pairs:
            if role is Role.ANSWER:
                found.append(Said(key.text, Role.LINE, key, card))
            _collect(value, Role.WHY if key.text == "why" else role, card, found)
    elif type(node) is Sequence:
        for item in node.items:
            _collect(item, role, card, found)


class Place(NamedTuple):
    """Where in which text something stands, in characters from 0."""

    said: Said
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.said.text[self.start : self.end]


Hit: TypeAlias = tuple[Place, re.Match[str]]


class Prose:
    """Texts joined, to be searched for patterns as they stand or in small letters.

    A pattern meets `EDGE` before and after each text, and must not match over it.
    """

    def __init__(self, said: Collection[Said], masked: Callable[[str], str] | None = None) -> None:
        """`masked` may replace characters of the joined texts, each by one."""
        self.said = tuple(said)
        texts = [one.text for one in self.said]
        self.joined = EDGE + EDGE.join(texts) + EDGE
        self._starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=1))
        if masked is not None:
            self.joined = masked(self.joined)
        self._small: str | None = None

    @property
    def small(self) -> str:
        """The joined texts in small letters, each character where it was."""
        if self._small is None:
            small = self.joined.lower()
            if len(small) != len(self.joined):
                small = "".join(one if len(one.lower()) != 1 else one.lower() for one in self.joined)
            self._small = small
        return self._small

    def hits(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """The places of a pattern in the texts as they stand."""
        return self._hits(pattern, self.joined)

    def small_hits(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """The places of a pattern in the texts in small letters."""
        return self._hits(pattern, self.small)

    def _hits(self, pattern: re.Pattern[str], text: str) -> Iterator[Hit]:
        for match in pattern.finditer(text):
            place = self.place(match)
            if place is not None:
                yield place, match

    def place(self, match: re.Match[str]) -> Place | None:
        """The place of a match in the joined texts; None before the first."""
        index = bisect_right(self._starts, match.start()) - 1
        if index < 0:
            return None
        start = self._starts[index]
        return Place(self.said[index], match.start() - start, match.end() - start)


def add(report: Report, code: str, place: Place, lines: list[str], **params: str) -> None:
    """Reports a finding within a text: at its own column, where the text stands in one line as it is read."""
    node = place.said.node
    line, column = node.line, node.column
    raw = lines[line - 1] if line <= len(lines) else ""
    at = column - 1 if node.plain else column
    if raw.startswith(place.said.text, at):
        column = at + place.start + 1
    report.card = place.said.card
    report.add_at(code, line, column, **params)
