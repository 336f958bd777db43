"""`quizapp optimize`: parameters of FSRS that suit the learner, put in force only where they are better."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb
from quizapp.cli.misuse import Misuse
from quizapp.cli.options import common_options, opened
from quizapp.cli.output import say, say_json, tell
from quizapp.messages import _, as_called, ngettext

if TYPE_CHECKING:
    from quizapp.workspace.optimizing import Applied, Change, Proposal
    from quizapp.workspace.workspace import Workspace

SCHEMA_VERSION = 1


def verb() -> click.Command:
    return Verb(
        name="optimize",
        help=_(
            "Fit the parameters of FSRS-6 to your own reviews, and put them in force if they predict better,"
            " both the reviews that they were fitted to and later ones. No due day moves unless you say so."
        ),
        short_help=_("Fit the scheduler to your own reviews."),
        callback=click.pass_context(run),
        params=[
            click.Option(["--dry-run"], is_flag=True, help=_("Only show what it would come to.")),
            click.Option(
                ["--reschedule"],
                is_flag=True,
                help=_("Also move the due days of cards to where they now belong."),
            ),
            click.Option(
                ["--restore"],
                is_flag=True,
                help=_("Go back to the former parameters, and to the due days from before."),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=_("As JSON.")),
            *common_options(),
        ],
    )


def run(context: click.Context, dry_run: bool, reschedule: bool, restore: bool, as_json: bool) -> int:
    if restore and (dry_run or reschedule):
        raise Misuse(_("--restore goes alone."), context)
    with ExitStack() as stack:
        workspace = stack.enter_context(opened(context, writing=not dry_run))
        if not dry_run:
            # Held from the start: a sitting meanwhile would be fitted to in part.
            stack.enter_context(workspace.history.writing("optimize"))
        if restore:
            return _restore(workspace, as_json)
        return _optimize(workspace, dry_run=dry_run, reschedule=reschedule, as_json=as_json)


def _restore(workspace: Workspace, as_json: bool) -> int:
    from quizapp.workspace.optimizing import restore

    moved = restore(workspace)
    if as_json:
        said = {"schema_version": SCHEMA_VERSION, "status": "restored", "moved": moved}
        say_json(said | {"weights": list(workspace.fsrs.weights)})
        return 0
    say(_("The former parameters are in force again."))
    if moved:
        say(
            ngettext("{n} due day is where it was.", "{n} due days are where they were.", moved).format(
                n=moved
            )
        )
    return 0


def _optimize(workspace: Workspace, *, dry_run: bool, reschedule: bool, as_json: bool) -> int:
    from quizapp.cli.fits import Meter
    from quizapp.workspace.optimizing import OFFERED_FROM, apply, moves, own_log, proposal

    log = own_log(workspace)
    if len(log.scored) < OFFERED_FROM:
        return _too_few(len(log.scored), as_json)
    try:
        with Meter() as meter:
            found = proposal(workspace, log, meter)
    except KeyboardInterrupt:
        tell(_("Stopped; nothing was changed."))
        raise
    applied: Applied | None = None
    if found.improves and not dry_run:
        applied = apply(workspace, found, reschedule=reschedule)
    elif found.improves and reschedule:
        applied = moves(workspace, found.after).counts
    status = "kept" if not found.improves else "proposed" if dry_run else "applied"
    if as_json:
        say_json(proposal_json(found, status, applied))
        return 0
    for line in _lines(found, status, applied if reschedule else None):
        say(line)
    return 0


def _too_few(scored: int, as_json: bool) -> int:
    from quizapp.workspace.optimizing import OFFERED_FROM, RECOMMENDED_FROM

    if as_json:
        least = {"offered_from": OFFERED_FROM, "recommended_from": RECOMMENDED_FROM}
        say_json({"schema_version": SCHEMA_VERSION, "status": "too-few", "scored": scored, **least})
        return 0
    from quizapp.cli.fits import scored_text, what_is_scored

    say(
        _(
            "You have {scored}. Until there are {offered} the default parameters are better; from"
            " {recommended} on optimizing is recommended."
        ).format(scored=scored_text(scored), offered=OFFERED_FROM, recommended=RECOMMENDED_FROM)
    )
    say(what_is_scored())
    return 0


def proposal_json(found: Proposal, status: str, applied: Applied | None) -> dict[str, object]:
    """A proposal under keys that scripts may rely on. `status` is `applied`, `proposed` (a dry run) or
    `kept`; `moved` counts due days, `due_now` those of them that have come."""
    from quizapp.cli.fits import figures_json
    from quizapp.workspace.optimizing import OFFERED_FROM, RECOMMENDED_FROM

    def change(one: Change) -> dict[str, object]:
        return {"before": figures_json(one.before), "after": figures_json(one.after)}

    return {
        "schema_version": SCHEMA_VERSION,
        "status": status,
        "scored": found.scored,
        "offered_from": OFFERED_FROM,
        "recommended_from": RECOMMENDED_FROM,
        "weights": {"before": list(found.before), "after": list(found.after)},
        "in_sample": change(found.in_sample),
        "over_time": change(found.over_time),
        "moved": 0 if applied is None else applied.moved,
        "due_now": 0 if applied is None else applied.due,
    }


def _lines(found: Proposal, status: str, applied: Applied | None) -> Iterator[str]:
    from quizapp.cli.charts import WIDEST
    from quizapp.cli.fits import calibration_lines, figure_table, scored_text, what_is_scored
    from quizapp.text import wrap
    from quizapp.workspace.optimizing import RECOMMENDED_FROM

    yield _("{scored}.").format(scored=scored_text(found.scored))
    yield from wrap(what_is_scored(), WIDEST)
    if found.scored < RECOMMENDED_FROM:
        yield _("Optimizing is recommended from {recommended} on; of fewer it learns little.").format(
            recommended=RECOMMENDED_FROM
        )
    yield ""
    yield from figure_table(
        [
            (_("all reviews, before"), found.in_sample.before),
            (_("all reviews, after"), found.in_sample.after),
            (_("predicted ahead, before"), found.over_time.before),
            (_("predicted ahead, after"), found.over_time.after),
        ]
    )
    yield ""
    blocks = [
        (_("Predicted ahead, before"), found.over_time.before),
        (_("Predicted ahead, after"), found.over_time.after),
    ]
    yield from calibration_lines(blocks)
    yield ""
    yield _verdict(found, status, moves=applied is not None)
    if applied is not None:
        text = ngettext(
            "{n} due day moves, {due} to today or earlier.",
            "{n} due days move, {due} to today or earlier.",
            applied.moved,
        )
        yield text.format(n=applied.moved, due=applied.due)
    elif status == "applied":
        yield _("No due day has moved.")


def _verdict(found: Proposal, status: str, *, moves: bool) -> str:
    if status == "applied":
        return _("The new parameters are in force. To go back to the former ones: quizapp optimize --restore")
    if status == "proposed":
        command = as_called("quizapp optimize --reschedule" if moves else "quizapp optimize")
        return _("The new parameters are better. To put them in force: {command}").format(command=command)
    if not found.in_sample.improves:
        return _("Nothing was changed: the parameters in force fit your reviews as well.")
    return _("Nothing was changed: the new parameters would not have predicted better what came after them.")
