"""A list of any number of cards, a line each, which asks only for those that are seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from quizapp.library.model import CardKey
from quizapp.messages import N_, _, ngettext
from quizapp.study.model import Phase
from quizapp.text import number_text
from quizapp.tui.text import own, said
from quizapp.workspace.browsing import SIGNS, ListedCard, Order, due_text, state_sign, state_text
from quizapp.workspace.wording import decimals_text, percent_text

LEAD, STANDING, MEASURE, DECK = 4, 13, 10, 13
"""Widths of the signs before the question and of the columns after it, in cells."""

ROOM_FOR_DECK, ROOM_FOR_STABILITY, ROOM_FOR_STANDING = 95, 80, 60
"""Below these widths of the list a column is left out; for what the list is sorted by the last one counts."""

KEPT = 1000
"""How many cards are kept once they were asked for."""

Fetch = Callable[[Sequence[CardKey]], Mapping[CardKey, ListedCard]]


class CardList(ScrollView):
    """Shows cards by their keys; one is the current one, and some may be marked."""

    DEFAULT_CSS = """
    CardList { scrollbar-size-vertical: 1; overflow-x: hidden; }
    """
    can_focus = True
    BINDINGS = [
        Binding("up,k", "move(-1)", N_("Up"), show=False, id="cards.up"),
        Binding("down,j", "move(1)", N_("Down"), show=False, id="cards.down"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="cards.page-up"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="cards.page-down"),
        Binding("home", "edge(0)", N_("First"), show=False, id="cards.first"),
        Binding("end", "edge(-1)", N_("Last"), show=False, id="cards.last"),
        Binding("space", "mark", N_("Mark"), id="cards.mark"),
        Binding("A", "mark_all", N_("Mark all or none"), show=False, id="cards.mark-all"),
    ]

    @dataclass
    class Moved(Message):
        """Another card has become the current one, or the marks have changed."""

    @dataclass
    class Opened(Message):
        """The current card was clicked twice."""

    @property
    def HELP(self) -> str:  # type: ignore[override]  # noqa: N802 - the name that Textual knows
        """In Markdown, for Textual's panel of help: what the signs of a narrow line mean."""
        return ", ".join(f"`{sign}` {_(meaning)}" for sign, meaning in SIGNS.items())

    def __init__(self, fetch: Fetch, complete: Callable[[], None], *, id: str) -> None:
        """`complete` is called before what is done to all cards: where they are but a page, it shows all."""
        super().__init__(id=id)
        self._fetch = fetch
        self._complete = complete
        self._known: dict[CardKey, ListedCard] = {}
        self._at = 0
        self._today = 0
        self.order = Order.DECK
        self.keys: Sequence[CardKey] = ()
        self.marked: set[CardKey] = set()

    # -- what it holds --------------------------------------------------------------------------

    @property
    def current(self) -> CardKey | None:
        """The key of the current card."""
        return self.keys[self._at] if self.keys else None

    def chosen(self) -> list[CardKey]:
        """The marked cards in the order of the list; where none is, the current one."""
        if self.marked:
            return [key for key in self.keys if key in self.marked]
        return [] if self.current is None else [self.current]

    def counted(self, *, whole: bool) -> str:
        """How many cards there are, or at least where they are not the whole, and how many are marked."""
        count, marked = len(self.keys), len(self.marked)
        told = ngettext("{n} card", "{n} cards", count)
        told = told.format(n=number_text(count) + ("" if whole or not count else "+"))
        if marked:
            told += " · " + ngettext("{n} marked", "{n} marked", marked).format(n=number_text(marked))
        return told

    def show(
        self, keys: Sequence[CardKey], today: int, *, anew: bool = False, before: CardKey | None = None
    ) -> None:
        """Replaces the cards on a study day. The current one and the marked ones stay so where they are still
        there; else the one at its place becomes current, or, where they were looked for anew, the first.
        While nobody has left the first one, `before` is the current one of what was shown earlier."""
        before = (before if self._at == 0 else None) or self.current
        self.keys, self._today = keys, today
        self._known.clear()
        if self.marked:
            self.marked &= set(keys)
        if before is None or self._at >= len(keys) or keys[self._at] != before:
            gone = 0 if anew else max(0, min(self._at, len(keys) - 1))
            self._at = keys.index(before) if before in keys else gone
        self.virtual_size = Size(self.scrollable_content_region.width, len(keys))
        self._bring_in()
        self.refresh()
        self.post_message(self.Moved())

    def start_over(self) -> None:
        """Shows what comes next from its first card on, unless one has left the first or marked any."""
        if self._at == 0 and not self.marked:
            self.keys = ()

    def card(self, key: CardKey) -> ListedCard | None:
        """What is shown of a card; None where it is gone."""
        if key not in self._known:
            top = max(0, self._at - self.size.height)
            seen = self.keys[self.scroll_offset.y :][: self.size.height + 1]
            wanted = {key, *seen, *self.keys[top : self._at + self.size.height]}
            if len(self._known) > KEPT:
                self._known.clear()
            self._known |= self._fetch([one for one in wanted if one not in self._known])
        return self._known.get(key)

    # -- what the user does ---------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        self._go(self._at + step)

    def action_page(self, pages: int) -> None:
        self._go(self._at + pages * max(1, self.size.height - 1))

    def action_edge(self, place: int) -> None:
        self._go(0 if place == 0 else len(self.keys) - 1)

    def action_mark(self) -> None:
        if self.current is not None:
            self.marked ^= {self.current}
            self._go(self._at + 1)

    def action_mark_all(self) -> None:
        self._complete()
        self.marked = set() if len(self.marked) == len(self.keys) else set(self.keys)
        self.refresh()
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = event.get_content_offset(self)
        place = -1 if at is None else at.y + self.scroll_offset.y
        if 0 <= place < len(self.keys):
            self._go(place)
            if event.chain == 2:
                self.post_message(self.Opened())

    def on_resize(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.keys))
        self._bring_in()

    def _go(self, place: int) -> None:
        if self.keys:
            self._at = max(0, min(place, len(self.keys) - 1))
            self._bring_in()
            self.refresh()
            self.post_message(self.Moved())

    def _bring_in(self) -> None:
        height = self.scrollable_content_region.height
        y = max(self._at - height + 1, min(self.scroll_target_y, self._at)) if height else 0
        self.scroll_to(y=max(0, y), animate=False, force=True, immediate=True)

    # -- what is on screen ----------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if not 0 <= place < len(self.keys):
            return Strip.blank(width, self.rich_style)
        line = self._line(place, width)
        return Visual.to_strips(self, line, width, 1, self.visual_style, pad=True)[0]

    def _line(self, place: int, width: int) -> Content:
        key, here = self.keys[place], place == self._at
        card, marked = self.card(key), key in self.marked
        flag = str(card.flag) if card is not None and card.flag else " "
        lead = Content(f"{'▸' if here else ' '}{'●' if marked else ' '}{flag} ").stylize("b $accent")
        if card is None:
            line = Content.assemble(lead, own(_("This card is gone.")).stylize("$faint"))
        else:
            cells = self._cells(card, width)
            room = max(1, width - LEAD - sum(cell.cell_length for cell in cells))
            stem = _fitted(self._stem(place, card, room), room)
            line = Content.assemble(lead, stem.stylize("b") if here else stem, *cells)
        line = line.pad_right(max(0, width - line.cell_length))
        return line.stylize_before("on $panel") if here else line

    def _stem(self, place: int, card: ListedCard, room: int) -> Content:
        """What is asked. Where it is too long, and in sight begins almost as the line above does, what it has
        of its own follows the first words."""
        text = " ".join(card.stem.split())
        stem = said(text, card.lang)
        above = self.card(self.keys[place - 1]) if place and stem.cell_length > room else None
        shared = _shared(text, " ".join(above.stem.split())) if above is not None else 0
        if shared <= room // 2:
            return stem
        first = text[: text.rfind(" ", 0, room // 3) + 1]
        gap = Content("… ").stylize("$faint")
        return Content.assemble(said(first, card.lang), gap, said(text[shared:], card.lang))

    def _cells(self, card: ListedCard, width: int) -> list[Content]:
        """The columns for which there is room: deck, when the card comes, and a measure; where there is next
        to none, a sign of the state."""
        held = card.suspended or card.buried
        is_due = card.phase is Phase.REVIEW and not held
        told = own(due_text(card, self._today) if is_due else state_text(card))
        late = card.due is not None and card.due <= self._today and not held
        colour = "$warning" if held else "b $accent" if late else "$faint"
        if width < ROOM_FOR_STANDING:
            return [Content.assemble(" ", own(state_sign(card, self._today)).stylize(colour))]
        cells = [Content.assemble("  ", _fitted(told, STANDING - 2).stylize(colour))]
        measure = self._measure(width)
        if measure is not None:
            cells.append(own(f"{MEASURES[measure](card):>{MEASURE}}").stylize("$faint"))
        if width >= ROOM_FOR_DECK:
            deck = _fitted(Content.assemble("  ", said(card.deck, "en")), DECK)
            cells.insert(0, deck.stylize("$primary"))
        return cells

    def _measure(self, width: int) -> Order | None:
        """What the last column tells: what the list is sorted by, else where there is room stability."""
        if self.order in MEASURES:
            return self.order
        return Order.STABILITY if width >= ROOM_FOR_STABILITY else None

    def heads(self) -> Content:
        """The names of the columns."""
        width = self.scrollable_content_region.width
        deck, due, measure = _("Deck"), _("Due"), self._measure(width)
        cells = []
        if width >= ROOM_FOR_DECK:
            cells.append(f"  {deck:<{DECK - 2}}")
        if width >= ROOM_FOR_STANDING:
            cells.append(f"  {due:<{STANDING - 2}}")
            if measure is not None:
                cells.append(_(MEASURE_NAMES[measure]).rjust(MEASURE))
        room = max(1, width - LEAD - sum(map(len, cells)))
        return Content.assemble(" " * LEAD, _fitted(own(_("Question")), room), own("".join(cells)))


def _shared(text: str, other: str) -> int:
    """How many characters two texts begin alike with, in whole words."""
    pairs = enumerate(zip(text, other, strict=False))
    alike = next((at for at, (one, two) in pairs if one != two), min(len(text), len(other)))
    return text.rfind(" ", 0, alike) + 1


def _days(days: float | None) -> str:
    if days is None:
        return "–"
    return _("{n} d").format(n=decimals_text(days, 1) if days < 10 else round(days))


MEASURES: dict[Order, Callable[[ListedCard], str]] = {
    Order.STABILITY: lambda card: _days(card.stability),
    Order.DIFFICULTY: lambda card: "–" if card.difficulty is None else decimals_text(card.difficulty, 1),
    Order.RETRIEVABILITY: lambda card: (
        "–" if card.retrievability is None else percent_text(card.retrievability)
    ),
    Order.LAPSES: lambda card: str(card.lapses),
}
"""What the last column tells of a card, by the order of the list."""

MEASURE_NAMES = {
    Order.STABILITY: N_("Stability"),
    Order.DIFFICULTY: N_("Difficulty"),
    Order.RETRIEVABILITY: N_("Recall"),
    Order.LAPSES: N_("Lapses"),
}


def _fitted(text: Content, width: int) -> Content:
    cut = text.truncate(width, ellipsis=True)
    return cut.pad_right(max(0, width - cut.cell_length))
