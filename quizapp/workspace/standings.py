"""Where every live face stands, in one narrow table that Progress counts without reading a card or an event.

Disposable like the roster, beside which it lies in the index's database. It follows index and history only
when Progress is looked at, so that studying pays nothing for it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from quizapp.library.index import Index
from quizapp.stats.figures import DueDay
from quizapp.stats.progress import Filters
from quizapp.stats.spread import DIFFICULTIES, INTERVALS, RECALLS, STABILITIES, Spreads, spread
from quizapp.store.history import History
from quizapp.store.model import MemoryRow
from quizapp.study.memory import Fsrs
from quizapp.study.model import New, Scheduled, StudyDay
from quizapp.workspace.candidates import PHASES
from quizapp.workspace.following import Follower, Overtaken, Stamp
from quizapp.workspace.tallies import NOTED, Chosen, ChosenBy, Sort, Sums, Tallies

CHANGED = ("S402", "S403", "S404")
"""The findings of which each is a passage that reads otherwise than it did when its deck was locked."""

NEAR = 1_000
"""So many faces are applied while a learner waits."""

_OF = "SELECT id FROM standing_subject WHERE sort = {0:d} AND name"
_FACES_ABOUT = f"SELECT face FROM standing_about WHERE subject = ({_OF} = :{{1}})"


def chosen(
    decks: Sequence[str] = (),
    tag: str | None = None,
    source: str | None = None,
    paragraph: str | None = None,
    *,
    few: bool = False,
) -> Chosen:
    """The faces of some decks, or of any, that have a tag and cite a source and a paragraph
    (`source:number`). Where another condition leaves `few`, each is looked up rather than all listed."""
    about = f"EXISTS ({_FACES_ABOUT} AND face = standing.id)" if few else f"standing.id IN ({_FACES_ABOUT})"
    where = []
    if decks:
        where.append(f"standing.deck IN ({_OF.format(Sort.DECK)} IN (SELECT value FROM json_each(:decks)))")
    for sort, name in ((Sort.TAG, tag), (Sort.SOURCE, source), (Sort.PARAGRAPH, paragraph)):
        if name is not None:
            where.append(about.format(sort, sort.name))
    names = {"decks": json.dumps(decks), "TAG": tag, "SOURCE": source, "PARAGRAPH": paragraph}
    return Chosen(" AND ".join(where) or "TRUE", names)


def let_through(filters: Filters, paragraph: str | None = None, *, few: bool = False) -> Chosen:
    """The faces that filters let through, and of them those that cite a paragraph."""
    decks = () if filters.deck is None else (filters.deck,)
    return chosen(decks, filters.tag, filters.source, paragraph, few=few)


class Standings(Follower):
    """Counts of the live faces. The roster must be caught up first: its view of live faces is used here."""

    TABLE = "standing"
    COLUMNS = (
        "phase",
        "suspended",
        "leech",
        "interval",
        "stability",
        "difficulty",
        "last_day",
        "attempts",
        "correct",
        "lapses",
    )

    def __init__(self, index: Index, history: History, day: StudyDay, fsrs: Fsrs) -> None:
        super().__init__(index, history)
        self._day = day
        self._fsrs = fsrs
        self._stabilities = fsrs.stabilities_until(fsrs.desired_retention)
        self._kept = self._stabilities
        self._taking = False
        self._chosen_by: ChosenBy | None = None

    @property
    def _tallies(self) -> Tallies:
        return Tallies(self._db)

    def is_near(self) -> bool:
        """Whether to catch up takes some tens of milliseconds, and not seconds."""
        if self._db.execute("SELECT count(*) <= ? FROM roster", (NEAR,)).fetchone()[0]:
            return True
        known = self._stamp()
        return (
            known is not None
            and known.up_to is None
            and self._is_of(known)
            and self._are_ours()
            and self._history.head() - known.head <= NEAR
            and self._tallies.passing(self._day) <= NEAR
            and (known.stamp == self._index.stamp() or len(self._index.changed_since(known.stamp)) <= NEAR)
        )

    def _is_of(self, known: Stamp) -> bool:
        # Who wants another retention than the tables have takes them over on a later day than theirs. On the
        # same one, two programs would undo each other's filling for ever: so the later looks at each face.
        day, kept = self._tallies.kept()
        self._taking = day is not None and day < self._day and kept != self._stabilities
        self._kept = self._stabilities if self._taking else kept
        return super()._is_of(known) and not self._taking

    def _are_ours(self) -> bool:
        """Whether the tables say of what is retained what is wanted here."""
        return self._tallies.kept()[1] == self._stabilities

    def _is_settled(self) -> bool:
        return self._tallies.kept()[0] == self._day

    def _settle(self) -> None:
        day, kept = self._tallies.kept()
        if day is None:
            self._kept = self._stabilities
        elif kept != self._kept and not self._taking:
            raise Overtaken
        self._chosen_by = None
        self._tallies.turn(self._day, self._kept)
        self._tallies.count()
        self._taking = False

    def _let_go(self) -> None:
        gone = self._db.execute("SELECT key FROM standing WHERE key NOT IN (SELECT key FROM live_face)")
        self._drop([key for (key,) in gone])

    def _take_in(self, came: Sequence[str]) -> None:
        self._drop(came)
        self._db.execute(
            "INSERT INTO standing_came"
            " SELECT key, deck, tags, paragraphs, json_extract(payload, '$.review_by') FROM live_face"
            " WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(came),),
        )
        self._db.execute(
            "INSERT OR IGNORE INTO standing_subject (sort, name) SELECT DISTINCT sort, name FROM came_about"
        )
        self._db.execute(
            "UPDATE standing_subject SET source = whole.id FROM standing_subject whole"
            " WHERE standing_subject.sort = :paragraph AND standing_subject.source IS NULL"
            " AND whole.sort = :source AND whole.name ="
            " substr(standing_subject.name, 1, length(rtrim(standing_subject.name, '0123456789')) - 1)",
            {"paragraph": Sort.PARAGRAPH, "source": Sort.SOURCE},
        )
        self._db.execute(
            "INSERT OR IGNORE INTO standing"
            " SELECT NULL, key, subject.id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, review_by, -1, FALSE"
            f" FROM standing_came JOIN standing_subject subject ON sort = {Sort.DECK:d} AND name = deck"
        )
        self._db.execute(
            "INSERT OR IGNORE INTO standing_about SELECT subject.id, standing.id FROM came_about"
            " CROSS JOIN standing USING (key) CROSS JOIN standing_subject subject USING (sort, name)"
        )
        self._db.execute("DELETE FROM standing_came")

    def _drop(self, keys: Sequence[str]) -> None:
        ours = _among(keys)
        self._tallies.withdraw(ours)
        self._db.execute(
            f"DELETE FROM standing_about WHERE face IN (SELECT id FROM standing WHERE {ours.where})",
            ours.params,
        )
        self._db.execute(f"DELETE FROM standing WHERE {ours.where}", ours.params)

    def _tell(self, told: Mapping[str, MemoryRow]) -> None:
        self._tallies.withdraw(_among(list(told)))
        super()._tell(told)

    def _values(self, row: MemoryRow) -> tuple[float, ...]:
        state, held = row.state, (row.suspended, row.leech)
        if isinstance(state, New):
            return 0, *held, 0, 0.0, 0.0, 0, row.attempts, row.correct, 0
        phase, interval = 2, 0
        if isinstance(state, Scheduled):
            interval = state.interval
        else:
            phase = PHASES.index(state.phase)
        memory = state.memory.stability, state.memory.difficulty, state.last_day
        return phase, *held, interval, *memory, row.attempts, row.correct, state.lapses

    # -- counts --------------------------------------------------------------------------------

    def sums(self, decks: Sequence[str] = (), tag: str | None = None, source: str | None = None) -> Sums:
        """What the faces come to that are of some decks, or of any, have a tag and cite a source."""
        if tag is not None or source is not None or len(decks) > 1 or not self._are_ours():
            if self._choose(decks, tag, source).others:
                return self._tallies.of_others(decks[0] if decks else None)
            return self._tallies.of_noted()
        return self._tallies.of_deck(decks[0] if decks else None)

    def let_through(self, filters: Filters) -> Chosen:
        """The faces that filters let through, found once for all that is asked of them."""
        if not filters.narrow:
            return let_through(filters)
        decks = () if filters.deck is None else (filters.deck,)
        if not self._choose(decks, filters.tag, filters.source).others:
            return Chosen(NOTED, {})
        of_decks = chosen(decks)
        return Chosen(f"{of_decks.where} AND NOT {NOTED}", of_decks.params, but=NOTED)

    def _choose(self, decks: Sequence[str], tag: str | None, source: str | None) -> ChosenBy:
        """Notes the faces that are of some decks, or of any, have a tag and cite a source; where they are
        most of those of a deck, or of all, the others: what these come to is taken from what is added up."""
        one = decks[0] if decks else None
        others = len(decks) <= 1 and self._are_ours() and self._tallies.are_most(one, tag, source)
        by = ChosenBy(json.dumps(decks), tag, source, others)
        # Whoever else uses the connection may have chosen others since.
        if self._chosen_by != by or self._tallies.chosen_by() != by:
            faces = chosen(decks, tag, source)
            if others:
                of_decks = chosen(decks)
                faces = faces._replace(where=f"{of_decks.where} AND NOT ({chosen((), tag, source).where})")
            self._tallies.note(faces, by, self._stabilities)
            self._chosen_by = by
        return by

    def spreads(self, filters: Filters) -> Spreads:
        """How the faces that are not suspended spread; each bound is counted from there on."""
        faces = self.let_through(filters)
        most = [1e9 if low == 0 else self._fsrs.stabilities_until(low) for low in RECALLS]
        groups = (
            (INTERVALS, [f"phase = 2 AND interval >= {low}" for low in INTERVALS]),
            (STABILITIES, [f"stability >= {low}" for low in STABILITIES]),
            (DIFFICULTIES, [f"difficulty >= {low}" for low in DIFFICULTIES]),
            (RECALLS, [f"phase = 2 AND {self._day} - last_day <= stability * {each!r}" for each in most]),
        )
        sums = ", ".join(f"sum({condition})" for _, conditions in groups for condition in conditions)
        where = f"phase > 0 AND NOT suspended AND {faces.where}"
        row = self._db.execute(f"SELECT {sums} FROM standing WHERE {where}", faces.params).fetchone()
        counts = iter([count or 0 for count in row])
        return Spreads(*(spread(bounds, [next(counts) for _ in bounds]) for bounds, _ in groups))

    def forecast(
        self, end_ms: int, ahead: int, filters: Filters, held: Sequence[StudyDay] = ()
    ) -> tuple[int, tuple[DueDay, ...]]:
        """The backlog, and the cards due on each day from today, which ends at `end_ms`, to `ahead` later.

        Suspended cards are never due, buried ones on the day on which they come back at the earliest, and
        those that a sibling holds back, `held` by the days on which they were due, tomorrow.
        """
        day, faces, where = self._day, self.let_through(filters), "NOT suspended"
        if filters.deck is not None:
            where += " AND deck = :deck"
        if faces.but is not None:
            where += f" AND key NOT IN (SELECT key FROM standing WHERE {faces.but})"
        elif filters.narrow:
            where += f" AND key IN (SELECT key FROM standing WHERE {faces.where})"
        found = self._db.execute(
            "SELECT max(buried_until, due), count(*) FROM roster"
            f" WHERE phase = 2 AND due <= :last AND {where} GROUP BY 1"
            " UNION ALL SELECT max(buried_until, CASE WHEN due < :end THEN :day"
            " ELSE :day + 1 + (due - :end) / 86400000 END), count(*) FROM roster"
            f" WHERE phase IN (1, 3) AND {where} GROUP BY 1",
            {"day": day, "last": day + ahead, "end": end_ms, "deck": filters.deck, **faces.params},
        )
        counts = dict.fromkeys(range(day, day + ahead + 1), 0)
        backlog = 0
        for due, count in found:
            backlog += count if due < day else 0
            if max(day, due) in counts:
                counts[max(day, due)] += count
        counts[day] -= len(held)
        counts[day + 1] += len(held)
        backlog -= sum(due < day for due in held)
        return backlog, tuple(DueDay(StudyDay(at), n) for at, n in counts.items())

    # -- cards ---------------------------------------------------------------------------------

    def leeches(self, filters: Filters) -> tuple[str, ...]:
        """The faces forgotten most often, first."""
        return self._keys("leech AND NOT suspended", "lapses DESC, key", let_through(filters, few=True))

    def past_review_by(self, today: str, filters: Filters) -> tuple[str, ...]:
        """The faces whose author wanted them looked at before a date, the oldest first."""
        return self._keys(
            "review_by IS NOT NULL AND review_by < substr(:today, 1, length(review_by))",
            "review_by, key",
            let_through(filters, few=True),
            today=today,
        )

    def changed(self, filters: Filters) -> tuple[str, ...]:
        """The first faces of the cards of which a passage reads otherwise than when its deck was locked."""
        marks = ", ".join("?" * len(CHANGED))
        found = self._db.execute(
            "SELECT face.key FROM problem CROSS JOIN deck ON deck.file = problem.file AND deck.live"
            " CROSS JOIN card ON card.file = problem.file AND card.name = problem.card"
            " CROSS JOIN face ON face.card = card.id"
            f" WHERE problem.code IN ({marks}) GROUP BY card.id HAVING face.position = min(face.position)"
            " ORDER BY deck.name, face.position",
            CHANGED,
        )
        ours = _among([key for (key,) in found])
        return self._keys(
            f"{ours.where} AND NOT suspended", "key", let_through(filters, few=True), **ours.params
        )

    def weakest(self, filters: Filters, limit: int) -> tuple[str, ...]:
        """The faces that were missed at all, by their share of misses.

        One hit and one miss are added to every face (Laplace's rule of succession), so that one unlucky try
        does not outweigh a long bad record.
        """
        share = "(attempts - correct + 1.0) / (attempts + 2) DESC, lapses DESC, key"
        return self._keys(
            "(attempts > correct OR lapses > 0)", f"{share} LIMIT {limit}", self.let_through(filters)
        )

    def among(self, keys: Sequence[str], filters: Filters) -> frozenset[str]:
        """Those of some faces that live and that filters let through."""
        ours = _among(keys)
        return frozenset(self._keys(ours.where, "key", let_through(filters, few=True), **ours.params))

    def about(self, filters: Filters, paragraph: str | None = None) -> tuple[str, ...]:
        """The faces that filters let through, or of them those that cite a paragraph (`source:number`), those
        that go worst first."""
        order = "(correct + 1.0) / (attempts + 2), key"
        return self._keys("NOT suspended", order, let_through(filters, paragraph))

    def names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The tags of live cards, and the sources that they cite, in order."""
        sums = self._tallies.of_deck(None)
        return sums.names(Sort.TAG), sums.names(Sort.SOURCE)

    def _keys(self, where: str, order: str, faces: Chosen, **more: object) -> tuple[str, ...]:
        rows: sqlite3.Cursor = self._db.execute(
            f"SELECT key FROM standing WHERE {where} AND {faces.where} ORDER BY {order}",
            {**faces.params, **more},
        )
        return tuple(key for (key,) in rows)


def _among(keys: Sequence[str]) -> Chosen:
    return Chosen("key IN (SELECT value FROM json_each(:keys))", {"keys": json.dumps(keys)})
