"""What all screens share: keys described in the language of the interface."""

from __future__ import annotations

import re
from dataclasses import replace

from textual.binding import ActiveBinding, Binding
from textual.screen import Screen

from quizapp.messages import N_, gettext

TEXTUAL = (
    N_("Focus Next"),
    N_("Focus Previous"),
    N_("Copy selected text"),
    N_("palette"),
    N_("Open the command palette"),
)
"""Descriptions of Textual's own keys on our screens, named here so that the catalogues hold them."""


class QuizScreen(Screen[None]):
    """A screen whose footer, help panel and palette speak the language in use."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, with their descriptions translated: classes hold them in English.

        The editing keys of Textual's own widgets are left out of the help panel, where they would bury ours.
        """
        return {key: _told(active) for key, active in super().active_bindings.items()}


class PageScreen(QuizScreen):
    """A screen that is one page to read, scrolled by the keyboard. Its content stands in `#page`."""

    BINDINGS = [
        Binding("up,k", "scroll(-1)", N_("Up"), show=False, id="page.up"),
        Binding("down,j", "scroll(1)", N_("Down"), show=False, id="page.down"),
        Binding("pageup", "scroll(-10)", N_("Page up"), show=False, id="page.page-up"),
        Binding("pagedown,space", "scroll(10)", N_("Page down"), id="page.page-down"),
    ]

    def action_scroll(self, lines: int) -> None:
        self.query_one("#page").scroll_relative(y=lines, animate=False)


def _told(active: ActiveBinding) -> ActiveBinding:
    ours = type(active.node).__module__.startswith("quizapp.")
    binding = replace(
        active.binding,
        description=_described(active.binding),
        tooltip=gettext(active.binding.tooltip),
        system=active.binding.system or not ours,
    )
    return active._replace(binding=binding, tooltip=gettext(active.tooltip))


def _described(binding: Binding) -> str:
    """A key's description in the language in use; the number that a key stands for ends its id."""
    number = re.search(r"\d+$", binding.id or "")
    return gettext(binding.description).replace("{n}", number[0] if number else "")
