"""Where the scalars and items of a deck's text begin and end, also around what cannot be read."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from quizapp.library.decoding import MARKED
from quizapp.library.recovery import pieces

BLOCK = ("|", ">")


class Span(NamedTuple):
    """A scalar from `start` to `end` in the text, counted from 0; `style` is its quote, `|` or `>`, or empty.

    `value` is what it says; `flow` tells that it stands between brackets or braces.
    """

    start: int
    end: int
    style: str
    value: str
    flow: bool


class Item(NamedTuple):
    """An item of a list; `after` is the end of the item before it, None for the first."""

    start: int
    end: int
    after: int | None
    flow: bool


class Spans(NamedTuple):
    """The scalars in the order of the text, and the items of lists by where they begin."""

    scalars: tuple[Span, ...]
    items: dict[int, Item]


def find_spans(text: str) -> Spans:
    """The spans of a text; where it is no valid YAML, those of its head and of each card as far as they can
    be read."""
    text = MARKED.sub("\N{REPLACEMENT CHARACTER}", text)
    finder = _Finder()
    if not finder.read(text, 0):
        finder = _Finder()
        at = 0
        for piece in pieces(text):
            finder.read(piece, at)
            at += len(piece)
    return Spans(tuple(finder.scalars), finder.items)


class _Open(NamedTuple):
    """A list or mapping that has not ended, and the items of the list that have."""

    start: int
    flow: bool
    is_list: bool
    items: list[Item]


class _Finder:
    """Reads pieces of one text and collects their spans."""

    def __init__(self) -> None:
        self.scalars: list[Span] = []
        self.items: dict[int, Item] = {}

    def read(self, text: str, at: int) -> bool:
        """Reads a piece that begins at `at`; False where an error ends it early."""
        opened: list[_Open] = []
        end = 0
        try:
            event: Any
            for event in yaml.parse(text, Loader=yaml.CBaseLoader):
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    end = self._scalar(event, at, opened)
                elif kind is yaml.SequenceStartEvent or kind is yaml.MappingStartEvent:
                    start = event.start_mark.index + at
                    is_list = kind is yaml.SequenceStartEvent
                    opened.append(_Open(start, bool(event.flow_style), is_list, []))
                elif kind is yaml.SequenceEndEvent or kind is yaml.MappingEndEvent:
                    closed = opened.pop()
                    # The end of a block is only known by what follows it.
                    end = event.end_mark.index + at if closed.flow else max(end, closed.start)
                    self._ended(closed.start, end, opened)
        except yaml.YAMLError:
            return False
        return True

    def _scalar(self, event: Any, at: int, opened: list[_Open]) -> int:
        start: int = event.start_mark.index + at
        end: int = event.end_mark.index + at
        flow = bool(opened) and opened[-1].flow
        self.scalars.append(Span(start, end, event.style or "", event.value, flow))
        self._ended(start, end, opened)
        return end

    def _ended(self, start: int, end: int, opened: list[_Open]) -> None:
        if opened and opened[-1].is_list:
            items = opened[-1].items
            item = Item(start, end, items[-1].end if items else None, opened[-1].flow)
            items.append(item)
            self.items[start] = item
