"""How full the days are is one look into an index, however many cards there are."""

from __future__ import annotations

import sqlite3

from quizapp.store import queries
from quizapp.store.history import History
from tests.store.making import answer


def test_what_is_due_is_read_from_the_index_alone_and_siblings_by_their_keys(history: History) -> None:
    for number in range(3):
        answer(history, f"deck/{number}#fwd")
    connection = history._source
    assert isinstance(connection, sqlite3.Connection)
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    connection.execute("UPDATE memory SET due = 800000, phase = 'review'")
    queries.loads(connection, 1, 900_000, "deck/0#fwd")
    connection.set_trace_callback(None)
    plans = [
        " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}"))
        for query in asked
        if query.startswith("SELECT")
    ]
    assert len(plans) == 2
    assert "COVERING INDEX memory_due (suspended=? AND due>? AND due<?)" in plans[0]
    assert "PRIMARY KEY (card>? AND card<?)" in plans[1]
