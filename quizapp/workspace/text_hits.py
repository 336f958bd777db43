"""Finds the faces that hold the words of a search, in memory: SQLite would look at each face by itself."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from quizapp.library.index import Index, TextBlock
from quizapp.library.vocabulary import FOLDED_FACES, runs
from quizapp.workspace import search
from quizapp.workspace.search import Query

Positions = dict[str, list[int]]
"""Places of faces: by deck, their positions in rising order."""

Test = Callable[[str], bool]


def is_text(query: Query) -> bool:
    """Whether a query is of words alone, wanted or forbidden."""
    match query:
        case search.Words(text):
            return bool(text)
        case search.Not(inner):
            return is_text(inner)
        case search.All(parts) | search.Any(parts):
            return all(map(is_text, parts))
    return False


def has_text(query: Query) -> bool:
    """Whether a query asks for words anywhere."""
    match query:
        case search.Not(inner):
            return has_text(inner)
        case search.All(parts) | search.Any(parts):
            return any(map(has_text, parts))
    return is_text(query)


def by_deck(places: Iterable[tuple[str, int]]) -> Positions:
    """Places of faces, each given by deck and position."""
    found: Positions = {}
    for deck, position in places:
        found.setdefault(deck, []).append(position)
    return found


class TextHits:
    """Tells what queries of words alone find in some decks, given in their order.

    The folded texts of 100,000 cards are 21 MB: 12 ms to read, and as much again for each word. The runs of
    letters of a block of them, a tenth of that, tell whether to read it.
    """

    def __init__(self, index: Index, decks: Sequence[str]) -> None:
        self._index = index
        self._decks = decks
        self._texts: dict[int, str] = {}

    def likely(self, query: Query) -> int:
        """About how many faces there are to look at for what a query finds."""
        may_hold = _runs_test(query)
        return FOLDED_FACES * sum(may_hold(block.runs) for block in self._blocks())

    def found(self, query: Query) -> Positions:
        """The faces that a query finds."""
        may_hold, pick = _runs_test(query), _picker(query)
        found: Positions = {}
        for block in self._read(block for block in self._blocks() if may_hold(block.runs)):
            lines = pick(self._texts[block.id])
            if lines:
                found.setdefault(block.deck, []).extend(block.position + line for line in lines)
        return found

    def among(self, query: Query, places: Iterable[tuple[str, int]]) -> Positions:
        """Those of some faces, each given by deck and position, that a query finds."""
        may_hold, holds = _runs_test(query), _line_test(query)
        # Decks may come in another order, as people sort them: `d2` before `d10`.
        blocks = sorted(self._blocks(), key=attrgetter("deck", "position"))
        firsts = [(block.deck, block.position) for block in blocks]
        wanted: dict[TextBlock, list[int]] = {}
        for deck, position in sorted(places):
            at = bisect_right(firsts, (deck, position)) - 1
            # A deck that another program has just indexed anew may be longer than it was, or have no texts.
            if at >= 0 and blocks[at].deck == deck:
                wanted.setdefault(blocks[at], []).append(position)
        found: Positions = {}
        for block in self._read(block for block in wanted if may_hold(block.runs)):
            lines = self._texts[block.id].split("\n")
            there = (place for place in wanted[block] if place - block.position < len(lines))
            held = [place for place in there if holds(lines[place - block.position])]
            if held:
                found.setdefault(block.deck, []).extend(held)
        return found

    def _blocks(self) -> list[TextBlock]:
        known = self._index.text_blocks()
        return [block for deck in self._decks for block in known.get(deck, ())]

    def _read(self, blocks: Iterable[TextBlock]) -> list[TextBlock]:
        """Reads the texts of blocks. Those are left out that another program has just indexed anew: the next
        search finds them."""
        asked = list(blocks)
        missing = json.dumps([block.id for block in asked if block.id not in self._texts])
        query = "SELECT id, text FROM folded WHERE id IN (SELECT value FROM json_each(?))"
        self._texts |= dict(self._index.connection.execute(query, (missing,)))
        return [block for block in asked if block.id in self._texts]


def _runs_test(query: Query) -> Test:
    """What tells whether a text with some runs can hold a line that a query wants; a word may be a part of a
    run."""
    match query:
        case search.Words(word):
            wanted = runs(word)
            if len(wanted) == 1:
                (only,) = wanted
                return lambda found: only in found
            return lambda found: all(run in found for run in wanted)
        case search.Not():
            return lambda found: True
        case search.All(parts):
            tests = [_runs_test(part) for part in parts]
            return lambda found: all(test(found) for test in tests)
        case search.Any(parts):
            tests = [_runs_test(part) for part in parts]
            return lambda found: any(test(found) for test in tests)
    raise TypeError(query)


def _line_test(query: Query) -> Test:
    """What tells whether a line holds what a query wants."""
    match query:
        case search.Words(word):
            return lambda line: word in line
        case search.Not(inner):
            held = _line_test(inner)
            return lambda line: not held(line)
        case search.All(parts):
            tests = [_line_test(part) for part in parts]
            return lambda line: all(test(line) for test in tests)
        case search.Any(parts):
            tests = [_line_test(part) for part in parts]
            return lambda line: any(test(line) for test in tests)
    raise TypeError(query)


def _picker(query: Query) -> Callable[[str], Sequence[int]]:
    """What gives the numbers of the lines of a text that a query finds, from 0 on, in rising order."""
    parts = query.parts if isinstance(query, search.All) else (query,)
    # The longest word is mostly the rarest: the others are looked for in its lines alone.
    words = sorted((part.text for part in parts if isinstance(part, search.Words)), key=len, reverse=True)
    tests = [_line_test(part) for part in parts if not isinstance(part, search.Words)]

    def pick(text: str) -> Sequence[int]:
        for word in words:
            if word not in text:
                return ()
        lines = text.split("\n")
        found: Sequence[int] = range(len(lines))
        for word in words:
            found = [number for number in found if word in lines[number]]
        for test in tests:
            found = [number for number in found if test(lines[number])]
        return found

    return pick
