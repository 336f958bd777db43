"""Finds the faces that hold the words of a search, in memory: SQLite would look at each face by itself."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from quizapp.library.vocabulary import runs
from quizapp.workspace import search
from quizapp.workspace.search import Query

HITS = "temp.text_hit"
"""The table of what was found: `deck` and `position` of a face, by the number of the query."""


def is_text(query: Query) -> bool:
    """Whether a query is of words alone, none of them forbidden."""
    match query:
        case search.Words(text):
            return bool(text)
        case search.All(parts) | search.Any(parts):
            return all(map(is_text, parts))
    return False


class TextHits:
    """Notes what queries of words alone find in some decks, listed in JSON.

    The folded text of a deck is one value, a line a face. Of 100,000 cards it is 21 MB: 10 ms to read and as
    much again for each word. The runs of letters of a deck, a fifteenth of that, tell whether to read it.
    """

    def __init__(self, db: sqlite3.Connection, decks: str) -> None:
        self._db = db
        self._decks = decks
        self._noted = 0
        self._runs: list[tuple[str, str]] = []
        self._texts: dict[str, str] = {}

    def noted(self, query: Query) -> int:
        """The number under which HITS holds the faces that a query finds."""
        if not self._noted:
            self._begin()
        self._noted += 1
        decks = [deck for deck, found in self._runs if _may_hold(query, found)]
        self._read([deck for deck in decks if deck not in self._texts])
        for deck in decks:
            lines = _lines(query, self._texts[deck])
            if lines:
                self._db.execute(
                    f"INSERT INTO {HITS} SELECT ?, ?, value FROM json_each(?)",
                    (self._noted, deck, json.dumps(sorted(lines))),
                )
        return self._noted

    def _begin(self) -> None:
        self._db.execute(
            f"CREATE TEMP TABLE IF NOT EXISTS {HITS.removeprefix('temp.')}"
            " (query INTEGER, deck TEXT, position INTEGER, PRIMARY KEY (query, deck, position)) WITHOUT ROWID"
        )
        self._db.execute(f"DELETE FROM {HITS}")
        self._runs = self._of("runs", self._decks)

    def _read(self, decks: Sequence[str]) -> None:
        self._texts |= dict(self._of("folded", json.dumps(decks)))

    def _of(self, column: str, decks: str) -> list[tuple[str, str]]:
        listed = "(SELECT value FROM json_each(?))"
        query = f"SELECT name, {column} FROM deck WHERE live AND name IN {listed}"
        return self._db.execute(query, (decks,)).fetchall()


def _may_hold(query: Query, found: str) -> bool:
    """Whether a text with these runs can hold what a query wants; a word may be a part of a run."""
    match query:
        case search.Words(word):
            return all(run in found for run in runs(word))
        case search.All(parts):
            return all(_may_hold(part, found) for part in parts)
        case search.Any(parts):
            return any(_may_hold(part, found) for part in parts)
    raise TypeError(query)


def _lines(query: Query, text: str) -> set[int]:
    """The numbers of the lines of a text that a query finds, from 0 on."""
    match query:
        case search.Words(word):
            return set(_lines_with(word, text))
        case search.All(parts):
            found = _lines(parts[0], text)
            for part in parts[1:]:
                found = found and found & _lines(part, text)
            return found
        case search.Any(parts):
            return set().union(*(_lines(part, text) for part in parts))
    raise TypeError(query)


def _lines_with(word: str, text: str) -> Iterator[int]:
    line = end = 0
    at = text.find(word)
    while at >= 0:
        line += text.count("\n", end, at)
        yield line
        end = text.find("\n", at)
        at = text.find(word, end) if end >= 0 else -1
