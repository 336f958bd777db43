"""`quizapp browse`: what matches, as lines and as JSON, without touching the history."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import CHOICE, SHORT, TRUTH, Quizapp

Deck = Callable[..., Path]


def test_matches_are_listed_with_state_due_and_question(quizapp: Quizapp, deck: Deck, tmp_path: Path) -> None:
    deck(CHOICE, SHORT, TRUTH)
    ran = quizapp("browse", "is:new", "souscription")
    assert (ran.code, ran.err) == (0, "1 card.\n")
    assert [line.split()[:3] for line in ran.lines] == [
        ["Card", "State", "Due"],
        ["marche/financeur#main", "new", "–"],
    ]
    assert "Qui a cofinancé les travaux ?" in ran.out
    assert not (tmp_path / "data" / "history.db").exists()


def test_rows_are_cut_to_a_terminal_and_whole_in_a_pipe(
    quizapp: Quizapp, deck: Deck, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck(CHOICE.replace("Qui a", "Qui donc, après de longs mois d’attente et de débats, a"))
    monkeypatch.setenv("COLUMNS", "60")
    (whole,) = (line for line in quizapp("browse").lines if "financeur" in line)
    assert len(whole) > 90 and whole.endswith("travaux ?")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    (cut,) = (line for line in quizapp("browse").lines if "financeur" in line)
    assert len(cut) <= 60 and cut.endswith("…") and whole.startswith(cut[:-1])


def test_json_names_each_figure(quizapp: Quizapp, deck: Deck) -> None:
    deck(CHOICE, SHORT, TRUTH)
    quizapp("study", "--plain", "--limit", "1", stdin="1\n3\n")
    ran = quizapp("browse", "--json", "--sort", "due", "--limit", "2")
    told = json.loads(ran.out)
    assert (told["schema_version"], told["total"]) == (1, 3)
    first, second = told["cards"]
    assert first["id"] == "marche/financeur#main"
    assert (first["reps"], second["reps"], second["due"], second["stability"]) == (1, 0, None, None)
    assert set(first) == {
        "id", "deck", "question", "state", "suspended", "buried", "flag", "due", "interval", "stability",
        "difficulty", "retrievability", "reps", "lapses",
    }  # fmt: skip


def test_a_limit_says_how_many_there_are(quizapp: Quizapp, deck: Deck) -> None:
    deck(CHOICE, SHORT, TRUTH)
    assert quizapp("browse", "--limit", "2").err == "2 of 3 cards.\n"
    assert quizapp("browse", "--limit", "3").err == "3 cards.\n"
    assert "--limit wants a whole number from 1 up" in quizapp("browse", "--limit", "0").err
    assert "x>=1" not in quizapp("browse", "--help").out


def test_one_card_is_one_card(quizapp: Quizapp, deck: Deck) -> None:
    deck(SHORT)
    assert quizapp("browse").err == "1 card.\n"


def test_a_search_may_begin_with_a_dash_after_two(quizapp: Quizapp, deck: Deck) -> None:
    deck(CHOICE, SHORT, TRUTH)
    assert quizapp("browse", "--", "-is:new").err == "0 cards.\n"
    assert len(quizapp("browse", "--", "-tag:argent").lines) == 3


def test_a_bad_search_is_a_misuse_that_names_its_place(quizapp: Quizapp, deck: Deck) -> None:
    deck(CHOICE)
    ran = quizapp("browse", "travaux", "is:nope")
    assert (ran.code, ran.out) == (2, "")
    assert "character 9" in ran.err
    assert "is:nope" in ran.err
    assert quizapp("browse", "--sort", "nope").code == 2


def test_a_name_that_there_is_not_is_told_with_those_that_there_are(quizapp: Quizapp, deck: Deck) -> None:
    deck(CHOICE, SHORT)
    told = "0 cards.\nNo card has the tag “argnt”. Known tags: argent.\n"
    assert quizapp("browse", "(tag:argnt or tag:arg) is:new").err == told
    assert quizapp("browse", "tag:arg*", "is:due").err == "0 cards.\n"
    assert quizapp("browse", "--", "zzz", "-tag:nope").err == "0 cards.\n"
    told = "0 cards.\nNo deck is called “nope”. Known decks: marche.\n"
    assert quizapp("browse", "deck:nope", "travaux").err == told
    assert quizapp("browse", "deck:mar*", "zzz").err == "0 cards.\n"
    assert "No source is called “nope”. Known sources: " in quizapp("browse", "source:nope").err
    many = CHOICE.replace("[argent]", str([f"t{number:02}" for number in range(30)]))
    deck(many)
    told = quizapp("browse", "tag:t99").err
    assert "Known tags: t29, t19, t09, t00," in told and told.endswith("t17, ….\n")


def test_the_orders_of_the_command_are_those_of_the_screen() -> None:
    from quizapp.cli.browse import ORDERS
    from quizapp.workspace.browsing import Order

    assert tuple(Order) == ORDERS
