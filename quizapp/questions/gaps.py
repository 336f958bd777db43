"""Parses the text of a cloze into what is shown and what is asked."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple


class ClozeError(ValueError):
    """A cloze that cannot be read: `code` says why, `offset` where in the text, in characters from 0."""

    def __init__(self, code: str, offset: int) -> None:
        super().__init__(code, offset)
        self.code = code
        self.offset = offset


class Segment(NamedTuple):
    """A run of text; of a gap, `face` names the face that asks it and `answers` holds what is accepted."""

    text: str
    face: str | None = None
    answers: tuple[str, ...] = ()
    hint: str | None = None


@cache
def _marks(mark: str) -> re.Pattern[str]:
    """Finds what a pattern names where no backslash takes it literally, and each character that one takes."""
    return re.compile(rf"\\(?P<literal>[{{}}|:\\])|{mark}")


_BRACES = r"\{\{|\}\}"


@lru_cache(maxsize=8)
def parse_cloze(text: str) -> tuple[Segment, ...]:
    """Parses `{{cN::answer|alternative::hint}}`; a backslash takes `{`, `}`, `|`, `:` and itself literally.

    Raises ClozeError with one of the codes `no-gap`, `unclosed`, `unopened`, `nested`, `bad-name`,
    `no-answer`, `empty-answer`, `too-many-parts`.
    """
    segments: list[Segment] = []
    at = 0
    opened: int | None = None
    for found in _marks(_BRACES).finditer(text):
        if found["literal"]:
            continue
        if opened is None:
            if found[0] == "}}":
                raise ClozeError("unopened", found.start())
            if found.start() > at:
                segments.append(Segment(_unescaped(text[at : found.start()])))
            opened = found.start()
        elif found[0] == "{{":
            raise ClozeError("nested", found.start())
        else:
            segments.append(_gap(text, opened + 2, found.start()))
            opened, at = None, found.end()
    if opened is not None:
        raise ClozeError("unclosed", opened)
    if at < len(text):
        segments.append(Segment(_unescaped(text[at:])))
    if not any(segment.face for segment in segments):
        raise ClozeError("no-gap", 0)
    return tuple(segments)


def _gap(text: str, start: int, end: int) -> Segment:
    name, *parts = _split(text[start:end], "::")
    face = name.strip()
    if not (face[:1] == "c" and face[1:].isascii() and face[1:].isdecimal() and face[1] != "0"):
        raise ClozeError("bad-name", start)
    if not parts:
        raise ClozeError("no-answer", start)
    if len(parts) > 2:
        raise ClozeError("too-many-parts", start)
    answers = tuple(_unescaped(answer).strip() for answer in _split(parts[0], r"\|"))
    if not all(answers):
        raise ClozeError("empty-answer", start)
    hint = _unescaped(parts[1]).strip() if len(parts) == 2 else ""
    return Segment(answers[0], face, answers, hint or None)


def _split(text: str, mark: str) -> list[str]:
    """Splits at a mark that no backslash precedes; escapes stay for the next step."""
    pieces = []
    at = 0
    for found in _marks(mark).finditer(text):
        if not found["literal"]:
            pieces.append(text[at : found.start()])
            at = found.end()
    return [*pieces, text[at:]]


def _unescaped(text: str) -> str:
    return _marks("(?!)").sub(r"\g<literal>", text) if "\\" in text else text
