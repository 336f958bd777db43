"""Replay of a stored log read event by event, because a log of years is too long to be held at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, NamedTuple

from quizapp.store import log
from quizapp.store.model import Event, EventKind, MemoryRow
from quizapp.store.names import Names
from quizapp.store.replay import (
    CardFold,
    Derived,
    Sums,
    come_to,
    in_force,
    order,
    overruled,
    voided_actions,
    voids,
)
from quizapp.study.memory import Fsrs
from quizapp.study.model import New

Seen = Callable[[tuple[Any, ...], Event], None]
"""What is told of each row, its number of arrival and `log.COLUMNS`, and the event in it."""

_AHEAD = f"""
    kind IN ('{EventKind.VOID}', '{EventKind.OVERRIDE}', '{EventKind.ALIAS}', '{EventKind.PARAMETERS}')
"""
_IN_ORDER = f"SELECT arrival, {log.COLUMNS} FROM event ORDER BY at_ms, device, seq"


class Survey(NamedTuple):
    """What a log says later of what it said before: the actions that are voided, the weights by which all
    memory is computed, the outcomes that overrides give attempts, and what cards are called in the end."""

    voided: frozenset[str]
    fsrs: Fsrs
    overrides: dict[str, str]
    names: Names


def sweep(connection: sqlite3.Connection, seen: Seen | None = None) -> tuple[Derived, frozenset[str]]:
    """What `replay` gives for the whole log of a database, in memory for its cards and days, not its events.

    `seen` is told of every event, also of those that do not count, in the order of replay.
    """
    survey = _surveyed(connection)
    cards: dict[str, CardFold] = {}
    sums: Sums = {}
    for row in connection.execute(_IN_ORDER):
        event = log.event_of(row[1:])
        if seen is not None:
            seen(row, event)
        if event.v != 1 or event.action in survey.voided:
            continue
        card = survey.names.owner(event)
        if card is None:
            continue
        fold = cards.get(card)
        if fold is None:
            fold = cards[card] = CardFold(MemoryRow(card, New()), sums, survey.fsrs)
        fold.apply(event, survey.overrides.get(event.id))
    return come_to(cards, sums), survey.voided


def _surveyed(connection: sqlite3.Connection) -> Survey:
    events = sorted(log.select(connection, f"v = 1 AND {_AHEAD}"), key=order)
    voided = voided_actions(voids(events))
    standing = [event for event in events if event.action not in voided]
    parameters = in_force(standing)
    fsrs = Fsrs() if parameters is None else Fsrs(parameters.weights)
    names = Names(event for event in standing if event.kind == EventKind.ALIAS)
    return Survey(voided, fsrs, overruled(standing), names)
