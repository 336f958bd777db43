"""What authors change in their files reaches the history once, and only through a workspace that writes."""

from __future__ import annotations

from quizapp.store.model import EventKind
from quizapp.study.model import New, Rating, Scheduled
from quizapp.workspace.model import Scope
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import DAY_MS, Desk, answer, answer_all, events, reversed_card, short


def studied(desk: Desk) -> Workspace:
    """A workspace in which every card was just rated Easy."""
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    answer_all(sitting, Rating.EASY)
    sitting.close()
    return workspace


def test_a_changed_answer_makes_its_card_due_once_and_is_told_once(desk: Desk) -> None:
    desk.write("d", {"a": short("oui"), "b": short("oui")})
    studied(desk)
    desk.write("d", {"a": short("non"), "b": short("Oui !", hint="Facile.")})
    desk.wait(DAY_MS)
    workspace = desk.open()
    assert workspace.edits.due == 1
    assert workspace.home().decks[0].due == 1
    assert [event.card for event in events(workspace, EventKind.DUE)] == ["d/a#main"]
    state = workspace.history.memory(["d/a#main"])["d/a#main"].state
    assert isinstance(state, Scheduled) and state.reps == 1, "its history stays"
    assert desk.open().edits.due == 0
    desk.cache.unlink()
    assert desk.open(cache=desk.root / "other.sqlite").edits.due == 0
    sitting = workspace.sitting(Scope())
    answer(sitting)
    sitting.close()
    workspace.reload()
    assert workspace.edits.due == 0
    assert len(events(workspace, EventKind.DUE)) == 1


def test_a_changed_prompt_makes_nothing_due(desk: Desk) -> None:
    desk.write("d", {"a": short("oui")})
    studied(desk)
    desk.write("d", {"a": {**short("oui"), "question": "Vraiment ?"}})
    assert desk.open().edits.due == 0


def test_undo_does_not_take_back_what_an_edit_made_due(desk: Desk) -> None:
    desk.write("d", {"a": short("oui")})
    studied(desk)
    desk.write("d", {"a": short("non")})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    assert sitting.undo()
    assert isinstance(workspace.history.memory(["d/a#main"])["d/a#main"].state, New)


def test_aliases_carry_the_history_over_face_by_face(desk: Desk) -> None:
    desk.write("d", {"a": reversed_card(), "b": short()})
    before = studied(desk).history.memory(["d/a#fwd", "d/b#main"])
    desk.write("d", {"c": reversed_card(aliases=["a"])})
    desk.write("e", {"b": short(aliases=["d/b"])})
    workspace = desk.open()
    after = workspace.history.memory(["d/c#fwd", "e/b#main", "d/a#fwd", "d/b#main"])
    assert after["d/c#fwd"].state == before["d/a#fwd"].state
    assert after["e/b#main"].state == before["d/b#main"].state
    assert isinstance(after["d/a#fwd"].state, New)
    assert workspace.home().decks[0].seen == 2
    count = len(events(workspace, EventKind.ALIAS))
    assert len(events(desk.open(), EventKind.ALIAS)) == count == 2


def test_an_alias_leaves_its_history_to_a_card_that_still_bears_the_name(desk: Desk) -> None:
    desk.write("d", {"a": short()})
    studied(desk)
    desk.write("d", {"a": short(), "b": short(aliases=["a"])})
    assert events(desk.open(), EventKind.ALIAS) == []
    desk.write("d", {"b": short(aliases=["a"])})
    assert [event.card for event in events(desk.open(), EventKind.ALIAS)] == ["d/b#main"]


def test_two_cards_never_take_over_one_history(desk: Desk) -> None:
    desk.write("d", {"a": short()})
    studied(desk)
    desk.write("d", {"b": short(aliases=["a"]), "c": short(aliases=["a"])})
    assert [event.card for event in events(desk.open(), EventKind.ALIAS)] == ["d/b#main"]


def test_a_card_that_was_renamed_and_given_another_answer_is_due(desk: Desk) -> None:
    desk.write("d", {"a": short("oui")})
    studied(desk)
    desk.write("d", {"b": short("non", aliases=["a"])})
    workspace = desk.open()
    assert workspace.edits.due == 1
    assert workspace.home().decks[0].due == 1, "though it was studied today already"


def test_an_open_attempt_returns_under_the_new_name_of_its_card(desk: Desk) -> None:
    desk.write("d", {"a": short(), "z": short()})
    sitting = desk.open().sitting(Scope())
    sitting.submit("non")
    sitting.close()
    desk.write("d", {"z": short(), "b": short(aliases=["a"])})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.rate(Rating.EASY)
    assert not isinstance(workspace.history.memory(["d/b#main"])["d/b#main"].state, New)
    assert workspace.history.verify() == ()


def test_nothing_is_appended_by_who_only_reads(desk: Desk) -> None:
    desk.write("d", {"a": short("oui"), "b": short()})
    head = studied(desk).history.head()
    desk.write("d", {"a": short("non"), "c": short(aliases=["b"])})
    reader = desk.open(writing=False)
    reader.home()
    reader.progress()
    reader.reload()
    assert (reader.edits.due, reader.history.head()) == (0, head)


def test_prints_of_another_version_say_nothing_of_an_edit(desk: Desk) -> None:
    desk.write("d", {"a": short("oui")})
    workspace = studied(desk)
    workspace.index.connection.execute("UPDATE face SET answer_print = '2:0123', stamp = stamp + 1")
    workspace.index.connection.execute("UPDATE meta SET stamp = stamp + 1")
    workspace.reload()
    assert workspace.edits.due == 0
