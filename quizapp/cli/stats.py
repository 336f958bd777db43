"""`quizapp stats`: progress in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import common_options, opened
from quizapp.cli.output import say, say_json
from quizapp.messages import _

if TYPE_CHECKING:
    from quizapp.workspace.progress import ProvenCard, ShownProgress


def verb() -> click.Command:
    return Verb(
        name="stats",
        help=_("Show progress: today, the week ahead, each deck, retention, the weakest cards."),
        callback=click.pass_context(run),
        params=[click.Option(["--json", "as_json"], is_flag=True, help=_("As JSON.")), *common_options()],
    )


def run(context: click.Context, as_json: bool) -> int:
    with opened(context, writing=False) as workspace:
        progress = workspace.progress()
    if as_json:
        say_json(stats_json(progress))
        return 0
    from quizapp.cli.figures import figure_lines

    for line in figure_lines(progress):
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
