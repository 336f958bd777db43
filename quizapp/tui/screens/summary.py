"""The end of a sitting: score, time, what was weak, and each missed card with its passage."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from quizapp.messages import N_, _, ngettext
from quizapp.tui.leaving import RoundWanted, StudyEnded
from quizapp.tui.screens.page import PageScreen
from quizapp.tui.text import own, said
from quizapp.tui.verdicts import cited
from quizapp.tui.widgets.title_bar import Shape, TitleBar
from quizapp.workspace.left_wording import coming_text
from quizapp.workspace.model import Record, Scope, Summary
from quizapp.workspace.wording import duration_text, partly_text, percent_text


class SummaryScreen(PageScreen):
    """Looks back on a sitting. Escape or Enter returns home."""

    CSS_PATH = "summary.tcss"
    BINDINGS = [
        Binding("escape,enter", "home", N_("Home"), id="summary.home"),
        Binding("r", "repeat", N_("Repeat the missed cards"), id="summary.repeat"),
        Binding("d", "ahead", N_("Study ahead"), id="summary.ahead"),
    ]

    def __init__(
        self,
        summary: Summary,
        repeat: RoundWanted | None = None,
        *,
        way: str = N_("REVIEW"),
        shape: Shape = "box",
        scope: Scope | None = None,
    ) -> None:
        """`repeat` asks for another round with what was missed; only daily review has a next date, and a
        `scope` that may be studied ahead of it."""
        super().__init__()
        self._summary = summary
        self._repeat = repeat
        self._way = way
        self._shape = shape
        self._scope = scope

    def compose(self) -> ComposeResult:
        summary = self._summary
        yield TitleBar(_(self._way), own(_("Summary")), shape=self._shape)
        with VerticalScroll(id="page", can_focus=False):
            yield Static(own(percent_text(summary.score)), id="score", markup=False)
            yield Static(own(_counted(summary)), id="counted", markup=False)
            if self._shape == "box":
                yield Static(own(coming_text(summary)), id="next-due", markup=False)
            if summary.weakest:
                yield Static(own(_("To strengthen")), classes="heading", markup=False)
                yield Static(_weakest(summary), classes="block", markup=False)
            if summary.missed:
                yield Static(own(_("Missed cards")), classes="heading", markup=False)
            for record in summary.missed:
                yield Static(_missed(record), classes="block", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def action_home(self) -> None:
        self.post_message(StudyEnded())

    def action_repeat(self) -> None:
        if self._repeat is not None:
            self.post_message(self._repeat)

    def action_ahead(self) -> None:
        """Asks how many days ahead of time the same decks are to be studied, then begins."""
        from quizapp.tui.screens.beginnings import ask_ahead

        if self._scope is not None:
            ask_ahead(self, Scope(self._scope.deck, self._scope.tag), own(_("Summary")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Studying ahead is offered where nothing is left of today."""
        if action == "repeat":
            return self._repeat is not None
        if action == "ahead":
            days = self._summary.next_due.days if self._summary.next_due else None
            return self._scope is not None and days is not None and days > 0
        return super().check_action(action, parameters)


def _counted(summary: Summary) -> str:
    right = ngettext("{right} of {n} right", "{right} of {n} right", summary.attempts)
    told = [right.format(right=summary.correct, n=summary.attempts)]
    told += [partly_text(summary.partly)] if summary.partly else []
    return " · ".join([*told, duration_text(summary.duration_ms)])


def _weakest(summary: Summary) -> Content:
    lines = []
    for tag in summary.weakest:
        answers = ngettext("{n} answer", "{n} answers", tag.attempts).format(n=tag.attempts)
        lines.append(
            Content.assemble(
                said(tag.tag, ""), own(f"  {percent_text(tag.score)} · {answers}").stylize("dim")
            )
        )
    return Content("\n").join(lines)


def _missed(record: Record) -> Content:
    lang = record.card.lang
    sure = [own(_("You were sure of it.")).stylize("$warning")] if record.sure else []
    lines = [
        *sure,
        said(record.stem, lang),
        Content.assemble(
            "→ ", Content(" ; ").join([said(text, lang) for text in record.expected]).stylize("b")
        ),
    ]
    for passage in record.passages:
        lines += cited(passage)
    return Content("\n").join(lines)
