"""`study --plain` with items to be arranged: how they are asked, answered and marked line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from quizapp.questions.model import Form
from tests.cli.conftest import Quizapp

Deck = Callable[..., Path]

ORDER = """\
- id: etapes
  question: Dans quel ordre ?
  order: [la souscription, les travaux, la réouverture]
  inference: true
  quote: après dix-huit mois de travaux
"""

MATCH = """\
- id: roles
  question: Qui fait quoi ?
  match: {la région: finance, la mairie: annonce}
  decoys: [fait grève]
  quote: financés par la région
"""

EVIDENCE = """\
- id: preuve
  question: Laquelle le prouve ?
  evidence: n’ont pas baissé
  quote: Le marché accueille 12 000 visiteurs
"""


@pytest.fixture(autouse=True)
def _the_last_text_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def turned(form: Form, drawn: Sequence[int], *, shuffle: bool) -> tuple[int, ...]:
        last = len(drawn) - 1
        return getattr(form, "order", ()) or (last, *range(last))

    monkeypatch.setattr("quizapp.workspace.sitting.shown_order", turned)


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("2 3 1", "CORRECT Answer: 2. la souscription; 3. les travaux; 1. la réouverture"),
        ("231", "CORRECT Answer: 2. la souscription; 3. les travaux; 1. la réouverture"),
        ('é"&', "CORRECT Answer: 2. la souscription; 3. les travaux; 1. la réouverture"),
        (
            "2 1 3",
            "PARTIAL Partly right, 33 %. Answer: 2. la souscription; 3. les travaux; 1. la réouverture",
        ),
        ("1 3 2", "WRONG Answer: 2. la souscription; 3. les travaux; 1. la réouverture"),
        ("", "BLANK No answer. Answer: 2. la souscription; 3. les travaux; 1. la réouverture"),
    ],
)
def test_an_order_is_typed_as_a_line_of_numbers(
    quizapp: Quizapp, deck: Deck, typed: str, verdict: str
) -> None:
    deck(ORDER)
    ran = quizapp("study", "--plain", stdin=f"{typed}\n")
    assert "  1. la réouverture" in ran.lines
    assert ran.verdict() == verdict


def test_an_order_is_shown_place_by_place_beside_the_right_one(quizapp: Quizapp, deck: Deck) -> None:
    deck(ORDER)
    ran = quizapp("study", "--plain", stdin="2 1 3\n")
    at = ran.lines.index(ran.verdict())
    assert ran.lines[at + 1 : at + 5] == [
        "  1. right: la souscription",
        "  2. wrong: la réouverture; expected: les travaux",
        "  3. wrong: les travaux; expected: la réouverture",
        "  In order, 2 of 3: la souscription → les travaux.",
    ]
    back = quizapp("study", "--plain", stdin="")
    assert "  You: la souscription; la réouverture; les travaux" in back.lines


def test_a_line_that_is_no_order_says_what_is_wanted(quizapp: Quizapp, deck: Deck) -> None:
    deck(ORDER)
    ran = quizapp("study", "--plain", stdin="1 2\n2 3 1\n")
    assert "Type the numbers 1 to 3, each once, in the right order." in ran.lines
    assert ran.verdict().startswith("CORRECT ")


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("1b 2c", "CORRECT Answer: la région → finance; la mairie → annonce"),
        ("BC", "CORRECT Answer: la région → finance; la mairie → annonce"),
        ("éc &b", "CORRECT Answer: la région → finance; la mairie → annonce"),
        ("1b", "PARTIAL Partly right, 25 %. Answer: la région → finance; la mairie → annonce"),
        ("1c 2b", "WRONG Answer: la région → finance; la mairie → annonce"),
        ("", "BLANK No answer. Answer: la région → finance; la mairie → annonce"),
    ],
)
def test_a_match_is_typed_as_numbers_and_letters(
    quizapp: Quizapp, deck: Deck, typed: str, verdict: str
) -> None:
    deck(MATCH)
    ran = quizapp("study", "--plain", stdin=f"{typed}\n")
    lines = ["  1. la région", "  2. la mairie", "  a. fait grève", "  b. finance", "  c. annonce"]
    at = ran.lines.index(lines[0])
    assert ran.lines[at : at + 5] == lines
    assert ran.verdict() == verdict


def test_a_match_is_shown_line_by_line_beside_the_right_one(quizapp: Quizapp, deck: Deck) -> None:
    deck(MATCH)
    ran = quizapp("study", "--plain", stdin="1b 2a\n")
    at = ran.lines.index(ran.verdict())
    assert ran.lines[at + 1 : at + 3] == [
        "  1. right: la région → finance",
        "  2. wrong: la mairie → fait grève; expected: la mairie → annonce",
    ]
    back = quizapp("study", "--plain", stdin="")
    assert "  You: la région → finance; la mairie → fait grève" in back.lines


def test_a_line_that_is_no_match_says_what_is_wanted(quizapp: Quizapp, deck: Deck) -> None:
    deck(MATCH)
    ran = quizapp("study", "--plain", stdin="1z\n1b 2c\n")
    assert "Type a number, 1 to 2, and a letter, a to c, for each line: 1b 2a." in ran.lines
    assert ran.verdict().startswith("CORRECT ")


@pytest.mark.parametrize(
    ("typed", "word"), [("1", "CORRECT"), ("&", "CORRECT"), ("2", "WRONG"), ("", "BLANK")]
)
def test_evidence_is_chosen_by_the_number_of_its_sentence(
    quizapp: Quizapp, deck: Deck, typed: str, word: str
) -> None:
    deck(EVIDENCE)
    ran = quizapp("study", "--plain", stdin=f"{typed}\n")
    first = "Les loyers des étals n’ont pas baissé\u00a0: les commerçants le demandaient."
    second = "Le marché accueille 12\u202f000 visiteurs par semaine."
    before, found, after = ran.out.partition(ran.verdict())
    assert f"  1. {first}" in before and f"  2. {second}" in before
    assert "Note de terrain" not in before and "Passage" not in before
    assert found.startswith(f"{word} ") and found.endswith(f"Answer: 1. {first}")
    assert (f"  You: {second}" in after.splitlines()) == (word == "WRONG")
    assert "[[n’ont pas baissé]]" in after
