"""`quizapp workload`: the curve as a table, as bars, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.store.history import History
from tests.cli.conftest import SHORT, Quizapp
from tests.learner import append, studied
from tests.store.making import HandClock

Deck = Callable[..., Path]


@pytest.fixture
def folder(environ: dict[str, str], deck: Deck) -> Path:
    deck(SHORT)
    return Path(environ["QUIZAPP_DATA"])


def test_without_cards_it_says_so(quizapp: Quizapp, folder: Path) -> None:
    ran = quizapp("workload")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("No card was studied yet")
    assert json.loads(quizapp("workload", "--json").out)["curve"] == []


def test_new_cards_alone_can_be_foreseen_as_table_bars_and_json(quizapp: Quizapp, folder: Path) -> None:
    ran = quizapp("workload", "--new", "1", "--days", "90")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0] == "What each desired retention costs a day, over 90 days:"
    (present,) = [line for line in ran.lines if "present setting" in line]
    assert present.split()[:2] == ["90", "%"]
    assert len([line for line in ran.lines if "×" in line]) == 29
    assert "is begun, 1 a day" in ran.out or "are begun, 1 a day" in ran.out
    assert "10.0 s, until there are 50 of yours" in ran.out
    assert "Recalled is what you would know on the last day" in " ".join(ran.out.split())
    bars = quizapp("workload", "--new", "1", "--days", "90", "--charts").lines
    (marked,) = [line for line in bars if "◂" in line]
    assert "90 %" in marked
    assert bars[0] == "What each desired retention costs over 90 days, in minutes:"
    told = json.loads(quizapp("workload", "--new", "1", "--days", "90", "--json").out)
    assert (told["schema_version"], told["days"], told["desired_retention"]) == (1, 90, 0.9)
    assert [row["desired_retention"] for row in told["curve"]] == [
        percent / 100 for percent in range(70, 100)
    ]
    assert told["seconds_an_answer"] == {"value": 10.0, "measured": False}


def test_it_writes_nothing(quizapp: Quizapp, folder: Path) -> None:
    clock = HandClock()
    with History.open(folder, clock=clock) as history:
        append(history, clock, studied(60))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert quizapp("workload", "--days", "30").code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    "arguments", [("--days", "0"), ("--days", "731"), ("--new", "-1"), ("--deck", "nope")]
)
def test_what_is_not_allowed_is_misuse(quizapp: Quizapp, folder: Path, arguments: tuple[str, ...]) -> None:
    ran = quizapp("workload", *arguments)
    assert (ran.code, ran.out) == (2, "")
