"""Options to choose from: one, several, or true and false."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from quizapp.messages import N_, _
from quizapp.questions.model import Options, Response, indices_of
from quizapp.tui.keys import DIGITS, keyed
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.text import own, said
from quizapp.tui.widgets.hanging_rows import HERE, OTHER, RIGHT, WRONG, HangingRow, HangingRows
from quizapp.workspace.model import Answered

BOXES = {False: ("○ ", "◉ "), True: ("☐ ", "☑ ")}
"""What stands before an option that was not chosen, and one that was: where one is right, where several."""


class OptionsView(QuestionView):
    """Numbered options; a number or a click answers, or ticks where several are right."""

    TALL = True
    can_focus = True
    BINDINGS = [
        Binding("up,k", "move(-1)", N_("Up"), show=False, id="options.up"),
        Binding("down,j", "move(1)", N_("Down"), show=False, id="options.down"),
        Binding("space", "tick", N_("Choose"), show=False, id="options.toggle"),
        Binding("enter", "confirm", N_("Submit"), id="options.confirm"),
        Binding("0,à", "pass", N_("I don’t know"), show=False, id="options.pass"),
        *(
            Binding(
                keys, f"pick({position})", N_("Choose option {n}"), show=False, id=f"options.{position + 1}"
            )
            for position, keys in enumerate(DIGITS)
        ),
    ]

    def on_mount(self) -> None:
        self._paint()

    def compose(self) -> ComposeResult:
        self._ticked = self._positions(self.asking.first)
        self._at: int | None = min(self._ticked, default=None)
        yield HangingRows()

    def prompts(self) -> tuple[str, ...]:
        if not self._several():
            return (keyed(_("{options.pass}: I don’t know.")),)
        told = _(
            "Several may be right: tick them, then press {options.confirm}; {options.pass}: I don’t know."
        )
        return (keyed(told),)

    def _texts(self) -> list[Content]:
        form = self.asking.form
        assert isinstance(form, Options)
        return [said(form.texts[index], self.asking.card.lang) for index in self.asking.order]

    def _several(self) -> bool:
        return isinstance(self.asking.form, Options) and self.asking.form.several

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers the numbers of the options that there are."""
        if action == "pick" and isinstance(parameters[0], int):
            return parameters[0] < len(self._texts())
        return True

    def on_hanging_rows_clicked(self, event: HangingRows.Clicked) -> None:
        event.stop()
        self.pick(event.place)

    def action_move(self, step: int) -> None:
        count = len(self._texts())
        start = (-1 if step > 0 else 0) if self._at is None else self._at
        self._at = (start + step) % count
        self._paint()

    def action_tick(self) -> None:
        if self._at is not None:
            self.pick(self._at)

    def action_pass(self) -> None:
        """Gives no answer: "I don't know"."""
        self.submit(None)

    def action_pick(self, position: int) -> None:
        self.pick(position)

    def pick(self, position: int) -> None:
        """Answers with an option, or ticks it where several are right."""
        if self.answered or position >= len(self._texts()):
            return
        self._at = position
        self._ticked = self._ticked ^ {position} if self._several() else {position}
        self._paint()
        if not self._several():
            self.submit(self.draft())

    def action_confirm(self) -> None:
        """Submits what was chosen; nothing is chosen beforehand, so that a stray Enter is no answer."""
        if self._several() and self._ticked:
            self.submit(self.draft())
        elif not self._several() and self._at is not None:
            self.pick(self._at)
        else:
            self.notify(keyed(_("Choose first; {options.pass} if you don’t know.")), timeout=2, markup=False)

    def draft(self) -> Response:
        return self._response(self._ticked) if self._ticked else None

    def _positions(self, response: Response) -> set[int]:
        """Where the options of a response stand."""
        return {self.asking.order.index(index) for index in indices_of(response)}

    def _response(self, positions: set[int]) -> tuple[int, ...] | bool:
        return tuple(sorted(self.asking.order[position] for position in positions))

    def _paint(self) -> None:
        boxed = self._several() or bool(self._ticked)
        rows = []
        for position, text in enumerate(self._texts()):
            here = position == self._at and not self.answered
            box = BOXES[self._several()][position in self._ticked] if boxed else ""
            lead = f"{'▸' if here else ' '} {position + 1}  {box}"
            rows.append(HangingRow(lead, text, HERE if here else ""))
        self.query_one(HangingRows).show(rows)

    def show_verdict(self, answered: Answered) -> None:
        super().show_verdict(answered)
        self.can_focus = False
        chosen = self._chosen(answered)
        right = self._right()
        rows = []
        for position, text in enumerate(self._texts()):
            index = self._canonical(position)
            # Where several are right, what was found is told from what was not.
            missed = self._several() and index in right - chosen
            sign = "○" if missed else "✓" if index in right else "✗" if index in chosen else " "
            style = RIGHT if index in right else WRONG if index in chosen else OTHER
            told = _("  ← your answer") if index in chosen else _("  ← missed") if missed else ""
            rows.append(HangingRow(f"{sign} {position + 1}  ", Content.assemble(text, own(told)), style))
        self.query_one(HangingRows).show(rows)

    def _canonical(self, position: int) -> int:
        return self.asking.order[position]

    def _right(self) -> set[int]:
        return set(range(len(self.asking.card.question.expected(self.asking.face))))

    def _chosen(self, answered: Answered) -> set[int]:
        return set(indices_of(answered.response))


class TrueFalseView(OptionsView):
    """True or false, by number, by initial or by mouse."""

    BINDINGS = [
        Binding("v,t", "pick(0)", N_("True"), show=False, id="options.true"),
        Binding("f", "pick(1)", N_("False"), show=False, id="options.false"),
    ]

    def _texts(self) -> list[Content]:
        return [own(_("True")), own(_("False"))]

    def _response(self, positions: set[int]) -> tuple[int, ...] | bool:
        return positions == {0}

    def _positions(self, response: Response) -> set[int]:
        return {0 if response else 1} if isinstance(response, bool) else set()

    def _canonical(self, position: int) -> int:
        return position

    def _right(self) -> set[int]:
        truth = getattr(self.asking.card.question, "truth", True)
        return {0 if truth else 1}

    def _chosen(self, answered: Answered) -> set[int]:
        return {0 if answered.response else 1} if isinstance(answered.response, bool) else set()
