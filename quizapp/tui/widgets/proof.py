"""The passage that proves the answer, opened on its highlighted words, with its neighbours on request."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.messages import _
from quizapp.tui.text import own, quoted, said
from quizapp.workspace.model import Neighbour, ShownOriginal, ShownPassage
from quizapp.workspace.wording import original_line, source_line


class Proof(VerticalScroll):
    """One passage at a time, then what the card's author says of the answer."""

    DEFAULT_CSS = """
    Proof {
        display: none;
        height: 1fr;
        margin: 1 0 0 0;
        padding: 0 3;
        border-top: solid $rule;
        scrollbar-size-vertical: 1;

        #source { color: $faint; padding: 0 0 1 0; }
        #passage { width: 1fr; padding: 0 0 0 1; border-left: outer $accent; }
        .neighbour { color: $faint; padding: 0 0 1 0; }
        #after { padding: 1 0 0 0; }
        #sheet-note { padding: 1 0 0 0; color: $accent; }
        #lesson { padding: 1 0 0 0; color: $foreground 85%; }
    }
    """
    can_focus = False

    def __init__(self) -> None:
        super().__init__(id="proof")
        self._passages: tuple[ShownPassage, ...] = ()
        self._at = 0
        self._open = False
        self._original: ShownOriginal | None = None
        self._unsettled = False
        self._settled_y = -1
        self._compare = False

    def on_mount(self) -> None:
        self.screen.screen_layout_refresh_signal.subscribe(self, self._settle)

    def compose(self) -> ComposeResult:
        yield Static(id="source", markup=False)
        yield Static(id="before", classes="neighbour", markup=False)
        yield Static(id="passage", markup=False)
        yield Static(id="after", classes="neighbour", markup=False)
        yield Static(id="sheet-note", markup=False)
        yield Static(id="lesson", markup=False)

    def show(
        self, passages: tuple[ShownPassage, ...], lesson: Sequence[Content], *, compare: bool = False
    ) -> None:
        """Shows the first passage; `lesson` is what follows all of them, a paragraph each. With `compare`
        those that have changed are shown before and after it, and come first."""
        self._compare = compare
        self._passages = tuple(sorted(passages, key=lambda one: one.changed is None)) if compare else passages
        self._at = 0
        self._open = False
        self._original = None
        self.query_one("#lesson", Static).update(Content("\n").join(lesson))
        self.query_one("#lesson").display = bool(lesson)
        self._paint()

    def clear(self) -> None:
        """Forgets the passage: nothing of the source may be visible before the answer."""
        self.show((), ())
        for part in self.query(Static):
            part.update("")

    def next_passage(self) -> None:
        if len(self._passages) > 1:
            self._at = (self._at + 1) % len(self._passages)
            self._open = False
            self._original = None
            self._paint()

    def toggle_context(self) -> None:
        """Opens or closes the neighbouring paragraphs, of the source if the original was shown."""
        self._open = not self._open or self._original is not None
        self._original = None
        self._paint()

    @property
    def passage(self) -> ShownPassage | None:
        """The passage that is shown, itself or by its original."""
        return self._passages[self._at] if self._passages else None

    @property
    def shows_original(self) -> bool:
        return self._original is not None

    def show_original(self, original: ShownOriginal | None) -> None:
        """Shows the original of the passage in its place, or with None the passage again."""
        self._original = original
        self._open = False
        self._paint()

    def _paint(self) -> None:
        if not self._passages:
            for name in ("#source", "#before", "#passage", "#after", "#sheet-note"):
                self.query_one(name).display = False
            return
        passage = self._passages[self._at]
        place = f"{self._at + 1}/{len(self._passages)}  " if len(self._passages) > 1 else ""
        if self._original is not None:
            self._set("#source", own(place + original_line(self._original)))
            self._set("#passage", quoted(self._original.text, passage.lang, (0, 0), self._original.shared))
        else:
            self._set("#source", own(place + source_line(passage)))
            self._set("#passage", quoted(passage.text, passage.lang, passage.quote, passage.marks))
        self._set("#before", self._neighbour(passage.before, passage.lang))
        self._set("#after", self._neighbour(passage.after, passage.lang))
        note = passage.note if self._original is None else None
        self._set(
            "#sheet-note", Content.assemble(own(_("Note: ")), said(note, passage.lang)) if note else None
        )
        self._unsettled = True
        self._paint_change(passage)

    def _paint_change(self, passage: ShownPassage) -> None:
        """Shows a changed passage before and after, in place of its text."""
        from quizapp.tui.widgets.changed import Changed

        compares = self._compare and passage.changed is not None
        found = self.query(Changed)
        if compares and not found:
            self.mount(Changed(), after="#passage")
            found = self.query(Changed)
        for part in found:
            part.display = compares
        if compares:
            self.query_one("#passage").display = False
            self._unsettled = False
            self._settled_y = -1
            self.scroll_home(animate=False)
            found.first().show(passage)

    def _set(self, name: str, content: Content | None) -> None:
        part = self.query_one(name, Static)
        part.display = content is not None
        part.update(content if content is not None else "")

    def _neighbour(self, neighbour: Neighbour | None, lang: str) -> Content | None:
        if not self._open or neighbour is None:
            return None
        return Content.assemble(own(_("§ {n}").format(n=neighbour.number)), "  ", said(neighbour.text, lang))

    def on_resize(self) -> None:
        """Scrolls anew unless the learner has scrolled: the first room may be less than what is left when
        all stands on the screen."""
        self._unsettled = self._unsettled or self.scroll_y == self._settled_y
        self._settle()

    def _settle(self, _screen: object = None) -> None:
        """Scrolls once the passage is laid out: before that neither its width nor its height is known."""
        if self._unsettled and self.display and self.query_one("#passage").size.width:
            self._unsettled = False
            self._show_marks()
            self._settled_y = round(self.scroll_target_y)

    def _show_marks(self) -> None:
        """Scrolls so that the highlighted words stand in view, with a line before them if there is room."""
        if not self._passages or self._original is not None:
            self.scroll_home(animate=False, immediate=True)
            return
        passage = self._passages[self._at]
        start = passage.marks[0][0] if passage.marks else passage.quote[0]
        end = passage.marks[-1][1] if passage.marks else passage.quote[0]
        widget = self.query_one("#passage", Static)
        width = widget.content_size.width
        if not width:
            return
        first = len(said(passage.text[: start + 1], passage.lang).wrap(width)) - 1
        last = len(said(passage.text[: max(end, start + 1)], passage.lang).wrap(width)) - 1
        top = widget.virtual_region.y
        if top + last < self.content_size.height:
            self.scroll_home(animate=False, immediate=True)
        else:
            self.scroll_to(y=max(0, top + first - 1), animate=False, immediate=True)
