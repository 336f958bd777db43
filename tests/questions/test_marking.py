from __future__ import annotations

import re

import pytest

from quizapp.questions import KINDS
from quizapp.questions.date_answer import DateAnswer
from quizapp.questions.folding import words
from quizapp.questions.model import Marking, Outcome, Verdict
from quizapp.questions.number_answer import NumberAnswer
from quizapp.questions.quantity import Quantity
from quizapp.questions.short import ShortAnswer
from tests.questions.marking_cases import (
    DATES,
    ENGLISH_SOURCE,
    FRENCH_SOURCE,
    NUMBERS,
    SHORT,
    Case,
    NumberCase,
)

VOCABULARY = {"fr": frozenset(words(FRENCH_SOURCE)), "en": frozenset(words(ENGLISH_SOURCE))}


def marking(lang: str) -> Marking:
    return Marking(lang=lang, vocabulary=VOCABULARY[lang])


def judged(verdict: Verdict, outcome: Outcome, remark: str) -> None:
    assert verdict.outcome is outcome, verdict
    if remark:
        assert remark in {told.code for told in verdict.remarks}, verdict


@pytest.mark.parametrize("case", SHORT, ids=lambda case: f"{case.lang}: {case.accepted} <- {case.given}")
def test_short_answers_are_marked_fairly(case: Case) -> None:
    question = ShortAnswer("?", tuple(case.accepted.split("|")))
    judged(question.grade("main", case.given, marking(case.lang)), case.outcome, case.remark)


@pytest.mark.parametrize("case", NUMBERS, ids=lambda case: f"{case.lang}: {case.quantity} <- {case.given}")
def test_numbers_are_marked_fairly(case: NumberCase) -> None:
    question = NumberAnswer("?", quantity(case.quantity))
    judged(question.grade("main", case.given, marking(case.lang)), case.outcome, case.remark)


@pytest.mark.parametrize("case", DATES, ids=lambda case: f"{case.lang}: {case.accepted} <- {case.given}")
def test_dates_are_marked_at_the_precision_asked(case: Case) -> None:
    question = DateAnswer("?", case.accepted)
    judged(question.grade("main", case.given, marking(case.lang)), case.outcome, case.remark)


def quantity(text: str) -> Quantity:
    match = re.fullmatch(r"(-?[\d.]+?)(?:\.\.([\d.]+))?(?:±(\S+))?(?: (.+))?", text)
    assert match, text
    low, high, tolerance, unit = match.groups()
    return Quantity(low, high or low, high is not None, tolerance, unit)


def test_the_table_is_large_enough() -> None:
    assert len(SHORT) + len(NUMBERS) + len(DATES) >= 400
    assert set(KINDS) >= {"short", "number", "date"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Quelle distance, en kilomètres ?", ()),
        ("Combien de km ?", ()),
        ("Quelle distance ?", ("unit-missing",)),
        ("Combien de mètres ?", ("unit-missing",)),
    ],
)
def test_a_unit_that_the_question_names_need_not_be_written(question: str, told: tuple[str, ...]) -> None:
    asked = NumberAnswer(question, Quantity("20", "20", unit="km"))
    verdict = asked.grade("main", "20", Marking("fr"))
    assert verdict.outcome is Outcome.CORRECT
    assert tuple(remark.code for remark in verdict.remarks) == told
