"""Turns a search into a condition on the roster, so that one query of SQLite answers it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from quizapp.study.model import StudyDay
from quizapp.workspace import search
from quizapp.workspace.patterns import glob, is_like
from quizapp.workspace.search import Query
from quizapp.workspace.text_hits import Positions, TextHits, by_deck, has_text, is_text

if TYPE_CHECKING:
    from quizapp.store.ratings import Ratings
    from quizapp.workspace.workspace import Workspace

DAY_MS = 86_400_000

FEW_HITS = 10_000
"""Up to so many faces are quicker found one by one than by a look at each of the library's."""

FEW_FACES = 4_000
"""Where words leave more faces than these, or stand in an `or` with filters, and other filters leave no more,
the texts of those alone are looked at."""


FIRST_ASKED = 100
"""Of so many faces what is dear is asked first for a page, then of ever more."""

STRAYED = 2
"""By so many days a review may be of a later day than the one after it, where time zones change."""


class Condition(NamedTuple):
    """SQL that is true of the rows of the roster that are wanted, and what it is filled with; the decks that
    they are of, None where it does not say; and whether it is `dear`: to be asked of as few as can be."""

    sql: str
    params: tuple[object, ...] = ()
    decks: frozenset[str] | None = None
    dear: bool = False

    def after(self, lead: str, param: object) -> Condition:
        """The same with what stands before it, filled with a value."""
        return self._replace(sql=f"{lead} {self.sql}", params=(param, *self.params))


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
    """The condition of a search at one moment, over one workspace, for some decks at a time. Searches of the
    same moment may share what is `known`, which each adds to."""

    def __init__(
        self, workspace: Workspace, moment: Moment, query: Query, known: dict[Query, Condition] | None = None
    ) -> None:
        self._workspace = workspace
        self._db = workspace.index.connection
        self._moment = moment
        self._query = query
        self._decks = "[]"
        self._text = TextHits(workspace.index, ())
        self._places_left: Sequence[tuple[str, int]] | None = None
        self._holdings = 0
        self._known = {} if known is None else known
        self._rated_known: dict[Query, Condition] = {}
        self._rated_since: list[tuple[Ratings, Condition]] = []

    def within(self, decks: Sequence[str], *, page: bool = False) -> Iterator[Condition]:
        """Tables and condition, from FROM on, by which some decks are searched. For a page, perhaps several
        after one another in the order of the cards, of which the first may do. Each holds until the next."""
        parts = self._query.parts if isinstance(self._query, search.All) else (self._query,)
        for part in parts:
            named = self._of(part).decks if isinstance(part, search.Named) else None
            if named is not None:
                # Of the others no text need be read.
                decks = [deck for deck in decks if deck in named]
        self._decks = json.dumps(decks)
        self._text = TextHits(self._workspace.index, decks)
        self._places_left = None
        self._holdings = 0
        words = tuple(part for part in parts if is_text(part))
        filters = [self._of(part) for part in parts if not has_text(part)]
        quick = [one for one in filters if not one.dear]
        mixed = [part for part in parts if has_text(part) and not is_text(part)]
        if mixed and quick and not words:
            places = self._places(quick, page=page)
            self._places_left = places if len(places) <= FEW_FACES else None
        dear = [one for one in (*filters, *map(self._of, mixed)) if one.dear]
        if self._places_left is not None:
            yield from self._at(by_deck(self._places_left), dear, page=page)
            return
        if not words:
            yield self._each([*quick, *dear])
            return
        wanted = search.All(words)
        if quick and self._text.likely(wanted) > FEW_FACES:
            places = self._places(quick, page=page)
            few = len(places) <= FEW_FACES
            if few or page:
                yield from self._at(self._text.among(wanted, places[:FEW_FACES]), dear, page=page)
            if few:
                return
            if page:
                deck, position = places[FEW_FACES - 1]
                quick.append(Condition("(deck, position) > (?, ?)", (deck, position)))
        hits = self._text.found(wanted)
        if sum(map(len, hits.values())) > FEW_HITS:
            yield self._each([*quick, *dear, self._holding(hits)])
        else:
            yield from self._at(hits, [*quick, *dear], page=page)

    def _at(
        self, hits: Positions, conditions: Sequence[Condition], *, page: bool = False
    ) -> Iterator[Condition]:
        """SQLite is to begin with some places and to find the face of each, for a page with few at first: it
        asks of all that it is given before it sorts."""
        places = [(deck, position) for deck in sorted(hits) for position in hits[deck]]
        start, count = 0, FIRST_ASKED if page and any(one.dear for one in conditions) else len(places)
        while start < len(places):
            some = by_deck(places[start : start + count])
            self._look([one for one in conditions if not one.dear], some)
            yield self._there(some, conditions)
            start, count = start + count, 2 * count

    def _there(self, hits: Positions, conditions: Sequence[Condition]) -> Condition:
        asked = _joined(" AND ", conditions or [_ANY])
        joined = f"FROM {_HITS} CROSS JOIN roster USING (deck, position)"
        return asked.after(f"{joined} WHERE", json.dumps(hits))

    def _look(self, cheap: Sequence[Condition], hits: Positions) -> None:
        """Finds out at once which of some faces were rated, as far as they meet what is quickly told."""
        for ratings, unsure in self._rated_since:
            asked = self._there(hits, [*cheap, unsure])
            ratings.look(key for (key,) in self._db.execute(f"SELECT key {asked.sql}", asked.params))

    def _each(self, conditions: Sequence[Condition]) -> Condition:
        """Each face of the decks is looked at."""
        asked = _joined(" AND ", conditions or [_ANY])
        return asked.after(f"FROM roster WHERE deck IN {_LISTED} AND", self._decks)

    def _places(self, conditions: Sequence[Condition], *, page: bool) -> list[tuple[str, int]]:
        """The places of the faces that meet some conditions, for a page the first ones: one more than are
        few, where there are so many."""
        found = self._each(conditions)
        order = "ORDER BY deck, position" if page else ""
        rows = self._db.execute(
            f"SELECT deck, position {found.sql} {order} LIMIT ?", (*found.params, FEW_FACES + 1)
        )
        return rows.fetchall()

    def _of(self, query: Query) -> Condition:
        if is_text(query):
            left = self._places_left
            return self._holding(self._text.found(query) if left is None else self._text.among(query, left))
        match query:
            case search.Not(inner):
                condition = self._of(inner)
                return condition._replace(sql=f"NOT ({condition.sql})", decks=None)
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
        # A search that is to find out who was rated notes it for itself.
        known = self._rated_known if isinstance(query, search.Rated) else self._known
        if query not in known:
            known[query] = self._looked_up(query)
        return known[query]

    def _looked_up(self, query: Query) -> Condition:
        """The condition of a query that index or history must be asked for, whatever the decks."""
        match query:
            case search.Named(name, pattern):
                return self._named(name, pattern)
            case search.Rated(days, rating):
                return self._rated(StudyDay(self._moment.day - days + 1), rating)
            case search.State("due"):
                return self._due()
        raise TypeError(query)

    def _rated(self, since: StudyDay, rating: int | None) -> Condition:
        """A card that was rated since bears the day, unless it was made new again; and its events tell."""
        history = self._workspace.history
        ratings = history.ratings(since, rating)
        if rating and ratings.are_few():
            # The signs keep SQLite from trying each of these keys for each face that holds a word.
            return _among("+key", sorted(ratings.all()))
        name = f"rated_{len(self._rated_known)}"
        self._db.create_function(name, 1, lambda key: key in ratings)
        may = _joined(
            " OR ", [Condition(f"+last_day >= {since - STRAYED}"), _among("+key", history.made_new())]
        )
        older = Condition("TRUE" if rating else f"last_day < {since}")
        self._rated_since.append((ratings, _joined(" AND ", [may, older])))
        told = f"{name}(key)" if rating else f"(last_day >= {since} OR {name}(key))"
        return _joined(" AND ", [may, Condition(told)])._replace(dear=True)

    def _due(self) -> Condition:
        """What a sitting of today asks, whatever the limits: those that a sibling holds back are not due."""
        day, end_ms = self._moment
        held = self._workspace.roster.on(day, end_ms).held_back()
        waits = f"(phase = 2 AND due <= {day} OR phase IN (1, 3) AND due < {end_ms})"
        asked = _joined(" AND NOT ", [Condition(waits), _among("+key", sorted(key for key, _ in held))])
        return asked._replace(sql=f"({asked.sql} AND NOT suspended AND buried_until <= {day})")

    def _state(self, state: str) -> str:
        day = self._moment.day
        # The signs keep SQLite from reading the faces out of their order.
        return {
            "new": "+phase = 0",
            "learning": "+phase IN (1, 3)",
            "review": "+phase = 2",
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
        if name == "due":
            due = f"(phase > 0 AND {self._moment.due_day()} {compare} ?)"
            return Condition(due, (self._moment.day + value,))
        # An interval is had by a card in review, the others by any that was studied.
        had = "+phase = 2" if name == "interval" else "phase > 0"
        return Condition(f"({had} AND {name} {compare} ?)", (value,))

    def _named(self, name: str, pattern: str) -> Condition:
        match name:
            case "deck":
                rows = self._db.execute("SELECT name, title FROM deck WHERE live")
                return _of_decks([deck for deck, title in rows if is_like(pattern, deck, title)])
            case "tag":
                rows = self._db.execute("SELECT id, tags FROM roster_tags")
                return _among("tags", [id for id, tags in rows if is_like(pattern, *json.loads(tags))])
            case "kind":
                return Condition("kind GLOB ?", (glob(pattern),))
            case "source":
                return self._source(pattern)
        # An id is lower-case; it names a face, a card with its deck, or a card.
        ids = [f"{lead}{glob(pattern.lower())}{tail}" for lead in ("", "*/") for tail in ("", "#*")]
        return _joined(" OR ", [Condition("key GLOB ?", (one,)) for one in ids])

    def _holding(self, hits: Positions) -> Condition:
        """The condition that a row is at one of some positions."""
        held = {deck: frozenset(positions) for deck, positions in hits.items()}
        none: frozenset[int] = frozenset()
        self._holdings += 1
        name = f"held_{self._holdings}"
        self._db.create_function(name, 2, lambda deck, position: position in held.get(deck, none))
        return Condition(f"{name}(deck, position)", dear=True)

    def _source(self, pattern: str) -> Condition:
        refs, files = [], []
        for ref, file, id, title in self._db.execute("SELECT ref, file, id, title FROM source"):
            stem = PurePosixPath(ref).stem
            if is_like(pattern, ref, stem, *(name for name in (id, title) if name)):
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
    return condition._replace(sql=found, dear=True)


def _joined(sign: str, parts: Sequence[Condition]) -> Condition:
    params = tuple(param for part in parts for param in part.params)
    return Condition(
        f"({sign.join(part.sql for part in parts)})", params, dear=any(part.dear for part in parts)
    )


def _among(column: str, values: Sequence[object]) -> Condition:
    return Condition(f"{column} IN {_LISTED}", (json.dumps(values),))


def _of_decks(names: Sequence[str]) -> Condition:
    return _among("deck", names)._replace(decks=frozenset(names))
