"""What all screens share: keys described in the language of the interface."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Protocol, runtime_checkable

from textual.binding import ActiveBinding, Binding
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widgets import Footer

from quizapp.messages import N_, gettext

TEXTUAL = (
    N_("Focus Next"),
    N_("Focus Previous"),
    N_("Copy selected text"),
    N_("palette"),
    N_("Open the command palette"),
)
"""Descriptions of Textual's own keys on our screens, named here so that the catalogues hold them."""

ENTER = {"Input": N_("Submit"), "OptionList": N_("Study")}
"""What Enter does in the widgets of Textual that take it."""


@runtime_checkable
class KeyTeller(Protocol):
    """An app that can tell its keys as they are while no help is open."""

    def telling_keys(self) -> AbstractContextManager[None]: ...


class QuizScreen(Screen[None]):
    """A screen whose footer, help panel and palette speak the language in use."""

    def keep(self) -> bool:
        """Commits what would be lost if the app ended now; gives whether that could be done."""
        return True

    def retell(
        self, text: str, *, severity: SeverityLevel = "information", timeout: float | None = None
    ) -> None:
        """Tells something in place of what was told before: the toasts of quick keys must not pile up."""
        self.app.clear_notifications()
        self.notify(text, severity=severity, timeout=timeout, markup=False)

    def refresh_bindings(self) -> None:
        """Has the footer let go of the keys that it no longer shows, too.

        It keeps all that it ever showed in a list that it clears only when what they watch changes: a
        megabyte a question.
        """
        super().refresh_bindings()
        for footer in self.query(Footer):
            footer.mutate_reactive(Footer.compact)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, with their descriptions translated: classes hold them in English.

        Of the keys of Textual's own widgets only Enter is told: their editing keys would bury ours.
        """
        app = self.app
        with app.telling_keys() if isinstance(app, KeyTeller) else nullcontext():
            found = super().active_bindings
        told = ((key, _told(active)) for key, active in found.items())
        return {key: active for key, active in told if active is not None}


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


def _told(active: ActiveBinding) -> ActiveBinding | None:
    binding, node = active.binding, active.node
    if not type(node).__module__.startswith("quizapp."):
        description = ENTER.get(type(node).__name__) if binding.key == "enter" else None
        if description is None:
            return None
        binding = replace(binding, description=description, show=True)
    told = replace(binding, description=_described(binding), tooltip=gettext(binding.tooltip))
    return active._replace(binding=told, tooltip=gettext(active.tooltip))


def _described(binding: Binding) -> str:
    """A key's description in the language in use; the number that a key stands for ends its id."""
    number = re.search(r"\d+$", binding.id or "")
    return gettext(binding.description).replace("{n}", number[0] if number else "")
