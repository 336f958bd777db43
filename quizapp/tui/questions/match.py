"""Lines to be given the text that belongs to each: by letter, or by mouse."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from quizapp.messages import N_, _
from quizapp.questions.match import LETTERS
from quizapp.questions.model import UNMATCHED, Matching, Outcome, Response, indices_of
from quizapp.tui.keys import PLACES, keyed
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.text import own, said
from quizapp.tui.widgets.hanging_row import HangingRow
from quizapp.workspace.model import Answered


class LineRow(HangingRow):
    """A line, and what it was given."""

    def __init__(self, line: int) -> None:
        super().__init__(classes="line")
        self.line = line

    def on_click(self, event: events.Click) -> None:
        event.stop()
        view = self.parent
        if isinstance(view, MatchView):
            view.mark(self.line)


class LetterRow(HangingRow):
    """A text to give, by its letter."""

    def __init__(self, place: int) -> None:
        super().__init__(classes="letter")
        self.place = place

    def on_click(self, event: events.Click) -> None:
        event.stop()
        view = self.parent
        if isinstance(view, MatchView):
            view.give(self.place)


class MatchView(QuestionView):
    """Numbered lines above lettered texts. A letter goes to the marked line, and the mark goes on."""

    DEFAULT_CSS = """
    MatchView {
        .prompt { color: $faint; }
        .line, .letter { width: 1fr; padding: 0 1 0 0; }
        .line.-here { background: $panel; text-style: bold; }
        .line.-right { color: $success; text-style: bold; }
        .line.-wrong { color: $error; text-style: bold; }
        .line:hover, .letter:hover { background: $surface; }
        .letter.-given { color: $faint; }
        .letter.-first { margin: 1 0 0 0; }
    }
    """
    TALL = True
    can_focus = True
    BINDINGS = [
        Binding("up,k", "go(-1)", N_("Up"), show=False, id="match.up"),
        Binding("down,j", "go(1)", N_("Down"), show=False, id="match.down"),
        Binding("backspace,delete", "clear", N_("Clear the line"), show=False, id="match.clear"),
        Binding("enter", "confirm", N_("Submit"), id="match.confirm"),
        *(
            Binding(letter, f"give({place})", N_("Give text {n}"), show=False, id=f"match.text-{place + 1}")
            for place, letter in enumerate(LETTERS)
        ),
        *(
            Binding(keys, f"mark({line})", N_("Line {n}"), show=False, id=f"match.{line + 1}")
            for line, keys in enumerate(PLACES)
        ),
    ]

    def compose(self) -> ComposeResult:
        self._at = 0
        self._given = list(indices_of(self.asking.first)) or [UNMATCHED] * len(self._form.lines)
        for line in range(len(self._form.lines)):
            yield LineRow(line)
        for place in range(len(self.asking.order)):
            row = LetterRow(place)
            row.set_class(place == 0, "-first")
            yield row
        hint = keyed(_("Type the letter of what belongs to the marked line. {match.confirm} submits."))
        yield Static(own(hint), classes="prompt")

    def on_mount(self) -> None:
        self._paint(follow=False)

    @property
    def _form(self) -> Matching:
        form = self.asking.form
        assert isinstance(form, Matching)
        return form

    def take_focus(self) -> None:
        self.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers the letters and the numbers that there are, so that the others keep their other meaning."""
        count = {"give": len(self.asking.order), "mark": len(self._form.lines)}.get(action)
        return count is None or (isinstance(parameters[0], int) and parameters[0] < count)

    def action_go(self, step: int) -> None:
        self.mark((self._at + step) % len(self._given))

    def action_mark(self, line: int) -> None:
        self.mark(line)

    def action_give(self, place: int) -> None:
        self.give(place)

    def action_clear(self) -> None:
        self._given[self._at] = UNMATCHED
        self._paint()

    def action_confirm(self) -> None:
        self.submit(self.draft())

    def draft(self) -> Response:
        return tuple(self._given) if any(index != UNMATCHED for index in self._given) else None

    def mark(self, line: int) -> None:
        """Makes a line the one that the next letter goes to."""
        if not self.answered:
            self._at = line
            self._paint()

    def give(self, place: int) -> None:
        """Gives the marked line a text, and marks the next line that has none."""
        if self.answered:
            return
        self._given[self._at] = self.asking.order[place]
        count = len(self._given)
        following = [(self._at + step) % count for step in range(1, count)]
        self._at = next((line for line in following if self._given[line] == UNMATCHED), self._at)
        self._paint()

    def _said(self, text: str) -> Content:
        return said(text, self.asking.card.lang)

    def _paint(self, *, follow: bool = True) -> None:
        """With `follow` the marked row comes into sight; at first a long question stays there."""
        order = self.asking.order
        for row in self.query(LineRow):
            here, index = row.line == self._at, self._given[row.line]
            row.set_class(here, "-here")
            lead = f"{'▸' if here else ' '} {row.line + 1}  "
            given = Content("…") if index == UNMATCHED else self._lettered(order.index(index))
            row.show(lead, self._said(self._form.lines[row.line]), " → ", given)
            if here and follow:
                # A row that has just changed its height is not laid out yet.
                self.call_after_refresh(row.scroll_visible, animate=False)
        for letter in self.query(LetterRow):
            used = order[letter.place] in self._given
            letter.set_class(used, "-given")
            letter.show(f"{'·' if used else ' '} {LETTERS[letter.place]}  ", self._text(letter.place))

    def _text(self, place: int) -> Content:
        return self._said(self._form.texts[self.asking.order[place]])

    def _lettered(self, place: int) -> Content:
        return Content.assemble(f"{LETTERS[place]}  ", self._text(place))

    def show_verdict(self, answered: Answered) -> None:
        """Each line with what belongs to it, and what it was given where that was wrong."""
        super().show_verdict(answered)
        self.can_focus = False
        self.query(".prompt, .letter").set(display=False)
        response = indices_of(answered.response)
        for row, part in zip(self.query(LineRow), answered.verdict.parts, strict=False):
            given = response[row.line] if row.line < len(response) else UNMATCHED
            wrong = part.outcome is Outcome.WRONG
            sign = {Outcome.CORRECT: "✓", Outcome.WRONG: "✗"}.get(part.outcome, "○")
            row.set_class(False, "-here")
            row.set_class(part.outcome is Outcome.CORRECT, "-right")
            row.set_class(wrong, "-wrong")
            pieces = [self._said(part.expected or "")]
            if wrong:
                pieces += [own(_("  ← you: ")), self._said(self._form.texts[given])]
            row.show(f"{sign} {row.line + 1}  ", *pieces)
