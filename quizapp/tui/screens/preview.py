"""The preview: a card as its learner will see it, answered as often as its author likes, never recorded."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from quizapp.messages import N_, _
from quizapp.tui.keys import keyed
from quizapp.tui.screens.asking import AskingScreen
from quizapp.tui.text import own, said
from quizapp.tui.widgets.choice_bar import ChoiceBar
from quizapp.workspace.model import Answered, Asking
from quizapp.workspace.preview import Preview


class PreviewScreen(AskingScreen):
    """Asks the faces of one card."""

    CSS_PATH = "study.tcss"
    WAY = N_("PREVIEW")
    SHAPE = "angles"
    BINDINGS = [
        Binding("r,f6", "again", N_("Ask again"), id="preview.again"),
        Binding("escape", "leave", N_("Back"), id="preview.leave"),
    ]

    def __init__(self, preview: Preview) -> None:
        super().__init__(preview)
        self._preview = preview

    def opening(self) -> list[Content]:
        return [own(_("Nothing is recorded.")).stylize("$faint")]

    def bars(self) -> list[Widget]:
        return [ChoiceBar()]

    def headline(self, asking: Asking) -> tuple[Content, str]:
        """The card's id, and which of its faces this is where it has several."""
        preview = self._preview
        place = _("{n} of {total}").format(n=preview.place, total=preview.total) if preview.total > 1 else ""
        return said(asking.card.id, "en"), place

    def show_ratings(self, answered: Answered) -> None:
        more = self._preview.place < self._preview.total
        labels = [
            keyed(_("{study.accept}: the next face"))
            if more
            else keyed(_("{study.accept}: back to the deck")),
            keyed(_("{preview.again}: ask again")),
        ]
        self.query_one(ChoiceBar).show(labels, 0)

    # -- what an author does ----------------------------------------------------------------------

    async def on_choice_bar_chosen(self, event: ChoiceBar.Chosen) -> None:
        event.stop()
        await (self.action_again() if event.place else self.action_accept())

    async def action_accept(self) -> None:
        if self._may_go_on():
            with self._told():
                self._preview.go_on()
            await self._show()

    async def action_again(self) -> None:
        with self._told():
            self._preview.again()
        await self._show()

    async def undone(self) -> bool:
        return False

    def action_leave(self) -> None:
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves out what only a sitting can do."""
        if action in {"undo", "guess", "override", "accept_answer"}:
            return False
        return super().check_action(action, parameters)
