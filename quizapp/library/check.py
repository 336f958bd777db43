"""Reads libraries whole, past the index, so that every problem of every file is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.library.fields import Report
from quizapp.library.model import Deck, Problem
from quizapp.library.roots import Library, scan
from quizapp.library.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read: the number of deck files, the decks that hold together, and the problems of them all."""

    files: int
    decks: tuple[Deck, ...]
    problems: tuple[Problem, ...]


def check(libraries: Sequence[Library]) -> Checked:
    """Every deck of the libraries with every problem, in the order of the files."""
    files = 0
    decks: list[Deck] = []
    problems: list[Problem] = []
    for library in libraries:
        shelf = Shelf(library, shown=True)
        own: list[Deck] = []
        for stat in scan(library):
            files += 1
            deck = shelf.read(stat.path).deck
            problems.extend(deck.problems)
            if isinstance(deck, Deck):
                own.append(deck)
        problems.extend(duplicate_ids(own))
        decks.extend(own)
    return Checked(files, tuple(decks), tuple(dict.fromkeys(problems)))


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
