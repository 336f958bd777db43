"""A clock that tests turn by hand, and events as the workspace would append them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from quizapp.clock import Instant
from quizapp.store import derived, log
from quizapp.store.database import FILE_NAME
from quizapp.store.history import History
from quizapp.store.model import Event, NewEvent
from quizapp.store.replay import Derived, replay
from quizapp.study.model import StudyDay

NOON_MS = 1_700_049_600_000
"""15 November 2023, 12:00 UTC."""

NOON_DAY = StudyDay(738_839)

CARD = "deck/card#main"

DAY_MS = 86_400_000

_numbers = count()


class HandClock:
    """Stands still until it is turned; its owner may travel."""

    def __init__(self, at_ms: int = NOON_MS) -> None:
        self.at_ms = at_ms
        self.offset_min = 0

    def now(self) -> Instant:
        return Instant(self.at_ms, self.offset_min)


def action() -> str:
    return f"action-{next(_numbers)}"


def event(
    kind: str,
    card: str | None = CARD,
    body: Mapping[str, object] | None = None,
    *,
    group: str | None = None,
    target: str | None = None,
    v: int = 1,
) -> NewEvent:
    """An event, alone in its action unless `group` names one."""
    return NewEvent(kind, group or action(), "sitting", card, target, body or {}, v)


def attempt(
    card: str = CARD,
    *,
    group: str | None = None,
    outcome: str = "correct",
    mode: str = "study",
    **body: object,
) -> NewEvent:
    facts: dict[str, object] = {"kind": "short", "duration_ms": 1000, "response": "x", "score": 1.0}
    return event("attempt", card, {**facts, "mode": mode, "outcome": outcome, **body}, group=group)


def review(
    card: str = CARD,
    *,
    rating: int = 3,
    due: int = NOON_DAY + 4,
    interval: int = 4,
    target: str | None = None,
    group: str | None = None,
) -> NewEvent:
    after = {"phase": "review", "due": due, "interval": interval}
    return event("review", card, {"rating": rating, "after": after}, group=group, target=target)


def answer(history: History, card: str = CARD, **of_review: int) -> Event:
    """Appends an attempt and its review as one action, in two commits, and returns the review."""
    group = action()
    (tried,) = history.append(attempt(card, group=group))
    (rated,) = history.append(
        review(
            card,
            group=group,
            target=tried.id,
            rating=of_review.get("rating", 3),
            due=of_review.get("due", NOON_DAY + 4),
            interval=of_review.get("interval", 4),
        )
    )
    return rated


@contextmanager
def raw(folder: Path) -> Iterator[sqlite3.Connection]:
    """The database behind a history's back."""
    connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def stored_and_replayed(
    folder: Path,
) -> tuple[tuple[Derived, frozenset[str]], tuple[Derived, frozenset[str]]]:
    """The derived tables, and what replay of the log gives."""
    with raw(folder) as connection:
        return derived.stored(connection), replay(log.select(connection, "TRUE"))
