"""Aligns a typed answer with the expected one, so that a learner sees at which letters they part."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from quizapp.questions.folding import fold_n0

_LONGEST = 400
"""Clusters beyond which letters are not aligned: the alignment is quadratic."""

_ALIKE = 0.5
"""Share of common letters below which two texts are shown whole, one after the other."""


class Run(NamedTuple):
    """A run of text: in both (`same`, as expected writes it), only expected (`missing`) or only typed
    (`extra`)."""

    kind: Literal["same", "missing", "extra"]
    text: str


def difference(given: str, expected: str) -> tuple[Run, ...]:
    """Gives runs whose same and missing texts make up `expected` in NFC, and whose same and extra texts make
    up `given` but for case and typography. An extra run stands before the missing one it replaces."""
    mine, wanted = clusters(given), clusters(expected)
    if not mine or not wanted:
        return tuple(_whole(given, expected))
    from difflib import SequenceMatcher

    if max(len(mine), len(wanted)) > _LONGEST:
        return (Run("same", "".join(wanted)),) if mine == wanted else tuple(_whole(given, expected))
    keys = [_key(cluster) for cluster in mine], [_key(cluster) for cluster in wanted]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return tuple(_whole(given, expected))
    runs: list[Run] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            runs.append(Run("same", "".join(wanted[c:d])))
            continue
        if b > a:
            runs.append(Run("extra", "".join(mine[a:b])))
        if d > c:
            runs.append(Run("missing", "".join(wanted[c:d])))
    return tuple(runs)


def partly_alike(runs: Sequence[Run]) -> bool:
    """Whether two texts have words or letters in common and others not, so that the difference is worth
    marking; where nothing is common, marks would stand around all of both."""
    kinds = {run.kind for run in runs if run.kind != "same" or run.text.strip()}
    return "same" in kinds and len(kinds) > 1


def _whole(given: str, expected: str) -> Iterator[Run]:
    if given:
        yield Run("extra", unicodedata.normalize("NFC", given))
    if expected:
        yield Run("missing", unicodedata.normalize("NFC", expected))


def clusters(text: str) -> list[str]:
    """Parts a text in NFC into characters with the marks, joiners and selectors that belong to them."""
    found: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        joins = unicodedata.category(character) in ("Mn", "Mc", "Me") or character == "\u200d"
        if found and (joins or found[-1].endswith("\u200d")):
            found[-1] += character
        else:
            found.append(character)
    return found


def _key(cluster: str) -> str:
    return fold_n0(cluster).casefold() or " "
