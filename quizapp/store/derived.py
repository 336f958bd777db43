"""The derived tables, kept in step with the log within the transaction that appends to it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from quizapp.store import bodies, log
from quizapp.store.model import DaySum, Event, EventKind, MemoryRow, Parameters
from quizapp.store.replay import (
    COUNTS,
    RULES_VERSION,
    Derived,
    Pending,
    Steps,
    Sums,
    differing,
    fold,
    in_force,
    voided_actions,
    voids,
)
from quizapp.store.rows import MEMORY_COLUMNS, memory_of, values_of
from quizapp.study.model import New

if TYPE_CHECKING:
    from quizapp.study.memory import Fsrs

_PUT_MEMORY = (
    f"INSERT OR REPLACE INTO memory ({MEMORY_COLUMNS}) "
    f"VALUES ({', '.join('?' * len(MEMORY_COLUMNS.split(',')))})"
)
_ADD_SUM = (
    f"INSERT INTO day_sum (day, deck, {', '.join(COUNTS)}) VALUES (?, ?{', ?' * len(COUNTS)}) "
    f"ON CONFLICT DO UPDATE SET {', '.join(f'{name} = {name} + excluded.{name}' for name in COUNTS)}"
)
_DROP_EMPTY_SUM = f"DELETE FROM day_sum WHERE day = ? AND deck = ? AND {' + '.join(COUNTS)} = 0"

_LISTED = "(SELECT value FROM json_each(?))"
"""Asked for at once, what is wanted of many cards takes a part of the time of a query each."""

_ALIASES = (
    # The sign has SQLite look through the index of the card alone: reading the card's events took 5 ms where
    # there are two million, for every card that a sitting before has touched.
    "card = ? AND +arrival IN (SELECT arrival FROM renamed)"
    " OR arrival IN (SELECT arrival FROM renamed WHERE old = ?)"
)


def parameters_in_force(connection: sqlite3.Connection) -> Parameters | None:
    """The last usable set of parameters that stands; None: the default ones."""
    # The first condition is that of an index, which is all that there is to read where none was ever set.
    return in_force(
        log.select(connection, "kind = 'parameters' AND action NOT IN (SELECT action FROM voided)")
    )


def fsrs_in_force(connection: sqlite3.Connection) -> Fsrs:
    """What computes memory: retention and longest interval do not touch it."""
    from quizapp.study.memory import Fsrs

    found = parameters_in_force(connection)
    return Fsrs() if found is None else Fsrs(found.weights)


def rebuild(connection: sqlite3.Connection) -> None:
    """Writes the derived tables anew from the log, within the caller's transaction."""
    from quizapp.store.sweep import sweep

    for table in ("memory", "day_sum", "pending", "voided", "renamed", "timed", "derived"):
        connection.execute(f"DELETE FROM {table}")
    derived, voided = sweep(connection, lambda row, event: note(connection, event, row[0]))
    connection.executemany("INSERT INTO voided VALUES (?)", [(action,) for action in voided])
    # In the order of their key: each page of the table is written once.
    connection.executemany(_PUT_MEMORY, map(values_of, (derived.rows[card] for card in sorted(derived.rows))))
    add_sums(connection, differing((), derived.sums))
    put_pending(connection, {}, derived.pending)
    connection.execute("INSERT INTO derived VALUES (?)", (RULES_VERSION,))


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the derived tables were written by the rules of this version."""
    return connection.execute("SELECT version FROM derived").fetchall() == [(RULES_VERSION,)]


def stored(connection: sqlite3.Connection) -> tuple[Derived, frozenset[str]]:
    """The derived tables as they stand, in the shape that replay gives."""
    rows = {row.card: row for row in memories(connection)}
    sums = tuple(day_sums(connection, 1, bodies.LAST_DAY))
    waiting = connection.execute("SELECT id, card, kind FROM pending")
    pending = {id: Pending(card, kind) for id, card, kind in waiting}
    voided = frozenset(action for (action,) in connection.execute("SELECT action FROM voided"))
    return Derived(rows, sums, pending), voided


def old_name(event: Event) -> str | None:
    """The name that an alias ends."""
    if event.kind != EventKind.ALIAS or event.v != 1:
        return None
    return bodies.text(event.body, "from")


def timing(event: Event) -> tuple[str, int] | None:
    """The question kind of a timed attempt, and how long it took in milliseconds."""
    if event.kind != EventKind.ATTEMPT or event.v != 1:
        return None
    question, duration_ms = bodies.text(event.body, "kind"), bodies.duration_ms(event.body)
    return (question, duration_ms) if question is not None and duration_ms else None


def memories(connection: sqlite3.Connection) -> Iterator[MemoryRow]:
    return map(memory_of, connection.execute(f"SELECT {MEMORY_COLUMNS} FROM memory"))


def memory(connection: sqlite3.Connection, card: str) -> MemoryRow:
    """The row of a card, that of a new one where there is none."""
    found = connection.execute(f"SELECT {MEMORY_COLUMNS} FROM memory WHERE card = ?", (card,)).fetchone()
    return MemoryRow(card, New()) if found is None else memory_of(found)


def day_sums(connection: sqlite3.Connection, first_day: int, last_day: int) -> Iterator[DaySum]:
    """The sums of the days from first to last, both included, in order."""
    query = f"SELECT day, deck, {', '.join(COUNTS)} FROM day_sum WHERE day BETWEEN ? AND ? ORDER BY day, deck"
    return (DaySum(*row) for row in connection.execute(query, (first_day, last_day)))


def is_voided(connection: sqlite3.Connection, action: str) -> bool:
    return connection.execute("SELECT 1 FROM voided WHERE action = ?", (action,)).fetchone() is not None


def mentioned(connection: sqlite3.Connection, event: Event) -> set[str]:
    """The cards of which an event speaks, be it through the attempt that it overrides."""
    cards = set() if event.card is None else {event.card}
    return cards | targeted(connection, [event])


def _voided_among(connection: sqlite3.Connection, actions: Collection[str]) -> set[str]:
    found = connection.execute(
        "SELECT value FROM json_each(?) WHERE value IN (SELECT action FROM voided)",
        (json.dumps(list(actions)),),
    )
    return {action for (action,) in found}


def revoid(connection: sqlite3.Connection, event: Event, fsrs: Fsrs) -> None:
    """Works out which actions a new void turns, and folds their cards anew."""
    actions, pairs = _entangled(connection, event)
    now = voided_actions(pairs)
    before = {action for action in actions if is_voided(connection, action)}
    turned = before ^ now
    if turned:
        events = [each for action in turned for each in log.select(connection, "action = ?", action)]
        cards = set().union(*(mentioned(connection, each) for each in events))
        refold(connection, cards, fsrs, gone=now - before, back=before - now)


def _entangled(connection: sqlite3.Connection, event: Event) -> tuple[set[str], set[tuple[str, str]]]:
    """The actions whose standing can depend on a void, and all voids among them."""
    pairs: set[tuple[str, str]] = set()
    seen: set[str] = set()
    open_actions = [event.action] if event.target is None else [event.action, event.target]
    while open_actions:
        action = open_actions.pop()
        if action in seen:
            continue
        seen.add(action)
        condition = f"kind = '{EventKind.VOID}' AND (action = ? OR target = ?)"
        for pair in voids(log.select(connection, condition, action, action)):
            pairs.add(pair)
            open_actions.extend(pair)
    return seen, pairs


def refold(
    connection: sqlite3.Connection,
    cards: Collection[str],
    fsrs: Fsrs,
    *,
    fresh: Event | None = None,
    gone: Collection[str] = (),
    back: Collection[str] = (),
) -> None:
    """Folds the whole history of some cards as it stood before a change and as it stands now.

    The difference goes into the tables. The change is a fresh event, or actions newly voided (`gone`) and
    no longer voided (`back`).
    """
    events = histories(connection, kin(connection, cards))
    actions = {event.action for event in events}
    before = _voided_among(connection, actions)
    connection.executemany("DELETE FROM voided WHERE action = ?", [(action,) for action in back])
    connection.executemany("INSERT INTO voided VALUES (?)", [(action,) for action in gone])
    after = (before | set(gone)) - set(back)
    # Both take nearly the same steps of memory, which are half of their work.
    steps = Steps(fsrs.first, cache(fsrs.after))
    old = fold((e for e in events if e.action not in before and e != fresh), steps)
    _put(connection, old, fold((e for e in events if e.action not in after), steps))


def kin(connection: sqlite3.Connection, cards: Collection[str]) -> set[str]:
    """The cards, and all that aliases, voided or not, tie to them."""
    found: set[str] = set()
    open_cards = list(cards)
    while open_cards:
        card = open_cards.pop()
        if card in found:
            continue
        found.add(card)
        for alias in log.select(connection, _ALIASES, card, card):
            old = bodies.text(alias.body, "from")
            open_cards.extend(name for name in (alias.card, old) if name is not None)
    return found


def histories(connection: sqlite3.Connection, cards: Collection[str]) -> list[Event]:
    """Every event that speaks of the cards, overrides of their attempts included."""
    events: dict[str, Event] = {}
    for event in log.select(connection, f"card IN {_LISTED}", json.dumps(list(cards))):
        events[event.id] = event
    attempts = [event.id for event in events.values() if event.kind == EventKind.ATTEMPT]
    overrides = f"target IN {_LISTED} AND kind = '{EventKind.OVERRIDE}'"
    for event in log.select(connection, overrides, json.dumps(attempts)):
        events[event.id] = event
    return list(events.values())


def targeted(connection: sqlite3.Connection, events: Iterable[Event]) -> set[str]:
    """The cards of the attempts that overrides among the events speak of."""
    targets = [event.target for event in events if event.kind == EventKind.OVERRIDE and event.target]
    attempts = [log.event_by_id(connection, target) for target in targets]
    return {attempt.card for attempt in attempts if attempt is not None and attempt.card is not None}


def note(connection: sqlite3.Connection, event: Event, arrival: int | None = None) -> None:
    """Notes under which words of its body an event is looked for; `arrival` is its number, if known."""
    renamed, timed = old_name(event), timing(event)
    if renamed is None and timed is None:
        return
    if arrival is None:
        (arrival,) = connection.execute("SELECT arrival FROM event WHERE id = ?", (event.id,)).fetchone()
    if renamed is not None:
        connection.execute("INSERT INTO renamed VALUES (?, ?)", (arrival, renamed))
    if timed is not None:
        connection.execute("INSERT INTO timed VALUES (?, ?, ?)", (timed[0], arrival, timed[1]))


def _put(connection: sqlite3.Connection, old: Derived, new: Derived) -> None:
    for card in old.rows.keys() | new.rows.keys():
        empty = MemoryRow(card, New())
        put_row(connection, old.rows.get(card, empty), new.rows.get(card, empty))
    add_sums(connection, differing(old.sums, new.sums))
    put_pending(connection, old.pending, new.pending)


def put_row(connection: sqlite3.Connection, old: MemoryRow, new: MemoryRow) -> None:
    """Writes the row of a card if it differs; a new card of which nothing is known has none."""
    if new == MemoryRow(new.card, New()):
        connection.execute("DELETE FROM memory WHERE card = ?", (new.card,))
    elif new != old:
        connection.execute(_PUT_MEMORY, values_of(new))


def add_sums(connection: sqlite3.Connection, sums: Sums) -> None:
    """Adds counts, which may be negative, to the sums of their days and decks."""
    for (day, deck), counts in sums.items():
        if any(counts.values()):
            connection.execute(_ADD_SUM, (day, deck, *[counts.get(name, 0) for name in COUNTS]))
            if min(counts.values()) < 0:
                connection.execute(_DROP_EMPTY_SUM, (day, deck))


def put_pending(
    connection: sqlite3.Connection, old: Mapping[str, Pending], new: Mapping[str, Pending]
) -> None:
    """Writes what is pending, by the ids of attempts and almosts, where it differs."""
    gone = [(id,) for id in old if old[id] != new.get(id)]
    fresh = [(id, each.card, each.kind) for id, each in new.items() if each != old.get(id)]
    # Even with nothing to do, a statement costs.
    if gone:
        connection.executemany("DELETE FROM pending WHERE id = ?", gone)
    if fresh:
        connection.executemany("INSERT INTO pending (id, card, kind) VALUES (?, ?, ?)", fresh)
