"""Memory rows as columns of the table `memory`."""

from __future__ import annotations

from typing import Any

from quizapp.store.model import MemoryRow
from quizapp.study.model import CardState, Memory, New, Phase, Scheduled, Stepping

MEMORY_COLUMNS = (
    "card, phase, step, due_ms, due, interval, stability, difficulty, last_day, reps, lapses, "
    "suspended, buried_until, flag, attempts, correct, last_outcome, prompt_print, "
    "answer_print, leech"
)

_OF_STATE = 11


def memory_of(columns: tuple[Any, ...]) -> MemoryRow:
    """The row that values of `MEMORY_COLUMNS` hold."""
    card, *state = columns[:_OF_STATE]
    suspended, *rest, leech = columns[_OF_STATE:]
    row = MemoryRow(card, _state_of(state), bool(suspended), *rest)
    return row._replace(leech=bool(leech))


def values_of(row: MemoryRow) -> tuple[object, ...]:
    """The values of `MEMORY_COLUMNS` for a row."""
    return (
        row.card,
        *_state_values(row.state),
        int(row.suspended),
        row.buried_until,
        row.flag,
        row.attempts,
        row.correct,
        row.last_outcome,
        row.prompt_print,
        row.answer_print,
        int(row.leech),
    )


def _state_of(values: list[Any]) -> CardState:
    phase, step, due_ms, due, interval, stability, difficulty, last_day, reps, lapses = values
    if phase == Phase.NEW:
        return New()
    memory = Memory(stability, difficulty)
    if phase == Phase.REVIEW:
        return Scheduled(due, interval, memory, last_day, reps, lapses)
    return Stepping(Phase(phase), step, due_ms, memory, last_day, reps, lapses)


def _state_values(state: CardState) -> tuple[object, ...]:
    if isinstance(state, New):
        return (Phase.NEW.value, *(None,) * 9)
    known = (state.memory.stability, state.memory.difficulty, state.last_day, state.reps, state.lapses)
    if isinstance(state, Scheduled):
        return (Phase.REVIEW.value, None, None, state.due, state.interval, *known)
    return (state.phase.value, state.step, state.due_ms, None, None, *known)
