"""What the log gives to an optimiser of parameters, and what other parameters would make of it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from quizapp.store import bodies, log
from quizapp.store.model import EventKind, MemoryRow
from quizapp.store.names import Names
from quizapp.store.replay import fold, order
from quizapp.study.model import Rated, StudyDay

if TYPE_CHECKING:
    from quizapp.study.memory import Fsrs

_STANDING = "v = 1 AND action NOT IN (SELECT action FROM voided)"
_KINDS = (EventKind.REVIEW, EventKind.RESET, EventKind.ALIAS)


def rated(connection: sqlite3.Connection) -> tuple[Rated, ...]:
    """The ratings that stand, in replay's order, under the present names of their cards.

    What came before a card's last reset is left out, as Anki does: it was to be forgotten.
    """
    kinds = ", ".join(f"'{kind}'" for kind in _KINDS)
    events = sorted(log.select(connection, f"kind IN ({kinds}) AND {_STANDING}"), key=order)
    names = Names(event for event in events if event.kind == EventKind.ALIAS)
    cards = [names.owner(event) for event in events]
    resets = {card: place for place, card in enumerate(cards) if events[place].kind == EventKind.RESET}
    return tuple(
        Rated(card, StudyDay(event.day), rating)
        for place, (event, card) in enumerate(zip(events, cards, strict=True))
        if event.kind == EventKind.REVIEW and card is not None and place > resets.get(card, -1)
        for rating in [bodies.rating(event.body)]
        if rating is not None
    )


def memories_under(connection: sqlite3.Connection, fsrs: Fsrs) -> tuple[MemoryRow, ...]:
    """The rows of all cards, replayed with other parameters than those in force."""
    return tuple(fold(log.select(connection, _STANDING), fsrs).rows.values())
