"""The parser of the command line: its verbs, its help, and what a misuse of it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from quizapp.cli.commands import Notes, Verbs
from quizapp.cli.opening import Common
from quizapp.cli.options import common, common_options
from quizapp.cli.output import say, tell
from quizapp.cli.program import EX_INTERRUPTED, PROGRAM, VERBS
from quizapp.messages import _


def parsed(arguments: Sequence[str], environ: Mapping[str, str], called: str) -> int:
    """Runs the verb that the arguments name, in a program called so; the exit code. Raises QuizError."""
    given = list(arguments)
    try:
        command = program()
        if environ.get("_QUIZAPP_COMPLETE"):
            command.main(given, prog_name=PROGRAM, obj=Common(environ))
        with command.make_context(called, given, obj=Common(environ)) as context:
            code = command.invoke(context)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.UsageError as error:
        from quizapp.cli.misuse import usage_lines

        for line in usage_lines(error):
            tell(line)
        return 2
    except click.Abort:
        return EX_INTERRUPTED
    return code if isinstance(code, int) else 0


def program() -> click.Command:
    """The command of the whole program, worded in the language in use."""
    return Verbs(
        name="quizapp",
        modules=VERBS,
        help=_(
            "Study decks written from articles, in the terminal, with the passage that proves every answer."
        ),
        callback=click.pass_context(_home),
        invoke_without_command=True,
        params=[
            click.Option(
                ["-V", "--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
                help=_("Show the version."),
            ),
            *common_options(),
        ],
        notes=_notes,
        epilog=_("Without a command, the app opens on its home screen."),
    )


def _notes() -> Notes:
    return (
        (
            _("Environment"),
            (
                ("QUIZAPP_DATA", _("As --data.")),
                ("QUIZAPP_LIBRARY", _("As --library; several folders are separated as in PATH.")),
                ("QUIZAPP_LANG", _("As --lang.")),
                (
                    "QUIZAPP_NOW",
                    _("Begin at this moment, such as 2026-03-01T09:00+01:00; wants --data."),
                ),
                ("QUIZAPP_CONFIG", _("Another file of settings.")),
                (
                    "QUIZAPP_DEBUG",
                    _("If set, an unexpected error shows where in the program it happened."),
                ),
            ),
        ),
    )


def _home(context: click.Context) -> int:
    if context.invoked_subcommand is not None:
        return 0
    from quizapp.cli.home import show_home

    return show_home(common(context))


def _show_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if not asked or context.resilient_parsing:
        return
    from quizapp import __version__

    say(f"quizapp {__version__}")
    context.exit(0)
