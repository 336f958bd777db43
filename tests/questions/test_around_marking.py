"""Differences, suggestions, fingerprints, remarks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quizapp.questions
from quizapp.questions.choice import Choice
from quizapp.questions.cloze import Cloze
from quizapp.questions.date_answer import DateAnswer
from quizapp.questions.dates import spoken
from quizapp.questions.difference import Run, difference
from quizapp.questions.flashcard import Flashcard
from quizapp.questions.listing import ListItems
from quizapp.questions.model import Outcome, Verdict
from quizapp.questions.number_answer import NumberAnswer
from quizapp.questions.numbers import spelled
from quizapp.questions.option import Option
from quizapp.questions.prints import answer_print, prompt_print
from quizapp.questions.quantity import Quantity
from quizapp.questions.remarks import MISREADINGS, REMARKS
from quizapp.questions.short import ShortAnswer
from quizapp.questions.suggest import suggested_rating


def test_a_difference_shows_where_letters_part() -> None:
    assert difference("livrason", "livraison") == (
        Run("same", "livra"), Run("missing", "i"), Run("same", "son")
    )  # fmt: skip
    assert difference("Ecole", "école") == (Run("extra", "E"), Run("missing", "é"), Run("same", "cole"))
    assert difference("l'arme", "l’Arme") == (Run("same", "l’Arme"),)
    assert difference("Chine", "Russie") == (Run("extra", "Chine"), Run("missing", "Russie"))
    assert difference("", "Russie") == (Run("missing", "Russie"),)


def test_words_that_are_not_alike_differ_as_a_whole() -> None:
    assert difference("le lac ladoga", "le lac Onega") == (
        Run("same", "le lac "), Run("extra", "ladoga"), Run("missing", "Onega")
    )  # fmt: skip
    assert difference("dix-sept mois", "dix-huit mois") == (
        Run("same", "dix-"), Run("extra", "sept"), Run("missing", "huit"), Run("same", " mois")
    )  # fmt: skip
    assert difference("la région", "la mairie") == (Run("extra", "la région"), Run("missing", "la mairie"))


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_holds_both_texts_whole(typed: str, expected: str) -> None:
    runs = difference(typed, expected)
    assert "".join(r.text for r in runs if r.kind != "extra") == normalize("NFC", expected)
    mine = "".join(r.text for r in runs if r.kind != "missing")
    assert len(mine) >= 0 and all(run.text for run in runs)


def verdict(outcome: Outcome) -> Verdict:
    return Verdict(outcome, float(outcome is Outcome.CORRECT))


@pytest.mark.parametrize(
    ("outcome", "hinted", "guessed", "duration", "median", "rating"),
    [
        (Outcome.CORRECT, False, False, 2500, 1000.0, 3),
        (Outcome.CORRECT, False, False, 2501, 1000.0, 2),
        (Outcome.CORRECT, False, False, 10**6, None, 3),
        (Outcome.CORRECT, True, False, 10, 1000.0, 2),
        (Outcome.CORRECT, False, True, 10, 1000.0, 1),
        (Outcome.PARTIAL, False, False, 10, None, 1),
        (Outcome.WRONG, False, False, 10, None, 1),
        (Outcome.BLANK, False, False, 10, None, 1),
        (Outcome.REVEALED, False, False, 10, None, None),
        (Outcome.ALMOST, False, False, 10, None, None),
    ],
)
def test_the_rating_suggested_follows_the_verdict(
    outcome: Outcome, hinted: bool, guessed: bool, duration: int, median: float | None, rating: int | None
) -> None:
    found = suggested_rating(
        verdict(outcome), hinted=hinted, guessed=guessed, duration_ms=duration, median_ms=median
    )
    assert found == rating


def test_prints_change_with_what_they_stand_for() -> None:
    short = ShortAnswer("Qui a payé ?", ("la région", "le conseil régional"))
    assert re.fullmatch("1:[0-9a-f]{16}", prompt_print(short, "main"))
    assert prompt_print(short, "main") == prompt_print(replace(short, question="Qui a payé\u202f?"), "main")
    assert prompt_print(short, "main") != prompt_print(replace(short, question="Qui paie ?"), "main")
    assert answer_print(short, "main") == answer_print(replace(short, answer=("La région",)), "main")
    assert answer_print(short, "main") != answer_print(replace(short, answer=("la commune",)), "main")


def test_prints_of_each_kind_ignore_what_changes_nothing() -> None:
    listed = ListItems("?", (("a",), ("b", "beta")))
    assert answer_print(listed, "main") == answer_print(ListItems("?", (("b",), ("a",))), "main")
    choice = Choice("?", Option("a", "why"), (Option("b"), Option("c")))
    turned = Choice("?", Option("a"), (Option("c"), Option("b", "no")))
    assert prompt_print(choice, "main") == prompt_print(turned, "main")
    assert answer_print(choice, "main") != answer_print(replace(choice, right=Option("b")), "main")
    cloze = Cloze("{{c1::a|z}} {{c1::b}} {{c2::c}}")
    assert answer_print(cloze, "c1") == answer_print(Cloze("{{c1::a}} {{c1::b}} {{c2::d}}"), "c1")
    assert answer_print(cloze, "c1") != answer_print(Cloze("{{c1::b}} {{c1::a}} {{c2::c}}"), "c1")
    card = Flashcard("f", ("b", "beta"), reverse=True)
    assert answer_print(card, "fwd") == answer_print(replace(card, back=("b",)), "fwd")
    assert answer_print(card, "fwd") != answer_print(card, "rev")
    number = NumberAnswer("?", Quantity("10000", "12000", True, unit="km"))
    wider = replace(number, quantity=replace(number.quantity, tolerance="5%"))
    assert answer_print(number, "main") == answer_print(wider, "main")
    date = DateAnswer("?", "2024-06")
    assert answer_print(date, "main") != answer_print(DateAnswer("?", "2024-06-01"), "main")


def test_answers_are_written_as_the_language_does() -> None:
    assert spoken("2024-06-01", "fr") == "1er juin 2024"
    assert spoken("2024-06-05", "en") == "5 June 2024"
    assert spoken("2024-06", "de") == "2024-06"
    quantity = Quantity("10000", "12000.5", True, unit="km")
    assert spelled(quantity, "fr") == "10\u202f000 – 12\u202f000,5\u00a0km"
    assert spelled(quantity, "en") == "10,000 – 12,000.5\u00a0km"
    assert spelled(Quantity("12", "12", unit="%"), "en") == "12%"
    assert spelled(quantity, "") == "10000 – 12000.5\u00a0km"


def test_every_remark_and_misreading_of_the_code_has_its_words() -> None:
    room = Path(quizapp.questions.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    used = set(re.findall(r'Remark\(\s*"([a-z-]+)"', source))
    assert used | {"year-asked", "month-asked", "day-asked"} == set(REMARKS)
    assert set(re.findall(r'Misread\(\s*"([a-z-]+)"', source)) == set(MISREADINGS)
