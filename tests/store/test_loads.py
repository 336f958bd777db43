"""What is asked of the store while one studies or searches is found by an index, however long the log is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from quizapp.store import queries, ratings
from quizapp.store.history import History
from tests.store.making import answer


def plans(history: History, ask: Callable[[sqlite3.Connection], object]) -> list[str]:
    """How SQLite finds what is asked for, a line a query."""
    connection = history._source
    assert isinstance(connection, sqlite3.Connection)
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    ask(connection)
    connection.set_trace_callback(None)
    return [
        " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}"))
        for query in asked
        if query.startswith(("SELECT", "WITH"))
    ]


def test_what_is_due_is_read_from_the_index_alone_and_siblings_by_their_keys(history: History) -> None:
    for number in range(3):
        answer(history, f"deck/{number}#fwd")
    assert isinstance(history._source, sqlite3.Connection)
    history._source.execute("UPDATE memory SET due = 800000, phase = 'review'")
    due, siblings = plans(history, lambda connection: queries.loads(connection, 1, 900_000, "deck/0#fwd"))
    assert "COVERING INDEX memory_due (suspended=? AND due>? AND due<?)" in due
    assert "PRIMARY KEY (card>? AND card<?)" in siblings


def test_of_the_log_only_the_days_asked_for_are_read(history: History) -> None:
    answer(history, "deck/1#fwd")
    rated, _ = plans(history, lambda _: history.ratings(1).all())
    assert "INDEX event_day (day>?)" in rated


def test_whether_a_few_cards_were_rated_is_read_from_their_own_events(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(history, "deck/1#fwd")
    monkeypatch.setattr(ratings, "FIRST_LOOKS", 1)
    rated = history.ratings(1)
    begun, _, one = plans(history, lambda _: "deck/1#fwd" in rated)
    assert "INDEX event_day (day>?)" in begun and "SCAN event" not in begun
    assert "INDEX event_card (card=? AND rowid>?)" in one
    (whole, _) = plans(history, lambda _: "deck/2#fwd" in rated)
    assert "INDEX event_day (day>?)" in whole
