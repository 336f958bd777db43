"""Progress in figures that say how much they rest on: pure functions from rows to frozen values."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.stats.rows import AttemptsRow, DayRow
from quizapp.study.model import StudyDay

RETENTION_DAYS = 30

_Z_95 = 1.959963984540054
"""The quantile of the normal distribution that leaves 2.5 % on either side."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The attempts of some days: how many, how many correct, first showings of new cards, and time."""

    answered: int
    correct: int
    new: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class DueDay:
    """How many cards fall due on a day. Today's include those overdue; no day includes new cards. Limits
    and reviews still to come are not foreseen."""

    day: StudyDay
    due: int


@dataclass(frozen=True, slots=True)
class DeckFigures:
    """A deck's cards by phase; suspended ones are counted apart, whatever their phase.

    Young and mature are in review, with an interval below, or of at least, 21 days. Relearning counts as
    learning.
    """

    deck: str
    new: int
    learning: int
    young: int
    mature: int
    suspended: int

    @property
    def total(self) -> int:
        return self.new + self.learning + self.young + self.mature + self.suspended


@dataclass(frozen=True, slots=True)
class Retention:
    """The share of reviews passed over some days, and its 95 % Wilson interval; None without reviews."""

    days: int
    n: int
    passed: int
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Weak:
    """A card that is missed often, with what it was ranked by."""

    key: str
    attempts: int
    correct: int
    lapses: int
    last_outcome: str | None
    retrievability: float | None
    success_at_best: float
    """The upper end of the 95 % Wilson interval of its share of correct attempts."""


def answered_on(rows: Iterable[DayRow], day: StudyDay, days: int = 1) -> Answered:
    """What was answered on the `days` study days that end with `day`, over all the rows given."""
    ours = [row for row in rows if day - days < row.day <= day]
    return Answered(
        sum(row.answered for row in ours),
        sum(row.correct for row in ours),
        sum(row.new for row in ours),
        sum(row.duration_ms for row in ours),
    )


def retention(rows: Iterable[DayRow], day: StudyDay, days: int = RETENTION_DAYS) -> Retention:
    """The share of passed reviews over the `days` study days that end with `day`.

    Only reviews of cards in the review phase count: steps of learning say nothing about retention.
    """
    ours = [row for row in rows if day - days < row.day <= day]
    n = sum(row.reviews for row in ours)
    passed = sum(row.passed for row in ours)
    if n == 0:
        return Retention(days, 0, 0, None, None, None)
    low, high = wilson(passed, n)
    return Retention(days, n, passed, passed / n, low, high)


def weakest(rows: Iterable[AttemptsRow], limit: int = 5) -> tuple[Weak, ...]:
    """The cards most surely weak, weakest first; cards that were never missed are not among them.

    Ranked by the *upper* end of the Wilson interval of success: the best that a card's attempts allow to
    hope. One miss in one attempt (0.79) thereby stands behind four in five (0.62), whereas the share
    alone, or the lower end, would fill the list with cards seen once. Between equals come more lapses,
    lower retrievability, key.
    """
    ranked = sorted(
        (row for row in rows if row.correct < row.attempts),
        key=lambda row: (
            wilson(row.correct, row.attempts)[1],
            -row.lapses,
            1.0 if row.retrievability is None else row.retrievability,
            row.key,
        ),
    )
    return tuple(_weak(row) for row in ranked[:limit])


def wilson(successes: int, n: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson, 1927, JASA 22:209–212); (0, 1) where n is 0."""
    if n == 0:
        return 0.0, 1.0
    share = successes / n
    weight = _Z_95**2 / n
    centre = (share + weight / 2) / (1 + weight)
    half = _Z_95 / (1 + weight) * math.sqrt(share * (1 - share) / n + weight / (4 * n))
    # Rounding must not put the share itself outside.
    return min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half))


def _weak(row: AttemptsRow) -> Weak:
    return Weak(
        row.key,
        row.attempts,
        row.correct,
        row.lapses,
        row.last_outcome,
        row.retrievability,
        wilson(row.correct, row.attempts)[1],
    )
