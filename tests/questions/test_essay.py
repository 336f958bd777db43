"""An essay is marked by the ideas that its learner finds in it."""

from __future__ import annotations

import pytest

from quizapp.questions.essay import Essay, read_ticks
from quizapp.questions.model import Marking, Misread, Outcome, Written
from quizapp.workspace.attempts import response_from_json, response_to_json

ESSAY = Essay("Pourquoi ?", ("loyers inchangés", "demande des commerçants", "trop tard"))
FR = Marking("fr")


@pytest.mark.parametrize(
    ("ticked", "outcome", "score"),
    [
        ((0, 1, 2), Outcome.CORRECT, 1),
        ((2, 2), Outcome.PARTIAL, 1 / 3),
        ((), Outcome.WRONG, 0),
        (None, Outcome.REVEALED, 0),
    ],
)
def test_the_share_of_the_ideas_is_the_score(
    ticked: tuple[int, ...] | None, outcome: Outcome, score: float
) -> None:
    verdict = ESSAY.grade("main", Written("Un texte.", ticked), FR)
    assert (verdict.outcome, verdict.score) == (outcome, score)
    assert [part.expected for part in verdict.parts] == list(ESSAY.rubric)
    held = [part.outcome is Outcome.CORRECT for part in verdict.parts]
    assert held == [place in (ticked or ()) for place in range(3)]


@pytest.mark.parametrize(
    "response", ["texte", ("a", "b"), (0, 1), True, Written("a", (3,)), Written("a", (-1,))]
)
def test_what_is_no_essay_is_refused(response: object) -> None:
    with pytest.raises(ValueError, match="expected"):
        ESSAY.grade("main", response, FR)  # type: ignore[arg-type]


def test_a_line_is_the_text_and_a_second_one_its_ideas() -> None:
    assert ESSAY.plain_response("main", "  Un texte. ", ()) == Written("Un texte.")
    assert read_ticks("3, 1", ESSAY.rubric) == (0, 2)
    assert read_ticks("trop tard", ESSAY.rubric) == (2,)
    assert read_ticks("", ESSAY.rubric) == read_ticks("0", ESSAY.rubric) == ()
    assert isinstance(read_ticks("4", ESSAY.rubric), Misread)


@pytest.mark.parametrize("response", [Written("a", (0, 2)), Written("a", ()), Written("a"), Written("")])
def test_the_history_gives_an_essay_back(response: Written) -> None:
    again = response_from_json(response_to_json(response))
    assert again == response and isinstance(again, Written)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ({}, None),
        ([False], None),
        ({"text": 3}, None),
        ({"text": "a", "ticked": "0"}, Written("a")),
        ({"text": "a", "ticked": [1, "x", True]}, Written("a", (1,))),
    ],
)
def test_an_essay_that_is_spoilt_in_the_history_is_read_as_far_as_it_goes(
    value: object, read: Written | None
) -> None:
    assert response_from_json(value) == read
