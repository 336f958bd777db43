"""The summary of a sitting adds up."""

from __future__ import annotations

import pytest

from quizapp.study.model import Rating, Scheduled
from quizapp.workspace.model import NextDue, Scope
from tests.workspace.making import (
    Desk,
    answer,
    numbered,
)


def test_the_summary_adds_up(desk: Desk) -> None:
    desk.write("d", {**numbered(2), "f": {"front": "recto", "back": "verso", "tags": ["t"]}})
    sitting = desk.open().sitting(Scope())
    desk.wait(3000)
    sitting.submit("réponse0")
    sitting.rate(Rating.EASY)
    desk.wait(2000)
    sitting.submit("faux")
    sitting.rate(Rating.EASY)
    desk.wait(1000)
    sitting.submit(None)
    assert sitting.summary().attempts == 2, "a card turned over is not marked yet"
    sitting.rate(Rating.AGAIN)
    summary = sitting.summary()
    assert (summary.attempts, summary.correct, summary.duration_ms) == (3, 1, 6000)
    assert summary.score == pytest.approx(1 / 3)
    assert [record.key for record in summary.missed] == ["d/k1#main", "d/f#fwd"]
    assert [tag.tag for tag in summary.weakest] == ["t"]


def test_the_summary_counts_what_was_right_in_part(desk: Desk) -> None:
    desk.write("d", {"l": {"question": "Qui ?", "all": ["région", "mairie"]}, **numbered(1)})
    sitting = desk.open().sitting(Scope())
    sitting.submit(("région", "gare"))
    sitting.rate(Rating.AGAIN)
    sitting.submit("réponse0")
    sitting.rate(Rating.EASY)
    summary = sitting.summary()
    assert (summary.attempts, summary.correct, summary.partly, summary.score) == (2, 1, 1, 0.75)


def test_the_summary_knows_when_the_answered_cards_come_back(desk: Desk) -> None:
    desk.write("d", numbered(1))
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    answer(sitting, Rating.EASY)
    state = workspace.history.memory(["d/k0#main"])["d/k0#main"].state
    assert isinstance(state, Scheduled)
    assert sitting.summary().next_due == NextDue(None, state.interval)
