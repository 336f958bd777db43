"""Who holds the writer lock, as the note in its file tells."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from quizapp.clock import Instant
from quizapp.store.database import worded
from quizapp.store.model import Busy
from quizapp.system import Locked, folder_private, lock_file

LOCK_NAME = "writer.lock"


@contextmanager
def holding(folder: Path, command: str, now: Instant) -> Iterator[None]:
    """Holds the advisory writer lock of a folder. Raises Busy, which names who holds it."""
    path = folder / LOCK_NAME
    note = {"pid": str(os.getpid()), "command": command, "since": _iso(now)}
    with worded(path):
        folder_private(folder)
    try:
        held = lock_file(path, json.dumps(note))
        with worded(path):
            held.__enter__()
    except Locked as locked:
        raise _busy(locked.note) from None
    try:
        yield
    finally:
        held.__exit__(None, None, None)


def _iso(now: Instant) -> str:
    """A moment in its own zone, as ISO 8601, to the second."""
    zone = timezone(timedelta(minutes=now.offset_min))
    return datetime.fromtimestamp(now.at_ms / 1000, zone).isoformat(timespec="seconds")


def _busy(note: str) -> Busy:
    """The error that names who holds the lock; what the note does not say is empty."""
    try:
        read = json.loads(note)
    except ValueError:
        read = None
    known = read if isinstance(read, dict) else {}
    return Busy(
        pid=str(known.get("pid", "")),
        command=str(known.get("command", "")),
        since=str(known.get("since", "")),
    )
