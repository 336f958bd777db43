"""Mends what breaks the YAML, line by line, because a broken file has no tree."""

from __future__ import annotations

import re

from quizapp.library.cards import ONLY_CARD_KEYS
from quizapp.library.model import Problem
from quizapp.library.rules.fixing import Draft
from quizapp.library.syntax import NO_BREAK, entry_of
from quizapp.library.text_edits import Edit

_OTHERWISE = re.compile(r"[\"'#]|[|>][-+0-9]*\s*(?:#.*)?$")
"""The beginnings of values that are no texts without quotes."""

_LONGEST_TEXT = 100
_KEY = re.compile(r"\s*(?:- +)*[A-Za-z_][\w.-]* *:(?:\s|$)|\s*-\s")
_INDENT = re.compile(r" *(?:- +)*")
_CARD = re.compile(r"( *- +)id *:")
_KEPT_APART = frozenset("\u0085\u2028\u2029\x0b\x0c")
"""Invisible characters that stand between words."""


def quoted_line(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """The whole text of a key or of an item put between double quotes, up to a comment, with the lines that
    go on with it."""
    first = _first_line(draft.lines, problem.line - 1)
    _key, value, start = entry_of(draft.lines[first])
    is_gap = value.startswith("{{")
    if not _KEY.match(draft.lines[first]) or not value or _OTHERWISE.match(value):
        return ()
    last = _last_line(draft.lines, first)
    if last < problem.line - 1 or (value[0] in "[{" and not is_gap):
        return ()
    end = _end_of_text(draft.lines[last], start if last == first else 0)
    if any(re.search(r"(?<!\S)#", draft.lines[number]) for number in range(first, last)):
        return ()
    begin, stop = draft.offset(first + 1, start + 1), draft.offset(last + 1, end + 1)
    text = draft.text[begin:stop].replace("\\", "\\\\").replace('"', '\\"')
    return (Edit(begin, stop, f'"{text}"'),) if text.strip() else ()


def _first_line(lines: list[str], number: int) -> int:
    """The line of the key or item whose text a line goes on with, or that line itself."""
    for first in range(number, max(number - _LONGEST_TEXT, -1), -1):
        if _KEY.match(lines[first]):
            return first
    return number


def _last_line(lines: list[str], first: int) -> int:
    """The last of the lines that go on with the text of a line; keys and items are never taken for such."""
    indent = _INDENT.match(lines[first])
    column = indent.end() if indent else 0
    last = first
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        deeper = len(line) - len(line.lstrip(" ")) >= column + (1 if entry_of(lines[first])[0] else 0)
        if not deeper or line.lstrip().startswith("#") or _KEY.match(line):
            break
        last = number
    return last


def _end_of_text(line: str, start: int) -> int:
    """Where the text of a line ends, before the spaces and the comment after it."""
    comment = re.compile(r"(?<!\S)#").search(line, start + 1)
    return len(line[: comment.start() if comment else len(line)].rstrip(" \t"))


def plain_spaces(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """Plain spaces for the no-break ones at the problem's place."""
    start = draft.offset(problem.line, problem.column)
    found = re.compile(f"[{NO_BREAK}]+").match(draft.text, start)
    return (Edit(start, found.end(), " " * len(found[0])),) if found else ()


def indented(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """Spaces for a tab in the indentation: those of the card's keys before such a key, else those of the line
    above."""
    line = draft.lines[problem.line - 1]
    body = line.lstrip(" \t")
    if not body or "\t" not in line[: len(line) - len(body)]:
        return ()
    key, _value, _start = entry_of(body)
    of_card = key in ONLY_CARD_KEYS and not body.startswith("-")
    column = _column_above(draft.lines[: problem.line - 1], of_card)
    if column is None:
        return ()
    start = draft.offset(problem.line, 1)
    return (Edit(start, start + len(line) - len(body), " " * column),)


def _column_above(lines: list[str], of_card: bool) -> int | None:
    for line in reversed(lines):
        card = _CARD.match(line)
        if card and of_card:
            return card.end(1)
        if line.strip() and not of_card:
            indent = _INDENT.match(line)
            if indent is None or "\t" in line[: len(line) - len(line.lstrip())]:
                return None
            return indent.end() + (2 if line.rstrip().endswith(":") else 0)
    return None


def without_character(problem: Problem, draft: Draft) -> tuple[Edit, ...]:
    """The invisible character at the problem's place deleted, a space in its place between two words."""
    at = draft.offset(problem.line, problem.column)
    character = draft.text[at : at + 1]
    # A lone carriage return may be a line's end as it was once written: that is for the author to say.
    if not character or character == "\r":
        return ()
    before, after = draft.text[at - 1 : at], draft.text[at + 1 : at + 2]
    apart = character in _KEPT_APART and before.strip() and after.strip()
    return (Edit(at, at + 1, " " if apart else ""),)
