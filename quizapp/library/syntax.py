"""Tells an author what broke the YAML, with the cases that ordinary French falls into."""

from __future__ import annotations

import re

import yaml

from quizapp.library.decoding import Fault, named
from quizapp.library.indentation import find_move

NO_BREAK = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_MISPLACED_SPACE = re.compile(
    rf"^[ \t]*(?:-[ \t]*)*([{NO_BREAK}])|^[ \t]*-([{NO_BREAK}])|^[ \t]*(?:- *)?[\w.-]+:([{NO_BREAK}])"
)
_TAB_INDENT = re.compile(r"^ *(?:- *)*\t")
_ENTRY = re.compile(r"^\s*(?:- +)*(?:([A-Za-z_][\w.-]*) *:(?: +|$)|- +)(.*)$")
_CLOSED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"'(?:[^']|'')*'"),
}
_BARE_DASH = re.compile(r"-[A-Za-z_][\w.-]* *:")
_SPECIAL = "*&!%@`|>"
_SHOWN = 60


def explain(text: str, error: yaml.MarkedYAMLError, first_line: int) -> Fault:
    """The fault behind an error of the YAML parser, in a text that stands at `first_line` of its file."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Fault("Y201", first_line, 1, {"detail": str(error.problem or error)})
    lines = text.split("\n")
    last = min(mark.line, len(lines) - 1)
    while last > 0 and not lines[last].strip():
        last -= 1
    fault = _space(lines, last) or _by_problem(lines, error, last) or _by_value(lines, error, last)
    if fault is None:
        fault = Fault("Y201", mark.line + 1, mark.column + 1, {"detail": str(error.problem)})
    if fault.line > last + 1:
        # The parser stumbles over the end of the text, which no editor can show.
        fault = fault._replace(line=last + 1, column=len(lines[last].rstrip()) + 1)
    return fault._replace(line=fault.line + first_line - 1)


def _space(lines: list[str], last: int) -> Fault | None:
    for number in (last, last - 1):
        if number < 0:
            continue
        found = _MISPLACED_SPACE.search(lines[number])
        if found and found.lastindex:
            character = found.group(found.lastindex)
            column = found.start(found.lastindex) + 1
            return Fault("Y205", number + 1, column, {"character": named(character)})
    tab = _TAB_INDENT.search(lines[last])
    return Fault("Y206", last + 1, tab.end(), {}) if tab else None


def _by_problem(lines: list[str], error: yaml.MarkedYAMLError, last: int) -> Fault | None:
    problem = error.problem or ""
    mark, context = error.problem_mark, error.context_mark
    if mark is not None and "mapping values are not allowed" in problem:
        return _colon(lines, last, mark.column)
    if mark is not None and ("unknown escape" in problem or "escape character code" in problem):
        escape = lines[mark.line][mark.column :].lstrip("\\")[:1]
        return Fault("Y210", mark.line + 1, mark.column + 1, {"escape": escape})
    if context is not None and "quoted scalar" in (error.context or ""):
        return Fault("Y207", context.line + 1, context.column + 1, {})
    return None


def _colon(lines: list[str], last: int, column: int) -> Fault | None:
    key, value, start = entry_of(lines[last])
    # The colon that the parser stumbled over is the key's own: the line above has not ended.
    if key and column < start:
        return _indentation(lines, last)
    if value.startswith("{{"):
        return Fault("Y203", last + 1, start + 1, {"key": key or "cloze"})
    if value[:1] in {'"', "'"}:
        return Fault("Y208", last + 1, start + 1, {})
    shown = _cut(value.strip().replace('"', '\\"'))
    return Fault("Y202", last + 1, column + 1, {"key": key or "key", "text": shown})


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _by_value(lines: list[str], error: yaml.MarkedYAMLError, last: int) -> Fault | None:
    first = max(0, last - 200)
    if error.context_mark is not None:
        first = max(first, error.context_mark.line)
    for number in range(last, first - 1, -1):
        fault = _of_value(lines[number], number + 1)
        if fault is not None:
            return fault
    problem = error.problem or ""
    context = error.context or ""
    if "flow" in context and error.context_mark is not None:
        brackets = "[]" if "sequence" in context else "{}"
        params = {"opened": brackets[0], "closing": brackets[1]}
        return Fault("Y212", error.context_mark.line + 1, error.context_mark.column + 1, params)
    if "expected ':'" in problem and error.context_mark is not None:
        return Fault("Y213", error.context_mark.line + 1, error.context_mark.column + 1, {})
    outside = "expected <document start>" in problem and _ENTRY.match(lines[last])
    if outside or "expected '-' indicator" in problem or "expected key" in problem:
        return _indentation(lines, last)
    return None


def _indentation(lines: list[str], last: int) -> Fault:
    """What is wrong with a line that begins where nothing above does."""
    body = lines[last].lstrip()
    column = len(lines[last]) - len(body) + 1
    if _BARE_DASH.match(body):
        return Fault("Y215", last + 1, column, {"text": _cut(body[1:].rstrip())})
    move = find_move(lines, last)
    if move is None:
        return Fault("Y216", last + 1, column, {})
    params = {"found": str(move.found + 1), "wanted": str(move.wanted + 1), "like": _cut(move.like)}
    text = _cut(lines[move.line].strip())
    return Fault("Y211", move.line + 1, move.found + 1, {"text": text, **params})


def _of_value(line: str, number: int) -> Fault | None:
    """What is wrong with the value of one line, if its beginning shows it."""
    key, value, start = entry_of(line)
    place = (number, start + 1)
    if value.startswith("{{"):
        return Fault("Y203", *place, {"key": key or "cloze"})
    if value[:1] in _CLOSED:
        closed = _CLOSED[value[0]].match(value)
        if closed is None:
            return Fault("Y207", *place, {})
        rest = value[closed.end() :].strip()
        if rest and rest[0] not in "#,]}:":
            return Fault("Y208", *place, {})
        return None
    if value[:1] in {"[", "{"}:
        closing = "]" if value[0] == "[" else "}"
        end = value.rfind(closing) + 1
        rest = value[end:].strip() if end else ""
        if not rest or rest[0] == "#":
            return None
        return Fault(
            "Y214", number, start + value.index(rest, end) + 1, {"closing": closing, "text": _cut(rest)}
        )
    if value and value[0] in _SPECIAL and not re.fullmatch(r"[|>][-+0-9]*\s*(#.*)?", value):
        return Fault("Y209", *place, {"character": value[0]})
    return None


def entry_of(line: str) -> tuple[str, str, int]:
    """The key of a line, its value, and where the value begins; empty strings where there is none."""
    found = _ENTRY.match(line)
    if found is None:
        return "", line.strip(), len(line) - len(line.lstrip())
    return found.group(1) or "", found.group(2), found.start(2)
