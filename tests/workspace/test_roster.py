"""The roster follows the index and the history, whoever else uses their files, and is never in the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.settings import Settings
from quizapp.study.model import Rating
from quizapp.study.queue import Limits, Orders
from quizapp.workspace.model import Scope
from tests.workspace.making import DAY_MS, Desk, answer, asking, cloze, roster_rows, short

CARDS = {"a": short(), "b": short(), "c": cloze(3)}


def rebuilt(desk: Desk) -> list[tuple[object, ...]]:
    """The roster of a workspace that has no cache yet."""
    return roster_rows(desk.open(writing=False, cache=desk.root / "fresh" / "cache.sqlite"))


def test_it_follows_answers_undo_redo_and_voids(desk: Desk) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    empty = roster_rows(workspace)
    sitting = workspace.sitting(Scope())
    answer(sitting)
    one = roster_rows(workspace)
    sitting.set_aside(suspend=True)
    two = roster_rows(workspace)
    assert empty != one != two
    sitting.undo()
    assert roster_rows(workspace) == one
    sitting.undo()
    assert roster_rows(workspace) == empty
    sitting.redo()
    assert roster_rows(workspace) == one == rebuilt(desk)


def test_two_programs_share_it(desk: Desk) -> None:
    desk.write("d", CARDS)
    writer = desk.open()
    sitting = writer.sitting(Scope())
    reader = desk.open(writing=False)
    assert reader.home().decks[0].new == 5
    answer(sitting)
    assert reader.home().decks[0].seen == 1
    desk.write("d", {"a": short(), "e": short()})
    reader.reload()
    assert reader.home().decks[0].total == 2
    assert writer.home().decks[0].total == 2
    assert roster_rows(writer) == roster_rows(reader) == rebuilt(desk)


def test_a_cache_of_another_history_is_filled_anew(desk: Desk) -> None:
    desk.write("d", CARDS)
    sitting = desk.open().sitting(Scope())
    answer(sitting)
    answer(sitting)
    desk.close()
    (desk.root / "data").rename(desk.root / "elsewhere")
    assert desk.open().home().decks[0].seen == 0
    desk.wait(DAY_MS)
    answer(desk.open().sitting(Scope()))
    assert desk.open(writing=False).home().decks[0].seen == 1


def spoil_bytes(cache: Path) -> None:
    cache.write_bytes(b"no database at all" * 1000)


def spoil_page(cache: Path) -> None:
    with sqlite3.connect(cache) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'roster'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with cache.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def spoil_table(cache: Path) -> None:
    with sqlite3.connect(cache) as connection:
        connection.execute("ALTER TABLE roster RENAME COLUMN phase TO faze")
    connection.close()


@pytest.mark.parametrize("spoil", [spoil_bytes, spoil_page, spoil_table])
def test_a_damaged_cache_costs_nothing_but_time(desk: Desk, spoil: Callable[[Path], None]) -> None:
    desk.write("d", CARDS)
    answer(desk.open().sitting(Scope()))
    desk.close()
    spoil(desk.cache)
    workspace = desk.open()
    assert (workspace.home().decks[0].seen, workspace.home().decks[0].total) == (1, 5)
    sitting = workspace.sitting(Scope())
    answer(sitting)
    sitting.undo()
    workspace.progress()
    assert roster_rows(workspace) == rebuilt(desk)


def test_a_cache_that_another_program_locks_is_done_without(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    workspace.index.connection.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(desk.cache, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    answer(sitting)
    sitting.undo()
    assert asking(sitting).key == "d/a#main"
    answer(sitting, Rating.AGAIN)
    assert workspace.home().decks[0].due == 1
    other.close()
    assert roster_rows(workspace) == rebuilt(desk)


def test_a_cache_that_is_replaced_while_the_app_runs_is_filled_anew(desk: Desk) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    answer(workspace.sitting(Scope()))
    workspace.index.connection.execute("DROP TABLE face")
    desk.write("d", {**CARDS, "e": short()})
    workspace.reload()
    assert workspace.home().decks[0].total == 6
    assert workspace.home().decks[0].seen == 1


def test_one_answer_scans_no_table(desk: Desk) -> None:
    """Neither file of the hot path is walked from end to end between a submit and the next question."""
    desk.write("d", {f"k{n}": short() for n in range(50)})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    statements: list[str] = []
    for connection in (workspace.index.connection, workspace.history._source):
        assert isinstance(connection, sqlite3.Connection)
        connection.set_trace_callback(statements.append)
    answer(sitting)
    plans = []
    for connection in (workspace.index.connection, workspace.history._source):
        assert isinstance(connection, sqlite3.Connection)
        connection.set_trace_callback(None)
        for statement in statements:
            if statement.startswith("SELECT"):
                try:
                    rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
                except sqlite3.OperationalError:
                    continue  # a table of the other file
                plans += [(row[3], statement) for row in rows]
    assert plans
    small = ("SCAN value", "SCAN json_each", "SCAN pending", "SCAN meta", "SCAN deck", "SCAN (subquery")
    scans = [plan for plan in plans if plan[0].startswith("SCAN") and not plan[0].startswith(small)]
    assert [plan for plan in scans if " USING " not in plan[0]] == []


def test_many_decks_give_their_first_new_cards_by_turns(desk: Desk) -> None:
    for number in range(30):
        desk.write(f"d{number:02}", {f"k{card:02}": short() for card in range(20)})
    workspace = desk.open()
    decks = [row.id for row in workspace.index.decks()]
    limits = Limits(6, 0)
    found = workspace.rows_today().candidates(decks, None, limits, Orders())
    assert len(found) == 60
    assert {card.key for card in found} == {f"{deck}/k{n:02}#main" for deck in decks for n in range(2)}
    alone = workspace.rows_today().candidates(["d07"], None, limits, Orders())
    assert len(alone) == 18


def test_a_deck_with_many_new_cards_gives_what_the_others_lack(desk: Desk) -> None:
    few = [f"few{number}" for number in range(5)]
    for deck in few:
        desk.write(deck, {"k": short()})
    desk.write("many", {f"k{card:02}": short() for card in range(40)})
    workspace = desk.open()
    found = workspace.rows_today().candidates([*few, "many"], None, Limits(6, 0), Orders())
    first = {f"many/k{card:02}#main" for card in range(18)}
    assert {card.key for card in found} == {*first, *(f"{deck}/k#main" for deck in few)}


def test_new_cards_of_many_decks_come_by_one_statement(desk: Desk) -> None:
    for number in range(30):
        desk.write(f"d{number:02}", {f"k{card:02}": short() for card in range(20)})
    workspace = desk.open()
    statements: list[str] = []
    workspace.index.connection.set_trace_callback(statements.append)
    assert len(workspace.session(Scope()).main) == 20
    assert len([each for each in statements if "INDEXED BY roster_new" in each]) == 1


def test_a_card_that_is_asked_before_all_others_costs_the_limit_no_other(desk: Desk) -> None:
    desk.write("d", {f"k{card}": short() for card in range(8)})
    desk.settings = Settings(learning_steps=(), review_limit=4, new_limit=8)
    workspace = desk.open()
    for _ in range(8):
        with_all = workspace.sitting(Scope())
        answer(with_all)
        with_all.close()
    desk.wait(60 * DAY_MS)
    workspace = desk.open()
    assert len(workspace.session(Scope()).main) == 4
    for number in range(8):
        first = workspace.candidate(f"d/k{number}#main")
        assert len(workspace.session(Scope(), first=first).main) == 3
