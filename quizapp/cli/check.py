"""`quizapp check`: every problem of decks and sources, each with its place and its cure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb
from quizapp.cli.misuse import Misuse, alternatives, nearest
from quizapp.cli.options import OneOf, common, common_options
from quizapp.cli.output import say, say_json, tell
from quizapp.errors import QuizError
from quizapp.messages import _, ngettext

if TYPE_CHECKING:
    from quizapp.cli.options import Common
    from quizapp.library.check import Checked
    from quizapp.library.model import Problem
    from quizapp.library.roots import Library

FORMATS = ("full", "concise", "json")
SOURCE_SUFFIXES = (".md", ".markdown", ".txt")
DECK_SUFFIXES = (".yaml", ".yml")


def verb() -> click.Command:
    return Verb(
        name="check",
        help=_(
            "Check decks and their sources: a deck file, a source, or a library’s folder. Without PATH, the"
            " libraries that are studied. Ends with 0 where all is well, 1 with findings, 2 after a misuse."
        ),
        short_help=_("Check decks and their sources, and say how to mend them."),
        callback=click.pass_context(run),
        params=[
            click.Argument(["paths"], nargs=-1, metavar=_("[PATH…]")),
            click.Option(
                ["--format", "form"],
                type=OneOf(FORMATS),
                default="full",
                metavar="|".join(FORMATS),
                help=_("With the text and the cure (full), a finding a line (concise), or as JSON."),
            ),
            click.Option(
                ["--history"],
                is_flag=True,
                help=_("Instead, list the histories that no card bears, with the card that is likely meant."),
            ),
            *common_options(),
        ],
    )


def run(context: click.Context, paths: tuple[str, ...], form: str, history: bool) -> int:
    if history:
        if paths:
            raise Misuse(_("“--history” looks at all libraries; leave the paths out."))
        from quizapp.cli.orphans import show_orphans

        return show_orphans(context, as_json=form == "json")
    from quizapp.library.check import check

    sources, libraries = _named(paths) if paths else ([], _studied(common(context)))
    checked = check(libraries, today=common(context).today())
    found = [*checked.problems, *(problem for source in sources for problem in _source_problems(source))]
    problems = tuple(dict.fromkeys(problem._replace(file=str(Path(problem.file))) for problem in found))
    if form == "json":
        say_json(_checked_json(checked, len(sources), problems))
    else:
        from quizapp.cli.findings import concise_line, full_lines

        for problem in problems:
            if form == "concise":
                say(concise_line(problem))
            else:
                for line in full_lines(problem):
                    say(line)
        tell(_conclusion(checked, len(sources), problems))
    return 1 if problems else 0


def _studied(chosen: Common) -> list[Library]:
    """The libraries that a sitting would read."""
    from quizapp.library.roots import default_libraries, given_libraries

    named = chosen.libraries_named()
    if named:
        return [_shown_from_here(library) for library in given_libraries(named)]
    from quizapp.cli.library import user_library

    return [_shown_from_here(library) for library in default_libraries(user_library())]


def _named(paths: tuple[str, ...]) -> tuple[list[Path], list[Library]]:
    """The sources and the libraries at some paths. Raises QuizError for what is not there."""
    sources: list[Path] = []
    libraries: list[Library] = []
    for given in paths:
        path = Path(given).expanduser()
        if path.is_dir():
            found_sources, found_libraries = _in_folder(path)
            sources += found_sources
            libraries += found_libraries
        elif not path.exists() and not path.is_symlink():
            raise _missing(path)
        elif path.suffix.lower() in SOURCE_SUFFIXES:
            sources.append(_from_here(path))
        else:
            libraries.append(_file(path))
    return sources, libraries


def _in_folder(folder: Path) -> tuple[list[Path], list[Library]]:
    """A library, or where the folder is none, the decks or else the sources that lie in it."""
    from quizapp.library.roots import Library

    if (folder / "decks").is_dir():
        return [], [_shown_from_here(Library("given", folder.resolve(), shown=str(folder)))]
    if folder.resolve().name == "decks":
        return [], [_shown_from_here(Library("given", folder.resolve().parent))]
    files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    decks = [_file(path) for path in files if path.suffix.lower() in DECK_SUFFIXES]
    sources = [_from_here(path) for path in files if path.suffix.lower() in SOURCE_SUFFIXES]
    if not decks and not sources:
        raise QuizError("nothing-to-check", exit_code=2, path=str(folder))
    return ([], decks) if decks else (sources, [])


def _file(path: Path) -> Library:
    from quizapp.library.roots import file_library

    return file_library(_from_here(path))


def _shown_from_here(library: Library) -> Library:
    """The library with its root named as seen from the current folder, where it lies below it."""
    return library._replace(shown=str(_from_here(library.root)))


def _from_here(path: Path) -> Path:
    """An absolute path below the current folder as a relative one; any other as it is."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


def _missing(path: Path) -> QuizError:
    try:
        beside = [str(path.with_name(near.name)) for near in path.parent.iterdir()]
    except OSError:
        beside = []
    near = nearest(str(path), beside)
    if near:
        return QuizError("no-path-but", exit_code=2, path=str(path), nearest=alternatives(near))
    return QuizError("no-path", exit_code=2, path=str(path))


def _source_problems(path: Path) -> tuple[Problem, ...]:
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


def _conclusion(checked: Checked, sources: int, problems: tuple[Problem, ...]) -> str:
    cards = sum(len(deck.cards) for deck in checked.decks)
    read = [
        ngettext("{n} deck", "{n} decks", checked.files).format(n=checked.files),
        ngettext("{n} card", "{n} cards", cards).format(n=cards),
    ]
    if sources:
        read = read if checked.files else []
        read.append(ngettext("{n} source", "{n} sources", sources).format(n=sources))
    what = ", ".join(read)
    if not problems:
        return _("{what}: nothing to mend.").format(what=what)
    errors, warnings = _levels(problems)
    found = [
        ngettext("{n} error", "{n} errors", errors).format(n=errors),
        ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
    ]
    return _("{what}: {found}.").format(what=what, found=", ".join(found))


def _levels(problems: tuple[Problem, ...]) -> tuple[int, int]:
    errors = sum(problem.level == "error" for problem in problems)
    return errors, len(problems) - errors


def _checked_json(checked: Checked, sources: int, problems: tuple[Problem, ...]) -> dict[str, object]:
    from quizapp.cli.findings import SCHEMA_VERSION, finding_json

    errors, warnings = _levels(problems)
    return {
        "schema_version": SCHEMA_VERSION,
        "decks": checked.files,
        "cards": sum(len(deck.cards) for deck in checked.decks),
        "sources": sources,
        "errors": errors,
        "warnings": warnings,
        "findings": [finding_json(problem) for problem in problems],
    }
