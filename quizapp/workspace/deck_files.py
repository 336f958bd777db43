"""The deck files that can be written in, readable or not, and the way from a deck's name to its file."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizError
from quizapp.library.roots import Library, scan
from quizapp.workspace.authoring import Authoring

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


class DeckFile(NamedTuple):
    """A deck file: its path below the root of its library, the time of its last save in Unix nanoseconds, and
    the deck in it, if one can be read, with its counts of cards and of errors. Warnings are not counted, for
    those of rules that only a check applies would be missing."""

    library: Library
    path: str
    saved_ns: int
    deck: str | None
    title: str | None
    cards: int = 0
    errors: int = 0


def own_files(workspace: Workspace) -> tuple[DeckFile, ...]:
    """The deck files of all libraries but the shipped one, the one saved last first."""
    rows = {row.path: row for row in workspace.index.decks()}
    files = []
    for library in workspace.libraries:
        if library.name == "shipped":
            continue
        for stat in scan(library):
            row = rows.get(library.path(stat.path))
            file = DeckFile(library, stat.path, stat.mtime_ns, None, None)
            if row is not None:
                file = file._replace(deck=row.id, title=row.title, cards=row.cards, errors=row.errors)
            files.append(file)
    return tuple(sorted(files, key=lambda file: -file.saved_ns))


def open_deck(workspace: Workspace, deck: str, now_ns: int) -> Authoring:
    """The deck of an id, or where none has it, of a file of that name, which may be too broken to have an id.

    Raises QuizError "no-deck" (deck, known).
    """
    try:
        return Authoring(*workspace.index.place(deck), now_ns)
    except QuizError:
        file = file_called(workspace, deck)
        if file is None:
            raise no_deck(workspace, deck) from None
        return open_file(file, now_ns)


def file_called(workspace: Workspace, deck: str) -> DeckFile | None:
    """The deck file of one's own that has a deck's name, which may be too broken to have its id."""
    for file in own_files(workspace):
        if posixpath.splitext(posixpath.basename(file.path))[0] == deck:
            return file
    return None


def no_deck(workspace: Workspace, deck: str) -> QuizError:
    """The error of an id that no deck bears: "deck-unread" (deck, path) where a file of that name is too
    broken to be read, else "no-deck" (deck, known)."""
    file = file_called(workspace, deck)
    if file is not None and file.deck is None:
        return QuizError("deck-unread", exit_code=2, deck=deck, path=file.library.path(file.path))
    known = ", ".join(sorted(row.id for row in workspace.index.decks()))
    return QuizError("no-deck", exit_code=2, deck=deck, known=known)


def open_file(file: DeckFile, now_ns: int) -> Authoring:
    """The deck of a file of the list."""
    return Authoring(file.library, file.path, now_ns)


def open_path(file: Path, now_ns: int) -> Authoring:
    """The deck file at a path."""
    from quizapp.library.roots import file_library

    library = file_library(file)
    assert library.only is not None
    return Authoring(library, library.only, now_ns)


def open_only(workspace: Workspace, now_ns: int) -> Authoring | None:
    """The deck file where there is one only; None where one of several is to be chosen.

    Raises QuizError "no-own-deck".
    """
    files = own_files(workspace)
    if not files:
        raise QuizError("no-own-deck", exit_code=2)
    return open_file(files[0], now_ns) if len(files) == 1 else None
