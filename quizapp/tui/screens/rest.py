"""What a search finds after its first page, looked for beside the screen, which is used meanwhile."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from quizapp.errors import QuizError

if TYPE_CHECKING:
    from quizapp.library.index import Index
    from quizapp.library.model import CardKey
    from quizapp.workspace.browsing import Order
    from quizapp.workspace.workspace import Workspace


class Rest:
    """Tells of one search at a time, the latest. `told` is given its text and all that it finds; `failed` is
    called where the thread cannot tell."""

    def __init__(
        self,
        screen: Screen[None],
        workspace: Workspace,
        told: Callable[[str, list[CardKey]], None],
        failed: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._workspace = workspace
        self._told = told
        self._failed = failed
        self._asked = 0

    def drop(self) -> None:
        """Nobody waits for what is being looked for."""
        self._asked += 1

    def look(self, text: str, order: Order) -> None:
        """Begins to look for all that a search finds."""
        self.drop()
        index = self._workspace.index.beside()
        if index is None:
            self._failed()
        else:
            self._screen.run_worker(self._look(index, text, order, self._asked), group="search")

    async def _look(self, index: Index, text: str, order: Order, asked: int) -> None:
        def find() -> list[CardKey] | None:
            from quizapp.workspace.background import found_in_background

            return found_in_background(self._workspace, index, text, order, lambda: self._asked == asked)

        try:
            found = await asyncio.to_thread(find)
        except (QuizError, sqlite3.Error, OSError):
            # The file went from under the thread; the workspace knows how to go on without it.
            if self._asked == asked:
                self._failed()
            return
        if found is not None and self._asked == asked:
            self._told(text, found)
