"""Which action an undo takes back, and which a redo restores."""

from __future__ import annotations

import sqlite3

from quizapp.store import bodies, derived, log
from quizapp.store.model import Event, EventKind, NewEvent, UndoResult

_UNDO, _REDO = "undo", "redo"

_OF_STUDY = (
    EventKind.ATTEMPT,
    EventKind.ALMOST,
    EventKind.REVIEW,
    EventKind.OVERRIDE,
    EventKind.SUSPEND,
    EventKind.BURY,
    EventKind.FLAG,
    EventKind.RESET,
    EventKind.DUE,
    EventKind.LEECH,
    EventKind.PASSAGE,
)
_KINDS = ", ".join(f"'{kind}'" for kind in _OF_STUDY)


def last_action(connection: sqlite3.Connection) -> str | None:
    """The latest action of study that stands: what an undo takes back."""
    standing = log.select(
        connection,
        f"v = 1 AND kind IN ({_KINDS}) AND action NOT IN (SELECT action FROM voided) ORDER BY arrival DESC",
    )
    return next((event.action for event in standing if _is_of_study(connection, event)), None)


def last_undo(connection: sqlite3.Connection) -> Event | None:
    """The latest undo that stands, unless an action of study came after it: what a redo takes back."""
    latest = log.select(connection, f"v = 1 AND kind IN ({_KINDS}, '{EventKind.VOID}') ORDER BY arrival DESC")
    for event in latest:
        if event.kind != EventKind.VOID:
            if _is_of_study(connection, event):
                return None
        elif event.body.get("by") == _UNDO and not derived.is_voided(connection, event.action):
            return event
    return None


def undoing(action: str, fresh: str, sitting: str) -> NewEvent:
    """The void of an action, itself the action `fresh`."""
    return NewEvent(EventKind.VOID, fresh, sitting, None, action, {"by": _UNDO})


def redoing(undo: Event, fresh: str, sitting: str) -> NewEvent:
    """The void of an undo."""
    return NewEvent(EventKind.VOID, fresh, sitting, None, undo.action, {"by": _REDO})


def outcome(connection: sqlite3.Connection, action: str) -> UndoResult:
    events = log.select(connection, "action = ? ORDER BY arrival", action)
    return UndoResult(action, tuple(dict.fromkeys(event.card for event in events if event.card is not None)))


def _is_of_study(connection: sqlite3.Connection, event: Event) -> bool:
    """Whether the learner did this while studying: not in a quiz, and not the program's own upkeep."""
    if event.kind == EventKind.OVERRIDE and event.target is not None:
        attempt = log.event_by_id(connection, event.target)
        return attempt is None or bodies.is_study(attempt.body)
    if event.kind == EventKind.DUE and not event.sitting:
        # The workspace makes a card due whose answer was edited; nobody pressed a key for it.
        return False
    return bodies.is_study(event.body)
