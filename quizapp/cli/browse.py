"""`quizapp browse`: the cards that match a search, as lines or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import OneOf, WholeNumber, common_options, opened
from quizapp.cli.output import fitted, say, say_json, table, tell
from quizapp.messages import _, ngettext
from quizapp.text import number_text

if TYPE_CHECKING:
    from quizapp.workspace.browsing import ListedCard

SCHEMA_VERSION = 1

ORDERS = ("deck", "due", "stability", "difficulty", "retrievability", "lapses", "reviewed")


def verb() -> click.Command:
    return Verb(
        name="browse",
        help=_("List the cards that match a search, such as: is:due tag:armes -deck:missiles"),
        callback=click.pass_context(run),
        params=[
            click.Argument(["query"], nargs=-1, metavar=_("[SEARCH]")),
            click.Option(["--json", "as_json"], is_flag=True, help=_("As JSON.")),
            click.Option(
                ["--limit"],
                type=WholeNumber(1),
                metavar=_("N"),
                help=_("At most N cards."),
            ),
            click.Option(
                ["--sort"],
                type=OneOf(ORDERS),
                default="deck",
                metavar="|".join(ORDERS),
                help=_("Sort by this; most urgent first."),
            ),
            *common_options(),
        ],
    )


def run(context: click.Context, query: tuple[str, ...], as_json: bool, limit: int | None, sort: str) -> int:
    from quizapp.workspace.browsing import Order, found_cards, listed_cards, unknown_name
    from quizapp.workspace.wording import error_text

    with opened(context, writing=False) as workspace:
        found = found_cards(workspace, " ".join(query), Order(sort))
        missing = None if found else unknown_name(workspace, " ".join(query))
        keys = found[:limit]
        listed = listed_cards(workspace, keys)
        today = workspace.today()
    cards = [listed[key] for key in keys if key in listed]
    if as_json:
        told = [_card_json(card) for card in cards]
        say_json({"schema_version": SCHEMA_VERSION, "total": len(found), "cards": told})
        return 0
    for line in _lines(cards, today):
        say(line)
    if len(found) > len(keys):
        some = ngettext("{n} of {total} card.", "{n} of {total} cards.", len(found))
        tell(some.format(n=number_text(len(cards)), total=number_text(len(found))))
    else:
        tell(ngettext("{n} card.", "{n} cards.", len(cards)).format(n=number_text(len(cards))))
    if missing is not None:
        tell(error_text(missing))
    return 0


def _lines(cards: list[ListedCard], today: int) -> list[str]:
    from quizapp.workspace.browsing import due_text, state_text

    if not cards:
        return []
    head = (_("Card"), _("State"), _("Due"), _("Question"))
    rows = [
        (card.key, state_text(card), due_text(card, today), " ".join(card.stem.split())) for card in cards
    ]
    return fitted(table([head, *rows]))


def _card_json(card: ListedCard) -> dict[str, object]:
    """A card under keys that scripts may rely on. `due` is a date, null for a new card; `stability` is in
    days, `retrievability` between 0 and 1; both are null for a new card, as is `difficulty`, from 1 to 10."""
    from quizapp.study.days import date_of

    return {
        "id": card.key,
        "deck": card.deck,
        "question": card.stem,
        "state": str(card.phase),
        "suspended": card.suspended,
        "buried": card.buried,
        "flag": card.flag,
        "due": None if card.due is None else date_of(card.due).isoformat(),
        "interval": card.interval,
        "stability": card.stability,
        "difficulty": card.difficulty,
        "retrievability": card.retrievability,
        "reps": card.reps,
        "lapses": card.lapses,
    }
