"""Texts that YAML cuts or that other programs would read as something else: slips that are valid YAML."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from quizapp.library.decks import Reading
from quizapp.library.fields import Report, short
from quizapp.library.nodes import Mapping, Node, Scalar, Sequence

_NO_TEXT = frozenset(
    (
        *("format", "is", "reverse", "inference", "shuffle", "accents"),
        *("para", "number", "value", "between", "tolerance", "date", "published", "review_by"),
    )
)
"""Keys whose values are no texts: what another program makes of them is what they mean."""

_SUSPECT = frozenset("0123456789+-.~ynotfYNOTF")
"""The characters that a text which is retyped begins with."""

_WORDS = re.compile(r"yes|no|on|off|true|false|null|~|[+-]?\.inf|\.nan", re.IGNORECASE)
_WHOLE = re.compile(r"[+-]?0x[0-9a-f_]+|[+-]?0[bo][0-7_]+|[+-]?\d[\d_]*(?::[0-5]?\d)*", re.IGNORECASE)
_REAL = re.compile(r"[+-]?(?:\d[\d_]*\.[\d_]*|\.\d[\d_]*|\d+(?=e))(?:e[+-]?\d+)?", re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt ]\s*\d.*)?")
_COMMA = re.compile(r"\d,\d")
_OPENING, _CLOSING = frozenset("“„"), frozenset("”“")
_CURLY = re.compile(r"[:,\[{-]\s*[“„]")
_CUT = re.compile(r"[ \t]#[^\s#!]")
_SHOWN = 40
"""The characters of a text that are shown."""


def retyped(reading: Reading, report: Report) -> None:
    """Y402: a text without quotes that other programs read as a number, a truth value, a date or nothing.

    See <https://yaml.org/type/> (YAML 1.1) and the core schema of YAML 1.2, chapter 10.3.
    """
    for scalar in _texts(reading):
        if scalar.plain and scalar.text[:1] in _SUSPECT and _is_retyped(scalar.text):
            report.add("Y402", scalar, text=short(scalar.text))


def cut_by_comment(reading: Reading, report: Report) -> None:
    """Y403: a text without quotes that ends before a `#` which was meant to belong to it."""
    suspects = {reading.text.count("\n", 0, found.start()) + 1 for found in _CUT.finditer(reading.text)}
    if not suspects:
        return
    lines = reading.text.split("\n")
    for scalar in _texts(reading):
        if not scalar.plain or scalar.line not in suspects:
            continue
        rest = lines[scalar.line - 1][scalar.column - 1 :]
        cut = rest[len(scalar.text) :].strip() if scalar.text and rest.startswith(scalar.text) else ""
        if cut.startswith("#") and cut[1:2].strip() and not cut.startswith("#quizapp:"):
            report.add("Y403", scalar, text=short(scalar.text), lost=short(cut))


def cut_by_comma(reading: Reading, report: Report) -> None:
    """Y404: a decimal comma between brackets, which makes two items of one figure."""
    if not _COMMA.search(reading.text):
        return
    for items in _lists(reading.root):
        for first, second in pairwise(items):
            if not (
                isinstance(first, Scalar) and isinstance(second, Scalar) and first.plain and second.plain
            ):
                continue
            close = first.line == second.line and second.column == first.column + len(first.text) + 1
            figure = first.text[-1:].isdigit() and second.text[:1].isdigit()
            if close and figure and not second.text.isdigit():
                report.add("Y404", first, text=short(f"{first.text},{second.text}"))


def within_curly_quotes(reading: Reading, report: Report) -> None:
    """Y405: a text between the quotes of a word processor, which are no quotes for YAML."""
    if not _CURLY.search(reading.text):
        return
    for scalar in _texts(reading, but=frozenset()):
        if scalar.plain and (inner := without_curly_quotes(scalar.text)) is not None:
            report.add("Y405", scalar, text=short(inner))


def closed_only(reading: Reading, report: Report) -> None:
    """Y406: a text whose opening quote was forgotten, so that the closing one belongs to it."""
    for scalar in _texts(reading):
        text = scalar.text
        # Behind a figure it may stand for inches.
        figure = text[:-1].rstrip()[-1:].isnumeric()
        if scalar.plain and text.endswith('"') and text.count('"') % 2 and not figure:
            report.add("Y406", scalar, text=_end(text))


def _end(text: str) -> str:
    """The last words of a text that is long."""
    return text if len(text) <= _SHOWN else "…" + text[1 - _SHOWN :]


def without_curly_quotes(text: str) -> str | None:
    """What stands between the curly quotes that open and close a text; None where there are none, or others
    within, so that they close before its end."""
    inner = text[1:-1].strip()
    framed = text[:1] in _OPENING and text[-1:] in _CLOSING
    return inner if framed and inner and _OPENING.isdisjoint(inner) else None


def _is_retyped(text: str) -> bool:
    if _WORDS.fullmatch(text):
        return True
    if _WHOLE.fullmatch(text):
        # Read as a number and written again, it would look otherwise.
        return not (text.isdigit() and (text == "0" or text[0] != "0"))
    if _REAL.fullmatch(text):
        return repr(float(text.replace("_", ""))) != text
    if _MOMENT.fullmatch(text):
        try:
            return datetime.date.fromisoformat(text).isoformat() != text
        except ValueError:
            return True
    return False


def _texts(reading: Reading, but: frozenset[str] = _NO_TEXT) -> list[Scalar]:
    """The scalars that stand for texts, in no order: those below some keys aside, `x-` keys, and keys that
    are unknown, of which nobody can tell what they want."""
    problems = reading.deck.problems
    unknown = {(one.line, one.column) for one in problems if one.code in ("F105", "F106")}
    found: list[Scalar] = []
    waiting = [reading.root]
    while waiting:
        node = waiting.pop()
        if type(node) is Scalar:
            found.append(node)
        elif type(node) is Sequence:
            waiting.extend(node.items)
        elif type(node) is Mapping:
            for key, value in node.pairs:
                if not key.text.startswith("x-"):
                    found.append(key)
                    if key.text not in but and (key.line, key.column) not in unknown:
                        waiting.append(value)
    return found


def _lists(node: Node | None) -> Iterator[tuple[Node, ...]]:
    if isinstance(node, Sequence):
        yield node.items
        for item in node.items:
            yield from _lists(item)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            if key.text not in _NO_TEXT and not key.text.startswith("x-"):
                yield from _lists(value)


RULES = (retyped, cut_by_comment, cut_by_comma, within_curly_quotes, closed_only)
