"""Small edits of a file's text, and the spelling of a text as a YAML scalar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from quizapp.library.decoding import MARKS

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Edit(NamedTuple):
    """The characters from `start` to `end`, counted from 0, replaced by a text."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits that do not overlap."""
    pieces, at = [], 0
    for edit in sorted(edits):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*pieces, text[at:]))


def quoted(text: str) -> str:
    """A text as a double-quoted scalar on one line."""
    return f'"{"".join(map(escaped, text))}"'


def escaped(character: str) -> str:
    """A character as it stands between double quotes."""
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character not in MARKS:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
