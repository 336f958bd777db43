"""The options that every command takes, before or after its name, and what they open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.misuse import Misuse, suggestion
from quizapp.cli.output import tell
from quizapp.messages import LANGUAGES, _

if TYPE_CHECKING:
    from datetime import date

    from quizapp.library.roots import Library
    from quizapp.workspace.workspace import Workspace


DECK_SUFFIXES = (".yaml", ".yml")


class Common:
    """What the options of every command said, wherever they stood, over what the environment says."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.data: Path | None = None
        self.libraries: list[Path] = []

    def data_named(self) -> Path | None:
        """The history's folder that was asked for; None where the platform's own is meant."""
        named = self.environ.get("QUIZAPP_DATA")
        return self.data or (Path(named) if named else None)

    def libraries_named(self) -> tuple[Path, ...]:
        """The libraries that were asked for; empty where the shipped one and the user's are meant."""
        if self.libraries:
            return tuple(self.libraries)
        from quizapp.workspace.libraries import named_folders

        return named_folders(self.environ)

    def studied(self) -> tuple[Library, ...]:
        """The libraries that a sitting would read. Raises QuizError."""
        from quizapp.workspace.libraries import studied_libraries

        return studied_libraries(self.libraries_named())

    def today(self) -> date:
        """The local date. Raises QuizError where `QUIZAPP_NOW` is no moment, or stands without a folder."""
        from datetime import datetime, timedelta, timezone

        from quizapp.clock import clock_from

        now = clock_from(self.environ, explicit_data=self.data_named() is not None).now()
        return datetime.fromtimestamp(now.at_ms / 1000, timezone(timedelta(minutes=now.offset_min))).date()


class CommonOption(click.Option):
    """An option of every command: its help stands in a section of its own."""


def common_options() -> list[click.Parameter]:
    """The options `--data`, `--library` and `--lang`."""
    return [
        CommonOption(
            ["--data"],
            type=Folder(),
            metavar=_("DIR"),
            expose_value=False,
            callback=_keep_data,
            help=_("Keep the history in this folder."),
        ),
        CommonOption(
            ["--library"],
            type=Folder(),
            metavar=_("DIR"),
            multiple=True,
            expose_value=False,
            callback=_keep_libraries,
            help=_("Read decks from this folder instead of the shipped and your own; may be repeated."),
        ),
        CommonOption(
            ["--lang"],
            type=OneOf(LANGUAGES),
            metavar="|".join(LANGUAGES),
            expose_value=False,
            help=_("The language of the interface."),
        ),
    ]


def language_asked_for(arguments: Sequence[str]) -> str | None:
    """The value of `--lang`, wherever it stands: help and errors need it before click has read the rest."""
    asked = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == "--lang":
            given = value if equals else next(words, "")
            asked = given if given in LANGUAGES else asked
    return asked


def common(context: click.Context) -> Common:
    """What the options of every command said."""
    found = context.find_object(Common)
    assert found is not None
    return found


def opened(context: click.Context, *, writing: bool, file: Path | None = None) -> Workspace:
    """The workspace that the options name; a context manager. Raises QuizError."""
    from quizapp.workspace.workspace import Workspace

    chosen = common(context)
    return Workspace.open(
        data=chosen.data_named(),
        libraries=chosen.libraries_named(),
        file=file,
        environ=chosen.environ,
        writing=writing,
        slow=tell_of_wait(writing=writing),
    )


def tell_of_wait(*, writing: bool) -> Callable[[], None]:
    """What says on stderr, once, that a long history of another version takes its time."""
    if writing:
        text = _("A long history of an older version is brought up to date, once: this may take minutes.")
    else:
        text = _(
            "A long history of an older version is read as it would be today: this may take minutes, until"
            " “quizapp” or “quizapp study” has brought it up to date."
        )
    return cache(lambda: tell(text))


class Folder(click.ParamType[Path]):
    """A folder's path, which may not exist yet."""

    name = "folder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if not str(value).strip():
            raise Misuse(_("{option} wants a folder.").format(option=_named(param)), ctx)
        return Path(value).expanduser()


class OneOf(click.ParamType[str]):
    """One of some words."""

    name = "word"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.words:
            return str(value)
        message = _("{option} is one of {words}, not “{value}”.").format(
            option=_named(param), words=", ".join(self.words), value=value
        )
        raise Misuse(message + suggestion(str(value), self.words), ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


ANY = 999_999_999


class WholeNumber(click.ParamType[int]):
    """A whole number from `least` up, at most `most`."""

    name = "number"

    def __init__(self, least: int, most: int = ANY) -> None:
        self.least = least
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if str(value).isdecimal() and len(str(value)) < 10 and self.least <= int(value) <= self.most:
            return int(value)
        if self.most == ANY:
            wanted = _("{option} wants a whole number from {least} up, not “{value}”.")
        else:
            wanted = _("{option} wants a whole number from {least} to {most}, not “{value}”.")
        said = wanted.format(option=_named(param), least=self.least, most=self.most, value=value)
        raise Misuse(said, ctx)


def _named(param: click.Parameter | None) -> str:
    return max(param.opts, key=len) if param is not None else ""


def _keep_data(context: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    if folder is not None:
        common(context).data = folder


def _keep_libraries(context: click.Context, _option: click.Parameter, folders: tuple[Path, ...]) -> None:
    common(context).libraries.extend(folders)
