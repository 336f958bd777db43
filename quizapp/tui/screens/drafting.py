"""What an author looks at: a source and its cards side by side, as the deck file on disk now has them."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Footer, Static

from quizapp.library.model import Problem
from quizapp.messages import _
from quizapp.tui.drafts import (
    card_lines,
    cards_head,
    file_name,
    problem_lines,
    sentence_lines,
    source_head,
    status,
)
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.text import QUOTE, own, said
from quizapp.tui.widgets.card_pane import CardPane
from quizapp.tui.widgets.row_list import RowList
from quizapp.tui.widgets.source_pane import SourcePane
from quizapp.tui.widgets.title_bar import ROOM_FOR_STATUS, TitleBar
from quizapp.workspace.authoring import Authoring
from quizapp.workspace.draft import Draft, cited_by
from quizapp.workspace.unasked import Unasked

POLL_S = 0.25
"""How often the files are looked at."""

ROOM_FOR_TWO = 80
"""Below this width one pane is shown at a time."""


class DraftScreen(QuizScreen):
    """Shows a draft in two panes and follows its files: one pane leads, the other shows the counterpart of
    what is marked there."""

    CSS_PATH = "author.tcss"
    AUTO_FOCUS = "SourcePane"

    def __init__(self, authoring: Authoring) -> None:
        super().__init__()
        self._authoring = authoring
        self._draft = authoring.draft
        self._unasked = Unasked(None)
        self._problem: Problem | None = None
        self._looking = False

    def compose(self) -> ComposeResult:
        yield TitleBar(_("AUTHORING"))
        with Horizontal(id="panes"):
            with Vertical(id="left", classes="-leading"):
                yield Static(id="left-head", classes="pane-head", markup=False)
                yield SourcePane()
            with Vertical(id="right"):
                yield Static(id="right-head", classes="pane-head", markup=False)
                yield CardPane()
        with VerticalScroll(id="below", can_focus=False):
            yield Static(id="told", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self._paint_draft()
        self.set_interval(POLL_S, self._look)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < ROOM_FOR_TWO, "-single")
        self._paint_heads()
        self._paint_title()

    # -- following the file -----------------------------------------------------------------------

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self.run_worker(self._look_again(), group="author")

    async def _look_again(self) -> None:
        """Off the screen's own thread: a large deck takes a moment to be checked, and its facts another."""
        try:
            draft = await asyncio.to_thread(self._authoring.poll, time.time_ns())
            # Where the app has begun to end meanwhile, there are no panes left to paint.
            with suppress(NoMatches):
                self._take(draft)
            if self._unasked.deck is not draft.deck:
                self._unasked = await asyncio.to_thread(Unasked, draft.deck)
                with suppress(NoMatches):
                    self._paint_below()
        finally:
            self._looking = False

    def _take(self, draft: Draft) -> None:
        if draft is not self._draft:
            self._draft = draft
            if self._problem not in draft.problems:
                self._problem = None
            self._paint_draft()

    # -- what is on screen ------------------------------------------------------------------------

    @property
    def _source_pane(self) -> SourcePane:
        return self.query_one(SourcePane)

    @property
    def _card_pane(self) -> CardPane:
        return self.query_one(CardPane)

    def _in_cards(self) -> bool:
        """Whether the cards lead, and the source follows."""
        return self.query_one("#right").has_class("-leading")

    def _paint_draft(self) -> None:
        self._source_pane.show_draft(self._draft)
        self._card_pane.show_draft(self._draft)
        self._paint_heads()
        self._paint_title()
        self._relate()

    def _paint_heads(self) -> None:
        """How much there is to do in each pane, and the key that leads to the other one."""
        heads = [source_head(self._draft), cards_head(self._draft)]
        # Beside the pane that leads the key stands on the other one; alone it stands on that which is shown.
        on_cards = self._in_cards() is self.has_class("-single")
        heads[on_cards] = _("Tab · {head}").format(head=heads[on_cards])
        for id, head in zip(("#left-head", "#right-head"), heads, strict=True):
            self.query_one(id, Static).update(own(head))

    def _paint_title(self) -> None:
        draft, state = self._draft, status(self._draft)
        subject = said(file_name(draft), "en")
        if draft.deck is not None:
            subject = Content.assemble(subject, " · ", said(draft.deck.title, draft.deck.lang))
        if self.app.size.width < ROOM_FOR_STATUS and (draft.stale or draft.deck is None):
            subject = Content.assemble(own(state).stylize("$error"), " · ", subject)
        self.query_one(TitleBar).show(subject, state)

    def _relate(self) -> None:
        """Lets the pane that follows show what belongs to the mark of the one that leads."""
        source, cards = self._source_pane, self._card_pane
        if self._in_cards():
            card = cards.card()
            cards.light(())
            places = card.places if card else ()
            if places and source.key not in places:
                source.go_to(places[0])
            lit = {one.place: one for one in self._draft.sentences() if one.place in places}
            drawn = card.card if card else None
            source.light({place: cited_by(drawn, one) for place, one in lit.items()} if drawn else {})
        else:
            sentence = source.sentence()
            ids = sentence.cards if sentence else ()
            cards.light(ids)
            if ids and cards.key not in ids:
                cards.go_to(ids[0])
            source.light({sentence.place: sentence.quoted} if sentence else {}, style=QUOTE)
        self._paint_below()

    def _paint_below(self) -> None:
        draft = self._draft
        if self._problem is not None:
            lines = problem_lines(self._problem, draft)
        elif draft.missing:
            lines = [
                own(_("The file is not there any more. What it last held stands here until it is back."))
            ]
        elif draft.stale or draft.deck is None:
            lines = [line for problem in draft.problems for line in problem_lines(problem, draft)]
        elif self._in_cards():
            lines = card_lines(self._card_pane.card(), draft)
        else:
            sentence = self._source_pane.sentence()
            lines = sentence_lines(sentence, draft, self._unasked.of(sentence) if sentence else ())
        self.query_one("#told", Static).update(Content("\n").join(lines))
        below = self.query_one("#below", VerticalScroll)
        below.display = bool(lines)
        below.scroll_home(animate=False)

    # -- which pane leads -------------------------------------------------------------------------

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        event.stop()
        self._problem = None
        self._lead(event.rows)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, RowList):
            self._lead(event.widget)

    def on_click(self, event: events.Click) -> None:
        """The head of a pane leads to it, or from the only one that is shown, to the other."""
        head = event.widget.id if event.widget is not None else None
        if head in {"left-head", "right-head"}:
            to_cards = (head == "right-head") is not self.has_class("-single")
            self._turn_to(self._card_pane if to_cards else self._source_pane)

    def _lead(self, rows: RowList) -> None:
        in_cards = isinstance(rows, CardPane)
        self.query_one("#left").set_class(not in_cards, "-leading")
        self.query_one("#right").set_class(in_cards, "-leading")
        self.set_class(in_cards, "-cards")
        self._paint_heads()
        self._relate()

    def _turn_to(self, rows: RowList) -> None:
        # A pane that is not displayed takes no focus.
        self.set_class(isinstance(rows, CardPane), "-cards")
        rows.focus(scroll_visible=False)
