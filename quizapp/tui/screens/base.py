"""What all screens share: keys described in the language of the interface."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen

from quizapp.errors import QuizError
from quizapp.messages import N_, gettext

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")

FIELDS = {"app.focus_next": N_("Next field"), "app.focus_previous": N_("Previous field")}
"""What Textual's own keys do between the fields of a screen. They are told where there may be several."""

PALETTE = {"command_palette": N_("Commands"), "app.command_palette": N_("Commands")}
"""Textual's own key of the palette, in our words."""

ENTER = {"Input": N_("Submit"), "OptionList": N_("Study")}
"""What Enter does in the widgets of Textual that take it."""

PAGES = {
    "page_up": ("scroll_question(-1)", N_("Question and verdict up")),
    "page_down": ("scroll_question(1)", N_("Question and verdict down")),
}
"""What the page keys do in a question that does not fit: as its screen's own action, told with its keys."""


@runtime_checkable
class KeyTeller(Protocol):
    """An app that can tell its keys as they are while no help is open."""

    def telling_keys(self) -> AbstractContextManager[None]: ...


class TellingScreen(Screen[T]):
    """A screen whose help panel and palette speak the language in use."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, with their descriptions translated: classes hold them in English.

        Of the keys of Textual's own widgets only Enter is told, and the page keys of a long question: their
        editing keys would bury ours.
        """
        app = self.app
        with app.telling_keys() if isinstance(app, KeyTeller) else nullcontext():
            found = super().active_bindings
        told = [(key, each) for key, active in found.items() for each in self._in_words(active)]
        # A key that the app takes from a field stands in that one's place: from the question to the app, what
        # belongs together is told together.
        return dict(sorted(told, key=lambda each: -len(each[1].node.ancestors)))

    def _in_words(self, active: ActiveBinding) -> tuple[ActiveBinding, ...]:
        """The key as it is told; nothing where it is not."""
        binding, node = active.binding, active.node
        # A widget of ours may be one of Textual's with more to it; only what is ours has an id.
        if not _is_ours(node) or (binding.id is None and not isinstance(node, Screen | App)):
            kind = _kind_in(ENTER, node) if binding.key == "enter" else None
            if kind is not None:
                binding = replace(binding, description=ENTER[kind], show=True)
            elif binding.action in PAGES and _kind_in(("FittedScroll",), node):
                action, description = PAGES[binding.action]
                binding = replace(binding, action=action, description=description)
            else:
                return ()
            # As a key of what holds it: the help would put the name of the widget over it.
            node = next((each for each in node.ancestors if _is_ours(each)), node)
        elif binding.id is None:
            own = PALETTE | FIELDS if self._has_fields() else PALETTE
            if binding.action not in own:
                return ()
            binding = replace(binding, description=own[binding.action])
        told = replace(binding, description=_described(binding), tooltip="")
        return (active._replace(node=node, binding=told, tooltip=""),)

    def _has_fields(self) -> bool:
        if isinstance(self, ModalScreen):
            return True
        return _kind_in(("Input",), self.focused) is not None and len(self.focus_chain) > 1


class QuizScreen(TellingScreen[None]):
    """A screen whose footer, help panel and palette speak the language in use."""

    working: Future[Any] | None = None
    """What a thread is doing to cards, or has done last."""

    def refuse(self, error: QuizError) -> None:
        """Says what went wrong and what to do about it."""
        say_error(self, error)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What fails in it, such as for a full disk, is said; all stands as it was and may be tried again."""
        try:
            yield
        except QuizError as error:
            self.refuse(error)

    async def complete(self) -> None:
        """Brings what its first frame did not wait for and a key, a click or a paste may be meant for: before
        this the app passes none on."""

    def keep(self) -> bool:
        """Commits what would be lost if the app ended now, and waits for what is being done; gives whether
        that could be done."""
        return self.working is None or self.working.exception() is None

    def on_screen_suspend(self) -> None:
        """A dialog over it takes all keys: what the footer tells would not be true."""
        self.query("Footer").set(visible=False)

    def on_screen_resume(self) -> None:
        self.query("Footer").set(visible=True)

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


def say_error(to: App[Any] | Screen[Any], error: QuizError) -> None:
    """Says on a screen, or on the one that the app shows, what went wrong and what to do about it."""
    from quizapp.workspace.wording import error_text

    to.notify(error_text(error), severity="error", markup=False)


def _kind_in(kinds: Container[str], node: DOMNode | None) -> str | None:
    """Which of some widgets of Textual a node is: by name, so that none is loaded for it."""
    return next((kind.__name__ for kind in type(node).__mro__ if kind.__name__ in kinds), None)


def _is_ours(node: DOMNode) -> bool:
    return type(node).__module__.startswith("quizapp.")


def _described(binding: Binding) -> str:
    """A key's description in the language in use; the number that a key stands for ends its id."""
    number = re.search(r"\d+$", binding.id or "")
    return gettext(binding.description).replace("{n}", number[0] if number else "")
