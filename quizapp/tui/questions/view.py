"""What every view of a question kind has in common."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from quizapp.questions.model import Response
from quizapp.tui.text import own
from quizapp.workspace.model import Answered, Asking


class QuestionView(Vertical):
    """Takes a response by keyboard and mouse, then shows how it was marked. It decides nothing."""

    DEFAULT_CSS = "QuestionView .prompt { color: $faint; }"
    TALL: ClassVar[bool] = False
    """Whether it shows so many lines in place after the answer that the verdict gives it room."""

    class Submitted(Message):
        """The learner gave a response to the question of a view."""

        def __init__(self, asking: Asking, response: Response) -> None:
            super().__init__()
            self.asking = asking
            self.response = response

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self.asking = asking
        self.answered = False

    def belongs_to(self, asking: Asking) -> bool:
        """Whether this view shows that very showing of a question, still open where it is asked."""
        same = self.asking.key == asking.key and self.asking.order == asking.order
        return same and self.asking.retype == asking.retype and not self.answered

    def taker(self) -> Widget:
        """What takes the keys of the response."""
        return self

    def prompts(self) -> tuple[str, ...]:
        """What is said below it of how to answer, a line each."""
        return ()

    async def show_prompts(self) -> None:
        """Mounts the prompts, which the frame of a first question does without."""
        if self.is_attached:
            await self.mount(*(Static(own(text), classes="prompt", markup=False) for text in self.prompts()))

    def draft(self) -> Response:
        """What stands in the view now, to be found again there as the question's `first` response; None
        where nothing does."""
        return None

    def standing(self) -> Response:
        """The draft, or what it will begin as where the view is not filled yet."""
        return self.draft() if self.is_mounted else self.asking.first

    def show_verdict(self, answered: Answered) -> None:
        """Closes the view to input and shows the marking in place."""
        self.answered = True
        self.query(".prompt").set(display=False)

    def submit(self, response: Response) -> None:
        if not self.answered:
            self.post_message(self.Submitted(self.asking, response))
