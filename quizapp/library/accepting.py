"""Adds accepted answers to a card of a deck file, as the smallest edit of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from quizapp.errors import QuizError
from quizapp.library.text_edits import Edit, edited, quoted

_Node: TypeAlias = Any
"""A node of PyYAML, whose types leave open what a composed tree always has: marks and values."""

_FLOW_INDICATORS = re.compile(r"[,\[\]{}]|^[-?:!&*|>%@`\"'#]|: | #|:$|^\s|\s$|^$")


class Addition(NamedTuple):
    """An answer to accept: for the field or gap `field` of the question, counted from 0."""

    field: int
    text: str


def with_answers(text: str, card: str, face: str, additions: Sequence[Addition]) -> str:
    """The text of a deck file in which a card accepts some more answers; every other character stays.

    Raises QuizError "answer-not-added" where the place cannot be found or is not written so that an edit is
    safe; `card` names the card.
    """
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        root = None
    node = _card(root, card)
    if node is None:
        raise QuizError("answer-not-added", card=card)
    fields = dict(_pairs(node))
    edits = []
    for addition in additions:
        edit = _edit(text, fields, face, addition)
        if edit is None:
            raise QuizError("answer-not-added", card=card)
        edits.append(edit)
    return edited(text, edits)


def _edit(text: str, fields: dict[str, _Node], face: str, addition: Addition) -> Edit | None:
    if "cloze" in fields:
        return _in_gap(text, fields["cloze"], face, addition)
    if "answer" in fields:
        return _in_answers(text, fields["answer"], addition.text)
    items = fields.get("all")
    if items is not None and items.id == "sequence" and addition.field < len(items.value):
        return _in_answers(text, items.value[addition.field], addition.text)
    return None


def _in_answers(text: str, node: _Node, answer: str) -> Edit | None:
    """The answer put behind those that a key or item has."""
    if node.id == "scalar":
        if node.style in ("|", ">"):
            return None
        start, end = node.start_mark.index, node.end_mark.index
        kept = text[start:end]
        if not node.style and _FLOW_INDICATORS.search(kept):
            kept = quoted(node.value)
        return Edit(start, end, f"[{kept}, {quoted(answer)}]")
    if node.id != "sequence" or not node.value:
        return None
    last = node.value[-1]
    end = last.end_mark.index
    if node.flow_style:
        return Edit(end, end, f", {quoted(answer)}")
    if last.id != "scalar" or last.style in ("|", ">"):
        return None
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    newline = "\r\n" if text[line_end - 1 : line_end] == "\r" else "\n"
    line_end -= len(newline) - 1
    indent = " " * node.start_mark.column
    return Edit(line_end, line_end, f"{newline}{indent}- {quoted(answer)}")


def _in_gap(text: str, node: _Node, face: str, addition: Addition) -> Edit | None:
    """The answer put behind those of a gap: before its hint, or where the gap closes."""
    if node.id != "scalar" or node.style in ("|", ">"):
        return None
    gaps = list(re.finditer(re.escape("{{" + face + "::"), text[: node.end_mark.index]))
    gaps = [gap for gap in gaps if gap.start() >= node.start_mark.index]
    if addition.field >= len(gaps):
        return None
    end = re.compile(r"(?:\\.|(?!::|\}\}).)*", re.DOTALL).match(text, gaps[addition.field].end())
    if end is None:
        return None
    answer = re.sub(r"([{}|:\\])", r"\\\1", addition.text)
    if node.style == '"':
        answer = quoted(answer)[1:-1]
    elif node.style == "'":
        answer = answer.replace("'", "''")
    return Edit(end.end(), end.end(), f"|{answer}")


def _card(root: _Node, card: str) -> _Node | None:
    cards = dict(_pairs(root)).get("cards")
    if cards is None or cards.id != "sequence":
        return None
    found = [node for node in cards.value if _id(node) == card]
    return found[0] if len(found) == 1 else None


def _id(node: _Node) -> str | None:
    id = dict(_pairs(node)).get("id")
    return id.value if id is not None and id.id == "scalar" else None


def _pairs(node: _Node) -> list[tuple[str, _Node]]:
    if node is None or node.id != "mapping":
        return []
    return [(key.value, value) for key, value in node.value if key.id == "scalar"]
