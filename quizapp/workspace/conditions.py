"""Turns a search into a condition on the roster, so that one query of SQLite answers it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from quizapp.questions.folding import fold_within
from quizapp.study.model import StudyDay
from quizapp.workspace import search
from quizapp.workspace.search import Query
from quizapp.workspace.text_hits import TextHits, is_text

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

DAY_MS = 86_400_000

FEW_HITS = 10_000
"""Up to so many faces are quicker found one by one than by a look at each of the library's."""


class Condition(NamedTuple):
    """SQL that is true of the rows of the roster that are wanted, and what it is filled with; and the decks
    that they are of, None where it does not say."""

    sql: str
    params: tuple[object, ...] = ()
    decks: frozenset[str] | None = None


class Moment(NamedTuple):
    """When a search is made: the study day, and its end in Unix milliseconds."""

    day: StudyDay
    end_ms: int

    def due_day(self) -> str:
        """SQL of the study day on which a studied row is due."""
        later = f"{self.day + 1} + (due - {self.end_ms}) / {DAY_MS}"
        return f"(CASE WHEN phase = 2 THEN due WHEN due < {self.end_ms} THEN {self.day} ELSE {later} END)"

    def faded(self) -> str:
        """SQL of the days since the last review over the stability: the larger, the less is remembered."""
        return f"(max(0, {self.day} - last_day) / stability)"


class Conditions:
    """The condition of a search at one moment, over one workspace, for some decks at a time."""

    def __init__(self, workspace: Workspace, moment: Moment, query: Query) -> None:
        self._workspace = workspace
        self._db = workspace.index.connection
        self._moment = moment
        self._query = query
        self._decks = "[]"
        self._text = TextHits(self._db, self._decks)
        self._holdings = 0
        self._known: dict[Query, Condition] = {}

    def within(self, decks: Sequence[str]) -> Condition:
        """The tables and the condition, from FROM on, by which some decks are searched. It holds until the
        next one is made."""
        parts = self._query.parts if isinstance(self._query, search.All) else (self._query,)
        for part in parts:
            named = self._of(part).decks if isinstance(part, search.Named) else None
            if named is not None:
                # Of the others no text need be read.
                decks = [deck for deck in decks if deck in named]
        self._decks = json.dumps(decks)
        self._text = TextHits(self._db, self._decks)
        self._holdings = 0
        held = tuple(part for part in parts if is_text(part))
        others = _joined(" AND ", [self._of(part) for part in parts if not is_text(part)] or [_ANY])
        hits = self._text.found(search.All(held)) if held else {}
        if held and sum(map(len, hits.values())) <= FEW_HITS:
            # SQLite is to begin with them, and to find each by its place.
            joined = f"{_HITS} CROSS JOIN roster INDEXED BY roster_place USING (deck, position)"
            return Condition(f"FROM {joined} WHERE {others.sql}", (json.dumps(hits), *others.params))
        holds = f" AND {self._holding(hits)}" if held else ""
        return Condition(
            f"FROM roster WHERE deck IN {_LISTED} AND {others.sql}{holds}", (self._decks, *others.params)
        )

    def _of(self, query: Query) -> Condition:
        if is_text(query):
            return Condition(self._holding(self._text.found(query)))
        match query:
            case search.Not(inner):
                condition = self._of(inner)
                return Condition(f"NOT ({condition.sql})", condition.params)
            case search.All(parts):
                return _joined(" AND ", [self._of(part) for part in parts])
            case search.Any(parts):
                return _joined(" OR ", [self._of(part) for part in parts])
            case search.Words():
                return _ANY
            case search.State(state) if state != "due":
                return Condition(self._state(state))
            case search.Flagged(flag):
                return Condition("flag = ?", (flag,))
            case search.Property(name, compare, value):
                return self._property(name, compare, value)
        if query not in self._known:
            self._known[query] = self._looked_up(query)
        return self._known[query]

    def _looked_up(self, query: Query) -> Condition:
        """The condition of a query that index or history must be asked for, whatever the decks."""
        match query:
            case search.Named(name, pattern):
                return self._named(name, pattern)
            case search.Rated(days, rating):
                rated = self._workspace.history.rated_since(self._moment.day - days + 1, rating)
                # The sign keeps SQLite from trying each of these keys for each face that holds a word.
                return _among("+key", sorted(rated))
            case search.State("due"):
                return self._due()
        raise TypeError(query)

    def _due(self) -> Condition:
        """What a sitting of today asks, whatever the limits: those that a sibling holds back are not due."""
        day, end_ms = self._moment
        held = self._workspace.roster.on(day, end_ms).held_back()
        waits = f"(phase = 2 AND due <= {day} OR phase IN (1, 3) AND due < {end_ms})"
        asked = _joined(" AND NOT ", [Condition(waits), _among("+key", sorted(key for key, _ in held))])
        return asked._replace(sql=f"({asked.sql} AND NOT suspended AND buried_until <= {day})")

    def _state(self, state: str) -> str:
        day = self._moment.day
        return {
            "new": "phase = 0",
            "learning": "phase IN (1, 3)",
            "review": "phase = 2",
            "suspended": "suspended",
            "buried": f"(buried_until > {day})",
            "flagged": "flag > 0",
            "leech": "leech",
        }[state]

    def _property(self, name: str, compare: str, value: float) -> Condition:
        if name == "retrievability":
            # The curve only falls, so that its inverse is compared, from the other side.
            turned = compare.translate(str.maketrans("<>", "><"))
            edge = self._workspace.fsrs.stabilities_until(value)
            return Condition(f"(phase > 0 AND {self._moment.faded()} {turned} ?)", (edge,))
        column = f"{self._moment.due_day()} - {self._moment.day}" if name == "due" else name
        # An interval is had by a card in review, a due day by any that was studied.
        had = "phase = 2" if name == "interval" else "phase > 0"
        return Condition(f"({had} AND {column} {compare} ?)", (value,))

    def _named(self, name: str, pattern: str) -> Condition:
        match name:
            case "deck":
                rows = self._db.execute("SELECT name, title FROM deck WHERE live")
                return _of_decks([deck for deck, title in rows if _is_like(pattern, deck, title)])
            case "tag":
                return _of_face(Condition(f"{self._tagged(pattern)}(tags)"))
            case "kind":
                card = "(SELECT kind FROM card WHERE card.id = face.card)"
                return _of_face(Condition(f"{card} GLOB ?", (_glob(pattern),)))
            case "source":
                return self._source(pattern)
        # An id is lower-case; it names a face, a card with its deck, or a card.
        ids = [f"{lead}{_glob(pattern.lower())}{tail}" for lead in ("", "*/") for tail in ("", "#*")]
        return _joined(" OR ", [Condition("key GLOB ?", (one,)) for one in ids])

    def _tagged(self, pattern: str) -> str:
        """The name of a function of SQL that tells whether a pattern describes one of some tags in JSON."""
        name = f"tagged_{len(self._known)}"
        self._db.create_function(name, 1, cache(lambda tags: _is_like(pattern, *json.loads(tags))))
        return name

    def _holding(self, hits: dict[str, list[int]]) -> str:
        """SQL that is true of the rows at some positions, by deck."""
        held = {deck: frozenset(positions) for deck, positions in hits.items()}
        none: frozenset[int] = frozenset()
        self._holdings += 1
        name = f"held_{self._holdings}"
        self._db.create_function(name, 2, lambda deck, position: position in held.get(deck, none))
        return f"{name}(deck, position)"

    def _source(self, pattern: str) -> Condition:
        refs, files = [], []
        for ref, file, id, title in self._db.execute("SELECT ref, file, id, title FROM source"):
            stem = PurePosixPath(ref).stem
            if _is_like(pattern, ref, stem, *(name for name in (id, title) if name)):
                refs.append(f"{ref}:")
                files.append(file)
        # Told by their files, the decks that cite none of them need no look at their faces.
        decks = self._db.execute(
            f"SELECT name FROM deck WHERE live AND (file IN {_LISTED}"
            f" OR file IN (SELECT deck FROM cites WHERE source IN {_LISTED}))",
            (json.dumps(files), json.dumps(files)),
        )
        cited = (
            "EXISTS (SELECT 1 FROM json_each(paragraphs) p, json_each(?) s"
            " WHERE substr(p.value, 1, length(s.value)) = s.value)"
        )
        citing = _of_decks([name for (name,) in decks])
        both = _joined(" AND ", [citing, _of_face(Condition(cited, (json.dumps(refs),)))])
        return both._replace(decks=citing.decks)


_ANY = Condition("TRUE")
_LISTED = "(SELECT value FROM json_each(?))"
_HITS = (
    "(SELECT d.key AS deck, p.value AS position FROM json_each(?) d CROSS JOIN json_each(d.value) p) AS hit"
)


def _of_face(condition: Condition) -> Condition:
    """A condition on the row that the index's table `face` has of a live face."""
    live = "(SELECT live FROM deck WHERE deck.file = face.file)"
    found = f"EXISTS (SELECT 1 FROM face WHERE face.key = roster.key AND {live} AND {condition.sql})"
    return condition._replace(sql=found)


def _joined(sign: str, parts: Sequence[Condition]) -> Condition:
    params = tuple(param for part in parts for param in part.params)
    return Condition(f"({sign.join(part.sql for part in parts)})", params)


def _among(column: str, values: Sequence[str]) -> Condition:
    return Condition(f"{column} IN {_LISTED}", (json.dumps(values),))


def _of_decks(names: Sequence[str]) -> Condition:
    return _among("deck", names)._replace(decks=frozenset(names))


def _is_like(pattern: str, *names: str) -> bool:
    """Whether a pattern with `*` describes one of some names, folded like words."""
    wanted = re.compile(".*".join(map(re.escape, fold_within(pattern).split("*"))), re.DOTALL)
    return any(wanted.fullmatch(fold_within(name)) for name in names)


def _glob(pattern: str) -> str:
    """The pattern for SQLite, where only `*` stands for others."""
    return re.sub(r"[\[?]", r"[\g<0>]", pattern)
