"""`quizapp lock`: notes the sources of decks as they are, so that every later change of a passage is seen."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.checking.places import deck_library, may_be_id, shown_from_here
from quizapp.cli.commands import Verb
from quizapp.cli.options import common, common_options
from quizapp.cli.output import say, say_json, tell
from quizapp.errors import QuizError
from quizapp.messages import _, as_called, ngettext

if TYPE_CHECKING:
    from quizapp.library.locking import Locked
    from quizapp.library.roots import Library

SCHEMA_VERSION = 1


def verb() -> click.Command:
    return Verb(
        name="lock",
        help=_(
            "Write beside each deck what its sources say now, so that every later change of a quoted passage"
            " is told by “quizapp check” and shown to whoever studies the card. Decks are named by their id,"
            " by a path (which has a separator or ends in .yaml), or by a library’s folder; without any, all"
            " decks of your own library. Ends with 1 where what a card cites is not found."
        ),
        short_help=_("Note what the sources of decks say, to see when they change."),
        callback=click.pass_context(run),
        params=[
            click.Argument(["names"], nargs=-1, metavar=_("[DECK|PATH…]")),
            click.Option(
                ["--check", "only"],
                is_flag=True,
                help=_("Write nothing; end with 1 where a lock is missing or out of date."),
            ),
            click.Option(
                ["--keep"],
                is_flag=True,
                help=_("Lock the rest where quotes are not found, and keep what their former lock says."),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=_("As JSON.")),
            *common_options(),
        ],
    )


def run(context: click.Context, names: tuple[str, ...], only: bool, keep: bool, as_json: bool) -> int:
    from quizapp.library.locking import State, write

    found: list[tuple[Locked, bool]] = []
    for lock in _locks(_libraries(context, names, only), keep):
        writes = not only and lock.state in (State.STALE, State.MISSING)
        if writes:
            write(lock)
        found.append((lock, writes))
        if not as_json:
            _tell(lock, written=writes, keep=keep)
    if as_json:
        say_json({"schema_version": SCHEMA_VERSION, "decks": [_as_json(*one) for one in found]})
    elif not found:
        tell(_("There is no deck to lock. To copy the shipped ones for editing: quizapp library init"))
    return 0 if all(written or lock.state is State.CURRENT for lock, written in found) else 1


def _locks(libraries: list[Library], keep: bool) -> Iterator[Locked]:
    from quizapp.library.locking import locked
    from quizapp.library.roots import scan
    from quizapp.library.shelf import Shelf

    for library in dict.fromkeys(libraries):
        shelf = Shelf(library, shown=True)
        for stat in scan(library):
            yield locked(shelf, stat.path, keep=keep)


def _libraries(context: click.Context, names: tuple[str, ...], only: bool) -> list[Library]:
    """What is to be locked, or only looked at. Raises QuizError."""
    from quizapp.library.locking import is_packaged

    if not names:
        return _own(context)
    libraries = [_named(context, name) for name in names]
    packaged = [library for library in libraries if is_packaged(library) and not only]
    if packaged:
        raise QuizError("deck-shipped", path=packaged[0].path(packaged[0].only or ""))
    return libraries


def _own(context: click.Context) -> list[Library]:
    """The libraries that were asked for, else the user's."""
    from quizapp.library.roots import Library, given_libraries

    given = given_libraries(common(context).libraries_named())
    if given:
        return [shown_from_here(library) for library in given]
    from quizapp.workspace.libraries import user_library

    own = user_library()
    return [shown_from_here(Library("user", own.resolve()))] if own.is_dir() else []


def _named(context: click.Context, name: str) -> Library:
    """The library, or the one deck as a library, that an argument names. Raises QuizError."""
    from quizapp.library.roots import Library, file_library

    path = Path(name).expanduser()
    if may_be_id(name):
        library = deck_library(context, name)
    elif path.is_dir():
        root = path.resolve() if (path / "decks").is_dir() else path.resolve().parent
        if root == path.resolve().parent and path.resolve().name != "decks":
            raise QuizError("nothing-to-check", exit_code=2, path=name)
        library = Library("given", root)
    elif path.exists() or path.is_symlink():
        library = file_library(path)
    else:
        raise QuizError("no-deck-file", exit_code=2, path=name)
    return library if library.shown else shown_from_here(library)


def _tell(lock: Locked, *, written: bool, keep: bool) -> None:
    """Says what became of a deck's lock on stdout, and what is in its way on stderr."""
    from quizapp.library.lock_problems import REQUOTE
    from quizapp.library.locking import State

    for one in lock.missing:
        place = f"{lock.path}:{one.line}"
        if not keep:
            text = _("{place}: what card “{card}” cites does not stand there any more")
        elif one.kept:
            text = _("{place}: card “{card}” keeps its former passage")
        else:
            text = _("{place}: card “{card}” has no former passage and is left out")
        tell(text.format(place=place, card=one.card))
    for one in lock.taken:
        text = _("{place}: the paragraph that card “{card}” cites reads otherwise now; it is taken as it is")
        tell(text.format(place=f"{lock.path}:{one.line}", card=one.card))
    if lock.state is State.REFUSED:
        refused = _(
            "{path} is not locked. Mend these quotes (quizapp check {path} shows them), or lock the rest with"
            " --keep."
        )
        tell(refused.format(path=lock.path))
        if lock.edited:
            requote = as_called(REQUOTE).format(path=shlex.quote(lock.path))
            tell(_("Where a card still holds, this quotes the new words: {command}").format(command=requote))
    elif lock.state is State.UNREAD:
        tell(_("{path} cannot be read; to see why: quizapp check {path}").format(path=lock.path))
    elif written:
        message = ngettext("{file}: {n} quote locked", "{file}: {n} quotes locked", lock.quotes)
        say(message.format(file=lock.file, n=lock.quotes))
    else:
        states = {
            State.CURRENT: _("{file}: up to date"),
            State.STALE: _("{file}: out of date"),
            State.MISSING: _("{file}: not written yet"),
        }
        say(states[lock.state].format(file=lock.file))


def _as_json(lock: Locked, written: bool) -> dict[str, object]:
    """What became of a deck's lock, under keys that scripts may rely on. `state` is `current`, `stale`,
    `missing`, `refused` (quotes are not found) or `unread`."""
    return {
        "deck": lock.deck,
        "path": lock.path,
        "lock": lock.file,
        "state": "current" if written else str(lock.state),
        "written": written,
        "quotes": lock.quotes,
        "not_found": [one._asdict() for one in lock.missing],
        "taken": [{"card": one.card, "line": one.line} for one in lock.taken],
    }
