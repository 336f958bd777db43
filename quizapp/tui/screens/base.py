"""What all screens share: keys described in the language of the interface."""

from __future__ import annotations

from dataclasses import replace

from textual.binding import ActiveBinding
from textual.screen import Screen

from quizapp.messages import gettext


class QuizScreen(Screen[None]):
    """A screen whose footer, help panel and palette speak the language in use."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, with their descriptions translated: classes hold them in English.

        The editing keys of Textual's own widgets are left out of the help panel, where they would bury ours.
        """
        return {key: _told(active) for key, active in super().active_bindings.items()}


def _told(active: ActiveBinding) -> ActiveBinding:
    ours = type(active.node).__module__.startswith("quizapp.")
    binding = replace(
        active.binding, description=gettext(active.binding.description), system=active.binding.system or not ours
    )
    return active._replace(binding=binding, tooltip=gettext(active.tooltip))
