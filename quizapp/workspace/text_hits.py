"""Finds the faces that hold the words of a search, in memory: SQLite would look at each face by itself."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple

from quizapp.library.vocabulary import runs
from quizapp.workspace import search
from quizapp.workspace.search import Query


def is_text(query: Query) -> bool:
    """Whether a query is of words alone, none of them forbidden."""
    match query:
        case search.Words(text):
            return bool(text)
        case search.All(parts) | search.Any(parts):
            return all(map(is_text, parts))
    return False


class _Block(NamedTuple):
    """Neighbouring faces of a deck: the number of their row, the first one's position, and the runs of
    letters in their texts."""

    id: int
    deck: str
    position: int
    runs: str


class TextHits:
    """Tells what queries of words alone find in some decks, listed in JSON.

    The folded texts of 100,000 cards are 21 MB: 12 ms to read, and as much again for each word. The runs of
    letters of a block of them, a tenth of that, tell whether to read it.
    """

    def __init__(self, db: sqlite3.Connection, decks: str) -> None:
        self._db = db
        self._decks = decks
        self._blocks: list[_Block] = []
        self._texts: dict[int, str] = {}

    def found(self, query: Query) -> dict[str, list[int]]:
        """By deck, the positions of the faces that a query finds."""
        if not self._blocks:
            self._blocks = self._all_blocks()
        may_hold = _runs_test(query)
        blocks = [block for block in self._blocks if may_hold(block.runs)]
        self._read(block.id for block in blocks)
        found: dict[str, list[int]] = {}
        for block in blocks:
            # Another program may have just indexed its deck anew: the next search finds it.
            lines = _lines(query, self._texts.get(block.id, ""))
            if lines:
                found.setdefault(block.deck, []).extend(block.position + line for line in sorted(lines))
        return found

    def _all_blocks(self) -> list[_Block]:
        rows = self._db.execute(
            "SELECT folded.id, name, position, runs FROM deck JOIN folded USING (file)"
            " WHERE live AND name IN (SELECT value FROM json_each(?))",
            (self._decks,),
        )
        # By SQLite, all the runs would pass through its sorter.
        return sorted(map(_Block._make, rows), key=lambda block: (block.deck, block.position))

    def _read(self, blocks: Iterable[int]) -> None:
        missing = json.dumps([id for id in blocks if id not in self._texts])
        query = "SELECT id, text FROM folded WHERE id IN (SELECT value FROM json_each(?))"
        self._texts |= dict(self._db.execute(query, (missing,)))


def _runs_test(query: Query) -> Callable[[str], bool]:
    """What tells whether a text with some runs can hold what a query wants; a word may be a part of a run."""
    match query:
        case search.Words(word):
            wanted = runs(word)
            if len(wanted) == 1:
                (only,) = wanted
                return lambda found: only in found
            return lambda found: all(run in found for run in wanted)
        case search.All(parts):
            tests = [_runs_test(part) for part in parts]
            return lambda found: all(test(found) for test in tests)
        case search.Any(parts):
            tests = [_runs_test(part) for part in parts]
            return lambda found: any(test(found) for test in tests)
    raise TypeError(query)


def _lines(query: Query, text: str) -> set[int]:
    """The numbers of the lines of a text that a query finds, from 0 on."""
    match query:
        case search.Words(word):
            if word not in text:
                return set()
            return {number for number, line in enumerate(text.split("\n")) if word in line}
        case search.All(parts):
            found = _lines(parts[0], text)
            for part in parts[1:]:
                found = found and found & _lines(part, text)
            return found
        case search.Any(parts):
            return set().union(*(_lines(part, text) for part in parts))
    raise TypeError(query)
