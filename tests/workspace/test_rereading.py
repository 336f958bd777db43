"""A card that is edited while it is studied is read anew; the queue, the history and the schedule stay."""

from __future__ import annotations

import pytest

from quizapp.errors import QuizError
from quizapp.questions.model import Outcome
from quizapp.settings import Settings
from quizapp.store.model import EventKind
from quizapp.study.model import Rating, Scheduled
from quizapp.workspace.model import Answered, Asking, Reread, Scope, Waiting
from tests.workspace.making import (
    Desk,
    answer_all,
    answered,
    asking,
    choice,
    essay,
    events,
    short,
)

CARDS = {"a": short("oui"), "b": short("oui"), "c": choice()}


def test_a_question_shows_what_it_has_become(desk: Desk) -> None:
    desk.write("d", CARDS)
    sitting = desk.open().sitting(Scope())
    assert asking(sitting).key == "d/a#main"
    counts = asking(sitting).counts
    desk.write("d", {**CARDS, "a": {**short("oui"), "question": "Vraiment ?"}})
    assert sitting.reread() == Reread()
    assert (asking(sitting).stem, asking(sitting).counts) == ("Vraiment ?", counts)
    answer_all(sitting, Rating.GOOD)
    assert sitting.summary().attempts == 3 + 3


def test_options_keep_their_order_while_they_are_the_same(desk: Desk) -> None:
    desk.write("d", {"c": choice()})
    sitting = desk.open().sitting(Scope())
    order = asking(sitting).order
    desk.write("d", {"c": choice(hint="Facile.")})
    sitting.reread()
    assert asking(sitting).order == order
    more = {**choice(), "wrong": ["mauvais", {"text": "pire", "why": "Non."}]}
    desk.write("d", {"c": more})
    sitting.reread()
    assert sorted(asking(sitting).order) == [0, 1, 2]


def test_a_verdict_stays_and_its_card_is_new(desk: Desk) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.submit("oui")
    before = answered(sitting)
    desk.write("d", {**CARDS, "a": short("oui", explain="Parce que.")})
    assert sitting.reread() == Reread()
    after = answered(sitting)
    assert after.asking.card.explain == "Parce que."
    assert (after.attempt, after.verdict.outcome, after.restored) == (before.attempt, Outcome.CORRECT, False)
    assert after.futures == before.futures
    sitting.rate(Rating.GOOD)
    assert asking(sitting).key == "d/b#main"
    assert len(events(workspace, EventKind.ATTEMPT)) == len(sitting.summary().missed) + 1 == 1


def test_an_answer_that_changed_at_its_verdict_is_told_and_can_be_asked_again(desk: Desk) -> None:
    desk.write("d", CARDS)
    sitting = desk.open().sitting(Scope())
    sitting.submit("oui")
    desk.write("d", {**CARDS, "a": short("non")})
    assert sitting.reread() == Reread(changed=True)
    assert answered(sitting).verdict.outcome is Outcome.CORRECT, "what was marked stays marked"
    assert sitting.undo()
    assert asking(sitting).key == "d/a#main"
    assert sitting.submit("non") and answered(sitting).verdict.outcome is Outcome.CORRECT


def test_other_cards_become_due_unless_they_are_to_keep_their_dates(desk: Desk) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    for _ in range(2):
        sitting.submit("oui")
        sitting.rate(Rating.EASY)

    def due() -> int:
        state = workspace.history.memory(["d/a#main"])["d/a#main"].state
        assert isinstance(state, Scheduled)
        return state.due

    planned = due()
    desk.write("d", {**CARDS, "a": short("non")})
    assert sitting.reread() == Reread(due=1)
    assert due() == workspace.today() < planned
    sitting.keep_dates()
    assert due() == planned
    assert sitting.reread() == Reread(), "it is told once"
    assert due() == planned


def test_an_alias_outlives_dates_that_are_kept(desk: Desk) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    for _ in range(2):
        sitting.submit("oui")
        sitting.rate(Rating.EASY)
    state = workspace.history.memory(["d/b#main"])["d/b#main"].state
    desk.write("d", {"a": short("non"), "neuf": short("oui", aliases=["b"]), "c": choice()})
    assert sitting.reread().due == 1
    sitting.keep_dates()
    assert workspace.history.memory(["d/neuf#main"])["d/neuf#main"].state == state


def test_a_card_that_cannot_be_read_stays_on_screen_and_says_why(desk: Desk) -> None:
    desk.write("d", CARDS)
    sitting = desk.open().sitting(Scope())
    place = sitting.place()
    assert (place.file, place.line) == (desk.path("d"), 6)
    good = desk.path("d").read_text()
    desk.path("d").write_text(good.replace('"answer": "oui"', '"answer": []', 1))
    reread = sitting.reread()
    assert reread.problem is not None
    assert (reread.problem.code, reread.problem.line, reread.problem.card) == ("F108", 6, "a")
    assert asking(sitting).key == "d/a#main"
    assert sitting.place() == place
    desk.path("d").write_text(good)
    assert sitting.reread() == Reread()
    sitting.submit("oui")
    desk.path("d").write_text("format: 1\n")
    reread = sitting.reread()
    assert reread.problem is not None and reread.problem.code == "F102"
    assert sitting.place().line == 1
    answered(sitting)
    sitting.rate(Rating.GOOD)
    assert not isinstance(sitting.moment, Asking | Answered), "the rest of the deck is gone"


def test_a_card_of_another_form_keeps_the_answer_that_was_given(desk: Desk) -> None:
    desk.write("d", CARDS)
    sitting = desk.open().sitting(Scope())
    sitting.submit("oui")
    before = answered(sitting)
    desk.write("d", {**CARDS, "a": essay()})
    sitting.reread()
    assert answered(sitting).attempt == before.attempt
    sitting.rate(Rating.GOOD)
    asking(sitting)


def test_a_shipped_deck_is_not_edited_in_place(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("d", CARDS)
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    library, path = workspace.index.place("d")
    monkeypatch.setattr(workspace.index, "place", lambda deck: (library._replace(name="shipped"), path))
    with pytest.raises(QuizError, match="deck-shipped"):
        sitting.place()


def test_an_edit_while_waiting_changes_no_screen(desk: Desk) -> None:
    desk.settings = Settings(learning_steps=(7200, 7200))
    desk.write("d", {"a": short("oui")})
    sitting = desk.open().sitting(Scope())
    sitting.submit("oui")
    sitting.rate(Rating.GOOD)
    before = sitting.moment
    assert isinstance(before, Waiting)
    desk.write("d", {"a": short("non")})
    assert sitting.reread() == Reread()
    assert sitting.moment == before
