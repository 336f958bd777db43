"""Names with `*` for any characters, as searches give them for decks, tags, sources and ids."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.questions.folding import fold_within


def is_like(pattern: str, *names: str) -> bool:
    """Whether a pattern with `*` describes one of some names, folded like words."""
    first, *others = fold_within(pattern).split("*")
    return any(_holds_in_order(fold_within(name), first, others) for name in names)


def _holds_in_order(name: str, first: str, others: Sequence[str]) -> bool:
    """Whether a name begins with the first part of a pattern, ends with the last, and holds the others in
    their order. Each is looked for but once: a regular expression would try all ways to place them."""
    if not others:
        return name == first
    *between, last = others
    if not name.startswith(first):
        return False
    at = len(first)
    for part in between:
        at = name.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return at <= len(name) - len(last) and name.endswith(last)


def glob(pattern: str) -> str:
    """The pattern for SQLite, where only `*` stands for others."""
    return re.sub(r"[\[?]", r"[\g<0>]", pattern)
