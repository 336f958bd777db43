"""YAML events become nodes with places; nothing is constructed and every scalar stays its author's text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from quizapp.library.decoding import MARKED, Fault, is_marked, named

MAX_DEPTH = 16
MAX_NODES = 1_000_000
MAX_REFUSALS = 100

_NO_BREAK = ("\u00a0", "\u202f")


class Scalar(NamedTuple):
    """A text; `plain` says that it stands without quotes. Places count from 1, in characters."""

    text: str
    line: int
    column: int
    plain: bool


class Sequence(NamedTuple):
    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys with their places, in order, each once; `flow` says that it stands between braces."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    flow: bool = False


Node: TypeAlias = Scalar | Sequence | Mapping

_Event: TypeAlias = Any
"""An event of PyYAML, whose types leave open what the parser always gives: marks, anchors and tags."""


class Broken(Exception):
    """A fault that ends the reading of a piece of text; `final` ends that of the file."""

    def __init__(self, fault: Fault, *, final: bool = False) -> None:
        super().__init__(fault)
        self.fault = fault
        self.final = final


class NodeReader:
    """Reads pieces of one file, counting its nodes and collecting its faults.

    The caps are checked event by event, so a hostile file is refused before it costs memory.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._count = 0
        self._refusals = 0
        self._depth = 0
        self._line = 1
        self._events: Iterator[_Event] = iter(())

    def read(self, text: str, first_line: int = 1, depth: int = 0) -> Node | None:
        """The first document of a text that stands at `first_line` of its file, `depth` levels down in it;
        None if it holds none.

        Raises Broken for a fault of syntax (as `yaml.YAMLError` in its cause) or a cap that is passed.
        """
        self._line = first_line
        self._depth = depth
        # Not by `yaml.parse`, which asks the parser twice for each event.
        self._events = iter(yaml.CBaseLoader(text).get_event, None)
        root: Node | None = None
        documents = 0
        for event in self._events:
            kind = type(event)
            if kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._refuse("Y305", event)
                    break
            elif kind in _STARTS:
                root = self._node(event)
        return root

    def _node(self, event: _Event) -> Node:
        self._count += 1
        mark = event.start_mark
        line, column = mark.line + self._line, mark.column + 1
        if self._count > MAX_NODES:
            raise Broken(Fault("Y308", line, column, {"limit": str(MAX_NODES)}), final=True)
        kind = type(event)
        if kind is AliasEvent:
            self._refuse("Y302", event, name=event.anchor)
            return Scalar("", line, column, True)
        if event.anchor is not None:
            self._refuse("Y301", event, name=event.anchor)
        if event.tag is not None:
            self._refuse("Y304", event, tag=event.tag)
        if kind is ScalarEvent:
            text, style = event.value, event.style
            if style == '"' and is_marked(text):
                self._report_escapes(text, line, column)
            elif not style and text[:1] == "-" and text[1:2] in _NO_BREAK:
                # Meant as an item of a list, it would become a text without a word.
                self._refuse("Y205", event, 1, character=named(text[1]))
            return Scalar(text, line, column, not style)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Broken(Fault("Y307", line, column, {"limit": str(MAX_DEPTH)}))
        node = (
            self._sequence(line, column) if kind is SequenceStartEvent else self._mapping(event, line, column)
        )
        self._depth -= 1
        return node

    def _report_escapes(self, text: str, line: int, column: int) -> None:
        # A raw character of the marked set is refused before parsing, so one found here comes from an escape.
        found = ", ".join(dict.fromkeys(named(character) for character in MARKED.findall(text)))
        self.faults.append(Fault("Y401", line, column, {"characters": found}))

    def _sequence(self, line: int, column: int) -> Sequence:
        items = []
        for event in self._events:
            if type(event) is SequenceEndEvent:
                break
            items.append(self._node(event))
        return Sequence(tuple(items), line, column)

    def _mapping(self, start: _Event, line: int, column: int) -> Mapping:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        twice = False
        events, flow = self._events, bool(start.flow_style)
        for event in events:
            kind = type(event)
            if kind is MappingEndEvent:
                break
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                self._refuse_key(event, start)
            key = self._node(event)
            assert isinstance(key, Scalar)
            value_event = next(events)
            value = self._node(value_event)
            text = key.text
            if flow and _is_bare(event, value_event):
                self._refuse("Y204", event, key=text)
            elif text == "<<" and key.plain:
                self._refuse("Y303", event)
            elif text in pairs:
                if twice:
                    # Once: where a dash is missing, all keys of the next card stand twice.
                    continue
                twice, first = True, str(pairs[text][0].line)
                self._refuse("Y306", event, key=text, first=first, second=str(key.line))
            else:
                pairs[text] = (key, value)
        return Mapping(tuple(pairs.values()), line, column, flow)

    def _refuse_key(self, event: _Event, start: _Event) -> NoReturn:
        """Raises Broken for a key that is no text."""
        mark, outer = event.start_mark, start.start_mark
        braces = type(event) is MappingStartEvent and start.flow_style and mark.index == outer.index + 1
        code, mark = ("Y203", outer) if braces else ("Y309", mark)
        raise Broken(Fault(code, mark.line + self._line, mark.column + 1, {"key": "cloze"}))

    def _refuse(self, code: str, event: _Event, shift: int = 0, **params: str) -> None:
        mark = event.start_mark
        line, column = mark.line + self._line, mark.column + 1 + shift
        self._refusals += 1
        if self._refusals > MAX_REFUSALS:
            raise Broken(Fault("Y310", line, column, {"count": str(MAX_REFUSALS)}), final=True)
        self.faults.append(Fault(code, line, column, params))


_STARTS = frozenset((ScalarEvent, AliasEvent, SequenceStartEvent, MappingStartEvent))


def _is_bare(key: _Event, value: _Event) -> bool:
    """Whether a key between braces stands without even a colon."""
    empty = type(value) is ScalarEvent and not value.style and value.value == ""
    return empty and bool(value.start_mark.index == key.end_mark.index)
