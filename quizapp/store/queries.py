"""What is asked of the history, over the derived tables where they know and over indexes of the log."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from quizapp.store import bodies, derived, log
from quizapp.store.model import DaySum, Event, EventKind, MemoryRow
from quizapp.store.replay import COUNTS, deck_of, order
from quizapp.store.rows import MEMORY_COLUMNS, memory_of

_RECENT_ATTEMPTS = 200

_STANDS = "v = 1 AND action NOT IN (SELECT action FROM voided)"
# The first condition is that of an index, which is all that there is to read where no exam was begun.
_EXAM_STARTS = f"kind = 'exam-start' AND {_STANDS}"


def memory(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, MemoryRow]:
    """The stored rows among some cards."""
    query = f"SELECT {MEMORY_COLUMNS} FROM memory WHERE card IN (SELECT value FROM json_each(?))"
    return {row[0]: memory_of(row) for row in connection.execute(query, (json.dumps(keys),))}


def day_totals(
    connection: sqlite3.Connection, first_day: int, last_day: int, deck: str | None
) -> Iterator[DaySum]:
    """The sums of a deck by day, or with None those of all decks together, under the name \"\"."""
    of_deck, named = ("AND deck = ?", "deck") if deck is not None else ("", "''")
    sums = ", ".join(f"sum({name})" for name in COUNTS)
    query = f"SELECT day, {named}, {sums} FROM day_sum WHERE day BETWEEN ? AND ? {of_deck} GROUP BY day"
    values = (first_day, last_day) if deck is None else (first_day, last_day, deck)
    return (DaySum(*row) for row in connection.execute(query, values))


def studied_days(connection: sqlite3.Connection, last_day: int) -> Iterator[int]:
    """The days up to the last one on which anything was answered, latest first."""
    query = "SELECT DISTINCT day FROM day_sum WHERE day <= ? AND answered > 0 ORDER BY day DESC"
    return (day for (day,) in connection.execute(query, (last_day,)))


def loads(
    connection: sqlite3.Connection, first: int, last: int, card: str
) -> tuple[dict[int, int], frozenset[int]]:
    """How many cards in review, suspended ones and the card itself apart, are due on each day from first to
    last, and the days among them on which siblings of the card are."""
    group, _, face = card.rpartition("#")
    # All that is asked stands in the index `memory_due`.
    counted = connection.execute(
        "SELECT due, count(*) FROM memory"
        " WHERE due BETWEEN ? AND ? AND suspended = 0 AND card <> ? GROUP BY due",
        (first, last, card),
    )
    counts = {int(day): int(count) for day, count in counted}
    if not counts or face == "main":  # A face of that name is alone.
        return counts, frozenset()
    # The pluses keep SQLite to the few faces of the card; `$` is the character after `#`.
    siblings = connection.execute(
        "SELECT due FROM memory WHERE card >= ? AND card < ? AND card <> ?"
        " AND +due BETWEEN ? AND ? AND +suspended = 0",
        (f"{group}#", f"{group}$", card, first, last),
    )
    return counts, frozenset(day for (day,) in siblings)


def cards_changed_since(connection: sqlite3.Connection, head: int) -> frozenset[str]:
    """The cards that events after a head speak of, also by voiding what spoke of them."""
    cards: set[str] = set()
    actions: set[str] = set()
    voided: list[str] = []
    parameters = False
    for event in log.select(connection, "arrival > ?", head):
        cards |= derived.mentioned(connection, event)
        parameters |= event.kind == EventKind.PARAMETERS
        if event.kind == EventKind.VOID and event.target is not None:
            voided.append(event.target)
    while voided:
        action = voided.pop()
        if action in actions:
            continue
        actions.add(action)
        for event in log.select(connection, "action = ?", action):
            cards |= derived.mentioned(connection, event)
            parameters |= event.kind == EventKind.PARAMETERS
            if event.kind == EventKind.VOID and event.target is not None:
                voided.append(event.target)
    if parameters:
        cards |= {row.card for row in derived.memories(connection)}
    return frozenset(derived.kin(connection, cards))


def unfinished(connection: sqlite3.Connection) -> Event | None:
    """The latest event that waits for a rating or a retype, under the present name of its card."""
    # CROSS JOIN keeps SQLite from walking the log backwards in search of the few that wait.
    latest = connection.execute(
        "SELECT pending.id, pending.card FROM pending CROSS JOIN event USING (id) "
        "ORDER BY arrival DESC LIMIT 1"
    ).fetchone()
    if latest is None:
        return None
    event = log.event_by_id(connection, latest[0])
    return None if event is None else event._replace(card=latest[1])


def override_of(connection: sqlite3.Connection, attempt: str) -> Event | None:
    """The last usable override of an attempt that stands."""
    events = log.select(
        connection,
        "target = ? AND kind = ? AND v = 1 AND action NOT IN (SELECT action FROM voided)"
        " ORDER BY at_ms DESC, device DESC, seq DESC",
        attempt,
        EventKind.OVERRIDE,
    )
    return next((event for event in events if bodies.text(event.body, "outcome") in bodies.MARKED), None)


def marked_reviews(connection: sqlite3.Connection, day: int, mark: str) -> dict[str, int]:
    """How many ratings of a study day, by deck, bear a mark: `true` in their body."""
    rated = log.select(
        connection,
        "day = ? AND kind = ? AND v = 1 AND instr(body, ?) AND action NOT IN (SELECT action FROM voided)",
        day,
        EventKind.REVIEW,
        f'"{mark}"',
    )
    return Counter(deck_of(event) for event in rated if event.body.get(mark) is True)


def kept_passages(connection: sqlite3.Connection, cards: Sequence[str]) -> frozenset[str]:
    """The prints of the changed passages with which cards, whatever they were called, were kept."""
    names = derived.kin(connection, cards)
    events = log.select(
        connection,
        "card IN (SELECT value FROM json_each(?)) AND kind = ? AND v = 1"
        " AND action NOT IN (SELECT action FROM voided)",
        json.dumps(sorted(names)),
        EventKind.PASSAGE,
    )
    prints = (bodies.text(event.body, "print") for event in events)
    return frozenset(print for print in prints if print is not None)


def exam_starts(connection: sqlite3.Connection) -> tuple[Event, ...]:
    """The beginnings of exams, latest first."""
    return tuple(log.select(connection, f"{_EXAM_STARTS} ORDER BY arrival DESC"))


def exam_under_way(connection: sqlite3.Connection) -> Event | None:
    """The beginning of the last exam, unless that was handed in. No undo takes a hand-in back, but it may
    have been set aside with a wrong clock."""
    row = connection.execute(
        f"SELECT id FROM event WHERE {_EXAM_STARTS} ORDER BY arrival DESC LIMIT 1"
    ).fetchone()
    handed_in = f"SELECT 1 FROM event WHERE target = ? AND kind = ? AND {_STANDS}"
    if row is None or connection.execute(handed_in, (row[0], EventKind.EXAM_HAND_IN)).fetchone():
        return None
    return log.event_by_id(connection, row[0])


def targeting(connection: sqlite3.Connection, target: str) -> tuple[Event, ...]:
    """The events that speak of an event and stand, in the order of their arrival."""
    return tuple(log.select(connection, f"target = ? AND {_STANDS} ORDER BY arrival", target))


def acting(connection: sqlite3.Connection, action: str) -> tuple[Event, ...]:
    """The events of an action, in the order of their arrival."""
    return tuple(log.select(connection, "action = ? AND v = 1 ORDER BY arrival", action))


def made_new(connection: sqlite3.Connection) -> list[str]:
    """The new cards that have a row: those that were reset are among them."""
    return [card for (card,) in connection.execute("SELECT card FROM memory WHERE phase = 'new'")]


def about(connection: sqlite3.Connection, card: str) -> tuple[Event, ...]:
    """The events of a card under all its names that stand, in the order of replay."""
    events = derived.histories(connection, derived.kin(connection, [card]))
    standing = (event for event in events if not derived.is_voided(connection, event.action))
    return tuple(sorted(standing, key=order))


def median_ms(connection: sqlite3.Connection, kind: str) -> tuple[int, int | None]:
    """How many of the last attempts of a question kind were timed, and their median in milliseconds."""
    rows = connection.execute(
        "SELECT duration_ms FROM timed JOIN event USING (arrival) "
        "WHERE question = ? AND action NOT IN (SELECT action FROM voided) ORDER BY arrival DESC LIMIT ?",
        (kind, _RECENT_ATTEMPTS),
    )
    times = [duration_ms for (duration_ms,) in rows]
    middle = sorted(times)[(len(times) - 1) // 2 : len(times) // 2 + 1]
    return len(times), sum(middle) // len(middle) if middle else None
