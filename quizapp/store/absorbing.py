"""Takes one event after the other into the derived tables, within the transaction that appends it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from quizapp.named import NamedTuple
from quizapp.store import bodies, derived, log
from quizapp.store.model import Event, EventKind, MemoryRow, NewEvent
from quizapp.store.replay import CardFold, Pending, Sums, deck_of
from quizapp.study.model import New

if TYPE_CHECKING:
    from quizapp.study.memory import Fsrs

_KNOWN = frozenset(EventKind)

OF_ONE_CARD = _KNOWN - {EventKind.ALIAS, EventKind.OVERRIDE, EventKind.PARAMETERS, EventKind.VOID}
"""The kinds of events that change no other row of table `memory` than that of their card."""


class Ground(NamedTuple):
    """What taking in an event goes by: the model of memory, whether its action is voided, the row of its card
    and what of it is pending, and the self-marked attempt that it judges; None where all events of the card
    are wanted."""

    fsrs: Fsrs
    voided: bool
    row: MemoryRow
    waiting: Mapping[str, str]
    revealed: Mapping[str, tuple[int, str]] | None


def absorb(connection: sqlite3.Connection, event: Event, ground: Ground | None = None) -> None:
    """Brings the derived tables up to an event that was inserted last and comes last in replay's order.

    `ground` is what stood before it, if that was read already.
    """
    if event.v != 1 or event.kind not in _KNOWN:
        return
    derived.note(connection, event)
    ground = ground or ground_of(connection, event)
    fsrs = ground.fsrs
    if event.kind == EventKind.VOID:
        derived.revoid(connection, event, fsrs)
        if derived.fsrs_in_force(connection) != fsrs:
            derived.rebuild(connection)
    elif ground.voided:
        return
    elif event.kind == EventKind.PARAMETERS:
        derived.rebuild(connection)
    elif event.kind == EventKind.OVERRIDE:
        derived.refold(connection, derived.targeted(connection, [event]), fsrs, fresh=event)
    elif event.card is None:
        return
    elif event.kind == EventKind.ALIAS or ground.revealed is None:
        derived.refold(connection, {event.card}, fsrs, fresh=event)
    else:
        _advance(connection, event, ground)


def ground_of(connection: sqlite3.Connection, event: NewEvent | Event) -> Ground:
    """What stands where an event is to be appended, or was, but was not taken in yet."""
    revealed: Mapping[str, tuple[int, str]] | None = {}
    if event.kind == EventKind.REVIEW and event.card is not None and event.target is not None:
        id = event.id if isinstance(event, Event) else ""
        revealed = _revealed(connection, event.card, event.target, id)
    waiting = connection.execute("SELECT id, kind FROM pending WHERE card = ?", (event.card,)).fetchall()
    return Ground(
        derived.fsrs_in_force(connection),
        derived.is_voided(connection, event.action),
        MemoryRow("", New()) if event.card is None else derived.memory(connection, event.card),
        dict(waiting),
        revealed,
    )


def _revealed(
    connection: sqlite3.Connection, card: str, target: str, review: str
) -> Mapping[str, tuple[int, str]] | None:
    """The day and deck of the self-marked attempt that a review judges, if it does; None where others may
    have judged the attempt too, or an alias have carried it to another card than this one."""
    # The second condition spares reading the body of each other attempt.
    found = log.select(connection, "id = ? AND instr(body, ?)", target, f'"{bodies.REVEALED}"')
    attempt = next(found, None)
    if attempt is None or attempt.body.get("outcome") != bodies.REVEALED:
        return {}
    (others,) = connection.execute(
        "SELECT (SELECT count(*) FROM event WHERE target = ? AND id <> ?)"
        " + (SELECT count(*) FROM renamed WHERE old = ?)",
        (target, review, card),
    ).fetchone()
    if attempt.card != card or attempt.v != 1 or others:
        return None
    stands = attempt.kind == EventKind.ATTEMPT and not derived.is_voided(connection, attempt.action)
    return {attempt.id: (attempt.day, deck_of(attempt))} if stands else {}


def _advance(connection: sqlite3.Connection, event: Event, ground: Ground) -> None:
    """Takes one event into the row of its card, without looking at the card's other events."""
    sums: Sums = {}
    advanced = CardFold(ground.row, sums, ground.fsrs, ground.waiting, ground.revealed)
    advanced.apply(event)
    derived.put_row(connection, ground.row, advanced.row)
    derived.add_sums(connection, sums)
    card = ground.row.card
    derived.put_pending(
        connection,
        {id: Pending(card, kind) for id, kind in ground.waiting.items()},
        {id: Pending(card, kind) for id, kind in advanced.pending.items()},
    )
