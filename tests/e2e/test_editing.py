"""The editor gets the terminal at the card's line, and gives it back, in a real pseudo-terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizapp.tui.screens.asking import GUARD_S
from tests.terminal import Terminal

DECK = """\
format: 1
deck: {id: d, title: Un phare, lang: fr}
sources: {s: {text: "Le phare porte à 37 km."}}
cards:
  - id: a
    question: "Qui porte ?"
    answer: "le phare"
    quote: "Le phare"
  - id: b
    question: "Que porte-t-il ?"
    answer: "à 37 km"
    quote: "porte à 37 km"
"""

EDITOR = """\
#!{python}
import pathlib, sys, termios, time
settings = termios.tcgetattr(0)
canonical = bool(settings[3] & termios.ICANON and settings[3] & termios.ECHO)
place, file = sys.argv[1], pathlib.Path(sys.argv[2])
pathlib.Path({log!r}).write_text(f"{{place}} {{file.name}} {{canonical}}")
print("THE EDITOR", flush=True)
time.sleep({busy_s})
text = file.read_text("utf-8")
file.write_text("half of it", "utf-8")
file.write_text(text.replace("Que porte-t-il", "Jusqu’où porte-t-il"), "utf-8")
"""


@contextmanager
def studied(tmp_path: Path, *, busy_s: float = 0) -> Iterator[Terminal]:
    """Study at the answer of the second card, with an editor that is busy for so many seconds."""
    deck = tmp_path / "library" / "decks" / "d.yaml"
    deck.parent.mkdir(parents=True)
    deck.write_text(DECK, "utf-8")
    log, editor = tmp_path / "log", tmp_path / "vi"
    editor.write_text(EDITOR.format(python=sys.executable, log=str(log), busy_s=busy_s), "utf-8")
    editor.chmod(0o755)
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "TEXTUAL_ANIMATIONS": "none",
        "VISUAL": str(editor),
        "QUIZAPP_DATA": str(tmp_path / "data"),
        "QUIZAPP_LIBRARY": str(tmp_path / "library"),
        "QUIZAPP_NOW": "2026-03-02T10:00:00+01:00",
    }
    with Terminal([sys.executable, "-m", "quizapp", "study"], environ) as terminal:
        terminal.until(lambda: "Qui porte" in terminal.screen())
        terminal.press("enter")
        terminal.until(lambda: "4 Easy" in terminal.screen())
        time.sleep(GUARD_S)
        terminal.press("4")
        terminal.until(lambda: "Que porte-t-il" in terminal.screen())
        terminal.press("enter")
        terminal.until(lambda: "No answer  à 37 km" in terminal.screen())
        time.sleep(GUARD_S)
        yield terminal


def test_study_hands_the_terminal_to_the_editor_at_the_card_and_takes_it_back(tmp_path: Path) -> None:
    with studied(tmp_path) as terminal:
        terminal.press("e")
        terminal.until(lambda: "Jusqu’où porte-t-il" in terminal.screen() and "4 Easy" in terminal.screen())
        assert (tmp_path / "log").read_text() == "+9 d.yaml True"
        assert terminal.painted.alternate


def test_keys_that_the_editor_left_unread_mean_nothing_to_the_card(tmp_path: Path) -> None:
    with studied(tmp_path, busy_s=1) as terminal:
        terminal.press("e")
        terminal.until(lambda: b"THE EDITOR" in terminal.raw)
        terminal.press("4", "e", "4")
        terminal.until(lambda: "Jusqu’où porte-t-il" in terminal.screen() and "4 Easy" in terminal.screen())
        assert not terminal.comes(lambda: "4 Easy" not in terminal.screen(), 2 + GUARD_S), "not rated"
        assert terminal.raw.count(b"THE EDITOR") == 1, "nor edited again"
        terminal.press("4")
        terminal.until(lambda: "4 Easy" not in terminal.screen())
