"""Confidence in figures: how often answers called sure, or unsure, were right, and which were not."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from quizapp.stats.rows import CalledRow
from quizapp.study.model import StudyDay


@dataclass(frozen=True, slots=True)
class Calibration:
    """How many answers were called the same, and how many of them were right."""

    n: int
    correct: int

    @property
    def rate(self) -> float | None:
        """The share that was right; None where nothing was called so."""
        return self.correct / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class SureMiss:
    """A card that was missed although its learner was sure: how often, and the last study day of it."""

    key: str
    missed: int
    last: StudyDay


@dataclass(frozen=True, slots=True)
class Confidence:
    """What came of the learner's own word on the last `answers` answers, called or not."""

    answers: int
    sure: Calibration
    unsure: Calibration
    misses: tuple[SureMiss, ...]


def confidence(
    rows: Iterable[CalledRow], answers: int, live: Container[str], limit: int = 5
) -> Confidence | None:
    """The figures of the answers that were called sure or unsure; None where none was.

    The cards missed although sure are those missed so most often, then those missed so last; cards that
    are not `live` have no place among them.
    """
    called = tuple(rows)
    if not called:
        return None
    counts: dict[str, int] = {}
    last: dict[str, StudyDay] = {}
    for row in called:
        if row.sure and not row.correct and row.key in live:
            counts[row.key] = counts.get(row.key, 0) + 1
            last[row.key] = max(row.day, last.get(row.key, row.day))
    worst = sorted(counts, key=lambda key: (-counts[key], -last[key], key))
    return Confidence(
        answers,
        _calibration(row.correct for row in called if row.sure),
        _calibration(row.correct for row in called if not row.sure),
        tuple(SureMiss(key, counts[key], last[key]) for key in worst[:limit]),
    )


def _calibration(correct: Iterable[bool]) -> Calibration:
    outcomes = tuple(correct)
    return Calibration(len(outcomes), sum(outcomes))
