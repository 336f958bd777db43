"""Writes an article as a source: front matter and a paragraph a block, as `library.sources` reads it back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from quizapp.library.articles.languages import FUNCTION_WORDS
from quizapp.library.articles.model import Facts, Line

ID_LENGTH = 60
"""The longest id that is taken from a user, in characters."""

_SLUG_LENGTH = 40

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_LITTLE = FUNCTION_WORDS["fr"] | FUNCTION_WORDS["en"] | _LETTERS | {"de", "en", "an"}
_MARKDOWN = re.compile(r"(\d{0,9})(?=[-+*#>=_`~\\]|(?<=\d)[.)](?:\s|$))")
_PLAIN = re.compile(r"[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*")
_RETYPED = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n", "vrai", "faux"))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
)
"""Windows has no files of these names."""


def sheet_text(id: str, facts: Facts, lines: Sequence[Line]) -> str:
    """The content of a source file."""
    head = [
        f"id: {name(id)}",
        f"title: {quoted(facts.title or id)}",
        f"publisher: {quoted(facts.publisher) if facts.publisher else 'null'}",
        *([f"author: {quoted(facts.author)}"] if facts.author else []),
        f"published: {facts.published or 'null'}",
        f"lang: {facts.lang or 'null'}",
    ]
    blocks = [
        f"{'#' * max(2, line.level)} {line.text}" if line.level else _escaped(line.text) for line in lines
    ]
    return "\n".join(["---", *head, "---", "\n\n".join(blocks), ""])


def _escaped(text: str) -> str:
    """A paragraph with a backslash before what Markdown would take for a mark at its beginning."""
    found = _MARKDOWN.match(text)
    return f"{found[1]}\\{text[found.end() :]}" if found else text


def quoted(text: str) -> str:
    """A text as a double-quoted scalar of YAML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def name(id: str) -> str:
    """An id as a scalar of YAML, in quotes where another program would read it as something else."""
    return id if _PLAIN.fullmatch(id) and id not in _RETYPED else quoted(id)


def slug(title: str) -> str:
    """A title as an id that is short enough to be typed: its words that say something, in small letters
    without accents."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_LIGATURES))
    words = re.findall(r"[a-z0-9]+", "".join(char for char in plain if not unicodedata.combining(char)))
    id = ""
    for word in [word for word in words if word not in _LITTLE] or words:
        longer = f"{id}-{word}" if id else word[:_SLUG_LENGTH]
        if len(longer) > _SLUG_LENGTH:
            break
        id = longer
    return f"article-{id}".rstrip("-") if not id or id in _DEVICES else id


def free_id(wanted: str, taken: Callable[[str], bool]) -> str:
    """The wanted id, or with the first number from 2 up under which it is not taken."""
    id, number = wanted, 1
    while taken(id):
        number += 1
        end = f"-{number}"
        id = wanted[: ID_LENGTH - len(end)].rstrip("-._") + end
    return id
