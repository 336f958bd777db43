"""Every attempt that stands, as the analysis of items wants it: the one reader that scans the whole log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from quizapp.store import bodies, log
from quizapp.store.model import EventKind
from quizapp.study.model import Rating

_STANDING = "v = 1 AND kind = ? AND action NOT IN (SELECT action FROM voided)"


class Try(NamedTuple):
    """An attempt as it was marked in the end. `overruled` says that the learner set the program's verdict
    aside; `score` is None where only a rating judged. `order` counts the options that were shown."""

    card: str
    sitting: str
    kind: str
    outcome: str
    score: float | None
    duration_ms: int
    response: object
    order: int
    overruled: bool


def tries(connection: sqlite3.Connection) -> Iterator[Try]:
    """The attempts that stand, under the names that their cards have today; a self-marked one without a
    rating has no outcome yet and is left out."""
    names = _names(connection)
    overrides = {
        event.target: outcome
        for event in log.select(connection, f"{_STANDING} ORDER BY at_ms", EventKind.OVERRIDE)
        if (outcome := bodies.text(event.body, "outcome")) in bodies.MARKED
    }
    judged = _judged(connection)
    for event in log.select(connection, _STANDING, EventKind.ATTEMPT):
        outcome = bodies.text(event.body, "outcome")
        self_marked = outcome == bodies.REVEALED
        outcome = overrides.get(event.id) or (judged.get(event.id) if self_marked else outcome)
        if event.card is None or outcome is None:
            continue
        score, order = event.body.get("score"), event.body.get("order")
        yield Try(
            names.get(event.card, event.card),
            event.sitting,
            bodies.text(event.body, "kind") or "",
            outcome,
            None if self_marked or not isinstance(score, int | float) else float(score),
            bodies.duration_ms(event.body),
            event.body.get("response"),
            len(order) if isinstance(order, list) else 0,
            event.id in overrides,
        )


def _judged(connection: sqlite3.Connection) -> dict[str, str]:
    """The outcomes of self-marked attempts by their ids: what the first rating of each says of it."""
    marked = "SELECT id FROM event WHERE kind = ? AND instr(body, ?)"
    asked = EventKind.REVIEW, EventKind.ATTEMPT, f'"{bodies.REVEALED}"'
    found: dict[str, str] = {}
    for review in log.select(connection, f"{_STANDING} AND target IN ({marked}) ORDER BY at_ms", *asked):
        rating = bodies.rating(review.body)
        if review.target is not None and rating is not None:
            found.setdefault(review.target, "wrong" if rating is Rating.AGAIN else "correct")
    return found


def _names(connection: sqlite3.Connection) -> dict[str, str]:
    """What cards that were renamed are called today."""
    later: dict[str, str] = {}
    for alias in log.select(connection, f"{_STANDING} ORDER BY at_ms DESC", EventKind.ALIAS):
        old = bodies.text(alias.body, "from")
        if old is not None and alias.card is not None:
            later.setdefault(old, later.get(alias.card, alias.card))
    return later
