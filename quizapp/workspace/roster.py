"""The roster: live cards joined with their memory in one table, so that "what is due" is one indexed query.

It is disposable. It stands in the index's database and is brought up to date from the index's generation
and from the history's last event.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from quizapp.library.index import Index
from quizapp.store.history import History
from quizapp.store.model import MemoryRow
from quizapp.study.model import New, Phase, Stepping, StudyDay
from quizapp.study.queue import Candidate, sibling_group

PHASES = (Phase.NEW, Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING)
CHUNK = 500

OPEN = "NOT suspended AND buried_until <= ?"
"""The condition on the study day under which a face is neither suspended nor buried."""


_Row: TypeAlias = tuple[str, int, int, int]
"""Key, phase, due and position of a face."""


class DeckCounts(NamedTuple):
    """The faces of a deck that are not suspended.

    What a study day's queue may hold of them, one face a card: `steps` in learning or relearning, `reviews`,
    and `fresh` new ones as far as they were looked for. Of all: `new` never studied, `seen`, `total`.
    """

    steps: int = 0
    reviews: int = 0
    fresh: int = 0
    new: int = 0
    seen: int = 0
    total: int = 0


class Roster:
    """Answers what is due, new and live. All writing follows the history; it holds no truth of its own."""

    def __init__(self, index: Index, history: History) -> None:
        self._index = index
        self._history = history
        self._made: sqlite3.Connection | None = None

    @property
    def _db(self) -> sqlite3.Connection:
        """The index's database, which the index may have replaced since the last time."""
        if self._made is not self._index.connection:
            self._index.connection.executescript(Path(__file__).with_name("roster.sql").read_text("utf-8"))
            self._made = self._index.connection
        return self._made

    # -- keeping up ----------------------------------------------------------------------------

    def catch_up(self) -> None:
        """Applies what the index and the history have seen since the last time."""
        head, stamp = self._history.head(), self._index.stamp()
        event = self._history.event_id(head)
        known = self._db.execute("SELECT head, event, stamp FROM roster_stamp").fetchone()
        if known == (head, event, stamp):
            return
        same_log = known is not None and self._history.event_id(known[0]) == known[1]
        self._db.execute("BEGIN IMMEDIATE")
        try:
            moved: set[str] = set()
            if not same_log or known[2] != stamp:
                moved |= self._follow_index(known[2] if same_log else None)
            if same_log:
                moved |= self._history.cards_changed_since(known[0])
            self._follow_history(sorted(moved))
            self._db.execute("INSERT OR REPLACE INTO roster_stamp VALUES (1, ?, ?, ?)", (head, event, stamp))
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _follow_index(self, stamp: int | None) -> frozenset[str]:
        """Drops cards that went, takes in those that changed since `stamp` (None: all), gives their keys."""
        self._db.execute("DELETE FROM roster WHERE key NOT IN (SELECT key FROM live_face)")
        came = self._index.changed_since(-1 if stamp is None else stamp)
        self._db.execute(
            "INSERT OR REPLACE INTO roster SELECT key, deck, position, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0"
            " FROM live_face WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(came)),),
        )
        return frozenset(came)

    def _follow_history(self, keys: Sequence[str]) -> None:
        for start in range(0, len(keys), CHUNK):
            rows = self._history.memory(keys[start : start + CHUNK])
            self._db.executemany(
                "UPDATE roster SET flag=?, phase=?, due=?, interval=?, suspended=?, buried_until=?,"
                " last_day=?, stability=?, difficulty=?, reps=?, lapses=? WHERE key=?",
                [(row.flag, *_columns(row), key) for key, row in rows.items()],
            )

    # -- answers -------------------------------------------------------------------------------

    def is_live(self, key: str) -> bool:
        return self._db.execute("SELECT 1 FROM roster WHERE key = ?", (key,)).fetchone() is not None

    def tags(self) -> list[str]:
        """All tags of live cards, in order."""
        rows = self._db.execute("SELECT DISTINCT t.value FROM live_face f, json_each(f.tags) t ORDER BY 1")
        return [tag for (tag,) in rows]

    def suspended(self) -> list[str]:
        """The keys of suspended faces, in order."""
        rows = self._db.execute("SELECT key FROM roster WHERE suspended ORDER BY key")
        return [key for (key,) in rows]

    def keys(self) -> frozenset[str]:
        return frozenset(key for (key,) in self._db.execute("SELECT key FROM roster"))

    def counts(self, day: StudyDay, end_ms: int, new_limit: int) -> dict[str, DeckCounts]:
        """Counts by deck id on the study day that ends at `end_ms`; `fresh` is counted up to `new_limit`."""
        steps = [key for key, *_ in self._steps(day, end_ms)]
        taken = self._held(day, steps)
        learning = Counter(key.partition("/")[0] for key in steps)
        groups: defaultdict[str, set[str]] = defaultdict(set)
        for key, *_ in self._reviews(day):
            if (group := sibling_group(key)) not in taken:
                groups[key.partition("/")[0]].add(group)
        taken = taken.union(*groups.values())
        every = self._db.execute(
            "SELECT deck, sum(phase = 0), sum(phase <> 0), count(*) FROM roster"
            " WHERE NOT suspended GROUP BY deck"
        ).fetchall()
        return {
            deck: DeckCounts(
                learning[deck],
                len(groups[deck]),
                len({sibling_group(row[0]) for row in _up_to(new_limit, self._new(day, deck), taken)}),
                *counts,
            )
            for deck, *counts in every
        }

    def candidates(
        self,
        day: StudyDay,
        *,
        end_ms: int,
        decks: Sequence[str],
        tag: str | None,
        new_limit: int,
        review_limit: int,
    ) -> list[Candidate]:
        """The cards that a queue of the day may be built from: all in learning, reviews due up to the limit
        and beyond it, and of each deck new ones beyond the limit, so that sources can take turns. Cards held
        back for a sibling use up none."""
        steps = list(self._steps(day, end_ms, decks, tag))
        held = self._held(day, (key for key, *_ in steps))
        reviews = _up_to(2 * review_limit, self._reviews(day, decks, tag), held)
        new = [row for deck in decks for row in _up_to(3 * new_limit, self._new(day, deck, tag), held)]
        return self._as_candidates([*steps, *reviews, *new])

    def candidate(self, key: str) -> Candidate | None:
        """One live card as a candidate, whatever its state."""
        found = self._as_candidates(list(self._rows("key = ?", (key,), "key")))
        return found[0] if found else None

    def studied_on(self, day: StudyDay) -> list[str]:
        """The keys reviewed on a study day."""
        # The second condition lets SQLite use the partial index.
        rows = self._db.execute("SELECT key FROM roster WHERE last_day = ? AND last_day > 0", (day,))
        return [key for (key,) in rows]

    def next_due(
        self, day: StudyDay, end_ms: int, decks: Sequence[str], tag: str | None
    ) -> tuple[int | None, int | None]:
        """The earliest learning step of the day in Unix milliseconds, and the earliest study day from then on
        with anything else to review. The day itself counts only for cards that no sibling holds back."""
        steps = list(self._steps(day, end_ms, decks, tag))
        held = self._held(day, (key for key, *_ in self._steps(day, end_ms, decks)))
        days = {day + 1 if sibling_group(key) in held else day for key, *_ in self._reviews(day, decks, tag)}
        where, params = _within(decks, tag)
        later = self._db.execute(
            "SELECT min(back) FROM (SELECT max(buried_until, CASE WHEN phase = 2 THEN due WHEN due < ?"
            f" THEN ? ELSE ? + 1 + (due - ?) / 86400000 END) AS back FROM roster"
            f" WHERE phase > 0 AND NOT suspended AND {where}) WHERE back > ?",
            (end_ms, day, day, end_ms, *params, day),
        ).fetchone()[0]
        if later is not None:
            days.add(later)
        return min((row[2] for row in steps), default=None), min(days, default=None)

    def _steps(
        self, day: StudyDay, end_ms: int, decks: Sequence[str] | None = None, tag: str | None = None
    ) -> Iterator[_Row]:
        """The faces in learning or relearning whose step comes before the day ends."""
        where, params = _within(decks, tag)
        return self._rows(
            f"phase IN (1, 3) AND due < ? AND {OPEN} AND {where}", (end_ms, day, *params), "due"
        )

    def _reviews(
        self, day: StudyDay, decks: Sequence[str] | None = None, tag: str | None = None
    ) -> Iterator[_Row]:
        where, params = _within(decks, tag)
        return self._rows(f"phase = 2 AND due <= ? AND {OPEN} AND {where}", (day, day, *params), "due")

    def _new(self, day: StudyDay, deck: str, tag: str | None = None) -> Iterator[_Row]:
        where, params = _within(None, tag)
        return self._rows(f"deck = ? AND phase = 0 AND {OPEN} AND {where}", (deck, day, *params), "position")

    def _held(self, day: StudyDay, steps: Iterable[str]) -> frozenset[str]:
        """The cards of which another face was reviewed on the day, or is among the day's learning steps."""
        return frozenset(map(sibling_group, (*self.studied_on(day), *steps)))

    def _rows(self, where: str, params: Sequence[object], order: str) -> Iterator[_Row]:
        return self._db.execute(
            f"SELECT key, phase, due, position FROM roster WHERE {where} ORDER BY {order}", params
        )

    def _as_candidates(self, rows: Sequence[_Row]) -> list[Candidate]:
        states = {key: (PHASES[phase], due) for key, phase, due, _ in rows}
        faces = self._db.execute(
            "SELECT key, deck, card, position, paragraphs FROM live_face"
            " WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(states)),),
        )
        return [_candidate(face, *states[face[0]]) for face in faces]


def _within(decks: Sequence[str] | None, tag: str | None) -> tuple[str, tuple[object, ...]]:
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


def _up_to(limit: int, rows: Iterable[_Row], held: Collection[str]) -> list[_Row]:
    """The rows of the first `limit` cards of which no face is held back, read no further than needed."""
    found: list[_Row] = []
    groups: set[str] = set()
    for row in rows if limit > 0 else ():
        group = sibling_group(row[0])
        if group not in held:
            found.append(row)
            groups.add(group)
        if len(groups) >= limit:
            break
    return found


def _candidate(face: tuple[str, str, str, int, str], phase: Phase, due: int) -> Candidate:
    key, deck, card, position, paragraphs = face
    cited: tuple[str, ...] = tuple(json.loads(paragraphs))
    return Candidate(
        key=key,
        deck=deck,
        card=card,
        paragraphs=cited,
        source=cited[0].rpartition(":")[0] if cited else deck,
        phase=phase,
        due=None if phase is Phase.NEW else due,
        position=position,
    )


def _columns(row: MemoryRow) -> tuple[int | float, ...]:
    """A memory row as the roster's columns from `phase` to `lapses`."""
    flags = int(row.suspended), row.buried_until or 0
    state = row.state
    if isinstance(state, New):
        return 0, 0, 0, *flags, *(0,) * 5
    known = (state.last_day, *state.memory, state.reps, state.lapses)
    if isinstance(state, Stepping):
        return PHASES.index(state.phase), state.due_ms, 0, *flags, *known
    return 2, state.due, state.interval, *flags, *known
