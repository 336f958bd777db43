"""Bodies of events read with distrust, because another device or a later version may have written them."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.study.model import (
    CardState,
    Memory,
    Phase,
    Rating,
    Scheduled,
    Stepping,
    StudyDay,
)

LAST_DAY = 3_652_059
"""31 December 9999 as a study day."""

_LONGEST_MS = 86_400_000
_LATEST_MS = 253_402_300_800_000
_MANY = 1_000_000
_LAST_FLAG = 7

MARKED = frozenset({"correct", "partial", "wrong", "blank"})
"""Outcomes that an override may give."""

REVEALED = "revealed"
"""The outcome of an attempt that is marked by its rating."""


def text(body: Mapping[str, object], name: str) -> str | None:
    """The text of that name; None where it is missing, empty or no text."""
    value = body.get(name)
    return value if isinstance(value, str) and value else None


def whole(body: Mapping[str, object], name: str, low: int, high: int) -> int | None:
    """The whole number of that name; None where it is missing, no whole number, or out of bounds."""
    value = body.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
        return value
    return None


def duration_ms(body: Mapping[str, object]) -> int:
    """How long an attempt took; 0 where it is not known, or more than a day."""
    return whole(body, "duration_ms", 0, _LONGEST_MS) or 0


def moment_ms(body: Mapping[str, object], name: str) -> int | None:
    """A moment in Unix milliseconds, none later than a calendar can tell anywhere."""
    return whole(body, name, 0, _LATEST_MS - 2 * _LONGEST_MS)


def rating(body: Mapping[str, object]) -> Rating | None:
    value = whole(body, "rating", 1, 4)
    return None if value is None else Rating(value)


def day(body: Mapping[str, object], name: str) -> StudyDay | None:
    value = whole(body, name, 1, LAST_DAY)
    return None if value is None else StudyDay(value)


def flag(body: Mapping[str, object]) -> int | None:
    """A flag's number, 0 for none; `true` is 1."""
    value = body.get("flag")
    return int(value) if isinstance(value, bool) else whole(body, "flag", 0, _LAST_FLAG)


def weights(body: Mapping[str, object]) -> tuple[float, ...] | None:
    """The weights of FSRS-6 in a set of parameters; None where they are not as many, or one is out of
    bounds."""
    from quizapp.study.memory import WEIGHT_BOUNDS

    given = body.get("weights")
    if not isinstance(given, list) or len(given) != len(WEIGHT_BOUNDS):
        return None
    inside = (
        isinstance(weight, (int, float)) and not isinstance(weight, bool) and low <= weight <= high
        for weight, (low, high) in zip(given, WEIGHT_BOUNDS, strict=True)
    )
    return tuple(map(float, given)) if all(inside) else None


def is_study(body: Mapping[str, object]) -> bool:
    """Whether an attempt can touch the schedule. One that names no mode is of study."""
    return body.get("mode", "study") == "study"


def after_review(
    body: Mapping[str, object], memory: Memory, last_day: StudyDay, reps: int, lapses: int
) -> Stepping | Scheduled | None:
    """The state that a review records in `after`, with the memory that replay computed; None where the
    recorded part is not usable."""
    after = body.get("after")
    if not isinstance(after, Mapping):
        return None
    phase = after.get("phase")
    if phase == Phase.REVIEW:
        due, interval = day(after, "due"), whole(after, "interval", 0, LAST_DAY)
        if due is None or interval is None:
            return None
        return Scheduled(due, interval, memory, last_day, reps, lapses)
    if phase in (Phase.LEARNING, Phase.RELEARNING):
        step, due_ms = whole(after, "step", 0, _MANY), whole(after, "due_ms", 0, _LATEST_MS)
        if step is None or due_ms is None:
            return None
        return Stepping(Phase(str(phase)), step, due_ms, memory, last_day, reps, lapses)
    return None


def recorded(state: CardState) -> dict[str, object]:
    """The `after` of a review that leads to a state: what `after_review` reads back."""
    if isinstance(state, Scheduled):
        return {"phase": Phase.REVIEW.value, "due": state.due, "interval": state.interval}
    if isinstance(state, Stepping):
        return {"phase": state.phase.value, "step": state.step, "due_ms": state.due_ms}
    return {"phase": Phase.NEW.value}
