"""`quizapp workload`: what each desired retention would cost, and what it would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import WholeNumber, common_options, opened
from quizapp.cli.output import say, say_json
from quizapp.cli.study import complete_deck
from quizapp.messages import _

if TYPE_CHECKING:
    from quizapp.workspace.workload import Workload

SCHEMA_VERSION = 1


def verb() -> click.Command:
    return Verb(
        name="workload",
        help=_(
            "Foresee what each desired retention from 70 to 99 % would cost, in reviews and minutes a day,"
            " and how many of your cards you would recall at the end. Your own cards are played through day"
            " by day, as they stand now, under the parameters in force. Each comes on its due day and is"
            " passed (Good) as often as FSRS foretells, else failed (Again), its steps then passed at once."
            " Days have no limit and decks no retention of their own; Hard, Easy, days off, and what FSRS"
            " gets wrong about you do not occur. Nothing is changed."
        ),
        short_help=_("Foresee what a desired retention would cost."),
        callback=click.pass_context(run),
        params=[
            click.Option(
                ["--deck"], metavar=_("DECK"), shell_complete=complete_deck, help=_("Only this deck.")
            ),
            click.Option(
                ["--days"],
                type=WholeNumber(1, 730),
                metavar="N",
                default=365,
                help=_("The days from today that are played through; 365 unless told."),
            ),
            click.Option(
                ["--new"],
                type=WholeNumber(0, 9999),
                metavar="N",
                help=_("New cards a day, while there are any; as many as over the last 30 days unless told."),
            ),
            click.Option(["--charts"], is_flag=True, help=_("Draw the curve.")),
            click.Option(["--json", "as_json"], is_flag=True, help=_("As JSON.")),
            *common_options(),
        ],
    )


def run(
    context: click.Context, deck: str | None, days: int, new: int | None, charts: bool, as_json: bool
) -> int:
    from quizapp.workspace.workload import workload, workload_picture

    with opened(context, writing=False) as workspace:
        found = workload(workspace, deck, days, new)
    if as_json:
        say_json(workload_json(found))
        return 0
    if not found.rows:
        say(_("No card was studied yet, and no new one is counted: there is nothing to foresee."))
        return 0
    from quizapp.cli.charts import drawn_lines

    for line in drawn_lines(workload_picture(found, charts), charts):
        say(line)
    return 0


def workload_json(found: Workload) -> dict[str, object]:
    """The figures under keys that scripts may rely on."""
    return {
        "schema_version": SCHEMA_VERSION,
        "days": found.days,
        "desired_retention": found.present,
        "cards": found.cards,
        "played_through": found.sampled,
        "new_cards": found.new,
        "new_a_day": found.pace,
        "seconds_an_answer": {"value": round(found.answer_ms / 1000, 3), "measured": found.measured},
        "curve": [
            {
                "desired_retention": row.desired_retention,
                "reviews_a_day": round(row.reviews, 4),
                "minutes_a_day": round(row.minutes, 4),
                "recalled": round(row.recall, 4),
            }
            for row in found.rows
        ],
    }
