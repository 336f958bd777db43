"""`quizapp schema`: the JSON Schema by which editors complete, explain and check decks."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import common_options
from quizapp.cli.output import say, tell
from quizapp.errors import QuizError
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
            click.Option(["--force"], is_flag=True, help=_("Replace the file of --output where it exists.")),
            *common_options(),
        ],
    )


def run(output: str | None, force: bool) -> int:
    from quizapp.library.schema import schema_text

    text = schema_text()
    if output is None or output == "-":
        say(text.removesuffix("\n"))
        return 0
    path = Path(output).expanduser()
    if force:
        _replace(path, text)
    else:
        from quizapp.workspace.paper_export import write_new

        write_new(path, text)
    tell(_("Written: {path}").format(path=output))
    return 0


def _replace(path: Path, text: str) -> None:
    from quizapp.system import replace_file

    try:
        replace_file(path, text.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        raise QuizError("file-unwritable", path=str(path), reason=reason) from None
