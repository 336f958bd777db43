"""The app as `quizapp author` opens it: on a deck that is being written, or on the choice of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from quizapp.tui.app import QuizApp
from quizapp.workspace.workspace import Workspace

if TYPE_CHECKING:
    from quizapp.workspace.authoring import Authoring


class AuthorApp(QuizApp):
    """Ends where its first screen is left."""

    def __init__(self, workspace: Workspace, authoring: Authoring | None) -> None:
        super().__init__(workspace)
        self._authoring = authoring

    def first_style(self) -> str:
        return "author"

    def get_default_screen(self) -> Screen[None]:
        if self._authoring is None:
            from quizapp.tui.screens.deck_files import DeckFilesScreen

            return DeckFilesScreen(self._workspace)
        from quizapp.tui.screens.author import AuthorScreen

        return AuthorScreen(self._authoring)
