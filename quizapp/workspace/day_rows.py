"""The rows of the roster that matter on one study day: due, new, held back, and how many of each."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from operator import attrgetter

from quizapp.named import NamedTuple
from quizapp.study.model import StudyDay
from quizapp.study.queue import Buries, Candidate, Kind, Limits, Orders, review_rank, shuffle, sibling_group
from quizapp.workspace.candidates import FaceRow, as_candidates
from quizapp.workspace.coming import Within, later_day

OPEN = "NOT suspended AND buried_until <= ?"
"""The condition on the study day under which a face is neither suspended nor buried."""

INTERDAY = "last_day < ? - (? - 1 - due) / 86400000"
"""The condition, on the study day and its end, that a step was put off to a later day than its last."""

DUE_SIBLING = (
    "substr(key, -5) <> '#main' AND"
    " EXISTS (SELECT 1 FROM roster s WHERE s.key >= substr(roster.key, 1, instr(roster.key, '#'))"
    " AND s.key < substr(roster.key, 1, instr(roster.key, '#') - 1) || '$'"
    " AND +s.phase = 2 AND +s.due <= ? AND NOT s.suspended AND s.buried_until <= ?)"
)
"""The condition on the study day that a review of another face is due: `$` is the character after `#`, and a
face called main is alone. The signs keep SQLite from looking through all that is due for each card."""

COLUMNS = ", ".join(FaceRow._fields)

_row: Callable[[Iterable[object]], FaceRow] = partial(tuple.__new__, FaceRow)
"""Makes a row of columns that are as many, without the counting of `_make`."""

TIES = 4_000
"""Reviews of one due day that are read at most to deal fairly with those at the limit (4 ms)."""


class DeckCounts(NamedTuple):
    """The faces of a deck that are not suspended.

    What a study day's queue may hold of them, but for siblings held back: `steps` in learning or relearning,
    `reviews` with steps of a day and more, and `fresh` new ones as far as they were looked for. Of all: `new`
    never studied, `seen`, `total`.
    """

    steps: int = 0
    reviews: int = 0
    fresh: int = 0
    new: int = 0
    seen: int = 0
    total: int = 0


class DayRows:
    """The roster on one study day, which ends at `end_ms`. What comes due up to `ahead` days later counts as
    due, unless it was reviewed on the day."""

    def __init__(
        self, db: sqlite3.Connection, buries: Buries, day: StudyDay, end_ms: int, ahead: int = 0
    ) -> None:
        self._db = db
        self._buries = buries
        self._day = day
        self._end_ms = end_ms
        self._ahead = ahead

    def counts(self, new_limit: int) -> dict[str, DeckCounts]:
        """Counts by deck id; `fresh` is counted up to `new_limit`."""
        steps = [key for key, *_ in self._steps()]
        taken = self._held(steps)
        learning, reviews = Counter(map(_deck, steps)), Counter[str]()
        for kind, rows in ((Kind.INTERDAY, self._interday()), (Kind.REVIEW, self._reviews())):
            reviews.update(_deck(row.key) for row in self._unheld(kind, rows, taken))
        every = self._of_all()
        fresh = {
            deck: len(list(islice(self._unheld(Kind.NEW, self._new(deck), taken), max(0, new_limit))))
            for deck in every
        }
        return {
            deck: DeckCounts(learning[deck], reviews[deck], fresh[deck], counts[0], counts[1], sum(counts))
            for deck, counts in every.items()
        }

    def has_reviews(self, count: int) -> bool:
        """Whether so many reviews are due, held back or not."""
        due = self._db.execute(
            f"SELECT 1 FROM roster WHERE phase = 2 AND due <= ? AND {OPEN} LIMIT 1 OFFSET ?",
            (self._day, self._day, count - 1),
        )
        return due.fetchone() is not None

    def held_back(self) -> list[tuple[str, StudyDay]]:
        """The faces that wait for a later day only because another face of their card comes on this one, or
        came: each with the day on which it was due."""
        taken = self._held(row.key for row in self._steps())
        held = []
        for kind, rows in ((Kind.INTERDAY, self._interday()), (Kind.REVIEW, self._reviews())):
            shared = [row for row in rows if not row.key.endswith("#main")]
            asked = {row.key for row in self._unheld(kind, shared, taken)}
            # A step is due at a moment, in milliseconds, and never late.
            held += [(row.key, StudyDay(min(row.due, self._day))) for row in shared if row.key not in asked]
        return held

    def _of_all(self) -> dict[str, list[int]]:
        """How many faces of each deck are new, and how many are seen, without those suspended."""
        counts: dict[str, list[int]] = {}
        # Counted apart, both need but an index: five times as fast over 100,000 faces as one look at each.
        for deck, seen, count in self._db.execute(
            "SELECT deck, phase <> 0, count(*) FROM roster GROUP BY deck, phase UNION ALL"
            " SELECT deck, phase <> 0, -count(*) FROM roster WHERE suspended GROUP BY deck, phase"
        ):
            counts.setdefault(deck, [0, 0])[seen] += count
        return counts

    def candidates(
        self, decks: Sequence[str], tag: str | None, limits: Limits, orders: Orders
    ) -> list[Candidate]:
        """The cards that a queue of the day may be built from: all steps, the first reviews up to the limits
        and one beyond, and of each deck new ones beyond the limit, so that sources can take turns. Cards
        held back for a sibling use up none."""
        steps = list(self._steps(decks, tag))
        interday = list(self._interday(decks, tag))
        held = self._held(row.key for row in (*steps, *interday))
        free = [deck for deck in decks if deck not in limits.reviews_of]
        shares = [(free, limits.reviews)] if free else []
        shares += [([deck], min(limits.reviews, left)) for deck, left in limits.reviews_of.items()]
        reviews = [
            row
            for share, left in shares
            for row in self._first_reviews([d for d in share if d in decks], tag, left, orders, held)
        ]
        new = self._first_new(decks, tag, limits, orders, held)
        return as_candidates(self._db, [*steps, *interday, *reviews, *new], self._day, self._end_ms)

    def candidate(self, key: str) -> Candidate | None:
        """One live card as a candidate, whatever its state."""
        rows = list(self._rows("key = ?", (key,), "key"))
        found = as_candidates(self._db, rows, self._day, self._end_ms)
        return found[0] if found else None

    def _first_reviews(
        self,
        decks: Sequence[str],
        tag: str | None,
        limit: int,
        orders: Orders,
        held: Collection[str],
    ) -> list[FaceRow]:
        """The reviews that come first in their order, those of one card more than the limit lets through:
        one of them may be the card that is asked before all others."""
        wanted = limit + 1
        rows = self._reviews(decks, tag) if limit > 0 else iter(())
        if orders.review == "due":
            ranked = list(self._first(wanted, Kind.REVIEW, rows, held, ties=TIES))
            # Whatever is due on an earlier day than the last one comes.
            at = bisect_left(ranked, ranked[-1].due, key=attrgetter("due")) if ranked else 0
        else:
            ranked, at = list(rows), 0
        if len(ranked) > wanted:
            rank = review_rank(orders.review, self._day)
            ranked[at:] = sorted(ranked[at:], key=lambda row: rank(row.key, row.due, row.faded(self._day)))
        return list(self._first(wanted, Kind.REVIEW, ranked, held))

    def _first_new(
        self, decks: Sequence[str], tag: str | None, limits: Limits, orders: Orders, held: Collection[str]
    ) -> list[FaceRow]:
        """The new cards that come first: of each deck at most three times its limit, and where their order is
        that of the decks, by turns until there are six times the limit of all."""
        most = {deck: 3 * min(limits.new, limits.new_of.get(deck, limits.new)) for deck in decks}
        asked = self._with_new([deck for deck in decks if most[deck] > 0])
        if orders.new == "random":
            every = self._leading(asked, tag, -1)
            for rows in every.values():
                rows.sort(key=lambda row: shuffle(row.key, self._day))
            turns = [self._first(most[deck], Kind.NEW, rows, held) for deck, rows in every.items()]
            return [row for deck_rows in turns for row in deck_rows]
        # What each gives if all give alike; where some have less, or wait, the others are asked for more.
        part = -(-6 * limits.new // len(asked)) if asked else 0
        turns = [
            self._first(most[deck], Kind.NEW, self._going_on(deck, tag, rows, part), held)
            for deck, rows in self._leading(asked, tag, part).items()
        ]
        found: list[FaceRow] = []
        while turns and len(found) < 6 * limits.new:
            firsts = [(rows, row) for rows in turns if (row := next(rows, None)) is not None]
            found += [row for _, row in firsts]
            turns = [rows for rows, _ in firsts]
        return found

    def next_due(self, decks: Sequence[str], tag: str | None) -> tuple[int | None, int | None]:
        """The earliest learning step of the day in Unix milliseconds, and the earliest study day from then on
        with anything else to review. The day itself counts only for cards that no sibling holds back."""
        steps = list(self._steps(decks, tag))
        held = self._held((key for key, *_ in self._steps(decks)))
        step = min((row.due for row in steps), default=None)
        waits = False
        for kind, rows in (
            (Kind.REVIEW, self._reviews(decks, tag)),
            (Kind.INTERDAY, self._interday(decks, tag)),
        ):
            for row in rows:
                if not self._waits(row, sibling_group(row.key), kind, held):
                    return step, self._day
                waits = True
        return step, self._day + 1 if waits else later_day(
            self._db, self._day, self._end_ms, within(decks, tag)
        )

    def studied(self) -> list[str]:
        """The keys reviewed on the day."""
        # The second condition lets SQLite use the partial index.
        rows = self._db.execute("SELECT key FROM roster WHERE last_day = ? AND last_day > 0", (self._day,))
        return [key for (key,) in rows]

    def _steps(self, decks: Sequence[str] | None = None, tag: str | None = None) -> Iterator[FaceRow]:
        """The faces in learning or relearning whose step of less than a day comes before the day ends."""
        return self._stepping(f"NOT ({INTERDAY})", decks, tag)

    def _interday(self, decks: Sequence[str] | None = None, tag: str | None = None) -> Iterator[FaceRow]:
        """The faces whose step was put off to this day, or to one before it."""
        return self._stepping(INTERDAY, decks, tag)

    def _stepping(self, condition: str, decks: Sequence[str] | None, tag: str | None) -> Iterator[FaceRow]:
        where, params = within(decks, tag)
        return self._rows(
            f"phase IN (1, 3) AND due < ? AND {condition} AND {OPEN} AND {where}",
            (self._end_ms, self._day, self._end_ms, self._day, *params),
            "due",
        )

    def _reviews(self, decks: Sequence[str] | None = None, tag: str | None = None) -> Iterator[FaceRow]:
        where, params = within(decks, tag)
        last = self._day + self._ahead
        if self._ahead:
            where, params = f"(due <= ? OR last_day < ?) AND {where}", (self._day, self._day, *params)
        return self._rows(f"phase = 2 AND due <= ? AND {OPEN} AND {where}", (last, self._day, *params), "due")

    def _new(self, deck: str) -> Iterator[FaceRow]:
        """The new faces of a deck, in its order."""
        # Unless told, SQLite looks through the whole deck, which lies in this order already.
        by = "INDEXED BY roster_new"
        return self._rows(f"deck = ? AND phase = 0 AND {OPEN}", (deck, self._day), "position", by)

    def _with_new(self, decks: Sequence[str]) -> list[str]:
        """Those of some decks that have new faces at all."""
        rows = self._db.execute(
            "SELECT value FROM json_each(?)"
            " WHERE EXISTS (SELECT 1 FROM roster WHERE deck = value AND phase = 0)",
            (json.dumps(decks),),
        )
        return [deck for (deck,) in rows]

    def _leading(
        self, decks: Sequence[str], tag: str | None, most: int, behind: int = -1
    ) -> dict[str, list[FaceRow]]:
        """The new faces of each deck, behind a position and at most so many (-1: all), that no review of
        their card holds back, which may be beyond the limit."""
        where, params = within(None, tag)
        buries = {deck: int(self._buries(deck, Kind.NEW)) for deck in decks}
        # One statement for all decks: to make one ready for each of a hundred takes ten milliseconds.
        first = (
            "SELECT position FROM roster INDEXED BY roster_new WHERE deck = asked.key AND phase = 0"
            f" AND position > ? AND {OPEN} AND NOT (asked.value AND {DUE_SIBLING}) AND {where}"
            " ORDER BY position LIMIT ?"
        )
        found: dict[str, list[FaceRow]] = {deck: [] for deck in decks}
        for deck, *columns in self._db.execute(
            f"SELECT r.deck, r.{COLUMNS} FROM json_each(?) asked CROSS JOIN roster r"
            f" WHERE r.deck = asked.key AND position IN ({first}) ORDER BY r.deck, position",
            (json.dumps(buries), behind, self._day, self._day, self._day, *params, most),
        ):
            found[deck].append(_row(columns))
        return found

    def _going_on(self, deck: str, tag: str | None, rows: list[FaceRow], part: int) -> Iterator[FaceRow]:
        """The leading faces of a deck, of which the first ones were asked for, so many at most."""
        while rows:
            yield from rows
            if len(rows) < part:
                return
            part *= 4
            rows = self._leading([deck], tag, part, rows[-1].position)[deck]

    def _held(self, steps: Iterable[str]) -> set[str]:
        """The cards of which another face was reviewed on the day, or is among the day's learning steps."""
        return set(map(sibling_group, (*self.studied(), *steps)))

    def _unheld(self, kind: Kind, rows: Iterable[FaceRow], taken: set[str]) -> Iterator[FaceRow]:
        """The rows that no sibling holds back; the cards of those given are taken from then on."""
        for row in rows:
            group = sibling_group(row.key)
            if not self._waits(row, group, kind, taken):
                taken.add(group)
                yield row

    def _waits(self, row: FaceRow, group: str, kind: Kind, taken: Collection[str]) -> bool:
        """Whether a face is held back for its card is taken; not one that was made due again since it was
        studied on the day."""
        return group in taken and row.last_day != self._day and self._buries(_deck(row.key), kind)

    def _first(
        self, limit: int, kind: Kind, rows: Iterable[FaceRow], held: Collection[str], *, ties: int = 0
    ) -> Iterator[FaceRow]:
        """The rows of the first `limit` cards of which no face is held back, read no further than needed;
        with `ties`, up to so many more that are due on the day of the last one."""
        groups: set[str] = set()
        count, last_due = 0, 0
        for row in rows if limit > 0 else ():
            if len(groups) >= limit and (row.due != last_due or count >= limit + ties):
                return
            group = sibling_group(row.key)
            # Asked here first: of hundreds of faces at a start, few need the call.
            if group not in held or not self._waits(row, group, kind, held):
                groups.add(group)
                count, last_due = count + 1, row.due
                yield row
            if len(groups) >= limit and not ties:
                return

    def _rows(self, where: str, params: Sequence[object], order: str, by: str = "") -> Iterator[FaceRow]:
        """The rows of a condition in an order; `by` is the index to go by."""
        found = self._db.execute(f"SELECT {COLUMNS} FROM roster {by} WHERE {where} ORDER BY {order}", params)
        return map(_row, found)


def within(decks: Sequence[str] | None, tag: str | None) -> Within:
    """The condition, with its parameters, that a face is of one of some decks and has a tag; None: of any."""
    where = "TRUE"
    params: list[object] = []
    if decks is not None:
        where += " AND deck IN (SELECT value FROM json_each(?))"
        params.append(json.dumps(list(decks)))
    if tag is not None:
        tagged = "SELECT 1 FROM live_face f, json_each(f.tags) t WHERE f.key = roster.key AND t.value = ?"
        where += f" AND EXISTS ({tagged})"
        params.append(tag)
    return where, tuple(params)


def _deck(key: str) -> str:
    return key.partition("/")[0]
