"""What a fix is, what it is given, and the edits of scalars that most fixes are made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from quizapp.library.decks import Reading
from quizapp.library.model import Problem
from quizapp.library.nodes import Mapping, Node
from quizapp.library.nodes import Sequence as ListNode
from quizapp.library.spans import BLOCK, Span, Spans, find_spans
from quizapp.library.text_edits import Edit, escaped, quoted

_LONGEST_COMPARED = 400


class Draft:
    """A deck's text as it was read, and what fixes ask of it: offsets from 0, lines and columns from 1."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.lines = self.text.split("\n")

    @cached_property
    def spans(self) -> Spans:
        return find_spans(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    @cached_property
    def _scalar_starts(self) -> list[int]:
        return [span.start for span in self.spans.scalars]

    def offset(self, line: int, column: int) -> int:
        return min(self._line_starts[line - 1] + column - 1, len(self.text))

    def line_of(self, offset: int) -> int:
        return bisect_right(self._line_starts, offset)

    def scalar(self, problem: Problem) -> Span | None:
        """The scalar at a problem's place."""
        at = self.offset(problem.line, problem.column)
        place = bisect_right(self._scalar_starts, at) - 1
        found = self.spans.scalars[place] if place >= 0 else None
        return found if found is not None and (at < found.end or at == found.start) else None

    def node(self, problem: Problem) -> Node | None:
        """The innermost list or mapping that begins at a problem's place, else the scalar."""
        return _node_at(self.reading.root, problem.line, problem.column)


class Fix(NamedTuple):
    """How a finding is mended: the edits for it, none where its place is not as expected. One that is not
    `safe` may change what the deck says."""

    edits: Callable[[Problem, Draft], Sequence[Edit]]
    safe: bool = True


def quoted_scalar(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """The scalar without quotes at the problem's place, put between double quotes."""
    span = draft.scalar(problem)
    if span is None or span.style or "\n" in span.value or "\N{REPLACEMENT CHARACTER}" in span.value:
        return ()
    return (Edit(span.start, span.end, quoted(span.value)),)


def replaced_text(change: Callable[[str], str]) -> Callable[[Problem, Draft], tuple[Edit, ...]]:
    """Edits of what the scalar at the problem's place says: what `change` gives for it, its quotes kept.

    Only the characters that `change` changes are touched, also in a text of several lines.
    """

    def edits(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
        span = draft.scalar(problem)
        return () if span is None else with_value(span, change(span.value), draft.text)

    return edits


def with_value(span: Span, wanted: str, text: str) -> tuple[Edit, ...]:
    """The smallest edits by which a scalar says something else; none where it is written so that they cannot
    be told."""
    places = _places(span, text)
    if places is None:
        return ()
    edits = []
    for start, end, new in _changes(span.value, wanted):
        first = places[start][0] if start < len(places) else _end(places, span)
        last = places[end - 1][1] if end > start else first
        if "\n" in new or (new and not span.style and (set(new) & set("#\"'[]{},:&*!|>%@`"))):
            return ()
        if span.style == '"':
            new = "".join(map(escaped, new))
        elif span.style == "'":
            new = new.replace("'", "''")
        edits.append(Edit(first, last, new))
    return tuple(edits)


def _changes(before: str, after: str) -> list[tuple[int, int, str]]:
    """The spans of a text that change, each with its new text."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if not old and not new:
        return []
    # The time of comparing grows with the square of the length.
    if max(len(old), len(new)) > _LONGEST_COMPARED:
        return [(start, start + len(old), new)]
    import difflib

    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        (start + first, start + last, new[left:right])
        for kind, first, last, left, right in matcher.get_opcodes()
        if kind != "equal"
    ]


def _end(places: Sequence[tuple[int, int]], span: Span) -> int:
    """Where a text that is added to a scalar's end goes."""
    if places:
        return places[-1][1]
    return span.start + (1 if span.style else 0)


def _places(span: Span, text: str) -> list[tuple[int, int]] | None:
    """The offsets in the file behind each character of a scalar's value; None where they cannot be told."""
    at, end = span.start, span.end
    if span.style in BLOCK:
        at = text.find("\n", at) + 1
        at += _spaces(text, at)
    elif span.style:
        at, end = at + 1, end - 1
    places = []
    for character in span.value:
        place = _place(character, text, at, end, span.style)
        if place is None:
            return None
        places.append(place)
        at = place[1]
        if character == "\n" and span.style in BLOCK:
            at += _spaces(text, at)
    return places


def _place(character: str, text: str, at: int, end: int, style: str) -> tuple[int, int] | None:
    if at >= end:
        return None
    if style == '"' and text[at] == "\\":
        # Of the escapes, those that `escaped` writes; a file with others is left to its author.
        for written in (escaped(character), "\\" + character):
            if written[0] == "\\" and text.startswith(written, at):
                return at, at + len(written)
        return None
    if style == "'" and text.startswith("''", at):
        return (at, at + 2) if character == "'" else None
    if character == " " and style != "|":
        # A line's end reads as one space, with the spaces on both sides of it.
        stop = at
        while stop < end and text[stop] in " \t\n":
            stop += 1
        if text.count("\n", at, stop) == 1:
            return at, stop
    return (at, at + 1) if text[at] == character else None


def _spaces(text: str, at: int) -> int:
    return len(text[at : at + 200]) - len(text[at : at + 200].lstrip(" "))


def _node_at(node: Node | None, line: int, column: int) -> Node | None:
    if node is None:
        return None
    if (node.line, node.column) == (line, column):
        return node
    children: list[Node] = []
    if isinstance(node, ListNode):
        children = list(node.items)
    elif isinstance(node, Mapping):
        children = [child for pair in node.pairs for child in pair]
    for child in children:
        found = _node_at(child, line, column)
        if found is not None:
            return found
    return None
