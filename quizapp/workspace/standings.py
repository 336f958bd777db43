"""Where every live face stands, in one narrow table that Progress counts without reading a card or an event.

Disposable like the roster, beside which it lies in the index's database. It follows index and history only
when Progress is looked at, so that studying pays nothing for it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from quizapp.stats.figures import DueDay
from quizapp.stats.rows import TopicRow
from quizapp.stats.spread import DIFFICULTIES, INTERVALS, RECALLS, STABILITIES, Spreads, spread
from quizapp.store.model import MemoryRow
from quizapp.store.replay import MATURE_DAYS
from quizapp.study.memory import Fsrs
from quizapp.study.model import New, Scheduled, StudyDay
from quizapp.workspace.day_rows import PHASES
from quizapp.workspace.following import Follower

_OPEN = "NOT suspended AND phase"
_TOPICS = f"""
    SELECT topic, sum(suspended), sum({_OPEN} = 0), sum({_OPEN} IN (1, 3)),
        sum({_OPEN} = 2 AND interval < {MATURE_DAYS}), sum({_OPEN} = 2 AND interval >= {MATURE_DAYS}),
        sum(attempts), sum(correct), sum(phase > 0 AND :day - last_day <= stability * :stabilities),
        sum(leech)
    FROM standing WHERE {{}} GROUP BY topic
"""
_OF_DECK = "topic IN (SELECT id FROM topic WHERE deck = :deck)"


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

    def topics(self, day: StudyDay, fsrs: Fsrs, deck: str | None = None) -> list[TopicRow]:
        """The faces of all decks or of one, counted by what they are about."""
        about = {
            id: (name, tuple(json.loads(tags)), tuple(json.loads(paragraphs)))
            for id, name, tags, paragraphs in self._db.execute("SELECT id, deck, tags, paragraphs FROM topic")
        }
        found = self._db.execute(
            _TOPICS.format(_OF_DECK if deck else "TRUE"),
            {"day": day, "stabilities": fsrs.stabilities_until(fsrs.desired_retention), "deck": deck},
        )
        return [TopicRow(*about[topic], *counts) for topic, *counts in found]

    def spreads(self, day: StudyDay, fsrs: Fsrs, deck: str | None = None) -> Spreads:
        """How the faces that are not suspended spread; each bound is counted from there on."""
        most = [1e9 if low == 0 else fsrs.stabilities_until(low) for low in RECALLS]
        groups = (
            (INTERVALS, [f"phase = 2 AND interval >= {low}" for low in INTERVALS]),
            (STABILITIES, [f"stability >= {low}" for low in STABILITIES]),
            (DIFFICULTIES, [f"difficulty >= {low}" for low in DIFFICULTIES]),
            (RECALLS, [f"{day} - last_day <= stability * {each!r}" for each in most]),
        )
        sums = ", ".join(f"sum({condition})" for _, conditions in groups for condition in conditions)
        where = f"phase > 0 AND NOT suspended AND {_OF_DECK if deck else 'TRUE'}"
        row = self._db.execute(f"SELECT {sums} FROM standing WHERE {where}", {"deck": deck}).fetchone()
        counts = iter([count or 0 for count in row])
        return Spreads(*(spread(bounds, [next(counts) for _ in bounds]) for bounds, _ in groups))

    def forecast(
        self, day: StudyDay, end_ms: int, ahead: int, deck: str | None = None
    ) -> tuple[int, tuple[DueDay, ...]]:
        """The backlog, and the cards due on each day from `day`, which ends at `end_ms`, to `ahead` later.

        Suspended cards are never due, buried ones on the day on which they come back at the earliest.
        """
        where = f"NOT suspended AND {'deck = :deck' if deck else 'TRUE'}"
        found = self._db.execute(
            "SELECT max(buried_until, due), count(*) FROM roster"
            f" WHERE phase = 2 AND due <= :last AND {where} GROUP BY 1"
            " UNION ALL SELECT max(buried_until, CASE WHEN due < :end THEN :day"
            " ELSE :day + 1 + (due - :end) / 86400000 END), count(*) FROM roster"
            f" WHERE phase IN (1, 3) AND {where} GROUP BY 1",
            {"day": day, "last": day + ahead, "end": end_ms, "deck": deck},
        )
        counts = dict.fromkeys(range(day, day + ahead + 1), 0)
        backlog = 0
        for due, count in found:
            backlog += count if due < day else 0
            if max(day, due) in counts:
                counts[max(day, due)] += count
        return backlog, tuple(DueDay(StudyDay(at), n) for at, n in counts.items())

    # -- cards ---------------------------------------------------------------------------------

    def leeches(self, deck: str | None = None) -> tuple[str, ...]:
        """The faces forgotten most often, first."""
        return self._keys("leech AND NOT suspended", "lapses DESC, key", deck)

    def past_review_by(self, today: str, deck: str | None = None) -> tuple[str, ...]:
        """The faces whose author wanted them looked at before a date, the oldest first."""
        return self._keys(
            "review_by IS NOT NULL AND review_by < substr(:today, 1, length(review_by))",
            "review_by, key",
            deck,
            today,
        )

    def about(self, *, source: str | None = None, paragraph: str | None = None) -> tuple[str, ...]:
        """The faces that cite a source or a paragraph (`source:number`), those that go worst first."""
        wanted = [
            id
            for id, paragraphs in self._db.execute("SELECT id, paragraphs FROM topic")
            for cited in [json.loads(paragraphs)]
            if paragraph in cited or any(one.rpartition(":")[0] == source for one in cited)
        ]
        rows = self._db.execute(
            "SELECT key FROM standing WHERE topic IN (SELECT value FROM json_each(?)) AND NOT suspended"
            " ORDER BY (correct + 1.0) / (attempts + 2), key",
            (json.dumps(wanted),),
        )
        return tuple(key for (key,) in rows)

    def _keys(self, where: str, order: str, deck: str | None, today: str = "") -> tuple[str, ...]:
        rows: sqlite3.Cursor = self._db.execute(
            f"SELECT key FROM standing WHERE {where} AND {_OF_DECK if deck else 'TRUE'} ORDER BY {order}",
            {"deck": deck, "today": today},
        )
        return tuple(key for (key,) in rows)
