"""Every answer and rating card by card in narrow rows, so that Progress can count those of a tag or an
article, by hours and by predictions.

Disposable like the roster, beside which it lies in the index's database. Its first filling reads the whole
log, which is why it is only done by who can wait: a command, or a thread of the screen.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from quizapp.library.index import Index
from quizapp.stats.progress import Filters
from quizapp.store.history import History
from quizapp.store.ledger import Ledger as Read
from quizapp.store.model import DaySum
from quizapp.store.replay import COUNTS
from quizapp.study.model import StudyDay
from quizapp.workspace.following import Overtaken, check
from quizapp.workspace.tallies import FEW, Chosen

_AT_A_TIME = 200

_PUT_HOUR = f"INSERT INTO ledger_hour VALUES (?, ?, ?{', ?' * len(COUNTS)})"
_ADD_FORETOLD = (
    "INSERT INTO ledger_foretold VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT DO UPDATE SET"
    " reviews = reviews + 1, passed = passed + excluded.passed, predicted = predicted + excluded.predicted"
)

_BY_DAY = {
    "ledger_hour": f"day, hour, card, {', '.join(COUNTS)}",
    "ledger_foretold": "day, percent, card, reviews, passed, predicted",
}
"""The columns in whose order each table is read where the cards are many."""


class Counted(NamedTuple):
    """What was counted in an hour of a day."""

    hour: int
    sums: DaySum


class Part(NamedTuple):
    """What stands of some cards; `tables` is how a table of the ledger is joined with them, in the order in
    which that is read fastest."""

    db: sqlite3.Connection
    tables: str

    def counted(self, first: int, last: int) -> list[Counted]:
        """The sums by day and hour from a day to another, in their order; decks are not told apart."""
        rows = self.db.execute(self._summed("hour", COUNTS, "ledger_hour"), (first, last))
        return [Counted(hour, DaySum(StudyDay(day), "", *counts)) for day, hour, *counts in rows]

    def foretold(self, first: int, last: int) -> list[tuple[int, int, int, float]]:
        """Reviews, those passed and the sum of the predictions by whole percent predicted."""
        days = self._summed("percent", ("reviews", "passed", "predicted"), "ledger_foretold")
        rows = self.db.execute(
            f"SELECT percent, sum(reviews), sum(passed), sum(predicted) FROM ({days}) GROUP BY percent",
            (first, last),
        )
        return [(percent, n, passed, predicted) for percent, n, passed, predicted in rows]

    def _summed(self, group: str, counts: Iterable[str], table: str) -> str:
        # By days first, as the index has them: what has to be sorted takes twice the time.
        sums = ", ".join(f"sum({name}) AS {name}" for name in counts)
        tables = self.tables.format(table)
        return f"SELECT day, {group}, {sums} FROM {tables} WHERE day BETWEEN ? AND ? GROUP BY day, {group}"


def by_day(counted: Iterable[Counted]) -> list[DaySum]:
    """The sums by day, of rows in the order of their days."""
    days = groupby((each.sums for each in counted), key=attrgetter("day"))
    return [
        DaySum(day, "", *map(sum, zip(*(each[2:] for each in found), strict=True))) for day, found in days
    ]


def by_hour(counted: Iterable[Counted], first: int) -> list[tuple[int, int, int, int]]:
    """Answers, correct ones and milliseconds by hour of the day, from a day on."""
    found: defaultdict[int, list[DaySum]] = defaultdict(list)
    for hour, sums in counted:
        if sums.day >= first:
            found[hour].append(sums)
    return [
        (
            hour,
            sum(each.answered for each in ours),
            sum(each.correct for each in ours),
            sum(each.duration_ms for each in ours),
        )
        for hour, ours in found.items()
    ]


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
            except Overtaken:
                check(wanted)

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
                check(wanted)
                self._keep(None, None, moved=moved[start : start + _AT_A_TIME])
            self._keep(None, (head, event, up_to))
        else:
            self._keep(None, (head, event, up_to), anew=True)
        while up_to is not None:
            check(wanted)
            read = self._history.ledger(after=up_to)
            up_to = read.last
            if up_to is None:
                self._arrange()
            self._keep(read, (head, event, up_to))

    def _stamp(self) -> tuple[int, str | None, str | None] | None:
        found = self._db.execute("SELECT head, event, up_to FROM ledger_stamp").fetchone()
        return None if found is None else (found[0], found[1], found[2])

    def _keep(
        self,
        read: Read | None,
        stamp: tuple[int, str | None, str | None] | None,
        *,
        moved: Sequence[str] = (),
        anew: bool = False,
    ) -> None:
        """Replaces the rows of the cards that were read, or have `moved`, and the stamp if there is one.
        Raises Overtaken where the stamp is not that which this ledger has seen."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            if self._stamp() != self._seen:
                raise Overtaken
            if anew:
                for table in _BY_DAY:
                    self._db.execute(f"DROP INDEX IF EXISTS {table}_day")
                for table in ("ledger_card", *_BY_DAY):
                    self._db.execute(f"DELETE FROM {table}")
            if moved:
                # Read before, they might be older than what another program has just replaced: only the
                # stamp, which follows the last of them, would tell.
                read = self._history.ledger(moved)
            if read is not None:
                self._replace(read)
            if stamp:
                self._db.execute("INSERT OR REPLACE INTO ledger_stamp VALUES (1, ?, ?, ?)", stamp)
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
        self._seen = stamp or self._seen

    def _arrange(self) -> None:
        """Lets what was read be found by day as well. Kept up card by card while all are read, it would have
        nearly all of its pages written hundreds of times."""
        for table, columns in _BY_DAY.items():
            self._db.execute(f"CREATE INDEX IF NOT EXISTS {table}_day ON {table} ({columns})")

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

    def of(self, filters: Filters, faces: Chosen) -> Part:
        """What stands of the cards that filters let through, which are `faces` among those of the library.
        A deck has all cards that bear its name now, also those that it lost. The next call drops it."""
        if filters == Filters():
            return Part(self._db, "{0}")
        where = "ledger_card.key > :deck || '/' AND ledger_card.key < :deck || '0'"  # 0 follows the slash
        if filters.narrow:
            where = faces.where
        self._db.execute("DELETE FROM ledger_chosen")
        cards = "standing CROSS JOIN ledger_card USING (key)" if filters.narrow else "ledger_card"
        self._db.execute(
            f"INSERT INTO ledger_chosen SELECT ledger_card.id FROM {cards} WHERE {where}",
            {"deck": filters.deck, **faces.params},
        )
        few = "SELECT count(*) * ? < (SELECT count(*) FROM ledger_card) FROM ledger_chosen"
        if self._db.execute(few, (FEW,)).fetchone()[0]:
            return Part(self._db, "ledger_chosen CROSS JOIN {0} USING (card)")
        return Part(self._db, "{0} CROSS JOIN ledger_chosen USING (card)")
