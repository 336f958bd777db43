"""How a finding is worded, whatever table it stands in."""

from __future__ import annotations

from typing import NamedTuple

from quizapp.library.model import Level


class Wording(NamedTuple):
    """A finding's level and its two templates, with named fields filled from the problem's parameters."""

    level: Level
    message: str
    cure: str


def error(message: str, cure: str) -> Wording:
    return Wording(Level.ERROR, message, cure)


def warning(message: str, cure: str) -> Wording:
    return Wording(Level.WARNING, message, cure)
