"""Progress: today, the week to come, what is retained, each deck, and the weakest cards with their proof."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from quizapp.messages import N_, _, ngettext
from quizapp.stats.figures import DeckFigures, DueDay, Retention
from quizapp.study.days import date_of
from quizapp.tui.screens.base import PageScreen
from quizapp.tui.text import own, said
from quizapp.tui.verdicts import cited
from quizapp.tui.widgets.title_bar import TitleBar
from quizapp.workspace.progress import ProvenCard, ShownProgress, WeakCard
from quizapp.workspace.wording import (
    WEEKDAYS,
    calibration_texts,
    confidence_heading,
    duration_text,
    percent_text,
    sure_miss_text,
)
from quizapp.workspace.workspace import Workspace

BAR = 24


class ProgressScreen(PageScreen):
    """The figures of today, top to bottom in the order in which one asks for them."""

    CSS_PATH = "progress.tcss"
    BINDINGS = [
        Binding("escape,p,q", "back", N_("Back"), id="progress.back"),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._progress = workspace.progress()

    def compose(self) -> ComposeResult:
        shown = self._progress
        yield TitleBar(_("PROGRESS"))
        with VerticalScroll(id="page", can_focus=False):
            yield Static(_today(shown), classes="block", markup=False)
            yield Static(own(_("Retention over 30 days")), classes="heading", markup=False)
            yield Static(_retention(shown.figures.retention), classes="block", markup=False)
            yield Static(own(_("Due in the coming days")), classes="heading", markup=False)
            yield Static(_forecast(shown.figures.due), classes="block", markup=False)
            yield Static(own(_("Decks")), classes="heading", markup=False)
            yield Static(_decks(shown, self.app.size.width), id="deck-table", classes="block", markup=False)
            yield from _confidence(shown)
            yield Static(own(_("Weakest cards")), classes="heading", markup=False)
            if not shown.weakest:
                yield Static(own(_("None: no card was missed yet.")), classes="block", markup=False)
            for weak in shown.weakest:
                yield Static(_weak(weak), classes="block", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def action_back(self) -> None:
        self.app.pop_screen()


def _today(shown: ShownProgress) -> Content:
    today = shown.figures.today
    answers = ngettext("{n} answer today", "{n} answers today", today.answered).format(n=today.answered)
    right = ngettext("{n} right", "{n} right", today.correct).format(n=today.correct)
    return own(f"{answers} · {right} · {duration_text(today.duration_ms)}").stylize("b")


def _retention(retention: Retention) -> Content:
    if retention.rate is None or retention.low is None or retention.high is None:
        return own(_("No review yet: it is measured on cards that come back after a day or more."))
    rate = own(percent_text(retention.rate)).stylize("b $success")
    basis = ngettext("of {n} review", "of {n} reviews", retention.n).format(n=retention.n)
    low, high = percent_text(retention.low), percent_text(retention.high)
    interval = _("95 % interval: {low} to {high}").format(low=low, high=high)
    return Content.assemble(rate, own(f"  {basis} · {interval}"))


def _forecast(days: tuple[DueDay, ...]) -> Content:
    most = max((day.due for day in days), default=0)
    lines = []
    for number, day in enumerate(days):
        name = _("today") if number == 0 else _(WEEKDAYS[date_of(day.day).weekday()])
        bar = "█" * (max(1, round(BAR * day.due / most)) if day.due else 0)
        lines.append(
            Content.assemble(own(f"{name:<12}"), Content(f"{day.due:>5}  "), Content(bar).stylize("$primary"))
        )
    return Content("\n").join(lines)


def _decks(shown: ShownProgress, width: int) -> Content:
    """Each deck's cards by how well they are known, in a table for a screen of `width` cells."""
    titles = [said(shown.titles.get(deck.deck, deck.deck), "fr") for deck in shown.figures.decks]
    column = 10 if width >= 80 else 7
    room = max(8, min(width - 8 - 4 * column, max((title.cell_length for title in titles), default=8)))
    heads = (_("new"), _("learning"), _("young"), _("mature"))
    head = "".join(f" {text[: column - 1]:>{column - 1}}" for text in heads)
    lines = [own(" " * room + head).stylize("$faint")]
    for deck, title in zip(shown.figures.decks, titles, strict=True):
        cut = title.truncate(room, ellipsis=True)
        lines.append(Content.assemble(cut, " " * (room - cut.cell_length), *_counts(deck, column)))
    return Content("\n").join(lines)


def _counts(deck: DeckFigures, column: int) -> list[Content]:
    styles = ("dim", "$accent", "$primary", "$success")
    counts = (deck.new, deck.learning, deck.young, deck.mature)
    return [
        Content(f"{n:>{column}}").stylize(style if n else "dim")
        for n, style in zip(counts, styles, strict=True)
    ]


def _confidence(shown: ShownProgress) -> Iterator[Static]:
    """How far the learner's own word can be trusted, and where not; nothing where it was never asked for."""
    confidence = shown.figures.confidence
    if confidence is None:
        return
    yield Static(own(confidence_heading(confidence)), classes="heading", markup=False)
    lines = [own(text) for text in calibration_texts(confidence)]
    yield Static(Content("\n").join(lines), classes="block", markup=False)
    if shown.sure_misses:
        yield Static(own(_("Missed although sure")), classes="heading", markup=False)
    for each in shown.sure_misses:
        yield Static(_proven(each.proven, sure_miss_text(each.miss)), classes="block", markup=False)


def _weak(weak: WeakCard) -> Content:
    score = _("{right} of {n} right").format(right=weak.weak.correct, n=weak.weak.attempts)
    return _proven(weak.proven, score)


def _proven(proven: ProvenCard, record: str) -> Content:
    """A card with its record, its answer, and what proves it."""
    lang = proven.card.lang
    lines = [
        Content.assemble(said(proven.stem, lang), own(f"  {record}").stylize("$warning")),
        Content.assemble(
            "→ ", Content(" ; ").join([said(text, lang) for text in proven.expected]).stylize("b")
        ),
    ]
    for passage in proven.passages:
        lines += cited(passage)
    return Content("\n").join(lines)
