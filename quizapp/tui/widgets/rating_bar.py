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


class RatingButton(Static):
    """One rating: its number and name over its next interval."""

    def __init__(self, rating: Rating) -> None:
        super().__init__(id=f"rating-{rating.name.lower()}", markup=False)
        self.rating = rating

    def show(self, future: Future, *, chosen: bool) -> None:
        self.set_class(chosen, "-chosen")
        sign = "▸" if chosen else " "
        name = own(f"{sign}{int(self.rating)} {_(RATINGS[self.rating])}")
        self.update(Content.assemble(name, "\n", own(f"   {wait_text(future.wait_s)}").stylize("dim")))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(RatingBar.Chosen(self.rating))


class RatingBar(Horizontal):
    """Shows the futures of an answer; arrows move the choice, which `choice` gives."""

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
