"""Reads a file's tree; where the YAML is broken, card by card, so that a slip costs one card only."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from quizapp.library.decoding import MARKED, Fault, raw_marks
from quizapp.library.nodes import Broken, Mapping, Node, NodeReader, Scalar, Sequence
from quizapp.library.syntax import explain

_FIRST_CARD = re.compile(r"^(?P<indent> *)- +id *:", re.MULTILINE)
_CARDS = re.compile(r"^cards *:[^\S\n]*(#.*)?$", re.MULTILINE)
_TOP_KEY = re.compile(r"^[A-Za-z_][\w-]* *:", re.MULTILINE)
_ID = re.compile(r"^ *- +id *: *[\"']?([^\"'\s#]+)")
_RAW_LIMIT = 20


class Tree(NamedTuple):
    """What could be read of a file: its root, the faults, and the ids of cards lost to them by line."""

    root: Node | None
    faults: tuple[Fault, ...]
    lost: dict[int, str]


class _Piece(NamedTuple):
    text: str
    line: int
    depth: int = 0


def read_tree(text: str) -> Tree:
    """The tree of a deck's text, without the cards that cannot be read, and every fault found."""
    marks = raw_marks(text, _RAW_LIMIT + 1)
    if len(marks) > _RAW_LIMIT:
        end = Fault("Y310", marks[-1].line, marks[-1].column, {"count": str(_RAW_LIMIT)})
        return Tree(None, (*marks[:-1], end), {})
    if marks:
        text = MARKED.sub("\N{REPLACEMENT CHARACTER}", text)
    reader = NodeReader()
    try:
        tree = Tree(read_piece(reader, text), tuple(reader.faults), {})
    except Broken as broken:
        tree = (
            Tree(None, (*reader.faults, broken.fault), {}) if broken.final else _recover(text, broken.fault)
        )
    return tree._replace(faults=(*marks, *tree.faults))


def read_piece(reader: NodeReader, text: str, line: int = 1, depth: int = 0) -> Node | None:
    """The node of a piece of text; see `NodeReader.read`. Raises Broken, its fault explained."""
    try:
        return reader.read(text, line, depth)
    except yaml.MarkedYAMLError as error:
        raise Broken(explain(text, error, line)) from error
    except yaml.YAMLError as error:
        raise Broken(Fault("Y201", line, 1, {"detail": str(error).split("\n", 1)[0]})) from error


def _recover(text: str, whole: Fault) -> Tree:
    head, cards, tail = _split(text)
    if not cards:
        return Tree(None, (whole,), {})
    reader = NodeReader()
    broken_faults: list[Fault] = []
    lost: dict[int, str] = {}
    pairs: list[tuple[Scalar, Node]] = []
    items: list[Node] = []
    for piece in (head, *cards, tail):
        try:
            node = read_piece(reader, *piece)
        except Broken as broken:
            broken_faults.append(broken.fault)
            found = _ID.match(piece.text)
            if found:
                lost[broken.fault.line] = found.group(1)
            if broken.final:
                break
            continue
        if isinstance(node, Sequence):
            items.extend(node.items)
        elif isinstance(node, Mapping):
            pairs.extend(node.pairs)
    faults = (*reader.faults, *(broken_faults or [whole]))
    # Without its head a deck has no id, so its cards have no keys.
    return Tree(_joined(pairs, items) if pairs else None, faults, lost)


def pieces(text: str) -> list[str]:
    """The text in the pieces in which it is read where it is broken: its head, each card, what follows."""
    head, cards, tail = _split(text)
    return [piece.text for piece in (head, *cards, tail)]


def _joined(pairs: list[tuple[Scalar, Node]], items: list[Node]) -> Mapping:
    joined: list[tuple[Scalar, Node]] = []
    for key, value in pairs:
        is_cards = key.text == "cards"
        joined.append((key, Sequence(tuple(items), key.line, key.column) if is_cards else value))
    return Mapping(tuple(joined), 1, 1)


def _split(text: str) -> tuple[_Piece, list[_Piece], _Piece]:
    """The text before the cards, each card, and the text after them, with their first lines."""
    cards_key = _CARDS.search(text)
    first = _FIRST_CARD.search(text, cards_key.end()) if cards_key else None
    if first is None:
        return _Piece(text, 1), [], _Piece("", 1)
    after = _TOP_KEY.search(text, first.start())
    end = after.start() if after else len(text)
    item = re.compile(rf"^{first['indent']}- +[A-Za-z_-]+ *:", re.MULTILINE)
    starts = [found.start() for found in item.finditer(text, first.start(), end)]
    cards = []
    line = text.count("\n", 0, starts[0]) + 1
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        cards.append(_Piece(text[start:stop], line, 1))
        line += text.count("\n", start, stop)
    return _Piece(text[: starts[0]], 1), cards, _Piece(text[end:], line)
