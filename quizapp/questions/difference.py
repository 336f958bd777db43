"""Aligns a typed answer with the expected one, so that a learner sees at which letters they part."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from quizapp.questions.folding import fold_n0

if TYPE_CHECKING:
    from difflib import SequenceMatcher

_LONGEST = 400
"""Clusters beyond which letters are not aligned: the alignment is quadratic."""

_ALIKE = 0.5
"""Share of common text below which two texts are shown whole, one after the other."""

_ALIKE_WORDS = 0.6
"""Share of common letters below which the words that part are shown whole."""


class Run(NamedTuple):
    """A run of text: in both (`same`, as expected writes it), only expected (`missing`) or only typed
    (`extra`)."""

    kind: Literal["same", "missing", "extra"]
    text: str


def difference(given: str, expected: str) -> tuple[Run, ...]:
    """Gives runs whose same and missing texts make up `expected` in NFC, and whose same and extra texts make
    up `given` but for case and typography. An extra run stands before the missing one it replaces."""
    mine, wanted = clusters(given), clusters(expected)
    if max(len(mine), len(wanted)) > _LONGEST:
        return (Run("same", "".join(wanted)),) if mine == wanted else tuple(_whole(given, expected))
    runs = tuple(_by_words(mine, wanted))
    common = 2 * sum(len(run.text) for run in runs if run.kind == "same")
    parted = sum(len(run.text) for run in runs if run.kind != "same")
    return runs if common >= _ALIKE * (common + parted) else tuple(_whole(given, expected))


def _by_words(mine: list[str], wanted: list[str]) -> Iterator[Run]:
    """The words that part, letter by letter where they are alike: letters that two other words, and digits
    that two other numbers, happen to share tell nobody anything."""
    for same, given, expected in _stretches(_words(mine), _words(wanted)):
        letters = clusters(given), clusters(expected)
        if same:
            yield Run("same", expected)
        elif not expected.isdecimal() and _matcher(*letters).ratio() >= _ALIKE_WORDS:
            for common, typed, meant in _stretches(*letters):
                yield from (Run("same", meant),) if common else _whole(typed, meant)
        else:
            yield from _whole(given, expected)


def _words(letters: list[str]) -> list[str]:
    """The words of a text, and each sign between them."""
    found: list[str] = []
    for is_word, among in groupby(letters, lambda letter: letter[0].isalnum()):
        signs = list(among)
        found += ["".join(signs)] if is_word else signs
    return found


def _stretches(mine: list[str], wanted: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Whether pieces are the same on both sides, and what they are on each."""
    for kind, a, b, c, d in _matcher(mine, wanted).get_opcodes():
        yield kind == "equal", "".join(mine[a:b]), "".join(wanted[c:d])


def _matcher(mine: list[str], wanted: list[str]) -> SequenceMatcher[str]:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, [_key(one) for one in mine], [_key(one) for one in wanted], autojunk=False)


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


def _key(piece: str) -> str:
    return fold_n0(piece).casefold() or " "
