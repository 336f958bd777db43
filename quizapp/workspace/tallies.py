"""What the faces of each deck, tag, source and paragraph come to, kept added up beside the standings.

Over all decks and within each, a sum is put right by what a face was and is, never counted anew: in a large
library nearly every face cites a paragraph of its own, and to look at each would take a second.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple

from quizapp.stats.figures import DeckFigures
from quizapp.stats.topics import WORST, Article, Tally, hope, tally
from quizapp.store.replay import MATURE_DAYS
from quizapp.study.model import StudyDay


class Sort(IntEnum):
    """What a subject is, as the tables say it."""

    DECK = 0
    TAG = 1
    SOURCE = 2
    PARAGRAPH = 3


class Chosen(NamedTuple):
    """The condition on a standing that its face is one of those wanted, and what it names; `but`, where there
    are fewer such, the condition that it is one of those of the same decks that are not wanted."""

    where: str
    params: Mapping[str, object]
    but: str | None = None


class ChosenBy(NamedTuple):
    """By which decks (a list in JSON), tag and source faces were chosen; `others`: those of the decks that
    have not both were noted, being fewer."""

    decks: str
    tag: str | None
    source: str | None
    others: bool = False


_OPEN = "NOT suspended AND phase"
_COUNTS = {
    "faces": "1",
    "suspended": "suspended",
    "new": f"{_OPEN} = 0",
    "learning": f"{_OPEN} IN (1, 3)",
    "young": f"{_OPEN} = 2 AND interval < {MATURE_DAYS}",
    "mature": f"{_OPEN} = 2 AND interval >= {MATURE_DAYS}",
    "attempts": "attempts",
    "correct": "correct",
    "retained": "until >= :day",
}
_FACES = """
    FROM standing CROSS JOIN standing_about ON face = standing.id
    CROSS JOIN standing_subject ON standing_subject.id = subject WHERE {}
"""
_NOTE = f"""
    INSERT INTO standing_delta
    SELECT deck, subject, sort, source, {", ".join(f":sign * sum({one})" for one in _COUNTS.values())}
    {_FACES} GROUP BY +deck, subject
"""
"""The sign keeps SQLite from reading all faces in the order of their decks."""
_NARROW_DECKS = f"""
    INSERT INTO standing_narrow
    SELECT 0, deck, {Sort.DECK:d}, NULL, {", ".join(f"sum({one})" for one in _COUNTS.values())}, NULL
    FROM standing WHERE id IN (SELECT id FROM standing_chosen) GROUP BY +deck
"""
_NARROW = """
    INSERT OR IGNORE INTO standing_narrow
    SELECT 0, subject, sort, source, faces, NULL, NULL, NULL, NULL, NULL, attempts, correct, retained,
        iif(correct < attempts, hope(attempts, correct), NULL)
    FROM (
        SELECT subject, count(*) AS faces, sum(attempts) AS attempts, sum(correct) AS correct,
            sum(retained) AS retained
        FROM {} GROUP BY subject
    ) CROSS JOIN standing_subject ON standing_subject.id = subject
"""
_BY_FACE = "standing_chosen CROSS JOIN standing_about ON face = id"
_BY_SUBJECT = "standing_about CROSS JOIN standing_chosen ON id = face"
"""Reading all that every face is about in the order of its table takes a quarter of the time of looking up
most faces and sorting what they are about."""

FEW = 4
"""Faces that are less than this part of all are looked up, not found by reading all."""

# The model holds that what was just failed is recalled for certain: a card is retained that has left its
# steps. A stability may be any number, but no day is farther than that.
_UNTIL = "iif(phase = 2, last_day + CAST(min(stability * stabilities, 1e9) AS INTEGER), -1)"

NOTED = "standing.id IN (SELECT id FROM standing_chosen)"
"""The condition on a standing that its face is one of those noted last."""

_BUT = f"""
    INSERT INTO standing_narrow
    SELECT 1, every.subject, every.sort, every.source,
        {", ".join(f"every.{name} - coalesce(less.{name}, 0)" for name in _COUNTS)},
        iif(less.faces, hope(every.attempts - less.attempts, every.correct - less.correct), every.hope)
    FROM standing_tally every
    LEFT JOIN standing_narrow less ON less.scope = 0 AND less.subject = every.subject
    WHERE every.scope = :scope AND every.faces > coalesce(less.faces, 0)
"""
"""What is left of a deck, or of all, without the faces noted."""

_SUMS = ", ".join(f"sum({name})" for name in _COUNTS)
_PUT_RIGHT = f"""
    INSERT INTO standing_tally
    SELECT iif(whole, 0, deck) AS scope, subject, sort, source, {_SUMS},
        iif(sum(faces) > 0, hope(sum(attempts), sum(correct)), NULL)
    FROM standing_delta CROSS JOIN (SELECT TRUE AS whole UNION ALL SELECT FALSE)
    GROUP BY scope, subject HAVING {" OR ".join(f"sum({name})" for name in _COUNTS)}
    ON CONFLICT DO UPDATE SET {", ".join(f"{name} = {name} + excluded.{name}" for name in _COUNTS)},
        hope = hope(attempts + excluded.attempts, correct + excluded.correct)
"""


class Sums(NamedTuple):
    """The sums of a scope in a table."""

    db: sqlite3.Connection
    table: str
    scope: int

    def decks(self, names: Iterable[str]) -> tuple[DeckFigures, ...]:
        """The faces of some decks by phase, in the order of `names`."""
        found = {
            name: counts for name, *counts in self._of(Sort.DECK, "new, learning, young, mature, suspended")
        }
        return tuple(DeckFigures(name, *found.get(name, [0] * 5)) for name in names)

    def articles(self, only: str | None = None) -> tuple[Article, ...]:
        """Each source that is cited, or only one, those first of which most is left to retain."""
        cited = self.db.execute(
            f"SELECT source, count(*), sum(retained > 0) FROM {self.table}"
            " WHERE scope = ? AND source IS NOT NULL GROUP BY source",
            (self.scope,),
        )
        asked = {source: counts for source, *counts in cited}
        found = (
            Article(name, faces, retained, *asked[id])
            for name, id, faces, retained in self._of(Sort.SOURCE, "named.id, faces, retained")
            if only in (None, name)
        )
        return tuple(sorted(found, key=lambda each: (each.share, each.source)))

    def weakest(self, sort: Sort, limit: int = WORST) -> tuple[Tally, ...]:
        """The names of a sort under which most surely goes wrong, ranked by `topics.hope`."""
        ranked = f"FROM {self.table} WHERE scope = :scope AND sort = :sort AND hope IS NOT NULL"
        last = f"SELECT hope {ranked} ORDER BY hope LIMIT 1 OFFSET :limit - 1"
        found = self.db.execute(
            f"SELECT name, attempts, correct FROM (SELECT * {ranked} AND hope <= coalesce(({last}), 1))"
            " JOIN standing_subject ON id = subject ORDER BY hope, name LIMIT :limit",
            {"scope": self.scope, "sort": sort, "limit": limit},
        )
        return tuple(tally(*row) for row in found)

    def names(self, sort: Sort) -> tuple[str, ...]:
        """The names of a sort that any of the faces bears, in order."""
        return tuple(sorted(name for (name,) in self._of(sort)))

    def _of(self, sort: Sort, columns: str = "") -> sqlite3.Cursor:
        names = f"named.name, {columns}".rstrip(", ")
        return self.db.execute(
            f"SELECT {names} FROM standing_subject named CROSS JOIN {self.table} ON subject = named.id"
            " WHERE scope = ? AND named.sort = ?",
            (self.scope, sort),
        )


class Tallies:
    """Keeps the sums over all faces and those of each deck."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        try:
            # A function may not be made again while anybody still reads from the database.
            self._db.execute("SELECT hope(0, 0)")
        except sqlite3.OperationalError:
            self._db.create_function("hope", 2, hope, deterministic=True)

    def kept(self) -> tuple[StudyDay | None, float]:
        """The day of which the sums are, None of none yet; and within how many stabilities from its last
        review a face is retained by them."""
        found = self._db.execute("SELECT day, stabilities FROM standing_day").fetchone()
        return (None, 0.0) if found is None else (found[0], found[1])

    def passing(self, day: StudyDay) -> int:
        """How many faces pass from retained to faded, or back, on the way to a day."""
        passing = self._between(day)
        query = f"SELECT count(*) FROM standing WHERE {passing.where}"
        found: int = self._db.execute(query, passing.params).fetchone()[0]
        return found

    def turn(self, day: StudyDay, stabilities: float) -> None:
        """Lets the sums be those of a day. They do not hold what this changes until it is counted. Of other
        stabilities only those faces are that are counted from then on."""
        self.withdraw(self._between(day))
        self._db.execute("INSERT OR REPLACE INTO standing_day VALUES (1, ?, ?)", (day, stabilities))

    def _between(self, day: StudyDay) -> Chosen:
        """The faces that are retained on the day of the sums or on another, and not on both."""
        before = self.kept()[0]
        first, last = sorted((day if before is None else before, day))
        return Chosen("until BETWEEN :first AND :last", {"first": first, "last": last - 1})

    def withdraw(self, faces: Chosen) -> None:
        """Notes that faces, before they change, are to be taken out of the sums; `count` does it."""
        where = f"counted AND {faces.where}"
        self._note(-1, Chosen(where, faces.params))
        self._db.execute(f"UPDATE standing SET counted = FALSE WHERE {where}", faces.params)

    def count(self) -> None:
        """Takes into the sums what they do not hold, and out of them what was withdrawn."""
        self._db.execute(f"UPDATE standing SET until = {_UNTIL} FROM standing_day WHERE NOT counted")
        self._note(1, Chosen("NOT counted", {}))
        self._db.execute("UPDATE standing SET counted = TRUE WHERE NOT counted")
        self._db.execute(_PUT_RIGHT)
        self._db.execute("DELETE FROM standing_delta")
        if self._db.execute("DELETE FROM standing_tally WHERE faces = 0").rowcount:
            named = "SELECT subject FROM standing_tally"
            self._db.execute(f"DELETE FROM standing_subject WHERE id NOT IN ({named})")

    def of_deck(self, deck: str | None) -> Sums:
        """The sums over a deck, or over all of them."""
        query = "SELECT id FROM standing_subject WHERE sort = ? AND name = ?"
        found = self._db.execute(query, (Sort.DECK, deck)).fetchone() or (-1,)
        return Sums(self._db, "standing_tally", 0 if deck is None else found[0])

    def are_most(self, deck: str | None, tag: str | None, source: str | None) -> bool:
        """Whether surely more than half of the faces of a deck, or of all, have a tag and cite a source."""
        scope = self.of_deck(deck).scope
        every = "SELECT coalesce(sum(faces), 0) FROM standing_tally WHERE scope = ? AND sort = ?"
        known = f"{every} AND subject = (SELECT id FROM standing_subject WHERE sort = ? AND name = ?)"
        (faces,) = self._db.execute(every, (scope, Sort.DECK)).fetchone()
        lacking = 0
        for sort, name in ((Sort.TAG, tag), (Sort.SOURCE, source)):
            if name is not None:
                lacking += faces - self._db.execute(known, (scope, sort, sort, name)).fetchone()[0]
        return 2 * lacking < int(faces)

    def chosen_by(self) -> ChosenBy | None:
        """By what faces were chosen last."""
        found = self._db.execute("SELECT decks, tag, source, others FROM standing_chosen_by").fetchone()
        return None if found is None else ChosenBy(found[0], found[1], found[2], others=bool(found[3]))

    def note(self, faces: Chosen, by: ChosenBy, stabilities: float) -> None:
        """Notes some faces, so that what is asked of them next need not find them again. They are retained
        for so many stabilities, whatever the sums have."""
        for table in ("chosen", "chosen_by"):
            self._db.execute(f"DELETE FROM standing_{table}")
        self._db.execute(
            f"INSERT INTO standing_chosen SELECT id, attempts, correct, {_UNTIL} >= :day"
            f" FROM (SELECT *, :stabilities AS stabilities FROM standing) standing WHERE {faces.where}",
            {"day": self.kept()[0], "stabilities": stabilities, **faces.params},
        )
        self._db.execute("INSERT INTO standing_chosen_by VALUES (?, ?, ?, ?)", by)

    def of_noted(self) -> Sums:
        """The sums over the faces noted, counted now. The next call drops them."""
        self._db.execute("DELETE FROM standing_narrow")
        self._db.execute(_NARROW_DECKS, {"day": self.kept()[0]})
        few = "SELECT count(*) * ? < (SELECT count(*) FROM standing) FROM standing_chosen"
        found = _BY_FACE if self._db.execute(few, (FEW,)).fetchone()[0] else _BY_SUBJECT
        self._db.execute(_NARROW.format(found))
        return Sums(self._db, "standing_narrow", 0)

    def of_others(self, deck: str | None) -> Sums:
        """The sums over the faces of a deck, or of all of them, that were not noted, likewise."""
        self.of_noted()
        self._db.execute(_BUT, {"scope": self.of_deck(deck).scope})
        return Sums(self._db, "standing_narrow", 1)

    def _note(self, sign: int, faces: Chosen) -> None:
        self._db.execute(_NOTE.format(faces.where), {"sign": sign, "day": self.kept()[0], **faces.params})
