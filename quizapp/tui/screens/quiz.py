"""The screens of quiz and cram: a round, and the learner's own verdict on self-marked cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from quizapp.messages import N_, _, ngettext
from quizapp.questions.model import Outcome
from quizapp.tui.keys import DIGITS, keyed
from quizapp.tui.leaving import RoundWanted, StudyEnded
from quizapp.tui.screens.asking import AskingScreen
from quizapp.tui.text import own, said
from quizapp.tui.widgets.choice_bar import ChoiceBar
from quizapp.workspace.model import Answered, Asking
from quizapp.workspace.wording import intro_text, percent_text

if TYPE_CHECKING:
    from quizapp.workspace.quiz import Quiz


class QuizRoundScreen(AskingScreen):
    """Runs one quiz from its first question to its summary."""

    CSS_PATH = "study.tcss"
    WAY = N_("QUIZ")
    SHAPE = "angles"
    BINDINGS = [
        Binding(DIGITS[0], "judge(0)", N_("I did not know it"), show=False, id="quiz.unknown"),
        Binding(DIGITS[1], "judge(1)", N_("I knew it"), show=False, id="quiz.known"),
        Binding("left", "choose(0)", N_("I did not know it"), show=False, id="quiz.left"),
        Binding("right", "choose(1)", N_("I knew it"), show=False, id="quiz.right"),
    ]

    def __init__(self, quiz: Quiz) -> None:
        super().__init__(quiz)
        self._quiz = quiz

    def opening(self) -> list[Content]:
        """What the round is, until its first answer."""
        if self._quiz.summary().attempts:
            return []
        return [own(intro_text(self._quiz.intro)).stylize("$faint")]

    def bars(self) -> list[Widget]:
        return [ChoiceBar()]

    def headline(self, asking: Asking) -> tuple[Content, str]:
        """The deck's title, the place in the round, and the score so far."""
        summary = self._quiz.summary()
        place = _("{n} of {total}").format(n=self._quiz.place, total=self._quiz.total)
        status = f"{place} · {percent_text(summary.score)}" if summary.attempts else place
        return said(asking.deck_title, asking.card.lang), status

    def show_ratings(self, answered: Answered) -> None:
        if self._judging():
            labels = [keyed(_("{quiz.unknown} I did not know it")), keyed(_("{quiz.known} I knew it"))]
            self.query_one(ChoiceBar).show(labels, 0)
        else:
            self.query_one(ChoiceBar).show([keyed(_("{study.accept}: go on"))], 0)

    def _judging(self) -> bool:
        moment = self._quiz.moment
        return isinstance(moment, Answered) and moment.verdict.outcome is Outcome.REVEALED

    # -- what the learner does -----------------------------------------------------------------

    async def on_choice_bar_chosen(self, event: ChoiceBar.Chosen) -> None:
        event.stop()
        await self._go_on(event.place)

    async def action_accept(self) -> None:
        await self._go_on(self.query_one(ChoiceBar).choice)

    async def action_judge(self, place: int) -> None:
        await self._go_on(place)

    def action_choose(self, place: int) -> None:
        self.query_one(ChoiceBar).choose(place)

    async def _go_on(self, place: int) -> None:
        if not self._may_go_on():
            return
        with self._told():
            if self._judging():
                self._quiz.judge(known=place == 1)
            self._quiz.go_on()
        await self._show()

    def lost(self) -> str | None:
        """The rest of a round that has begun: its answers are kept, but it cannot be gone on with."""
        left = self._quiz.to_come
        if not left or not self._quiz.summary().attempts:
            return None
        return ngettext(
            "{n} question is left, and this round cannot be taken up again. Escape once more ends it.",
            "{n} questions are left, and this round cannot be taken up again. Escape once more ends it.",
            left,
        ).format(n=left)

    async def undone(self) -> bool:
        return self._quiz.undo()

    def action_leave(self) -> None:
        """To the summary if anything was answered, else home."""
        from quizapp.tui.screens.summary import SummaryScreen

        summary, missed = self._quiz.summary(), self._quiz.missed()
        self._quiz.close()
        if summary.attempts:
            repeat = RoundWanted(self._quiz.scope._replace(keys=missed, seed=None)) if missed else None
            self.app.switch_screen(SummaryScreen(summary, repeat, way=self.WAY, shape=self.SHAPE))
        else:
            self.post_message(StudyEnded())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in {"judge", "choose"}:
            return self._judging()
        return super().check_action(action, parameters)


class CramScreen(QuizRoundScreen):
    """Runs one cram, which tells what is left instead of a score: it ends when everything is known."""

    WAY = N_("CRAM")

    def headline(self, asking: Asking) -> tuple[Content, str]:
        """The deck's title, and how many cards are left."""
        left = ngettext("{n} left", "{n} left", self._quiz.left).format(n=self._quiz.left)
        return said(asking.deck_title, asking.card.lang), left
