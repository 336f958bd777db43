"""Sentences of the source to choose from: the one thing of it that is seen before the answer."""

from __future__ import annotations

from quizapp.messages import _
from quizapp.tui.questions.options import OptionsView
from quizapp.tui.widgets.hanging_rows import HangingRows
from quizapp.workspace.model import Answered


class EvidenceView(OptionsView):
    """Numbered sentences in the order of the text; those beyond the number keys are reached by the arrows."""

    def prompts(self) -> tuple[str, ...]:
        hint = _("The sentences stand as in the text. Choose the one that proves it.")
        return (*super().prompts(), hint)

    def action_move(self, step: int) -> None:
        super().action_move(step)
        if self._at is not None:
            self._show_row(self._at)

    def show_verdict(self, answered: Answered) -> None:
        super().show_verdict(answered)
        self._show_row(self.asking.order.index(0))

    def _show_row(self, position: int) -> None:
        # A row that has just changed its height is not laid out yet.
        self.call_after_refresh(self.query_one(HangingRows).bring_in, position)
