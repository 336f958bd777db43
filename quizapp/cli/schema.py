"""`quizapp schema`: the JSON Schema by which editors complete, explain and check decks."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import common_options
from quizapp.cli.output import say, tell
from quizapp.messages import _


def verb() -> click.Command:
    return Verb(
        name="schema",
        help=_(
            "Print the JSON Schema of decks, for editors that check and complete YAML. It lies beside the"
            " shipped decks, too; a deck names it in its first line."
        ),
        short_help=_("Print the JSON Schema of decks, for editors."),
        callback=run,
        params=[
            click.Option(
                ["--output", "-o"], metavar=_("FILE"), help=_("Write this file, which must not exist yet.")
            ),
            *common_options(),
        ],
    )


def run(output: str | None) -> int:
    from quizapp.library.schema import schema_text

    text = schema_text()
    if output is None or output == "-":
        say(text.removesuffix("\n"))
        return 0
    from quizapp.workspace.paper_export import write_new

    write_new(Path(output).expanduser(), text)
    tell(_("Written: {path}").format(path=output))
    return 0
