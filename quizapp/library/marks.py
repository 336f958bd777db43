"""What must not change in a passage for it to say the same: figures, negations, names and dates in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from quizapp.library.sentences import sentence_spans
from quizapp.questions.folding import fold_word

_WORD = re.compile(r"[^\W\d_]+")

_NEGATIONS = {
    "fr": "ne n pas non sans aucun aucune jamais ni rien nul nulle personne guere nullement aucunement "
    "hors sauf",
    "en": "not no never none without nor neither nothing nobody cannot hardly nowhere except t",
}
_EFFORT = 1_000_000
"""The product of the words of two texts up to which they are aligned, for the room that this takes."""

_SAME = {"aucune": "aucun", "nulle": "nul", "n": "ne", "t": "not"}

_DATED = (
    "janvier fevrier avril mai juin juillet aout septembre octobre novembre decembre january february "
    "april june july august september october november december lundi mardi mercredi jeudi vendredi "
    "samedi dimanche monday tuesday wednesday thursday friday saturday sunday"
)
"""Words of dates; `mars`, `march` and `may` are others, too."""

_SMALL = (
    "le la les l un une des de du d ce cet cette ces c il elle ils elles on nous vous je j en y a au aux "
    "par pour selon dans sur sous avec sans depuis apres avant mais et ou donc or ni car si s que qu qui "
    "quand comme plus son sa ses leur leurs mon ma mes notre nos votre vos tout tous toute toutes entre "
    "vers chez ne n pas aucun aucune the an this that these those it he she they we you i in at by for "
    "with from but and if when while since after before not no of to as there their its his her our my "
    "your all some most each every"
)
"""Words that a sentence may begin with and that name nothing."""


class Marks(NamedTuple):
    """What a text states: its figures, its negations and all its words, in order and folded, and which words
    are names."""

    figures: tuple[str, ...]
    negations: tuple[str, ...]
    names: frozenset[str]
    words: tuple[str, ...]

    def same(self, other: Marks) -> bool:
        """Whether two texts state the same, as far as this tells. A word that only one of them writes as a
        name is compared as a name."""
        names = self.names | other.names
        return (
            self.figures == other.figures
            and self.negations == other.negations
            and _only(names, self.words) == _only(names, other.words)
            and not any(_opposed(*pair) for pair in _replaced(self.words, other.words))
        )


@cache
def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


def marks_of(text: str, spans: Sequence[tuple[int, int]], lang: str) -> Marks:
    """The marks of some spans of a paragraph in the language `lang`."""
    from quizapp.questions.tokens import tokens

    pieces = [text[start:end] for start, end in spans]
    found = [(word, name) for start, end in spans for word, name in _words(text, start, end)]
    figures = tuple(
        token for piece in pieces for token in tokens(piece, lang) if any(map(str.isdecimal, token))
    )
    negations = _table(_NEGATIONS.get(lang[:2], " ".join(_NEGATIONS.values())))
    folded = tuple(word for word, _ in found)
    return Marks(
        figures,
        tuple(_SAME.get(word, word) for word in folded if word in negations),
        frozenset(word for word, name in found if name or word in _table(_DATED)),
        folded,
    )


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    """The words of a span, folded, each with whether it is a name where it stands.

    A capital makes a name, except at the beginning of a sentence for a small word and for one that the
    paragraph writes small elsewhere.
    """
    first = {begin for begin, _ in _beginnings(text)}
    small = {word for word in _WORD.findall(text) if word.islower()}
    for found in _WORD.finditer(text, start, end):
        word = found.group()
        name = word[0].isupper()
        if name and found.start() in first:
            name = len(word) > 1 and word.lower() not in small and fold_word(word) not in _table(_SMALL)
        yield fold_word(word), name


def _beginnings(text: str) -> Iterator[tuple[int, int]]:
    for start, end in sentence_spans(text):
        word = _WORD.search(text, start, end)
        if word:
            yield word.span()


def _only(names: frozenset[str], words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word in names)


def _replaced(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The words that stand in one another's place."""
    from rapidfuzz.distance import Levenshtein

    if len(one) * len(other) > _EFFORT:
        return
    for edit in Levenshtein.editops(one, other):
        if edit.tag == "replace":
            yield one[edit.src_pos], other[edit.dest_pos]


def _opposed(one: str, other: str) -> bool:
    from quizapp.questions.confusables import opposed

    return opposed(one, other)
