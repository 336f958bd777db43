"""What is asked before a sitting that the day did not plan: a cram, reviews ahead or beyond the limit."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen

from quizapp.errors import QuizError
from quizapp.messages import _
from quizapp.text import visible
from quizapp.tui.leaving import RoundWanted, StudyWanted
from quizapp.tui.screens.cram_dialog import CramDialog
from quizapp.tui.screens.round_dialog import Amount, RoundDialog
from quizapp.tui.text import own
from quizapp.workspace.drawing import RoundScope, draw
from quizapp.workspace.model import MOST_AHEAD, DeckStatus, Scope
from quizapp.workspace.wording import error_text
from quizapp.workspace.workspace import Workspace

if TYPE_CHECKING:
    from quizapp.library.index import Index

MORE_REVIEWS = 50
"""How many more reviews are offered at first."""


def ask_cram(screen: Screen[None], workspace: Workspace, status: DeckStatus, title: Content) -> None:
    """Asks which cards of a deck are to be crammed, then begins."""

    def trouble(scope: RoundScope) -> str:
        try:
            workspace.catch_up()
            workspace.reading(lambda: draw(workspace, scope, 0))
        except QuizError as error:
            return error_text(error)
        return ""

    def waiting(scope: RoundScope, wanted: Callable[[], bool]) -> Awaitable[str] | None:
        if not scope.weak:
            return None
        from quizapp.workspace.progress import is_near

        try:
            workspace.catch_up()
        except QuizError:
            return None
        index = None if is_near(workspace) else workspace.index.beside()
        return None if index is None else told(index, scope, wanted)

    async def told(index: Index, scope: RoundScope, wanted: Callable[[], bool]) -> str:
        from quizapp.workspace.background import drawn_in_background

        try:
            await asyncio.to_thread(drawn_in_background, workspace, index, scope, wanted)
        except QuizError as error:
            return error_text(error)
        except (sqlite3.Error, OSError):
            # The file went from under the thread; the workspace knows how to go on without it.
            return trouble(scope)
        return ""

    def start(scope: RoundScope | None) -> None:
        if scope is not None:
            screen.post_message(RoundWanted(scope))

    # What would be shown otherwise than it is written could not be typed either.
    tags = [tag for tag in workspace.roster.tags() if visible(tag) == tag]
    decks = () if status.id is None else (status.id,)
    what = Content.assemble(own(_("CRAM")), " · ", title)
    screen.app.push_screen(CramDialog(what, decks, tags, trouble, waiting), start)


def ask_ahead(screen: Screen[None], scope: Scope, title: Content) -> None:
    """Asks how many days ahead of time are to be reviewed, then begins."""
    how = _("These reviews count and schedule; today’s limits are left alone.")
    amounts = [Amount(_("Days ahead"), 1, MOST_AHEAD)]

    def start(chosen: tuple[int, ...] | None) -> None:
        if chosen is not None:
            screen.post_message(StudyWanted(scope._replace(ahead=chosen[0])))

    what = Content.assemble(own(_("AHEAD")), " · ", title)
    screen.app.push_screen(RoundDialog(what, how, amounts), start)


def ask_more_reviews(screen: Screen[None], status: DeckStatus, title: Content) -> None:
    """Asks how many reviews beyond today's limit are wanted, then begins; says where none waits."""
    if not status.beyond:
        screen.notify(_("No review waits beyond today’s limit."), markup=False)
        return
    how = _("For today only: the limit stays as it is set.")
    amounts = [Amount(_("More reviews"), min(MORE_REVIEWS, status.beyond), status.beyond)]

    def start(chosen: tuple[int, ...] | None) -> None:
        if chosen is not None:
            screen.post_message(StudyWanted(Scope(status.id, reviews=status.reviews_today + chosen[0])))

    what = Content.assemble(own(_("REVIEW")), " · ", title)
    screen.app.push_screen(RoundDialog(what, how, amounts), start)
