"""The driver in a real terminal: it ends without waiting, and reads keys before and after the app is away."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

pytest.importorskip("termios")

from quizapp.tui.app import QuizApp
from quizapp.tui.driver import PromptDriver
from tests.terminal import Terminal
from tests.tui.conftest import Open

APP = """
from textual.app import App
from textual.widgets import Input, Static
from quizapp.tui import driver

driver.TICK_S = 3600

class Typed(App):
    BINDINGS = [("f1", "away", "away")]
    def compose(self):
        yield Static("ready")
        yield Input()
    def on_input_changed(self, event):
        self.query_one(Static).update(f"<{event.value}>")
    def action_away(self):
        with self.suspend():
            print("away")
        self.query_one(Static).update("back")

Typed(driver_class=driver.PromptDriver).run()
"""


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """An app whose driver, unless woken, looks for its end only once an hour."""
    environ = {**os.environ, "TERM": "xterm-256color"}
    with Terminal([sys.executable, "-c", APP], environ) as opened:
        opened.until_shown("ready")
        yield opened


def test_it_ends_when_told_to_rather_than_at_its_next_look(terminal: Terminal) -> None:
    terminal.press("ctrl+q")
    assert terminal.ended() == 0
    assert not terminal.painted.alternate
    assert terminal.painted.cursor


def test_keys_arrive_whole(terminal: Terminal) -> None:
    terminal.press("é", "œ", "😀", "x")
    terminal.until_shown("<éœ😀x>")
    terminal.press("ctrl+q")
    assert terminal.ended() == 0


def test_keys_arrive_again_after_the_app_was_away(terminal: Terminal) -> None:
    terminal.press("f1")
    terminal.until_shown("back")
    terminal.press("a")
    terminal.until_shown("<a>")
    terminal.press("ctrl+q")
    assert terminal.ended() == 0


def test_the_app_has_it_unless_another_is_asked_for(opened: Open) -> None:
    assert QuizApp(opened()).driver_class is PromptDriver
