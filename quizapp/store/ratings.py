"""Which cards were rated since a study day: all by the log of these days, a few by their own events."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from quizapp.store import log
from quizapp.store.names import Names

T = TypeVar("T")

_PLACE = "at_ms, device, seq"

EVENTS_A_LOOK = 100
"""A look at the events of one card costs as much as reading so many of the log in a row (0.1 ms)."""

FEW_EVENTS = 60_000
"""So many are read at once (50 ms) where most cards will be asked for."""

FIRST_LOOKS = 100
"""So many cards are looked at by themselves whatever the log holds (10 ms)."""

# The first look at a body tells of most that they are not wanted: each has it parsed anew.
_RATED = (
    "kind = 'review' AND v = 1 AND day >= :day AND action NOT IN (SELECT action FROM voided)"
    " AND (:rating IS NULL OR json_extract(body, '$.rating') = :rating)"
    " AND json_type(body, '$.rating') = 'integer' AND json_extract(body, '$.rating') BETWEEN 1 AND 4"
)

# By its place in the file, what is older than the day is not even read.
_LATE = f"arrival >= :first AND {_RATED}"

# The index of the days names the first event of each: those of a year in 2 ms.
_FIRST = (
    "WITH RECURSIVE asked(day) AS (SELECT min(day) FROM event WHERE day >= :day UNION ALL"
    " SELECT (SELECT min(day) FROM event WHERE day > asked.day) FROM asked WHERE asked.day IS NOT NULL)"
    " SELECT min((SELECT arrival FROM event WHERE day = asked.day ORDER BY arrival LIMIT 1)),"
    " (SELECT max(arrival) FROM event) FROM asked"
)


class Ask(Protocol):
    """Gives what a query finds in the history."""

    def __call__(self, query: Callable[[sqlite3.Connection], T]) -> T: ...


class _Begun(NamedTuple):
    """The place in the file from which on there are events of the days, how many stand there at most, and
    what cards are called."""

    first: int
    events: int
    names: Names


class Ratings:
    """The cards reviewed on a study day or later, with a rating or with any, as they are called today.

    Each that is asked for is looked at by itself, until that has cost as much as reading what the log holds
    since the day; then that is read. So a few answers are quick, and many cost at most twice the quicker way.
    """

    def __init__(self, ask: Ask, day: int, rating: int | None) -> None:
        self._ask = ask
        self._asked = {"day": day, "rating": rating}
        self._start: _Begun | None = None
        self._known: dict[str, bool] = {}
        self._all: frozenset[str] | None = None

    def all(self) -> frozenset[str]:
        if self._all is None:
            self._all = self._ask(lambda connection: _rated(connection, self._asked))
        return self._all

    def are_few(self) -> bool:
        """Whether there is so little in the log that `all` is the quicker way to more than some of them."""
        return self._begun().events < FEW_EVENTS

    def look(self, cards: Iterable[str]) -> None:
        """Finds out about some cards at once, in half the time that it takes when each is asked for."""
        fresh = [card for card in cards if card not in self._known]
        if self._may_look() and fresh:
            found = self._ask(lambda connection: _among(connection, self._begun(), self._asked, fresh))
            self._known |= {card: card in found for card in fresh}

    def __contains__(self, card: str) -> bool:
        if card not in self._known:
            if not self._may_look():
                return card in self.all()
            self._known[card] = self._ask(lambda connection: self._is_rated(connection, self._begun(), card))
        return self._known[card]

    def _may_look(self) -> bool:
        """Whether looks are still the quicker way."""
        if self._all is not None:
            return False
        return len(self._known) < max(FIRST_LOOKS, self._begun().events // EVENTS_A_LOOK)

    def _begun(self) -> _Begun:
        if self._start is None:
            self._start = self._ask(lambda connection: _begun(connection, self._asked))
        return self._start

    def _is_rated(self, connection: sqlite3.Connection, begun: _Begun, card: str) -> bool:
        if begun.names.borne(card):
            return card in _among(connection, begun, self._asked, [card])
        asked = {"card": card, "first": begun.first, **self._asked}
        found = f"SELECT 1 FROM event WHERE card = :card AND {_LATE} LIMIT 1"
        return connection.execute(found, asked).fetchone() is not None


def _among(
    connection: sqlite3.Connection, begun: _Begun, asked: Mapping[str, int | None], cards: Sequence[str]
) -> frozenset[str]:
    """Those of some cards that were rated, perhaps with others that bore their names."""
    found = f"FROM event WHERE card IN (SELECT value FROM json_each(:names)) AND {_LATE}"
    names = set(cards).union(*map(begun.names.borne, cards))
    given = {"names": json.dumps(list(names)), "first": begun.first, **asked}
    rated = {name for (name,) in connection.execute(f"SELECT DISTINCT card {found}", given)}
    ended = json.dumps(list(rated & begun.names.ended))
    places = connection.execute(f"SELECT card, {_PLACE} {found}", {**given, "names": ended})
    present = (begun.names.at(name, (at, device, seq)) for name, at, device, seq in places)
    return frozenset(rated - begun.names.ended).union(present)


def _begun(connection: sqlite3.Connection, asked: Mapping[str, int | None]) -> _Begun:
    first, last = connection.execute(_FIRST, asked).fetchone()
    if first is None:
        return _Begun(0, 0, Names(()))
    return _Begun(first, last - first, _names(connection))


def _rated(connection: sqlite3.Connection, asked: Mapping[str, int | None]) -> frozenset[str]:
    # The sign keeps SQLite from reading the whole log in the order of its cards.
    rows = connection.execute(f"SELECT DISTINCT +card FROM event WHERE card IS NOT NULL AND {_RATED}", asked)
    cards, names = {card for (card,) in rows}, _names(connection)
    places = f"SELECT {_PLACE} FROM event WHERE card = :card AND {_RATED}"
    return frozenset(cards - names.ended).union(
        names.at(name, place)
        for name in cards & names.ended
        for place in connection.execute(places, {"card": name, **asked})
    )


def _names(connection: sqlite3.Connection) -> Names:
    """What cards are called, by the aliases that stand."""
    standing = (
        "kind = 'alias' AND v = 1 AND action NOT IN (SELECT action FROM voided)"
        " AND arrival IN (SELECT arrival FROM renamed)"
    )
    return Names(log.select(connection, standing))
