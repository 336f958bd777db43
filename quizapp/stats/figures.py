"""Progress in figures that say how much they rest on: pure functions from rows to frozen values."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quizapp.stats.confidence import Confidence
from quizapp.stats.rows import AttemptsRow, CardRow, DayRow
from quizapp.study.model import New, Scheduled, Stepping, StudyDay

MATURE_DAYS = 21
"""The interval from which a card counts as mature, as in Anki."""

RETENTION_DAYS = 30
FORECAST_DAYS = 7

_Z_95 = 1.959963984540054
"""The quantile of the normal distribution that leaves 2.5 % on either side."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A day's attempts: how many, how many correct, first showings of new cards, and time."""

    answered: int
    correct: int
    new: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class DueDay:
    """How many cards fall due on a day. Today's include those overdue; no day includes new cards."""

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


@dataclass(frozen=True, slots=True)
class Progress:
    """All figures of one day. `confidence` is None where the learner was never asked."""

    day: StudyDay
    today: Answered
    due: tuple[DueDay, ...]
    decks: tuple[DeckFigures, ...]
    retention: Retention
    weakest: tuple[Weak, ...]
    confidence: Confidence | None


def answered_on(rows: Iterable[DayRow], day: StudyDay) -> Answered:
    """What was answered on a study day, over all decks."""
    ours = [row for row in rows if row.day == day]
    return Answered(
        sum(row.answered for row in ours),
        sum(row.correct for row in ours),
        sum(row.new for row in ours),
        sum(row.duration_ms for row in ours),
    )


def due_by_day(
    rows: Iterable[CardRow],
    day: StudyDay,
    day_of: Callable[[int], StudyDay],
    ahead: int = FORECAST_DAYS,
) -> tuple[DueDay, ...]:
    """The cards due on `day`, overdue ones included, and on each of the `ahead` days after it.

    `day_of` gives the study day of a Unix time in milliseconds. Suspended cards are never due, buried ones
    on the day on which they come back at the earliest. Limits and reviews still to come are not foreseen.
    """
    counts: Counter[int] = Counter()
    for row in rows:
        match row.state:
            case Scheduled():
                due = row.state.due
            case Stepping():
                due = day_of(row.state.due_ms)
            case New():
                continue
        if not row.suspended:
            counts[max(day, due, row.buried_until or day)] += 1
    return tuple(DueDay(StudyDay(at), counts[at]) for at in range(day, day + ahead + 1))


def deck_figures(totals: Mapping[str, int], rows: Iterable[CardRow]) -> tuple[DeckFigures, ...]:
    """Each deck's cards by phase, in the order of `totals`.

    `totals` are the cards (faces) that each deck holds; those without a row are new. `rows` are of cards
    that still exist; rows of other decks are left out.
    """
    counts: dict[str, Counter[str]] = {deck: Counter() for deck in totals}
    for row in rows:
        if row.deck in counts:
            counts[row.deck][_standing(row)] += 1
    return tuple(
        DeckFigures(
            deck,
            max(0, total - counts[deck].total() + counts[deck]["new"]),
            counts[deck]["learning"],
            counts[deck]["young"],
            counts[deck]["mature"],
            counts[deck]["suspended"],
        )
        for deck, total in totals.items()
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


def progress(
    day: StudyDay,
    *,
    day_rows: Iterable[DayRow],
    card_rows: Iterable[CardRow],
    attempts: Iterable[AttemptsRow],
    totals: Mapping[str, int],
    day_of: Callable[[int], StudyDay],
    confidence: Confidence | None = None,
) -> Progress:
    """All figures of a study day; the arguments are those of the single functions, and one of them ready."""
    days, cards = tuple(day_rows), tuple(card_rows)
    live = tuple(card for card in cards if card.deck in totals)
    return Progress(
        day,
        answered_on(days, day),
        due_by_day(live, day, day_of),
        deck_figures(totals, live),
        retention(days, day),
        weakest(attempts),
        confidence,
    )


def _standing(row: CardRow) -> str:
    if row.suspended:
        return "suspended"
    match row.state:
        case New():
            return "new"
        case Stepping():
            return "learning"
        case Scheduled():
            return "mature" if row.state.interval >= MATURE_DAYS else "young"


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
