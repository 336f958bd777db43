"""Finds out which libraries, decks and sources a check is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizapp.cli.misuse import alternatives, nearest
from quizapp.cli.options import DECK_SUFFIXES, common, opened
from quizapp.cli.output import from_here
from quizapp.errors import QuizError

if TYPE_CHECKING:
    import click

    from quizapp.library.model import Problem
    from quizapp.library.roots import Library

SOURCE_SUFFIXES = (".md", ".markdown", ".txt")


class Places(NamedTuple):
    """The sources to check by themselves, and the libraries with their decks."""

    sources: tuple[Path, ...]
    libraries: tuple[Library, ...]


def find_places(paths: tuple[str, ...], context: click.Context) -> Places:
    """What paths and ids of decks name; without any, the libraries that a sitting would read. Raises
    QuizError for what is not there."""
    if not paths:
        return Places((), tuple(map(shown_from_here, common(context).studied())))
    sources, libraries = _named(paths, context)
    return Places(tuple(sources), tuple(libraries))


def _named(paths: tuple[str, ...], context: click.Context) -> tuple[list[Path], list[Library]]:
    sources: list[Path] = []
    libraries: list[Library] = []
    for given in paths:
        path = Path(given).expanduser()
        if path.is_dir():
            found_sources, found_libraries = _in_folder(path)
            sources += found_sources
            libraries += found_libraries
        elif not path.exists() and not path.is_symlink():
            libraries.append(_of_id(given, path, context))
        elif path.suffix.lower() in SOURCE_SUFFIXES:
            sources.append(from_here(path))
        else:
            libraries.append(_file(path))
    return sources, libraries


def _in_folder(folder: Path) -> tuple[list[Path], list[Library]]:
    """A library, or where the folder is none, the decks or else the sources that lie in it."""
    from quizapp.library.roots import Library

    if (folder / "decks").is_dir():
        return [], [shown_from_here(Library("given", folder.resolve(), shown=str(folder)))]
    if folder.resolve().name == "decks":
        return [], [shown_from_here(Library("given", folder.resolve().parent))]
    files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    decks = [_file(path) for path in files if path.suffix.lower() in DECK_SUFFIXES]
    sources = [from_here(path) for path in files if path.suffix.lower() in SOURCE_SUFFIXES]
    if not decks and not sources:
        raise QuizError("nothing-to-check", exit_code=2, path=str(folder))
    return ([], decks) if decks else (sources, [])


def _file(path: Path) -> Library:
    from quizapp.library.roots import file_library

    return file_library(from_here(path))


def shown_from_here(library: Library) -> Library:
    """The library with its root named as seen from the current folder, where it lies below it."""
    return library._replace(shown=str(from_here(library.root)))


def _of_id(given: str, path: Path, context: click.Context) -> Library:
    """The deck whose id is given where there is no such file."""
    missing = _missing(path)
    if not may_be_id(given):
        raise missing
    try:
        return deck_library(context, given)
    except QuizError as error:
        # A file that is called nearly so is nearer than a list of all decks.
        raise (error if error.code == "no-deck-but" else missing) from None


def may_be_id(name: str) -> bool:
    """Whether an argument may be the id of a deck; else it is a path."""
    is_path = "/" in name or "\\" in name or name in (".", "..")
    return not is_path and not name.endswith((*DECK_SUFFIXES, *SOURCE_SUFFIXES))


def deck_library(context: click.Context, deck: str) -> Library:
    """The one deck of an id, or of a file of that name that is too broken to have an id, as a library. Raises
    QuizError `no-deck-but` or `no-deck`."""
    from quizapp.workspace.deck_files import file_called, no_deck

    with opened(context, writing=False) as workspace:
        ids = [row.id for row in workspace.index.decks()]
        if deck in ids:
            library, path = workspace.index.place(deck)
            return library._replace(only=path, shown=library.path(path))
        file = file_called(workspace, deck)
        if file is not None:
            return file.library._replace(only=file.path, shown=file.library.path(file.path))
        near = nearest(deck, ids)
        if near:
            raise QuizError("no-deck-but", exit_code=2, deck=deck, nearest=alternatives(near))
        raise no_deck(workspace, deck)


def _missing(path: Path) -> QuizError:
    try:
        beside = [str(path.with_name(near.name)) for near in path.parent.iterdir()]
    except OSError:
        beside = []
    near = nearest(str(path), beside)
    if near:
        return QuizError("no-path-but", exit_code=2, path=str(path), nearest=alternatives(near))
    return QuizError("no-path", exit_code=2, path=str(path))


def source_problems(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a source that is checked by itself."""
    from quizapp.library.model import Problem
    from quizapp.library.problems import WORDINGS
    from quizapp.library.safe_open import Refused, read_bytes
    from quizapp.library.sources import read_source

    try:
        data = read_bytes(path.parent.resolve(), path.name)
    except Refused as refused:
        level = WORDINGS[refused.code].level
        return (Problem(refused.code, level, str(path), 1, 1, tuple(refused.params.items())),)
    return read_source(path.name, data, file=str(path)).problems
