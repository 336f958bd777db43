"""The list of papers of exams, latest first, each to be opened again."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from quizapp.errors import QuizError
from quizapp.messages import N_, _, ngettext
from quizapp.tui.leaving import StudyEnded
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.text import own
from quizapp.tui.widgets.title_bar import TitleBar
from quizapp.workspace.exam_wording import moment_text, paper_counts_text
from quizapp.workspace.papers import PaperReview, PaperRow, papers, read_paper
from quizapp.workspace.wording import percent_text
from quizapp.workspace.workspace import Workspace


class PaperList(OptionList):
    """The list, with a word of its own for Enter."""

    BINDINGS = [Binding("enter", "select", N_("Open"), id="papers.open")]


class PapersScreen(QuizScreen):
    """Lists papers; Enter opens the chosen one."""

    CSS_PATH = "papers.tcss"
    BINDINGS = [Binding("escape,q", "close", N_("Home"), id="papers.close")]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._rows: list[PaperRow] = []

    def compose(self) -> ComposeResult:
        yield TitleBar(_("EXAM"), own(_("Papers")), shape="brackets")
        yield Static(id="counted", markup=False)
        yield PaperList(markup=False, compact=True)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self._paint()
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        self._paint()

    def _paint(self) -> None:
        self._rows = list(reversed(papers(self._workspace)))
        listed = self.query_one(OptionList)
        chosen = listed.highlighted or 0
        listed.display = bool(self._rows)
        listed.clear_options()
        whens = [moment_text(row.began_ms, row.offset_min) for row in self._rows]
        width = max(map(len, whens), default=0)
        lines = [_line(row, when.ljust(width)) for row, when in zip(self._rows, whens, strict=True)]
        listed.add_options([Option(line) for line in lines])
        listed.highlighted = min(chosen, len(self._rows) - 1) if self._rows else None
        said = ngettext("{n} paper", "{n} papers", len(self._rows)).format(n=len(self._rows))
        if not self._rows:
            said = _("There is no paper yet. An exam is begun from Home by x.")
        self.query_one("#counted", Static).update(own(said))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        from quizapp.tui.screens.paper import PaperScreen

        event.stop()
        try:
            paper = read_paper(self._workspace, self._rows[event.option_index].id)
        except QuizError as error:
            self.refuse(error)
            return
        self.app.push_screen(PaperScreen(PaperReview(self._workspace, paper)))

    def action_close(self) -> None:
        self.post_message(StudyEnded())


def _line(row: PaperRow, when: str) -> Content:
    when = f"{row.number:>3}  {when}"
    if row.paper is None:
        return Content.assemble(own(when), own(_("  cannot be read")).stylize("$error"))
    told = own(f"  {percent_text(row.paper.score):>6}  ").stylize("b")
    counts = f"{len(row.paper.answers)}: {paper_counts_text(row.paper)}"
    return Content.assemble(own(when), told, own(counts).stylize("$faint"))
