"""What a sitting does while its learner reads makes the next step shorter, and never another one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import NoReturn

import pytest

from quizapp.errors import QuizError
from quizapp.store.model import EventKind, NewEvent
from quizapp.study.model import Rating, Scheduled
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.model import Answered, Scope
from quizapp.workspace.quiz import begin_quiz
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import (
    DAY_MS,
    MINUTE_MS,
    NOON_MS,
    Desk,
    answer,
    answered,
    asking,
    choice,
    events,
    short,
)

CARDS = {"a": short("oui"), "b": short("non"), "c": choice(), "d": short("si")}


@contextmanager
def read(connection: sqlite3.Connection) -> Iterator[list[str]]:
    """The statements that read a table while this lasts."""
    statements: list[str] = []
    connection.set_trace_callback(lambda text: statements.append(text) if " FROM " in text else None)
    yield statements
    connection.set_trace_callback(None)


def test_a_prepared_step_reads_the_index_no_more(desk: Desk) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.prepare()
    with read(workspace.index.connection) as statements:
        sitting.submit("oui")
        assert statements == []
        sitting.prepare()
        assert statements != []
        statements.clear()
        sitting.rate(Rating.GOOD)
        assert statements == []
    assert asking(sitting).key == "d/b#main"


def test_so_does_a_quiz(desk: Desk) -> None:
    # More than stay at hand once all of them were looked through for the introduction.
    desk.write("d", {f"k{n}": short() for n in range(40)})
    workspace = desk.open()
    quiz = begin_quiz(workspace, RoundScope(size=40))
    quiz.prepare()
    quiz.submit(None)
    quiz.prepare()
    with read(workspace.index.connection) as statements:
        quiz.go_on()
    assert statements == []


@pytest.mark.parametrize("rating", Rating)
def test_preparing_changes_neither_moment_nor_history_nor_time(desk: Desk, rating: Rating) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    for days in (0, 3, 9):
        desk.wait(days * DAY_MS)
        sitting.close()
        sitting = workspace.sitting(Scope())
        before = sitting.moment
        desk.wait(3000)
        sitting.prepare()
        assert sitting.moment is before
        desk.wait(2000)
        sitting.submit(None)
        assert events(workspace, EventKind.ATTEMPT)[-1].body["duration_ms"] == 5000
        head, before = workspace.history.head(), sitting.moment
        desk.wait(3000)
        sitting.prepare()
        assert (sitting.moment, workspace.history.head()) == (before, head)
        sitting.rate(rating)


def test_a_card_that_another_program_indexed_meanwhile_comes_as_it_is_now(desk: Desk) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.submit(None)
    sitting.prepare()
    desk.write("d", {**CARDS, "b": {**short("non"), "question": "Vraiment ?"}})
    desk.open(writing=False)
    sitting.rate(Rating.EASY)
    assert asking(sitting).stem == "Vraiment ?"


def test_a_passage_that_was_edited_meanwhile_is_shown_as_it_is_now(desk: Desk) -> None:
    desk.write("d", CARDS)
    sitting = desk.open().sitting(Scope())
    sitting.prepare()
    text = desk.path("d").read_text("utf-8")
    desk.path("d").write_text(text.replace("Un paragraphe.", "Un alinéa."), "utf-8")
    desk.open(writing=False)
    sitting.submit(None)
    assert answered(sitting).passages[0].text == "Un alinéa. Une phrase."


def test_a_card_that_another_program_removed_meanwhile_is_not_asked(desk: Desk) -> None:
    desk.write("d", CARDS)
    sitting = desk.open().sitting(Scope())
    sitting.submit(None)
    sitting.prepare()
    desk.write("d", {id: card for id, card in CARDS.items() if id != "b"})
    desk.open(writing=False)
    sitting.rate(Rating.EASY)
    assert asking(sitting).key == "d/c#main"


def reset(workspace: Workspace, key: str) -> None:
    workspace.history.append(NewEvent(EventKind.RESET, workspace.history.new_id(), "", key, None, {}))


def test_what_another_program_wrote_meanwhile_counts_for_the_previews(desk: Desk) -> None:
    desk.write("d", {"a": short("oui")})
    workspace = desk.open()
    answer(workspace.sitting(Scope()), Rating.EASY)
    desk.wait(90 * DAY_MS)
    desk.close()
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.prepare()
    reset(desk.open(), "d/a#main")
    sitting.submit("oui")
    assert [future.retrievability for future in answered(sitting).futures] == [None] * 4


def test_a_day_that_began_after_preparing_counts(desk: Desk) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    desk.clock.at_ms = NOON_MS + 16 * 60 * MINUTE_MS - 2 * MINUTE_MS
    sitting = workspace.sitting(Scope())
    sitting.prepare()
    desk.wait(4 * MINUTE_MS)
    sitting.submit("oui")
    sitting.prepare()
    easy = answered(sitting).futures[Rating.EASY - 1].state
    assert isinstance(easy, Scheduled) and easy.last_day == workspace.today()
    sitting.rate(Rating.EASY)
    assert workspace.history.row("d/a#main").state == easy


def test_after_an_undo_the_card_is_as_it_was(desk: Desk) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.prepare()
    first = sitting.submit("oui")
    assert isinstance(first, Answered)
    sitting.prepare()
    sitting.rate(Rating.EASY)
    sitting.prepare()
    sitting.undo()
    sitting.prepare()
    again = sitting.submit("oui")
    assert isinstance(again, Answered)
    assert again.futures == first.futures


def test_what_fails_while_preparing_is_left_to_the_step_that_needs_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    sitting = workspace.sitting(Scope())

    def locked(*_: object) -> NoReturn:
        raise QuizError("history-locked", path="", reason="")

    with monkeypatch.context() as patched:
        patched.setattr(workspace.history, "row", locked)
        sitting.prepare()
        with pytest.raises(QuizError):
            sitting.submit("oui")
    sitting.submit("oui")
    before = sitting.moment
    with monkeypatch.context() as patched:
        patched.setattr(workspace.history, "row", locked)
        sitting.prepare()
    assert sitting.moment is before
    sitting.rate(Rating.GOOD)
    assert asking(sitting).key == "d/b#main"


def test_the_history_is_checkpointed_while_questions_are_read(desk: Desk) -> None:
    desk.write("d", {f"k{n}": short() for n in range(12)})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    held = []
    for _ in range(12):
        sitting.prepare()
        sitting.submit(None)
        sitting.prepare()
        sitting.rate(Rating.EASY)
        held.append(in_file(desk))
    assert held[:8] == [0] * 8
    assert held[8:] == [16] * 4


def in_file(desk: Desk) -> int:
    """How many events the file itself holds, without what is still in its log."""
    uri = f"{(desk.root / 'data' / 'history.db').as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        try:
            (count,) = connection.execute("SELECT count(*) FROM event").fetchone()
        except sqlite3.OperationalError:
            return 0
    return int(count)
