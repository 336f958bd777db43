"""`quizapp check --history`: the histories that no card bears, and the card that each may belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.cli.options import opened
from quizapp.cli.output import say, say_json, tell
from quizapp.messages import _, language, ngettext
from quizapp.text import shown

if TYPE_CHECKING:
    from quizapp.workspace.orphans import Orphan

SCHEMA_VERSION = 1


def show_orphans(context: click.Context, *, as_json: bool) -> int:
    """Says what was found; gives 1 if there is anything to mend, else 0."""
    from quizapp.workspace.orphans import orphans

    with opened(context, writing=False) as workspace:
        found = orphans(workspace)
    if as_json:
        say_json(
            {
                "schema_version": SCHEMA_VERSION,
                "orphans": [one._asdict() | {"alias": one.alias()} for one in found],
            }
        )
        return 1 if found else 0
    for one in found:
        for line in _lines(one):
            say(shown(line, language()))
    tell(
        ngettext("{n} history without a card.", "{n} histories without a card.", len(found)).format(
            n=len(found)
        )
        if found
        else _("Every history has its card.")
    )
    return 1 if found else 0


def _lines(orphan: Orphan) -> list[str]:
    count = ngettext("{n} answer", "{n} answers", orphan.attempts).format(n=orphan.attempts)
    head = _("{card} ({count}): no card bears this id.").format(card=orphan.card, count=count)
    if orphan.likely is None:
        cure = _(
            "No card is like it. Its history stays in the log, and comes back with the card, which may stand"
            " in a deck that is studied by its path."
        )
        return [head, f"  {cure}"]
    place = f"{orphan.file}:{orphan.line}"
    likely = _("Likely now: {card} ({place}).").format(card=orphan.likely, place=place)
    cure = _("To carry its history over, add there: {line}").format(line=f"aliases: [{orphan.alias()}]")
    return [head, f"  {likely}", f"  {cure}"]
