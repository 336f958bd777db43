"""Undo and redo of what was done to cards, on screens that ask none."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from quizapp.errors import QuizError
from quizapp.messages import _
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.screens.work_dialog import at_work
from quizapp.workspace import bulk
from quizapp.workspace.bulk import TakenBack
from quizapp.workspace.bulk_wording import redone_text, undone_text
from quizapp.workspace.workspace import Workspace


def undo(screen: QuizScreen, workspace: Workspace, then: Callable[[], object]) -> None:
    """Takes back the latest action of study, says what that was, and goes on with `then`."""
    _turn(screen, lambda: bulk.undo(workspace), undone_text, _("Nothing to undo."), then)


def redo(screen: QuizScreen, workspace: Workspace, then: Callable[[], object]) -> None:
    """Restores what the latest undo took back, likewise."""
    _turn(screen, lambda: bulk.redo(workspace), redone_text, _("Nothing to redo."), then)


def _turn(
    screen: QuizScreen,
    turn: Callable[[], TakenBack | None],
    text: Callable[[TakenBack], str],
    nothing: str,
    then: Callable[[], object],
) -> None:
    def turned(done: Future[TakenBack | None]) -> None:
        try:
            result = done.result()
            then()
        except QuizError as error:
            screen.refuse(error)
            return
        screen.notify(nothing if result is None else text(result), timeout=4, markup=False)

    at_work(screen, turn, turned)
