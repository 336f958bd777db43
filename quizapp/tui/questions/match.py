"""Lines to be given the text that belongs to each: by letter, or by mouse."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from quizapp.messages import N_, _
from quizapp.questions.match import LETTERS
from quizapp.questions.model import UNMATCHED, Matching, Outcome, Response, indices_of
from quizapp.tui.keys import PLACES, keyed
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.text import own, said
from quizapp.tui.widgets.hanging_rows import HERE, OTHER, RIGHT, WRONG, HangingRow, HangingRows
from quizapp.workspace.model import Answered


class MatchView(QuestionView):
    """Numbered lines above lettered texts. A letter goes to the marked line, and the mark goes on."""

    DEFAULT_CSS = "MatchView .letters { margin: 1 0 0 0; }"
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
        yield HangingRows(classes="lines")
        yield HangingRows(classes="letters")

    def prompts(self) -> tuple[str, ...]:
        hint = _("Type the letter of what belongs to the marked line. {match.confirm} submits.")
        return (keyed(hint),)

    def on_mount(self) -> None:
        self._paint(follow=False)

    @property
    def _form(self) -> Matching:
        form = self.asking.form
        assert isinstance(form, Matching)
        return form

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers the letters and the numbers that there are, so that the others keep their other meaning."""
        count = {"give": len(self.asking.order), "mark": len(self._form.lines)}.get(action)
        return count is None or (isinstance(parameters[0], int) and parameters[0] < count)

    def on_hanging_rows_clicked(self, event: HangingRows.Clicked) -> None:
        event.stop()
        if event.rows.has_class("letters"):
            self.give(event.place)
        else:
            self.mark(event.place)

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
        lines = []
        for line, index in enumerate(self._given):
            here = line == self._at
            given = Content("…") if index == UNMATCHED else self._lettered(order.index(index))
            text = Content.assemble(self._said(self._form.lines[line]), " → ", given)
            lines.append(HangingRow(f"{'▸' if here else ' '} {line + 1}  ", text, HERE if here else ""))
        self._lines.show(lines)
        if follow:
            # A row that has just changed its height is not laid out yet.
            self.call_after_refresh(self._lines.bring_in, self._at)
        letters = []
        for place, index in enumerate(order):
            used = index in self._given
            lead = f"{'·' if used else ' '} {LETTERS[place]}  "
            letters.append(HangingRow(lead, self._text(place), OTHER if used else ""))
        self.query_one(".letters", HangingRows).show(letters)

    @property
    def _lines(self) -> HangingRows:
        return self.query_one(".lines", HangingRows)

    def _text(self, place: int) -> Content:
        return self._said(self._form.texts[self.asking.order[place]])

    def _lettered(self, place: int) -> Content:
        return Content.assemble(f"{LETTERS[place]}  ", self._text(place))

    def show_verdict(self, answered: Answered) -> None:
        """Each line with what belongs to it, and what it was given where that was wrong."""
        super().show_verdict(answered)
        self.can_focus = False
        self.query_one(".letters").display = False
        response = indices_of(answered.response)
        rows = []
        for line, part in enumerate(answered.verdict.parts):
            given = response[line] if line < len(response) else UNMATCHED
            wrong, right = part.outcome is Outcome.WRONG, part.outcome is Outcome.CORRECT
            sign = {Outcome.CORRECT: "✓", Outcome.WRONG: "✗"}.get(part.outcome, "○")
            pieces = [self._said(part.expected or "")]
            if wrong:
                pieces += [own(_("  ← you: ")), self._said(self._form.texts[given])]
            style = RIGHT if right else WRONG if wrong else ""
            rows.append(HangingRow(f"{sign} {line + 1}  ", Content.assemble(*pieces), style))
        self._lines.show(rows)
