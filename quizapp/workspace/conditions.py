"""Turns a search into a condition on the roster, so that one query of SQLite answers it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from quizapp.questions.folding import fold_within
from quizapp.workspace import search
from quizapp.workspace.search import Query

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

DAY_MS = 86_400_000


class Condition(NamedTuple):
    """SQL that is true of the rows of the roster that are wanted, and what it is filled with."""

    sql: str
    params: tuple[object, ...] = ()


class Moment(NamedTuple):
    """When a search is made: the study day, and its end in Unix milliseconds."""

    day: int
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
        self._rated: dict[search.Rated, Condition] = {}

    def within(self, decks: Sequence[str]) -> Condition:
        """The condition over some decks; fills the temporary table that the search's words look into."""
        self._decks = json.dumps(decks)
        note_words(self._db, sorted({word for word in _words(self._query) if word}), self._decks)
        parts = self._query.parts if isinstance(self._query, search.All) else (self._query,)
        wanted = [part for part in parts if isinstance(part, search.Words) and part.text]
        # SQLite had best begin with what holds the words, which were looked for in these decks only.
        here = [Condition(f"(deck, position) IN ({_HITS})", (word.text,)) for word in wanted]
        if not here:
            here = [Condition(f"deck IN {_LISTED}", (self._decks,))]
        return _joined(" AND ", [*here, *(self._of(part) for part in parts if part not in wanted)])

    def _of(self, query: Query) -> Condition:
        match query:
            case search.Not(inner):
                condition = self._of(inner)
                return Condition(f"NOT ({condition.sql})", condition.params)
            case search.All(parts):
                return _joined(" AND ", [self._of(part) for part in parts])
            case search.Any(parts):
                return _joined(" OR ", [self._of(part) for part in parts])
            case search.Words(text):
                # NOT IN would go through all hits for each card.
                same = "word_hit.deck = roster.deck AND word_hit.position = roster.position"
                found = f"EXISTS ({_HITS} AND {same})"
                return Condition(found, (text,)) if text else Condition("TRUE")
            case search.Named(name, pattern):
                return self._named(name, pattern)
            case search.State(state):
                return Condition(self._state(state))
            case search.Flagged(flag):
                return Condition("flag = ?", (flag,))
            case search.Property(name, compare, value):
                return self._property(name, compare, value)
            case search.Rated(days, rating):
                if query not in self._rated:
                    rated = self._workspace.history.rated_since(self._moment.day - days + 1, rating)
                    self._rated[query] = _among("key", sorted(rated))
                return self._rated[query]

    def _state(self, state: str) -> str:
        day = self._moment.day
        waits = f"(phase = 2 AND due <= {day} OR phase IN (1, 3) AND due < {self._moment.end_ms})"
        return {
            "due": f"({waits} AND NOT suspended AND buried_until <= {day})",
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
                return _among("deck", [deck for deck, title in rows if _is_like(pattern, deck, title)])
            case "tag":
                rows = self._db.execute(f"SELECT DISTINCT tags {_FACES}", (self._decks,))
                tagged = [tags for (tags,) in rows if _is_like(pattern, *json.loads(tags))]
                return self._of_face(_among("tags", tagged))
            case "kind":
                card = "(SELECT kind FROM card WHERE card.id = face.card)"
                return self._of_face(Condition(f"{card} GLOB ?", (_glob(pattern),)))
            case "source":
                return self._source(pattern)
        # An id is lower-case; it names a face, a card with its deck, or a card.
        ids = [f"{lead}{_glob(pattern.lower())}{tail}" for lead in ("", "*/") for tail in ("", "#*")]
        return _joined(" OR ", [Condition("key GLOB ?", (one,)) for one in ids])

    def _source(self, pattern: str) -> Condition:
        rows = self._db.execute("SELECT ref, json_extract(payload, '$.id', '$.title') FROM source")
        refs = []
        for ref, told in rows:
            id, title = json.loads(told)
            stem = PurePosixPath(ref).stem
            if _is_like(pattern, ref, stem, *(name for name in (id, title) if name)):
                refs.append(f"{ref}:")
        cited = (
            "EXISTS (SELECT 1 FROM json_each(paragraphs) p, json_each(?) s"
            " WHERE substr(p.value, 1, length(s.value)) = s.value)"
        )
        return self._of_face(Condition(cited, (json.dumps(refs),)))

    def _of_face(self, condition: Condition) -> Condition:
        """A condition on a row of the index's table `face`."""
        found = f"key IN (SELECT key {_FACES} AND {condition.sql})"
        return Condition(found, (self._decks, *condition.params))


_LISTED = "(SELECT value FROM json_each(?))"
_HITS = "SELECT deck, position FROM temp.word_hit WHERE word = ?"
_FACES = f"FROM deck JOIN face ON face.file = deck.file WHERE deck.live AND deck.name IN {_LISTED}"


def note_words(db: sqlite3.Connection, words: Sequence[str], decks: str) -> None:
    """Notes in a temporary table which faces of some decks, listed in JSON, hold which of some folded words.

    The folded text of a deck is one value, and looking through it in memory takes a fraction of what SQLite
    needs to look at each face: 25 MB, which 100,000 cards have, in 15 ms.
    """
    db.execute(
        "CREATE TEMP TABLE IF NOT EXISTS word_hit"
        " (word TEXT, deck TEXT, position INTEGER, PRIMARY KEY (word, deck, position)) WITHOUT ROWID"
    )
    db.execute("DELETE FROM temp.word_hit")
    if not words:
        return
    texts = db.execute(f"SELECT name, folded FROM deck WHERE live AND name IN {_LISTED}", (decks,))
    for deck, text in texts.fetchall():
        held = [word for word in words if word in text]
        lines = text.split("\n") if held else []
        for word in held:
            places = [place for place, line in enumerate(lines) if word in line]
            db.execute(
                "INSERT INTO temp.word_hit SELECT ?, ?, value FROM json_each(?)",
                (word, deck, json.dumps(places)),
            )


def _words(query: Query) -> Iterator[str]:
    match query:
        case search.Words(text):
            yield text
        case search.Not(inner):
            yield from _words(inner)
        case search.All(parts) | search.Any(parts):
            for part in parts:
                yield from _words(part)


def _joined(sign: str, parts: Sequence[Condition]) -> Condition:
    params = tuple(param for part in parts for param in part.params)
    return Condition(f"({sign.join(part.sql for part in parts)})", params)


def _among(column: str, values: Sequence[str]) -> Condition:
    return Condition(f"{column} IN {_LISTED}", (json.dumps(values),))


def _is_like(pattern: str, *names: str) -> bool:
    """Whether a pattern with `*` describes one of some names, folded like words."""
    wanted = re.compile(".*".join(map(re.escape, fold_within(pattern).split("*"))), re.DOTALL)
    return any(wanted.fullmatch(fold_within(name)) for name in names)


def _glob(pattern: str) -> str:
    """The pattern for SQLite, where only `*` stands for others."""
    return re.sub(r"[\[?]", r"[\g<0>]", pattern)
