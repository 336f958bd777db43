"""`quizapp history quarantine`: what a clock gone wrong has dated is set aside, and brought back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import SHORT, Quizapp

YEARS_LATER = {"QUIZAPP_NOW": "2031-01-01T10:00:00+01:00"}


def test_study_says_what_to_do_and_the_command_does_it(quizapp: Quizapp, deck: Callable[..., Path]) -> None:
    deck(SHORT)
    assert quizapp("history", "quarantine").out == "Nothing is dated well after this computer’s clock.\n"
    assert quizapp("study", "--plain", stdin="le marché couvert\n4\n", **YEARS_LATER).code == 0
    for verb in (["study", "--plain"], ["quiz", "--plain"]):
        refused = quizapp(*verb)
        assert refused.code == 1
        assert "2031-01-01" in refused.err and "quizapp history quarantine" in refused.err
    assert quizapp("due", "--short").out == "0\n"

    told = "1 entry dated 1 January 2031 lies ahead of the clock"
    for verb in ([], ["due"], ["due", "--json"], ["decks"]):
        assert quizapp(*verb).err.count(told) == 1
    assert quizapp("due", "--short").err == ""

    done = quizapp("history", "quarantine")
    assert done.code == 0
    assert done.out.startswith("1 entry dated 1 January 2031 is set aside")
    assert quizapp("due", "--short").out == "1\n"
    assert told not in quizapp().err + quizapp("due").err + quizapp("decks").err
    assert quizapp("history", "verify").code == 0
    assert '"by":"quarantine"' in quizapp("history", "export").out

    assert quizapp("history", "quarantine", "--lift").out.startswith("1 entry counts again")
    assert quizapp("history", "quarantine", "--lift").out == "Nothing is set aside.\n"
    assert quizapp("due", "--short").out == "0\n"
    assert quizapp("study", "--plain", **YEARS_LATER).code == 0
