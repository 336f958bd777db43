"""`quizapp author`: a deck and its source side by side, while the deck is written in one's own editor."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import common, common_options, opened
from quizapp.cli.screen import has_screen, import_asyncio
from quizapp.cli.sitting import check_scope
from quizapp.cli.study import complete_deck, named_file
from quizapp.errors import QuizError
from quizapp.messages import _

if TYPE_CHECKING:
    from quizapp.workspace.authoring import Authoring
    from quizapp.workspace.workspace import Workspace


def verb() -> click.Command:
    return Verb(
        name="author",
        help=_(
            "Write a deck with its source beside it: what is quoted and what is not, each card with its"
            " problems, a preview of each. The screen follows the file while you save it in your editor."
            " Without DECK, the only one of your own, or a choice."
        ),
        short_help=_("Write a deck with its source, problems and preview beside it."),
        callback=click.pass_context(run),
        params=[
            click.Argument(
                ["subject"], required=False, metavar=_("[DECK|FILE]"), shell_complete=complete_deck
            ),
            *common_options(),
        ],
    )


def run(context: click.Context, subject: str | None) -> int:
    if not has_screen(common(context).environ):
        raise QuizError("author-needs-terminal", exit_code=2)
    with opened(context, writing=False, file=named_file(subject)) as workspace:
        authoring = _named(workspace, subject)
        import_asyncio()
        from quizapp.tui.app import run_author

        return run_author(workspace, authoring)


def _named(workspace: Workspace, subject: str | None) -> Authoring | None:
    """The deck of an id or a path; None where one is to be chosen. Raises QuizError."""
    from quizapp.workspace.deck_files import open_deck, open_only, open_path
    from quizapp.workspace.model import Scope

    now_ns = time.time_ns()
    if subject is None:
        return open_only(workspace, now_ns)
    file = named_file(subject)
    if file is not None:
        return open_path(file, now_ns)
    try:
        return open_deck(workspace, subject, now_ns)
    except QuizError:
        check_scope(workspace, Scope(deck=subject))
        raise
