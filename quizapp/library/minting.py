"""Names a new card after the words of its text, so that an author need not think of an id first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain, count

from quizapp.questions.folding import words

LONGEST = 28
_WORDS = 2
_TELLING = 4
_FIT = re.compile(r"[a-z0-9]+")


def minted_id(text: str, among: Iterable[str], taken: Collection[str]) -> str:
    """A short id of the words of `text` that are rarest in the texts `among` which it stands, in their order;
    where it is taken, with the first number that makes it another."""
    return minted_ids((text,), among, taken)[0]


def minted_ids(texts: Iterable[str], among: Iterable[str], taken: Collection[str]) -> list[str]:
    """An id for each of several texts, as `minted_id` makes it, no two of them alike."""
    counts = Counter(word for other in among for word in _fit(other))
    used = set(taken)
    minted = []
    for text in texts:
        found = list(dict.fromkeys(_fit(text)))
        telling = [word for word in found if len(word) >= _TELLING and not word.isdigit()] or found
        rarest = sorted(telling, key=lambda word: (counts[word], -len(word)))[:_WORDS]
        chosen = "-".join(sorted(rarest, key=found.index))[:LONGEST].rstrip("-") or "card"
        names = chain((chosen,), (f"{chosen}-{number}" for number in count(2)))
        minted.append(next(name for name in names if name not in used))
        used.add(minted[-1])
    return minted


def plain_id(text: str) -> str:
    """The words of a text as an id."""
    return "-".join(_fit(text)) or "card-1"


def _fit(text: str) -> list[str]:
    """The words of a text that an id may hold, without accents."""
    return [word for word in words(text) if _FIT.fullmatch(word)]
