"""`quizapp library`: a library of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.cli.commands import Verb, Verbs
from quizapp.cli.options import Folder, common_options
from quizapp.cli.output import say, tell
from quizapp.messages import _, ngettext


def verb() -> click.Command:
    return Verbs(
        name="library",
        help=_("Make a library of your own."),
        params=common_options(),
        commands=[
            Verb(
                name="init",
                help=_(
                    "Copy the shipped decks and their sources into DIR for editing; your history stays with"
                    " them. Without DIR, into your own library, which is read without being named. Nothing is"
                    " overwritten."
                ),
                short_help=_("Copy the shipped decks and their sources for editing."),
                callback=click.pass_context(init),
                params=[
                    click.Argument(["folder"], required=False, type=Folder(), metavar=_("[DIR]")),
                    *common_options(),
                ],
            )
        ],
    )


def init(_context: click.Context, folder: Path | None) -> int:
    from quizapp.library.roots import init_user_library
    from quizapp.workspace.libraries import user_library

    target = (folder or user_library()).absolute()
    copied = init_user_library(target)
    for path in copied.written:
        say(str(target / path))
    written, kept = len(copied.written), len(copied.kept)
    message = ngettext("{n} file copied to {folder}", "{n} files copied to {folder}", written)
    tell(message.format(n=written, folder=target))
    if kept:
        message = ngettext(
            "{n} file was there already and stays", "{n} files were there already and stay", kept
        )
        tell(message.format(n=kept))
    if folder is not None:
        tell(_("To study from it: quizapp study --library {folder}").format(folder=folder))
    return 0
