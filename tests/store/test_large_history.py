"""The history on which the benches of scale stand: a valid one, and the same at each making."""

from __future__ import annotations

from pathlib import Path

from quizapp.store.history import History
from quizapp.store.model import EventKind
from quizapp.study.model import Scheduled, Stepping
from tests.bench.making_history import NOW_MS, Face, make_history

FACES = [Face(f"d{n % 3}/k{n}#main", "short", "1:prompt", "1:answer") for n in range(30)]


def test_a_generated_history_is_what_replay_makes_of_its_events(tmp_path: Path) -> None:
    make_history(tmp_path, FACES, 400)
    with History.read(tmp_path) as history:
        assert history.verify() == ()
        assert history.head() == 800


def test_a_generated_history_holds_as_many_reviews_as_asked_for_and_leaves_cards_new(tmp_path: Path) -> None:
    make_history(tmp_path, FACES, 400)
    with History.read(tmp_path) as history:
        kinds = [event.kind for event in history.events()]
        states = [row.state for row in history.memories()]
    assert kinds.count(EventKind.REVIEW) == kinds.count(EventKind.ATTEMPT) == 400
    assert len(states) == 27
    assert any(isinstance(state, Scheduled) for state in states)
    assert all(isinstance(state, Scheduled | Stepping) for state in states)


def test_the_same_seed_gives_the_same_schedule_before_the_day_of_the_benches(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_history(tmp_path / name, FACES, 300)
    with History.read(tmp_path / "one") as one, History.read(tmp_path / "two") as two:
        assert list(one.memories()) == list(two.memories())
        assert max(event.at_ms for event in one.events()) < NOW_MS
