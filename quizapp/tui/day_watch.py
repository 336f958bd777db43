"""Notices that a study day has begun while a screen stands open, as over night."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen

from quizapp.workspace.workspace import Workspace

LOOK_S = 20
"""How often it is looked at the day."""


class DayWatch:
    """Tells a screen of each study day that begins, once it is in front. To be made as it is mounted."""

    def __init__(self, screen: Screen[None], workspace: Workspace, began: Callable[[], None]) -> None:
        self._screen = screen
        self._workspace = workspace
        self._began = began
        self._day = workspace.today()
        screen.set_interval(LOOK_S, self.look)

    def look(self) -> None:
        """Looks now."""
        day = self._workspace.today()
        if self._screen.is_current and day != self._day:
            self._day = day
            self._began()
