"""Checks libraries whole, past the index, so that every problem of every file is told; reads once what does
not change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from quizapp.library.fields import Report
from quizapp.library.model import Deck, Problem
from quizapp.library.roots import Library, Stat, look, scan
from quizapp.library.rules.lint import lint
from quizapp.library.rules.selection import Selection
from quizapp.library.shelf import Shelf

RACY_NS = 2_000_000_000
"""A file modified within this time of its reading is read again: some clocks of files tick that slowly."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read: the number of deck files, the decks that hold together, and the problems of them all."""

    files: int
    decks: tuple[Deck, ...]
    problems: tuple[Problem, ...]


class _Kept(NamedTuple):
    """A deck file as it was checked, and what it and the files that it names looked like just before."""

    looks: dict[str, Stat]
    read_ns: int
    deck: Deck | None
    problems: tuple[Problem, ...]


class Checker:
    """Checks the same libraries again and again: a file is read anew where it or one that it names looks
    otherwise. `today` is for the rules that ask what has passed."""

    def __init__(
        self,
        libraries: Sequence[Library],
        selection: Selection = Selection(),  # noqa: B008
        today: date | None = None,
    ) -> None:
        self._libraries = tuple(libraries)
        self._selection = selection
        self._today = today
        self._kept: dict[tuple[Library, str], _Kept] = {}

    def check(self, now_ns: int, progress: Callable[[int, int], None] | None = None) -> Checked:
        """Every deck of the libraries with every problem, in the order of the files.

        `now_ns` is the time of day in nanoseconds; `progress` is told how many files of how many are done.
        """
        found = [(library, stat) for library in self._libraries for stat in scan(library)]
        shelves = {library: Shelf(library, shown=True) for library in self._libraries}
        kept: dict[tuple[Library, str], _Kept] = {}
        for count, (library, stat) in enumerate(found, 1):
            before = self._kept.get((library, stat.path))
            if before is None or _may_differ(before, library, stat):
                before = self._read(shelves[library], stat, now_ns)
            kept[library, stat.path] = before
            if progress is not None:
                progress(count, len(found))
        self._kept = kept
        problems = [problem for one in kept.values() for problem in one.problems]
        for library in self._libraries:
            problems += duplicate_ids(
                [one.deck for (own, _), one in kept.items() if own is library and one.deck]
            )
        decks = tuple(one.deck for one in kept.values() if one.deck)
        return Checked(len(found), decks, tuple(dict.fromkeys(problems)))

    def looks(self) -> dict[tuple[str, str], dict[str, Stat]]:
        """What the files that the last check was about looked like, each with those that it names."""
        return {(str(library.root), path): kept.looks for (library, path), kept in self._kept.items()}

    def _read(self, shelf: Shelf, stat: Stat, now_ns: int) -> _Kept:
        read = shelf.read(stat.path)
        looks = {stat.path: stat} | {path: shelved.stat for path, shelved in read.cited.items()}
        deck = read.deck if isinstance(read.deck, Deck) else None
        return _Kept(looks, now_ns, deck, lint(read.reading, self._selection, self._today))


def check(
    libraries: Sequence[Library],
    selection: Selection = Selection(),  # noqa: B008
    today: date | None = None,
) -> Checked:
    """Every deck of the libraries with every problem, in the order of the files."""
    return Checker(libraries, selection, today).check(0)


def _may_differ(kept: _Kept, library: Library, stat: Stat) -> bool:
    looks = [stat, *(look(library.root, path) for path in kept.looks if path != stat.path)]
    return any(known != kept.looks[known.path] or kept.read_ns - known.mtime_ns < RACY_NS for known in looks)


def duplicate_ids(decks: Sequence[Deck]) -> tuple[Problem, ...]:
    """An error for each deck of one library whose id an earlier one has."""
    first: dict[str, Deck] = {}
    problems: list[Problem] = []
    for deck in decks:
        before = first.setdefault(deck.id, deck)
        if before is not deck:
            problems.append(twice(deck.id, before.path, deck.path, deck.line))
    return tuple(problems)


def twice(deck_id: str, first: str, second: str, line: int) -> Problem:
    """The problem of a deck id that two files of one library have; it stands in the second file."""
    report = Report(second)
    report.add_at("F112", line, 1, id=deck_id, first=first, second=second)
    return report.problems[0]
