"""Typed answers: one field or several."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from quizapp.messages import N_, _
from quizapp.questions.model import Response, Typed
from quizapp.tui.questions.view import QuestionView
from quizapp.workspace.model import Answered


class Field(Input):
    """A field of one line, which leaves the page keys to what it stands in."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in {"page_up", "page_down"} and super().check_action(action, parameters)


class TypedView(QuestionView):
    """A field a gap or item. Enter goes to the next field, and submits from the last one."""

    DEFAULT_CSS = """
    TypedView {
        Input.field {
            width: 1fr;
            height: 1;
            padding: 0 1;
            border: none;
            background: $surface;
            &:focus { border: none; background: $panel; }
        }
    }
    """
    BINDINGS = [Binding("tab", "next_field", N_("Next field"), show=False, id="typed.next-field")]

    def compose(self) -> ComposeResult:
        form = self.asking.form
        count = len(form.labels) if isinstance(form, Typed) else 1
        for number in range(1, count + 1):
            wanted = _("Answer (empty: I don’t know)") if count == 1 else _("Item {n}").format(n=number)
            yield Field(placeholder=wanted, classes="field", select_on_focus=False)

    def on_mount(self) -> None:
        first = self.asking.first
        if first is not None:
            texts = first if isinstance(first, tuple) else (first,)
            for field, text in zip(self._fields(), texts, strict=False):
                field.value = str(text)

    def taker(self) -> Widget:
        """The first field that is to be looked at again, else the first, if there is any yet."""
        fields = self._fields()
        near = (field for field in fields if field.value in self.asking.almost)
        return next(iter((*near, *fields, self)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Brings the field into view below a long question, which stands there first."""
        event.stop()
        event.input.scroll_visible(animate=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        fields = self._fields()
        here = fields.index(event.input)
        if here + 1 < len(fields):
            fields[here + 1].focus()
            return
        self.submit(self.draft())

    def action_next_field(self) -> None:
        """The next field, which may lie below the fold; after the last one the first."""
        fields = self._fields()
        here = next((place for place, field in enumerate(fields) if field.has_focus), -1)
        fields[(here + 1) % len(fields)].focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tells of a next field where there is one."""
        return action != "next_field" or len(self._fields()) > 1

    def draft(self) -> Response:
        texts = tuple(field.value for field in self._fields())
        if not any(text.strip() for text in texts):
            return None
        return texts if len(texts) > 1 else texts[0]

    def show_verdict(self, answered: Answered) -> None:
        super().show_verdict(answered)
        for field in self._fields():
            field.disabled = True
        self.display = False

    def _fields(self) -> list[Input]:
        return list(self.query(Input))
