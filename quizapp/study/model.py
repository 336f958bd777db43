"""The words of scheduling: study days, ratings, and the state of a card as values that cannot be wrong.

Named tuples on the start path: defining a frozen dataclass takes 0.7 ms, a named tuple 0.1 ms.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NewType, TypeAlias

from quizapp.named import NamedTuple

StudyDay = NewType("StudyDay", int)
"""A study day as the proleptic Gregorian ordinal of its local date (`date.toordinal`)."""


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Phase(StrEnum):
    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class Memory(NamedTuple):
    """FSRS memory: stability in days, difficulty from 1 to 10."""

    stability: float
    difficulty: float


class New:
    """Never reviewed."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, New)

    def __hash__(self) -> int:
        return hash(New)

    def __repr__(self) -> str:
        return "New()"


class Stepping(NamedTuple):
    """In learning or relearning: due at a time, in Unix milliseconds."""

    phase: Phase
    step: int
    due_ms: int
    memory: Memory
    last_day: StudyDay
    reps: int
    lapses: int


class Scheduled(NamedTuple):
    """In review: due all of a study day. `interval` is in days."""

    due: StudyDay
    interval: int
    memory: Memory
    last_day: StudyDay
    reps: int
    lapses: int


CardState: TypeAlias = New | Stepping | Scheduled


class Rated(NamedTuple):
    """A rating in a learner's log. Only the differences between the days of one card mean anything."""

    card: str
    day: StudyDay
    rating: Rating


class Future(NamedTuple):
    """What a rating would do: the state it leads to, the retrievability predicted before it (None when
    new), and the wait until the next showing in seconds."""

    rating: Rating
    state: Stepping | Scheduled
    retrievability: float | None
    wait_s: int
