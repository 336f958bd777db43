from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quizapp.store.history import History
from quizapp.store.model import MemoryRow, NewEvent
from quizapp.store.replay import voided_actions
from quizapp.study.memory import Fsrs
from quizapp.study.model import Memory, New
from tests.store.making import CARD, DAY_MS, HandClock, action, answer, attempt, event, review


def rows(history: History) -> dict[str, MemoryRow]:
    return {row.card: row for row in history.memories()}


def test_forty_answers_are_undone_and_redone_one_by_one_across_reopening(
    folder: Path, clock: HandClock
) -> None:
    states = []
    with History.open(folder, clock=clock) as history:
        for number in range(40):
            states.append((rows(history), history.day_sums(1, 10**6)))
            answer(history, f"deck/{number % 7}#main", rating=1 + number % 4)
            clock.at_ms += DAY_MS // 3
        last = (rows(history), history.day_sums(1, 10**6))
    for number in reversed(range(40)):
        with History.open(folder, clock=clock) as history:
            result = history.undo()
            assert result is not None
            assert result.cards == (f"deck/{number % 7}#main",)
            assert (rows(history), history.day_sums(1, 10**6)) == states[number]
    with History.open(folder, clock=clock) as history:
        assert history.undo() is None
        for _ in range(40):
            assert history.redo() is not None
        assert history.redo() is None
        assert (rows(history), history.day_sums(1, 10**6)) == last
        assert history.verify() == ()


def test_one_undo_takes_back_an_answer_with_its_rating_and_its_bury(history: History) -> None:
    group = action()
    (tried,) = history.append(attempt(group=group))
    history.append(
        review(group=group, target=tried.id), event("bury", "deck/sibling#c2", {"until": 1}, group=group)
    )
    result = history.undo()
    assert result is not None
    assert (result.action, result.cards) == (group, (CARD, "deck/sibling#c2"))
    assert rows(history) == {}
    assert history.undo() is None


def test_something_new_after_an_undo_ends_the_redo(history: History) -> None:
    answer(history, "deck/1#main")
    answer(history, "deck/2#main")
    history.undo()
    answer(history, "deck/3#main")
    assert history.redo() is None
    history.undo()
    redone = history.redo()
    assert redone is not None
    assert redone.cards == ("deck/3#main",)
    assert history.redo() is None
    assert set(rows(history)) == {"deck/1#main", "deck/3#main"}


def test_an_undone_redo_can_be_redone(history: History) -> None:
    answer(history)
    before = rows(history)
    for _ in range(3):
        assert history.undo() is not None
        assert rows(history) == {}
        assert history.redo() is not None
        assert rows(history) == before
    assert history.redo() is None


def test_quizzes_renames_and_upkeep_are_not_undone(history: History) -> None:
    answer(history)
    (tried,) = history.append(attempt("deck/2#main", mode="quiz", outcome="wrong"))
    history.override(tried.id, outcome="correct", score=1.0)
    history.append(event("alias", "deck/new#main", {"from": "deck/2#main"}))
    history.append(NewEvent("due", action(), "", CARD, None, {"due": 5}))
    undone = history.undo()
    assert undone is not None
    assert undone.cards == (CARD,)
    assert history.undo() is None


def test_a_quiz_after_an_undo_does_not_end_the_redo(history: History) -> None:
    answer(history)
    history.undo()
    history.append(attempt("deck/2#main", mode="quiz"))
    assert history.redo() is not None


def test_undo_with_nothing_done_gives_none_and_adds_nothing(history: History) -> None:
    assert history.undo() is None
    assert history.redo() is None
    assert history.head() == 0


def test_undoing_the_first_review_turns_the_second_into_the_first(history: History) -> None:
    first = answer(history)
    answer(history)
    history.append(event("void", None, target=first.action))
    (today,) = history.day_sums(1, 10**6)
    assert (today.new, today.young_reviews, today.reviews) == (1, 0, 1)
    assert history.verify() == ()


def test_undoing_a_rename_gives_the_card_its_name_back(history: History) -> None:
    answer(history, "deck/old#main")
    before = rows(history)
    (alias,) = history.append(event("alias", CARD, {"from": "deck/old#main"}))
    assert set(rows(history)) == {CARD}
    history.append(event("void", None, target=alias.action))
    assert rows(history) == before


def test_an_event_of_an_action_that_is_already_void_counts_for_nothing(history: History) -> None:
    group = action()
    (tried,) = history.append(attempt(group=group))
    history.undo()
    history.append(review(group=group, target=tried.id))
    assert history.memory([CARD])[CARD].state == New()
    assert history.verify() == ()


def test_voids_of_voids_alternate_and_circles_void_nothing() -> None:
    assert voided_actions([]) == frozenset()
    assert voided_actions([("v1", "a")]) == {"a"}
    assert voided_actions([("v1", "a"), ("v2", "v1")]) == {"v1"}
    assert voided_actions([("v1", "a"), ("v2", "v1"), ("v3", "v2")]) == {"a", "v2"}
    assert voided_actions([("v1", "a"), ("v2", "v1"), ("v3", "a")]) == {"a", "v1"}
    assert voided_actions([("v1", "v2"), ("v2", "v1")]) == frozenset()
    assert voided_actions([("v", "v"), ("v", "a")]) == frozenset()
    assert voided_actions([("v1", "v2"), ("v2", "v1"), ("w", "v1"), ("v2", "a")]) == {"v1", "a"}


def test_an_undo_computes_no_step_of_memory_twice(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = [f"deck/c{number}#main" for number in range(3)]
    for card in cards:
        for rating in (3, 1, 4):
            answer(history, card, rating=rating)
    group = action()
    history.append(*(event("flag", card, {"flag": 2}, group=group) for card in cards))
    taken: list[object] = []
    after = Fsrs.after

    def noting(self: Fsrs, *step: Any) -> Memory:
        taken.append(step)
        return after(self, *step)

    monkeypatch.setattr(Fsrs, "after", noting)
    assert history.undo() is not None
    assert sorted(map(repr, taken)) == sorted(map(repr, set(taken)))
    assert len(taken) >= 2
    assert {row.flag for row in history.memory(cards).values()} == {0}
