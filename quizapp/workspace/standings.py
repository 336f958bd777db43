"""Where every live face stands, in one narrow table that Progress counts without reading a card or an event.

Disposable like the roster, beside which it lies in the index's database. It follows index and history only
when Progress is looked at, so that studying pays nothing for it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from quizapp.stats.figures import DueDay
from quizapp.stats.progress import Filters
from quizapp.stats.rows import TopicRow
from quizapp.stats.spread import DIFFICULTIES, INTERVALS, RECALLS, STABILITIES, Spreads, spread
from quizapp.store.model import MemoryRow
from quizapp.store.replay import MATURE_DAYS
from quizapp.study.memory import Fsrs
from quizapp.study.model import New, Scheduled, StudyDay
from quizapp.workspace.day_rows import PHASES
from quizapp.workspace.following import Follower

CHANGED = ("S402", "S403", "S404")
"""The findings of which each is a passage that reads otherwise than it did when its deck was locked."""

_OPEN = "NOT suspended AND phase"
_TOPICS = f"""
    SELECT topic, sum(suspended), sum({_OPEN} = 0), sum({_OPEN} IN (1, 3)),
        sum({_OPEN} = 2 AND interval < {MATURE_DAYS}), sum({_OPEN} = 2 AND interval >= {MATURE_DAYS}),
        sum(attempts), sum(correct), sum(phase > 0 AND :day - last_day <= stability * :stabilities),
        sum(leech)
    FROM standing WHERE {{}} GROUP BY topic
"""
WITHIN = (
    "topic IN (SELECT id FROM topic WHERE (:deck IS NULL OR deck = :deck)"
    " AND (:tag IS NULL OR EXISTS (SELECT 1 FROM json_each(tags) WHERE value = :tag))"
    " AND (:source IS NULL OR EXISTS"
    " (SELECT 1 FROM json_each(paragraphs) WHERE rtrim(value, '0123456789') = :source || ':')))"
)
"""The condition on a standing that filters let its face through; to be filled by `filled`."""


def filled(filters: Filters) -> dict[str, object]:
    """What `WITHIN` names."""
    return filters._asdict()


def _where(filters: Filters) -> str:
    return WITHIN if filters != Filters() else "TRUE"


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

    def _take_in(self, came: Sequence[str]) -> None:
        self._db.execute("DELETE FROM standing WHERE key NOT IN (SELECT key FROM live_face)")
        keys = json.dumps(came)
        self._db.execute(
            "INSERT OR IGNORE INTO topic (deck, tags, paragraphs) SELECT DISTINCT deck, tags, paragraphs"
            " FROM live_face WHERE key IN (SELECT value FROM json_each(?))",
            (keys,),
        )
        self._db.execute(
            "INSERT OR REPLACE INTO standing SELECT key, topic.id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,"
            " json_extract(payload, '$.review_by') FROM live_face JOIN topic USING (deck, tags, paragraphs)"
            " WHERE key IN (SELECT value FROM json_each(?))",
            (keys,),
        )
        self._db.execute("DELETE FROM topic WHERE id NOT IN (SELECT topic FROM standing)")

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

    def topics(self, day: StudyDay, fsrs: Fsrs, filters: Filters) -> list[TopicRow]:
        """The faces that filters let through, counted by what they are about."""
        about = {
            id: (name, tuple(json.loads(tags)), tuple(json.loads(paragraphs)))
            for id, name, tags, paragraphs in self._db.execute("SELECT id, deck, tags, paragraphs FROM topic")
        }
        found = self._db.execute(
            _TOPICS.format(_where(filters)),
            {
                "day": day,
                "stabilities": fsrs.stabilities_until(fsrs.desired_retention),
                **filled(filters),
            },
        )
        return [TopicRow(*about[topic], *counts) for topic, *counts in found]

    def spreads(self, day: StudyDay, fsrs: Fsrs, filters: Filters) -> Spreads:
        """How the faces that are not suspended spread; each bound is counted from there on."""
        most = [1e9 if low == 0 else fsrs.stabilities_until(low) for low in RECALLS]
        groups = (
            (INTERVALS, [f"phase = 2 AND interval >= {low}" for low in INTERVALS]),
            (STABILITIES, [f"stability >= {low}" for low in STABILITIES]),
            (DIFFICULTIES, [f"difficulty >= {low}" for low in DIFFICULTIES]),
            (RECALLS, [f"{day} - last_day <= stability * {each!r}" for each in most]),
        )
        sums = ", ".join(f"sum({condition})" for _, conditions in groups for condition in conditions)
        where = f"phase > 0 AND NOT suspended AND {_where(filters)}"
        row = self._db.execute(f"SELECT {sums} FROM standing WHERE {where}", filled(filters)).fetchone()
        counts = iter([count or 0 for count in row])
        return Spreads(*(spread(bounds, [next(counts) for _ in bounds]) for bounds, _ in groups))

    def forecast(
        self, day: StudyDay, end_ms: int, ahead: int, filters: Filters, held: Sequence[StudyDay] = ()
    ) -> tuple[int, tuple[DueDay, ...]]:
        """The backlog, and the cards due on each day from `day`, which ends at `end_ms`, to `ahead` later.

        Suspended cards are never due, buried ones on the day on which they come back at the earliest, and
        those that a sibling holds back, `held` by the days on which they were due, tomorrow.
        """
        where = "NOT suspended"
        if filters.narrow:
            where += f" AND key IN (SELECT key FROM standing WHERE {WITHIN})"
        elif filters.deck is not None:
            where += " AND deck = :deck"
        found = self._db.execute(
            "SELECT max(buried_until, due), count(*) FROM roster"
            f" WHERE phase = 2 AND due <= :last AND {where} GROUP BY 1"
            " UNION ALL SELECT max(buried_until, CASE WHEN due < :end THEN :day"
            " ELSE :day + 1 + (due - :end) / 86400000 END), count(*) FROM roster"
            f" WHERE phase IN (1, 3) AND {where} GROUP BY 1",
            {"day": day, "last": day + ahead, "end": end_ms, **filled(filters)},
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
        return self._keys("leech AND NOT suspended", "lapses DESC, key", filters)

    def past_review_by(self, today: str, filters: Filters) -> tuple[str, ...]:
        """The faces whose author wanted them looked at before a date, the oldest first."""
        return self._keys(
            "review_by IS NOT NULL AND review_by < substr(:today, 1, length(review_by))",
            "review_by, key",
            filters,
            today,
        )

    def changed(self, filters: Filters) -> tuple[str, ...]:
        """The first faces of the cards of which a passage reads otherwise than when its deck was locked."""
        marks = ", ".join("?" * len(CHANGED))
        found = self._db.execute(
            "SELECT face.key FROM problem JOIN deck ON deck.file = problem.file AND deck.live"
            " JOIN card ON card.file = problem.file AND card.name = problem.card"
            " JOIN face ON face.card = card.id"
            f" WHERE problem.code IN ({marks}) GROUP BY card.id HAVING face.position = min(face.position)"
            " ORDER BY deck.name, face.position",
            CHANGED,
        )
        keys = json.dumps([key for (key,) in found])
        told = "key IN (SELECT value FROM json_each(:keys)) AND NOT suspended"
        return self._keys(told, "key", filters, keys=keys)

    def weakest(self, filters: Filters, limit: int) -> tuple[str, ...]:
        """The faces that were missed at all, by their share of misses.

        One hit and one miss are added to every face (Laplace's rule of succession), so that one unlucky try
        does not outweigh a long bad record.
        """
        share = "(attempts - correct + 1.0) / (attempts + 2) DESC, lapses DESC, key"
        return self._keys("(attempts > correct OR lapses > 0)", f"{share} LIMIT {limit}", filters)

    def among(self, keys: Sequence[str], filters: Filters) -> frozenset[str]:
        """Those of some faces that live and that filters let through."""
        told = "key IN (SELECT value FROM json_each(:keys))"
        return frozenset(self._keys(told, "key", filters, keys=json.dumps(keys)))

    def about(self, filters: Filters, paragraph: str | None = None) -> tuple[str, ...]:
        """The faces that filters let through, or of them those that cite a paragraph (`source:number`), those
        that go worst first."""
        told = "NOT suspended"
        if paragraph is not None:
            told += (
                " AND topic IN (SELECT topic.id FROM topic, json_each(paragraphs)"
                " WHERE json_each.value = :paragraph)"
            )
        return self._keys(told, "(correct + 1.0) / (attempts + 2), key", filters, paragraph=paragraph)

    def names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The tags of live cards, and the sources that they cite, in order."""
        of = "SELECT DISTINCT {} FROM topic, json_each({}) AS each ORDER BY 1"
        tags = self._db.execute(of.format("value", "tags")).fetchall()
        source = "substr(value, 1, length(rtrim(value, '0123456789')) - 1)"
        sources = self._db.execute(of.format(source, "paragraphs")).fetchall()
        return tuple(tag for (tag,) in tags), tuple(ref for (ref,) in sources)

    def _keys(
        self, where: str, order: str, filters: Filters, today: str = "", **more: object
    ) -> tuple[str, ...]:
        rows: sqlite3.Cursor = self._db.execute(
            f"SELECT key FROM standing WHERE {where} AND {_where(filters)} ORDER BY {order}",
            {"today": today, **filled(filters), **more},
        )
        return tuple(key for (key,) in rows)
