"""`quizapp due`: what waits today, in a line, a number, or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import common_options, opened
from quizapp.cli.output import say, say_json
from quizapp.messages import _, ngettext
from quizapp.text import number_text

if TYPE_CHECKING:
    from quizapp.workspace.model import NextDue
    from quizapp.workspace.workspace import DueCounts

SCHEMA_VERSION = 1


def verb() -> click.Command:
    return Verb(
        name="due",
        help=_("Say how many cards wait today."),
        callback=click.pass_context(run),
        params=[
            click.Option(["--json", "as_json"], is_flag=True, help=_("As JSON.")),
            click.Option(
                ["--short"], is_flag=True, help=_("Only the number of cards, for a shell’s prompt.")
            ),
            click.Option(
                ["--exit-code"], is_flag=True, help=_("End with 0 where cards wait, with 1 where none does.")
            ),
            *common_options(),
        ],
    )


def run(context: click.Context, as_json: bool, short: bool, exit_code: bool) -> int:
    with opened(context, writing=False) as workspace:
        counts = workspace.due()
        ahead = workspace.history.ahead(workspace.clock.now())
    if as_json:
        say_json(due_json(counts))
    elif short:
        say(str(counts.due + counts.new))
    else:
        say(due_line(counts))
    if not short:
        from quizapp.cli.decks import tell_ahead

        tell_ahead(ahead)
    return int(exit_code and not counts.due + counts.new)


def due_json(counts: DueCounts) -> dict[str, object]:
    """The counts under keys that scripts may rely on: `due` to review, `new` within today's limit, and
    `next_due` with a wait in `seconds` or in study `days`, the other being null."""
    return {
        "schema_version": SCHEMA_VERSION,
        "due": counts.due,
        "new": counts.new,
        "next_due": _next_due_json(counts.next_due),
    }


def due_line(counts: DueCounts) -> str:
    """The counts as a sentence; where nothing waits, when to come back."""
    if counts.due + counts.new == 0:
        from quizapp.workspace.wording import next_due_text

        if counts.next_due is not None and counts.next_due.days == 0:
            return _("Today’s limit is reached, and more cards are due: quizapp study --reviews 20")
        return _("Nothing is due. {next_due}").format(next_due=next_due_text(counts.next_due))
    due = ngettext("{n} card is due", "{n} cards are due", counts.due).format(n=number_text(counts.due))
    new = ngettext("{n} new card waits", "{n} new cards wait", counts.new).format(n=number_text(counts.new))
    if counts.due == 0:
        return _("{sentence}.").format(sentence=new)
    if counts.new == 0:
        return _("{sentence}.").format(sentence=due)
    return _("{due}, {new}.").format(due=due, new=new)


def _next_due_json(next_due: NextDue | None) -> dict[str, int | None] | None:
    return None if next_due is None else {"seconds": next_due.seconds, "days": next_due.days}
