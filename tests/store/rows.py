"""What the history knows of a card and of a day."""

from __future__ import annotations

from quizapp.store.history import History
from quizapp.store.model import DaySum, MemoryRow
from tests.store.making import CARD, NOON_DAY


def row(history: History, card: str = CARD) -> MemoryRow:
    return history.memory([card])[card]


def day_sum(history: History, day: int = NOON_DAY) -> DaySum:
    (found,) = history.day_sums(day, day)
    return found
