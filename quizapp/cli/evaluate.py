"""`quizapp evaluate`: how well schedulers would have predicted a log of reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.commands import Verb
from quizapp.cli.misuse import Misuse
from quizapp.cli.options import common_options
from quizapp.cli.output import say, say_json, tell
from quizapp.messages import _, ngettext

if TYPE_CHECKING:
    from quizapp.workspace.optimizing import Evaluation

SCHEMA_VERSION = 1


class Offset(click.ParamType[int]):
    """An offset from UTC such as `+02:00`, as minutes."""

    name = "offset"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"([+-])([01][0-9]):?([0-5][0-9])", str(value))
        if found is None or int(found[2]) > 14:
            raise Misuse(_("--offset is like +02:00, not “{value}”.").format(value=value), ctx)
        minutes = int(found[2]) * 60 + int(found[3])
        return -minutes if found[1] == "-" else minutes


def verb() -> click.Command:
    return Verb(
        name="evaluate",
        help=_(
            "Measure schedulers on a log of reviews (CSV, as Anki or FSRS export it): FSRS-6 with default and"
            " with optimized parameters, the pass rate so far, and SM-2. Each part of the log is predicted"
            " from what came before it."
        ),
        short_help=_("Measure schedulers on a log of reviews (CSV)."),
        callback=run,
        params=[
            click.Argument(["file"], metavar=_("FILE"), type=click.Path(path_type=Path)),
            click.Option(
                ["--offset"],
                type=Offset(),
                metavar=_("OFFSET"),
                help=_("Begin study days by this offset from UTC, such as +02:00, not by each moment’s own."),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=_("As JSON.")),
            *common_options(),
        ],
    )


def run(file: Path, offset: int | None, as_json: bool) -> int:
    from quizapp.cli.fits import Meter
    from quizapp.workspace.fitting import install_command
    from quizapp.workspace.optimizing import evaluated

    with Meter() as meter:
        found = evaluated(file.expanduser(), offset, meter)
    if as_json:
        say_json(evaluation_json(found))
    else:
        for line in _lines(found):
            say(line)
    if found.optimized is None:
        tell(
            _("Not optimized: the package fsrs-rs-python is missing. To install it: {command}").format(
                command=install_command()
            )
        )
    return 0


def evaluation_json(found: Evaluation) -> dict[str, object]:
    """The figures of each model under keys that scripts may rely on; `optimized` is null without the
    optimizer."""
    from quizapp.cli.fits import figures_json
    from quizapp.stats.evaluation import FOLDS

    return {
        "schema_version": SCHEMA_VERSION,
        "reviews": found.reviews,
        "cards": found.cards,
        "scored": found.scored,
        "folds": FOLDS,
        "models": {
            "optimized": None if found.optimized is None else figures_json(found.optimized),
            "default": figures_json(found.default),
            "constant": figures_json(found.constant),
            "sm2": figures_json(found.sm2),
        },
    }


def _lines(found: Evaluation) -> Iterator[str]:
    from quizapp.cli.fits import figure_table, gain_line, scored_text, what_is_scored
    from quizapp.stats.evaluation import FOLDS

    reviews = ngettext("{n} review", "{n} reviews", found.reviews).format(n=found.reviews)
    cards = ngettext("{n} card", "{n} cards", found.cards).format(n=found.cards)
    yield _("{reviews} of {cards}, {scored}.").format(
        reviews=reviews, cards=cards, scored=scored_text(found.scored)
    )
    yield what_is_scored()
    yield _("The last {n} are predicted in {folds} parts, each from what came before it.").format(
        n=found.default.n, folds=FOLDS
    )
    yield ""
    rows = [
        (_("FSRS-6, default"), found.default),
        (_("pass rate so far"), found.constant),
        (_("SM-2"), found.sm2),
    ]
    if found.optimized is not None:
        rows.insert(0, (_("FSRS-6, optimized"), found.optimized))
    yield from figure_table(rows)
    if found.optimized is not None:
        yield ""
        yield gain_line(found.default, found.optimized)
