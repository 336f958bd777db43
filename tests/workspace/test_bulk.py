"""Actions on many cards: what each does, who may do it, and that undo gives back every byte."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.library.model import CardKey
from quizapp.store.history import History
from quizapp.store.model import Busy
from quizapp.study.model import New, Rating, Scheduled
from quizapp.workspace import bulk
from quizapp.workspace.browsing import found_cards
from quizapp.workspace.model import Scope
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import DAY_MS, Desk, answer, answer_all, short

ACTIONS = 36


@pytest.fixture
def studied(desk: Desk) -> Workspace:
    """Eight cards, of which five were answered."""
    desk.write("deck", {f"k{number}": short() for number in range(8)})
    workspace = desk.open()
    sitting = workspace.sitting(Scope(new=5))
    answer_all(sitting)
    sitting.close()
    workspace.catch_up()
    return workspace


def tables(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every derived table of the history, as its columns stand in the file."""
    connection = workspace.history._source
    assert isinstance(connection, sqlite3.Connection)
    names = ("memory", "day_sum", "pending", "renamed", "timed")
    return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}


def keys(workspace: Workspace, text: str = "") -> list[CardKey]:
    return found_cards(workspace, text)


def test_suspending_takes_all_and_brings_back_where_all_are(studied: Workspace) -> None:
    first, *rest = keys(studied)
    assert bulk.suspend(studied, [first]) == (bulk.Bulk(1, 0), True)
    assert bulk.suspend(studied, [first, *rest]) == (bulk.Bulk(7, 1), True)
    assert keys(studied, "-is:suspended") == []
    assert bulk.suspend(studied, [first, *rest]) == (bulk.Bulk(8, 0), False)
    assert keys(studied, "is:suspended") == []


def test_buried_cards_are_back_on_the_next_study_day(desk: Desk, studied: Workspace) -> None:
    assert bulk.bury(studied, keys(studied)[:2]) == bulk.Bulk(2, 0)
    assert bulk.bury(studied, keys(studied)[:3]) == bulk.Bulk(1, 2)
    assert keys(studied, "is:buried") == keys(studied)[:3]
    desk.wait(DAY_MS)
    assert keys(studied, "is:buried") == []


def test_flags_are_set_changed_and_taken_away(studied: Workspace) -> None:
    assert bulk.flag(studied, keys(studied), 2).changed == 8
    assert bulk.flag(studied, keys(studied)[:1], 4) == bulk.Bulk(1, 0)
    assert keys(studied, "flag:4") == keys(studied)[:1]
    assert bulk.flag(studied, keys(studied), 0) == bulk.Bulk(8, 0)
    assert keys(studied, "is:flagged") == []


def test_reset_makes_new_and_leaves_the_new(studied: Workspace) -> None:
    assert bulk.reset(studied, keys(studied)) == bulk.Bulk(5, 3)
    assert len(keys(studied, "is:new")) == 8
    states = [row.state for row in studied.history.memory(keys(studied)).values()]
    assert states == [New()] * 8


def test_due_moves_only_what_is_in_review(studied: Workspace) -> None:
    assert bulk.set_due(studied, keys(studied), 3) == bulk.Bulk(5, 3)
    assert keys(studied, "prop:due=3") == keys(studied, "is:review")
    for row in studied.history.memory(keys(studied, "is:review")).values():
        assert isinstance(row.state, Scheduled)
        assert row.state.due == studied.today() + 3
    assert bulk.set_due(studied, keys(studied), 3) == bulk.Bulk(0, 8)


def test_nothing_is_noted_where_nothing_changes(studied: Workspace) -> None:
    head = studied.history.head()
    assert bulk.flag(studied, keys(studied), 0) == bulk.Bulk(0, 8)
    assert studied.history.head() == head


def test_while_another_studies_cards_are_found_but_not_changed(desk: Desk, studied: Workspace) -> None:
    other = desk.open(cache=desk.root / "other.sqlite")
    with other.history.writing("study"):
        head = studied.history.head()
        for act in (bulk.bury, bulk.reset, bulk.suspend, lambda w, k: bulk.flag(w, k, 1)):
            with pytest.raises(Busy) as caught:
                act(studied, keys(studied))
            assert dict(caught.value.params)["command"] == "study"
        with pytest.raises(Busy):
            bulk.undo(studied)
        assert studied.history.head() == head
        assert len(keys(studied)) == 8
    assert bulk.bury(studied, keys(studied)).changed == 8


def test_a_list_follows_what_another_terminal_answers(desk: Desk, studied: Workspace) -> None:
    other = desk.open(cache=desk.root / "other.sqlite")
    sitting = other.sitting(Scope(new=8))
    assert len(keys(studied, "is:new")) == 3
    answer(sitting)
    assert len(keys(studied, "is:new")) == 2
    sitting.close()


def acts(rng: random.Random) -> Callable[[Workspace], object]:
    """A random action on random cards; one may change nothing, and then is none."""

    def act(workspace: Workspace) -> object:
        every = keys(workspace)
        chosen = rng.sample(every, rng.randint(1, len(every)))
        match rng.randrange(6):
            case 0:
                return bulk.suspend(workspace, chosen)
            case 1:
                return bulk.bury(workspace, chosen)
            case 2:
                return bulk.flag(workspace, chosen, rng.randrange(5))
            case 3:
                return bulk.reset(workspace, chosen[:2])
            case 4:
                return bulk.set_due(workspace, chosen, rng.randrange(9))
        sitting = workspace.sitting(Scope(new=8))
        if not sitting.is_empty():
            answer(sitting, rng.choice(list(Rating)))
        sitting.close()
        return None

    return act


@pytest.mark.parametrize("seed", range(4))
def test_undo_gives_back_every_byte_across_restarts(desk: Desk, studied: Workspace, seed: int) -> None:
    rng = random.Random(seed)
    states: list[dict[str, list[tuple[object, ...]]]] = []
    workspace = studied
    while len(states) < ACTIONS:
        before, head = tables(workspace), workspace.history.head()
        acts(rng)(workspace)
        desk.wait(rng.choice([1000, DAY_MS]))
        # An answer is one action, be it two events; a change of nothing is none.
        if workspace.history.head() != head:
            states.append(before)
    desk.close()
    for number, state in enumerate(reversed(states)):
        if number % 9 == 0:
            desk.close()
            workspace = desk.open()
            assert workspace.history.verify() == ()
        assert bulk.undo(workspace) is not None
        assert tables(workspace) == state, number


def test_undo_and_redo_say_what_they_turned(studied: Workspace) -> None:
    bulk.flag(studied, keys(studied), 1)
    bulk.bury(studied, keys(studied)[:2])
    assert bulk.undo(studied) == bulk.TakenBack("bury", 2)
    assert bulk.undo(studied) == bulk.TakenBack("flag", 8)
    assert bulk.redo(studied) == bulk.TakenBack("flag", 8)
    assert keys(studied, "flag:1") == keys(studied)
    assert bulk.redo(studied) == bulk.TakenBack("bury", 2)
    assert bulk.redo(studied) is None


def test_what_was_undone_is_not_found(desk: Desk, studied: Workspace) -> None:
    answered = keys(studied, "rated:1:4")
    assert len(answered) == 5
    bulk.undo(studied)
    assert len(keys(studied, "rated:1:4")) == 4
    assert len(keys(studied, "rated:1")) == 4
    bulk.set_due(studied, keys(studied, "is:review"), 0)
    due = keys(studied, "is:due")
    assert len(due) == 4
    bulk.bury(studied, due[:1])
    bulk.suspend(studied, due[1:2])
    assert keys(studied, "is:due") == due[2:]


def test_nothing_is_undone_in_an_empty_history(desk: Desk, tmp_path: Path) -> None:
    desk.write("deck", {"k": short()})
    workspace = desk.open()
    assert bulk.undo(workspace) is None
    assert isinstance(workspace.history, History)
    assert bulk.redo(workspace) is None
