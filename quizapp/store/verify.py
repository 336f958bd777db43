"""Proof that a stored history is whole: checksums, gaps, and replay against the derived tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping

from quizapp.store import derived, log
from quizapp.store.model import Event, Finding
from quizapp.store.replay import replay


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
    events = list(log.select(connection, "TRUE ORDER BY arrival"))
    found += _checksums(events)
    found += _gaps(events)
    found += _differences(connection, events)
    return tuple(found)


def _checksums(events: Iterable[Event]) -> Iterator[Finding]:
    for event in events:
        if log.checksum(event) != event.crc:
            place = (("event", event.id), ("device", event.device), ("seq", str(event.seq)))
            yield Finding("wrong-checksum", place)


def _gaps(events: Iterable[Event]) -> Iterator[Finding]:
    seqs: dict[str, list[int]] = {}
    for event in events:
        seqs.setdefault(event.device, []).append(event.seq)
    for device, numbers in sorted(seqs.items()):
        expected = 1
        for number in sorted(numbers):
            if number > expected:
                gap = (("device", device), ("first", str(expected)), ("last", str(number - 1)))
                yield Finding("missing-events", gap)
            expected = number + 1


def _differences(connection: sqlite3.Connection, events: list[Event]) -> Iterator[Finding]:
    told, told_voided = derived.stored(connection)
    true, true_voided = replay(events)
    renamed, timed = derived.indexed(connection)
    tables: dict[str, tuple[Mapping[str, object], Mapping[str, object]]] = {
        "memory": (told.rows, true.rows),
        "day_sum": (
            {f"{row.day} {row.deck}": row for row in told.sums},
            {f"{row.day} {row.deck}": row for row in true.sums},
        ),
        "pending": (told.pending, true.pending),
        "renamed": (renamed, _each(events, derived.old_name)),
        "timed": (timed, _each(events, derived.timing)),
        "voided": (dict.fromkeys(told_voided, True), dict.fromkeys(true_voided, True)),
    }
    for table, (stands, ought) in tables.items():
        for key in sorted(stands.keys() | ought.keys()):
            if stands.get(key) != ought.get(key):
                yield Finding("differs", (("table", table), ("key", key)))


def _each(events: Iterable[Event], said: Callable[[Event], object]) -> dict[str, object]:
    return {event.id: what for event in events if (what := said(event)) is not None}
