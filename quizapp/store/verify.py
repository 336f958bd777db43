"""Proof that a stored history is whole: checksums, gaps, and replay against the derived tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from quizapp.store import derived, log
from quizapp.store.model import Event, EventKind, Finding
from quizapp.store.replay import Derived
from quizapp.store.sweep import sweep


def findings(connection: sqlite3.Connection) -> tuple[Finding, ...]:
    """Everything wrong with a history, nothing where all is well. Only reads.

    Codes: `damaged-page` (what), `wrong-checksum` (event, device, seq), `missing-events` (device, first,
    last), `differs` (table, key). Raises sqlite3.DatabaseError where the file cannot be read at all.
    """
    found = [
        Finding("damaged-page", (("what", str(what)),))
        for (what,) in connection.execute("PRAGMA integrity_check")
        if what != "ok"
    ]
    renamed: dict[str, str] = {}

    def look_at(row: tuple[Any, ...], event: Event) -> None:
        if not log.is_sound(row[1:]):
            place = (("event", event.id), ("device", event.device), ("seq", str(event.seq)))
            found.append(Finding("wrong-checksum", place))
        old = derived.old_name(event)
        if old is not None:
            renamed[event.id] = old

    true, voided = sweep(connection, look_at)
    found += _gaps(connection)
    found += _differences(connection, true, voided, renamed)
    return tuple(found)


def _gaps(connection: sqlite3.Connection) -> Iterator[Finding]:
    last, expected = None, 1
    for device, number in connection.execute("SELECT device, seq FROM event ORDER BY device, seq"):
        if device != last:
            last, expected = device, 1
        if number > expected:
            gap = (("device", device), ("first", str(expected)), ("last", str(number - 1)))
            yield Finding("missing-events", gap)
        expected = number + 1


def _differences(
    connection: sqlite3.Connection, true: Derived, true_voided: frozenset[str], true_renamed: dict[str, str]
) -> Iterator[Finding]:
    told, told_voided = derived.stored(connection)
    renamed = connection.execute(
        "SELECT coalesce(id, arrival), old FROM renamed LEFT JOIN event USING (arrival)"
    )
    tables: dict[str, tuple[Mapping[str, object], Mapping[str, object]]] = {
        "memory": (told.rows, true.rows),
        "day_sum": (
            {f"{row.day} {row.deck}": row for row in told.sums},
            {f"{row.day} {row.deck}": row for row in true.sums},
        ),
        "pending": (told.pending, true.pending),
        "renamed": (dict(renamed.fetchall()), true_renamed),
        "voided": (dict.fromkeys(told_voided, True), dict.fromkeys(true_voided, True)),
    }
    for table, (stands, ought) in tables.items():
        for key in sorted(stands.keys() | ought.keys()):
            if stands.get(key) != ought.get(key):
                yield _differs(table, key)
    for key in sorted(_timed_otherwise(connection)):
        yield _differs("timed", key)


def _timed_otherwise(connection: sqlite3.Connection) -> Iterator[str]:
    """The ids of the events of which `timed` does not say what they do, or the arrivals where there is none.

    Both are read along each other: held at once, the times of a million attempts fill half a gigabyte.
    """
    told = connection.execute("SELECT arrival, question, duration_ms FROM timed ORDER BY arrival, question")
    for arrival, rows in groupby(merge(_timings(connection), told), itemgetter(0)):
        first, *others = rows
        if others != [first]:
            yield log.event_id(connection, arrival) or str(arrival)


def _timings(connection: sqlite3.Connection) -> Iterator[tuple[int, str, int]]:
    attempts = f"SELECT arrival, {log.COLUMNS} FROM event WHERE kind = '{EventKind.ATTEMPT}' ORDER BY arrival"
    for row in connection.execute(attempts):
        timed = derived.timing(log.event_of(row[1:]))
        if timed is not None:
            yield row[0], *timed


def _differs(table: str, key: str) -> Finding:
    return Finding("differs", (("table", table), ("key", key)))
