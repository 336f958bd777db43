"""What every way of sitting shows: a question, its verdict with the proof, and the learner's say in it."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quizapp.messages import N_, _
from quizapp.questions.model import Response
from quizapp.text import visible
from quizapp.tui.questions import STATED, VIEWS
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.screens.finishing import FinishingScreen
from quizapp.tui.text import stem_lines
from quizapp.tui.widgets.fitted_scroll import FittedScroll
from quizapp.tui.widgets.title_bar import Shape, TitleBar
from quizapp.workspace.model import Answered, Asking, Done

if TYPE_CHECKING:
    from quizapp.workspace.asking import Asker

GUARD_S = 0.25
"""Keys that leave a verdict are ignored for this long after it appears: a second Enter was meant for the
answer."""


class AskingScreen(FinishingScreen):
    """Shows what a sitting is at. It decides nothing; each way of sitting says how it goes on."""

    AUTO_FOCUS = ""
    WAY: ClassVar[str]
    """What this way of sitting is called in the header."""
    SHAPE: ClassVar[Shape] = "box"
    """What stands around that word."""
    BINDINGS = [
        Binding("enter,space", "accept", N_("Accept"), id="study.accept"),
        Binding("h,f2", "hint", N_("Hint"), id="study.hint"),
        Binding("g,f3", "guess", N_("I am guessing"), show=False, id="study.guess"),
        Binding("o", "override", N_("I was right"), show=False, id="study.override"),
        Binding(
            "O", "accept_answer", N_("Accept my answer from now on"), show=False, id="study.accept-answer"
        ),
        Binding("v", "original", N_("Original"), id="study.original"),
        Binding("i,f5", "open_image", N_("Image"), id="study.image"),
        Binding("u,ctrl+z", "undo", N_("Undo"), id="study.undo"),
        Binding("escape", "finish", N_("Finish"), id="study.leave"),
    ]

    def __init__(self, asker: Asker) -> None:
        super().__init__()
        self._asker = asker
        self._hinted = False
        self._guessed = False
        self._verdict_at = 0.0
        self._shown = False
        self._mounting = asyncio.Lock()

    # -- what each way of sitting says for itself ---------------------------------------------

    def way(self) -> str:
        """What the header calls this sitting."""
        return self.WAY

    def headline(self, asking: Asking) -> tuple[Content, str]:
        """The subject of a question and the state of the sitting, for the header."""
        raise NotImplementedError

    def opening(self) -> list[Content]:
        """What is said below a question before the sitting has begun in earnest."""
        return []

    def bars(self) -> list[Widget]:
        """What is mounted below the answer."""
        raise NotImplementedError

    def show_ratings(self, answered: Answered) -> None:
        """Shows what an answer can be followed by."""

    async def show_else(self) -> None:
        """Shows a moment that is neither a question nor its answer."""

    async def undone(self) -> bool:
        """Takes the last answer back; gives whether there was one."""
        raise NotImplementedError

    async def action_accept(self) -> None:
        """Goes on from an answer as its Enter says."""
        raise NotImplementedError

    def _view_class(self, asking: Asking) -> type[QuestionView]:
        return VIEWS[asking.card.question.kind]

    def _may_go_on(self) -> bool:
        """Whether there is an answer to leave, seen for long enough."""
        seen = time.monotonic() - self._verdict_at >= GUARD_S
        return isinstance(self._asker.moment, Answered) and seen

    # -- what stands on the screen ------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """What the first question needs; the rest is mounted once it stands on the screen."""
        moment = self._asker.moment
        asking = moment if isinstance(moment, Asking) else None
        way = self.way()
        yield TitleBar(_(way), *(self.headline(asking) if asking else ()), shape=self.SHAPE)
        with Container(id="desk"), Vertical(id="left"), FittedScroll(id="card", can_focus=False):
            yield Static(stem_lines(asking) if asking else "", id="stem", markup=False)
            if asking and not isinstance(asking.form, STATED):
                yield self._view_class(asking)(asking)

    async def on_mount(self) -> None:
        if isinstance(self._asker.moment, Asking) and not self._asker.moment.retype:
            for view in self.query(QuestionView):
                view.taker().focus(scroll_visible=False)
        else:
            await self._show()
        self.call_after_refresh(self._mount_rest)
        self.call_after_refresh(self._asker.prepare)

    async def complete(self) -> None:
        """Mounts what takes the answer to the first question, once that was seen."""
        if self.stack_updates and not self._shown:
            async with self._mounting:
                await self._mount_taker()

    async def _mount_taker(self) -> None:
        """Mounts what takes the answer to the first question, or what is said of how to answer."""
        moment = self._asker.moment
        if self._shown or not self.is_attached or not isinstance(moment, Asking):
            return
        if self.query(QuestionView):
            await self.query_one(QuestionView).show_prompts()
        else:
            view = await self._view_of(moment)
            # At once: a key may be waiting.
            self.set_focus(view.taker(), scroll_visible=False)
        self._shown = True

    async def _mount_rest(self) -> None:
        # Keys, which the app handles, may want the same, or show an answer, while this goes on.
        async with self._mounting:
            await self._mount_taker()
            if self.is_attached and not self.query("#proof"):
                await self._mount_what_follows()

    async def _mount_what_follows(self) -> None:
        from quizapp.tui.screens.beside import mount_beside

        await mount_beside(self, self.bars())
        if isinstance(self._asker.moment, Asking):
            self._paint_aids(self._asker.moment)
        # A footer that is mounted late stays empty until it is told of the keys.
        self.refresh_bindings()

    # -- what is on screen ------------------------------------------------------------------

    async def _show(self) -> None:
        self._shown = True
        self._warned_of = None
        moment = self._asker.moment
        if isinstance(moment, Answered):
            await self._mount_rest()
        elif self.query("#lesson"):  # Its parts are mounted a moment after the proof itself.
            self._proof.clear()
        self.set_class(isinstance(moment, Answered), "-answered")
        if isinstance(moment, Asking):
            await self._show_asking(moment)
        elif isinstance(moment, Answered):
            await self._show_answered(moment)
        elif isinstance(moment, Done):
            self.action_leave()
        else:
            await self.show_else()
        self.refresh_bindings()
        self.call_after_refresh(self._asker.prepare)

    async def _show_asking(self, asking: Asking) -> None:
        # The same showing has its hint and its guess still, whatever was said or done meanwhile.
        here = asking.retype or any(view.belongs_to(asking) for view in self.query(QuestionView))
        self._hinted = self._hinted and here
        self._guessed = self._guessed and here
        self.query_one(TitleBar).show(*self.headline(asking))
        self.query_one("#stem", Static).update(stem_lines(asking))
        self._paint_aids(asking)
        view = await self._view_of(asking)
        if not view.is_attached:
            return
        view.taker().focus(scroll_visible=False)
        self._card.scroll_home(animate=False)

    async def _show_answered(self, answered: Answered) -> None:
        asking = answered.asking
        # At once: a view may bring something into sight after it.
        self._card.scroll_home(animate=False, immediate=True)
        self.query_one(TitleBar).show(*self.headline(asking))
        self.query_one("#stem", Static).update(stem_lines(asking))
        view = await self._view_of(asking)
        if not view.is_attached:
            return
        self.set_focus(None)
        view.show_verdict(answered)
        self.set_class(view.TALL, "-tall")
        from quizapp.tui.verdicts import lesson

        self._paint_margin(self._margin(answered))
        self.show_ratings(answered)
        self.set_class(answered.change is not None, "-comparing")
        self._proof.show(answered.passages, lesson(answered), compare=answered.change is not None)
        self._verdict_at = time.monotonic()

    def _margin(self, answered: Answered) -> list[Content]:
        """What is said of an answer between it and its proof."""
        from quizapp.tui.verdicts import verdict_lines

        return [verdict_lines(answered)]

    async def _view_of(self, asking: Asking) -> QuestionView:
        """The view of a question: the one on screen, or a new one in its place; not attached where the app
        has ended meanwhile."""
        views = self.query(QuestionView)
        if len(views) == 1 and views.first().belongs_to(asking):
            return views.first()
        await views.remove()
        view = self._view_class(asking)(asking)
        if self.is_attached:
            await self._card.mount(view)
            await view.show_prompts()
        return view

    def _paint_aids(self, asking: Asking) -> None:
        """What helps before the answer."""
        from quizapp.tui.verdicts import aid_lines

        # In a low window its lines are those of the question.
        opening = [] if self.has_class("-short") else self.opening()
        self._paint_margin([*opening, *aid_lines(asking, hinted=self._hinted, guessed=self._guessed)])

    # -- what the learner does -----------------------------------------------------------------

    def begun(self) -> Response:
        views = self.query(QuestionView) if isinstance(self._asker.moment, Asking) else ()
        return next((view.standing() for view in views), None)

    async def on_question_view_submitted(self, event: QuestionView.Submitted) -> None:
        event.stop()
        moment = self._asker.moment
        # A key may reach a view that is just about to be taken away.
        if isinstance(moment, Asking) and moment.key == event.asking.key:
            await self.submitted(event.response)

    async def submitted(self, response: Response) -> None:
        """Takes the response to the question on screen."""
        if self._asker.asks_confidence and response is not None:
            from quizapp.tui.screens.sure_dialog import SureDialog

            self.app.push_screen(SureDialog(), lambda sure: self._submit(response, sure))
        else:
            await self._submit(response)

    async def _submit(self, response: Response, sure: bool | None = None) -> None:
        with self._told():
            self._asker.submit(response, hinted=self._hinted, guessed=self._guessed, sure=sure)
        await self._show()

    def action_hint(self) -> None:
        moment = self._asker.moment
        if isinstance(moment, Asking) and moment.card.hint:
            self._hinted = True
            self._paint_aids(moment)
            self.refresh_bindings()

    def action_open_image(self) -> None:
        with self._told():
            path = self._asker.open_image()
            self.notify(_("Handed to the viewer: {path}").format(path=visible(path)), markup=False)

    def action_original(self) -> None:
        """Shows the original of the passage in its place, and again the passage."""
        proof = self._proof
        passage = proof.passage
        if passage is not None:
            with self._told():
                proof.show_original(None if proof.shows_original else self._asker.original(passage))

    def action_guess(self) -> None:
        """Says before the answer that it is a guess, and again that it is not."""
        moment = self._asker.moment
        if isinstance(moment, Asking):
            self._guessed = not self._guessed
            self._paint_aids(moment)

    async def action_override(self) -> None:
        with self._told():
            if self._asker.override():
                await self._show()
            else:
                self.notify(_("There is no verdict to overrule."), markup=False)

    def action_accept_answer(self) -> None:
        """Shows the edit by which the deck would accept the answer, then writes it if it is wanted."""
        from quizapp.tui.screens.accept_dialog import AcceptDialog

        with self._told():
            proposal = self._asker.propose()

            async def write(wanted: bool | None) -> None:
                if wanted:
                    with self._told():
                        self._asker.accept(proposal)
                        self.notify(_("Written: {path}").format(path=proposal.shown_path()), markup=False)
                    await self._show()

            self.app.push_screen(AcceptDialog(proposal), write)

    async def action_undo(self) -> None:
        with self._told():
            done = _("Undone.") if await self.undone() else _("Nothing to undo.")
            self.notify(done, timeout=2, markup=False)
        await self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers a key only when it does something, so that the footer tells the truth."""
        del parameters
        moment = self._asker.moment
        if action in {"accept", "scroll_proof", "next_passage", "context", "override", "accept_answer"}:
            return isinstance(moment, Answered)
        if action == "original":
            shown = self._proof.passage if isinstance(moment, Answered) and self.query("#proof") else None
            return shown is not None and shown.original is not None
        if action == "open_image":
            asking = moment.asking if isinstance(moment, Answered) else moment
            return isinstance(asking, Asking) and asking.card.image is not None
        if action == "hint":
            return isinstance(moment, Asking) and moment.card.hint is not None and not self._hinted
        return action != "guess" or isinstance(moment, Asking)
