"""Answers and ratings card by card, with their hours and what was predicted of them: what the day sums, which
know decks alone, cannot tell of a tag, an article or an hour."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from quizapp.store import bodies, log
from quizapp.store.derived import kin
from quizapp.store.model import Event, EventKind, MemoryRow
from quizapp.store.names import Names
from quizapp.store.replay import CardFold, Sums, order, overruled
from quizapp.study.memory import Fsrs
from quizapp.study.model import Memory, New, Rating

AT_A_TIME = 200
"""So many cards are read at a time: some tens of milliseconds where each was asked ten times."""

_STANDS = "v = 1 AND action NOT IN (SELECT action FROM voided)"


class Counted(NamedTuple):
    """What a card adds to the counts of a `DaySum` at an hour of the day, from 0 to 23, local time. A count
    that is missing is 0."""

    card: str
    day: int
    hour: int
    counts: Mapping[str, int]


class Foretold(NamedTuple):
    """A rating of a card in review, with the probability of passing that was recorded before it."""

    card: str
    day: int
    predicted: float
    passed: bool


class Ledger(NamedTuple):
    """All that stands in the log of some cards, which bear their present names in it.

    `cards` are all the names that they ever had: who keeps a copy drops what it has under any of them. `last`
    is the last name that was asked for, in order; None where none was.
    """

    cards: frozenset[str]
    last: str | None
    counted: tuple[Counted, ...]
    foretold: tuple[Foretold, ...]


def ledger(connection: sqlite3.Connection, cards: Collection[str] | None, after: str) -> Ledger:
    """The ledger of some cards and of all that aliases tie to them; None: of the next names after `after`."""
    asked = _next_cards(connection, after) if cards is None else sorted(cards)
    names = frozenset(kin(connection, asked))
    events = _events(connection, names)
    overrides = overruled(events)
    carried = Names(event for event in events if event.kind == EventKind.ALIAS)
    sums: Sums = {}
    folds: dict[str, CardFold] = {}
    hours: dict[str, int] = {}
    counted: defaultdict[tuple[str, int, int], Counter[str]] = defaultdict(Counter)
    foretold = []
    for event in events:
        card = carried.owner(event)
        if card is None:
            continue
        if card not in folds:
            folds[card] = CardFold(MemoryRow(card, New()), sums, _Unweighed())
        folds[card].apply(event, overrides.get(event.id))
        hours[event.id] = hour = _hour(event)
        for (day, _deck), counts in sums.items():
            for name, count in counts.items():
                # A rating that judges a self-marked answer makes it right at the hour of the answer.
                judges = name == "correct" and event.kind == EventKind.REVIEW
                at = hours.get(event.target or "", hour) if judges else hour
                counted[card, day, at][name] += count
        if event.kind == EventKind.REVIEW:
            foretold += _foretold(event, card, sums.values())
        sums.clear()
    rows = (Counted(*place, counts) for place, counts in counted.items())
    return Ledger(names, asked[-1] if asked else None, tuple(rows), tuple(foretold))


def _next_cards(connection: sqlite3.Connection, after: str) -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT card FROM event WHERE card > ? ORDER BY card LIMIT ?", (after, AT_A_TIME)
    )
    return [card for (card,) in rows]


class _Unweighed(Fsrs):
    """A memory that no count depends on; computing it would take most of the time."""

    def first(self, rating: Rating) -> Memory:
        del rating
        return Memory(1.0, 5.0)

    def after(self, memory: Memory, rating: Rating, elapsed_days: int) -> Memory:
        del rating, elapsed_days
        return memory


def _events(connection: sqlite3.Connection, cards: Iterable[str]) -> list[Event]:
    """What stands of some cards, overrides of their attempts included, in the order of replay."""
    found = list(
        log.select(
            connection, f"card IN (SELECT value FROM json_each(?)) AND {_STANDS}", json.dumps(sorted(cards))
        )
    )
    attempts = json.dumps([event.id for event in found if event.kind == EventKind.ATTEMPT])
    overrides = log.select(
        connection,
        f"target IN (SELECT value FROM json_each(?)) AND kind = '{EventKind.OVERRIDE}' AND {_STANDS}",
        attempts,
    )
    known = {event.id for event in found}
    return sorted(chain(found, (event for event in overrides if event.id not in known)), key=order)


def _hour(event: Event) -> int:
    return (event.at_ms // 60_000 + event.offset_min) // 60 % 24


def _foretold(event: Event, card: str, counts: Iterable[Mapping[str, int]]) -> list[Foretold]:
    """The prediction of a rating, where replay counted it as one of a card in review."""
    predicted = event.body.get("retrievability")
    reviewed = any(each.get("young_reviews") or each.get("mature_reviews") for each in counts)
    if not reviewed or isinstance(predicted, bool) or not isinstance(predicted, int | float):
        return []
    if not 0 <= predicted <= 1:
        return []
    return [Foretold(card, event.day, float(predicted), bodies.rating(event.body) is not Rating.AGAIN)]
