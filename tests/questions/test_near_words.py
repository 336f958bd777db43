"""Real words near each other never pass for one another, and honest typos are never marked wrong."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import pytest
from rapidfuzz.distance import OSA

from quizapp.questions.folding import fold_word
from quizapp.questions.model import Marking, Outcome, Question
from quizapp.questions.short import ShortAnswer
from tests.questions.near_words import PAIRS, TYPOS, rates, rows
from tests.questions.samples import QUESTIONS


def test_the_tables_are_what_they_say() -> None:
    pairs, typos = rows(PAIRS), rows(TYPOS)
    assert len({frozenset(pair) for pair in pairs}) >= 60 and len(set(typos)) >= 60
    folded = [(fold_word(one), fold_word(other)) for one, other in pairs]
    assert [pair for pair in folded if not 1 <= OSA.distance(*pair) <= 2] == []


def test_no_real_word_passes_for_another_and_no_typo_is_wrong_at_once() -> None:
    found = rates()
    print(found)
    assert found.accepted == ()
    assert found.refused == ()


FORMS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "curly": lambda text: text.replace("'", "’"),
    "modifier": lambda text: text.replace("'", "ʼ"),
    "prime": lambda text: text.replace("'", "′"),
    "backtick": lambda text: text.replace("'", "`"),
    "no-break": lambda text: text.replace(" ", "\u00a0"),
    "narrow": lambda text: text.replace(" ", "\u202f"),
    "thin": lambda text: text.replace(" ", "\u2009"),
    "tab": lambda text: text.replace(" ", "\t"),
    "pasted lines": lambda text: text.replace(" ", "\n"),
    "pasted windows lines": lambda text: "\r\n" + text.replace(" ", "\r\n") + "\r\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_how_a_text_is_encoded_does_not_count(form: str) -> None:
    wanted = "l'équilibre des forces"
    question = ShortAnswer("?", (wanted,))
    strict = Marking("fr", strict_accents=True)
    assert question.grade("main", FORMS[form](wanted), strict).outcome is Outcome.CORRECT


TYPED = [question for question in QUESTIONS if question.kind in ("short", "date", "number")]


@pytest.mark.parametrize("question", TYPED, ids=lambda question: question.kind)
def test_five_thousand_pasted_characters_are_marked(question: Question) -> None:
    random.seed(1)
    pasted = "".join(random.choice("aé1 '\n-") for _ in range(5000))
    verdict = question.grade("main", pasted, Marking("fr"))
    assert verdict.outcome is Outcome.WRONG
