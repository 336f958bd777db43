"""Which findings are told: what was asked for, and what the comments of a file say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quizapp.library.model import Level, Problem
from quizapp.library.problems import WORDINGS

ALL = "ALL"

_COMMENT = re.compile(r"#[ \t]*quizapp:[ \t]*(ignore|select)[ \t]*\[([^\]\n]*)\][ \t]*$", re.MULTILINE)
_CARDS = re.compile(r"^cards[ \t]*:", re.MULTILINE)


class Selection(NamedTuple):
    """Codes or beginnings of codes to tell and to leave out; the longer beginning wins, and `ALL` is the
    shortest. Without `select`, everything is told that is on by itself."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def tells(self, code: str) -> bool:
        chosen = _nearness(self.select, code)
        if not self.select and WORDINGS[code].on:
            chosen = 0
        return chosen >= 0 and chosen >= _nearness(self.ignore, code)


class Comment(NamedTuple):
    """`# quizapp: ignore[C301]` or `select[…]` of a file: for the `line` that it stands on or above, or for
    the whole file (None), where it stands alone above the cards."""

    verb: str
    codes: tuple[str, ...]
    line: int | None
    place: tuple[int, int]


def comments(text: str) -> tuple[Comment, ...]:
    """The comments of a deck file that speak to the checker."""
    if "quizapp:" not in text:
        return ()
    head = _CARDS.search(text)
    end_of_head = head.start() if head else len(text)
    lines = text.split("\n")
    found = []
    for match in _COMMENT.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        alone = not lines[line - 1][: column - 1].strip()
        codes = tuple(code.strip() for code in match[2].split(",") if code.strip())
        target: int | None = line
        if alone:
            target = None if match.start() < end_of_head else _next_line(lines, line)
        found.append(Comment(match[1], codes, target, (line, column)))
    return tuple(found)


def told(
    problems: Iterable[Problem], selection: Selection, said: Sequence[Comment], card_lines: Sequence[int]
) -> tuple[Problem, ...]:
    """The problems that are to be told. Errors always are: they cost a card or the deck.

    `card_lines` are the lines at which cards begin, ascending: a comment on such a line speaks of its card.
    """
    whole = [one for one in said if one.line is None]
    more = tuple(code for one in whole if one.verb == "select" for code in one.codes)
    without = tuple(code for one in whole if one.verb == "ignore" for code in one.codes)
    extended = Selection(more) if more else None
    by_line = {one.line: one.codes for one in said if one.line is not None and one.verb == "ignore"}

    def is_told(problem: Problem) -> bool:
        if problem.level is Level.ERROR:
            return True
        code = problem.code
        if not (selection.tells(code) or (extended is not None and extended.tells(code))):
            return False
        if _nearness(without, code) >= 0:
            return False
        place = bisect_right(card_lines, problem.line) - 1
        lines = (problem.line, card_lines[place] if place >= 0 else None)
        return not any(_nearness(by_line.get(line, ()), code) >= 0 for line in lines if line is not None)

    return tuple(problem for problem in problems if is_told(problem))


def _nearness(prefixes: Iterable[str], code: str) -> int:
    """How much of the code the nearest of some prefixes says; -1 where none fits."""
    return max(
        (0 if one == ALL else len(one) for one in prefixes if one == ALL or code.startswith(one)), default=-1
    )


def _next_line(lines: Sequence[str], after: int) -> int:
    """The next line, counted from 1, that is neither empty nor a comment."""
    for number in range(after, len(lines)):
        stripped = lines[number].strip()
        if stripped and not stripped.startswith("#"):
            return number + 1
    return after
