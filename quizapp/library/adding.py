"""Appends a card to the text of a deck file, as the smallest edit, in the file's own indentation."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, TypeAlias

from quizapp.library.decoding import MARKED, place

_Node: TypeAlias = Any
"""A node of PyYAML, whose types leave open what a composed tree always has: marks and values."""

_BOM = "\ufeff"


class NewCard(NamedTuple):
    """What is known of a card before its author has asked anything: its id and the words that prove it;
    `source` is the key of their source and `paragraph` its number, each where the deck must be told."""

    id: str
    quote: str
    source: str | None = None
    paragraph: int | None = None


class Added(NamedTuple):
    """The text with the card, and the place in it, counted from 1, where its question is to be typed."""

    text: str
    line: int
    column: int


class _Spot(NamedTuple):
    """Where the card goes: the text from `start` to `end` gives way to what stands before, the card, and what
    stands after. `dash` and `key` are the columns of the items and of their keys; `flow` is between brackets.
    """

    start: int
    end: int
    dash: int
    key: int
    spaced: bool = False
    flow: bool = False


def with_card(text: str, card: NewCard) -> Added | None:
    """The text of a deck file with one more card behind its last; every other character stays. None where the
    YAML is broken or has no place for cards."""
    import yaml

    mark = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    try:
        root = yaml.compose(body, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        root = None
    spot = _spot(body, root)
    if spot is None:
        return None
    newline = "\r\n" if "\r\n" in body else "\n"
    written = _flow(card) if spot.flow else _block(card, spot, newline)
    added = f"{body[: spot.start]}{written}{body[spot.end :]}"
    at = added.index('question: "', spot.start) + len('question: "')
    line, column = place(added.replace("\r\n", "\n"), at - added.count("\r\n", 0, at))
    return Added(mark + added, line, column)


def _fields(card: NewCard) -> list[tuple[str, str]]:
    fields = [("id", card.id), ("question", '""'), ("answer", '""')]
    if card.source is not None:
        fields.append(("source", _quoted(card.source)))
    if card.paragraph is not None:
        fields.append(("para", str(card.paragraph)))
    return [*fields, ("quote", _quoted(card.quote))]


def _flow(card: NewCard) -> str:
    return ", {" + ", ".join(f"{key}: {value}" for key, value in _fields(card)) + "}"


def _block(card: NewCard, spot: _Spot, newline: str) -> str:
    """The lines of the card, each after a line end, so that a file that ends without one stays so."""
    dash = " " * spot.dash + "-" + " " * (spot.key - spot.dash - 1)
    lines = [f"{key}: {value}" for key, value in _fields(card)]
    indented = [dash + lines[0], *(" " * spot.key + line for line in lines[1:])]
    return newline * (2 if spot.spaced else 1) + newline.join(indented)


def _spot(text: str, root: _Node) -> _Spot | None:
    if root is None or root.id != "mapping" or root.flow_style:
        return None
    found = [(key, value) for key, value in root.value if key.id == "scalar" and key.value == "cards"]
    if len(found) != 1:
        return None
    key, cards = found[0]
    if cards.id == "scalar" and not cards.value and not cards.style:
        # Nothing but comments: the key's own line ends after its colon.
        start = _line_end(text, text.index(":", key.end_mark.index))
        return _Spot(start, start, 2, 4)
    if cards.id != "sequence":
        return None
    if cards.flow_style:
        return _in_brackets(text, cards)
    last = cards.value[-1]
    dash, column = cards.start_mark.column, last.start_mark.column
    end = _after_own_comments(text, _line_end(text, _end(last)), dash)
    return _Spot(end, end, dash, column if column > dash + 1 else dash + 2, _is_spaced(text, cards))


def _in_brackets(text: str, cards: _Node) -> _Spot | None:
    if cards.value:
        end = cards.value[-1].end_mark.index
        return _Spot(end, end, 0, 0, flow=True)
    start, end = cards.start_mark.index, cards.end_mark.index
    line_end = _line_end(text, end)
    # An empty list gives way to items; what stands behind it on its line would be lost.
    return _Spot(len(text[:start].rstrip(" ")), line_end, 2, 4) if not text[end:line_end].strip() else None


def _end(node: _Node) -> int:
    """Where the last thing that a node says ends; the marks of blocks lie behind the comments after them."""
    if node.id == "scalar" or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if node.id == "mapping" else last)


def _line_end(text: str, index: int) -> int:
    """The end of the line of an index, without its line break; of closing breaks, before them."""
    if text[index - 1 : index] == "\n":
        return len(text[:index].rstrip("\r\n"))
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def _after_own_comments(text: str, end: int, dash: int) -> int:
    """Behind the comments that follow a card and stand deeper than its dash: they speak of it."""
    for found in re.compile(r"\r?\n(?: *\r?\n)*( *)#[^\r\n]*").finditer(text, end):
        if found.start() != end or len(found[1]) <= dash:
            break
        end = found.end()
    return end


def _is_spaced(text: str, cards: _Node) -> bool:
    """Whether an empty line parts the last two cards."""
    if len(cards.value) < 2:
        return False
    before, last = cards.value[-2:]
    return bool(re.search(r"\n[ \t]*\r?\n", text[_end(before) : last.start_mark.index]))


def _quoted(text: str) -> str:
    """A double-quoted scalar on one line; what a file may not hold raw stands as an escape."""
    line = re.sub(r"[\t\n\r ]+", " ", text).strip(" ")
    escaped = line.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + MARKED.sub(lambda found: f"\\U{ord(found[0]):08x}", escaped) + '"'
