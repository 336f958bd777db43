"""Begins a sitting, in the app or line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.cli.screen import has_screen, import_asyncio
from quizapp.errors import QuizError

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.cli.opening import Common
    from quizapp.workspace.model import Scope
    from quizapp.workspace.workspace import Workspace


def study(common: Common, scope: Scope, file: Path | None = None, *, plain: bool = False) -> int:
    """Studies what is due, of the libraries or of a deck's file; gives the exit code. Raises QuizError."""
    with common.open(writing=True, file=file) as workspace:
        check_scope(workspace, scope)
        if plain or not has_screen(common.environ):
            from quizapp.cli.plain import study_plainly

            return study_plainly(workspace, scope)
        import_asyncio()
        from quizapp.tui.app import run_study

        return run_study(workspace, scope)


def check_scope(workspace: Workspace, scope: Scope) -> None:
    """Raises QuizError for a deck whose file cannot be read, and for a deck or a tag that is unknown but
    resembles a known one."""
    if scope.deck is None and scope.tag is None:
        return
    from quizapp.cli.misuse import alternatives, nearest

    if scope.deck is not None:
        decks = workspace.index.decks()
        ids = [deck.id for deck in decks]
        if scope.deck not in ids:
            from quizapp.workspace.deck_files import no_deck

            if (unread := no_deck(workspace, scope.deck)).code == "deck-unread":
                raise unread
            titles = {deck.title: deck.id for deck in decks}
            near = nearest(scope.deck, [*ids, *titles])
            found = dict.fromkeys(titles.get(name, name) for name in near)
            if found:
                raise QuizError("no-deck-but", exit_code=2, deck=scope.deck, nearest=alternatives(found))
    if scope.tag is not None:
        tags = workspace.roster.tags()
        if scope.tag not in tags and (found_tags := nearest(scope.tag, tags)):
            raise QuizError("no-tag-but", exit_code=2, tag=scope.tag, nearest=alternatives(found_tags))
