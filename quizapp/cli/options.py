"""The options that every command takes, before or after its name, and what they open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.misuse import Misuse, suggestion
from quizapp.cli.opening import Common
from quizapp.messages import LANGUAGES, _

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


DECK_SUFFIXES = (".yaml", ".yml")


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


def common(context: click.Context) -> Common:
    """What the options of every command said."""
    found = context.find_object(Common)
    assert found is not None
    return found


def opened(context: click.Context, *, writing: bool, file: Path | None = None) -> Workspace:
    """The workspace that the options name; a context manager. Raises QuizError."""
    return common(context).open(writing=writing, file=file)


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
