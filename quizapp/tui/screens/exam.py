"""The exam screen: a clock, questions in any order, flags; nothing is marked before it is handed in."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from quizapp.messages import N_, _
from quizapp.questions.model import Response
from quizapp.tui.leaving import StudyEnded
from quizapp.tui.questions import VIEWS
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.screens.asking import AskingScreen
from quizapp.tui.screens.leave_dialog import LeaveDialog, Way
from quizapp.tui.text import own, said
from quizapp.tui.widgets.place_strip import PlaceStrip
from quizapp.tui.widgets.title_bar import ROOM_FOR_STATUS, TitleBar
from quizapp.workspace.exam import MINUTE_MS, Exam
from quizapp.workspace.exam_wording import clock_text, dropped_text, exam_intro_text
from quizapp.workspace.model import Asking

KEEP_S = 10
"""How often what stands in the view is committed, so that a crash costs no more of it."""

LAST_LOOK_MS = 1_500
"""With less time left than this, what stands in the view is committed before the time is up."""

QUIET_S = 2
"""How long the paper ignores keys when the time has run out: they were meant for the exam."""

WARNINGS = (5, 1)
"""The minutes before the end at which it is announced."""


class ExamScreen(AskingScreen):
    """Runs one exam until it is handed in or left."""

    CSS_PATH = "study.tcss"
    WAY = N_("EXAM")
    SHAPE = "brackets"
    BINDINGS = [
        Binding("pagedown,f7", "turn(1)", N_("Next"), id="exam.next"),
        Binding("pageup,f6", "turn(-1)", N_("Previous"), show=False, id="exam.previous"),
        Binding("m,f8", "flag", N_("Flag"), id="exam.flag"),
        Binding("f9", "end", N_("Hand in"), id="exam.hand-in"),
        # By another name: the help tells keys of one action by one description.
        Binding("escape", "screen.end", N_("Leave"), show=False, id="exam.leave"),
    ]

    def __init__(self, exam: Exam) -> None:
        super().__init__(exam)
        self._exam = exam
        self._looks = 0
        self._over = False
        self._warned = {minutes for minutes in WARNINGS if exam.minutes <= minutes}

    async def on_mount(self) -> None:
        self.set_interval(1, self._look)
        if self._exam.resumed:
            resumed = _("The exam that you left goes on: {clock} left.")
            self.notify(resumed.format(clock=clock_text(self._exam.left_ms)), markup=False)

    async def _mount_rest(self) -> None:
        await super()._mount_rest()
        self._paint_strip()

    def opening(self) -> list[Content]:
        """What the exam is, until its first answer."""
        if self._exam.place or len(self._exam.blanks()) < len(self._exam.sheets):
            return []
        return [own(exam_intro_text(self._exam.intro, self._exam.minutes)).stylize("$faint")]

    def bars(self) -> list[Widget]:
        return [PlaceStrip()]

    def headline(self, asking: Asking) -> tuple[Content, str]:
        """The deck's title where there is room for it, the place, and the time left."""
        place = _("{n} of {total}").format(n=self._exam.place + 1, total=len(self._exam.sheets))
        flag = " ⚑" if self._exam.sheets[self._exam.place].flagged else ""
        roomy = self.app.size.width >= ROOM_FOR_STATUS
        subject = said(asking.deck_title, asking.card.lang) if roomy else Content("")
        return subject, f"{place}{flag} · {clock_text(self._exam.left_ms)}"

    def _view_class(self, asking: Asking) -> type[QuestionView]:
        """What is turned over elsewhere is answered in writing here."""
        return VIEWS["short" if asking.card.question.kind == "flashcard" else asking.card.question.kind]

    def _paint_strip(self) -> None:
        if self.query(PlaceStrip):
            signs = [
                (f"{' ' if sheet.response is None else '•'}{'⚑' if sheet.flagged else ' '}", "$warning")
                for sheet in self._exam.sheets
            ]
            self.query_one(PlaceStrip).show(signs, self._exam.place)

    async def _show_asking(self, asking: Asking) -> None:
        await super()._show_asking(asking)
        self._paint_strip()

    # -- the clock ----------------------------------------------------------------------------------

    async def _look(self) -> None:
        """Once a second: the time left, and at its end the paper."""
        moment = self._exam.moment
        if not isinstance(moment, Asking):
            return
        self._looks += 1
        if self._exam.left_ms < LAST_LOOK_MS or self._looks % KEEP_S == 0:
            self.keep()
        if self._handed_in():
            return
        self.query_one(TitleBar).show(*self.headline(moment))
        minutes = -(-self._exam.left_ms // MINUTE_MS)
        for warning in WARNINGS:
            if minutes <= warning and warning not in self._warned:
                self._warned.add(warning)
                left = _("{clock} left.").format(clock=clock_text(self._exam.left_ms))
                self.notify(left, severity="warning", markup=False)

    def keep(self) -> bool:
        """Commits what stands in the view."""
        moment = self._exam.moment
        with self._told():
            for view in self.query(QuestionView):
                # One that is just being taken away was kept already.
                if isinstance(moment, Asking) and view.asking.key == moment.key:
                    self._exam.answer(view.standing())
            return True
        return False

    def _handed_in(self) -> bool:
        """Goes to the corrected paper once the exam is handed in, by the clock or by its learner."""
        if self._over:
            # A key that came before the screen was gone.
            return True
        ended = False
        with self._told():
            ended = self._exam.tick()
        if ended:
            self._over = True
            while self.app.screen is not self:
                # A dialog, the palette or what that has opened.
                self.app.pop_screen()
            if self._exam.paper is None:
                self._dropped()
                return True
            from quizapp.tui.screens.paper import PaperScreen

            review = self._exam.review()
            by_clock = review.paper.by_clock
            self.app.switch_screen(PaperScreen(review, quiet_s=QUIET_S if by_clock else 0))
            if by_clock:
                self.app.notify(_("The time is up: the exam is handed in as it stood."), markup=False)
        return ended

    def _dropped(self) -> None:
        self._exam.close()
        self.notify(dropped_text(), markup=False)
        self.post_message(StudyEnded())

    # -- what the learner does ------------------------------------------------------------------------

    async def submitted(self, response: Response) -> None:
        """Keeps the answer and goes on to the next question; from the last one, to the end."""
        kept = False
        with self._told():
            kept = self._exam.answer(response)
        if self._handed_in() or not kept:
            return
        if self._exam.place + 1 < len(self._exam.sheets):
            await self._go_to(self._exam.place + 1)
        else:
            await self._show()
            self.action_end()

    async def action_turn(self, step: int) -> None:
        if self.keep():
            await self._go_to((self._exam.place + step) % len(self._exam.sheets))

    async def on_place_strip_chosen(self, event: PlaceStrip.Chosen) -> None:
        event.stop()
        if self.keep():
            await self._go_to(event.place)

    async def _go_to(self, place: int) -> None:
        if not self._handed_in():
            with self._told():
                self._exam.go_to(place)
            await self._show()

    async def action_flag(self) -> None:
        if self.keep() and not self._handed_in():
            with self._told():
                self._exam.flag()
            moment = self._exam.moment
            if isinstance(moment, Asking):
                self.query_one(TitleBar).show(*self.headline(moment))
            self._paint_strip()

    def action_end(self) -> None:
        """Says what is blank, then hands in or leaves, as the learner chooses."""
        if not self.keep() or self._handed_in():
            return
        self._paint_strip()
        self.app.push_screen(LeaveDialog(self._exam), self._left)

    def _left(self, way: Way | None) -> None:
        if way == "hand-in":
            with self._told():
                if self._exam.is_blank:
                    self._exam.drop()
                else:
                    self._exam.hand_in()
            self._handed_in()
        elif way == "leave":
            self._exam.close()
            self.post_message(StudyEnded())

    def action_leave(self) -> None:
        self._handed_in()

    async def undone(self) -> bool:
        return False

    async def action_accept(self) -> None:
        """Nothing is accepted before the exam is handed in."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in {"hint", "guess", "undo", "finish"}:
            return False
        return super().check_action(action, parameters)
