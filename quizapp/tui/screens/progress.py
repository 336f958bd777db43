"""Progress: am I on schedule, what do I retain, what comes next; and pages of pictures behind it."""

from __future__ import annotations

import asyncio
import sqlite3

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Footer, Static

from quizapp.errors import QuizError
from quizapp.library.index import Index
from quizapp.messages import N_, _
from quizapp.stats.progress import Filters
from quizapp.stats.recall import SPANS
from quizapp.tui import figures as drawn
from quizapp.tui.day_watch import DayWatch
from quizapp.tui.leaving import RoundWanted, StudyWanted
from quizapp.tui.progress_lines import ACCEPTED, filters_line, item_lines, tabs_line, weak_lines
from quizapp.tui.screens.page import PageScreen
from quizapp.tui.text import own
from quizapp.tui.widgets.title_bar import TitleBar
from quizapp.workspace import pictures
from quizapp.workspace.background import in_background, items_in_background
from quizapp.workspace.items import ShownItem, candidates, shown_items
from quizapp.workspace.model import Scope
from quizapp.workspace.progress import ShownProgress, choices, is_near, progress
from quizapp.workspace.steps import round_about, steps
from quizapp.workspace.workspace import Workspace

PAGES = (
    N_("Overview"),
    N_("Calendar"),
    N_("Forecast"),
    N_("Retention"),
    N_("Prediction"),
    N_("Cards"),
    N_("Answers"),
    N_("Weak cards"),
    N_("Questions"),
)


PERIODS = {"week": N_("7 days"), "month": N_("30 days"), "year": N_("365 days")}

NO_CHARTS = ("Overview", "Weak cards", "Questions")
"""The pages of which there is no table."""

OF_PERIOD = ("Prediction", "Answers")
"""The pages that tell of the period; the others have days of their own."""


class ProgressScreen(PageScreen):
    """Pages of one set of figures: of all cards or of those that filters let through, over a period."""

    CSS_PATH = "progress.tcss"
    BINDINGS = [
        Binding("tab,right,l", "turn(1)", N_("Next view"), id="progress.next"),
        Binding("shift+tab,left,h", "turn(-1)", N_("Previous view"), show=False, id="progress.previous"),
        Binding("t", "table", N_("Table"), id="progress.table"),
        Binding("f", "filter", N_("Filter"), id="progress.filter"),
        Binding("d", "deck", N_("Next deck"), show=False, id="progress.deck"),
        *(
            Binding(span[0], f"period('{span}')", description, show=False, id=f"progress.{span}")
            for span, description in (
                ("week", N_("Figures of a week")),
                ("month", N_("Figures of a month")),
                ("year", N_("Figures of a year")),
            )
        ),
        *(
            Binding(
                str(number),
                f"do({number})",
                N_("Do what is next: {n}"),
                show=False,
                id=f"progress.do{number}",
            )
            for number in range(1, 10)
        ),
        Binding("escape,p,q", "back", N_("Back"), id="progress.back"),
    ]

    class FirstFigures(Message):
        """The first figures of those that were asked for are known."""

        def __init__(self, asked: int, shown: ShownProgress) -> None:
            super().__init__()
            self.asked = asked
            self.shown = shown

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._filters = Filters()
        self._period = "month"
        self._progress = self._at_once()
        self._page = 0
        self._as_table = False
        self._painted = Size()
        self._asked = 0
        self._counting = False
        self._items: tuple[ShownItem, ...] | None = None

    def compose(self) -> ComposeResult:
        yield TitleBar(_("PROGRESS"))
        yield Static(id="tabs", markup=False)
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="figures", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.watch_day = DayWatch(self, self._workspace, self._look)
        self._look_further()

    def on_unmount(self) -> None:
        self._asked += 1  # nobody waits for the figures any more

    def on_resize(self, event: events.Resize) -> None:
        del event
        if self._painted != self.size:
            self._paint()

    # -- what is on screen ------------------------------------------------------------------

    def _paint(self) -> None:
        if not self.query(TitleBar):
            return  # The figures come while the screen is taken down.
        self._painted = self.size
        width = max(20, self.size.width - (4 if self.size.width < 64 else 8))
        of_period = PAGES[self._page] in OF_PERIOD
        status = _("counting…") if self._counting else _(PERIODS[self._period]) if of_period else ""
        title = filters_line(self._progress) if self._progress else own(_("All decks"))
        self.query_one(TitleBar).show(title, status)
        self.query_one("#tabs", Static).update(tabs_line([_(name) for name in PAGES], self._page, width))
        figures = self.query_one("#figures", Static)
        figures.set_class(PAGES[self._page] in ("Weak cards", "Questions"), "-prose")
        figures.update(self._content(width))

    def _content(self, width: int) -> Content:
        if PAGES[self._page] == "Questions":
            return Content("\n").join(item_lines(self._items))
        if self._progress is None:
            return drawn.adding_up(width)
        shown, figures = self._progress, self._progress.figures
        match PAGES[self._page]:
            case "Overview":
                return drawn.overview(shown, width)
            case "Calendar" if not self._as_table:
                return drawn.year_lines(figures, width)
            case "Calendar":
                found = [pictures.year_picture(figures)]
            case "Forecast":
                found = [pictures.forecast_picture(figures)]
            case "Retention":
                found = [pictures.retention_picture(figures)]
            case "Prediction":
                found = [pictures.foretold_picture(figures)]
            case "Cards":
                found = list(pictures.card_pictures(figures))
            case "Answers":
                found = [
                    pictures.button_picture(figures),
                    pictures.hour_picture(figures),
                    pictures.time_picture(figures),
                ]
            case _:
                return Content("\n").join(weak_lines(shown))
        return Content("\n").join(drawn.picture_lines(each, width, self._as_table) for each in found)

    # -- what the learner does -----------------------------------------------------------------

    def action_turn(self, pages: int) -> None:
        self._page = (self._page + pages) % len(PAGES)
        self.query_one("#page").scroll_home(animate=False)
        self._judge()
        self._paint()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A table is only offered of charts."""
        if action == "table":
            return PAGES[self._page] not in NO_CHARTS
        return super().check_action(action, parameters)

    def action_table(self) -> None:
        """Shows the figures of the charts as tables, or the charts again."""
        self._as_table = not self._as_table
        self._paint()

    def action_deck(self) -> None:
        """Goes on to the next deck, after the last one to all of them."""
        if self._must_wait():
            return
        decks = [None, *(row.id for row in self._workspace.index.decks())]
        at = decks.index(self._filters.deck) if self._filters.deck in decks else 0
        self._filters = self._filters._replace(deck=decks[(at + 1) % len(decks)])
        self._look()

    def action_filter(self) -> None:
        """Asks for the deck, the tag or the article that the figures are to be of."""
        if self._must_wait():
            return
        from quizapp.tui.screens.filter_dialog import FilterDialog

        def narrow(chosen: Filters | None) -> None:
            if chosen is not None and chosen != self._filters:
                self._filters = chosen
                self._look()

        self.app.push_screen(FilterDialog(choices(self._workspace), self._filters), narrow)

    def action_period(self, span: str) -> None:
        self._period = span
        if PAGES[self._page] not in OF_PERIOD:
            self._page = PAGES.index("Answers")
        self._look()

    def action_do(self, number: int) -> None:
        """Begins what stands under a number: a sitting, a quiz, or what is to be done elsewhere."""
        if PAGES[self._page] == "Questions":
            self._accept(number)
            return
        found = steps(self._progress) if self._progress and not self._page else ()
        if number > len(found) or self._progress is None:
            return
        step = found[number - 1]
        if step.kind == "date":
            self.notify(_("Run “quizapp check”: it names the cards and their lines."), markup=False)
            return
        if step.kind == "due":
            self.post_message(StudyWanted(Scope(self._filters.deck, self._filters.tag)))
            return
        self.post_message(RoundWanted(round_about(self._workspace, self._progress, step.kind, step.name)))

    def _accept(self, number: int) -> None:
        """Shows the edit by which a card would accept the answer under a number, and writes it if wanted."""
        found = candidates(self._items or ())[:ACCEPTED]
        if number <= len(found):
            from quizapp.tui.screens.accept_dialog import ask_to_accept

            ask_to_accept(self, self._workspace, found[number - 1], self._look)

    def action_back(self) -> None:
        self.app.pop_screen()

    def _at_once(self) -> ShownProgress | None:
        """The first figures of the filters and the period in force, unless they take more than a moment."""
        self._workspace.catch_up()
        if self._filters.narrow or not is_near(self._workspace):
            return None
        return progress(self._workspace, self._filters, SPANS[self._period], whole=False)

    def _must_wait(self) -> bool:
        """Whether decks and names cannot be told yet, which is then said."""
        if is_near(self._workspace):
            return False
        self.notify(_("Every card is being added up: this comes with the figures."), markup=False)
        return True

    def _look(self) -> None:
        """Takes the figures anew, of the filters and the period in force: in the background if they take
        more than a moment, and meanwhile the ones before stand."""
        self._items = None
        try:
            self._progress = self._at_once() or self._progress
        except QuizError as error:
            self._show_unfiltered(error)
            return
        self._judge()
        self._look_further()

    def _show_unfiltered(self, error: QuizError) -> None:
        self._filters = Filters()
        self.refuse(error)

    def _look_further(self) -> None:
        """Paints what is known, and only then looks for the rest: a thread that counts slows the painting."""
        self._asked += 1
        self._counting = True
        self._paint()
        self.call_after_refresh(self._complete, self._asked)

    def _complete(self, asked: int) -> None:
        """Begins to look for all figures in a thread, or looks for them where no thread can."""
        if asked != self._asked:
            return
        index = self._workspace.index.beside()
        if index is not None:
            self.run_worker(self._count(index, asked), group="figures")
            return
        self._counting = False
        try:
            self._progress = progress(self._workspace, self._filters, SPANS[self._period])
        except QuizError as error:
            self._show_unfiltered(error)
        self._paint()

    async def _count(self, index: Index, asked: int) -> None:
        filters, period = self._filters, SPANS[self._period]
        try:
            found = await asyncio.to_thread(
                in_background,
                self._workspace,
                index,
                filters,
                period,
                lambda: self._asked == asked,
                lambda shown: self.post_message(self.FirstFigures(asked, shown)),
            )
        except (QuizError, sqlite3.Error):
            # The file went from under the thread; the workspace knows how to go on without it.
            found = progress(self._workspace, filters, period) if self._asked == asked else None
        if found is not None and self._asked == asked:
            self._progress, self._counting = found, False
            self._paint()

    def on_progress_screen_first_figures(self, event: FirstFigures) -> None:
        event.stop()
        if event.asked == self._asked and self._counting:
            self._progress = event.shown
            self._paint()

    def _judge(self) -> None:
        """Begins to look how cards fare as questions, where that is to be shown and not known yet."""
        if PAGES[self._page] == "Questions" and self._items is None:
            self.run_worker(self._read_items(self._filters), group="items", exclusive=True)

    async def _read_items(self, filters: Filters) -> None:
        index = self._workspace.index.beside()
        try:
            if index is None:
                found = shown_items(self._workspace, filters)
            else:
                found = await asyncio.to_thread(items_in_background, self._workspace, index, filters)
        except (QuizError, sqlite3.Error):
            found = shown_items(self._workspace, filters)
        if filters == self._filters:
            self._items = found
            self._paint()
