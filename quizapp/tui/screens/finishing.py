"""How a sitting is ended early: at once where that loses nothing, else by a second Escape."""

from __future__ import annotations

from quizapp.messages import _
from quizapp.questions.model import Response
from quizapp.tui.screens.reading import ReadingScreen


class FinishingScreen(ReadingScreen):
    """A screen that can be left for good."""

    def __init__(self) -> None:
        super().__init__()
        self._warned_of: tuple[str, Response] | None = None

    def begun(self) -> Response:
        """The answer that was begun on the screen and not given; None where there is none."""
        raise NotImplementedError

    def lost(self) -> str | None:
        """What is said of what else would be lost if the sitting ended now; None where nothing would."""
        return None

    def action_leave(self) -> None:
        """Ends the sitting, whatever stands on the screen."""
        raise NotImplementedError

    def action_finish(self) -> None:
        """Ends the sitting; what that would lose is left only by a second Escape."""
        draft, told = self.begun(), self.lost()
        if draft is not None:
            told = _("Your answer is not given yet. Escape once more leaves without it.")
        if told is None or self._warned_of == (told, draft):
            self.action_leave()
        else:
            self._warned_of = (told, draft)
            self.notify(told, severity="warning", markup=False)
