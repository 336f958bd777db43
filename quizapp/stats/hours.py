"""At which hours of the day one answers, and how well."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from quizapp.stats.figures import wilson

HOURS = 24


class Hour(NamedTuple):
    """The answers of an hour of the day, from 0 to 23, by the local time when they were given. `low` and
    `high` bound the share of the correct ones with 95 % confidence."""

    hour: int
    answered: int
    correct: int
    duration_ms: int
    low: float
    high: float

    @property
    def rate(self) -> float | None:
        """The share of correct answers; None without any."""
        return self.correct / self.answered if self.answered else None


def hours(rows: Iterable[tuple[int, int, int, int]]) -> tuple[Hour, ...]:
    """All hours of the day, out of rows of an hour, its answers, the correct ones and the time they took."""
    counts = {hour: (answered, correct, took) for hour, answered, correct, took in rows}
    return tuple(
        Hour(hour, answered, correct, took, *wilson(correct, answered))
        for hour in range(HOURS)
        for answered, correct, took in [counts.get(hour, (0, 0, 0))]
    )
