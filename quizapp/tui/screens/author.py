"""The authoring screen: from a sentence to its cards and back, into the editor, and to a preview."""

from __future__ import annotations

import time

from textual.binding import Binding

from quizapp.messages import N_, _
from quizapp.tui.editing import edit
from quizapp.tui.keys import keyed
from quizapp.tui.screens.drafting import DraftScreen
from quizapp.tui.widgets.card_pane import CardPane
from quizapp.tui.widgets.row_list import RowList
from quizapp.workspace.authoring import Authoring, EditPlace
from quizapp.workspace.beginning import begin_card, take_back, write_card
from quizapp.workspace.draft import Place, SeenCard


class AuthorScreen(DraftScreen):
    """What an author does with a draft. The file itself is written in the author's own editor."""

    BINDINGS = [
        Binding("e,f4", "edit", N_("Edit"), id="author.edit"),
        Binding("n", "new", N_("New card"), id="author.new"),
        Binding("p", "preview", N_("Preview"), id="author.preview"),
        Binding("tab,shift+tab", "turn", N_("The other pane"), show=False, id="author.turn"),
        Binding(
            "right_square_bracket,u",
            "unquoted(1)",
            N_("Next sentence not quoted"),
            show=False,
            id="author.next",
        ),
        Binding(
            "left_square_bracket,U",
            "unquoted(-1)",
            N_("Last sentence not quoted"),
            show=False,
            id="author.last",
        ),
        Binding("exclamation_mark,f8", "problem", N_("Next problem"), show=False, id="author.problem"),
        Binding("ctrl+up", "scroll_below(-1)", N_("Problems up"), show=False, id="author.below-up"),
        Binding("ctrl+down", "scroll_below(1)", N_("Problems down"), show=False, id="author.below-down"),
        Binding("escape", "leave", N_("Back"), id="author.leave"),
    ]

    def __init__(self, authoring: Authoring) -> None:
        super().__init__(authoring)
        self._went_from: Place | None = None

    # -- moving about -----------------------------------------------------------------------------

    def action_turn(self) -> None:
        self._turn_to(self._source_pane if self._in_cards() else self._card_pane)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """To the counterpart; from the same sentence again, to the next of its cards."""
        event.stop()
        if isinstance(event.rows, CardPane):
            if (card := self._card_pane.card()) and card.places:
                self._turn_to(self._source_pane)
            else:
                self._say(_("This card quotes nothing that can be shown."))
            return
        sentence = self._source_pane.sentence()
        if sentence is None or not sentence.cards:
            self._say(keyed(_("No card quotes this sentence yet; {author.new} begins one.")))
            return
        ids, key = sentence.cards, self._card_pane.key
        at = ids.index(key) if isinstance(key, str) and key in ids else -1
        again = self._went_from == sentence.place
        self._went_from = sentence.place
        self._card_pane.go_to(ids[(at + again) % len(ids)])
        self._turn_to(self._card_pane)

    def action_unquoted(self, step: int) -> None:
        self._problem = None
        if self._source_pane.next_unquoted(step):
            self._turn_to(self._source_pane)
            self._lead(self._source_pane)
        else:
            self._say(_("Every sentence is quoted by a card."))

    def action_problem(self) -> None:
        """Shows the next problem of the file, in its order, and marks the card that has it."""
        problems = self._draft.problems
        if not problems:
            self._say(_("No problem."))
            return
        at = problems.index(self._problem) if self._problem in problems else -1
        problem = problems[(at + 1) % len(problems)]
        if problem.card is not None and self._card_pane.go_to(problem.card):
            self._turn_to(self._card_pane)
            self._lead(self._card_pane)
        self._problem = problem
        self._paint_below()

    def action_scroll_below(self, lines: int) -> None:
        self.query_one("#below").scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        if len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self.app.exit()

    # -- writing ----------------------------------------------------------------------------------

    def action_edit(self) -> None:
        with self._told():
            self._authoring.expect_own()
            if self._draft.missing:
                self._say(_("There is no file to edit."))
                return
            place = self._edit_place()
            if place is None:
                self._say(keyed(_("No card quotes this sentence yet; {author.new} begins one.")))
            else:
                self._edit(place)

    def _edit_place(self) -> EditPlace | None:
        """The problem that is shown, else the card that is marked or belongs to the mark."""
        draft = self._draft
        problem = self._problem
        if problem is None and (draft.stale or draft.deck is None) and draft.problems:
            problem = draft.problems[0]
        if problem is not None:
            return self._authoring.place_of(problem)
        card = self._current_card()
        if card is None:
            return EditPlace(self._authoring.file, 1) if not draft.sources else None
        return EditPlace(self._authoring.file, card.line)

    def _current_card(self) -> SeenCard | None:
        """The marked card; of a sentence that no card quotes, none."""
        sentence = self._source_pane.sentence()
        if not self._in_cards() and (sentence is None or not sentence.cards):
            return None
        return self._card_pane.card()

    def _edit(self, place: EditPlace) -> None:
        try:
            edit(self.app, *place)
        finally:
            self._take(self._authoring.poll(time.time_ns()))

    def action_new(self) -> None:
        sentence = self._source_pane.sentence()
        if sentence is None:
            self._say(_("There is no sentence to begin a card from."))
            return
        self._take(self._authoring.poll(time.time_ns()))
        if self._draft.missing:
            self._say(_("There is no file to edit."))
            return
        with self._told():
            begun = begin_card(self._authoring, sentence)
            place = write_card(self._authoring, begun)
            over = True
            try:
                over = edit(self.app, *place)
            finally:
                taken = over and take_back(self._authoring, begun)
                self._take(self._authoring.poll(time.time_ns()))
                if taken:
                    self._say(_("Nothing was typed, so no card was added."))
                elif self._card_pane.go_to(begun.id):
                    self._turn_to(self._card_pane)

    def action_preview(self) -> None:
        from quizapp.tui.screens.preview import PreviewScreen
        from quizapp.workspace.preview import Preview

        card = self._current_card()
        if card is None:
            self._say(keyed(_("No card quotes this sentence yet; {author.new} begins one.")))
            return
        with self._told():
            self.app.push_screen(PreviewScreen(Preview(self._authoring, card.id)))

    def _say(self, text: str) -> None:
        self.notify(text, timeout=3, markup=False)
