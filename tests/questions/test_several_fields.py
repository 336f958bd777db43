"""Lists, clozes and choices: shares, assignment, retypes, plain lines."""

from __future__ import annotations

from itertools import permutations

import pytest

from quizapp.questions.choice import Choice
from quizapp.questions.choices import Choices
from quizapp.questions.cloze import Cloze
from quizapp.questions.gaps import ClozeError, parse_cloze
from quizapp.questions.listing import ListItems
from quizapp.questions.model import Marking, Misread, Outcome, Typed
from quizapp.questions.option import Option
from quizapp.questions.statement import Statement

FRENCH = Marking("fr", vocabulary=frozenset({"importations", "exportations"}))
THREE = ListItems("?", (("la Russie",), ("la Chine", "Pékin"), ("l’Iran",)))


def test_list_items_are_right_in_any_order() -> None:
    for given in permutations(("russie", "Pekin", "Iran")):
        verdict = THREE.grade("main", given, FRENCH)
        assert verdict.outcome is Outcome.CORRECT
        assert [part.given for part in verdict.parts] == list(given)
        assert sorted(part.expected or "" for part in verdict.parts) == ["Pékin", "la Russie", "l’Iran"]


def test_a_list_gives_the_share_of_its_right_items() -> None:
    verdict = THREE.grade("main", ("Iran", "", "Japon"), FRENCH)
    assert verdict.outcome is Outcome.PARTIAL
    assert verdict.score == pytest.approx(1 / 3)
    assert [part.outcome for part in verdict.parts] == [Outcome.CORRECT, Outcome.BLANK, Outcome.WRONG]
    assert {part.expected for part in verdict.parts} == {"l’Iran", "la Russie", "la Chine"}


def test_an_item_given_twice_counts_once_and_is_said() -> None:
    verdict = THREE.grade("main", ("Iran", "l’Iran", "Chine"), FRENCH)
    assert verdict.score == pytest.approx(2 / 3)
    assert "twice" in {remark.code for remark in verdict.remarks}


def test_items_are_assigned_so_that_most_are_right() -> None:
    question = ListItems("?", (("armes", "munitions"), ("armes",)))
    assert question.grade("main", ("armes", "munitions"), FRENCH).outcome is Outcome.CORRECT
    assert question.grade("main", ("munitions", "armes"), FRENCH).outcome is Outcome.CORRECT


def test_a_retype_is_offered_only_where_it_can_make_all_right() -> None:
    question = ListItems("?", (("exportations",), ("livraisons",)))
    almost = question.grade("main", ("importations", "livraisons"), FRENCH)
    assert almost.outcome is Outcome.ALMOST
    mixed = question.grade("main", ("importations", "sanctions"), FRENCH)
    assert mixed.outcome is Outcome.WRONG
    assert Outcome.ALMOST not in {part.outcome for part in mixed.parts}
    final = Marking("fr", final=True)
    assert question.grade("main", ("importations", "livraisons"), final).outcome is Outcome.PARTIAL


@pytest.mark.parametrize(
    "line",
    [
        "Russie ; Chine ; Iran",
        "Russie, Chine, Iran",
        "la Russie;l’Iran;la Chine",
        "Russie, Chine et Iran",
        "Russie et Chine et Iran",
        "la Russie, l'Iran & la Chine",
    ],
)
def test_a_list_is_read_from_one_line(line: str) -> None:
    response = THREE.plain_response("main", line, ())
    assert isinstance(response, tuple)
    assert THREE.grade("main", response, FRENCH).outcome is Outcome.CORRECT
    assert THREE.grade("main", (line, "", ""), FRENCH).outcome is Outcome.CORRECT


def test_commas_and_links_inside_items_are_kept() -> None:
    question = ListItems("?", (("Moscou, Russie",), ("recherche et développement",)))
    response = question.plain_response("main", "Moscou, Russie ; recherche et développement", ())
    assert response == ("Moscou, Russie", "recherche et développement")
    assert question.plain_response("main", "Moscou, Russie", ()) == ("Moscou, Russie", "")


def test_items_of_one_word_are_parted_by_spaces() -> None:
    question = ListItems("?", (("militaire",), ("économique",)))
    assert question.plain_response("main", "economique militaire", ()) == ("economique", "militaire")
    assert THREE.plain_response("main", "Russie Chine Iran", ()) == ("Russie Chine Iran", "", "")


def test_too_many_items_are_refused() -> None:
    read = THREE.plain_response("main", "a; b; c; d", ())
    assert read == Misread("too-many-fields", (("wanted", "3"), ("given", "4")))
    assert isinstance(THREE.plain_response("main", "a; b;; c;", ()), tuple)


def test_a_cloze_face_blanks_only_its_own_gaps() -> None:
    question = Cloze("De {{c1::10 000}} à {{c1::12 000::maximum}} visiteurs, le {{c2::samedi|sabbat}}.")
    assert question.faces() == ("c1", "c2")
    assert question.stem("c1") == "De […] à [maximum] visiteurs, le samedi."
    assert question.stem("c2") == "De 10 000 à 12 000 visiteurs, le […]."
    assert question.form("c1") == Typed(("", "maximum"))
    assert question.expected("c1") == ("10 000", "12 000")
    assert question.plain_response("c1", "dix mille ; 12000", ()) == ("dix mille", "12000")
    assert question.grade("c1", ("dix mille", "12000"), FRENCH).outcome is Outcome.CORRECT
    half = question.grade("c1", ("12 000", "12 000"), FRENCH)
    assert (half.outcome, half.score) == (Outcome.PARTIAL, 0.5)
    assert question.grade("c2", "Sabbat", FRENCH).parts[0].expected == "sabbat"


def test_faces_are_ordered_by_number() -> None:
    assert Cloze("{{c10::a}} {{c2::b}} {{c1::c}}").faces() == ("c1", "c2", "c10")


def test_backslashes_make_the_marks_of_a_cloze_literal() -> None:
    (segment,) = parse_cloze(r"{{c1::a\|b\:\:c\}\}|d\\::h\:i}}")
    assert segment.answers == ("a|b::c}}", "d\\")
    assert segment.hint == "h:i"
    assert parse_cloze(r"C:\new \{\{c1\}\} {{c1::x}}")[0].text == r"C:\new {{c1}} "


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("no gap", "no-gap", 0),
        ("a {{c1::b", "unclosed", 2),
        ("a }} b", "unopened", 2),
        ("{{c1::a {{c2::b}} }}", "nested", 8),
        ("x {{d1::a}}", "bad-name", 4),
        ("{{c0::a}}", "bad-name", 2),
        ("{{c1}}", "no-answer", 2),
        ("{{c1::}}", "empty-answer", 2),
        ("{{c1::a||b}}", "empty-answer", 2),
        ("{{c1::a::b::c}}", "too-many-parts", 2),
    ],
)
def test_a_bad_cloze_says_what_and_where(text: str, code: str, offset: int) -> None:
    with pytest.raises(ClozeError) as caught:
        parse_cloze(text)
    assert (caught.value.code, caught.value.offset) == (code, offset)


SEVERAL = Choices("?", (Option("a"), Option("b")), (Option("c"), Option("d"), Option("e")))


@pytest.mark.parametrize(
    ("picked", "score", "outcome"),
    [
        ((0, 1), 1.0, Outcome.CORRECT),
        ((0,), 0.5, Outcome.PARTIAL),
        ((0, 1, 2), 2 / 3, Outcome.PARTIAL),
        ((0, 2), 1 / 6, Outcome.PARTIAL),
        ((2,), 0.0, Outcome.WRONG),
        ((0, 1, 2, 3, 4), 0.0, Outcome.WRONG),
        ((), 0.0, Outcome.BLANK),
    ],
)
def test_several_choices_give_partial_credit(picked: tuple[int, ...], score: float, outcome: Outcome) -> None:
    verdict = SEVERAL.grade("main", picked, FRENCH)
    assert verdict.outcome is outcome
    assert verdict.score == pytest.approx(score)


def test_indices_outside_the_options_are_refused() -> None:
    for response in ((5,), (-1,), ("a",), "a", True):
        with pytest.raises(ValueError):
            SEVERAL.grade("main", response, FRENCH)
    with pytest.raises(ValueError):
        Choice("?", Option("a"), (Option("b"),)).grade("main", (0, 1), FRENCH)


def test_options_are_chosen_by_the_numbers_shown() -> None:
    order = (4, 3, 2, 1, 0)
    for line in ("4 5", "4,5", "5 ; 4", "4 et 5", "5. 4."):
        assert SEVERAL.plain_response("main", line, order) == (0, 1)
    for line in ("6", "0", "x", "45", "1 2 x"):
        assert SEVERAL.plain_response("main", line, order) == Misread("not-an-option", (("count", "5"),))
    single = Choice("?", Option("la région"), (Option("l’État"),))
    assert single.plain_response("main", "2", (1, 0)) == (0,)
    assert single.plain_response("main", "L'État", (1, 0)) == (1,)
    assert single.plain_response("main", "1 2", (1, 0)) == Misread("one-option")


def test_truth_is_read_in_both_languages() -> None:
    statement = Statement("?", True)
    for line in ("v", "V", "vrai", "Vrai.", "t", "true", "1"):
        assert statement.plain_response("main", line, ()) is True
    for line in ("f", "faux", "FALSE", "2"):
        assert statement.plain_response("main", line, ()) is False
    assert statement.plain_response("main", "oui", ()) == Misread("not-true-or-false")
