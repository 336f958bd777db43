"""The rows that figures are made of, as frozen values that any source of rows can fill."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.study.model import StudyDay


@dataclass(frozen=True, slots=True)
class DayRow:
    """One deck's study on one day.

    `answered` attempts, of them `correct`; `new` cards seen for the first time; `reviews` of cards in the
    review phase, of them `passed` (rated above Again), `mature` those at an interval of at least 21 days.
    `again` to `easy` count ratings of every phase.
    """

    day: StudyDay
    deck: str
    answered: int = 0
    correct: int = 0
    new: int = 0
    reviews: int = 0
    passed: int = 0
    duration_ms: int = 0
    mature: int = 0
    mature_passed: int = 0
    again: int = 0
    hard: int = 0
    good: int = 0
    easy: int = 0


@dataclass(frozen=True, slots=True)
class AttemptsRow:
    """A card's attempts over its whole history. `retrievability` is today's, None before the first review."""

    key: str
    attempts: int
    correct: int
    lapses: int = 0
    last_outcome: str | None = None
    retrievability: float | None = None


@dataclass(frozen=True, slots=True)
class CalledRow:
    """An answer that its learner called sure, or unsure, before the verdict."""

    key: str
    day: StudyDay
    sure: bool
    correct: bool
