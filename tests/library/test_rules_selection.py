"""Which findings are told: what was asked for, and what the comments of a deck say."""

from __future__ import annotations

import pytest

from quizapp.library.decks import read_deck
from quizapp.library.fields import Report
from quizapp.library.model import Level, Problem
from quizapp.library.problems import WORDINGS
from quizapp.library.rules.lint import lint
from quizapp.library.rules.selection import Selection, comments, known
from quizapp.library.wording import warning
from tests.library.market import HEAD, load_sheet

EVERYTHING = Selection()

BARE = """\
  - id: {id}
    question: Quoi ?
    answer: rien
"""
"""A card that nothing proves: S201 at its first line."""

CHOICE = """\
  - id: choix
    question: Qui ?
    right: a
    wrong:
      - b
      - c
    quote: "a rouvert en juin 2024"
"""
"""A card with C201 on each of its two wrong choices."""


@pytest.fixture(autouse=True)
def _no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what reading finds is told: these tests are not about the rules."""
    for rules in ("TEXT_RULES", "CARD_RULES", "DECK_RULES"):
        monkeypatch.setattr(f"quizapp.library.rules.lint.{rules}", ())


def told(text: str, selection: Selection = EVERYTHING) -> list[tuple[str, int]]:
    """The codes and lines told of a deck, lines counted from the first after `cards:`."""
    before = HEAD.count("\n") if text.startswith(HEAD) else 0
    reading = read_deck(text, path="decks/v.yaml", load_source=load_sheet)
    return [(problem.code, problem.line - before) for problem in lint(reading, selection)]


def cards(text: str, selection: Selection = EVERYTHING) -> list[tuple[str, int]]:
    return told(HEAD + text, selection)


def test_without_a_word_everything_is_told_that_is_on():
    assert cards(BARE.format(id="a") + CHOICE) == [("S201", 1), ("C201", 8), ("C201", 9)]


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (("S",), (), ["S201"]),
        (("C2", "S201"), (), ["S201", "C201", "C201"]),
        (("ALL",), (), ["S201", "C201", "C201"]),
        (("Y",), (), []),
        ((), ("C",), ["S201"]),
        ((), ("ALL",), []),
        ((), ("S201", "C201"), []),
        (("C201",), ("C",), ["C201", "C201"]),
        (("C",), ("C201",), []),
        (("C2",), ("C2",), []),
        (("ALL",), ("C",), ["S201"]),
    ],
)
def test_codes_are_chosen_by_their_beginnings_and_the_longer_wins(select, ignore, codes):
    assert [code for code, _ in cards(BARE.format(id="a") + CHOICE, Selection(select, ignore))] == codes


def test_a_code_that_is_off_is_told_only_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(WORDINGS, "C201", warning("{text}", "", on=False))
    assert cards(CHOICE) == []
    assert cards(CHOICE, Selection(("ALL",))) == [("C201", 5), ("C201", 6)]
    assert cards(CHOICE, Selection(("C2",))) == [("C201", 5), ("C201", 6)]
    assert cards(CHOICE, Selection(("S",))) == []
    assert cards(CHOICE.replace("- b", "- b # quizapp: select[C2]")) == [("C201", 5)]
    assert cards(CHOICE.replace("choix", "choix # quizapp: select[C2]")) == [("C201", 5), ("C201", 6)]
    assert told("# quizapp: select[C201]\n" + HEAD + CHOICE) == [("C201", 11), ("C201", 12)]


def test_errors_are_told_whatever_is_said():
    wrong = CHOICE.replace("a rouvert en juin 2024", "a rouvert en mai 1999")
    commented = wrong.replace("choix", "choix # quizapp: ignore[ALL]")
    assert [code for code, _ in cards(wrong, Selection(("Y",), ("S", "S104")))] == ["S104"]
    assert [code for code, _ in told("# quizapp: ignore[ALL]\n" + HEAD + commented)] == ["S104"]


@pytest.mark.parametrize(
    ("card", "lines"),
    [
        (CHOICE.replace("- b", "- b  # quizapp: ignore[C201]"), [6]),
        (CHOICE.replace("      - b", "      # quizapp: ignore[C201]\n\n      # b\n      - b"), [9]),
        (CHOICE.replace("id: choix", "id: choix  # quizapp: ignore[C201]"), []),
        ("  # quizapp: ignore[C2]\n" + CHOICE, []),
        (CHOICE.replace("id: choix", "id: choix # quizapp: ignore[C201]: la presse le dit"), []),
        (CHOICE.replace("id: choix", "id: choix #quizapp:ignore[ c201 , S201]"), []),
        (BARE.format(id="a") + "    # quizapp: ignore[C201]\n" + CHOICE, []),
    ],
)
def test_a_comment_speaks_of_its_line_the_next_line_or_its_card(card, lines):
    found = cards(card)
    assert [line for code, line in found if code == "C201"] == lines


def test_a_comment_of_one_card_leaves_the_next_alone():
    first = CHOICE.replace("id: choix", "id: premier  # quizapp: ignore[C201]")
    assert [line for code, line in cards(first + CHOICE) if code == "C201"] == [12, 13]


def test_a_comment_above_the_cards_speaks_of_the_whole_file():
    text = HEAD.replace("sources:", "# quizapp: ignore[C201]\nsources:") + CHOICE + BARE.format(id="a")
    assert [code for code, _ in told(text)] == ["S201"]


def test_a_comment_speaks_of_a_broken_card_s_warnings_only_if_it_stands_there():
    broken = CHOICE.replace("question: Qui ?", "question: Qui ?\n    review_by: demain")
    first = CHOICE.replace("id: choix", "id: premier  # quizapp: ignore[C201]")
    assert ("C201", 13) in cards(first + broken)
    own = broken.replace("id: choix", "id: choix #quizapp:ignore[C]")
    assert [code for code, _ in cards(own)] == ["F114"]


def test_a_line_s_comment_says_nothing_of_a_source_and_the_file_s_does():
    reading = read_deck(HEAD + CHOICE, path="decks/v.yaml", load_source=load_sheet)
    assert reading.deck.problems

    def lint_with_source_problem(text: str) -> list[str]:
        reading = read_deck(text, path="decks/v.yaml", load_source=load_sheet)
        report = Report("seeds/valbrune.md")
        report.add_at(
            "S304", text.count("\n", 0, text.index("- b")) + 1, 1, paragraph="1", count="1", limit="1"
        )
        deck = reading.deck
        reading = reading._replace(deck=_with(deck, (*report.problems, *deck.problems)))
        return [problem.code for problem in lint(reading, Selection())]

    beside = HEAD + CHOICE.replace("- b", "- b # quizapp: ignore[S304, C201]")
    assert "S304" in lint_with_source_problem(beside)
    assert "S304" not in lint_with_source_problem("# quizapp: ignore[S304]\n" + HEAD + CHOICE)


def _with(deck, problems: tuple[Problem, ...]):
    return deck._replace(problems=problems)


@pytest.mark.parametrize(
    "line",
    [
        'question: "Que dit # quizapp: ignore[S201] ?"',
        "question: 'Que dit # quizapp: ignore[S201] ?'",
        'question: "Que dit\n      # quizapp: ignore[S201]\n      ?"',
        "question: |\n      # quizapp: ignore[S201]\n      Quoi ?",
        "question: >-\n      Quoi ?\n\n      # quizapp: ignore[S201]",
        "question: Que dit#quizapp: ignore[S201] ?",
    ],
)
def test_a_comment_within_a_text_is_none(line):
    text = BARE.format(id="a").replace("question: Quoi ?", line)
    head = HEAD.replace('title: "Le marché"', 'title: "Le # quizapp: ignore[S201] marché"')
    reading = read_deck(head + text, path="decks/v.yaml", load_source=load_sheet)
    assert [problem.code for problem in lint(reading, Selection()) if problem.code != "Y202"] == (
        ["S201"] if "dit#" not in line else []
    )
    assert comments(head + text) == ()


def test_a_comment_counts_in_a_block_s_header_and_after_an_error_of_syntax():
    block = BARE.format(id="a").replace("question: Quoi ?", "question: | # quizapp: ignore[X]\n      Quoi ?")
    assert cards(block) == [("S201", 1), ("F201", 2)]
    broken = '  - id: b\n    question: "\n' + CHOICE.replace("choix", "choix # quizapp: ignore[C201]")
    assert [code for code, _ in cards(BARE.format(id="a") + broken)] == ["S201", "Y207"]


def test_an_unknown_code_in_a_comment_is_told():
    assert cards(CHOICE.replace("- b", "- b # quizapp: ignore[C201, C299, QUATSCH]")) == [
        ("F201", 5),
        ("F201", 5),
        ("C201", 6),
    ]
    assert told("# quizapp: select[Q]\n" + HEAD + CHOICE)[0] == ("F201", 1)


def test_a_comment_that_silences_nothing_is_told_for_each_code():
    assert cards(CHOICE.replace("- b", "- b # quizapp: ignore[C201, S201, S]")) == [
        ("F202", 5),
        ("F202", 5),
        ("C201", 6),
    ]
    assert cards(BARE.format(id="a # quizapp: ignore[]")) == [("S201", 1), ("F202", 1)]


def test_no_comment_is_called_useless_as_long_as_the_file_has_errors():
    """Rules have not looked at the broken card, and some compare it with others."""
    useless = CHOICE.replace("- b", "- b # quizapp: ignore[S3]")
    assert ("F202", 5) in cards(useless)
    broken = BARE.format(id="a").replace("rien", "rien\n    review_by: demain")
    assert cards(useless + broken) == [("C201", 5), ("C201", 6), ("S201", 8), ("F114", 11)]


def test_a_comment_of_use_is_not_told_although_its_code_is_not_asked_for():
    text = CHOICE.replace("id: choix", "id: choix # quizapp: ignore[C201]")
    assert cards(text, Selection(("F", "S"))) == []


def test_the_finding_of_a_useless_comment_can_be_silenced():
    assert told("# quizapp: ignore[F202]\n# quizapp: ignore[S3]\n" + HEAD + BARE.format(id="a")) == [
        ("S201", 8)
    ]


def test_codes_are_known_by_their_beginnings():
    assert all(known(code) for code in ("C", "C2", "C201", "ALL", "S"))
    assert not any(known(code) for code in ("", "C9", "X", "C2011", "c201"))


def test_every_error_is_on():
    assert all(wording.on for wording in WORDINGS.values() if wording.level is Level.ERROR)
