"""The first screen: all decks together, then each, with what is due and how far one has come."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quizapp.errors import QuizError
from quizapp.messages import N_, _, ngettext
from quizapp.tui.day_watch import DayWatch
from quizapp.tui.leaving import StudyWanted
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.screens.home_lines import empty_text, heads, notices, row, title, today_line
from quizapp.tui.text import own
from quizapp.tui.widgets.title_bar import TitleBar
from quizapp.workspace.model import DeckStatus, Scope
from quizapp.workspace.workspace import Workspace

if TYPE_CHECKING:
    from quizapp.tui.screens.round_dialog import Amount

MORE_NEW = 10
QUESTIONS = 20
MOST = 999
"""How many questions a round has unless told, and at most."""


class DeckList(OptionList):
    """The rows of decks, which the open help makes narrower while the screen keeps its size."""

    class Resized(Message):
        """The list has another width than before, or its first."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class HomeScreen(QuizScreen):
    """Lists decks; Enter starts a sitting over the chosen one."""

    CSS_PATH = "home.tcss"
    BINDINGS = [
        Binding("z", "quiz", N_("Quiz"), id="home.quiz"),
        Binding("c", "cram", N_("Cram"), show=False, id="home.cram"),
        Binding("x", "exam", N_("Exam"), id="home.exam"),
        Binding("b", "browse", N_("Browse cards"), show=False, id="home.browse"),
        Binding("a", "author", N_("Write cards"), show=False, id="home.author"),
        Binding("l", "papers", N_("Papers of exams"), show=False, id="home.papers"),
        Binding("n", "more_new", N_("Ten more new"), show=False, id="home.more-new"),
        Binding("m", "more_reviews", N_("More reviews"), show=False, id="home.more-reviews"),
        Binding("d", "ahead", N_("Study ahead"), show=False, id="home.ahead"),
        Binding("s", "resume", N_("Bring back suspended cards"), show=False, id="home.resume"),
        Binding("u,ctrl+z", "undo", N_("Undo"), show=False, id="home.undo"),
        Binding("ctrl+y", "redo", N_("Redo"), show=False, id="home.redo"),
        Binding("p", "progress", N_("Progress"), id="home.progress"),
        Binding("w", "quarantine", N_("Set aside future entries"), show=False, id="home.quarantine"),
        Binding("r", "reload", N_("Read decks again"), show=False, id="home.reload"),
        Binding("q", "app.quit", N_("Quit"), show=False, id="home.quit"),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._home = workspace.home(at_once=True)
        self._fresh = True
        self._whole = False

    def compose(self) -> ComposeResult:
        yield TitleBar("quizapp", own(_("Study what you read")))
        yield Static(id="today", markup=False)
        yield Static(id="columns", markup=False)
        yield DeckList(id="decks", markup=False, compact=True)
        yield Static(id="empty", markup=False)
        yield Static(id="notice", markup=False)

    def on_mount(self) -> None:
        self._paint()
        self.query_one(OptionList).focus()
        self.call_after_refresh(self._mount_footer)
        self.call_after_refresh(self._show_what_is_left)
        self.watch_day = DayWatch(self, self._workspace, self._count)

    async def _mount_footer(self) -> None:
        """Mounts what the first frame did not wait for: a widget a key."""
        if self.is_attached:
            from textual.widgets import Footer

            await self.mount(Footer(show_command_palette=False, compact=True))
            # A footer that is mounted late stays empty until it is told of the keys.
            self.refresh_bindings()

    def on_screen_resume(self) -> None:
        """Counts anew when the learner comes back; the first time follows the making of the screen."""
        if not self._fresh:
            self._count()
        self._fresh = False

    def _count(self) -> None:
        """Counts anew; where that fails, it is said, for no key may have asked for it, and home stays."""
        try:
            self._home = self._workspace.home()
        except QuizError as error:
            self.refuse(error)
        else:
            self._paint()

    def _show_what_is_left(self) -> None:
        """Brings the counts and the decks out of sight that the first frame did not wait for."""
        self._show_every_deck()
        if not self._home.counted and self.is_current:
            self._count()

    async def complete(self) -> None:
        """Brings the decks out of sight, to which a key may lead."""
        self._show_every_deck()

    def _show_every_deck(self) -> None:
        if not self._whole:
            self._whole = True
            if len(self._home.decks) > self.query_one(OptionList).option_count:
                self._paint()

    def on_resize(self, event: events.Resize) -> None:
        del event
        self._paint()

    def on_deck_list_resized(self) -> None:
        self._paint()

    # -- what is on screen ------------------------------------------------------------------

    def _paint(self) -> None:
        home = self._home
        empty = home.decks[0].total == 0
        self.query_one("#today", Static).update(own(today_line(home)))
        self.query_one("#empty").display = empty
        self.query_one("#columns").display = not empty
        decks = self.query_one(OptionList)
        decks.display = not empty
        if empty:
            self.query_one("#empty", Static).update(own(empty_text(home)))
            decks.clear_options()
        else:
            self._paint_decks(decks)
        notice = notices(home)
        self.query_one("#notice").display = bool(notice)
        self.query_one("#notice", Static).update(own(notice))

    def _paint_decks(self, decks: OptionList) -> None:
        # Beside the rows stand four cells of padding and the scrollbar, and the help where it is open.
        width = self.size.width - 5
        if decks.size.width:
            width = min(width, decks.scrollable_content_region.width)
        width = max(20, width)
        self.query_one("#columns", Static).update(heads(width))
        shown = self._home.decks if self._whole else self._home.decks[: self.size.height]
        rows = [row(status, width, counted=self._home.counted) for status in shown]
        chosen, standing = decks.highlighted or 0, decks.option_count
        if standing > len(rows):
            decks.clear_options()
            standing = 0
        # What was scrolled to stays in sight.
        for place, line in enumerate(rows[:standing]):
            decks.replace_option_prompt_at_index(place, line)
        decks.add_options(map(Option, rows[standing:]))
        decks.highlighted = min(chosen, len(rows) - 1)

    # -- what the learner does -----------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._study(Scope(deck=self._home.decks[event.option_index].id))

    def action_more_new(self) -> None:
        status = self._chosen()
        self._study(Scope(deck=status.id, new=status.new_today + MORE_NEW))

    def action_more_reviews(self) -> None:
        from quizapp.tui.screens.beginnings import ask_more_reviews

        ask_more_reviews(self, self._chosen(), title(self._chosen()))

    def action_ahead(self) -> None:
        from quizapp.tui.screens.beginnings import ask_ahead

        if self._chosen().total:
            ask_ahead(self, Scope(self._chosen().id), title(self._chosen()))

    def action_cram(self) -> None:
        """Asks which cards of the chosen deck, then asks them until they are known."""
        from quizapp.tui.screens.beginnings import ask_cram

        if self._chosen().total:
            ask_cram(self, self._workspace, self._chosen(), title(self._chosen()))

    def action_quiz(self) -> None:
        """Asks for the size of a quiz over the chosen deck, then starts it."""
        from quizapp.tui.screens.round_dialog import Amount

        how = _("Verdict and passage after each answer. Schedules nothing.")
        self._begin_round(_("QUIZ"), how, [Amount(_("Questions, at most"), QUESTIONS, MOST)])

    def action_exam(self) -> None:
        """Goes on with the exam under way; else asks for size and time of one over the chosen deck."""
        from quizapp.tui.leaving import RoundWanted
        from quizapp.tui.screens.round_dialog import Amount
        from quizapp.workspace.drawing import RoundScope
        from quizapp.workspace.exam import MOST_MINUTES

        if self._home.exam_minutes is not None:
            self.post_message(RoundWanted(RoundScope(), QUESTIONS))
            return
        how = _("Against the clock, corrected at the end. Schedules nothing.")
        amounts = [
            Amount(_("Questions, at most"), QUESTIONS, MOST),
            Amount(_("Minutes"), QUESTIONS, MOST_MINUTES),
        ]
        self._begin_round(_("EXAM"), how, amounts)

    def _begin_round(self, way: str, how: str, amounts: list[Amount]) -> None:
        """Asks for the amounts, size first, then begins a round over the chosen deck."""
        from quizapp.tui.leaving import RoundWanted
        from quizapp.tui.screens.round_dialog import RoundDialog
        from quizapp.workspace.drawing import RoundScope

        status = self._chosen()
        if not status.total:
            return
        decks = () if status.id is None else (status.id,)

        def start(chosen: tuple[int, ...] | None) -> None:
            if chosen is not None:
                self.post_message(RoundWanted(RoundScope(decks=decks, size=chosen[0]), *chosen[1:]))

        what = Content.assemble(own(way), " · ", title(status))
        self.app.push_screen(RoundDialog(what, how, amounts), start)

    def action_papers(self) -> None:
        from quizapp.tui.screens.papers import PapersScreen

        self.app.push_screen(PapersScreen(self._workspace))

    def action_browse(self) -> None:
        from quizapp.tui.screens.browse import BrowseScreen

        self.app.push_screen(BrowseScreen(self._workspace))

    def action_author(self) -> None:
        """Opens the chosen deck for writing; from all decks, the only one of one's own, or a choice."""
        from quizapp.tui.screens.author import AuthorScreen
        from quizapp.tui.screens.deck_files import DeckFilesScreen
        from quizapp.workspace.deck_files import open_deck, open_only

        deck, now_ns = self._chosen().id, time.time_ns()
        try:
            authoring = (
                open_deck(self._workspace, deck, now_ns) if deck else open_only(self._workspace, now_ns)
            )
        except QuizError as error:
            self.refuse(error)
            return
        screen = AuthorScreen(authoring) if authoring else DeckFilesScreen(self._workspace)
        self.app.push_screen(screen, lambda _: self.action_reload())

    def action_progress(self) -> None:
        from quizapp.tui.screens.progress import ProgressScreen

        self.app.push_screen(ProgressScreen(self._workspace))

    def action_resume(self) -> None:
        """Ends the suspension of all cards, as one action that undo takes back."""
        try:
            count = self._workspace.resume_suspended()
        except QuizError as error:
            self.refuse(error)
            return
        done = ngettext("{n} card is back.", "{n} cards are back.", count).format(n=count)
        self.notify(done, markup=False)
        self.on_screen_resume()

    def action_undo(self) -> None:
        """Takes back the latest action of study, such as the answer that ended a sitting."""
        from quizapp.tui.screens import turning

        turning.undo(self, self._workspace, self.on_screen_resume)

    def action_redo(self) -> None:
        from quizapp.tui.screens import turning

        turning.redo(self, self._workspace, self.on_screen_resume)

    def action_quarantine(self) -> None:
        """Sets aside what is dated well after the clock; a command brings it back."""
        from quizapp.workspace.quarantine import set_aside, set_aside_text

        try:
            ahead = set_aside(self._workspace)
        except QuizError as error:
            self.refuse(error)
            return
        self.notify(set_aside_text(ahead), markup=False, timeout=10)
        self.on_screen_resume()

    def action_reload(self) -> None:
        self._workspace.reload()
        if self._workspace.edits.due:
            from quizapp.workspace.wording import edited_text

            self.notify(edited_text(self._workspace.edits.due), markup=False)
        self.on_screen_resume()

    def _chosen(self) -> DeckStatus:
        self._show_what_is_left()
        return self._home.decks[self.query_one(OptionList).highlighted or 0]

    def _study(self, scope: Scope) -> None:
        self.post_message(StudyWanted(scope))
