"""Browse: all cards under a search, with what can be done to many of them at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widgets import Footer, Input, Static

from quizapp.errors import QuizError
from quizapp.messages import N_, _
from quizapp.tui.keys import DIGITS, named
from quizapp.tui.screens import turning
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.screens.rest import Rest
from quizapp.tui.text import own
from quizapp.tui.widgets.card_list import CardList
from quizapp.tui.widgets.search_field import SearchField
from quizapp.tui.widgets.title_bar import TitleBar
from quizapp.workspace import bulk
from quizapp.workspace.browsing import ORDERS, Order, found_cards, listed_cards, unknown_name
from quizapp.workspace.bulk_wording import done_text
from quizapp.workspace.wording import edited_text, error_text
from quizapp.workspace.workspace import Workspace

if TYPE_CHECKING:
    from concurrent.futures import Future

    from quizapp.library.model import CardKey
    from quizapp.workspace.editing import CardPlace

PAUSE_S = 0.12
"""How long the keys must rest before a search is made."""

PAGE = 100
"""So many cards are looked for first, which is all that a screen can show; then the others."""

ROOM_BESIDE, ROOM_BELOW = 100, 20
"""So many cells of width let the marked card stand beside the list, so many lines below it."""

FLAGS = 4


class BrowseScreen(QuizScreen):
    """Lists the cards that match a search; Enter shows one."""

    CSS_PATH = "browse.tcss"
    BINDINGS = [
        Binding("slash,ctrl+f", "search", N_("Search"), priority=True, id="browse.search"),
        Binding("enter,v", "open", N_("Card"), id="browse.open"),
        Binding("down", "to_list", N_("To the cards"), show=False, id="browse.to-list"),
        Binding("o", "order", N_("Order"), show=False, id="browse.order"),
        Binding("s,f8", "suspend", N_("Suspend or bring back"), show=False, id="browse.suspend"),
        Binding("b,f7", "bury", N_("Bury until tomorrow"), show=False, id="browse.bury"),
        Binding("0,à", "flag(0)", N_("No flag"), show=False, id="browse.unflag"),
        *(
            Binding(keys, f"flag({number})", N_("Flag {n}"), show=False, id=f"browse.flag-{number}")
            for number, keys in enumerate(DIGITS[:FLAGS], 1)
        ),
        Binding("R", "reset", N_("Make new again"), show=False, id="browse.reset"),
        Binding("d", "due", N_("Set due"), show=False, id="browse.due"),
        Binding("e,f6", "edit", N_("Edit the card"), show=False, id="browse.edit"),
        Binding("u,ctrl+z", "undo", N_("Undo"), id="browse.undo"),
        Binding("ctrl+y", "redo", N_("Redo"), show=False, id="browse.redo"),
        Binding("escape,q", "back", N_("Back"), show=False, id="browse.back"),
    ]

    def __init__(self, workspace: Workspace, text: str = "") -> None:
        super().__init__()
        self._workspace = workspace
        self._text = text
        self._order = Order.DECK
        self._wait: Timer | None = None
        self._whole = False
        self._rest = Rest(self, workspace, self._show_rest, self._complete)
        self._before: CardKey | None = None
        self._edited: CardPlace | None = None
        self._look: tuple[int, int] | None = None

    def compose(self) -> ComposeResult:
        yield TitleBar(_("BROWSE"))
        placeholder = _("words, deck:, tag:, is:due, prop:…")
        yield SearchField(self._text, placeholder=placeholder, id="query", compact=True)
        yield Static(id="trouble", markup=False)
        with Horizontal(id="panes"):
            with VerticalScroll(id="left", can_focus=False):
                yield Static(id="heads", markup=False)
                yield CardList(lambda keys: listed_cards(self._workspace, keys), self._complete, id="cards")
                yield Static(id="none", markup=False)
            with VerticalScroll(id="preview", can_focus=False):
                yield Static(id="shown", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.query_one("#trouble").display = False
        self._cards.focus()
        self.set_interval(1, self._follow_edit)

    def on_screen_resume(self) -> None:
        self._search()

    def on_unmount(self) -> None:
        self._rest.drop()

    def on_resize(self, event: events.Resize) -> None:
        beside = event.size.width >= ROOM_BESIDE
        self.set_class(not beside, "-below")
        self.query_one("#preview").display = beside or event.size.height >= ROOM_BELOW
        self.call_after_refresh(self._paint)

    @property
    def _cards(self) -> CardList:
        return self.query_one(CardList)

    def is_filled(self) -> bool:
        """Whether the list holds all that was looked for."""
        return self._whole

    # -- the search -----------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._wait is not None:
            self._wait.stop()
        self._wait = self.set_timer(PAUSE_S, self._search)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._search():
            self._cards.focus()

    def _search(self) -> bool:
        """Shows the first page of what is looked for, then all; gives whether the search says something."""
        if self._wait is not None:
            self._wait.stop()
            self._wait = None
        try:
            first = self._found(PAGE)
        except QuizError as error:
            # What was found before is not what this asks for.
            self._fill([], error_text(error))
            return False
        self._whole = len(first) < PAGE
        self._rest.drop()
        self._before = self._cards.current
        anew = self.query_one(Input).value != self._text
        # Of what was looked for before, the place and the marks would be lost in a page.
        if self._whole or not self._cards.keys or (anew and not self._cards.marked):
            self._fill(first)
        if not self._whole:
            self.call_after_refresh(self._look_further)
        return True

    def _look_further(self) -> None:
        if not self._whole:
            self._rest.look(self.query_one(Input).value, self._order)

    def _show_rest(self, text: str, found: list[CardKey]) -> None:
        # What is typed meanwhile is looked for in its own turn.
        if text == self.query_one(Input).value:
            self._whole = True
            self._fill(found)

    def _complete(self) -> None:
        """Shows all that is looked for at once, where that is not done."""
        if self._whole:
            return
        self._rest.drop()
        try:
            found = self._found(None)
        except QuizError:
            # The search was changed meanwhile; its own turn tells of it.
            return
        self._whole = True
        self._fill(found)

    def _found(self, limit: int | None) -> list[CardKey]:
        return found_cards(self._workspace, self.query_one(Input).value, self._order, limit=limit)

    def _fill(self, keys: list[CardKey], trouble: str = "") -> None:
        self.query_one("#trouble").display = bool(trouble)
        self.query_one("#trouble", Static).update(own(trouble))
        text = self.query_one(Input).value
        self._cards.show(keys, self._workspace.today(), anew=text != self._text, before=self._before)
        self._text = text
        for name in ("#heads", "#cards"):
            self.query_one(name).display = bool(keys)
        self.query_one("#none").display = not keys and not trouble
        none = _("No card matches this search.") if text else _("There is no card yet.")
        if not keys and not trouble and (missing := unknown_name(self._workspace, text)):
            none += "\n" + error_text(missing)
        self.query_one("#none", Static).update(own(none))
        self._paint()

    # -- what is on screen ------------------------------------------------------------------------

    def on_card_list_moved(self, event: CardList.Moved) -> None:
        event.stop()
        self._paint()

    def _paint(self) -> None:
        cards = self._cards
        told = cards.counted(whole=self._whole or len(cards.keys) != PAGE)
        order = _("by {order}").format(order=_(ORDERS[self._order]))
        self.query_one(TitleBar).show(own(told), order)
        self.query_one("#heads", Static).update(cards.heads())
        if self.query_one("#preview").display:
            self.query_one("#preview").scroll_home(animate=False)
            from quizapp.tui.screens.card_lines import preview

            self.query_one("#shown", Static).update(preview(self._workspace, cards.current))

    # -- where one goes --------------------------------------------------------------------------

    def action_search(self) -> None:
        # At once, so that what is typed or pasted right behind the key is searched for and acts on no card.
        self.set_focus(self.query_one(Input))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A slash within the search is a character of it."""
        return action != "search" or self.focused is not self.query_one(Input)

    def action_to_list(self) -> None:
        self._cards.focus()

    def action_back(self) -> None:
        """From the search to the cards, from the cards to where one came from."""
        if self.query_one(Input).has_focus:
            self._cards.focus()
        else:
            self.app.pop_screen()

    def action_order(self) -> None:
        orders = list(Order)
        self._order = self._cards.order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._cards.start_over()
        self._search()
        self._paint()

    def action_open(self) -> None:
        from quizapp.tui.screens.card_view import CardScreen

        key = self._cards.current
        if key is not None:
            with self._told():
                self.app.push_screen(CardScreen(self._workspace, key))

    def on_card_list_opened(self, event: CardList.Opened) -> None:
        event.stop()
        self.action_open()

    def action_edit(self) -> None:
        """Opens the deck at the card; what an editor with a window of its own saves is read by and by."""
        from quizapp.tui.editing import edit
        from quizapp.workspace.editing import card_place

        key = self._cards.current
        if key is None:
            return
        with self._told():
            place = card_place(self._workspace, key)
            self._edited, self._look = place, place.look()
            if edit(self.app, place.file, place.line):
                self._edited = None
                self._reread()

    def _follow_edit(self) -> None:
        if self._edited is not None and self.is_current and self._edited.look() != self._look:
            self._look = self._edited.look()
            self._reread()

    def _reread(self) -> None:
        with self._told():
            self._workspace.reload()
            if self._workspace.edits.due:
                self.notify(edited_text(self._workspace.edits.due), markup=False)
        self._search()

    # -- what is done to cards ---------------------------------------------------------------------

    def action_suspend(self) -> None:
        def suspend(keys: list[CardKey]) -> tuple[str, bulk.Bulk]:
            done, on = bulk.suspend(self._workspace, keys)
            return "suspend" if on else "resume", done

        self._act(suspend)

    def action_bury(self) -> None:
        self._act(lambda keys: ("bury", bulk.bury(self._workspace, keys)))

    def action_flag(self, number: int) -> None:
        name = "flag" if number else "unflag"
        self._act(lambda keys: (name, bulk.flag(self._workspace, keys, number)))

    def action_reset(self) -> None:
        self._act(lambda keys: ("reset", bulk.reset(self._workspace, keys)))

    def action_due(self) -> None:
        """Asks in how many days, then sets the cards due."""
        from quizapp.tui.screens.due_dialog import DueDialog

        def start(days: int | None) -> None:
            if days is not None:
                self._act(lambda keys: ("due", bulk.set_due(self._workspace, keys, days)))

        if self._cards.chosen():
            self.app.push_screen(DueDialog(len(self._cards.chosen())), start)

    def _act(self, act: Callable[[list[CardKey]], tuple[str, bulk.Bulk]]) -> None:
        """Does what changes cards, says what came of it, and looks for the cards anew."""
        from quizapp.tui.screens.work_dialog import at_work

        def then(done: Future[tuple[str, bulk.Bulk]]) -> None:
            with self._told():
                told = done_text(*done.result(), named("browse.undo"))
                self.notify(told, timeout=4, markup=False)
                self._search()

        if chosen := self._cards.chosen():
            at_work(self, lambda: act(chosen), then)

    def action_undo(self) -> None:
        turning.undo(self, self._workspace, self._search)

    def action_redo(self) -> None:
        turning.redo(self, self._workspace, self._search)
