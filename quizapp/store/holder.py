"""Who holds the writer lock, as the note in its file tells."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

from quizapp.clock import Instant
from quizapp.store.model import Busy


def iso(now: Instant) -> str:
    """A moment in its own zone, as ISO 8601, to the second."""
    zone = timezone(timedelta(minutes=now.offset_min))
    return datetime.fromtimestamp(now.at_ms / 1000, zone).isoformat(timespec="seconds")


def busy(note: str) -> Busy:
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
