"""The study screen: daily review, with its ratings, its waits, and what sets a card aside."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quizapp.messages import N_, _
from quizapp.study.model import Rating
from quizapp.tui.keys import DIGITS, keyed, named
from quizapp.tui.leaving import StudyEnded
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.screens.asking import AskingScreen
from quizapp.tui.text import flag_mark, own, said
from quizapp.tui.widgets.title_bar import TitleBar
from quizapp.workspace.left_wording import left_text
from quizapp.workspace.model import Answered, Asking, Waiting

if TYPE_CHECKING:
    from concurrent.futures import Future

    from quizapp.tui.widgets.rating_bar import RatingBar
    from quizapp.workspace.acts import Act
    from quizapp.workspace.bulk import TakenBack
    from quizapp.workspace.editing import CardPlace
    from quizapp.workspace.sitting import Sitting

T = TypeVar("T")


class StudyScreen(AskingScreen):
    """Runs one sitting from its first question to its summary."""

    CSS_PATH = "study.tcss"
    WAY = N_("REVIEW")
    BINDINGS = [
        *(
            Binding(keys, f"rate({number})", N_("Rate {n}"), show=False, id=f"study.rate-{number}")
            for number, keys in enumerate(DIGITS[:4], 1)
        ),
        Binding("left", "choose(-1)", N_("Lower rating"), show=False, id="study.lower"),
        Binding("right", "choose(1)", N_("Higher rating"), show=False, id="study.higher"),
        Binding("ctrl+y", "redo", N_("Redo"), show=False, id="study.redo"),
        Binding("e,f6", "edit", N_("Edit the card"), show=False, id="study.edit"),
        Binding("f7", "bury", N_("Bury until tomorrow"), show=False, id="study.bury"),
        Binding("f8", "suspend", N_("Suspend"), show=False, id="study.suspend"),
        Binding("f9", "act", N_("Flag, set due, make new"), show=False, id="study.act"),
        Binding("d", "card", N_("History of the card"), show=False, id="study.card"),
        Binding("k", "judge_change(True)", N_("The card still holds: keep it"), show=False, id="study.keep"),
        Binding("x", "judge_change(False)", N_("Retire the card"), show=False, id="study.retire"),
    ]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._sitting = sitting
        self._edited: CardPlace | None = None
        self._edited_look: tuple[int, int] | None = None

    async def on_mount(self) -> None:
        self.set_interval(1, self._tick)

    # -- what is on screen ------------------------------------------------------------------

    def headline(self, asking: Asking) -> tuple[Content, str]:
        """The card's flag, the deck's title, and what is left of the sitting."""
        title = said(asking.deck_title, asking.card.lang)
        if asking.flag:
            title = Content.assemble(flag_mark(asking.flag), " ", title)
        return title, left_text(asking.counts)

    def way(self) -> str:
        return self.WAY if self._sitting.scope.ahead is None else N_("AHEAD")

    def opening(self) -> list[Content]:
        """What reviewing ahead of time is, until its first answer."""
        if self._sitting.scope.ahead is None or self._sitting.summary().attempts:
            return []
        from quizapp.workspace.wording import ahead_text

        return [own(ahead_text(self._sitting.scope.ahead)).stylize("$faint")]

    def bars(self) -> list[Widget]:
        from quizapp.tui.widgets.rating_bar import RatingBar

        return [RatingBar()]

    @property
    def _ratings(self) -> RatingBar:
        from quizapp.tui.widgets.rating_bar import RatingBar

        return self.query_one(RatingBar)

    def show_ratings(self, answered: Answered) -> None:
        self._ratings.show(answered.futures, answered.suggested)

    def _margin(self, answered: Answered) -> list[Content]:
        """The verdict, and what is to be judged where the passage has changed."""
        if answered.change is None:
            return super()._margin(answered)
        from quizapp.workspace.wording import change_text

        keys = own(
            keyed(
                _(
                    "≠ The passage has changed: {study.keep} keep · {study.edit} reword ·"
                    " {study.retire} retire"
                )
            )
        ).stylize("b $warning")
        return [*super()._margin(answered), keys, own("  " + change_text(answered.passages))]

    async def show_else(self) -> None:
        moment = self._sitting.moment
        self.set_class(isinstance(moment, Waiting), "-waiting")
        if isinstance(moment, Waiting):
            await self.query(QuestionView).remove()
            self._paint_margin([])
            self._paint_wait(moment)

    def _paint_wait(self, waiting: Waiting) -> None:
        from quizapp.workspace.wording import wait_text

        seconds = max(0, round((waiting.until_ms - self._sitting.now_ms()) / 1000))
        clock = (
            _("{m} min {s:02d} s").format(m=seconds // 60, s=seconds % 60) if seconds >= 60 else wait_text(0)
        )
        text = own(_("Nothing else for now. The next card comes back in {wait}.").format(wait=clock))
        self.query_one("#stem", Static).update(text)

    # -- what the learner does -----------------------------------------------------------------

    async def on_rating_bar_chosen(self, event: RatingBar.Chosen) -> None:
        event.stop()
        await self._rate(event.rating)

    async def action_rate(self, number: int) -> None:
        await self._rate(Rating(number))

    async def action_accept(self) -> None:
        await self._rate(self._ratings.choice)

    async def _rate(self, rating: Rating) -> None:
        if self._may_go_on():
            with self._told():
                self._sitting.rate(rating)
                self._tell_leech()
            await self._show()

    def _tell_leech(self) -> None:
        if self._sitting.leech is not None:
            from quizapp.workspace.leeches import leech_text

            told = leech_text(self._sitting.leech)
            self.notify(told, severity="warning", timeout=8, markup=False)

    def action_choose(self, step: int) -> None:
        self._ratings.move(step)

    async def action_undo(self) -> None:
        from quizapp.workspace.bulk_wording import undone_text

        undo = self._sitting.workspace.history.undo
        await self._turn(undo, self._sitting.undone, undone_text, _("Nothing to undo."))

    async def action_redo(self) -> None:
        from quizapp.workspace.bulk_wording import redone_text

        redo = self._sitting.workspace.history.redo
        await self._turn(redo, self._sitting.redone, redone_text, _("Nothing to redo."))

    async def _turn(
        self,
        turn: Callable[[], T],
        go_on: Callable[[T], TakenBack | None],
        text: Callable[[TakenBack], str],
        nothing: str,
    ) -> None:
        """Undoes or redoes, which for thousands of cards takes long, goes on from there, and says what."""
        from quizapp.tui.screens.work_dialog import worked

        async def then(done: Future[T]) -> None:
            turned = None
            with self._told():
                turned = go_on(done.result())
                self.notify(nothing if turned is None else text(turned), timeout=2, markup=False)
            await self._repaint(turned is not None and turned.kind == "flag")

        await worked(self, turn, then)

    async def _repaint(self, flag: bool) -> None:
        """Shows what the sitting is at; of a card that was but flagged the header alone, so that the draft,
        the hint and the place in the passage stay."""
        if flag and self._asking is not None:
            self.query_one(TitleBar).show(*self.headline(self._asking))
        else:
            await self._show()

    async def action_bury(self) -> None:
        with self._told():
            self._sitting.set_aside(suspend=False)
            self.notify(
                keyed(_("Buried until the next study day; {study.undo} takes it back.")), markup=False
            )
        await self._show()

    async def action_suspend(self) -> None:
        with self._told():
            self._sitting.set_aside(suspend=True)
            self.notify(keyed(_("Suspended; {study.undo} takes it back.")), markup=False)
        await self._show()

    def action_act(self) -> None:
        """Asks what is to be done to the card, then does it."""
        from quizapp.tui.screens.act_dialog import ask_act

        asking = self._asking
        if asking is not None:
            ask_act(self.app, asking, self._sitting.workspace.today, self._act)

    async def _act(self, name: str, act: Act) -> None:
        from quizapp.workspace.bulk import Bulk
        from quizapp.workspace.bulk_wording import done_text

        with self._told():
            changed = self._sitting.act(act)
            told = done_text(name, Bulk(int(changed), int(not changed)), named("study.undo"))
            self.notify(told, timeout=2 if act.kind == "flag" else 4, markup=False)
        await self._repaint(act.kind == "flag")

    @property
    def _asking(self) -> Asking | None:
        """The question on screen, answered or not."""
        moment = self._sitting.moment
        if isinstance(moment, Answered):
            return moment.asking
        return moment if isinstance(moment, Asking) else None

    async def action_judge_change(self, keep: bool) -> None:
        with self._told():
            if self._sitting.judge_change(keep=keep):
                self._say_judged(keep)
        await self._show()

    def _say_judged(self, keep: bool) -> None:
        if not keep:
            self.notify(keyed(_("Retired; {study.undo} takes it back.")), markup=False)
            return
        from quizapp.workspace.editing import after_keeping

        lines = [keyed(_("Kept; this change is not asked about again. {study.undo} takes it back."))]
        lines += after_keeping(self._sitting) or ()
        self.notify("\n".join(lines), markup=False)

    def action_card(self) -> None:
        """Shows all that is known of the card, which its answer is part of."""
        from quizapp.tui.screens.card_view import CardScreen

        moment = self._sitting.moment
        if isinstance(moment, Answered):
            with self._told():
                self.app.push_screen(CardScreen(self._sitting.workspace, moment.asking.key))

    async def action_edit(self) -> None:
        """Opens the deck at the card; what an editor with a window of its own saves is read by `_tick`."""
        from quizapp.tui.editing import edit

        with self._told():
            place = self._sitting.place()
            self._edited, self._edited_look = place, place.look()
            if edit(self.app, place.file, place.line):
                self._edited = None
                await self._reread()

    async def _reread(self) -> None:
        """Shows what the card has become, and asks once what a changed answer means for its date."""
        with self._told():
            answered = isinstance(self._sitting.moment, Answered)
            reread = self._sitting.reread()
            await self._show()
            asked = reread.changed and answered
            if reread.problem is not None:
                from quizapp.workspace.editing import problem_text

                self.notify(problem_text(reread.problem), severity="error", timeout=10, markup=False)
            if reread.changed and not asked:
                self.notify(_("The answer of this card has changed."), markup=False)
            if asked or reread.due:
                from quizapp.tui.screens.edited_dialog import EditedDialog

                self.app.push_screen(EditedDialog(reread._replace(changed=asked)), self._decide(asked))

    def _decide(self, asked: bool) -> Callable[[bool | None], Awaitable[None]]:
        async def decide(keep: bool | None) -> None:
            with self._told():
                if keep:
                    self._sitting.keep_dates()
                elif asked:
                    self._sitting.undo()
            await self._show()

        return decide

    def action_leave(self) -> None:
        """To the summary if anything was answered, else home."""
        from quizapp.tui.screens.summary import SummaryScreen

        summary = self._sitting.summary()
        self._sitting.close()
        if summary.attempts:
            self.app.switch_screen(SummaryScreen(summary, way=self.way(), scope=self._sitting.scope))
        else:
            self.post_message(StudyEnded())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        moment = self._sitting.moment
        if action in {"rate", "choose", "card"}:
            return isinstance(moment, Answered)
        if action == "judge_change":
            return isinstance(moment, Answered) and moment.change is not None
        if action in {"bury", "suspend", "edit", "act"}:
            return isinstance(moment, Asking | Answered)
        return super().check_action(action, parameters)

    async def _tick(self) -> None:
        if not self.is_current:
            # Another screen may be in its place already: a question cannot be mounted here any more.
            return
        if self._edited is not None and self._edited.look() != self._edited_look:
            self._edited_look = self._edited.look()
            await self._reread()
        if isinstance(self._sitting.moment, Waiting):
            moment = self._sitting.tick()
            if isinstance(moment, Waiting):
                self._paint_wait(moment)
            else:
                await self._show()
