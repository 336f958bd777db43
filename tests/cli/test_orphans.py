"""`quizapp check --history` names histories without a card, and the line that would carry them over."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import CHOICE, SHORT, Quizapp

Deck = Callable[..., Path]


def test_an_orphaned_history_is_named_with_its_cure(quizapp: Quizapp, deck: Deck) -> None:
    deck(SHORT)
    assert quizapp("study", "--plain", stdin="le marché couvert\n\n").code == 0
    assert quizapp("check", "--history").err == "Every history has its card.\n"
    path = deck(SHORT.replace("id: abri", "id: halle"))
    ran = quizapp("check", "--history")
    assert (ran.code, ran.err) == (1, "1 history without a card.\n")
    line = path.read_text("utf-8").splitlines().index("  - id: halle") + 1
    assert ran.lines == [
        "marche/abri (1 answer): no card bears this id.",
        f"  Likely now: marche/halle ({path}:{line}).",
        "  To carry its history over, add there: aliases: [abri]",
    ]
    (told,) = json.loads(quizapp("check", "--history", "--format", "json").out)["orphans"]
    assert (told["card"], told["likely"], told["alias"], told["line"]) == (
        "marche/abri",
        "marche/halle",
        "abri",
        line,
    )
    deck(SHORT.replace("id: abri", "id: halle\n  aliases: [abri]"))
    assert quizapp("check", "--history").code == 0, "the advice was followed"
    assert quizapp("study", "--plain", stdin="").code == 0
    assert quizapp("check", "--history").code == 0


def test_a_history_that_nothing_is_like_says_that_it_stays(quizapp: Quizapp, deck: Deck) -> None:
    deck(SHORT)
    quizapp("study", "--plain", stdin="le marché couvert\n\n")
    deck(CHOICE)
    ran = quizapp("check", "--history")
    assert ran.lines[1].startswith("  No card is like it. Its history stays in the log")


def test_paths_are_a_misuse(quizapp: Quizapp, deck: Deck) -> None:
    assert quizapp("check", "--history", str(deck(SHORT))).code == 2
