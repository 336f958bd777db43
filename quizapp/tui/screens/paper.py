"""The paper of an exam: each question with its answer, verdict and passage, judged where that is left."""

from __future__ import annotations

import time

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from quizapp.messages import N_, _
from quizapp.questions.model import Outcome, Written
from quizapp.tui.keys import DIGITS, keyed
from quizapp.tui.leaving import StudyEnded
from quizapp.tui.questions import VIEWS
from quizapp.tui.questions.essay import PaperEssayView
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.screens.asking import AskingScreen
from quizapp.tui.text import own, said
from quizapp.tui.verdicts import STYLES
from quizapp.tui.widgets.choice_bar import ChoiceBar
from quizapp.tui.widgets.place_strip import PlaceStrip
from quizapp.tui.widgets.title_bar import ROOM_FOR_STATUS
from quizapp.workspace.exam_wording import paper_text
from quizapp.workspace.model import Answered, Asking
from quizapp.workspace.papers import PaperReview
from quizapp.workspace.wording import OUTCOMES, duration_text, percent_text


class PaperScreen(AskingScreen):
    """Shows one question of a paper at a time."""

    CSS_PATH = "study.tcss"
    WAY = N_("EXAM")
    SHAPE = "brackets"
    BINDINGS = [
        Binding("right,n,f7", "turn(1)", N_("Next"), id="paper.next"),
        Binding("left,p,f6", "turn(-1)", N_("Previous"), show=False, id="paper.previous"),
        Binding(DIGITS[0], "judge(0)", N_("I did not know it"), show=False, id="paper.unknown"),
        Binding(DIGITS[1], "judge(1)", N_("I knew it"), show=False, id="paper.known"),
        Binding("escape", "leave", N_("Close"), id="paper.leave"),
    ]

    def __init__(self, review: PaperReview, *, quiet_s: float = 0) -> None:
        """For `quiet_s` seconds keys do nothing, because they may have been meant for what stood here."""
        super().__init__(review)
        self._review = review
        self._quiet_until = time.monotonic() + quiet_s
        self._quiet_s = quiet_s

    async def _mount_rest(self) -> None:
        await super()._mount_rest()
        self._paint_strip()
        self.set_timer(self._quiet_s + 0.1, self.refresh_bindings)

    def bars(self) -> list[Widget]:
        return [ChoiceBar(), PlaceStrip()]

    def headline(self, asking: Asking) -> tuple[Content, str]:
        """The deck's title where there is room for it, the place, and the score."""
        paper = self._review.paper
        place = _("{n} of {total}").format(n=self._review.place + 1, total=len(paper.answers))
        roomy = self.app.size.width >= ROOM_FOR_STATUS
        subject = said(asking.deck_title, asking.card.lang) if roomy else Content("")
        return subject, f"{place} · {percent_text(paper.score)}"

    def _view_class(self, asking: Asking) -> type[QuestionView]:
        kind = asking.card.question.kind
        if kind == "essay":
            return PaperEssayView
        return VIEWS["short" if kind == "flashcard" else kind]

    async def _show_answered(self, answered: Answered) -> None:
        await super()._show_answered(answered)
        self._paint_strip()

    def _margin(self, answered: Answered) -> list[Content]:
        """The verdict, what the learner wrote, and the time; over the first question, the whole paper."""
        one = self._review.paper.answers[self._review.place]
        time = _("Time: {time}").format(time=duration_text(one.duration_ms))
        lines = [*super()._margin(answered), own(f"{time} ⚑" if one.flagged else time).stylize("$faint")]
        if answered.asking.card.question.kind == "flashcard" and isinstance(answered.response, str):
            wrote = Content.assemble(own(_("You: ")), said(answered.response, answered.asking.card.lang))
            lines.insert(1, wrote)
        if self._review.place == 0:
            lines.insert(0, own(paper_text(self._review.paper)).stylize("$faint"))
        return lines

    def _paint_strip(self) -> None:
        if self.query(PlaceStrip):
            answers = [one.answered for one in self._review.paper.answers]
            signs = [(OUTCOMES[one.verdict.outcome][0], STYLES[one.verdict.outcome]) for one in answers]
            self.query_one(PlaceStrip).show(signs, self._review.place)

    def show_ratings(self, answered: Answered) -> None:
        labels = [keyed(_("{study.accept}: next question"))]
        if self._judging():
            labels = [keyed(_("{paper.unknown} I did not know it")), keyed(_("{paper.known} I knew it"))]
        elif self._is_essay():
            labels = [keyed(_("{study.accept}: keep the ticks, or go on"))]
        self.query_one(ChoiceBar).show(labels, None if self._judging() else 0)

    def _judging(self) -> bool:
        """Whether the learner is still to judge the flashcard on screen."""
        moment = self._review.moment
        revealed = isinstance(moment, Answered) and moment.verdict.outcome is Outcome.REVEALED
        return revealed and not self._is_essay()

    def _is_self_marked(self) -> bool:
        """Whether the flashcard on screen is the learner's to judge, also again."""
        moment = self._review.moment
        if not isinstance(moment, Answered) or self._is_essay():
            return False
        return (moment.marked or moment.verdict).outcome is Outcome.REVEALED

    def _is_quiet(self) -> bool:
        """Whether keys do nothing yet: they were meant for the exam whose time has just run out."""
        return time.monotonic() < self._quiet_until

    def _is_essay(self) -> bool:
        moment = self._review.moment
        return isinstance(moment, Answered) and isinstance(moment.response, Written)

    # -- what the learner does ------------------------------------------------------------------------

    async def on_choice_bar_chosen(self, event: ChoiceBar.Chosen) -> None:
        event.stop()
        if self._is_essay():
            self.query_one(PaperEssayView).action_confirm()
        elif self._judging():
            await self.action_judge(event.place)
        else:
            await self.action_turn(1)

    async def on_question_view_submitted(self, event: QuestionView.Submitted) -> None:
        event.stop()
        moment = self._review.moment
        if not isinstance(moment, Answered) or event.asking.key != moment.asking.key or self._is_quiet():
            return
        said, kept = event.response, moment.response
        if not isinstance(said, Written) or not isinstance(kept, Written):
            return
        if said.ticked == (kept.ticked or ()):
            await self.action_turn(1)
            return
        with self._told():
            self._review.tick(said)
        await self._show()

    async def action_accept(self) -> None:
        if not self._judging():
            await self.action_turn(1)

    async def action_judge(self, place: int) -> None:
        with self._told():
            self._review.judge(known=place == 1)
        await self._show()

    async def action_turn(self, step: int) -> None:
        self._review.go_to((self._review.place + step) % len(self._review.paper.answers))
        await self._show()

    async def on_place_strip_chosen(self, event: PlaceStrip.Chosen) -> None:
        event.stop()
        self._review.go_to(event.place)
        await self._show()

    async def undone(self) -> bool:
        return False

    def action_leave(self) -> None:
        self._review.close()
        self.post_message(StudyEnded())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self._is_quiet():
            return False
        if action == "judge":
            return self._is_self_marked()
        if action == "accept":
            return not self._judging() and not self._is_essay()
        return False if action == "undo" else super().check_action(action, parameters)
