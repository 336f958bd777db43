"""What was answered and not rated comes back."""

from __future__ import annotations

import pytest

from quizapp.store.history import History
from tests.store.making import CARD, NOON_DAY, attempt, event, review


def test_an_unrated_attempt_is_unfinished_until_it_is_rated(history: History) -> None:
    (first,) = history.append(attempt("deck/1#main"))
    (second,) = history.append(attempt("deck/2#main"))
    assert history.unfinished() == second
    history.append(review("deck/2#main", target=second.id))
    assert history.unfinished() == first
    history.undo()
    assert history.unfinished() == second
    history.undo()
    history.undo()
    assert history.unfinished() is None


def test_an_almost_is_unfinished_until_its_card_is_attempted(history: History) -> None:
    (almost,) = history.append(event("almost", CARD, {"response": "x", "kind": "short"}))
    history.append(attempt("deck/other#main", mode="quiz"))
    assert history.unfinished() == almost
    (tried,) = history.append(attempt())
    assert history.unfinished() == tried
    history.append(review(target=tried.id))
    assert history.unfinished() is None


@pytest.mark.parametrize("kind", ["suspend", "bury", "reset"])
def test_who_puts_a_card_away_does_not_get_its_question_back(history: History, kind: str) -> None:
    history.append(attempt())
    history.append(event(kind, CARD, {"on": True, "until": NOON_DAY}))
    assert history.unfinished() is None


def test_an_unfinished_attempt_is_found_under_the_new_name_of_its_card(history: History) -> None:
    history.append(attempt("deck/old#main"))
    history.append(event("alias", CARD, {"from": "deck/old#main"}))
    unfinished = history.unfinished()
    assert unfinished is not None
    assert unfinished.card == CARD
