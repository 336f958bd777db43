"""What folding and the reading of clozes mean, character by character."""

from __future__ import annotations

import unicodedata

from quizapp.questions.folding import APOSTROPHES, DASHES, EDGES, INVISIBLE, LIGATURES, QUOTES, STRAY_LATIN
from quizapp.questions.gaps import ClozeError, Segment


def plain_n0(text: str) -> str:
    wide = {chr(0xFF01 + place): chr(0x21 + place) for place in range(94)}
    table = wide | dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(DASHES, "-") | dict.fromkeys(QUOTES, '"')
    table |= dict.fromkeys(INVISIBLE, "") | {"…": "..."}
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(table.get(character, character) for character in composed).split())


def plain_n1(text: str) -> str:
    lower = unicodedata.normalize("NFC", plain_n0(text).casefold())
    folded = "".join(LIGATURES.get(character, character) for character in lower)
    if not any(character.isalnum() for character in folded):
        return folded
    folded = " ".join(folded.replace('"', " ").split()).rstrip(EDGES)
    while folded and folded[0] in EDGES:
        signs = folded[0] in "-." and folded[1] in "0123456789"
        if signs or (folded[0] == "!" and folded[1].isalnum()):
            break
        folded = folded[1:]
    return folded


def plain_without_diacritics(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    kept = unicodedata.normalize("NFC", "".join(each for each in apart if not "\u0300" <= each <= "\u036f"))
    return "".join(STRAY_LATIN.get(character, character) for character in kept)


def plain_words(text: str) -> tuple[str, ...]:
    folded = plain_without_diacritics(plain_n1(text))
    return tuple("".join(each if each.isalnum() else " " for each in folded).split())


def plain_cloze(text: str) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    shown, at = "", 0
    while at < len(text):
        if text.startswith("{{", at):
            end = _end_of_gap(text, at)
            segments += [Segment(shown)] if shown else []
            segments.append(_gap(text, at + 2, end))
            shown, at = "", end + 2
        elif text.startswith("}}", at):
            raise ClozeError("unopened", at)
        else:
            at, character = _character(text, at)
            shown += character
    segments += [Segment(shown)] if shown else []
    if not any(segment.face for segment in segments):
        raise ClozeError("no-gap", 0)
    return tuple(segments)


def _character(text: str, at: int) -> tuple[int, str]:
    if text[at] == "\\" and text[at + 1 : at + 2] and text[at + 1] in "{}|:\\":
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
    if not 1 <= len(parts) <= 2:
        raise ClozeError("too-many-parts" if parts else "no-answer", start)
    answers = tuple(_unescaped(answer).strip() for answer in _split(parts[0], "|"))
    if not all(answers):
        raise ClozeError("empty-answer", start)
    hint = _unescaped(parts[1]).strip() if len(parts) == 2 else ""
    return Segment(answers[0], face, answers, hint or None)


def _split(text: str, mark: str) -> list[str]:
    pieces, at = [""], 0
    while at < len(text):
        if text.startswith(mark, at):
            pieces.append("")
            at += len(mark)
        else:
            after, _ = _character(text, at)
            pieces[-1] += text[at:after]
            at = after
    return pieces


def _unescaped(text: str) -> str:
    plain, at = "", 0
    while at < len(text):
        at, character = _character(text, at)
        plain += character
    return plain
