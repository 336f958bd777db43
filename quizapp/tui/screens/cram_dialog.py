"""Asks which cards a cram is about, and begins only where there are any."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from quizapp.messages import N_, _
from quizapp.tui.keys import keyed
from quizapp.tui.screens.dialog import Dialog
from quizapp.tui.text import own
from quizapp.tui.widgets.number_field import NumberField
from quizapp.workspace.drawing import CRAM_SIZE, MOST_DAYS, RoundScope

MOST = 999
"""How many cards a cram has at most."""


class Tick(Widget, can_focus=True):
    """A condition that is on or off."""

    BINDINGS = [Binding("space", "turn", N_("Tick"), show=False, id="cram-dialog.tick")]
    ticked: reactive[bool] = reactive(False)

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label

    def render(self) -> RenderResult:
        return Content.assemble("[x] " if self.ticked else "[ ] ", own(self._label))

    def action_turn(self) -> None:
        self.ticked = not self.ticked

    def on_click(self) -> None:
        self.action_turn()


class CramDialog(Dialog[RoundScope | None]):
    """Gives what a cram over some decks is to be about, None if it was left. `trouble` says of a scope why
    nothing can be asked in it; empty: something can. Where that takes long, `waiting` gives what is to be
    awaited for it, while it is wanted."""

    DEFAULT_CSS = """
    CramDialog {
        align: center middle;

        #box { width: 60; max-width: 100%; height: auto; max-height: 100%; overflow-y: auto; padding: 1 2;
               background: $surface; }
        #what { text-style: bold; }
        #how { color: $faint; padding: 0 0 1 0; }
        Horizontal { height: 1; }
        .label { width: 1fr; color: $faint; }
        Input { width: 20; height: 1; padding: 0 1; background: $panel; }
        Tick { height: 1; color: $faint; }
        Tick:focus { color: $foreground; background: $panel; }
        #trouble { color: $error; max-height: 4; }
        #trouble.-waiting { color: $foreground; }
        #keys { padding: 1 0 0 0; color: $faint; }
        &.-short #box { padding: 0 2; }
        &.-short #keys, &.-short #how { padding: 0; }
        &.-narrow Input { width: 14; }
    }
    """
    BINDINGS = [
        Binding("escape", "dismiss(None)", N_("Cancel"), id="cram-dialog.cancel"),
        Binding("enter", "start", N_("Start"), show=False, id="cram-dialog.start"),
        Binding("up", "app.focus_previous", N_("Up"), show=False, id="cram-dialog.up"),
        Binding("down", "app.focus_next", N_("Down"), show=False, id="cram-dialog.down"),
    ]

    def __init__(
        self,
        what: Content,
        decks: tuple[str, ...],
        tags: Sequence[str],
        trouble: Callable[[RoundScope], str],
        waiting: Callable[[RoundScope, Callable[[], bool]], Awaitable[str] | None],
    ) -> None:
        super().__init__()
        self._what = what
        self._decks = decks
        self._tags = tags
        self._trouble = trouble
        self._waiting = waiting
        self._waits = False

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(self._what, id="what", markup=False)
            how = _("What you miss comes again until you know it. Schedules nothing.")
            yield Static(own(how), id="how", markup=False)
            suggested = SuggestFromList(self._tags, case_sensitive=False)
            yield self._row(
                _("Tag"), Input(id="tag", placeholder=_("any"), suggester=suggested, compact=True)
            )
            days = NumberField(None, 1, MOST_DAYS, id="forgotten", placeholder=_("any"))
            yield self._row(_("Forgotten: days back"), days)
            yield Tick(_("Weakest sources only"))
            size = NumberField(CRAM_SIZE, 1, MOST, id="size")
            yield self._row(_("Cards, at most"), size)
            yield Static(id="trouble", markup=False)
            keys = _("{cram-dialog.start} starts · {cram-dialog.tick} ticks · {cram-dialog.cancel} goes back")
            yield Static(own(keyed(keys)), id="keys", markup=False)

    def _row(self, label: str, field: Input) -> Horizontal:
        return Horizontal(Static(own(label), classes="label", markup=False), field)

    def on_mount(self) -> None:
        self.query_one("#trouble").display = False
        self.query_one("#tag").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_start()

    def action_start(self) -> None:
        """Starts, unless a number is none or nothing is found: that is said, to be mended here."""
        if self._waits:
            return
        for field in self.query(NumberField):
            if not field.is_empty and field.number is None:
                field.focus()
                self._say(field.trouble)
                return
        scope = RoundScope(
            self._decks,
            self.query_one("#tag", Input).value.strip() or None,
            self.query_one("#size", NumberField).number or CRAM_SIZE,
            forgotten=self.query_one("#forgotten", NumberField).number,
            weak=self.query_one(Tick).ticked,
            cram=True,
        )
        told = self._waiting(scope, lambda: self._waits)
        if told is None:
            self._begin(scope, self._trouble(scope))
            return
        self._wait(True)
        self._say(_("Every card is being added up first. The cram then begins by itself."), waiting=True)
        self.run_worker(self._begin_after(scope, told), group="cram")

    async def _begin_after(self, scope: RoundScope, told: Awaitable[str]) -> None:
        trouble = await told
        # Esc may have closed the dialog just before the thread was done.
        if self._waits and self in self.app.screen_stack:
            self._wait(False)
            self._begin(scope, trouble)

    def _wait(self, waits: bool) -> None:
        """What was asked for is what begins: meanwhile nothing of it can be changed."""
        self._waits = waits
        self.query_one("#box").disabled = waits
        if not waits:
            self.query_one(Tick).focus()

    def _begin(self, scope: RoundScope, trouble: str) -> None:
        if trouble:
            self._say(trouble)
        else:
            self.dismiss(scope)

    def on_unmount(self) -> None:
        self._waits = False  # nobody waits any more

    def _say(self, text: str, *, waiting: bool = False) -> None:
        trouble = self.query_one("#trouble", Static)
        trouble.set_class(waiting, "-waiting")
        trouble.update(own(text))
        trouble.display = True
        # On a low screen it takes the place of what was read already.
        self.query_one("#how").display = not self.has_class("-short")

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
