"""Progress: am I on schedule, what do I retain, what comes next; and pages of pictures behind it."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from quizapp.errors import QuizError
from quizapp.messages import N_, _
from quizapp.stats.recall import SPANS
from quizapp.tui import figures as drawn
from quizapp.tui.leaving import RoundWanted
from quizapp.tui.screens.base import PageScreen
from quizapp.tui.text import own, said
from quizapp.tui.verdicts import cited
from quizapp.tui.widgets.title_bar import TitleBar
from quizapp.workspace import pictures
from quizapp.workspace.progress import ProvenCard, ShownProgress, completed, round_about
from quizapp.workspace.wording import calibration_texts, confidence_heading, error_text, sure_miss_text
from quizapp.workspace.workspace import Workspace

PAGES = (
    N_("Overview"),
    N_("Calendar"),
    N_("Forecast"),
    N_("Retention"),
    N_("Cards"),
    N_("Answers"),
    N_("Weak cards"),
)


class ProgressScreen(PageScreen):
    """Pages of one set of figures: of all decks or of one, over a period."""

    CSS_PATH = "progress.tcss"
    BINDINGS = [
        Binding("tab,right,l", "turn(1)", N_("Next page"), id="progress.next"),
        Binding("shift+tab,left,h", "turn(-1)", N_("Previous page"), show=False, id="progress.previous"),
        Binding("t", "table", N_("Table"), id="progress.table"),
        Binding("d", "deck", N_("Deck"), id="progress.deck"),
        *(
            Binding(span[0], f"period('{span}')", description, show=False, id=f"progress.{span}")
            for span, description in (
                ("week", N_("Answers of a week")),
                ("month", N_("Answers of a month")),
                ("year", N_("Answers of a year")),
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

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._deck: str | None = None
        self._period = SPANS["month"]
        self._progress = workspace.progress(whole=False)
        self._page = 0
        self._as_table = False

    def compose(self) -> ComposeResult:
        yield TitleBar(_("PROGRESS"))
        yield Static(id="tabs", markup=False)
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="figures", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self._paint()

    def on_resize(self, event: events.Resize) -> None:
        del event
        self._paint()

    # -- what is on screen ------------------------------------------------------------------

    def _paint(self) -> None:
        width = max(20, self.size.width - (4 if self.size.width < 64 else 8))
        title = self._progress.titles.get(self._deck or "", self._deck or "")
        deck = said(title, "fr") if self._deck else own(_("All decks"))
        self.query_one(TitleBar).show(deck, "")
        self.query_one("#tabs", Static).update(self._tabs(width))
        figures = self.query_one("#figures", Static)
        figures.set_class(PAGES[self._page] == "Weak cards", "-prose")
        figures.update(self._content(width))

    def _tabs(self, width: int) -> Content:
        names = [own(_(name)) for name in PAGES]
        if width < sum(name.cell_length + 2 for name in names):
            here = names[self._page].stylize("b u")
            return Content.assemble("‹ ", here, f" {self._page + 1}/{len(PAGES)} ›")
        return Content("  ").join(
            name.stylize("b u $accent" if at == self._page else "$faint") for at, name in enumerate(names)
        )

    def _content(self, width: int) -> Content:
        if PAGES[self._page] in ("Cards", "Weak cards") and self._progress.figures.spreads is None:
            first = self._progress
            self._progress = self._workspace.reading(lambda: completed(self._workspace, first))
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
            case "Cards":
                found = list(pictures.card_pictures(figures))
            case "Answers":
                found = [pictures.button_picture(figures)]
            case _:
                return Content("\n").join(_weak_lines(shown))
        return Content("\n").join(drawn.picture_lines(each, width, self._as_table) for each in found)

    # -- what the learner does -----------------------------------------------------------------

    def action_turn(self, pages: int) -> None:
        self._page = (self._page + pages) % len(PAGES)
        self.query_one("#page").scroll_home(animate=False)
        self._paint()

    def action_table(self) -> None:
        """Shows the figures of the charts as tables, or the charts again."""
        self._as_table = not self._as_table
        self._paint()

    def action_deck(self) -> None:
        """Goes on to the next deck, after the last one to all of them."""
        decks = [None, *self._progress.titles]
        at = decks.index(self._deck) if self._deck in decks else 0
        self._deck = decks[(at + 1) % len(decks)]
        self._look()

    def action_period(self, span: str) -> None:
        self._period = SPANS[span]
        self._page = PAGES.index("Answers")
        self._look()

    def action_do(self, number: int) -> None:
        """Begins what stands under a number: a quiz, the weak cards, or what is to be done elsewhere."""
        found = pictures.steps(self._progress)
        if self._page or number > len(found):
            return
        step = found[number - 1]
        if step.kind == "date":
            self.notify(_("Run “quizapp check”: it names the cards and their lines."), markup=False)
            return
        self.post_message(RoundWanted(round_about(self._workspace, self._progress, step.kind, step.name)))

    def action_back(self) -> None:
        self.app.pop_screen()

    def _look(self) -> None:
        """Takes the figures anew, of the deck and the period in force."""
        try:
            self._progress = self._workspace.progress(self._deck, self._period, whole=False)
        except QuizError as error:
            self._deck = None
            self.notify(error_text(error), severity="warning", markup=False)
            return
        self._paint()


def _weak_lines(shown: ShownProgress) -> Iterator[Content]:
    """The weakest cards with their proof, then how far the learner's own word can be trusted, and where not;
    nothing of that where it was never asked for."""
    yield own(_("Weakest cards")).stylize("b $primary")
    if not shown.weakest:
        yield own(_("None: no card was missed yet."))
    for weak in shown.weakest:
        score = _("{right} of {n} right").format(right=weak.weak.correct, n=weak.weak.attempts)
        yield from _proven(weak.proven, score)
    confidence = shown.figures.confidence
    if confidence is None:
        return
    yield Content("")
    yield own(confidence_heading(confidence)).stylize("b $primary")
    for text in calibration_texts(confidence):
        yield own(text)
    if shown.sure_misses:
        yield Content("")
        yield own(_("Missed although sure")).stylize("b $primary")
    for each in shown.sure_misses:
        yield from _proven(each.proven, sure_miss_text(each.miss))


def _proven(proven: ProvenCard, record: str) -> Iterator[Content]:
    """A card with its record, its answer, and what proves it."""
    lang = proven.card.lang
    yield Content.assemble(said(proven.stem, lang), own(f"  {record}").stylize("$warning"))
    yield Content.assemble(
        "→ ", Content(" ; ").join([said(text, lang) for text in proven.expected]).stylize("b")
    )
    for passage in proven.passages:
        yield from cited(passage)
    yield Content("")
