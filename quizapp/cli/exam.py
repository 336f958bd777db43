"""`quizapp exam`: a round against the clock, corrected when it is handed in, in the app or line by line."""

from __future__ import annotations

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import WholeNumber, common, common_options, opened
from quizapp.cli.quiz import json_option, plain_option, round_options, scope_of
from quizapp.cli.screen import has_screen, import_asyncio
from quizapp.messages import _
from quizapp.workspace.drawing import QUIZ_SIZE

MINUTES = 20


def verb() -> click.Command:
    return Verb(
        name="exam",
        help=_(
            "Ask N cards against the clock: back and forth, with flags, corrected when you hand in or when"
            " the time is up. An exam that was left goes on, its clock having run. A DECK is named by its id;"
            " without any, all decks. The schedule is left alone."
        ),
        short_help=_("A timed round, corrected at the end."),
        callback=click.pass_context(run),
        params=[*round_options(QUIZ_SIZE), _minutes(), plain_option(), json_option(), *common_options()],
    )


def run(
    context: click.Context,
    decks: tuple[str, ...],
    tag: str | None,
    count: int,
    seed: int | None,
    kinds: str | None,
    minutes: int,
    plain: bool,
    as_json: bool,
) -> int:
    with opened(context, writing=True) as workspace:
        scope = scope_of(decks, tag, count, seed, kinds)
        if plain or as_json or not has_screen(common(context).environ):
            from quizapp.cli.plain import exam_plainly

            return exam_plainly(workspace, scope, minutes, as_json=as_json)
        import_asyncio()
        from quizapp.tui.app import run_exam

        return run_exam(workspace, scope, minutes)


def _minutes() -> click.Option:
    return click.Option(
        ["--minutes"],
        type=WholeNumber(1, 24 * 60),
        metavar="M",
        default=MINUTES,
        help=_("M minutes from the first question to the end; 20 unless told."),
    )
