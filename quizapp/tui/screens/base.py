"""What all screens share: keys described in the language of the interface."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Protocol, TypeVar, runtime_checkable

from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.notifications import SeverityLevel
from textual.screen import Screen

from quizapp.messages import N_, gettext

T = TypeVar("T")

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


class TellingScreen(Screen[T]):
    """A screen whose help panel and palette speak the language in use."""

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


class QuizScreen(TellingScreen[None]):
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
        if footers := self.query("Footer"):
            from textual.widgets import Footer

            for footer in footers.results(Footer):
                footer.mutate_reactive(Footer.compact)


def _told(active: ActiveBinding) -> ActiveBinding | None:
    binding, node = active.binding, active.node
    # A widget of ours may be one of Textual's with more to it; only what is ours has an id.
    if not _is_ours(node) or (binding.id is None and not isinstance(node, Screen | App)):
        kinds = (kind.__name__ for kind in type(node).__mro__ if kind.__name__ in ENTER)
        kind = next(kinds, None) if binding.key == "enter" else None
        if kind is None:
            return None
        binding = replace(binding, description=ENTER[kind], show=True)
    told = replace(binding, description=_described(binding), tooltip=gettext(binding.tooltip))
    return active._replace(binding=told, tooltip=gettext(active.tooltip))


def _is_ours(node: DOMNode) -> bool:
    return type(node).__module__.startswith("quizapp.")


def _described(binding: Binding) -> str:
    """A key's description in the language in use; the number that a key stands for ends its id."""
    number = re.search(r"\d+$", binding.id or "")
    return gettext(binding.description).replace("{n}", number[0] if number else "")
