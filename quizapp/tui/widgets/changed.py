"""A passage before and after a change of its source: side by side, or one below the other."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from quizapp.messages import _
from quizapp.tui.text import compared, own
from quizapp.workspace import changes
from quizapp.workspace.model import ShownPassage

ROOM_FOR_TWO = 100
"""From this width of the terminal on, in cells, the two stand side by side."""


class Changed(Container):
    """The former text and the present one; words that differ stand between brackets."""

    DEFAULT_CSS = """
    Changed {
        height: auto;
        layout: vertical;

        Static { width: 1fr; padding: 0 0 1 1; border-left: outer $rule; }
        #present { border-left: outer $accent; }
        &.-beside {
            layout: horizontal;
            #former { margin: 0 2 0 0; }
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._passage: ShownPassage | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="former", markup=False)
        yield Static(id="present", markup=False)

    def on_mount(self) -> None:
        self.on_resize()
        self._paint()

    def on_resize(self) -> None:
        self.set_class(self.app.size.width >= ROOM_FOR_TWO, "-beside")

    def show(self, passage: ShownPassage) -> None:
        self._passage = passage
        self._paint()

    def _paint(self) -> None:
        passage = self._passage
        if passage is None or not self.query("#present"):
            return
        former, present = changes.compared(passage)
        before = compared(passage.text, passage.lang, passage.quote, former)
        self.query_one("#former", Static).update(_headed(_("Before"), passage.paragraph, before))
        changed = passage.changed
        if changed is None or changed.text is None or changed.quote is None:
            now = _headed(_("Now"), None, own(_("These words stand in the source no more.")))
        else:
            text = compared(changed.text, passage.lang, changed.quote, present)
            now = _headed(_("Now"), changed.paragraph, text)
        self.query_one("#present", Static).update(now)


def _headed(heading: str, number: int | None, text: Content) -> Content:
    place = heading if number is None else f"{heading}, " + _("§ {n}").format(n=number)
    return Content.assemble(own(place).stylize("b"), "\n", text)
