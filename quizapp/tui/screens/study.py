"""The study screen: a question, its verdict with the proof, the ratings. It shows what the sitting says."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from quizapp.messages import N_, _, ngettext
from quizapp.study.model import Rating
from quizapp.tui.keys import DIGITS
from quizapp.tui.leaving import StudyEnded
from quizapp.tui.questions import VIEWS
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.text import own, said
from quizapp.tui.verdicts import lesson, verdict_lines
from quizapp.tui.widgets.proof import Proof
from quizapp.tui.widgets.rating_bar import RatingBar
from quizapp.tui.widgets.title_bar import TitleBar
from quizapp.workspace.model import Answered, Asking, Done, Waiting
from quizapp.workspace.wording import wait_text

if TYPE_CHECKING:
    from quizapp.workspace.sitting import Sitting

GUARD_S = 0.25
"""Rating keys are ignored for this long after a verdict: a second Enter was meant for the answer."""


class StudyScreen(QuizScreen):
    """Runs one sitting from its first question to its summary."""

    CSS_PATH = "study.tcss"
    AUTO_FOCUS = None
    BINDINGS = [
        Binding("enter,space", "accept", N_("Accept"), id="study.accept"),
        *(
            Binding(keys, f"rate({number})", N_("Rate {n}"), show=False, id=f"study.rate-{number}")
            for number, keys in enumerate(DIGITS[:4], 1)
        ),
        Binding("left", "choose(-1)", N_("Lower rating"), show=False, id="study.lower"),
        Binding("right", "choose(1)", N_("Higher rating"), show=False, id="study.higher"),
        Binding("pageup", "scroll_proof(-1)", N_("Passage up"), show=False, id="study.proof-up"),
        Binding("pagedown", "scroll_proof(1)", N_("Passage down"), show=False, id="study.proof-down"),
        Binding("tab", "next_passage", N_("Next passage"), show=False, id="study.next-passage"),
        Binding("c", "context", N_("Neighbouring paragraphs"), show=False, id="study.context"),
        Binding("h,f2", "hint", N_("Hint"), id="study.hint"),
        Binding("u,ctrl+z", "undo", N_("Undo"), id="study.undo"),
        Binding("ctrl+y", "redo", N_("Redo"), show=False, id="study.redo"),
        Binding("b,f7", "bury", N_("Bury until tomorrow"), show=False, id="study.bury"),
        Binding("s,f8", "suspend", N_("Suspend"), show=False, id="study.suspend"),
        Binding("escape", "leave", N_("Finish"), id="study.leave"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._hinted = False
        self._verdict_at = 0.0

    def compose(self) -> ComposeResult:
        yield TitleBar(_("REVIEW"))
        with Container(id="desk"):
            with Vertical(id="left"):
                with VerticalScroll(id="card", can_focus=False):
                    yield Static(id="stem", markup=False)
                    yield Container(id="answer")
                    yield Static(id="hint", markup=False)
                yield Static(id="verdict", markup=False)
            yield Proof()
        yield RatingBar()
        yield Footer(show_command_palette=False, compact=True)

    async def on_mount(self) -> None:
        self.set_interval(1, self._tick)
        await self._show()

    # -- what is on screen ------------------------------------------------------------------

    async def _show(self) -> None:
        moment = self._sitting.moment
        self.set_class(isinstance(moment, Answered), "-answered")
        self.set_class(isinstance(moment, Waiting), "-waiting")
        if isinstance(moment, Asking):
            await self._show_asking(moment)
        elif isinstance(moment, Answered):
            await self._show_answered(moment)
        elif isinstance(moment, Waiting):
            await self._show_waiting(moment)
        elif isinstance(moment, Done):
            self.action_leave()
        self.refresh_bindings()

    async def _show_asking(self, asking: Asking) -> None:
        self._hinted = self._hinted and asking.retype
        self.query_one(Proof).clear()
        self._title(asking)
        almost = verdict_lines(asking) if asking.retype else Content("")
        self.query_one("#verdict", Static).update(almost)
        self.query_one("#verdict").display = asking.retype
        self.query_one("#stem", Static).update(said(asking.stem, asking.card.lang))
        self._paint_hint(asking)
        view = await self._mount_view(asking)
        view.take_focus()
        self.query_one("#card", VerticalScroll).scroll_home(animate=False)

    async def _show_answered(self, answered: Answered) -> None:
        asking = answered.asking
        self._title(asking)
        self.query_one("#stem", Static).update(said(asking.stem, asking.card.lang))
        view = self._view()
        if view is None or view.asking.key != asking.key:
            view = await self._mount_view(asking)
        self.set_focus(None)
        view.show_verdict(answered)
        self.query_one("#answer").display = bool(view.display)
        self.query_one("#hint").display = False
        self.query_one("#verdict").display = True
        self.query_one("#verdict", Static).update(verdict_lines(answered))
        self.query_one(RatingBar).show(answered.futures, answered.suggested)
        self.query_one(Proof).show(answered.passages, lesson(answered))
        self._verdict_at = time.monotonic()

    async def _show_waiting(self, waiting: Waiting) -> None:
        await self.query_one("#answer").remove_children()
        self.query_one(Proof).clear()
        self.query_one("#hint").display = False
        self.query_one("#verdict").display = False
        self._paint_wait(waiting)

    def _title(self, asking: Asking) -> None:
        counts = asking.counts
        left = [
            text.format(n=n)
            for text, n in (
                (ngettext("{n} new", "{n} new", counts.new), counts.new),
                (ngettext("{n} learning", "{n} learning", counts.learning), counts.learning),
                (ngettext("{n} to review", "{n} to review", counts.review), counts.review),
            )
            if n
        ]
        self.query_one(TitleBar).show(said(asking.deck_title, asking.card.lang), " · ".join(left))

    async def _mount_view(self, asking: Asking) -> QuestionView:
        place = self.query_one("#answer")
        await place.remove_children()
        place.display = True
        view = VIEWS[asking.card.question.kind](asking)
        await place.mount(view)
        return view

    def _view(self) -> QuestionView | None:
        views = self.query(QuestionView)
        return views.first() if views else None

    def _paint_hint(self, asking: Asking) -> None:
        hint = self.query_one("#hint", Static)
        shown = self._hinted and asking.card.hint is not None
        hint.display = shown
        if shown and asking.card.hint:
            hint.update(Content.assemble(own(_("Hint: ")), said(asking.card.hint, asking.card.lang)))

    def _paint_wait(self, waiting: Waiting) -> None:
        seconds = max(0, round((waiting.until_ms - self._sitting.now_ms()) / 1000))
        clock = _("{m} min {s:02d} s").format(m=seconds // 60, s=seconds % 60) if seconds >= 60 else wait_text(0)
        text = own(_("Nothing else for now. The next card comes back in {wait}.").format(wait=clock))
        self.query_one("#stem", Static).update(text)

    # -- what the learner does -----------------------------------------------------------------

    async def on_question_view_submitted(self, event: QuestionView.Submitted) -> None:
        event.stop()
        if isinstance(self._sitting.moment, Asking):
            self._sitting.submit(event.response, hinted=self._hinted)
            await self._show()

    async def on_rating_bar_chosen(self, event: RatingBar.Chosen) -> None:
        event.stop()
        await self._rate(event.rating)

    async def action_rate(self, number: int) -> None:
        await self._rate(Rating(number))

    async def action_accept(self) -> None:
        await self._rate(self.query_one(RatingBar).choice)

    async def _rate(self, rating: Rating) -> None:
        if isinstance(self._sitting.moment, Answered) and time.monotonic() - self._verdict_at >= GUARD_S:
            self._sitting.rate(rating)
            await self._show()

    def action_choose(self, step: int) -> None:
        self.query_one(RatingBar).move(step)

    def action_scroll_proof(self, pages: int) -> None:
        proof = self.query_one(Proof)
        proof.scroll_relative(y=pages * max(1, proof.size.height - 1), animate=False)

    def action_next_passage(self) -> None:
        self.query_one(Proof).next_passage()

    def action_context(self) -> None:
        self.query_one(Proof).toggle_context()

    def action_hint(self) -> None:
        moment = self._sitting.moment
        if isinstance(moment, Asking) and moment.card.hint:
            self._hinted = True
            self._paint_hint(moment)

    async def action_undo(self) -> None:
        if self._sitting.undo():
            await self._show()
        else:
            self.notify(_("Nothing to undo."), markup=False)

    async def action_redo(self) -> None:
        if self._sitting.redo():
            await self._show()
        else:
            self.notify(_("Nothing to redo."), markup=False)

    async def action_bury(self) -> None:
        self._sitting.set_aside(suspend=False)
        self.notify(_("Buried until the next study day. u takes it back."), markup=False)
        await self._show()

    async def action_suspend(self) -> None:
        self._sitting.set_aside(suspend=True)
        self.notify(_("Suspended. u takes it back."), markup=False)
        await self._show()

    def action_leave(self) -> None:
        """To the summary if anything was answered, else home."""
        from quizapp.tui.screens.summary import SummaryScreen

        summary = self._sitting.summary()
        self._sitting.close()
        if summary.attempts:
            self.app.switch_screen(SummaryScreen(summary))
        else:
            self.post_message(StudyEnded())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers a key only when it does something, so that the footer tells the truth."""
        del parameters
        moment = self._sitting.moment
        if action in {"accept", "rate", "choose", "scroll_proof", "next_passage", "context"}:
            return isinstance(moment, Answered)
        if action == "hint":
            return isinstance(moment, Asking) and moment.card.hint is not None and not self._hinted
        if action in {"bury", "suspend"}:
            return isinstance(moment, Asking | Answered)
        return True

    async def _tick(self) -> None:
        if isinstance(self._sitting.moment, Waiting):
            moment = self._sitting.tick()
            if isinstance(moment, Waiting):
                self._paint_wait(moment)
            else:
                await self._show()
