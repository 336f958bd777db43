"""Tells an author in which column a line was to begin, and believes only what the parser then reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

_BEGINNING = re.compile(r"( *)((?:- +)*)([A-Za-z_][\w.-]*(?= *:))?")
_CARD = re.compile(r" *- +(?=id *:)")
_ABOVE, _BELOW = 200, 12
_TRIED = 6
_LONGEST = 50_000
"""The characters of a text that is parsed anew for each column that is tried: some milliseconds."""


class Move(NamedTuple):
    """A line, counted from 0, the columns in which it begins and is to begin, and the text above or below
    with which it is in line then."""

    line: int
    found: int
    wanted: int
    like: str


class _Begun(NamedTuple):
    """How a line begins: the columns of its first dash, if any, and of its text, and its key, if any."""

    first: int
    text: int
    key: str

    @property
    def is_item(self) -> bool:
        return self.first < self.text


def find_move(lines: list[str], last: int) -> Move | None:
    """The move of a line, or of the one above it, by which the parser gets past a line at which it stumbled;
    None where none of a few does."""
    items = {begun.first for begun in map(_begun, lines) if begun.is_item}
    lines = lines[: last + _BELOW]
    if sum(map(len, lines)) > _LONGEST:
        return None
    after = next((number for number in range(last + 1, len(lines)) if lines[number].strip()), last)
    for move in _moves(lines, last):
        line = lines[move.line]
        if _begun(line).is_item and move.wanted not in items:
            continue
        moved = " " * move.wanted + line.lstrip()
        if _stumble([*lines[: move.line], moved, *lines[move.line + 1 :]]) > after:
            return move
    return None


def _moves(lines: list[str], last: int) -> Iterator[Move]:
    """The moves that may be meant, the likeliest first: to where such a key belongs, and the nearest."""
    from quizapp.library.cards import CARD_KEYS, ONLY_CARD_KEYS
    from quizapp.library.decks import HEAD_KEYS

    own = _begun(lines[last])
    like: dict[int, str] = {}
    card = None
    for number in range(last - 1, max(last - _ABOVE, 0) - 1, -1):
        line = lines[number]
        above = _begun(line)
        if not line.strip() or (own.is_item and not above.is_item):
            continue
        start = above.first if own.is_item else above.text
        like.setdefault(start, line[start:].strip())
        if card is None and (found := _CARD.match(line)):
            card = found.end()

    def unlikeness(column: int) -> tuple[bool, int]:
        of_head, of_card = column == 0, column == card
        odd = of_head != (own.key in HEAD_KEYS)
        if card is not None:
            odd |= (own.key in ONLY_CARD_KEYS and not of_card) or (of_card and own.key not in CARD_KEYS)
        return odd and not own.is_item, abs(column - own.first)

    columns = sorted((column for column in like if column != own.first), key=unlikeness)
    yield from (Move(last, own.first, column, like[column]) for column in columns[:_TRIED])
    before = next((number for number in range(last - 1, -1, -1) if lines[number].strip()), None)
    if before is not None:
        above = _begun(lines[before])
        wanted = above.first + own.first - above.text
        if 0 <= wanted != above.first:
            yield Move(before, above.first, wanted, lines[last].strip())


def _begun(line: str) -> _Begun:
    found = _BEGINNING.match(line)
    assert found is not None
    return _Begun(found.end(1), found.end(2), found[3] or "")


def _stumble(lines: list[str]) -> int:
    """The line at which the parser stumbles, counted from 0; the number of lines where it does not."""
    try:
        for _event in yaml.parse("\n".join(lines), yaml.CBaseLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return 0 if mark is None else mark.line
    except yaml.YAMLError:
        return 0
    return len(lines)
