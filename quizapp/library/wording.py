"""How a finding is worded, whatever table it stands in."""

from __future__ import annotations

from typing import NamedTuple

from quizapp.library.model import Level


class Wording(NamedTuple):
    """A finding's level and its two templates, with named fields filled from the problem's parameters.

    One that is not `on` is told only where it is asked for.
    """

    level: Level
    message: str
    cure: str
    on: bool = True


def error(message: str, cure: str) -> Wording:
    return Wording(Level.ERROR, message, cure)


def warning(message: str, cure: str, *, on: bool = True) -> Wording:
    return Wording(Level.WARNING, message, cure, on)
