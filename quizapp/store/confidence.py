"""What learners said of their own answers before the verdict, and what became of those answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quizapp.store import bodies, derived, log
from quizapp.store.model import Event, EventKind
from quizapp.store.replay import order
from quizapp.study.model import Rating, StudyDay

_STANDS = "v = 1 AND action NOT IN (SELECT action FROM voided)"

_LATEST = f"""
    SELECT {{}} FROM (
        SELECT * FROM event INDEXED BY event_order WHERE kind = '{EventKind.ATTEMPT}' AND {_STANDS}
        ORDER BY at_ms DESC, device DESC, seq DESC LIMIT ?
    )
"""

_ASKED = """ WHERE instr(body, '"sure":') ORDER BY at_ms DESC, device DESC, seq DESC"""
"""Bodies are canonical JSON, in which a quotation mark within a text is escaped."""


class Called(NamedTuple):
    """An answer that was called sure or unsure, on a study day, of a card by the name that it has today."""

    card: str
    day: StudyDay
    sure: bool
    correct: bool


class Confidence(NamedTuple):
    """How many of the latest answers were looked at, and those called sure or unsure, latest first."""

    answers: int
    called: tuple[Called, ...]


def confidence(connection: sqlite3.Connection, limit: int) -> Confidence:
    """What was said of the latest attempts that stand, `limit` at the most.

    They are read from the log, because no derived table knows of confidence: the limit is what keeps the
    cost the same however long the log grows. An override counts, as it does in replay, and so does the
    rating of a self-marked answer; such an answer without a rating has no outcome yet and is left out.
    """
    (answers,) = connection.execute(_LATEST.format("count(*)"), (limit,)).fetchone()
    rows = connection.execute(_LATEST.format(log.COLUMNS) + _ASKED, (limit,))
    asked = [event for event in map(log.event_of, rows) if isinstance(event.body.get("sure"), bool)]
    overrides = _speaking(connection, EventKind.OVERRIDE, asked)
    ratings = _speaking(connection, EventKind.REVIEW, [event for event in asked if _is_revealed(event)])
    renamed = {old for (old,) in connection.execute("SELECT old FROM renamed")}
    called = []
    for event in asked:
        outcome = _outcome(event, overrides.get(event.id, ()), ratings.get(event.id, ()))
        if event.card is not None and outcome is not None:
            card = _present_name(connection, event, event.card) if event.card in renamed else event.card
            sure, correct = event.body["sure"] is True, outcome == "correct"
            called.append(Called(card, StudyDay(event.day), sure, correct))
    return Confidence(answers, tuple(called))


def _speaking(
    connection: sqlite3.Connection, kind: EventKind, attempts: Iterable[Event]
) -> Mapping[str, list[Event]]:
    """The events of a kind that speak of attempts, in replay's order, by the id of the attempt."""
    ids = json.dumps([attempt.id for attempt in attempts])
    found: dict[str, list[Event]] = {}
    condition = f"target IN (SELECT value FROM json_each(?)) AND kind = ? AND {_STANDS}"
    for event in sorted(log.select(connection, condition, ids, kind), key=order):
        found.setdefault(event.target or "", []).append(event)
    return found


def _is_revealed(attempt: Event) -> bool:
    return attempt.body.get("outcome") == bodies.REVEALED


def _outcome(attempt: Event, overrides: Sequence[Event], ratings: Sequence[Event]) -> str | None:
    """The outcome that stands in the end: the last override, else the first rating where that judges."""
    for event in reversed(overrides):
        outcome = bodies.text(event.body, "outcome")
        if outcome in bodies.MARKED:
            return outcome
    if not _is_revealed(attempt):
        return bodies.text(attempt.body, "outcome")
    rating = next((rating for event in ratings if (rating := bodies.rating(event.body))), None)
    if rating is None:
        return None
    return "wrong" if rating is Rating.AGAIN else "correct"


def _present_name(connection: sqlite3.Connection, event: Event, card: str) -> str:
    """What the card of an event is called today: each alias carries over what came before it."""
    after = order(event)
    condition = f"arrival IN (SELECT arrival FROM renamed WHERE old = ?) AND {_STANDS}"
    while True:
        aliases = [
            alias
            for alias in log.select(connection, condition, card)
            if order(alias) > after and alias.card is not None and derived.old_name(alias) == card
        ]
        first = min(aliases, key=order, default=None)
        if first is None or first.card is None:
            return card
        after, card = order(first), first.card
