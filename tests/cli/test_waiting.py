"""What takes minutes is told before it begins."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.store import database
from tests.cli.conftest import SHORT, Quizapp


def test_a_long_history_that_is_brought_up_to_date_is_told_first(
    quizapp: Quizapp, deck: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck(SHORT)
    quizapp("study", "--plain", stdin="le marché couvert\n4\n")
    monkeypatch.setattr(database, "MANY_EVENTS", 1)
    with sqlite3.connect(tmp_path / "data" / "history.db") as connection:
        connection.execute("UPDATE derived SET version = version - 1")
    connection.close()
    for verb in (["due", "--short"], ["history", "verify"]):
        ran = quizapp(*verb)
        assert ran.code == 0
        assert ran.err.count("until “quizapp” or “quizapp study” has brought it up to date") == 1
    assert quizapp("study", "--plain").err.startswith(
        "A long history of an older version is brought up to date"
    )
    assert quizapp("study", "--plain").err == quizapp("due", "--short").err == ""
