"""What was typed over what was expected: where they part can be read without colour or underline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.content import Content

from quizapp.questions.model import Outcome, Part
from quizapp.tui.app import QuizApp
from quizapp.tui.verdicts import _compared
from tests.kinds import typed
from tests.tui.conftest import until, until_painted

YOURS, MISSED = "  ← your answer", "  ← missed"


def compared(given: str, expected: str) -> list[Content]:
    return _compared(Part(given, expected, Outcome.WRONG), "fr", alone=True)


def texts(given: str, expected: str) -> list[str]:
    """Both texts as they are read, without what stands before them."""
    return [line.plain.partition(":")[2].strip() for line in compared(given, expected)]


@pytest.mark.parametrize(
    ("given", "expected", "lines"),
    [
        ("narché", "marché", ["[n]arché", "[m]arché"]),
        ("marchés", "marché", ["marché[s]", "marché"]),
        ("marche", "marché", ["march[e]", "march[é]"]),
        ("dixhuit mois", "dix huit mois", ["dixhuit mois", "dix[ ]huit mois"]),
        ("marché [b]neuf", "marché neuf", ["marché [[b]]neuf", "marché neuf"]),
        ("東亰の駅", "東京の駅", ["東[亰]の駅", "東[京]の駅"]),
        ("la gare", "zut", ["la gare", "zut"]),
        ("dix-sept mois", "dix-huit mois", ["dix-[sept] mois", "dix-[huit] mois"]),
        ("mars 2024", "juin 2024", ["[mars] 2024", "[juin] 2024"]),
        ("la région", "la mairie", ["la région", "la mairie"]),
        ("en 1633", "en mai 1623", ["en 1633", "en mai 1623"]),
        ("1633", "1623", ["1633", "1623"]),
        ("le 12 mai 1633", "le 12 mai 1623", ["le 12 mai [1633]", "le 12 mai [1623]"]),
        ("5 7", "4 8", ["5 7", "4 8"]),
        ("5   7", "4   8", ["5   7", "4   8"]),
        ("marché", "marché", ["marché", "marché"]),
    ],
)
def test_what_differs_stands_between_brackets_unless_everything_does(
    given: str, expected: str, lines: list[str]
) -> None:
    assert texts(given, expected) == lines


def test_only_what_differs_is_underlined_and_never_its_brackets() -> None:
    for line, letter in zip(compared("narché", "marché"), "nm", strict=True):
        underlined = [line.plain[span.start : span.end] for span in line.spans if str(span.style) == "u"]
        assert underlined == [letter]


def test_nothing_is_underlined_where_nothing_is_alike() -> None:
    for line in compared("des pêcheurs normands", "des marins bretons"):
        assert "u" not in [str(span.style) for span in line.spans]


@pytest.mark.parametrize("size", [(40, 24), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_difference_is_read_at_every_width(
    size: tuple[int, int], asking: Callable[[str], QuizApp]
) -> None:
    app = asking("cloze")
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press(*typed("dix-sept mois"))
        await until_painted(pilot, "You:      dix-[sept] mois", "Expected: dix-[huit] mois")


@pytest.mark.parametrize(
    ("keys", "rows"),
    [
        (("1", "3"), ["✓ 1  la région" + YOURS, "○ 2  la souscription" + MISSED, "✗ 3  un emprunt" + YOURS]),
        (("1", "2"), ["✓ 1  la région" + YOURS, "✓ 2  la souscription" + YOURS, "  3  un emprunt"]),
        (("0",), ["○ 1  la région" + MISSED, "○ 2  la souscription" + MISSED, "  3  un emprunt"]),
    ],
)
async def test_right_options_that_were_missed_are_told_from_those_that_were_found(
    keys: tuple[str, ...], rows: list[str], asking: Callable[[str], QuizApp]
) -> None:
    app = asking("choices")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press(*keys, *(("enter",) if keys != ("0",) else ()))
        await until_painted(pilot, *rows)


async def test_the_hint_of_a_gap_is_shown_once(asking: Callable[[str], QuizApp]) -> None:
    app = asking("cloze")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await until_painted(pilot, "[combien]", "Answer (empty: I don’t know)")
        assert screen.count("combien") == 1
