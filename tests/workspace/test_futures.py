"""Previews that see how full the days are: what was shown is what is recorded."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.settings import Settings
from quizapp.store.model import NewEvent
from quizapp.study.fuzz import constrained_bounds
from quizapp.study.model import Future, Rating, Scheduled
from quizapp.workspace.model import Scope
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import DAY_MS, Desk, answer, answered, asking, reversed_card, short

STRAIGHT = Settings(learning_steps=(), relearning_steps=(), new_limit=99)


def intervals(futures: tuple[Future, ...]) -> list[int]:
    return [future.state.interval for future in futures if isinstance(future.state, Scheduled)]


def set_due(workspace: Workspace, key: str, ahead: int) -> None:
    due = workspace.today() + ahead
    workspace.history.append(NewEvent("due", workspace.history.new_id(), "", key, None, {"due": due}))


def fresh(desk: Desk, key: str, workspace: Workspace) -> tuple[Future, ...]:
    return workspace.futures(key, workspace.history.memory([key])[key].state, desk.clock.now())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path, settings=STRAIGHT)
    desk.write("d", {f"c{n:02}": short() for n in range(40)})
    return desk


def test_what_was_previewed_is_recorded_though_the_days_fill_up_meanwhile(desk: Desk) -> None:
    workspace = desk.open()
    changed = 0
    with closing(workspace.sitting(Scope())) as sitting:
        for _ in range(12):
            answer(sitting, Rating.EASY)
        for _ in range(12):
            key = asking(sitting).key
            sitting.submit("oui")
            shown = answered(sitting).futures
            # Between preview and rating other cards come to lie on the day that was shown.
            easy = shown[Rating.EASY - 1].state
            assert isinstance(easy, Scheduled)
            for other in range(6):
                set_due(workspace, f"d/c{other:02}#main", easy.interval)
            changed += intervals(fresh(desk, key, workspace)) != intervals(shown)
            sitting.rate(Rating.EASY)
            assert workspace.history.memory([key])[key].state == easy
    assert changed > 3
    assert workspace.history.verify() == ()
    desk.close()


def test_after_an_undo_the_same_days_are_shown(desk: Desk) -> None:
    workspace = desk.open()
    with closing(workspace.sitting(Scope())) as sitting:
        for _ in range(10):
            sitting.submit("oui")
            shown = answered(sitting).futures
            key = answered(sitting).asking.key
            sitting.rate(Rating.EASY)
            assert sitting.undo()
            assert asking(sitting).key == key
            sitting.submit("oui")
            assert [future.state for future in answered(sitting).futures] == [one.state for one in shown]
            sitting.rate(Rating.GOOD)
    desk.close()


def test_the_cards_of_one_sitting_spread_evenly_over_the_days_of_their_fuzz(tmp_path: Path) -> None:
    counts = {}
    for balanced in (True, False):
        settings = Settings(learning_steps=(), new_limit=999, load_balance=balanced)
        desk = Desk(tmp_path / str(balanced), settings=settings)
        desk.write("d", {f"c{n:02}": short() for n in range(100)})
        workspace = desk.open()
        with closing(workspace.sitting(Scope())) as sitting:
            for _ in range(100):
                answer(sitting, Rating.EASY)
        states = [row.state for row in workspace.history.memories()]
        days = Counter(state.interval for state in states if isinstance(state, Scheduled))
        low, high = constrained_bounds(8, 1, 36_500)
        counts[balanced] = [days[day] for day in range(low, high + 1)]
        assert sum(counts[balanced]) == 100
        desk.close()
    even, plain = counts[True], counts[False]
    assert 2 * (max(even) - min(even)) <= max(plain) - min(plain)


def test_siblings_do_not_meet_on_one_day(tmp_path: Path) -> None:
    settings = Settings(learning_steps=(), new_limit=99, bury_siblings=())
    desk = Desk(tmp_path, settings=settings)
    desk.write("d", {f"c{n:02}": reversed_card() for n in range(30)})
    workspace = desk.open()
    with closing(workspace.sitting(Scope())) as sitting:
        for _ in range(60):
            answer(sitting, Rating.EASY)
    dues: dict[str, list[int]] = {}
    for row in workspace.history.memories():
        assert isinstance(row.state, Scheduled)
        dues.setdefault(row.card.partition("#")[0], []).append(row.state.due)
    assert all(one != other for one, other in dues.values())
    desk.close()


def test_suspended_cards_and_the_card_itself_do_not_fill_a_day(desk: Desk) -> None:
    workspace = desk.open()
    with closing(workspace.sitting(Scope())) as sitting:
        keys = [answer(sitting, Rating.EASY) for _ in range(6)]
    for key in keys:
        set_due(workspace, key, 10)
    history, day = workspace.history, workspace.today() + 10
    assert history.loads(day, day, "d/new#main") == ({day: 6}, frozenset())
    assert history.loads(day, day, keys[0])[0] == {day: 5}
    assert history.loads(day + 1, day + 90, keys[0])[0] == {}
    history.append(NewEvent("suspend", history.new_id(), "", keys[1], None, {"on": True}))
    assert history.loads(day, day, keys[0])[0] == {day: 4}
    desk.close()


def test_the_days_of_siblings_are_those_of_other_faces_of_the_card(tmp_path: Path) -> None:
    desk = Desk(tmp_path, settings=Settings(learning_steps=(), new_limit=99, bury_siblings=()))
    desk.write("d", {"c": reversed_card(), "c2": reversed_card()})
    workspace = desk.open()
    with closing(workspace.sitting(Scope())) as sitting:
        for _ in range(4):
            answer(sitting, Rating.EASY)
    for number, key in enumerate(("d/c#fwd", "d/c#rev", "d/c2#fwd", "d/c2#rev")):
        set_due(workspace, key, 10 + number)
    day = workspace.today()
    assert workspace.history.loads(day, day + 99, "d/c#fwd")[1] == {day + 11}
    assert workspace.history.loads(day + 12, day + 99, "d/c#fwd")[1] == frozenset()
    desk.close()


@pytest.mark.parametrize("balanced", [True, False])
def test_an_easy_day_is_left_out_where_another_can_be_had(tmp_path: Path, balanced: bool) -> None:
    settings = Settings(learning_steps=(), new_limit=99, load_balance=balanced, easy_days={"sun": 0.0})
    desk = Desk(tmp_path, settings=settings)
    desk.write("d", {f"c{n:02}": short() for n in range(40)})
    workspace = desk.open()
    with closing(workspace.sitting(Scope())) as sitting:
        for _ in range(40):
            answer(sitting, Rating.EASY)
            if len(list(workspace.history.memories())) % 8 == 0:
                desk.clock.at_ms += DAY_MS
                sitting.tick()
    weekdays = Counter(
        (row.state.due - 1) % 7 for row in workspace.history.memories() if isinstance(row.state, Scheduled)
    )
    assert sum(weekdays.values()) == 40
    assert weekdays[6] == 0
    desk.close()
