"""A finding of `quizapp check` as text with a caret under its place, as a line, or as JSON."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import Formatter

from quizapp.library.model import Level, Problem
from quizapp.library.problems import WORDINGS, worded
from quizapp.messages import _, gettext, language
from quizapp.text import shown, visible

SCHEMA_VERSION = 1

ELLIPSIS = "…"


def concise_line(problem: Problem) -> str:
    """`file:line:column: code level: message`, as editors understand it."""
    message, _cure = worded(problem)
    place = f"{problem.file}:{problem.line}:{problem.column}"
    return _one_line(f"{place}: {problem.code} {level_word(problem.level)}: {message}")


def full_lines(problem: Problem) -> Iterator[str]:
    """The message, the place, its line with a caret under the column, and the cure."""
    message, cure = worded(problem)
    yield _one_line(headed(problem.code, problem.level, message))
    number = str(problem.line)
    gutter = " " * len(number)
    place = f"{gutter}--> {problem.file}:{problem.line}:{problem.column}"
    if problem.card is not None:
        place += " " + _("(card {card})").format(card=problem.card)
    yield _one_line(place)
    lines = _lines(problem.file, _look(problem.file))
    if 0 < problem.line <= len(lines) and lines[problem.line - 1].strip():
        room = max(shutil.get_terminal_size().columns - len(number) - 3, 20)
        excerpt, caret = window(lines[problem.line - 1], problem.column, room)
        yield f"{gutter} |"
        yield f"{number} | {excerpt}"
        yield f"{gutter} | {caret}"
    yield _one_line(_("Cure: {cure}").format(cure=cure))
    yield ""


def finding_json(problem: Problem) -> dict[str, object]:
    """A finding in English under keys that scripts may rely on; `params` fill the message and the cure,
    `fix` tells whether one is known for the code: safe, unsafe or None."""
    wording, params = WORDINGS[problem.code], dict(problem.params)
    from quizapp.library.rules.fixes import FIXES

    fix = FIXES.get(problem.code)
    return {
        "code": problem.code,
        "level": str(problem.level),
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "card": problem.card,
        "message": wording.message.format_map(params),
        "cure": wording.cure.format_map(params),
        "params": params,
        "fix": None if fix is None else "safe" if fix.safe else "unsafe",
    }


def window(line: str, column: int, width: int) -> tuple[str, str]:
    """A line as shown in at most `width` cells around a column (counted from 1, in characters), and a caret
    under that column."""
    from rich.cells import cell_len

    pieces = [" " if char == "\t" else visible(char) for char in line]
    sizes = [cell_len(piece) for piece in pieces]
    at = min(max(column - 1, 0), len(pieces))
    first, last = 0, len(pieces)
    if sum(sizes) > width:
        # A third of the room shows what precedes the place, the rest what follows.
        while first < at and sum(sizes[first:at]) > width // 3:
            first += 1
        room = width - 2 * cell_len(ELLIPSIS)
        last = first
        while last < len(pieces) and sum(sizes[first : last + 1]) <= room:
            last += 1
    head = ELLIPSIS if first else ""
    tail = ELLIPSIS if last < len(pieces) else ""
    caret = " " * (cell_len(head) + sum(sizes[first:at])) + "^"
    return head + "".join(pieces[first:last]) + tail, caret


def _look(file: str) -> tuple[int, int]:
    try:
        found = os.stat(file, follow_symlinks=False)  # noqa: PTH116 - pathlib is slower than the call
    except (OSError, ValueError):
        return 0, 0
    return found.st_size, found.st_mtime_ns


@lru_cache(maxsize=4)
def _lines(file: str, _look: tuple[int, int]) -> tuple[str, ...]:
    """The lines of a file that was checked; none where it cannot be read."""
    from quizapp.library.safe_open import Refused, read_bytes

    path = Path(file)
    try:
        data = read_bytes(path.parent.resolve(), path.name)
    except (Refused, OSError):
        return ()
    text = data.decode("utf-8-sig", "replace")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def headed(code: str, level: Level, message: str) -> str:
    """A message behind its code and level, for people: French parts the colon from the word."""
    return f"{code} " + _("{level}: {message}").format(level=level_word(level), message=message)


def level_word(level: Level) -> str:
    return _("error") if level is Level.ERROR else _("warning")


def template(wording: str) -> str:
    """A message or a cure as it is before it is filled in: `…` for what differs from case to case."""
    fields = {field for _text, field, _spec, _how in Formatter().parse(wording) if field}
    return wording.format_map(dict.fromkeys(fields, ELLIPSIS))


def template_line(code: str) -> str:
    """The message of a code before it is filled in, in the language in use."""
    return _one_line(template(gettext(WORDINGS[code].message)))


def _one_line(text: str) -> str:
    return shown(" ".join(text.split("\n")), language())
