"""Stops a small distance from passing where it changes the meaning: another word, number or negation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quizapp.questions.confusables import opposed, real_words_apart
from quizapp.questions.model import Marking
from quizapp.questions.numerals import is_number
from quizapp.questions.plurals import same_but_ending
from quizapp.questions.tokens import roman

_NEGATIONS = {
    "ne", "n", "pas", "non", "sans", "aucun", "jamais", "ni", "rien", "nul", "personne", "hors",
    "not", "no", "never", "none", "without", "nor", "neither", "nothing", "nobody", "cannot", "t", "!",
}  # fmt: skip
_MASCULINE = {"aucune": "aucun", "nulle": "nul"}
SMALL_WORDS = {
    "fr": {"le", "la", "les", "l", "de", "d", "du", "des"},
    "en": {"the", "a", "an", "of"},
}


LONG_WORD = 9
"""The letters from which a word has hardly a neighbour among real words but those of `confusables`."""


def typo_limit(length: int) -> int:
    """Gives how many edits pass for a typo in an answer of so many letters."""
    return 0 if length < 5 else 1 if length < 10 else 2 if length <= 20 else 3


def letters(tokens: Sequence[str]) -> int:
    """Counts the letters of tokens; digits are none, for a figure mistyped is another figure."""
    return sum(character.isalpha() for token in tokens for character in token)


def typo_passes(given: Sequence[str], expected: Sequence[str], marking: Marking) -> bool:
    """Tells whether what lies within the distance of a typo keeps digits, negations and words as they are."""
    if _figures(given) != _figures(expected) or _negations(given) != _negations(expected):
        return False
    small = SMALL_WORDS.get(marking.lang[:2], set())
    alone = sum(token not in small for token in expected) == 1
    changed = tuple(_changed(given, expected))
    if alone and any(_may_be_another_word(*pair) for pair in changed if pair[1] not in small):
        return False
    return all(_pair_passes(*pair, marking, small) for pair in changed)


def _may_be_another_word(given: str, expected: str) -> bool:
    """Tells whether a short word that stands alone may be another real word: real words a letter apart are
    common below nine letters (`tests/questions/near_words.py`). Letters that changed places are a slip of the
    fingers."""
    return len(expected) < LONG_WORD and not _swapped(given, expected)


def _figures(tokens: Sequence[str]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        value = roman(token) if len(token) > 1 or token in "ivx" else None
        digits = "".join(character for character in token if character.isdigit())
        if digits or value:
            found.append(digits if is_number(token) or not value else str(value))
    return found


def _negations(tokens: Sequence[str]) -> Counter[str]:
    masculine = (_MASCULINE.get(token, token) for token in tokens)
    return Counter(token for token in masculine if token in _NEGATIONS)


def _changed(given: Sequence[str], expected: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Aligns words and yields the pairs that differ; a word without counterpart is paired with nothing."""
    from difflib import SequenceMatcher

    for kind, a, b, c, d in SequenceMatcher(None, given, expected, autojunk=False).get_opcodes():
        if kind == "equal" or "".join(given[a:b]) == "".join(expected[c:d]):
            continue
        if b - a == d - c:
            yield from zip(given[a:b], expected[c:d], strict=True)
        else:
            yield from ((word, "") for word in given[a:b])
            yield from (("", word) for word in expected[c:d])


def _pair_passes(given: str, expected: str, marking: Marking, small: set[str]) -> bool:
    if not given or not expected:
        return (given or expected) in small
    if {given, expected} <= small or same_but_ending(given, expected, marking.lang):
        return True
    if given in marking.vocabulary or real_words_apart(given, expected) or opposed(given, expected):
        return False
    from rapidfuzz.distance import OSA

    limit = typo_limit(len(expected))
    return given[:3] == expected[:3] and OSA.distance(given, expected, score_cutoff=limit) <= limit


def _swapped(given: str, expected: str) -> bool:
    """Tells whether two neighbouring letters changed places."""
    places = [
        place for place, (mine, other) in enumerate(zip(given, expected, strict=False)) if mine != other
    ]
    if len(given) != len(expected) or len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return given[first] == expected[second] and given[second] == expected[first]
