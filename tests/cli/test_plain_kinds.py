"""`study --plain` with every kind, and with items to be arranged: how they are asked, answered and marked."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from quizapp.cli.plain.verdict import WORDS
from quizapp.questions.model import Form
from quizapp.questions.showing import shown_order
from tests import kinds
from tests.cli.conftest import Quizapp, Ran

Study = Callable[..., Ran]

ORDER = (2, 0, 1)
"""The order in which the three items of a card are shown here: the last one first."""


@pytest.fixture(autouse=True)
def _the_last_text_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def turned(form: Form, drawn: Sequence[int], *, shuffle: bool) -> tuple[int, ...]:
        last = len(drawn) - 1
        return shown_order(form, (last, *range(last)) if drawn else (), shuffle=shuffle)

    monkeypatch.setattr("quizapp.workspace.queued.shown_order", turned)


@pytest.fixture
def study(quizapp: Quizapp, library: Path) -> Study:
    """Studies the example of a kind."""
    kinds.write(library)
    return lambda kind, typed: quizapp("study", "--plain", "--tag", kind, stdin=typed)


ANSWERS = [
    pytest.param(kind, answer, id=f"{kind}-{way}")
    for kind, example in kinds.EXAMPLES.items()
    for way in ("right", "wrong", "azerty")
    if (answer := getattr(example, way))
]


@pytest.mark.parametrize(("kind", "answer"), ANSWERS)
def test_every_kind_is_answered_by_a_line(
    kind: str, answer: kinds.Answer, study: Study, quizapp: Quizapp
) -> None:
    ran = study(kind, answer.typed(ORDER) + "\n1\n")
    assert ran.verdict().startswith(WORDS[answer.outcome][0])
    before, verdict, after = ran.out.partition(ran.verdict())
    assert "secr" not in before and "secr" in after and verdict
    body, rating = (json.loads(line)["body"] for line in quizapp("history", "export").lines)
    assert (body["kind"], body["outcome"]) == (kind, answer.outcome)
    assert body["response"] == answer.response
    assert rating["rating"] == 1


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
def test_an_order_is_typed_as_a_line_of_numbers(study: Study, typed: str, verdict: str) -> None:
    ran = study("order", f"{typed}\n")
    assert "  1. la réouverture" in ran.lines
    assert ran.verdict() == verdict


def test_an_order_is_shown_place_by_place_beside_the_right_one(study: Study) -> None:
    ran = study("order", "2 1 3\n")
    at = ran.lines.index(ran.verdict())
    assert ran.lines[at + 1 : at + 5] == [
        "  1. right: la souscription",
        "  2. wrong: la réouverture; expected: les travaux",
        "  3. wrong: les travaux; expected: la réouverture",
        "  In order, 2 of 3: la souscription → les travaux.",
    ]
    back = study("order", "")
    assert "  You: la souscription; la réouverture; les travaux" in back.lines


def test_a_line_that_is_no_order_says_what_is_wanted(study: Study) -> None:
    ran = study("order", "1 2\n2 3 1\n")
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
def test_a_match_is_typed_as_numbers_and_letters(study: Study, typed: str, verdict: str) -> None:
    ran = study("match", f"{typed}\n")
    lines = ["  1. la région", "  2. la mairie", "  a. fait grève", "  b. finance", "  c. annonce"]
    at = ran.lines.index(lines[0])
    assert ran.lines[at : at + 5] == lines
    assert ran.verdict() == verdict


def test_a_match_is_shown_line_by_line_beside_the_right_one(study: Study) -> None:
    ran = study("match", "1b 2a\n")
    at = ran.lines.index(ran.verdict())
    assert ran.lines[at + 1 : at + 3] == [
        "  1. right: la région → finance",
        "  2. wrong: la mairie → fait grève; expected: la mairie → annonce",
    ]
    back = study("match", "")
    assert "  You: la région → finance; la mairie → fait grève" in back.lines


def test_a_line_that_is_no_match_says_what_is_wanted(study: Study) -> None:
    ran = study("match", "1z\n1b 2c\n")
    assert "Type a number, 1 to 2, and a letter, a to c, for each line: 1b 2a." in ran.lines
    assert ran.verdict().startswith("CORRECT ")


@pytest.mark.parametrize(
    ("typed", "word"), [("2", "CORRECT"), ("é", "CORRECT"), ("3", "WRONG"), ("", "BLANK")]
)
def test_evidence_is_chosen_by_the_number_of_its_sentence(study: Study, typed: str, word: str) -> None:
    ran = study("evidence", f"{typed}\n")
    sentences = [
        "La fontaine a été restaurée.",
        "Elle coule de nouveau depuis mai.",
        "Les enfants y boivent.",
    ]
    before, found, after = ran.out.partition(ran.verdict())
    for number, sentence in enumerate(sentences, 1):
        assert f"  {number}. {sentence}" in before.splitlines()
    assert "Passage" not in before
    assert found.startswith(f"{word} ") and found.endswith(f"Answer: 2. {sentences[1]}")
    assert (f"  You: {sentences[2]}" in after.splitlines()) == (word == "WRONG")
    assert "[[coule de nouveau]]" in after
