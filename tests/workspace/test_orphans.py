"""Histories that no card bears are found, with the card that is likely meant."""

from __future__ import annotations

from quizapp.study.model import Rating
from quizapp.workspace.model import Scope
from quizapp.workspace.orphans import Orphan, orphans
from tests.workspace.making import DAY_MS, CardFields, Desk, answer_all, reversed_card, short


def studied(desk: Desk, cards: dict[str, CardFields], deck: str = "d") -> None:
    desk.write(deck, cards)
    sitting = desk.open().sitting(Scope())
    answer_all(sitting, Rating.EASY)
    sitting.close()


def found(desk: Desk) -> list[tuple[str, str | None, str | None]]:
    return [(one.card, one.likely, one.alias()) for one in orphans(desk.open(writing=False))]


def asks(text: str, answer: str = "oui") -> CardFields:
    return {**short(answer), "question": text}


def test_a_library_that_bears_its_history_has_no_orphans(desk: Desk) -> None:
    studied(desk, {"a": short(), "b": reversed_card()})
    assert found(desk) == []


def test_a_renamed_card_is_known_by_what_it_asks(desk: Desk) -> None:
    studied(desk, {"a": asks("Où ?"), "b": asks("Quand ?", "hier")})
    desk.write("d", {"x": asks("Combien ?"), "y": asks("Où ?", "là"), "b": asks("Quand ?", "hier")})
    workspace = desk.open(writing=False)
    assert orphans(workspace) == (Orphan("d/a", 1, "d/y", str(desk.path("d")), 7),)
    assert orphans(workspace)[0].alias() == "a"


def test_or_by_its_answer_if_only_one_has_it(desk: Desk) -> None:
    studied(desk, {"a": asks("Où ?", "là-bas")})
    desk.write("d", {"x": asks("Combien ?", "trois"), "y": asks("En quel lieu ?", "là-bas")})
    assert found(desk) == [("d/a", "d/y", "a")]
    desk.write("d", {"x": asks("De quel côté ?", "là-bas"), "y": asks("En quel lieu ?", "là-bas")})
    assert found(desk) == [("d/a", None, None)]


def test_a_card_that_moved_to_another_deck_is_known(desk: Desk) -> None:
    studied(desk, {"a": asks("Où ?"), "b": asks("Quand ?")})
    desk.write("d", {"b": asks("Quand ?")})
    desk.write("e", {"a": asks("Où donc ?", "ailleurs")})
    assert found(desk) == [("d/a", "e/a", "d/a")]


def test_an_id_that_was_mistyped_is_known(desk: Desk) -> None:
    studied(desk, {"reouverture": asks("Où ?", "là"), "b": asks("Quand ?")})
    desk.write("d", {"re-ouverture": asks("Et ?", "ici"), "b": asks("Quand ?")})
    assert found(desk) == [("d/reouverture", "d/re-ouverture", "reouverture")]


def test_a_card_with_a_history_of_its_own_is_not_likely(desk: Desk) -> None:
    studied(desk, {"a": asks("Où ?"), "b": asks("Où ?")})
    desk.write("d", {"b": asks("Où ?")})
    assert found(desk) == [("d/a", None, None)]


def test_the_faces_of_a_card_are_one_orphan(desk: Desk) -> None:
    studied(desk, {"a": reversed_card(), "b": short()})
    desk.wait(DAY_MS)
    studied(desk, {"a": reversed_card(), "b": short()})
    desk.write("d", {"c": reversed_card(), "b": short()})
    assert [(one.card, one.attempts, one.likely) for one in orphans(desk.open(writing=False))] == [
        ("d/a", 2, "d/c")
    ]


def test_an_alias_settles_it_and_moving_a_file_loses_nothing(desk: Desk) -> None:
    studied(desk, {"a": asks("Où ?"), "b": asks("Quand ?")})
    desk.write("d", {"y": {**asks("Où ?"), "aliases": ["a"]}, "b": asks("Quand ?")})
    desk.open()
    assert found(desk) == []
    desk.path("d").rename(desk.path("autre"))
    assert found(desk) == []
    (desk.path("d").parent / "dossier").mkdir()
    desk.path("autre").rename(desk.path("autre").parent / "dossier" / "d.yaml")
    assert found(desk) == []
    assert desk.open().home().decks[0].seen == 2
