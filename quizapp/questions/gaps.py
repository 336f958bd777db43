"""Parses the text of a cloze into what is shown and what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
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


_SPECIAL = "{}|:\\"


@lru_cache(maxsize=256)
def parse_cloze(text: str) -> tuple[Segment, ...]:
    """Parses `{{cN::answer|alternative::hint}}`; a backslash takes `{`, `}`, `|`, `:` and itself literally.

    Raises ClozeError with one of the codes `no-gap`, `unclosed`, `unopened`, `nested`, `bad-name`,
    `no-answer`, `empty-answer`, `too-many-parts`. The last results are kept: reading a card asks three times.
    """
    segments: list[Segment] = []
    shown = ""
    at = 0
    while at < len(text):
        if text.startswith("{{", at):
            end = _end_of_gap(text, at)
            if shown:
                segments.append(Segment(shown))
            segments.append(_gap(text, at + 2, end))
            shown, at = "", end + 2
        elif text.startswith("}}", at):
            raise ClozeError("unopened", at)
        else:
            at, character = _character(text, at)
            shown += character
    if shown:
        segments.append(Segment(shown))
    if not any(segment.face for segment in segments):
        raise ClozeError("no-gap", 0)
    return tuple(segments)


def _character(text: str, at: int) -> tuple[int, str]:
    if text[at] == "\\" and text[at + 1 : at + 2] and text[at + 1] in _SPECIAL:
        return at + 2, text[at + 1]
    return at + 1, text[at]


def _end_of_gap(text: str, start: int) -> int:
    at = start + 2
    while at < len(text):
        if text.startswith("}}", at):
            return at
        if text.startswith("{{", at):
            raise ClozeError("nested", at)
        at, _ = _character(text, at)
    raise ClozeError("unclosed", start)


def _gap(text: str, start: int, end: int) -> Segment:
    name, *parts = _split(text[start:end], "::")
    face = name.strip()
    if not (face[:1] == "c" and face[1:].isascii() and face[1:].isdecimal() and face[1] != "0"):
        raise ClozeError("bad-name", start)
    if not parts:
        raise ClozeError("no-answer", start)
    if len(parts) > 2:
        raise ClozeError("too-many-parts", start)
    answers = tuple(_unescaped(answer).strip() for answer in _split(parts[0], "|"))
    if not all(answers):
        raise ClozeError("empty-answer", start)
    hint = _unescaped(parts[1]).strip() if len(parts) == 2 else ""
    return Segment(answers[0], face, answers, hint or None)


def _split(text: str, mark: str) -> list[str]:
    """Splits at a mark that no backslash precedes; escapes stay for the next step."""
    pieces = [""]
    at = 0
    while at < len(text):
        if text.startswith(mark, at):
            pieces.append("")
            at += len(mark)
            continue
        after, _ = _character(text, at)
        pieces[-1] += text[at:after]
        at = after
    return pieces


def _unescaped(text: str) -> str:
    return "".join(_characters(text))


def _characters(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        at, character = _character(text, at)
        yield character
