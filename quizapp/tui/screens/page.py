"""What the screens that are read share: one page, scrolled by the keyboard."""

from __future__ import annotations

from textual.binding import Binding

from quizapp.messages import N_
from quizapp.tui.screens.base import QuizScreen


class PageScreen(QuizScreen):
    """A screen that is one page to read, scrolled by the keyboard. Its content stands in `#page`."""

    BINDINGS = [
        Binding("up,k", "scroll(-1)", N_("Up"), show=False, id="page.up"),
        Binding("down,j", "scroll(1)", N_("Down"), show=False, id="page.down"),
        Binding("pageup", "scroll(-10)", N_("Page up"), show=False, id="page.page-up"),
        Binding("pagedown,space", "scroll(10)", N_("Page down"), id="page.page-down"),
    ]

    def action_scroll(self, lines: int) -> None:
        self.query_one("#page").scroll_relative(y=lines, animate=False)
