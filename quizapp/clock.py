"""The clock as an argument, so that tests and `QUIZAPP_NOW` can move it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from quizapp.errors import QuizError
from quizapp.named import NamedTuple
from quizapp.system import follow_zone


class Instant(NamedTuple):
    """A moment: Unix time in milliseconds, and the local offset from UTC in minutes at that moment."""

    at_ms: int
    offset_min: int


class Clock(Protocol):
    def now(self) -> Instant: ...


ZONE_S = 1.0
"""How often the local time zone is asked for, in seconds: it takes 17 µs."""


class SystemClock:
    """The machine's clock in its local time zone, which may change while the program runs."""

    def __init__(self) -> None:
        self._asked: float | None = None

    def now(self) -> Instant:
        monotonic = time.monotonic()
        if self._asked is None or monotonic - self._asked >= ZONE_S:
            follow_zone()
            self._asked = monotonic
        seconds = time.time()
        return Instant(int(seconds * 1000), time.localtime(seconds).tm_gmtoff // 60)


class TickingClock:
    """A clock that starts at a given moment, keeps its offset, and ticks from there."""

    def __init__(self, start: datetime, monotonic: Callable[[], float] = time.monotonic) -> None:
        offset = start.utcoffset()
        if offset is None:
            raise ValueError("start needs an offset from UTC")
        self._start_ms = int(start.timestamp() * 1000)
        self._offset_min = int(offset.total_seconds()) // 60
        self._monotonic = monotonic
        self._began = monotonic()

    def now(self) -> Instant:
        elapsed_ms = int((self._monotonic() - self._began) * 1000)
        return Instant(self._start_ms + elapsed_ms, self._offset_min)


def clock_from(environ: Mapping[str, str], *, explicit_data: bool) -> Clock:
    """The clock that `QUIZAPP_NOW` asks for, else the machine's.

    Raises QuizError where the value is not ISO 8601 with an offset, or where no data folder was named:
    a moved clock must not write into the learner's real history.
    """
    wanted = environ.get("QUIZAPP_NOW")
    if not wanted:
        return SystemClock()
    if not explicit_data:
        raise QuizError("now-needs-data", exit_code=2)
    try:
        start = datetime.fromisoformat(wanted)
    except ValueError:
        raise QuizError("bad-now", exit_code=2, value=wanted) from None
    if start.tzinfo is None:
        raise QuizError("bad-now", exit_code=2, value=wanted)
    return TickingClock(start)
