"""The four ratings with what each would do; the suggested one is preselected."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quizapp.messages import _
from quizapp.study.model import Future, Rating
from quizapp.tui.text import own
from quizapp.workspace.wording import RATINGS, wait_text

ROOM_FOR_NUMBER = 13
"""Below this width the number stands beside the wait, so that long names such as “Difficile” fit."""


class RatingButton(Static):
    """One rating: its number and name over its next interval."""

    def __init__(self, rating: Rating) -> None:
        super().__init__(id=f"rating-{rating.name.lower()}", markup=False)
        self.rating = rating
        self._wait = ""

    def show(self, future: Future, *, chosen: bool) -> None:
        self.set_class(chosen, "-chosen")
        self._wait = wait_text(future.wait_s)
        self.refresh()

    def render(self) -> Content:
        sign = "▸" if self.has_class("-chosen") else " "
        number, name = int(self.rating), _(RATINGS[self.rating])
        if self.content_size.width < ROOM_FOR_NUMBER:
            first, second = f"{sign}{name}", f"{number} {self._wait}"
        else:
            first, second = f"{sign}{number} {name}", f"   {self._wait}"
        return Content.assemble(own(first), "\n", own(second).stylize("dim"))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(RatingBar.Chosen(self.rating))


class RatingBar(Horizontal):
    """Shows the futures of an answer; arrows move the choice, which `choice` gives."""

    DEFAULT_CSS = """
    RatingBar {
        display: none;
        height: 2;
        background: $surface;
        padding: 0 1;

        RatingButton {
            width: 1fr;
            padding: 0 1;
            &.-chosen { background: $panel; color: $accent; text-style: bold; }
            &:hover { background: $panel; }
        }
    }
    """

    @dataclass
    class Chosen(Message):
        """A rating was clicked."""

        rating: Rating

    def __init__(self) -> None:
        super().__init__()
        self._futures: tuple[Future, ...] = ()
        self.choice = Rating.GOOD

    def compose(self) -> ComposeResult:
        for rating in Rating:
            yield RatingButton(rating)

    def show(self, futures: tuple[Future, ...], suggested: Rating | None) -> None:
        self._futures = futures
        self.choose(suggested or Rating.GOOD)

    def choose(self, rating: Rating) -> None:
        self.choice = rating
        for button, future in zip(self.query(RatingButton), self._futures, strict=False):
            button.show(future, chosen=button.rating is rating)

    def move(self, step: int) -> None:
        """Moves the choice to a neighbour, stopping at the ends."""
        self.choose(Rating(min(max(self.choice + step, Rating.AGAIN), Rating.EASY)))
