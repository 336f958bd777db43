"""What stands over a screen and keeps all keys to itself, but for the one that tells them."""

from __future__ import annotations

from typing import TypeVar

from textual.binding import Binding
from textual.screen import ModalScreen

from quizapp.messages import N_
from quizapp.tui.screens.base import TellingScreen

T = TypeVar("T")


class Dialog(ModalScreen[T], TellingScreen[T]):
    """A modal screen that gives a `T`, or what its leaving means. Textual asks no app below it for keys.

    What it looks like follows the first base: what lies below shows through.
    """

    BINDINGS = [Binding("f1,question_mark", "app.help", N_("Help"), show=False, id="app.help")]
