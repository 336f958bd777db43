"""Asks what is to be done to the card on screen: flag it, set it due, make it new."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeAlias

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from quizapp.messages import N_, _
from quizapp.study.model import Phase, StudyDay
from quizapp.tui.keys import DIGITS, keyed
from quizapp.tui.screens.dialog import Dialog
from quizapp.tui.text import flag_mark, own
from quizapp.workspace import acts
from quizapp.workspace.acts import FLAGS, Act
from quizapp.workspace.model import Asking

Then: TypeAlias = Callable[[str, Act], Awaitable[None]]
"""Does an act, given the name by which `bulk_wording.DONE` words it."""

FLAG, DUE, RESET = "flag-", "due", "reset"
"""What can be wanted of a card: one of its flags, the number behind; another date; to be new again."""

FLAG_KEYS = (
    N_("{act-dialog.flag-0} no flag"),
    N_("{act-dialog.flag-1} flag"),
    N_("{act-dialog.flag-2} flag"),
    N_("{act-dialog.flag-3} flag"),
    N_("{act-dialog.flag-4} flag"),
)


class ActDialog(Dialog[str | None]):
    """Gives what is wanted of the card, as FLAG, DUE and RESET name it; None if nothing is."""

    DEFAULT_CSS = """
    ActDialog {
        align: center bottom;

        #box { width: 44; max-width: 100%; height: auto; margin: 0 0 2 0; padding: 0 2; background: $panel; }
        .faint { color: $faint; }
        .choice:hover { background: $surface; }
        &.-short #box { margin: 0; }
    }
    """
    BINDINGS = [
        Binding("0,à", f"want('{FLAG}0')", N_("No flag"), id="act-dialog.flag-0"),
        *(
            Binding(DIGITS[n - 1], f"want('{FLAG}{n}')", N_("Flag {n}"), id=f"act-dialog.flag-{n}")
            for n in FLAGS
        ),
        Binding("d", f"want('{DUE}')", N_("Set due"), id="act-dialog.due"),
        Binding("r,R", f"want('{RESET}')", N_("Make new again"), id="act-dialog.reset"),
        Binding("escape,f9", "dismiss(None)", N_("Cancel"), id="act-dialog.cancel"),
    ]

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self._asking = asking

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            for name, line in self._lines():
                yield Static(line, id=name, classes="choice", markup=False)
            yield Static(own(keyed(_("{act-dialog.cancel} goes back"))), classes="faint", markup=False)

    def _lines(self) -> Iterator[tuple[str, Content]]:
        """What can be done to this card; which flag it has is told by the glyph before it, too."""
        for number, text in enumerate(FLAG_KEYS):
            here = "▸ " if number == self._asking.flag else "  "
            mark = Content.assemble(" ", flag_mark(number)) if number else Content("")
            yield f"{FLAG}{number}", Content.assemble(here, own(keyed(_(text))), mark)
        if self._asking.phase is Phase.REVIEW:
            yield DUE, own("  " + keyed(_("{act-dialog.due} set due in so many days")))
        if self._asking.phase is not Phase.NEW:
            yield RESET, own("  " + keyed(_("{act-dialog.reset} make new again")))

    def action_want(self, wanted: str) -> None:
        self.dismiss(wanted)

    def on_click(self, event: events.Click) -> None:
        chosen = event.widget.id if event.widget is not None else None
        if event.widget is self:
            self.dismiss(None)
        elif event.widget is not None and event.widget.has_class("choice"):
            self.dismiss(chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a card in review has a date that can be set, only one that is not new can be made new."""
        if action != "want":
            return True
        phase = self._asking.phase
        return {DUE: phase is Phase.REVIEW, RESET: phase is not Phase.NEW}.get(str(parameters[0]), True)


def ask_act(app: App[Any], asking: Asking, today: Callable[[], StudyDay], then: Then) -> None:
    """Asks what is to be done to a card, and of another date which one it is to be; nothing may be."""

    async def date(days: int | None) -> None:
        if days is not None:
            await then("due", acts.dating(today(), days))

    async def act(wanted: str | None) -> None:
        if wanted == DUE:
            from quizapp.tui.screens.due_dialog import DueDialog

            app.push_screen(DueDialog(1), date)
        elif wanted == RESET:
            await then("reset", acts.RESET)
        elif wanted is not None:
            number = int(wanted.removeprefix(FLAG))
            await then("flag" if number else "unflag", acts.flagging(number))

    app.push_screen(ActDialog(asking), act)
