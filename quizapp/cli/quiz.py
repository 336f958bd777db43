"""`quizapp quiz`: a scored round that leaves the schedule alone, in the app or line by line."""

from __future__ import annotations

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import WholeNumber, common, common_options, opened
from quizapp.cli.screen import has_screen, import_asyncio
from quizapp.cli.study import complete_deck
from quizapp.messages import _
from quizapp.workspace.drawing import QUIZ_SIZE, RoundScope


def verb() -> click.Command:
    return Verb(
        name="quiz",
        help=_(
            "Ask N cards drawn evenly over sources and tags, with verdict and passage after each answer and a"
            " score at the end. A DECK is named by its id; without any, all decks. The schedule is left"
            " alone."
        ),
        short_help=_("A scored round that leaves the schedule alone."),
        callback=click.pass_context(run),
        params=[*round_options(QUIZ_SIZE), plain_option(), json_option(), *common_options()],
    )


def round_options(count: int) -> list[click.Parameter]:
    """What a quiz, a cram and an exam are drawn from, with the count of cards unless told."""
    return [
        click.Argument(["decks"], nargs=-1, metavar=_("[DECK…]"), shell_complete=complete_deck),
        click.Option(["--tag"], metavar=_("TAG"), help=_("Only cards with this tag.")),
        click.Option(
            ["--count"],
            type=WholeNumber(1),
            metavar="N",
            default=count,
            help=_("At most N questions; {n} unless told.").format(n=count),
        ),
        click.Option(
            ["--seed"], type=WholeNumber(0), metavar="S", help=_("The same seed draws the same round.")
        ),
        click.Option(
            ["--kinds"], metavar=_("KIND,…"), help=_("Only these kinds of question, such as short,cloze.")
        ),
    ]


def scope_of(
    decks: tuple[str, ...], tag: str | None, count: int, seed: int | None, kinds: str | None
) -> RoundScope:
    """The options of `round_options` as what a round is drawn from."""
    named = tuple(kind for part in (kinds or "").split(",") if (kind := part.strip()))
    return RoundScope(decks=decks, tag=tag, size=count, seed=seed, kinds=named)


def run(
    context: click.Context,
    decks: tuple[str, ...],
    tag: str | None,
    count: int,
    seed: int | None,
    kinds: str | None,
    plain: bool,
    as_json: bool,
) -> int:
    return ask_round(context, scope_of(decks, tag, count, seed, kinds), plain=plain, as_json=as_json)


def ask_round(context: click.Context, scope: RoundScope, *, plain: bool, as_json: bool) -> int:
    """Runs a round in the app or line by line; gives the exit code. Raises QuizError as `begin_quiz` does."""
    with opened(context, writing=True) as workspace:
        if plain or as_json or not has_screen(common(context).environ):
            from quizapp.cli.plain import quiz_plainly

            return quiz_plainly(workspace, scope, as_json=as_json)
        import_asyncio()
        from quizapp.tui.app import run_quiz

        return run_quiz(workspace, scope)


def plain_option() -> click.Option:
    return click.Option(
        ["--plain"],
        is_flag=True,
        help=_("Line by line, without colours; the default where there is no full terminal."),
    )


def json_option() -> click.Option:
    return click.Option(
        ["--json", "as_json"],
        is_flag=True,
        help=_("Line by line on stderr, then the result as JSON on stdout."),
    )
