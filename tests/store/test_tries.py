"""The scan of every attempt: what stands, under which name, as it was marked in the end."""

from __future__ import annotations

from quizapp.store.history import History
from tests.store.making import CARD, attempt, event, review


def told(history: History) -> list[tuple[str, str, bool]]:
    return [(each.card, each.outcome, each.overruled) for each in history.tries()]


def test_an_attempt_that_was_undone_is_not_told(history: History) -> None:
    history.append(attempt(outcome="wrong"))
    history.append(attempt())
    history.undo()
    assert told(history) == [(CARD, "wrong", False)]
    history.redo()
    assert len(told(history)) == 2


def test_the_last_override_counts(history: History) -> None:
    (tried,) = history.append(attempt(outcome="wrong"))
    history.override(tried.id, outcome="partial", score=0.5)
    history.override(tried.id, outcome="correct", score=1.0)
    assert told(history) == [(CARD, "correct", True)]


def test_a_renamed_card_is_told_under_its_present_name(history: History) -> None:
    history.append(attempt("deck/a#main"))
    history.append(event("alias", "deck/b#main", {"from": "deck/a#main"}))
    history.append(event("alias", "deck/c#main", {"from": "deck/b#main"}))
    history.append(attempt("deck/c#main"))
    assert [card for card, *_ in told(history)] == ["deck/c#main"] * 2


def test_bodies_that_make_no_sense_are_read_with_distrust(history: History) -> None:
    history.append(
        attempt(score="many", order=3, duration_ms=-4, response={"a": 1}),
        attempt(outcome=""),
        attempt(kind=7),
    )
    first, second = history.tries()
    assert (first.score, first.order, first.duration_ms) == (None, 0, 0)
    assert second.kind == ""


def test_a_self_marked_answer_is_as_its_first_rating_says(history: History) -> None:
    for rating in (3, 1, None):
        (tried,) = history.append(attempt(outcome="revealed", score=0.0))
        if rating is not None:
            history.append(review(rating=rating, target=tried.id))
    assert told(history) == [(CARD, "correct", False), (CARD, "wrong", False)]
    assert [each.score for each in history.tries()] == [None, None]
    history.override(tried.id, outcome="correct", score=1.0)
    assert told(history)[2:] == [(CARD, "correct", True)]
