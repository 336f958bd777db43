"""`quizapp cram`: a round that goes on until every card is known, and leaves the schedule alone."""

from __future__ import annotations

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import WholeNumber, common_options
from quizapp.cli.quiz import ask_round, json_option, plain_option, round_options, scope_of
from quizapp.messages import _
from quizapp.workspace.drawing import CRAM_DAYS, CRAM_SIZE, MOST_DAYS


def verb() -> click.Command:
    return Verb(
        name="cram",
        help=_(
            "Ask cards until each is known: those of a DECK, named by its id, or of a tag, those lately"
            " forgotten, those of the sources that go worst; of several of these, only the cards that are all"
            " of it. A missed card comes again. The schedule is left alone."
        ),
        short_help=_("Cards until they are known; leaves the schedule alone."),
        callback=click.pass_context(run),
        params=[
            *round_options(CRAM_SIZE),
            click.Option(
                ["--forgotten"],
                type=WholeNumber(1, MOST_DAYS),
                is_flag=False,
                flag_value=CRAM_DAYS,
                metavar=_("[DAYS]"),
                help=_(
                    "Only cards rated Again in the last DAYS days, today included; {n} unless told."
                ).format(n=CRAM_DAYS),
            ),
            click.Option(
                ["--weak"],
                is_flag=True,
                help=_("Only cards of the three sources and the three paragraphs that go worst."),
            ),
            plain_option(),
            json_option(),
            *common_options(),
        ],
    )


def run(
    context: click.Context,
    decks: tuple[str, ...],
    tag: str | None,
    count: int,
    seed: int | None,
    kinds: str | None,
    forgotten: int | None,
    weak: bool,
    plain: bool,
    as_json: bool,
) -> int:
    scope = scope_of(decks, tag, count, seed, kinds)._replace(forgotten=forgotten, weak=weak, cram=True)
    return ask_round(context, scope, plain=plain, as_json=as_json)
