"""Other parameters compute memory anew from the whole log, and move nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.store.history import History
from quizapp.store.model import MemoryRow, NewEvent
from quizapp.study.memory import DEFAULT_WEIGHTS, Fsrs
from quizapp.study.model import Memory, Rated, Rating, Scheduled, StudyDay
from tests.learner import FORGETFUL, append, studied
from tests.store.making import CARD, NOON_DAY, HandClock, answer, event, raw, stored_and_replayed

OTHER = tuple(weight * (0.5 if place < 4 else 1) for place, weight in enumerate(DEFAULT_WEIGHTS))


def parameters(
    weights: tuple[float, ...] = FORGETFUL, *, group: str | None = None, **more: object
) -> NewEvent:
    return event("parameters", None, {"weights": list(weights), "scored": 7, **more}, group=group)


def scheduled(history: History, card: str = CARD) -> Scheduled:
    state = history.memory([card])[card].state
    assert isinstance(state, Scheduled)
    return state


def without_memory(history: History) -> list[MemoryRow]:
    return [
        row._replace(state=row.state._replace(memory=Memory(0, 0)))
        for row in sorted(history.memories())
        if isinstance(row.state, Scheduled)
    ]


def test_all_memory_is_computed_by_the_last_set_and_no_due_day_moves(
    history: History, clock: HandClock, folder: Path
) -> None:
    append(history, clock, studied(120))
    before, sums = without_memory(history), history.day_sums(1, 10**6)
    history.append(parameters(OTHER))
    history.append(parameters(FORGETFUL))
    found = history.parameters()
    assert found is not None
    assert (found.weights, found.scored) == (FORGETFUL, 7)
    assert without_memory(history) == before
    assert history.day_sums(1, 10**6) == sums
    stored, replayed = stored_and_replayed(folder)
    assert stored == replayed
    assert set(history.memories_under(Fsrs(FORGETFUL))) == set(history.memories())
    assert set(history.memories_under(Fsrs())) != set(history.memories())
    assert history.verify() == ()


def test_reviews_after_a_change_go_on_from_the_new_memory(history: History, folder: Path) -> None:
    answer(history)
    history.append(parameters())
    answer(history, rating=4)
    fsrs = Fsrs(FORGETFUL)
    assert scheduled(history).memory == fsrs.after(fsrs.first(Rating.GOOD), Rating.EASY, 0)
    stored, replayed = stored_and_replayed(folder)
    assert stored == replayed


def test_taking_a_set_back_gives_the_former_tables_back(history: History, folder: Path) -> None:
    answer(history)
    tables = [stored_and_replayed(folder)[0][0]]
    sets = [history.append(parameters(weights))[0] for weights in (OTHER, FORGETFUL)]
    tables.append(stored_and_replayed(folder)[0][0])
    void = history.append(event("void", None, target=sets[1].action))[0]
    found = history.parameters()
    assert found is not None
    assert found.weights == OTHER
    history.append(event("void", None, target=sets[0].action))
    assert history.parameters() is None
    assert stored_and_replayed(folder)[0][0] == tables[0]
    history.append(event("void", None, target=void.action))
    assert stored_and_replayed(folder)[0][0] == tables[1]
    assert history.verify() == ()


def test_due_days_of_its_action_go_back_with_it(history: History) -> None:
    answer(history, due=NOON_DAY + 4, interval=4)
    moved = event("due", CARD, {"due": NOON_DAY + 2, "interval": 2}, group="one")
    history.append(parameters(group="one"), moved)
    assert (scheduled(history).due, scheduled(history).interval) == (NOON_DAY + 2, 2)
    history.append(event("void", None, target="one"))
    assert (scheduled(history).due, scheduled(history).interval) == (NOON_DAY + 4, 4)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"weights": "none"},
        {"weights": list(FORGETFUL[:-1])},
        {"weights": [*FORGETFUL[:-1], 0.81]},
        {"weights": [*FORGETFUL[:-1], "0.5"]},
        {"weights": [*FORGETFUL[:-1], True]},
        {"weights": [*FORGETFUL[:-1], None]},
    ],
)
def test_a_set_that_is_not_usable_changes_nothing(history: History, body: dict[str, object]) -> None:
    history.append(parameters(OTHER))
    answer(history)
    before = list(history.memories())
    history.append(event("parameters", None, body), event("parameters", None, body, v=2))
    history.append(event("parameters", None, {"weights": list(FORGETFUL)}, v=2))
    found = history.parameters()
    assert found is not None
    assert found.weights == OTHER
    assert list(history.memories()) == before
    assert history.verify() == ()


def test_undo_passes_a_set_over(history: History) -> None:
    answer(history)
    history.append(parameters())
    undone = history.undo()
    assert undone is not None
    assert undone.cards == (CARD,)
    assert history.parameters() is not None


def test_of_two_devices_the_last_set_wins_whatever_arrived_first(history: History, folder: Path) -> None:
    answer(history)
    late = history.append(parameters(FORGETFUL))[0]
    history.close()
    from quizapp.store import derived, log

    with raw(folder) as connection:
        early = parameters(OTHER)
        log.insert(connection, early, device="other", seq=1, at_ms=late.at_ms - 1, offset_min=0, day=late.day)
        derived.rebuild(connection)
        found = derived.parameters_in_force(connection)
    assert found is not None
    assert found.weights == FORGETFUL


def test_every_row_is_reported_as_changed(history: History) -> None:
    answer(history)
    answer(history, "deck/other#main")
    head = history.head()
    (event_,) = history.append(parameters())
    assert history.cards_changed_since(head) == {CARD, "deck/other#main"}
    head = history.head()
    history.append(event("void", None, target=event_.action))
    assert history.cards_changed_since(head) == {CARD, "deck/other#main"}


def test_an_optimizer_learns_from_the_ratings_that_stand(history: History, clock: HandClock) -> None:
    answer(history, "deck/old#main", rating=1)
    answer(history, "deck/new#main", rating=2)
    answer(history, "deck/reset#main", rating=3)
    history.append(
        event("reset", "deck/reset#main"), event("alias", "deck/new#main", {"from": "deck/old#main"})
    )
    gone = answer(history, "deck/reset#main", rating=1)
    history.append(event("void", None, target=gone.action))
    clock.at_ms += 86_400_000
    answer(history, "deck/reset#main", rating=4)
    assert history.rated() == (
        Rated("deck/new#main", NOON_DAY, Rating.AGAIN),
        Rated("deck/new#main", NOON_DAY, Rating.HARD),
        Rated("deck/reset#main", StudyDay(NOON_DAY + 1), Rating.EASY),
    )


def test_the_parameters_are_found_by_an_index(history: History, folder: Path) -> None:
    history.append(parameters())
    with raw(folder) as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM event WHERE kind = 'parameters'"
            " AND action NOT IN (SELECT action FROM voided)"
        ).fetchall()
    assert "event_parameters" in str(plan)
