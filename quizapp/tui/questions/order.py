"""Items to put in order: carried by the arrows, by number, or by mouse."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from quizapp.messages import N_, _
from quizapp.questions.model import Ordering, Response, indices_of
from quizapp.questions.order import longest_run
from quizapp.tui.keys import PLACES, keyed
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.text import own, said
from quizapp.tui.widgets.hanging_rows import HERE, RIGHT, WRONG, HangingRow, HangingRows
from quizapp.workspace.model import Answered


class OrderView(QuestionView):
    """Items in a column. One is picked up, carried and put down; Enter submits the column as it stands."""

    TALL = True
    can_focus = True
    BINDINGS = [
        Binding("up,k", "go(-1)", N_("Up"), show=False, id="order.up"),
        Binding("down,j", "go(1)", N_("Down"), show=False, id="order.down"),
        Binding("alt+up,ctrl+up", "carry(-1)", N_("Move the item up"), show=False, id="order.carry-up"),
        Binding(
            "alt+down,ctrl+down", "carry(1)", N_("Move the item down"), show=False, id="order.carry-down"
        ),
        Binding("space", "touch", N_("Pick up or put down"), id="order.touch"),
        Binding("enter", "confirm", N_("Submit"), id="order.confirm"),
        Binding("0,à", "pass", N_("I don’t know"), show=False, id="order.pass"),
        *(
            Binding(keys, f"place({place})", N_("Place {n}"), show=False, id=f"order.{place + 1}")
            for place, keys in enumerate(PLACES)
        ),
    ]

    def compose(self) -> ComposeResult:
        self._at = 0
        self._held = False
        first = indices_of(self.asking.first)
        self._moved = bool(first)
        self._items = list(first or self.asking.order)
        yield HangingRows()

    def prompts(self) -> tuple[str, ...]:
        hint = _(
            "{order.carry-up} and {order.carry-down} move the marked item; or {order.touch}"
            " picks it up and puts it down. {order.confirm} submits; {order.pass}: I don’t know."
        )
        return (keyed(hint),)

    def on_mount(self) -> None:
        self._paint(follow=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers the numbers of the places that there are."""
        if action == "place" and isinstance(parameters[0], int):
            return parameters[0] < len(self.asking.order)
        return True

    def on_hanging_rows_clicked(self, event: HangingRows.Clicked) -> None:
        event.stop()
        self.touch(event.place)

    def action_go(self, step: int) -> None:
        """Moves the cursor, and the item with it where one is held."""
        if self._held:
            self.action_carry(step)
        else:
            self._at = (self._at + step) % len(self._items)
            self._paint()

    def action_carry(self, step: int) -> None:
        self._carry_to(min(max(self._at + step, 0), len(self._items) - 1))

    def action_touch(self) -> None:
        self.touch(self._at)

    def action_place(self, place: int) -> None:
        self.touch(place)

    def touch(self, place: int) -> None:
        """Picks up the item of a place, or puts the one that is held down there."""
        if self.answered:
            return
        if self._held:
            self._carry_to(place)
        self._at = place
        self._held = not self._held
        self._paint()

    def action_pass(self) -> None:
        """Gives no answer: "I don't know"."""
        self.submit(None)

    def action_confirm(self) -> None:
        if self._held:
            self.touch(self._at)
        else:
            self.submit(tuple(self._items))

    def _carry_to(self, place: int) -> None:
        if not self.answered:
            self._moved = True
            self._items.insert(place, self._items.pop(self._at))
            self._at = place
            self._paint()

    def draft(self) -> Response:
        """The column as it stands; None as long as nothing was moved in it."""
        return tuple(self._items) if self._moved else None

    def _text(self, index: int) -> Content:
        form = self.asking.form
        assert isinstance(form, Ordering)
        return said(form.texts[index], self.asking.card.lang)

    def _paint(self, *, follow: bool = True) -> None:
        """With `follow` the marked row comes into sight; at first a long question stays there."""
        held = f"{HERE} reverse" if self._held else HERE
        rows = []
        for place, index in enumerate(self._items):
            here = place == self._at
            lead = ("↕" if self._held else "▸") if here else " "
            rows.append(HangingRow(f"{lead} {place + 1}  ", self._text(index), held if here else ""))
        shown = self.query_one(HangingRows)
        shown.show(rows)
        if follow:
            # A row that has just changed its height is not laid out yet.
            self.call_after_refresh(shown.bring_in, self._at)

    def show_verdict(self, answered: Answered) -> None:
        """The right order; each item with the place that it was given. ≈ stands at those that only others
        have shifted: they belong to the longest run in order."""
        super().show_verdict(answered)
        self.can_focus = False
        given = indices_of(answered.response)
        run = longest_run(given)
        rows = []
        for index in range(len(self._items)):
            place = given.index(index) if index in given else None
            right = place == index
            sign = "✓" if right else ("≈" if index in run else "✗") if given else "○"
            yours = own("" if right or place is None else _("  ← you: {n}").format(n=place + 1))
            style = RIGHT if right else WRONG if given and index not in run else ""
            text = Content.assemble(self._text(index), yours)
            rows.append(HangingRow(f"{sign} {index + 1}  ", text, style))
        self.query_one(HangingRows).show(rows)
