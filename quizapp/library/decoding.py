"""Bytes become text, or a finding with its line and column: the first gate of every file of a library."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

_RANGES = (
    *((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x061C, 0x061C), (0x200E, 0x200F), (0x2028, 0x202E)),
    *((0x2066, 0x2069), (0xFDD0, 0xFDEF), (0xFEFF, 0xFEFF)),
    *((plane << 16 | 0xFFFE, plane << 16 | 0xFFFF) for plane in range(17)),
)

MARKS = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))
"""What a file may hold only by escapes: controls other than newline and tab, bidirectional controls,
line separators, noncharacters. Screens show these characters as marks."""

MARKED = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES) + "]")
"""Finds the marked characters; asking `is_marked(text)` first is far faster."""

_UNPRINTABLE = ("\n", "\u00a0", "\u202f")
"""What texts often hold of the characters that Python calls not printable, as it does all marked ones."""

_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class Fault(NamedTuple):
    """A finding in a text: a code, a place counted from 1, and parameters."""

    code: str
    line: int
    column: int
    params: dict[str, str]


def decode(data: bytes) -> str | Fault:
    """The text of UTF-8 bytes, a byte-order mark dropped and CRLF read as one line end; or the fault."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return Fault("Y110", 1, 1, {"encoding": encoding})
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        line, column = place(before.replace("\r\n", "\n"), None)
        return Fault("Y107", line, column, {"byte": f"0x{error.object[error.start]:02X}"})
    return text.replace("\r\n", "\n") if "\r" in text else text


def is_marked(text: str) -> bool:
    """Whether a marked character stands in the text."""
    if text.isprintable():
        return False
    others = text
    for character in _UNPRINTABLE:
        others = others.replace(character, "")
    return not (others.isprintable() or MARKS.isdisjoint(text))


def raw_marks(text: str, limit: int) -> list[Fault]:
    """The first `limit` characters of the marked set that stand in the text."""
    faults: list[Fault] = []
    if not is_marked(text):
        return faults
    for found in MARKED.finditer(text):
        line, column = place(text, found.start())
        character = found.group()
        code = ord(character)
        escape = f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
        faults.append(Fault("Y108", line, column, {"character": named(character), "escape": escape}))
        if len(faults) == limit:
            break
    return faults


def named(character: str) -> str:
    """The code point with its Unicode name where it has one: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def place(text: str, offset: int | None) -> tuple[int, int]:
    """The line and column of an offset (None: the end), counted from 1, in characters."""
    before = text if offset is None else text[:offset]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
