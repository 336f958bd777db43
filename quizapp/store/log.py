"""The event table: rows to events and back, checksums, ids, and appending."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from quizapp.store.model import Event, EventKind, NewEvent

COLUMNS = "id, device, seq, at_ms, offset_min, day, kind, action, sitting, card, target, v, body, crc"

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False)

_INSERT = f"INSERT INTO event ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

_LAST_STANDING = f"""
    SELECT at_ms FROM event
    WHERE kind <> '{EventKind.VOID}' AND action NOT IN (SELECT action FROM voided)
    ORDER BY at_ms DESC LIMIT 1
"""


def uuid7(at_ms: int) -> str:
    """A UUID of version 7 (RFC 9562): a moment in Unix milliseconds, then random bits."""
    bits = (at_ms & (1 << 48) - 1) << 80 | int.from_bytes(os.urandom(10))
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    digits = f"{bits:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def canonical(value: object) -> str:
    """The one JSON text of a value: keys sorted, no spaces, ASCII, so that a lone surrogate can be kept.

    Raises ValueError for a number that JSON does not know, TypeError for what is no JSON value.
    """
    return _CANONICAL.encode(value)


def checksum(event: Event) -> int:
    """The CRC-32 of an event's other columns as one canonical JSON array, in the order of the columns."""
    *told, body, _ = event
    return _sum(told, canonical(body))


def is_sound(row: tuple[Any, ...]) -> bool:
    """Whether a row of `COLUMNS` matches its checksum."""
    *told, body, crc = row
    # A body is nearly always stored in its canonical form: to read it and write it anew doubles the time.
    return bool(_sum(told, body) == crc or checksum(event_of(row)) == crc)


def _sum(told: list[object], body: str) -> int:
    return zlib.crc32(f"{canonical(told)[:-1]},{body}]".encode())


def event_of(row: tuple[Any, ...]) -> Event:
    """The event that a row of `COLUMNS` holds. A body that is no JSON object reads as an empty one."""
    try:
        body = json.loads(row[-2])
    except (ValueError, RecursionError):
        body = None
    values = [*row[:-2], body if isinstance(body, dict) else {}, row[-1]]
    return Event(*values)


def line_of(event: Event) -> str:
    """An event as one line of JSON, for export."""
    return canonical({name: getattr(event, name) for name in Event._fields})


def select(connection: sqlite3.Connection, where: str, *values: object) -> Iterator[Event]:
    """The events that satisfy an SQL condition on table `event`, which may end in ORDER BY."""
    return map(event_of, connection.execute(f"SELECT {COLUMNS} FROM event WHERE {where}", values))


def event_by_id(connection: sqlite3.Connection, id: str) -> Event | None:
    return next(select(connection, "id = ?", id), None)


def head(connection: sqlite3.Connection) -> int:
    """The arrival number of the last event; 0 in an empty log."""
    (arrival,) = connection.execute("SELECT max(arrival) FROM event").fetchone()
    return int(arrival or 0)


def event_id(connection: sqlite3.Connection, arrival: int) -> str | None:
    """The id of the event with an arrival number; None where there is none."""
    row = connection.execute("SELECT id FROM event WHERE arrival = ?", (arrival,)).fetchone()
    return None if row is None else str(row[0])


def earliest(connection: sqlite3.Connection) -> int:
    """The earliest time for events appended now, in Unix milliseconds: after every event that stands.

    Voided events do not count, so that voiding the events of a clock gone wrong leads back to the present.
    """
    row = connection.execute(_LAST_STANDING).fetchone()
    return 0 if row is None else int(row[0]) + 1


def next_seq(connection: sqlite3.Connection, device: str) -> int:
    (last,) = connection.execute("SELECT max(seq) FROM event WHERE device = ?", (device,)).fetchone()
    return int(last or 0) + 1


def insert(
    connection: sqlite3.Connection,
    new: NewEvent,
    *,
    device: str,
    seq: int,
    at_ms: int,
    offset_min: int,
    day: int,
) -> Event:
    """Adds one event to the log, within the caller's transaction."""
    text = canonical(dict(new.body))
    body: Mapping[str, object] = json.loads(text)
    id = uuid7(at_ms)
    where = (id, device, seq, at_ms, offset_min, day)
    what = (str(new.kind), new.action, new.sitting, new.card, new.target, new.v)
    crc = _sum([*where, *what], text)
    connection.execute(_INSERT, (*where, *what, text, crc))
    return Event(*where, *what, body, crc)
