"""How cards fare as questions: for their authors, out of every attempt at them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

LEAST = 5
"""Fewer attempts say nothing about a card."""

LONG = 2.5
"""A card that takes so many times the median of its kind is too long to answer."""

_PAIRS = 10
"""Fewer attempts in sittings with others say nothing about discrimination."""


class TryRow(NamedTuple):
    """An attempt: its marks from 0 to 1 (None where only a rating judged), what was typed where that was
    wrong, and the places of the options that were picked."""

    key: str
    sitting: str
    kind: str
    correct: bool
    score: float | None
    duration_ms: int
    typed: str | None = None
    picked: tuple[int, ...] = ()
    overruled: bool = False


class Item(NamedTuple):
    """A face as a question.

    `facility` is the share of correct attempts. `discrimination` correlates its score with the mean of the
    others of the same sitting, from -1 to 1; None where too little speaks. `unpicked` are the places of
    options that nobody picked, `typed` the wrong answers typed more than once with their counts,
    `median_ms` the usual time and `slow` whether that is too long for its kind.
    """

    key: str
    attempts: int
    facility: float
    discrimination: float | None
    unpicked: tuple[int, ...]
    typed: tuple[tuple[str, int], ...]
    median_ms: int
    slow: bool
    overruled: int


def items(rows: Iterable[TryRow], options: Mapping[str, Sequence[int]]) -> tuple[Item, ...]:
    """The faces with enough attempts, hardest first. `options` are the places of a face's wrong options."""
    by_key: dict[str, list[TryRow]] = {}
    sittings: dict[str, tuple[float, int]] = {}
    times: dict[str, list[int]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
        if row.score is not None:
            total, n = sittings.get(row.sitting, (0.0, 0))
            sittings[row.sitting] = total + row.score, n + 1
        if row.duration_ms:
            times.setdefault(row.kind, []).append(row.duration_ms)
    usual = {kind: median(each) for kind, each in times.items()}
    found = (
        _item(key, each, sittings, usual, options.get(key, ()))
        for key, each in by_key.items()
        if len(each) >= LEAST
    )
    return tuple(sorted(found, key=lambda item: (item.facility, item.key)))


def _item(
    key: str,
    rows: Sequence[TryRow],
    sittings: Mapping[str, tuple[float, int]],
    usual: Mapping[str, float],
    options: Sequence[int],
) -> Item:
    timed = [row.duration_ms for row in rows if row.duration_ms]
    middle = median(timed) if timed else 0
    typed = Counter(row.typed for row in rows if row.typed)
    picked = {place for row in rows for place in row.picked}
    return Item(
        key,
        len(rows),
        sum(row.correct for row in rows) / len(rows),
        _discrimination(rows, sittings),
        tuple(place for place in options if place not in picked) if picked else (),
        tuple((text, n) for text, n in typed.most_common(3) if n > 1),
        round(middle),
        middle > LONG * usual.get(rows[-1].kind, math.inf),
        sum(row.overruled for row in rows),
    )


def _discrimination(rows: Sequence[TryRow], sittings: Mapping[str, tuple[float, int]]) -> float | None:
    """The correlation (Pearson's r) of a face's scores with the mean of the rest of each sitting."""
    pairs = []
    for row in rows:
        total, n = sittings.get(row.sitting, (0.0, 0))
        if row.score is not None and n > 1:
            pairs.append((row.score, (total - row.score) / (n - 1)))
    if len(pairs) < _PAIRS:
        return None
    mean_x = sum(x for x, _ in pairs) / len(pairs)
    mean_y = sum(y for _, y in pairs) / len(pairs)
    spread_x = sum((x - mean_x) ** 2 for x, _ in pairs)
    spread_y = sum((y - mean_y) ** 2 for _, y in pairs)
    if spread_x < 1e-9 or spread_y < 1e-9:
        return None
    both = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return both / math.sqrt(spread_x * spread_y)
