"""The list: several items, each wanted, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.asked import Asked
from quizapp.questions.fields import combined, padded, read_line, split_line, typed_fields
from quizapp.questions.model import (
    Form,
    Marking,
    Misread,
    Outcome,
    Part,
    Remark,
    Response,
    Typed,
    Verdict,
)

Marks = list[list[tuple[Outcome, str, tuple[Remark, ...]]]]
"""The mark of each typed text (row) as each item (column)."""


@dataclass(frozen=True, slots=True)
class ListItems(Asked):
    """`items` holds, for each item, the ways to say it; the first is the one shown."""

    question: str
    items: tuple[tuple[str, ...], ...]
    kind: ClassVar[str] = "list"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def form(self, face: str) -> Form:
        return Typed(("",) * len(self.items))

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return tuple(item[0] for item in self.items)

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        """Assigns the typed texts to the items so that as many as possible are right. A single filled field
        that holds several items is read as a line."""
        given = typed_fields(response, len(self.items))
        filled = [text for text in given if text.strip()]
        if len(filled) == 1:
            pieces = [piece for piece in split_line(filled[0], len(given), self._texts()) if piece]
            if len(pieces) <= len(given):
                given = padded(pieces, len(given))
        return self._assigned(given, marking)

    def _assigned(self, given: Sequence[str], marking: Marking) -> Verdict:
        from quizapp.questions.typed import mark_typed

        marks = [[mark_typed(text, item, marking) for item in self.items] for text in given]
        partner = assign(marks)
        parts: list[Part] = []
        remarks: list[Remark] = []
        for row, text in enumerate(given):
            outcome, expected, told = marks[row][partner[row]]
            if outcome in (Outcome.CORRECT, Outcome.ALMOST):
                remarks += told
            elif outcome is Outcome.WRONG and any(mark[0] is Outcome.CORRECT for mark in marks[row]):
                remarks.append(Remark("twice", (("given", text),)))
            parts.append(Part(text, expected, outcome))
        return combined(parts, remarks)

    def _texts(self) -> tuple[str, ...]:
        return tuple(text for item in self.items for text in item)

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        return read_line(line, len(self.items), self._texts())


def assign(marks: Marks) -> tuple[int, ...]:
    """Gives each row a column of its own, with as many right marks as can be, then as many almost right
    ones (augmenting paths after Kuhn, 1955)."""
    count = len(marks)
    holder: dict[int, int] = {}
    for wanted in (Outcome.CORRECT, Outcome.ALMOST):
        fixed = dict(holder)
        for row in range(count):
            if row not in holder.values():
                _augment(row, marks, wanted, holder, set(fixed))
    free = [column for column in range(count) if column not in holder]
    partner = {row: column for column, row in holder.items()}
    # A wrong text stands beside the free item nearest to its own place; blank fields take what is left.
    for row in sorted(set(range(count)) - partner.keys(), key=lambda r: marks[r][0][0] is Outcome.BLANK):
        partner[row] = row if row in free else free[0]
        free.remove(partner[row])
    return tuple(partner[row] for row in range(count))


def _augment(row: int, marks: Marks, wanted: Outcome, holder: dict[int, int], tried: set[int]) -> bool:
    for column in range(len(marks)):
        if column in tried or marks[row][column][0] is not wanted:
            continue
        tried.add(column)
        if column not in holder or _augment(holder[column], marks, wanted, holder, tried):
            holder[column] = row
            return True
    return False
