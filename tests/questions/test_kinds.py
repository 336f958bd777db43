"""What holds for every kind of question."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.questions import KINDS
from quizapp.questions.model import (
    Composing,
    Form,
    Marking,
    Matching,
    Misread,
    Options,
    Ordering,
    Outcome,
    Question,
    Response,
    Reveal,
    TrueFalse,
    Typed,
    Written,
)
from quizapp.questions.payload import from_json, to_json
from quizapp.questions.showing import ordered_texts
from tests.questions.samples import FACES, QUESTIONS

MARKINGS = [
    Marking(lang, strict, final=final)
    for lang in ("fr", "en", "de")
    for strict in (False, True)
    for final in (False, True)
]


def right_response(question: Question, face: str, lang: str) -> Response:
    expected, form = question.expected(face, lang), question.form(face)
    if isinstance(form, Options):
        return tuple(range(len(expected)))
    if isinstance(form, Ordering):
        return tuple(range(len(form.texts)))
    if isinstance(form, Matching):
        return tuple(form.texts.index(text.partition(" → ")[2]) for text in expected)
    if isinstance(form, Composing):
        return Written("Un texte.", tuple(range(len(expected))))
    if isinstance(form, TrueFalse):
        return expected == ("true",)
    if isinstance(form, Typed):
        return expected[0] if len(form.labels) == 1 else expected
    return None


def typed_response(form: Form, texts: list[str]) -> Response:
    count = len(form.labels) if isinstance(form, Typed) else 1
    return texts[0] if count == 1 else tuple((texts * count)[:count])


def test_the_samples_cover_every_kind() -> None:
    assert {question.kind for question in QUESTIONS} == set(KINDS)
    assert all(type(question) is KINDS[question.kind] for question in QUESTIONS)


@pytest.mark.parametrize(("question", "face"), FACES)
def test_the_expected_answer_is_right(question: Question, face: str) -> None:
    for marking in MARKINGS:
        verdict = question.grade(face, right_response(question, face, marking.lang), marking)
        if isinstance(question.form(face), Reveal):
            assert verdict.outcome is Outcome.REVEALED
        else:
            assert (verdict.outcome, verdict.score) == (Outcome.CORRECT, 1.0), (marking, verdict)


@pytest.mark.parametrize(("question", "face"), FACES)
def test_nothing_given_is_blank(question: Question, face: str) -> None:
    verdict = question.grade(face, None, Marking("fr"))
    assert verdict.outcome in (Outcome.BLANK, Outcome.REVEALED)
    assert verdict.score == 0.0


@given(st.sampled_from(FACES), st.lists(st.text(), min_size=1, max_size=4), st.sampled_from(MARKINGS))
@settings(max_examples=400, deadline=None)
def test_any_text_is_marked_without_raising(
    question_face: tuple[Question, str], texts: list[str], marking: Marking
) -> None:
    question, face = question_face
    form = question.form(face)
    if not isinstance(form, Typed | Reveal):
        return
    for response in (typed_response(form, texts), texts[0]):
        verdict = question.grade(face, response, marking)
        assert 0.0 <= verdict.score <= 1.0
        assert (verdict.score == 1.0) == (verdict.outcome is Outcome.CORRECT)
        assert not (marking.final and verdict.outcome is Outcome.ALMOST)


NEAR_TEXT = st.text("0123456789 .,;-–%€kKmM'’\u00a0\u202flaeéiou{}()/:+~<>!?²½", max_size=40)


@given(st.sampled_from(FACES), NEAR_TEXT, st.sampled_from(MARKINGS))
@settings(max_examples=600, deadline=None)
def test_odd_numbers_and_signs_are_marked_without_raising(
    question_face: tuple[Question, str], text: str, marking: Marking
) -> None:
    question, face = question_face
    if isinstance(question.form(face), Typed):
        assert 0.0 <= question.grade(face, text, marking).score <= 1.0


@given(st.sampled_from(FACES), st.text())
@settings(deadline=None)
def test_any_plain_line_is_read_or_refused(question_face: tuple[Question, str], line: str) -> None:
    question, face = question_face
    form = question.form(face)
    order = tuple(range(len(ordered_texts(form))))
    response = question.plain_response(face, line, order)
    if not isinstance(response, Misread):
        question.grade(face, response, Marking("fr"))


@pytest.mark.parametrize(("question", "face"), FACES)
def test_an_empty_plain_line_gives_nothing(question: Question, face: str) -> None:
    for line in ("", "   ", "\n"):
        assert question.plain_response(face, line, (0, 1, 2, 3, 4)) is None


@pytest.mark.parametrize(("question", "face"), FACES)
def test_the_order_of_options_changes_no_marking(question: Question, face: str) -> None:
    form = question.form(face)
    if not isinstance(form, Options):
        return
    rng = random.Random(7)
    canonical = tuple(range(len(form.texts)))
    for _ in range(20):
        order = form.order or tuple(rng.sample(canonical, len(canonical)))
        lines = question.plain_lines(face, order)
        assert lines[-len(order) :] == tuple(f"{n}. {form.texts[i]}" for n, i in enumerate(order, 1))
        numbers = sorted(order.index(index) + 1 for index in range(len(question.expected(face))))
        response = question.plain_response(face, " ".join(map(str, numbers)), order)
        assert not isinstance(response, Misread)
        assert question.grade(face, response, Marking("fr")).outcome is Outcome.CORRECT


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_payload_gives_the_question_back(question: Question) -> None:
    import json

    written = json.loads(json.dumps(to_json(question)))
    assert from_json(question.kind, written) == question


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_payload_of_other_fields_is_refused(question: Question) -> None:
    written = to_json(question)
    with pytest.raises(ValueError):
        from_json(question.kind, {**written, "extra": 1})
    with pytest.raises(ValueError):
        from_json(question.kind, dict.fromkeys(written, 7))
    with pytest.raises(ValueError):
        from_json(question.kind, {})
    with pytest.raises(ValueError):
        from_json("riddle", written)


@pytest.mark.parametrize("question", QUESTIONS)
def test_pydantic_validates_what_a_payload_holds(question: Question) -> None:
    from pydantic import TypeAdapter, ValidationError

    adapter = TypeAdapter(type(question))
    assert adapter.validate_json(adapter.dump_json(question)) == question
    with pytest.raises(ValidationError):
        adapter.validate_python({**to_json(question), "extra": 1})
    assert adapter.json_schema()["additionalProperties"] is False


@pytest.mark.parametrize("question", QUESTIONS)
def test_questions_are_frozen_values(question: Question) -> None:
    assert isinstance(hash(question), int)
    with pytest.raises(FrozenInstanceError):
        setattr(question, fields(type(question))[0].name, "other")  # type: ignore[arg-type]


def test_importing_the_kinds_stays_cheap() -> None:
    code = (
        "import sys, quizapp.questions\n"
        "heavy = {'rapidfuzz', 'pydantic', 'yaml', 'decimal', 'difflib', 'textual',"
        " 'quizapp.questions.typed', 'quizapp.questions.numbers', 'quizapp.questions.dates'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_right_answer_needs_no_distances() -> None:
    code = (
        "import sys\n"
        "from quizapp.questions.short import ShortAnswer\n"
        "from quizapp.questions.model import Marking\n"
        "ShortAnswer('?', ('l’École',)).grade('main', 'ecole', Marking('fr'))\n"
        "print('rapidfuzz' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
