"""The history as the rest of the program knows it: append, ask, undo."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from quizapp.clock import Clock, Instant
from quizapp.errors import QuizError
from quizapp.named import NamedTuple
from quizapp.store import log, quarantine, undo
from quizapp.store.absorbing import OF_ONE_CARD, Ground, absorb, ground_of
from quizapp.store.database import in_snapshot, open_to_write, quick, transaction, worded
from quizapp.store.device import Device
from quizapp.store.holder import holding
from quizapp.store.lookups import Lookups
from quizapp.store.model import (
    Event,
    EventKind,
    Finding,
    NewEvent,
    UndoResult,
)
from quizapp.store.quarantine import Ahead, Place
from quizapp.store.reading import ReadOnly, T
from quizapp.study.days import study_day

WORTH_MOVING = 16
"""So many appends, those of eight answers, are some 80 pages to write, and 240 of the log."""


class Footing(NamedTuple):
    """Where the log goes on: the next number of the device, the earliest time in Unix milliseconds, and the
    ground of the event."""

    seq: int
    earliest_ms: int
    ground: Ground


class History(Lookups):
    """The log of everything the learner did, and what it comes to.

    May be used from several threads. Every method may raise QuizError where the file fails: codes
    `history-locked`, `history-unwritable`, `history-disk-full`, `history-unreadable`, `history-damaged`,
    and `history-read-only` for a change to a history that was opened by `read`.
    """

    def __init__(
        self, folder: Path, source: sqlite3.Connection | ReadOnly, clock: Clock | None, rollover_hour: int
    ) -> None:
        super().__init__(folder, source)
        self._clock = clock
        self._rollover_hour = rollover_hour
        self._unmoved = 0
        self._device = Device(self._path)

    @classmethod
    def open(
        cls, folder: Path, *, clock: Clock, rollover_hour: int = 4, slow: Callable[[], None] = quick
    ) -> History:
        """Opens a folder's history to read and write; folder and file are made on first need. `slow` is
        called before work of minutes: a long history of another version must be brought up to date.

        Raises QuizError as the class says, `history-newer`, `history-foreign`, `migration-failed`,
        `backup-failed`; the file then stays as it was.
        """
        return cls(folder, open_to_write(folder, slow), clock, rollover_hour)

    @classmethod
    def read(cls, folder: Path, slow: Callable[[], None] = quick) -> History:
        """Opens a folder's history to read only; nothing is written, and a missing file is an empty one.
        `slow` is called as by `open`, but each time that the file is read anew."""
        return cls(folder, ReadOnly(folder, slow), None, 4)

    @property
    def folder(self) -> Path:
        """Where the history lies, with what else belongs to its user."""
        return self._folder

    def close(self) -> None:
        with self._lock:
            self._source.close()

    def __enter__(self) -> History:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self, command: str) -> Iterator[None]:
        """Holds the advisory writer lock of the folder. Raises Busy, which names who holds it, and what
        `quarantine.refuse` does."""
        now = self._now()
        with holding(self._folder, command, now):
            self._ask(lambda connection: quarantine.refuse(connection, self._place(now)))
            yield

    def ahead(self, now: Instant | None = None) -> Ahead | None:
        """What stands in the log dated well after `now`, by default the clock's; None where nothing does."""
        moment = now or self._now()
        return self._ask(lambda connection: quarantine.ahead(connection, moment))

    def settle(self, settling: Callable[[sqlite3.Connection, Place, str], T]) -> T:
        """What `quarantine.set_aside` or `quarantine.bring_back` gives. Raises Busy."""
        now = self._now()
        with holding(self._folder, "history quarantine", now), self._changing() as connection:
            return settling(connection, self._place(now), self.new_id())

    def new_id(self) -> str:
        """An id for an action or a sitting."""
        return log.uuid7(self._now().at_ms)

    def append(self, *events: NewEvent, now: Instant | None = None) -> tuple[Event, ...]:
        """Appends events, all or none, and keeps the derived rows in step; durable on return.

        They share one moment, which is `now` (by default the clock's) or, if that is not later than the
        last event that stands, a millisecond after it. The study day is that of `now`.
        """
        with self._lock:
            with self._changing() as connection:
                added = self._add(connection, events, now or self._now())
            if added and OF_ONE_CARD.issuperset(event.kind for event in added):
                touched = {event.card for event in added}
                self._recent.keep(lambda asked: asked[0] == "row" and asked[1] not in touched)
            return added

    def expect(self, event: NewEvent) -> None:
        """Reads what appending an event will want, whatever its body: to be called where nobody waits."""
        if not isinstance(self._source, sqlite3.Connection):
            return
        source = self._source
        with self._lock, worded(self._path):
            device = self._device.known_id()
            if device is not None:
                query = partial(_footing, new=event, device=device)
                self._recent.get(source, _asked(event, device), lambda: in_snapshot(source, query))

    def checkpoint(self) -> None:
        """Moves what was lately appended from the write-ahead log into the file, once that is worth it: to be
        called where nobody waits. Otherwise SQLite does it within an append, after some thousand pages.

        As the log then starts over in its old place, appending need not make it longer, which the file system
        would have to note: the same appends become durable in a third of the time.
        """
        if self._unmoved >= WORTH_MOVING and isinstance(self._source, sqlite3.Connection):
            with self._lock, worded(self._path):
                self._source.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            self._unmoved = 0

    def undo(self, sitting: str = "") -> UndoResult | None:
        """Takes back the latest action of study, from whichever sitting; None where there is none."""
        with self._changing() as connection:
            action = undo.last_action(connection)
            if action is None:
                return None
            event = undo.undoing(action, self.new_id(), sitting)
            self._add(connection, (event,), self._now())
            return undo.outcome(connection, action)

    def redo(self, sitting: str = "") -> UndoResult | None:
        """Restores what the latest undo took back; None where there is none, or once something new was
        done since."""
        with self._changing() as connection:
            last = undo.last_undo(connection)
            if last is None or last.target is None:
                return None
            event = undo.redoing(last, self.new_id(), sitting)
            self._add(connection, (event,), self._now())
            return undo.outcome(connection, last.target)

    def override(self, attempt_id: str, *, outcome: str, score: float, **said: object) -> Event:
        """Records the learner's own verdict on an attempt, and what else was said with it, as part of the
        attempt's action.

        Raises QuizError `no-such-attempt`.
        """
        with self._changing() as connection:
            attempt = log.event_by_id(connection, attempt_id)
            if attempt is None or attempt.kind != EventKind.ATTEMPT:
                raise QuizError("no-such-attempt", id=attempt_id)
            body = {"outcome": str(outcome), "score": score, **said}
            new = NewEvent(
                EventKind.OVERRIDE, attempt.action, attempt.sitting, attempt.card, attempt.id, body
            )
            return self._add(connection, (new,), self._now())[0]

    def verify(self) -> tuple[Finding, ...]:
        """Everything wrong with the stored history; changes nothing. Codes as in `verify.findings`."""
        from quizapp.store.verify import findings

        return self._ask(findings)

    def _place(self, now: Instant) -> Place:
        day = study_day(now.at_ms, now.offset_min, self._rollover_hour)
        return Place(self._device.id(), now, day)

    def _add(
        self, connection: sqlite3.Connection, events: Iterable[NewEvent], now: Instant
    ) -> tuple[Event, ...]:
        device, _, day = self._place(now)
        footing: Footing | None = None
        added: list[Event] = []
        for new in events:
            ground = None
            if footing is None:
                query = partial(_footing, connection, new, device)
                footing = self._recent.get(connection, _asked(new, device), query)
                ground = footing.ground
            event = log.insert(
                connection,
                new,
                device=device,
                seq=footing.seq + len(added),
                at_ms=max(now.at_ms, footing.earliest_ms),
                offset_min=now.offset_min,
                day=day,
            )
            absorb(connection, event, ground)
            added.append(event)
        return tuple(added)

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        if isinstance(self._source, ReadOnly):
            raise QuizError("history-read-only", path=str(self._path))
        with self._lock, worded(self._path), transaction(self._source):
            yield self._source
        self._unmoved += 1

    def _now(self) -> Instant:
        if self._clock is None:
            raise QuizError("history-read-only", path=str(self._path))
        return self._clock.now()


def _footing(connection: sqlite3.Connection, new: NewEvent, device: str) -> Footing:
    return Footing(log.next_seq(connection, device), log.earliest(connection), ground_of(connection, new))


def _asked(event: NewEvent, device: str) -> tuple[str | None, ...]:
    """What tells the footing of one event from that of another."""
    return "footing", device, event.kind, event.action, event.card, event.target
