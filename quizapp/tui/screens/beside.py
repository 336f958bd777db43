"""What an asking screen holds beside its question, which stands there before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from quizapp.tui.widgets.fitted_scroll import FittedScroll
from quizapp.tui.widgets.proof import Proof


async def mount_beside(screen: Screen[Any], bars: list[Widget]) -> None:
    """Mounts the margin of the verdict, the proof, the bars below them and the footer, with their styles."""
    style = str(Path(__file__).with_name("study_answered.tcss"))
    # Once an app: reading it again would leave Textual with a stale table of rules.
    if not screen.app.stylesheet.has_source(style):
        screen.app.stylesheet.read(style)
    margin = FittedScroll(Static(id="margin", markup=False), id="verdict", can_focus=False)
    # All before the first wait, in which the app may end.
    for mounted in (
        screen.query_one("#left").mount(margin),
        screen.query_one("#desk").mount(Proof()),
        screen.mount(*bars, Footer(show_command_palette=False, compact=True)),
    ):
        await mounted
