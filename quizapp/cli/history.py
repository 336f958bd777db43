"""`quizapp history`: the log of all answers, to take away or to prove whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb, Verbs
from quizapp.cli.opening import tell_of_wait
from quizapp.cli.options import common, common_options
from quizapp.cli.output import harmless_json, say, tell
from quizapp.messages import N_, _, gettext, ngettext

if TYPE_CHECKING:
    from quizapp.store.history import History

FINDINGS: dict[str, str] = {
    "damaged-page": N_("The file is damaged: {what}."),
    "wrong-checksum": N_("The event {event} (number {seq} of device {device}) does not match its checksum."),
    "missing-events": N_("Events {first} to {last} of device {device} are missing."),
    "differs": N_("The table {table} differs from what the log says, at {key}."),
}


def verb() -> click.Command:
    return Verbs(
        name="history",
        help=_(
            "Export the history of your answers, verify that it is whole, or set aside what a clock gone"
            " wrong has dated."
        ),
        short_help=_("Export the history of your answers, or verify it."),
        params=common_options(),
        commands=[
            Verb(
                name="export",
                help=_("Write every event to stdout as JSON Lines."),
                callback=click.pass_context(export),
                params=common_options(),
            ),
            Verb(
                name="verify",
                help=_(
                    "Check that no entry is damaged or missing, and that due days and figures follow from"
                    " the entries; changes nothing."
                ),
                callback=click.pass_context(verify),
                params=common_options(),
            ),
            Verb(
                name="quarantine",
                help=_(
                    "Take every entry that is dated more than two days after the clock out of the schedule;"
                    " for when the clock was wrong then, and is right now. The log keeps it."
                ),
                short_help=_("Set aside what is dated well after the clock."),
                callback=click.pass_context(settle),
                params=[
                    click.Option(
                        ["--lift"], is_flag=True, help=_("Bring back what the latest quarantine set aside.")
                    ),
                    *common_options(),
                ],
            ),
        ],
    )


def export(context: click.Context) -> int:
    folder = _folder(context)
    with _history(folder) as history:
        exported = 0
        for line in history.export_lines():
            say(harmless_json(line))
            exported += 1
    if exported == 0:
        tell(_("There is no answer in {folder} yet.").format(folder=folder))
    return 0


def verify(context: click.Context) -> int:
    folder = _folder(context)
    with _history(folder) as history:
        findings = history.verify()
        events = history.head()
    for finding in findings:
        say(gettext(FINDINGS[finding.code]).format_map(dict(finding.params)))
    if findings:
        count = ngettext("{n} finding", "{n} findings", len(findings)).format(n=len(findings))
        tell(_("{count} in {folder}").format(count=count, folder=folder))
        return 1
    template = ngettext("The history is whole: {n} event.", "The history is whole: {n} events.", events)
    say(template.format(n=events))
    return 0


def settle(context: click.Context, lift: bool) -> int:
    from quizapp.cli.options import opened

    with opened(context, writing=True) as workspace:
        from quizapp.workspace.quarantine import bring_back, brought_back_text, set_aside, set_aside_text

        say(brought_back_text(bring_back(workspace)) if lift else set_aside_text(set_aside(workspace)))
    return 0


def _folder(context: click.Context) -> Path:
    named = common(context).data_named()
    if named is not None:
        return named.absolute()
    from quizapp.system import data_folder

    return data_folder()


def _history(folder: Path) -> History:
    from quizapp.store.history import History

    return History.read(folder, tell_of_wait(writing=False))
