"""What was said of answers beforehand counts as the answers themselves do: overridden, voided, renamed."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.store.confidence import Called
from quizapp.store.history import History
from quizapp.store.model import Event, NewEvent
from quizapp.study.model import StudyDay
from tests.store.making import CARD, NOON_DAY, HandClock, attempt, event, raw, review


def append(history: History, new: NewEvent) -> Event:
    (added,) = history.append(new)
    return added


def said(history: History, limit: int = 100) -> list[tuple[bool, bool]]:
    """Of each answer that was called, latest first, whether it was called sure, and whether it was right."""
    return [(each.sure, each.correct) for each in history.confidence(limit).called]


def test_only_answers_that_were_called_are_given_latest_first(history: History, clock: HandClock) -> None:
    history.append(attempt(sure=True))
    clock.at_ms += 86_400_000
    history.append(attempt(sure=False, outcome="partial"), attempt(), attempt(response='"sure":'))
    history.append(attempt(sure="yes"), event("suspend", body={"sure": True, "on": True}))
    found = history.confidence(100)
    assert found.answers == 5
    assert found.called == (
        Called(CARD, StudyDay(NOON_DAY + 1), False, False),
        Called(CARD, NOON_DAY, True, True),
    )


def test_no_more_than_the_latest_answers_are_looked_at(history: History) -> None:
    history.append(attempt(sure=True, outcome="wrong"))
    history.append(attempt(sure=True))
    history.append(attempt())
    assert history.confidence(2).answers == 2
    assert said(history, 2) == [(True, True)]


def test_the_last_override_that_stands_decides(history: History) -> None:
    tried = append(history, attempt(sure=True, outcome="wrong"))
    history.override(tried.id, outcome="correct", score=1.0)
    assert said(history) == [(True, True)]
    history.override(tried.id, outcome="partial", score=0.5)
    assert said(history) == [(True, False)]
    history.append(event("override", group="later", target=tried.id, body={"outcome": "correct"}))
    history.append(event("override", target=tried.id, body={"outcome": "perfect"}))
    assert said(history) == [(True, True)]
    history.append(event("void", None, target="later"))
    assert said(history) == [(True, False)]


def test_voided_answers_do_not_count_until_they_are_restored(history: History) -> None:
    history.append(attempt(sure=True))
    history.undo()
    assert history.confidence(100) == (0, ())
    history.redo()
    assert said(history) == [(True, True)]


@pytest.mark.parametrize(("rating", "correct"), [(1, False), (2, True), (4, True)])
def test_a_self_marked_answer_is_as_right_as_its_rating(history: History, rating: int, correct: bool) -> None:
    tried = append(history, attempt(sure=True, outcome="revealed"))
    assert said(history) == []
    history.append(review(target=tried.id, rating=rating))
    assert said(history) == [(True, correct)]


def test_a_rating_says_nothing_of_an_answer_that_the_program_marked(history: History) -> None:
    tried = append(history, attempt(sure=True))
    history.append(review(target=tried.id, rating=1))
    assert said(history) == [(True, True)]


def test_cards_have_the_names_of_today(history: History) -> None:
    history.append(attempt("a/1#main", sure=True, outcome="wrong"))
    history.append(event("alias", "a/2#main", {"from": "a/1#main"}))
    history.append(event("alias", "a/3#main", {"from": "a/2#main"}, group="renaming"))
    history.append(attempt("a/1#main", sure=True))
    assert [each.card for each in history.confidence(9).called] == ["a/1#main", "a/3#main"]
    history.append(event("void", None, target="renaming"))
    assert [each.card for each in history.confidence(9).called] == ["a/1#main", "a/2#main"]


def test_outcomes_add_up_to_those_of_the_day_sums(history: History) -> None:
    outcomes = ["correct", "wrong", "blank", "partial", "revealed", "revealed"]
    tried = [
        append(history, attempt(f"d/{n}#main", sure=n % 2 == 0, outcome=o)) for n, o in enumerate(outcomes)
    ]
    for each, rating in zip(tried, (3, 1, 1, 2, 3, 1), strict=True):
        history.append(review(each.card or "", target=each.id, rating=rating))
    history.override(tried[1].id, outcome="correct", score=1.0)
    history.override(tried[3].id, outcome="wrong", score=0.0)
    (day,) = history.day_sums(NOON_DAY, NOON_DAY)
    called = history.confidence(100).called
    assert (len(called), sum(each.correct for each in called)) == (day.answered, day.correct)


def test_the_latest_answers_are_found_along_the_index_of_time(history: History, folder: Path) -> None:
    from quizapp.store import confidence

    history.append(attempt(sure=True))
    with raw(folder) as connection:
        query = "EXPLAIN QUERY PLAN " + confidence._LATEST.format("*")
        plan = [detail for *_, detail in connection.execute(query, (10,))]
    assert any("event_order" in detail for detail in plan)
    assert not any(detail == "SCAN event" or "TEMP B-TREE" in detail for detail in plan), plan
