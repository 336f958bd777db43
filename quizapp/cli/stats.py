"""`quizapp stats`: progress in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import OneOf, common_options, opened
from quizapp.cli.output import say, say_json
from quizapp.cli.study import complete_deck
from quizapp.messages import _

if TYPE_CHECKING:
    from quizapp.workspace.progress import ProvenCard, ShownProgress


def verb() -> click.Command:
    return Verb(
        name="stats",
        help=_(
            "Show progress: whether you are on schedule, what you retain of each article, what to do next,"
            " retention, forecast, the weakest cards. With --items, how each card fares, for its author."
        ),
        short_help=_("Show progress."),
        callback=click.pass_context(run),
        params=[
            click.Option(
                ["--deck"], metavar=_("DECK"), shell_complete=complete_deck, help=_("Only this deck.")
            ),
            click.Option(["--tag"], metavar=_("TAG"), help=_("Only cards with this tag.")),
            click.Option(
                ["--source"],
                metavar=_("SOURCE"),
                help=_("Only cards that cite this source, named as by “sources list”."),
            ),
            click.Option(
                ["--period"],
                type=OneOf(("week", "month", "year")),
                metavar="week|month|year",
                default="month",
                help=_("How far back answers, hours and predictions are counted; a month unless told."),
            ),
            click.Option(["--charts"], is_flag=True, help=_("Draw the tables as charts.")),
            click.Option(["--items"], is_flag=True, help=_("How each card fares, for authors.")),
            click.Option(["--json", "as_json"], is_flag=True, help=_("As JSON.")),
            *common_options(),
        ],
    )


def run(
    context: click.Context,
    deck: str | None,
    tag: str | None,
    source: str | None,
    period: str,
    charts: bool,
    items: bool,
    as_json: bool,
) -> int:
    from quizapp.stats.progress import Filters
    from quizapp.stats.recall import SPANS
    from quizapp.workspace.progress import progress as figures_of
    from quizapp.workspace.sources import find_source

    with opened(context, writing=False) as workspace:
        filters = Filters(deck, tag, None if source is None else find_source(workspace, source).ref)
        if items:
            from quizapp.cli.items import item_report

            return item_report(workspace, filters, as_json)
        progress = figures_of(workspace, filters, SPANS[period])
    if as_json:
        say_json(stats_json(progress))
        return 0
    from quizapp.cli.charts import picture_lines
    from quizapp.cli.figures import figure_lines

    for line in (*figure_lines(progress), *picture_lines(progress.figures, charts)):
        say(line)
    return 0


def stats_json(progress: ShownProgress) -> dict[str, object]:
    """The figures as `stats.export` names them, decks with their titles, cards with what they ask."""
    from quizapp.stats.export import to_json

    value: dict[str, object] = to_json(progress.figures)
    decks, weakest, confidence = value["decks"], value["weakest"], value["confidence"]
    assert isinstance(decks, list)
    assert isinstance(weakest, list)
    for deck in decks:
        deck["title"] = progress.titles.get(deck["id"], deck["id"])
    articles = value["articles"]
    assert isinstance(articles, list)
    for article in articles:
        article["title"] = progress.sources.get(article["source"])
    for card, shown in zip(weakest, progress.weakest, strict=True):
        card |= _proof(shown.proven)
    if isinstance(confidence, dict):
        for card, missed in zip(confidence["sure_and_missed"], progress.sure_misses, strict=True):
            card |= _proof(missed.proven)
    return value


def _proof(proven: ProvenCard) -> dict[str, object]:
    return {
        "question": proven.stem,
        "answer": list(proven.expected),
        "passages": [
            {
                "title": passage.title,
                "publisher": passage.publisher,
                "published": passage.published,
                "paragraph": passage.paragraph,
                "text": passage.text,
                "quote": passage.text[slice(*passage.quote)],
            }
            for passage in proven.passages
        ],
    }
