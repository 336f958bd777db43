"""The field of a search, whose help tells what may stand in it besides words."""

from __future__ import annotations

from textual.widgets import Input

from quizapp.messages import _
from quizapp.workspace.search import PROPERTIES, STATES


class SearchField(Input):
    """Takes a search; F1 tells its filters above the keys."""

    @property
    def HELP(self) -> str:  # type: ignore[override]  # noqa: N802 - the name that Textual knows
        """In Markdown, for Textual's panel of help; in the language that is in use when it opens."""
        rows = (
            (
                "deck:missiles tag:armes kind:cloze source:missiles id:portee",
                _("by name; * for any characters"),
            ),
            (f"is:{STATES[0]}", ", ".join(STATES[1:])),
            (f"prop:{PROPERTIES[0]}>20", ", ".join(PROPERTIES[1:])),
            ("rated:7 rated:7:1", _("reviewed in the last 7 days, with rating 1")),
            ("flag:2", _("by flag, 0 for none")),
            ('or - ( ) "…"', _("either, not, grouped, words together")),
        )
        return "\n".join(f"- `{written}`: {meaning}" for written, meaning in rows)
