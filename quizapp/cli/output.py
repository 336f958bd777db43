"""What leaves on stdout and stderr: data and messages, every text through the door that makes it harmless."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path


def say(text: str = "") -> None:
    """Prints data on stdout, control characters made visible."""
    print(_harmless(text), file=sys.stdout)


def tell(text: str) -> None:
    """Prints a message on stderr, control characters made visible."""
    # What was printed before the message must stand before it in a terminal, too.
    sys.stdout.flush()
    print(_harmless(text), file=sys.stderr, flush=True)


def say_json(value: object) -> None:
    """Prints a value as indented JSON that a terminal can show, too."""
    print(harmless_json(json.dumps(value, ensure_ascii=False, indent=2)), file=sys.stdout)


def harmless_json(text: str) -> str:
    """JSON text with characters that terminals obey written as escapes: the same value, harmless to show."""
    if text.isascii() and "\x7f" not in text:
        return text
    from quizapp.text import visible

    if visible(text) == text:
        return text
    return "".join(char if visible(char) == char else json.dumps(char)[1:-1] for char in text)


def from_here(path: Path) -> Path:
    """How a path is named: from the current folder where it lies below it, else as it is."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


def table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as lines of columns two cells apart, those in `right` aligned to the right."""
    from rich.cells import cell_len

    from quizapp.text import visible

    cells = [[visible(cell).replace("\n", " ").replace("\t", " ") for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        padded = []
        for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
            gap = " " * (width - cell_len(cell))
            padded.append(gap + cell if place in right else cell + gap)
        lines.append("  ".join(padded).rstrip())
    return lines


def fitted(lines: Sequence[str]) -> list[str]:
    """Lines cut to the width of the terminal that stdout is; whole on their way to a pipe or a file."""
    if not sys.stdout.isatty():
        return list(lines)
    import shutil

    from rich.cells import cell_len, set_cell_size

    room = max(shutil.get_terminal_size().columns, 2)
    return [
        line if cell_len(line) <= room else set_cell_size(line, room - 1).rstrip() + "…" for line in lines
    ]


def _harmless(text: str) -> str:
    # A shell's prompt that asks for one number does not wait for the patterns of all marks to be compiled.
    if text.isprintable():
        return text
    from quizapp.text import visible

    return visible(text)
