"""The study screen: a question, its verdict with the proof, the ratings. It shows what the sitting says."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.errors import QuizError
from quizapp.messages import N_, _, ngettext
from quizapp.study.model import Rating
from quizapp.tui.keys import DIGITS
from quizapp.tui.leaving import StudyEnded
from quizapp.tui.questions import VIEWS
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.text import own, said
from quizapp.tui.widgets.title_bar import TitleBar
from quizapp.workspace.model import Answered, Asking, Done, Waiting
from quizapp.workspace.wording import error_text, wait_text

if TYPE_CHECKING:
    from quizapp.tui.widgets.proof import Proof
    from quizapp.tui.widgets.rating_bar import RatingBar
    from quizapp.workspace.sitting import Sitting

GUARD_S = 0.25
"""Rating keys are ignored for this long after a verdict: a second Enter was meant for the answer."""


class StudyScreen(QuizScreen):
    """Runs one sitting from its first question to its summary."""

    CSS_PATH = "study.tcss"
    AUTO_FOCUS = ""
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
        Binding(
            "up,ctrl+up",
            "scroll_question(-1)",
            N_("Question and verdict up"),
            show=False,
            id="study.question-up",
        ),
        Binding(
            "down,ctrl+down",
            "scroll_question(1)",
            N_("Question and verdict down"),
            show=False,
            id="study.question-down",
        ),
        Binding("tab", "next_passage", N_("Next passage"), show=False, id="study.next-passage"),
        Binding("c", "context", N_("Neighbouring paragraphs"), show=False, id="study.context"),
        Binding("h,f2", "hint", N_("Hint"), id="study.hint"),
        Binding("u,ctrl+z", "undo", N_("Undo"), id="study.undo"),
        Binding("ctrl+y", "redo", N_("Redo"), show=False, id="study.redo"),
        Binding("f7", "bury", N_("Bury until tomorrow"), show=False, id="study.bury"),
        Binding("f8", "suspend", N_("Suspend"), show=False, id="study.suspend"),
        Binding("escape", "leave", N_("Finish"), id="study.leave"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._hinted = False
        self._verdict_at = 0.0

    def compose(self) -> ComposeResult:
        """What the first question needs; the rest is mounted once it stands on the screen."""
        moment = self._sitting.moment
        asking = moment if isinstance(moment, Asking) else None
        yield TitleBar(_("REVIEW"), *(_headline(asking) if asking else ()))
        with Container(id="desk"), Vertical(id="left"):
            with VerticalScroll(id="card", can_focus=False):
                yield Static(said(asking.stem, asking.card.lang) if asking else "", id="stem", markup=False)
                if asking:
                    yield VIEWS[asking.card.question.kind](asking)
            with VerticalScroll(id="verdict", can_focus=False):
                yield Static(id="margin", markup=False)

    async def on_mount(self) -> None:
        self.set_interval(1, self._tick)
        if isinstance(self._sitting.moment, Asking) and not self._sitting.moment.retype:
            self.query_one(QuestionView).take_focus()
        else:
            await self._show()
        self.call_after_refresh(self._mount_rest)

    async def _mount_rest(self) -> None:
        if self.is_attached and not self.query("#proof"):
            from textual.widgets import Footer

            from quizapp.tui.widgets.proof import Proof
            from quizapp.tui.widgets.rating_bar import RatingBar

            style = str(Path(__file__).with_name("study_answered.tcss"))
            # Once an app: reading it again would leave Textual with a stale table of rules.
            if not self.app.stylesheet.has_source(style):
                self.app.stylesheet.read(style)
            await self.query_one("#desk").mount(Proof())
            await self.mount(RatingBar(), Footer(show_command_palette=False, compact=True))
            # A footer that is mounted late stays empty until it is told of the keys.
            self.refresh_bindings()

    @property
    def _proof(self) -> Proof:
        from quizapp.tui.widgets.proof import Proof

        return self.query_one(Proof)

    @property
    def _ratings(self) -> RatingBar:
        from quizapp.tui.widgets.rating_bar import RatingBar

        return self.query_one(RatingBar)

    # -- what is on screen ------------------------------------------------------------------

    async def _show(self) -> None:
        moment = self._sitting.moment
        if isinstance(moment, Answered):
            await self._mount_rest()
        elif self.query("#proof"):
            self._proof.clear()
        self.set_class(isinstance(moment, Answered), "-answered")
        self.set_class(isinstance(moment, Waiting), "-waiting")
        if isinstance(moment, Asking):
            await self._show_asking(moment)
        elif isinstance(moment, Answered):
            await self._show_answered(moment)
        elif isinstance(moment, Waiting):
            await self.query(QuestionView).remove()
            self._paint_margin([])
            self._paint_wait(moment)
        elif isinstance(moment, Done):
            self.action_leave()
        self.refresh_bindings()

    async def _show_asking(self, asking: Asking) -> None:
        self._hinted = self._hinted and asking.retype
        self.query_one(TitleBar).show(*_headline(asking))
        self.query_one("#stem", Static).update(said(asking.stem, asking.card.lang))
        self._paint_aids(asking)
        view = await self._view_of(asking)
        view.take_focus()
        self.query_one("#card", VerticalScroll).scroll_home(animate=False)

    async def _show_answered(self, answered: Answered) -> None:
        asking = answered.asking
        self.query_one(TitleBar).show(*_headline(asking))
        self.query_one("#stem", Static).update(said(asking.stem, asking.card.lang))
        view = await self._view_of(asking)
        self.set_focus(None)
        view.show_verdict(answered)
        self.set_class(view.TALL, "-tall")
        from quizapp.tui.verdicts import lesson, verdict_lines

        self._paint_margin([verdict_lines(answered)])
        self._ratings.show(answered.futures, answered.suggested)
        self._proof.show(answered.passages, lesson(answered))
        self._verdict_at = time.monotonic()

    async def _view_of(self, asking: Asking) -> QuestionView:
        """The view of a question: the one on screen, or a new one in its place."""
        views = self.query(QuestionView)
        if len(views) == 1 and views.first().belongs_to(asking):
            return views.first()
        await views.remove()
        view = VIEWS[asking.card.question.kind](asking)
        await self.query_one("#card").mount(view)
        return view

    def _paint_aids(self, asking: Asking) -> None:
        """What helps before the answer: the invitation to retype, and the hint once it was asked for."""
        from quizapp.tui.verdicts import verdict_lines

        aids = [verdict_lines(asking)] if asking.retype else []
        if self._hinted and asking.card.hint:
            hint = Content.assemble(own(_("Hint: ")), said(asking.card.hint, asking.card.lang))
            aids.append(hint.stylize("$accent"))
        self._paint_margin(aids)

    def _paint_margin(self, lines: list[Content]) -> None:
        margin = self.query_one("#verdict", VerticalScroll)
        margin.display = bool(lines)
        self.set_class(bool(lines), "-aided")
        margin.scroll_home(animate=False)
        self.query_one("#margin", Static).update(Content("\n").join(lines))

    def _paint_wait(self, waiting: Waiting) -> None:
        seconds = max(0, round((waiting.until_ms - self._sitting.now_ms()) / 1000))
        clock = (
            _("{m} min {s:02d} s").format(m=seconds // 60, s=seconds % 60) if seconds >= 60 else wait_text(0)
        )
        text = own(_("Nothing else for now. The next card comes back in {wait}.").format(wait=clock))
        self.query_one("#stem", Static).update(text)

    # -- what the learner does -----------------------------------------------------------------

    async def on_question_view_submitted(self, event: QuestionView.Submitted) -> None:
        event.stop()
        if isinstance(self._sitting.moment, Asking):
            with self._told():
                self._sitting.submit(event.response, hinted=self._hinted)
            await self._show()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What fails, such as a full disk, is said; the sitting stands as it was and may be tried again."""
        try:
            yield
        except QuizError as error:
            self.notify(error_text(error), severity="error", markup=False)

    async def on_rating_bar_chosen(self, event: RatingBar.Chosen) -> None:
        event.stop()
        await self._rate(event.rating)

    async def action_rate(self, number: int) -> None:
        await self._rate(Rating(number))

    async def action_accept(self) -> None:
        await self._rate(self._ratings.choice)

    async def _rate(self, rating: Rating) -> None:
        if isinstance(self._sitting.moment, Answered) and time.monotonic() - self._verdict_at >= GUARD_S:
            with self._told():
                self._sitting.rate(rating)
            await self._show()

    def action_choose(self, step: int) -> None:
        self._ratings.move(step)

    def action_scroll_proof(self, pages: int) -> None:
        proof = self._proof
        proof.scroll_relative(y=pages * max(1, proof.size.height - 1), animate=False)

    def action_scroll_question(self, pages: int) -> None:
        """Scrolls question and verdict as one: down the upper goes first, up the lower."""
        parts = [self.query_one("#card", VerticalScroll), self.query_one("#verdict", VerticalScroll)]
        for part in parts if pages > 0 else reversed(parts):
            left = part.max_scroll_y - part.scroll_y if pages > 0 else part.scroll_y
            if left > 0:
                part.scroll_relative(y=pages * max(1, part.size.height - 1), animate=False)
                return

    def action_next_passage(self) -> None:
        self._proof.next_passage()

    def action_context(self) -> None:
        self._proof.toggle_context()

    def action_hint(self) -> None:
        moment = self._sitting.moment
        if isinstance(moment, Asking) and moment.card.hint:
            self._hinted = True
            self._paint_aids(moment)
            self.refresh_bindings()

    async def action_undo(self) -> None:
        with self._told():
            done = _("Undone.") if self._sitting.undo() else _("Nothing to undo.")
            self.notify(done, timeout=2, markup=False)
        await self._show()

    async def action_redo(self) -> None:
        with self._told():
            done = _("Redone.") if self._sitting.redo() else _("Nothing to redo.")
            self.notify(done, timeout=2, markup=False)
        await self._show()

    async def action_bury(self) -> None:
        with self._told():
            self._sitting.set_aside(suspend=False)
            self.notify(_("Buried until the next study day; ctrl+z takes it back."), markup=False)
        await self._show()

    async def action_suspend(self) -> None:
        with self._told():
            self._sitting.set_aside(suspend=True)
            self.notify(_("Suspended; ctrl+z takes it back."), markup=False)
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


def _headline(asking: Asking) -> tuple[Content, str]:
    """The deck's title, and what is left of the sitting."""
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
    return said(asking.deck_title, asking.card.lang), " · ".join(left)
