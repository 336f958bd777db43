"""The history as the rest of the program knows it: append, ask, undo."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from quizapp.clock import Clock, Instant
from quizapp.errors import QuizError
from quizapp.store import derived, log, quarantine, queries, undo
from quizapp.store.database import FILE_NAME, in_snapshot, open_to_write, quick, transaction, worded
from quizapp.store.device import device_id
from quizapp.store.holder import holding
from quizapp.store.model import (
    DaySum,
    Event,
    EventKind,
    Finding,
    MemoryRow,
    NewEvent,
    Parameters,
    UndoResult,
)
from quizapp.store.quarantine import Ahead, Place
from quizapp.store.reading import Query, ReadOnly, T
from quizapp.study.days import study_day
from quizapp.study.model import New, Rated

if TYPE_CHECKING:
    from quizapp.store.confidence import Confidence
    from quizapp.store.ledger import Ledger
    from quizapp.store.tries import Try
    from quizapp.study.memory import Fsrs


class History:
    """The log of everything the learner did, and what it comes to.

    May be used from several threads. Every method may raise QuizError where the file fails: codes
    `history-locked`, `history-unwritable`, `history-disk-full`, `history-unreadable`, `history-damaged`,
    and `history-read-only` for a change to a history that was opened by `read`.
    """

    def __init__(
        self, folder: Path, source: sqlite3.Connection | ReadOnly, clock: Clock | None, rollover_hour: int
    ) -> None:
        self._folder = folder
        self._source = source
        self._clock = clock
        self._rollover_hour = rollover_hour
        self._lock = RLock()

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
        with self._changing() as connection:
            return self._add(connection, events, now or self._now())

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

    def override_of(self, attempt_id: str) -> Event | None:
        """The last override of an attempt that stands; None where the program's verdict does."""
        return self._ask(lambda connection: queries.override_of(connection, attempt_id))

    def kept_passages(self, keys: Iterable[str]) -> frozenset[str]:
        """The prints of the changed passages that were found to prove some cards all the same."""
        cards = list(keys)
        return self._ask(lambda connection: queries.kept_passages(connection, cards))

    def exam_starts(self) -> tuple[Event, ...]:
        """The beginnings of exams, latest first."""
        return self._ask(queries.exam_starts)

    def exam_under_way(self) -> Event | None:
        """The beginning of the last exam, None where that was handed in."""
        return self._ask(queries.exam_under_way)

    def targeting(self, id: str) -> tuple[Event, ...]:
        """The events that speak of an event and stand, in the order in which this file received them."""
        return self._ask(lambda connection: queries.targeting(connection, id))

    def acting(self, action: str) -> tuple[Event, ...]:
        """The events of one action, in the order in which this file received them."""
        return self._ask(lambda connection: queries.acting(connection, action))

    def memory(self, keys: Iterable[str]) -> dict[str, MemoryRow]:
        """The row of every key asked for; that of a new card where the history says nothing."""
        wanted = list(keys)
        known = self._ask(lambda connection: queries.memory(connection, wanted))
        return {key: known.get(key) or MemoryRow(key, New()) for key in wanted}

    def memories(self) -> Iterator[MemoryRow]:
        """The rows of all cards of which the history says anything."""
        return iter(self._ask(lambda connection: list(derived.memories(connection))))

    def loads(self, first: int, last: int, key: str) -> tuple[dict[int, int], frozenset[int]]:
        """How many cards are due for review on each of some days, and on which days siblings of a card are.

        The card itself and suspended ones do not count.
        """
        return self._ask(lambda connection: queries.loads(connection, first, last, key))

    def head(self) -> int:
        """The number of the last event in this file; 0 before the first."""
        return self._ask(log.head)

    def event_id(self, head: int) -> str | None:
        """The id of the event that arrived as number `head`: tells whether a file is the one it was."""
        return self._ask(lambda connection: log.event_id(connection, head))

    def cards_changed_since(self, head: int) -> frozenset[str]:
        """The cards whose rows may differ from what they were at a former head."""
        return self._ask(lambda connection: queries.cards_changed_since(connection, head))

    def unfinished(self) -> Event | None:
        """The latest attempt of study that waits for its rating, or almost that waits for its retype.

        Its card is named as it is called today, where an alias renamed it.
        """
        return self._ask(queries.unfinished)

    def event(self, id: str) -> Event | None:
        return self._ask(lambda connection: log.event_by_id(connection, id))

    def day_sums(self, first_day: int, last_day: int) -> tuple[DaySum, ...]:
        """The sums by day and deck from the first day to the last, both included, in order."""
        return self._ask(lambda connection: tuple(derived.day_sums(connection, first_day, last_day)))

    def marked_reviews(self, day: int, mark: str) -> Mapping[str, int]:
        """How many ratings of a study day, by deck, bear a mark: `true` in their body."""
        return self._ask(lambda connection: queries.marked_reviews(connection, day, mark))

    def day_totals(self, first_day: int, last_day: int, deck: str | None = None) -> tuple[DaySum, ...]:
        """The sums by day of one deck, or of all decks together."""
        return self._ask(lambda connection: tuple(derived.day_totals(connection, first_day, last_day, deck)))

    def studied_days(self, last_day: int) -> tuple[int, ...]:
        """The days up to the last one on which anything was answered, latest first."""
        return self._ask(lambda connection: tuple(derived.studied_days(connection, last_day)))

    def parameters(self) -> Parameters | None:
        """The parameters in force, by which memory is computed; None: the default ones."""
        return self._ask(derived.parameters_in_force)

    def rated(self) -> tuple[Rated, ...]:
        """The ratings that an optimizer learns from, in their order. Reads the whole log."""
        from quizapp.store.training import rated

        return self._ask(rated)

    def memories_under(self, fsrs: Fsrs) -> tuple[MemoryRow, ...]:
        """The rows of all cards as other parameters would have them. Replays the whole log."""
        from quizapp.store.training import memories_under

        return self._ask(lambda connection: memories_under(connection, fsrs))

    def medians(self, kind: str) -> tuple[int, int | None]:
        """Of the last 200 timed attempts of a question kind: how many, and their median in ms."""
        return self._ask(lambda connection: queries.median_ms(connection, kind))

    def ledger(self, cards: Collection[str] | None = None, after: str = "") -> Ledger:
        """What the log holds of some cards under all their names; None: of the next ones after a name."""
        from quizapp.store.ledger import ledger

        return self._ask(lambda connection: ledger(connection, cards, after))

    def rated_since(self, day: int, rating: int | None) -> frozenset[str]:
        """The cards reviewed on a study day or later, with a rating or with any, as they are called today."""
        return self._ask(lambda connection: queries.rated_since(connection, day, rating))

    def about(self, card: str) -> tuple[Event, ...]:
        """What stands of the events of a card, under all its names, in the order of replay."""
        return self._ask(lambda connection: queries.about(connection, card))

    def confidence(self, limit: int) -> Confidence:
        """What was said of the latest answers before their verdicts, and how they came out."""
        from quizapp.store.confidence import confidence

        return self._ask(lambda connection: confidence(connection, limit))

    def tries(self) -> tuple[Try, ...]:
        """Every attempt that stands; reads the whole log."""
        from quizapp.store.tries import tries

        return self._ask(lambda connection: tuple(tries(connection)))

    def events(self) -> Iterator[Event]:
        """All events, in the order in which this file received them."""
        return iter(self._ask(lambda connection: list(log.select(connection, "TRUE ORDER BY arrival"))))

    def export_lines(self) -> Iterator[str]:
        """All events as lines of JSON, without line ends."""
        return map(log.line_of, self.events())

    def verify(self) -> tuple[Finding, ...]:
        """Everything wrong with the stored history; changes nothing. Codes as in `verify.findings`."""
        from quizapp.store.verify import findings

        return self._ask(findings)

    def _place(self, now: Instant) -> Place:
        day = study_day(now.at_ms, now.offset_min, self._rollover_hour)
        return Place(device_id(self._folder, self._folder / FILE_NAME), now, day)

    def _add(
        self, connection: sqlite3.Connection, events: Iterable[NewEvent], now: Instant
    ) -> tuple[Event, ...]:
        device, _, day = self._place(now)
        seq, at_ms = log.next_seq(connection, device), log.stamp(connection, now)
        added: list[Event] = []
        for number, new in enumerate(events, seq):
            event = log.insert(
                connection,
                new,
                device=device,
                seq=number,
                at_ms=at_ms,
                offset_min=now.offset_min,
                day=day,
            )
            derived.absorb(connection, event)
            added.append(event)
        return tuple(added)

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        if isinstance(self._source, ReadOnly):
            raise QuizError("history-read-only", path=str(self._folder / FILE_NAME))
        with self._lock, worded(self._folder / FILE_NAME), transaction(self._source):
            yield self._source

    def _ask(self, query: Query[T]) -> T:
        with self._lock:
            if isinstance(self._source, ReadOnly):
                return self._source.read(query)
            with worded(self._folder / FILE_NAME):
                return in_snapshot(self._source, query)

    def _now(self) -> Instant:
        if self._clock is None:
            raise QuizError("history-read-only", path=str(self._folder / FILE_NAME))
        return self._clock.now()
