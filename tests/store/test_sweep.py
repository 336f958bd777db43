"""What is read event by event comes to what replay makes of the whole log."""

from __future__ import annotations

import sqlite3
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.store import derived, log, sweep, verify
from quizapp.store.database import connect, create, transaction
from quizapp.store.history import History
from quizapp.store.model import EventKind, NewEvent
from quizapp.store.replay import replay
from quizapp.study.memory import DEFAULT_WEIGHTS, Fsrs
from quizapp.study.model import Rating, Scheduled
from tests.learner import FORGETFUL
from tests.store.making import CARD, NOON_DAY, NOON_MS, answer, attempt, event, raw

AFTER = {"phase": "review", "due": NOON_DAY + 4, "interval": 4}
BODIES = st.sampled_from(
    [
        {"outcome": "correct", "kind": "short", "duration_ms": 5},
        {"outcome": "revealed", "mode": "quiz"},
        {"rating": 1, "after": AFTER},
        {"rating": 3, "after": AFTER},
        {"from": "a/1#main", "outcome": "wrong", "on": True},
        {"from": "b/1#main", "weights": list(FORGETFUL), "until": NOON_DAY},
    ]
)
FEW = st.integers(0, 5)
LOGS = st.lists(
    st.tuples(
        st.sampled_from(list(EventKind)),
        st.sampled_from("ab"),
        BODIES,
        *(FEW, FEW, FEW),
        st.sampled_from([1, 1, 1, 2]),
    ),
    max_size=25,
)


@pytest.mark.parametrize("unheard", ["voided", "of a later version"])
def test_what_comes_later_counts_for_what_was_read_before(
    history: History, folder: Path, unheard: str
) -> None:
    (tried,) = history.append(attempt("deck/old#main", outcome="wrong"))
    answer(history, "deck/old#main")
    gone = answer(history, "deck/gone#main")

    def said(outcome: str, card: str, weights: tuple[float, ...], v: int = 1) -> tuple[NewEvent, ...]:
        return (
            event("override", None, {"outcome": outcome}, target=tried.id, group=outcome, v=v),
            event("alias", card, {"from": "deck/old#main"}, group=outcome, v=v),
            event("parameters", None, {"weights": list(weights)}, group=outcome, v=v),
        )

    history.append(*said("correct", CARD, FORGETFUL), event("void", None, target=gone.action))
    if unheard == "voided":
        history.append(*said("blank", "deck/other#main", DEFAULT_WEIGHTS))
        history.append(event("void", None, target="blank"))
    else:
        history.append(*said("blank", "deck/other#main", DEFAULT_WEIGHTS, v=2))
    answer(history, "deck/old#main")
    with raw(folder) as connection:
        found = sweep.sweep(connection)
        assert found == replay(log.select(connection, "TRUE"))
    assert found[0].rows.keys() == {CARD, "deck/old#main"}
    row = found[0].rows[CARD]
    assert (row.attempts, row.correct) == (2, 2)
    assert isinstance(row.state, Scheduled)
    assert row.state.memory == Fsrs(FORGETFUL).first(Rating.GOOD)


@given(LOGS)
def test_logs_of_several_devices_come_to_the_same_in_whatever_order_they_arrived(said):
    connection = connect(":memory:")
    create(connection)
    ids: list[str] = []
    with transaction(connection):
        for number, (kind, deck, body, late, group, about, v) in enumerate(said, 1):
            target = f"action-{about}" if kind == EventKind.VOID else ids[about] if about < len(ids) else None
            new = NewEvent(kind, f"action-{group}", "s", f"{deck}/1#main", target, body, v)
            place = {"at_ms": NOON_MS - late, "offset_min": 0, "day": NOON_DAY - late}
            ids.append(log.insert(connection, new, device=f"d{number % 3}", seq=number, **place).id)
        derived.rebuild(connection)
    replayed = replay(log.select(connection, "TRUE"))
    assert sweep.sweep(connection) == derived.stored(connection) == replayed
    assert {each.code for each in verify.findings(connection)} <= {"missing-events"}
    connection.close()


@pytest.mark.parametrize("reading", [sweep.sweep, verify.findings, derived.rebuild])
def test_a_longer_log_of_the_same_cards_takes_no_more_memory(
    history: History, folder: Path, reading: Callable[[sqlite3.Connection], object]
) -> None:
    peaks: list[int] = []
    for events in (60, 600):
        history.append(*(attempt(mode="quiz") for _ in range(events)))
        with raw(folder) as connection:
            reading(connection)
            tracemalloc.start()
            reading(connection)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    # In bytes an event, of which each takes more than a thousand.
    assert (peaks[1] - peaks[0]) / 600 < 100


def test_the_log_is_read_along_an_index_and_not_sorted_first(history: History, folder: Path) -> None:
    with raw(folder) as connection:
        plan = str(connection.execute(f"EXPLAIN QUERY PLAN {sweep._IN_ORDER}").fetchall())
    assert "event_order" in plan
    assert "TEMP" not in plan
