"""Tables beside the index are filled some faces at a time: who stops is gone on from, and two do no harm."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from itertools import count

import pytest

from quizapp.settings import Settings
from quizapp.workspace import following, ledger, standings
from quizapp.workspace.following import GaveUp
from quizapp.workspace.ledger import Ledger
from quizapp.workspace.progress import is_near
from quizapp.workspace.standings import Standings
from quizapp.workspace.workspace import Workspace
from tests.store.making import answer
from tests.workspace.making import DAY_MS, Desk, cloze, roster_rows, short
from tests.workspace.test_progress import rows_of, study

CARDS = {f"c{n}": short(tags=["t"] if n % 2 else ["s"]) for n in range(6)}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two faces are applied at a time."""
    monkeypatch.setattr(following, "AT_A_TIME", 2)
    monkeypatch.setattr(ledger, "_AT_A_TIME", 2)
    monkeypatch.setattr(standings, "NEAR", 2)


def table(workspace: Workspace) -> Standings:
    return Standings(workspace.index, workspace.history, workspace.today(), workspace.fsrs)


def fresh(desk: Desk) -> Workspace:
    return desk.open(writing=False, cache=desk.root / "fresh" / "cache.sqlite")


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("seed", range(2))
def test_tables_filled_by_parts_equal_those_filled_at_once(
    desk: Desk, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    desk.write("d", CARDS)
    desk.write("e", {"g": cloze(3)})
    workspace = desk.open()
    for _ in range(3):
        study(workspace, chance, 5)
        desk.wait(chance.randint(1, 9) * DAY_MS)
        rows_of(workspace)
        desk.write("d", {f"c{n}": short(tags=["new"]) for n in range(chance.randint(1, 9))})
        workspace.reload()
    monkeypatch.setattr(following, "AT_A_TIME", 2_000)
    assert rows_of(workspace) == rows_of(fresh(desk))
    assert roster_rows(workspace) == roster_rows(fresh(desk))
    assert workspace.progress(whole=False) == fresh(desk).progress(whole=False)


@pytest.mark.usefixtures("few")
def test_who_stops_half_way_is_gone_on_from(desk: Desk) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    for number in range(6):
        answer(workspace.history, f"d/c{number}#main")
    workspace.catch_up()
    turns = count()
    with pytest.raises(GaveUp):
        table(workspace).catch_up(lambda: next(turns) < 2)
    db = workspace.index.connection
    assert db.execute("SELECT count(*) FROM standing").fetchone() == (4,)
    assert not is_near(workspace)
    answer(workspace.history, "d/c0#main", rating=1)
    asked = count()
    table(workspace).catch_up(lambda: next(asked) < 9)
    assert next(asked) == 2  # the two that were left, and the end
    assert is_near(workspace)
    assert rows_of(workspace) == rows_of(fresh(desk))


@pytest.mark.usefixtures("few")
def test_two_that_fill_it_at_once_leave_no_face_out_and_take_none_in_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    for number in range(6):
        answer(workspace.history, f"d/c{number}#main")
    other = desk.open(writing=False)
    turns, others = count(), count()
    taken: list[str] = []
    take_in = Standings._take_in

    def noting(self: Standings, came: Sequence[str]) -> None:
        taken.extend(came)
        take_in(self, came)

    monkeypatch.setattr(Standings, "_take_in", noting)

    def meanwhile() -> bool:
        if next(turns) == 1:
            with pytest.raises(GaveUp):
                table(other).catch_up(lambda: next(others) < 1)
        return True

    table(workspace).catch_up(meanwhile)
    assert sorted(taken) == [f"d/c{number}#main" for number in range(6)]
    assert rows_of(workspace) == rows_of(other) == rows_of(fresh(desk))
    assert other.progress(whole=False) == fresh(desk).progress(whole=False)


@pytest.mark.usefixtures("few")
def test_another_retention_wanted_is_applied_by_parts_and_not_while_a_learner_waits(desk: Desk) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    for number in range(6):
        answer(workspace.history, f"d/c{number}#main")
    workspace.catch_up()
    table(workspace).catch_up()
    assert is_near(workspace)
    desk.settings = Settings(desired_retention=0.8)
    other = desk.open(writing=False)
    assert not is_near(other)
    desk.wait(DAY_MS)
    turns = count()
    with pytest.raises(GaveUp):
        table(other).catch_up(lambda: next(turns) < 1)
    desk.wait(2 * DAY_MS)
    assert other.progress(whole=False) == fresh(desk).progress(whole=False)
    desk.wait(90 * DAY_MS)
    assert not is_near(other)  # all of them fade meanwhile


@pytest.mark.usefixtures("few")
def test_two_that_want_another_retention_do_not_undo_each_others_filling(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    for number in range(6):
        answer(workspace.history, f"d/c{number}#main")
    workspace.catch_up()
    desk.wait(6 * DAY_MS)
    desk.settings = Settings(desired_retention=0.7)
    other = desk.open(writing=False)
    taken: list[str] = []
    take_in = Standings._take_in

    def noting(self: Standings, came: Sequence[str]) -> None:
        assert len(taken) < 30, "they go on for ever"
        taken.extend(came)
        take_in(self, came)

    monkeypatch.setattr(Standings, "_take_in", noting)
    filling = False

    def meanwhile() -> bool:
        nonlocal filling
        if not filling:
            filling = True
            table(other).catch_up(meanwhile)
            filling = False
        return True

    def shares(workspace: Workspace) -> list[tuple[int, int]]:
        articles = workspace.progress(whole=False).figures.articles
        return [(each.retained, each.remembered) for each in articles]

    table(workspace).catch_up(meanwhile)
    assert sorted(taken) == [f"d/c{number}#main" for number in range(6)]
    assert not is_near(other)
    for _ in range(2):
        assert (shares(workspace), shares(other)) == ([(0, 0)], [(6, 6)])
        assert other.progress(whole=False) == fresh(desk).progress(whole=False)
    assert len(taken) == 12  # with those of the fresh one
    desk.wait(DAY_MS)
    for _ in range(2):
        assert (shares(other), shares(workspace)) == ([(6, 6)], [(0, 0)])
    assert len(taken) == 18
    assert is_near(other)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("source", "follow"),
    [
        ("memory", lambda workspace: workspace.roster.catch_up()),
        ("memory", lambda workspace: table(workspace).catch_up()),
        ("ledger", lambda workspace: Ledger(workspace.index, workspace.history).catch_up()),
    ],
    ids=["roster", "standings", "ledger"],
)
def test_nobody_applies_what_is_older_over_what_is_newer(
    desk: Desk, source: str, follow: Callable[[Workspace], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("d", CARDS)
    workspace, other = desk.open(), desk.open(writing=False)
    follow(workspace)
    for number in range(6):
        answer(workspace.history, f"d/c{number}#main")
    db, read = other.index.connection, getattr(workspace.history, source)
    db.execute("PRAGMA busy_timeout = 0")
    waits: list[bool] = []

    def noting(*asked: object, **after: object) -> object:
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            waits.append(True)
        else:
            db.execute("ROLLBACK")
            waits.append(False)
        return read(*asked, **after)

    monkeypatch.setattr(workspace.history, source, noting)
    follow(workspace)
    # Of three parts of what has moved, the last one is stamped.
    assert waits[:2] == [True, True]
