"""Essays: a text is written, then looked through for the ideas of the rubric."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea

from quizapp.messages import N_, _
from quizapp.questions.model import Composing, Response, Written
from quizapp.tui.keys import PLACES, keyed
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.text import own, said
from quizapp.tui.widgets.hanging_rows import HERE, RIGHT, HangingRow, HangingRows
from quizapp.workspace.model import Answered, Asking


class Draft(TextArea):
    """The text as it is written. Keys of the sitting stay free where they do nothing here."""

    touched = False

    def on_mount(self) -> None:
        self._found = self.text

    def on_text_area_changed(self) -> None:
        self.touched = self.touched or self.text != self._found

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Gives F6 and F7 to the sitting, undo and redo until something was written, and the page keys as
        long as there is nothing to scroll."""
        del parameters
        if action in {"undo", "redo"}:
            return self.touched
        if action in {"cursor_page_up", "cursor_page_down"}:
            return self.max_scroll_y > 0
        return action not in {"select_line", "select_all"}


class EssayView(QuestionView):
    """A text field; once it is done with, the ideas appear below the text, to be ticked and submitted."""

    DEFAULT_CSS = """
    EssayView {
        Draft {
            height: auto;
            min-height: 4;
            max-height: 8;
            padding: 0 1;
            background: $surface;
            scrollbar-size-vertical: 1;
            &:focus { background: $panel; }
            .text-area--cursor-line { background: $panel; }
        }
        .written { width: 1fr; padding: 0 1; background: $surface; }
    }
    """
    TALL = True
    BINDINGS = [
        Binding("ctrl+s,f4", "done", N_("Done writing"), id="essay.done"),
        Binding("up,k", "move(-1)", N_("Up"), show=False, id="essay.up"),
        Binding("down,j", "move(1)", N_("Down"), show=False, id="essay.down"),
        Binding("space", "tick_here", N_("Tick"), show=False, id="essay.tick"),
        Binding("enter", "confirm", N_("Submit"), id="essay.confirm"),
        Binding("escape", "rewrite", N_("Back to the text"), id="essay.rewrite"),
        *(
            Binding(keys, f"tick({place})", N_("Tick idea {n}"), show=False, id=f"essay.{place + 1}")
            for place, keys in enumerate(PLACES)
        ),
    ]

    def __init__(self, asking: Asking) -> None:
        super().__init__(asking)
        self._at = 0
        self._ticked: set[int] = set()
        self._ticking = False

    def compose(self) -> ComposeResult:
        first = self.asking.first
        yield Draft(
            first.text if isinstance(first, Written) else "",
            placeholder=own(_("Answer (empty: I don’t know)")),
            compact=True,
        )
        yield Static(classes="written", markup=False)
        yield Static(classes="prompt", markup=False)
        yield HangingRows()

    def on_mount(self) -> None:
        self._draft.move_cursor(self._draft.document.end)
        self._show_stage()

    def taker(self) -> Widget:
        # The app may be ending while it is mounted: there is no field then.
        return self if self._ticking else next(iter(self.query(Draft)), self)

    @property
    def _draft(self) -> Draft:
        return self.query_one(Draft)

    def _text(self) -> str:
        # Pasted text may have line ends of its own.
        return "\n".join(self._draft.document.lines).strip()

    def draft(self) -> Response:
        text = self._text()
        return Written(text) if text else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers the keys of writing, then those of ticking; once it is answered, none."""
        if action == "done":
            return not self._ticking and not self.answered
        if action == "tick" and isinstance(parameters[0], int):
            return self._ticking and parameters[0] < len(self._ideas())
        return self._ticking

    # -- writing -------------------------------------------------------------------------------

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Brings the field, and below it what ends it, into view under a long question, which stands there
        first."""
        event.stop()
        if event.text_area.has_focus:
            self._bring_in()

    def action_done(self) -> None:
        """Leaves the text for the ideas. Without a text there is no answer; without ideas it is one."""
        draft, form = self.draft(), self.asking.form
        if draft is None or (isinstance(form, Composing) and not form.ideas):
            self.submit(draft)
        else:
            self._turn(ticking=True)

    def action_rewrite(self) -> None:
        self._turn(ticking=False)

    def _turn(self, *, ticking: bool) -> None:
        self._ticking = self.can_focus = ticking
        self._show_stage()
        self.taker().focus(scroll_visible=False)
        self.refresh_bindings()
        self.call_after_refresh(self._bring_in)

    # -- ticking -------------------------------------------------------------------------------

    def on_hanging_rows_clicked(self, event: HangingRows.Clicked) -> None:
        event.stop()
        self.tick(event.place)

    def action_move(self, step: int) -> None:
        self._at = (self._at + step) % len(self._ideas())
        self._paint()
        self.call_after_refresh(self._bring_in)

    def action_tick_here(self) -> None:
        self.tick(self._at)

    def action_tick(self, place: int) -> None:
        self.tick(place)

    def tick(self, place: int) -> None:
        """Says that the text holds an idea, or that it does not after all."""
        if self._ticking:
            self._at = place
            self._ticked ^= {place}
            self._paint()
            self.call_after_refresh(self._bring_in)

    def action_confirm(self) -> None:
        self.submit(Written(self._text(), tuple(sorted(self._ticked))))

    # -- what is on screen ---------------------------------------------------------------------

    def _bring_in(self) -> None:
        if self._ticking:
            # All of them where there is room; the marked one in any case.
            for place in (len(self._ideas()) - 1, self._at):
                self.query_one(HangingRows).bring_in(place)
        else:
            self.query_one(".prompt").scroll_visible(animate=False)
            self._draft.scroll_visible(animate=False)

    def _show_stage(self) -> None:
        self._draft.display = not self._ticking
        self._show_written(self._text() if self._ticking else "")
        writing = keyed(_("{essay.done}: done writing."))
        ticking = keyed(
            _("Tick the ideas that your text holds; {essay.confirm} submits, {essay.rewrite} goes back.")
        )
        self.query_one(".prompt", Static).update(own(ticking if self._ticking else writing))
        self._paint()

    def _ideas(self) -> list[Content]:
        wanted = self.asking.card.question.expected(self.asking.face)
        return [said(idea, self.asking.card.lang) for idea in wanted]

    def _paint(self) -> None:
        rows = []
        for place, idea in enumerate(self._ideas()):
            here = place == self._at
            lead = f"{'▸' if here else ' '} {place + 1}  {'☑' if place in self._ticked else '☐'} "
            rows.append(HangingRow(lead, idea, HERE if here else ""))
        shown = self.query_one(HangingRows)
        shown.display = self._ticking
        shown.show(rows)

    def _show_written(self, text: str) -> None:
        written = self.query_one(".written", Static)
        written.display = bool(text)
        written.update(said(text, self.asking.card.lang))

    def show_verdict(self, answered: Answered) -> None:
        """Each idea with whether it was found in the text, then the text, which may be long."""
        super().show_verdict(answered)
        self._ticking = self.can_focus = False
        self._draft.display = False
        response = answered.response
        self._show_written(response.text if isinstance(response, Written) else "")
        self.move_child(self.query_one(".written"), after=-1)
        ticked = response.ticked or () if isinstance(response, Written) else ()
        rows = []
        for place, idea in enumerate(self._ideas()):
            found = place in ticked
            rows.append(HangingRow(f"{'✓' if found else '○'} {place + 1}  ", idea, RIGHT if found else ""))
        shown = self.query_one(HangingRows)
        shown.display = True
        shown.show(rows)


class PaperEssayView(EssayView):
    """An essay on the paper of an exam: its ideas are ticked there, also again; its text is what it is."""

    def show_verdict(self, answered: Answered) -> None:
        response = answered.response
        if not isinstance(response, Written):
            super().show_verdict(answered)
            return
        self._draft.text = response.text
        self._ticked = set(response.ticked or ())
        self._turn(ticking=True)
        prompt = keyed(_("Tick the ideas that your text holds, then press {essay.confirm}."))
        self.query_one(".prompt", Static).update(own(prompt))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "rewrite" and super().check_action(action, parameters)
