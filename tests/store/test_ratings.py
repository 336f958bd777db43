"""Which cards were rated lately is told alike by their events and by the log, whatever they are called."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.store import derived, log, ratings
from quizapp.store.database import connect, create, in_snapshot, transaction
from quizapp.store.history import History
from quizapp.store.model import EventKind, NewEvent
from quizapp.store.ratings import Ratings
from quizapp.store.replay import order
from tests.store.carrying import owners
from tests.store.making import DAY_MS, NOON_DAY, NOON_MS, HandClock, answer, event

T = TypeVar("T")

OLD, NEW = "deck/old#main", "deck/new#main"


@pytest.mark.parametrize("looks", [0, 100])
def test_a_name_that_is_given_again_is_another_card(
    history: History, clock: HandClock, looks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ratings, "FIRST_LOOKS", looks)
    answer(history, OLD, rating=1)
    history.append(event("alias", NEW, {"from": OLD}))
    clock.at_ms += 5 * DAY_MS
    answer(history, OLD, rating=3)
    for rating, card in ((1, NEW), (3, OLD)):
        day = NOON_DAY + (0 if card is NEW else 5)
        found = history.ratings(day, rating)
        assert [name for name in (OLD, NEW) if name in found] == [card]
        assert found.all() == {card}


SAID = st.tuples(
    st.sampled_from(["alias", "review", "review"]), st.sampled_from("abc"), st.sampled_from("abc")
)


@given(st.lists(SAID, max_size=12))
def test_each_rating_is_of_the_card_to_which_replay_counts_it(said: list[tuple[str, str, str]]) -> None:
    connection = connect(":memory:")
    create(connection)
    with transaction(connection):
        for number, (kind, card, old) in enumerate(said, 1):
            new = NewEvent(kind, f"action-{number}", "s", card, None, {"from": old, "rating": 3})
            log.insert(
                connection, new, device="d", seq=number, at_ms=NOON_MS + number, offset_min=0, day=NOON_DAY
            )
        derived.rebuild(connection)
    events = sorted(log.select(connection, "TRUE"), key=order)
    rated = zip(events, owners(events), strict=True)
    true = {card for each, card in rated if each.kind == EventKind.REVIEW}

    def ask(query: Callable[[sqlite3.Connection], T]) -> T:
        return in_snapshot(connection, query)

    assert Ratings(ask, NOON_DAY, 3).all() == true
    found = Ratings(ask, NOON_DAY, 3)
    assert {card for card in "abc" if card in found} == true
    found = Ratings(ask, NOON_DAY, 3)
    found.look("abc")
    assert {card for card in "abc" if card in found} == true
    connection.close()
