"""Every answer and rating card by card in narrow rows, so that Progress can count those of a tag or an
article, by hours and by predictions.

Disposable like the roster, beside which it lies in the index's database. Its first filling reads the whole
log, which is why it is only done by who can wait: a command, or a thread of the screen.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from quizapp.library.index import Index
from quizapp.stats.progress import Filters
from quizapp.store.history import History
from quizapp.store.ledger import Ledger as Read
from quizapp.store.model import DaySum
from quizapp.store.replay import COUNTS
from quizapp.study.model import StudyDay
from quizapp.workspace.standings import let_through

_AT_A_TIME = 200

_PUT_HOUR = f"INSERT INTO ledger_hour VALUES (?, ?, ?{', ?' * len(COUNTS)})"
_ADD_FORETOLD = (
    "INSERT INTO ledger_foretold VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT DO UPDATE SET"
    " reviews = reviews + 1, passed = passed + excluded.passed, predicted = predicted + excluded.predicted"
)


class GaveUp(Exception):
    """Nobody waits for the figures any more."""


class _Overtaken(Exception):
    """Another program has filled the same tables meanwhile."""


class Ledger:
    """What stands in the log, by cards. To narrow it to tags or sources, the standings must be caught up."""

    def __init__(self, index: Index, history: History) -> None:
        self._history = history
        self._db = index.connection
        self._db.executescript(Path(__file__).with_name("ledger.sql").read_text("utf-8"))
        self._seen: tuple[int, str | None, str | None] | None = None

    def catch_up(self, wanted: Callable[[], bool] = lambda: True) -> None:
        """Applies what the history has seen since the last time, a few cards a transaction. Raises GaveUp
        between two of them once it is no longer `wanted`; the next call then goes on from there, as this one
        does from where another program has come to."""
        while True:
            try:
                return self._follow(wanted)
            except _Overtaken:
                _check(wanted)

    def _follow(self, wanted: Callable[[], bool]) -> None:
        head = self._history.head()
        event = self._history.event_id(head)
        known = self._seen = self._stamp()
        if known == (head, event, None):
            return
        up_to: str | None = ""
        if known is not None and self._history.event_id(known[0]) == known[1]:
            up_to = known[2]
            moved = sorted(self._history.cards_changed_since(known[0]))
            for start in range(0, len(moved), _AT_A_TIME):
                _check(wanted)
                self._keep(self._history.ledger(moved[start : start + _AT_A_TIME]), None)
            self._keep(None, (head, event, up_to))
        else:
            self._keep(None, (head, event, up_to), anew=True)
        while up_to is not None:
            _check(wanted)
            read = self._history.ledger(after=up_to)
            up_to = read.last
            self._keep(read, (head, event, up_to))

    def _stamp(self) -> tuple[int, str | None, str | None] | None:
        found = self._db.execute("SELECT head, event, up_to FROM ledger_stamp").fetchone()
        return None if found is None else (found[0], found[1], found[2])

    def _keep(
        self, read: Read | None, stamp: tuple[int, str | None, str | None] | None, *, anew: bool = False
    ) -> None:
        """Replaces the rows of the cards that were read, and the stamp if there is one. Raises _Overtaken
        where the stamp is not that which this ledger has seen."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            if self._stamp() != self._seen:
                raise _Overtaken
            if anew:
                for table in ("card", "hour", "foretold"):
                    self._db.execute(f"DELETE FROM ledger_{table}")
            if read is not None:
                self._replace(read)
            if stamp:
                self._db.execute("INSERT OR REPLACE INTO ledger_stamp VALUES (1, ?, ?, ?)", stamp)
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
        self._seen = stamp or self._seen

    def _replace(self, read: Read) -> None:
        names = json.dumps(sorted(read.cards))
        ours = "(SELECT id FROM ledger_card WHERE key IN (SELECT value FROM json_each(?)))"
        for table in ("hour", "foretold"):
            self._db.execute(f"DELETE FROM ledger_{table} WHERE card IN {ours}", (names,))
        self._db.execute("INSERT OR IGNORE INTO ledger_card (key) SELECT value FROM json_each(?)", (names,))
        ids = dict(
            self._db.execute(
                "SELECT key, id FROM ledger_card WHERE key IN (SELECT value FROM json_each(?))", (names,)
            )
        )
        self._db.executemany(
            _PUT_HOUR,
            [
                (ids[card], day, hour, *(counts.get(name, 0) for name in COUNTS))
                for card, day, hour, counts in read.counted
            ],
        )
        self._db.executemany(
            _ADD_FORETOLD,
            [
                (ids[card], day, int(predicted * 100), passed, predicted)
                for card, day, predicted, passed in read.foretold
            ],
        )

    # -- counts --------------------------------------------------------------------------------

    def day_totals(self, first: int, last: int, filters: Filters) -> list[DaySum]:
        """The sums by day from the first to the last, as the history has them by deck."""
        sums = ", ".join(f"sum({name})" for name in COUNTS)
        rows = self._rows(f"day, {sums}", "ledger_hour", first, last, filters, "day")
        return [DaySum(StudyDay(day), "", *counts) for day, *counts in rows]

    def hours(self, first: int, last: int, filters: Filters) -> list[tuple[int, int, int, int]]:
        """Answers, correct ones and milliseconds by hour of the day."""
        sums = "hour, sum(answered), sum(correct), sum(duration_ms)"
        rows = self._rows(sums, "ledger_hour", first, last, filters, "hour")
        return [(hour, answered, correct, took) for hour, answered, correct, took in rows]

    def foretold(self, first: int, last: int, filters: Filters) -> list[tuple[int, int, int, float]]:
        """Reviews, those passed and the sum of the predictions by whole percent predicted."""
        sums = "percent, sum(reviews), sum(passed), sum(predicted)"
        rows = self._rows(sums, "ledger_foretold", first, last, filters, "percent")
        return [(percent, n, passed, predicted) for percent, n, passed, predicted in rows]

    def _rows(
        self, columns: str, table: str, first: int, last: int, filters: Filters, group: str
    ) -> sqlite3.Cursor:
        faces, where = let_through(filters), "TRUE"
        if filters.narrow:
            where = (
                "card IN (SELECT ledger_card.id FROM standing CROSS JOIN ledger_card USING (key)"
                f" WHERE {faces.where})"
            )
        elif filters.deck is not None:
            # The character after the slash is 0.
            where = "card IN (SELECT id FROM ledger_card WHERE key > :deck || '/' AND key < :deck || '0')"
        return self._db.execute(
            f"SELECT {columns} FROM {table} WHERE day BETWEEN :first AND :last AND {where} GROUP BY {group}",
            {"first": first, "last": last, "deck": filters.deck, **faces.params},
        )


def _check(wanted: Callable[[], bool]) -> None:
    if not wanted():
        raise GaveUp
