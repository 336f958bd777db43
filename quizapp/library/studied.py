"""Reads the decks that a learner studies, past the index: of decks with one id only the one that counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from quizapp.library.lock_problems import FOLLOWED
from quizapp.library.model import Deck, Level, Problem, Source
from quizapp.library.roots import Library, scan
from quizapp.library.shelf import Shelf


class Studied(NamedTuple):
    """The decks, in the order of their files, with the file of each; how many cards were left out of them for
    their errors, and how many files gave no deck."""

    decks: tuple[Deck, ...]
    files: tuple[Path, ...]
    skipped_cards: int
    unreadable: int

    def sources(self) -> tuple[Source, ...]:
        """The sources that the decks name, each once, in that order."""
        return tuple({source.ref: source for deck in self.decks for source in deck.sources}.values())


def read_studied(libraries: Sequence[Library]) -> Studied:
    """The decks of the libraries, of which a later one replaces decks of an earlier one; of decks with the
    same id in one library the first counts."""
    chosen: dict[str, tuple[int, Deck, Path]] = {}
    errors: list[Problem] = []
    unreadable = 0
    for rank, library in enumerate(libraries):
        shelf = Shelf(library, shown=True)
        for stat in scan(library):
            deck = shelf.read(stat.path).deck
            errors += [problem for problem in deck.problems if problem.level is Level.ERROR]
            if not isinstance(deck, Deck):
                unreadable += 1
            elif deck.id not in chosen or chosen[deck.id][0] < rank:
                chosen.pop(deck.id, None)
                chosen[deck.id] = (rank, deck, library.root / stat.path)
    skipped = {(one.file, one.card) for one in errors if one.card and one.code not in FOLLOWED}
    read = tuple(chosen.values())
    return Studied(
        tuple(deck for _, deck, _ in read), tuple(file for *_, file in read), len(skipped), unreadable
    )


def source_file(source: Source, libraries: Sequence[Library]) -> Path | None:
    """The file of a source; None for one that stands in its deck."""
    for library in libraries:
        prefix = f"{library.key}/"
        if source.ref.startswith(prefix):
            return library.root / source.ref.removeprefix(prefix)
    return None
