"""Essays: free text, then the ideas that it holds, ticked by number, arrows or mouse."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static, TextArea

from quizapp.messages import N_, _
from quizapp.questions.model import Composing, Outcome, Response, Written
from quizapp.tui.keys import PLACES
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.text import own, said
from quizapp.workspace.model import Answered


class EssayArea(TextArea):
    """The field for the text. It leaves the screen the keys that mean something there."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return False if action in {"select_line", "select_all"} else super().check_action(action, parameters)


class IdeaRow(Static):
    """An idea of the rubric: a cursor, a box, a number and the text."""

    def __init__(self, place: int) -> None:
        super().__init__(classes="idea", markup=False)
        self.place = place

    def on_click(self, event: events.Click) -> None:
        event.stop()
        view = self.parent
        if isinstance(view, EssayView):
            view.tick(self.place)


class EssayView(QuestionView):
    """A field for the text. Once that is done, the ideas stand below it; without ideas to tick, as in an
    exam, the text alone is submitted, and they are ticked on its paper."""

    DEFAULT_CSS = """
    EssayView {
        EssayArea {
            height: 7;
            padding: 0 1;
            border: none;
            background: $surface;
            &:focus { border: none; background: $panel; }
            & .text-area--cursor-line { background: transparent; }
        }
        .prompt { color: $faint; }
        .text { display: none; width: 1fr; padding: 0 0 1 0; }
        .idea { display: none; width: 1fr; padding: 0 1 0 0; }
        .idea.-here { background: $panel; text-style: bold; }
        .idea.-held { color: $success; text-style: bold; }
        .idea:hover { background: $surface; }
        &.-ticking EssayArea { display: none; }
        &.-ticking .idea, &.-ticking .text { display: block; }
    }
    .-short EssayView EssayArea { height: 4; }
    """
    TALL = True
    can_focus = True
    BINDINGS = [
        Binding("ctrl+s,f4", "done", N_("Done writing"), id="essay.done"),
        Binding("up,k", "go(-1)", N_("Up"), show=False, id="essay.up"),
        Binding("down,j", "go(1)", N_("Down"), show=False, id="essay.down"),
        Binding("space", "tick_here", N_("Tick"), show=False, id="essay.tick"),
        Binding("enter", "confirm", N_("Submit"), id="essay.confirm"),
        Binding("backspace", "back", N_("Back to the text"), show=False, id="essay.back"),
        *(
            Binding(keys, f"tick({place})", N_("Tick idea {n}"), show=False, id=f"essay.{place + 1}")
            for place, keys in enumerate(PLACES)
        ),
    ]

    def compose(self) -> ComposeResult:
        first = self.asking.first
        self._at = 0
        self._ticked: set[int] = set()
        yield EssayArea(first.text if isinstance(first, Written) else "", compact=True)
        yield Static(classes="text", markup=False)
        for place in range(len(self._ideas)):
            yield IdeaRow(place)
        yield Static(classes="prompt", markup=False)

    def on_mount(self) -> None:
        self._paint()

    @property
    def _ideas(self) -> tuple[str, ...]:
        return self.asking.card.question.expected(self.asking.face)

    @property
    def _ticking(self) -> bool:
        return self.has_class("-ticking") and not self.answered

    def take_focus(self) -> None:
        if self._ticking:
            self.focus(scroll_visible=False)
        else:
            self.query_one(EssayArea).focus(scroll_visible=False)

    def draft(self) -> Response:
        text = self.query_one(EssayArea).text.strip()
        return Written(text) if text else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers each key where it does something."""
        if action == "done":
            return not self._ticking and not self.answered
        if action == "back":
            # On a paper the text is what it is.
            return self._ticking and isinstance(self.asking.form, Composing) and bool(self.asking.form.ideas)
        if action == "tick" and isinstance(parameters[0], int) and parameters[0] >= len(self._ideas):
            return False
        return self._ticking

    def action_done(self) -> None:
        """Leaves the text for its ideas, where there are any to be ticked now."""
        draft, form = self.draft(), self.asking.form
        if isinstance(draft, Written) and isinstance(form, Composing) and form.ideas:
            self._begin_ticking(draft.text)
        else:
            self.submit(draft)

    def action_back(self) -> None:
        self.set_class(False, "-ticking")
        self._paint()
        self.take_focus()
        self.refresh_bindings()

    def action_go(self, step: int) -> None:
        self._at = (self._at + step) % len(self._ideas)
        self._paint()

    def action_tick(self, place: int) -> None:
        self.tick(place)

    def action_tick_here(self) -> None:
        self.tick(self._at)

    def action_confirm(self) -> None:
        self.submit(Written(self.query_one(EssayArea).text.strip(), tuple(sorted(self._ticked))))

    def tick(self, place: int) -> None:
        """Ticks an idea, or no longer."""
        if self._ticking:
            self._at = place
            self._ticked ^= {place}
            self._paint()

    def _begin_ticking(self, text: str) -> None:
        self.query_one(".text", Static).update(said(text, self.asking.card.lang))
        self.set_class(True, "-ticking")
        self._paint()
        self.take_focus()
        self.refresh_bindings()

    def _paint(self) -> None:
        prompt = _("F4 or ctrl+s when the text is done; leave it empty if you don’t know.")
        if self._ticking:
            prompt = _("Tick the ideas that your text holds, then press Enter. Backspace: the text again.")
        self.query_one(".prompt", Static).update(own(prompt))
        for row in self.query(IdeaRow):
            here = row.place == self._at
            row.set_class(here, "-here")
            box = "☑" if row.place in self._ticked else "☐"
            row.update(Content.assemble(f"{'▸' if here else ' '} {row.place + 1}  {box} ", self._idea(row)))
            if here and self._ticking:
                self.call_after_refresh(row.scroll_visible, animate=False)

    def _idea(self, row: IdeaRow) -> Content:
        return said(self._ideas[row.place], self.asking.card.lang)

    def show_verdict(self, answered: Answered) -> None:
        """The text, and each idea with whether it is in it."""
        super().show_verdict(answered)
        self.can_focus = False
        text = text_of(answered)
        self.query_one(".text", Static).update(said(text, self.asking.card.lang))
        self.set_class(True, "-ticking")
        self.query_one(".text").display = bool(text)
        self.query_one(".prompt").display = False
        for row, part in zip(self.query(IdeaRow), answered.verdict.parts, strict=False):
            held = part.outcome is Outcome.CORRECT
            row.set_class(False, "-here")
            row.set_class(held, "-held")
            row.update(Content.assemble(f"{'✓' if held else '○'} {row.place + 1}  ", self._idea(row)))


class PaperEssayView(EssayView):
    """An essay on the paper of an exam, where its ideas are still to be ticked."""

    def show_verdict(self, answered: Answered) -> None:
        if answered.verdict.outcome is not Outcome.REVEALED:
            super().show_verdict(answered)
            return
        self.query_one(EssayArea).text = text_of(answered)
        self._begin_ticking(text_of(answered))


def text_of(answered: Answered) -> str:
    """What was written; empty where nothing was."""
    return answered.response.text if isinstance(answered.response, Written) else ""
