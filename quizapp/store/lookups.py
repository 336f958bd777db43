"""What the history answers to who asks: over the derived tables where they know, else over the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from quizapp.recent import Recent
from quizapp.store import derived, log, queries
from quizapp.store.database import FILE_NAME, in_snapshot, worded
from quizapp.store.model import DaySum, Event, MemoryRow, Parameters
from quizapp.store.reading import Query, ReadOnly, T
from quizapp.study.model import New, Rated

if TYPE_CHECKING:
    from quizapp.store.confidence import Confidence
    from quizapp.store.ledger import Ledger
    from quizapp.store.ratings import Ratings
    from quizapp.store.tries import Try
    from quizapp.study.memory import Fsrs


class Lookups:
    """The questions that may be put to a history. Each is answered over one state of the file."""

    def __init__(self, folder: Path, source: sqlite3.Connection | ReadOnly) -> None:
        self._folder = folder
        self._path = folder / FILE_NAME
        self._source = source
        self._lock = RLock()
        self._recent = Recent()

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

    def row(self, key: str) -> MemoryRow:
        """The row of one card, as `memory` gives it."""
        return self._known(("row", key), lambda connection: derived.memory(connection, key))

    def memories(self) -> Iterator[MemoryRow]:
        """The rows of all cards of which the history says anything."""
        return iter(self._ask(lambda connection: list(derived.memories(connection))))

    def loads(self, first: int, last: int, key: str) -> tuple[dict[int, int], frozenset[int]]:
        """How many cards are due for review on each of some days, and on which days siblings of a card are.

        The card itself and suspended ones do not count.
        """
        return self._known(
            ("loads", first, last, key),
            lambda connection: in_snapshot(connection, lambda one: queries.loads(one, first, last, key)),
        )

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
        return self._ask(lambda connection: tuple(queries.day_totals(connection, first_day, last_day, deck)))

    def studied_days(self, last_day: int) -> tuple[int, ...]:
        """The days up to the last one on which anything was answered, latest first."""
        return self._ask(lambda connection: tuple(queries.studied_days(connection, last_day)))

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
        return self._known(("medians", kind), lambda connection: queries.median_ms(connection, kind))

    def ledger(self, cards: Collection[str] | None = None, after: str = "") -> Ledger:
        """What the log holds of some cards under all their names; None: of the next ones after a name."""
        from quizapp.store.ledger import ledger

        return self._ask(lambda connection: ledger(connection, cards, after))

    def ratings(self, day: int, rating: int | None = None) -> Ratings:
        """The cards reviewed on a study day or later, with a rating or with any."""
        from quizapp.store.ratings import Ratings

        return Ratings(self._ask, day, rating)

    def made_new(self) -> list[str]:
        """The new cards of which the history says something, those among them that were made new again."""
        return self._known(("made new",), queries.made_new)

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

    def _known(self, asked: tuple[Hashable, ...], query: Query[T]) -> T:
        """What a query over one state of the file gives, or gave to the same question and nothing was written
        since. A query of several statements takes a snapshot itself."""
        with self._lock:
            if isinstance(self._source, ReadOnly):
                return self._source.read(query)
            source = self._source
            with worded(self._path):
                return self._recent.get(source, asked, lambda: query(source))

    def _ask(self, query: Query[T]) -> T:
        with self._lock:
            if isinstance(self._source, ReadOnly):
                return self._source.read(query)
            with worded(self._path):
                return in_snapshot(self._source, query)
