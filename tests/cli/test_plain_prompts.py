"""What the plain front end asks and offers around a question: its hint, and how sure its learner is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CHOICE, SHORT, Quizapp, Ran

Deck = Callable[..., Path]
Asked = Callable[..., Ran]

SURE = "Are you sure? 1 sure, 2 unsure > "


@pytest.fixture
def asked(quizapp: Quizapp, tmp_path: Path) -> Asked:
    """Studies, and is asked how sure each answer is."""
    config = tmp_path / "config.toml"
    config.write_text("confidence = true\n", "utf-8")

    def study(typed: str, verb: str = "study", **more: str) -> Ran:
        return quizapp(verb, "--plain", stdin=typed, QUIZAPP_CONFIG=str(config), **more)

    return study


def attempts(quizapp: Quizapp) -> list[dict[str, Any]]:
    """The bodies of the attempts, in their order."""
    events = [json.loads(line) for line in quizapp("history", "export").lines]
    return [event["body"] for event in events if event["kind"] == "attempt"]


# -- the hint --------------------------------------------------------------------------------------


def test_a_question_says_that_there_is_a_hint_and_shows_it_on_demand(quizapp: Quizapp, deck: Deck) -> None:
    deck(CHOICE)
    ran = quizapp("study", "--plain", stdin=":h\n:hint\n1\n")
    before, hint, after = ran.out.partition("Un échelon territorial.")
    assert "There is a hint: :h" in before and hint
    assert "Un échelon territorial." in after
    assert attempts(quizapp)[0]["hinted"] is True


def test_a_hint_that_is_not_asked_for_is_not_shown(quizapp: Quizapp, deck: Deck) -> None:
    deck(CHOICE)
    ran = quizapp("study", "--plain", stdin="1\n:h\n")
    assert "Un échelon" not in ran.out
    assert ran.lines.count("The question is answered.") == 1
    assert attempts(quizapp)[0]["hinted"] is False


def test_a_card_without_a_hint_says_so(quizapp: Quizapp, deck: Deck) -> None:
    deck(SHORT)
    ran = quizapp("study", "--plain", stdin=":h\nle marché couvert\n")
    assert "There is a hint" not in ran.out
    assert "This card has no hint." in ran.lines
    assert attempts(quizapp)[0]["hinted"] is False


def test_a_hint_counts_for_its_own_question_and_through_its_retype(quizapp: Quizapp, deck: Deck) -> None:
    deck(SHORT + "  hint: Un abri.\n", CHOICE)
    quizapp("study", "--plain", stdin=":h\nle narché couvert\nle marché couvert\n4\n1\n4\n")
    assert [body["hinted"] for body in attempts(quizapp)] == [True, False]


# -- how sure --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "sure"), [("1", True), ("2", False), (" 1 ", True), ("&", True), ("é", False)]
)
def test_confidence_is_asked_after_the_answer_and_before_the_verdict(
    said: str, sure: bool, asked: Asked, quizapp: Quizapp, deck: Deck
) -> None:
    deck(SHORT)
    ran = asked(f"la halle\n{said}\n1\n")
    assert ran.out.count(SURE) == 1
    assert ran.out.index("Qu’est-ce qui a rouvert") < ran.out.index(SURE) < ran.out.index(ran.verdict())
    assert attempts(quizapp)[0]["sure"] is sure


@pytest.mark.parametrize("said", ["", "3", "oui", ":h"])
def test_whoever_says_nothing_of_it_is_not_held_to_anything(
    said: str, asked: Asked, quizapp: Quizapp, deck: Deck
) -> None:
    deck(SHORT)
    ran = asked(f"la halle\n{said}\n1\n")
    assert ran.verdict().startswith("WRONG ")
    assert "sure" not in attempts(quizapp)[0]


@pytest.mark.parametrize("typed", ["la halle\n:q\n1\n", "la halle\n"], ids=["quit", "end of input"])
def test_a_sitting_that_ends_at_that_prompt_keeps_the_answer(
    typed: str, asked: Asked, quizapp: Quizapp, deck: Deck
) -> None:
    deck(SHORT)
    ran = asked(typed)
    assert (ran.code, ran.out.count("> ")) == (0, 2 if ":q" in typed else 3)
    (body,) = attempts(quizapp)
    assert body["response"] == "la halle" and "sure" not in body
    assert "la halle" in asked("1\n").out
    assert len(attempts(quizapp)) == 1


def test_an_empty_answer_a_command_and_a_misread_line_are_not_asked_about(
    asked: Asked, quizapp: Quizapp, deck: Deck
) -> None:
    deck(CHOICE)
    assert SURE not in asked(":c\n9\n\n").out
    assert attempts(quizapp)[0]["outcome"] == "blank"


def test_nobody_is_asked_unless_the_setting_says_so(quizapp: Quizapp, deck: Deck) -> None:
    deck(SHORT)
    assert SURE not in quizapp("study", "--plain", stdin="la halle\n1\n").out
    assert "sure" not in attempts(quizapp)[0]


def test_a_retype_is_asked_about_anew(asked: Asked, quizapp: Quizapp, deck: Deck) -> None:
    deck(SHORT)
    ran = asked("le narché couvert\n1\nle marché couvert\n2\n4\n")
    assert ran.out.count(SURE) == 2
    (body,) = attempts(quizapp)
    assert (body["outcome"], body["sure"]) == ("correct", False)


def test_sure_and_wrong_comes_first_in_the_summary(asked: Asked, quizapp: Quizapp, deck: Deck) -> None:
    deck(SHORT, CHOICE)
    ran = asked("la halle\n2\n1\n3\n1\n1\n:q\n")
    missed = ran.out.partition("Missed cards:")[2]
    assert missed.count("You were sure of it.") == 1
    assert (
        missed.index("You were sure of it.") < missed.index("Qui a cofinancé") < missed.index("Qu’est-ce qui")
    )


def test_a_quiz_asks_too_and_says_it_in_its_own_language(asked: Asked, quizapp: Quizapp, deck: Deck) -> None:
    deck(SHORT)
    ran = asked("la halle\n1\n", "quiz", QUIZAPP_LANG="fr")
    assert "1 sûr, 2 pas sûr" in ran.out
    (body,) = attempts(quizapp)
    assert (body["mode"], body["sure"]) == ("quiz", True)
