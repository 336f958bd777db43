"""Commands whose help speaks the user's language and keeps the options of every command apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

import click

from quizapp.cli.misuse import Misuse
from quizapp.cli.options import CommonOption
from quizapp.messages import _, ngettext

Notes: TypeAlias = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Sections at the end of a help text: a heading and its rows, each a term and what it means."""


class Verb(click.Command):
    """A command with a translated help. `notes` gives the sections below its options."""

    def __init__(
        self, *, notes: Callable[[], Notes] = tuple, params: Sequence[click.Parameter] = (), **rest: Any
    ) -> None:
        super().__init__(
            params=[*params, _help_option()], add_help_option=False, options_metavar=_("[OPTIONS]"), **rest
        )
        self._notes = notes

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        with _place_of_misuse(ctx):
            rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            template = ngettext(
                "This argument is one too many: {extra}", "These arguments are too many: {extra}", len(rest)
            )
            raise Misuse(template.format(extra=" ".join(rest)), ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_notes(self._notes(), formatter)
        super().format_epilog(ctx, formatter)


class Verbs(click.Group):
    """A group whose commands are given as such, or by the modules that make them when they are needed.

    A module has a function `verb() -> click.Command`.
    """

    def __init__(
        self,
        *,
        modules: Mapping[str, str] | None = None,
        notes: Callable[[], Notes] = tuple,
        params: Sequence[click.Parameter] = (),
        **rest: Any,
    ) -> None:
        super().__init__(
            params=[*params, _help_option()],
            add_help_option=False,
            options_metavar=_("[OPTIONS]"),
            subcommand_metavar=_("COMMAND …"),
            no_args_is_help=False,
            **rest,
        )
        self._modules = dict(modules or {})
        self._notes = notes

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self._modules, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._modules:
            return self.commands.get(cmd_name)
        from importlib import import_module

        command = import_module(self._modules[cmd_name]).verb()
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _place_of_misuse(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            from quizapp.cli.misuse import no_such_command

            raise no_such_command(name, self.list_commands(ctx), ctx)
        return name, command, args[1:]

    def invoke(self, ctx: click.Context) -> Any:
        if not self.invoke_without_command and not _names_a_command(ctx):
            ways = ", ".join(f"{ctx.command_path} {name}" for name in self.list_commands(ctx))
            raise Misuse(_("Say what to do: {ways}").format(ways=ways), ctx)
        return super().invoke(ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_commands(ctx, formatter)
        _write_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None:
                rows.append((name, command.short_help or (command.help or "").partition("\n")[0]))
        with _section(formatter, _("Commands")):
            formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_notes(self._notes(), formatter)
        super().format_epilog(ctx, formatter)


@contextmanager
def _place_of_misuse(ctx: click.Context) -> Iterator[None]:
    """Tells which command was misused; click leaves it out where an option lacks its value."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def _names_a_command(ctx: click.Context) -> bool:
    # Click keeps the command's name apart from its arguments, under a name that it calls protected.
    return bool(ctx._protected_args or ctx.args)


def _help_option() -> click.Option:
    return CommonOption(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help=_("Show this help."),
    )


def _show_help(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from quizapp.cli.output import say

        say(context.get_help())
        context.exit(0)


def _write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    pieces = command.collect_usage_pieces(ctx)
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    own: list[tuple[str, str]] = []
    common: list[tuple[str, str]] = []
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None and isinstance(param, click.Option):
            (common if isinstance(param, CommonOption) else own).append(record)
    if own:
        with _section(formatter, _("Options")):
            formatter.write_dl(own)
    with _section(formatter, _("Options of every command")):
        formatter.write_dl(common)


@contextmanager
def _section(formatter: click.HelpFormatter, heading: str) -> Iterator[None]:
    """A section under its heading; the colon after it is the language's own."""
    formatter.write_paragraph()
    formatter.write(_("{heading}:").format(heading=heading) + "\n")
    with formatter.indentation():
        yield


def _write_notes(notes: Notes, formatter: click.HelpFormatter) -> None:
    for heading, rows in notes:
        with _section(formatter, heading):
            formatter.write_dl(list(rows))
