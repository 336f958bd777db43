"""Texts that are valid YAML and mean something else to other programs, or that YAML has cut."""

from __future__ import annotations

import pytest
import yaml

from quizapp.library.rules.examples.frame import problems
from quizapp.library.rules.selection import Selection

RETYPED = [
    "no",
    "Yes",
    "ON",
    "null",
    "~",
    "12:30",
    "1_000",
    "10.000",
    "010",
    "+5",
    "0x1F",
    "1.10",
    "1e3",
    ".5",
]
RETYPED += ["2024-6-5", "2024-06-05 12:00:00", ".inf", "True"]
KEPT = [
    "1874",
    "37",
    "0",
    "10.5",
    "2024-06-05",
    "n",
    "nord",
    "10,5",
    "12h30",
    "1 000",
    "KN-23",
    "3 mai",
    "non",
]


def codes(value: str) -> list[str]:
    piece = f"- id: a\n  front: question\n  back: {value}\n  inference: true\n  para: 1\n"
    return [one.code for one in problems(piece, Selection())]


@pytest.mark.parametrize("value", RETYPED)
def test_a_text_that_other_programs_retype_is_told(value):
    assert codes(value) == ["Y402"]
    assert codes(f'"{value}"') == []


@pytest.mark.parametrize("value", ["“mai”", "„mai“", "[juin, “mai”]", "[“mai”]"])
def test_a_text_between_curly_quotes_is_told(value):
    assert codes(value) == ["Y405"]


@pytest.mark.parametrize(
    "value", ['"“mai”"', "'“mai”'", "“mai” ou “juin”", "mai, dit « juin »", "le “mai”", "“mai” 2025", "“”"]
)
def test_curly_quotes_within_a_text_are_its_own(value):
    assert "Y405" not in codes(value)


@pytest.mark.parametrize("value", ['Qui paie ?"', 'le "Phare""', '[mai, juin"]'])
def test_a_quote_that_only_closes_is_told(value):
    assert codes(value) == ["Y406"]


@pytest.mark.parametrize("value", ['le "Phare"', 'une vis de 15"', '"le \\"Phare\\""', "'mai\"'", "l'été'"])
def test_quotes_that_open_and_close_are_a_text_s_own(value):
    assert "Y406" not in codes(value)


@pytest.mark.parametrize("value", ['Tube de 1½"', 'Écran de 15,6 "', 'Ø ¾"'])
def test_a_quote_behind_a_figure_stands_for_inches(value):
    assert "Y406" not in codes(value)


@pytest.mark.parametrize("value", KEPT)
def test_a_text_that_comes_back_as_it_was_is_not_told(value):
    assert codes(value) == []


@pytest.mark.parametrize("value", KEPT)
def test_pyyaml_writes_back_what_is_not_told(value):
    # A second opinion: what this library reads and prints again is the author's text.
    assert str(yaml.safe_load(f"a: {value}")["a"]) == value


@pytest.mark.parametrize("value", [value for value in RETYPED if value not in ("1e3", "2024-6-5")])
def test_pyyaml_reads_no_text_where_one_is_told(value):
    # "1e3" is a number to YAML 1.2 only, and a date may have one digit in YAML 1.1 as others read it.
    assert not isinstance(yaml.safe_load(f"a: {value}")["a"], str)


def test_values_that_are_no_texts_may_look_like_numbers():
    card = (
        "- id: a\n  question: Combien ?\n  number: {value: 37.50, unit: km}\n  inference: true\n  para: 1\n"
    )
    assert problems(card, Selection()) == ()
    assert problems("- {id: a, statement: Un phare., is: no, para: 1}\n", Selection())[0].code == "F110"


def test_a_key_of_a_match_is_a_text_too():
    piece = "- id: a\n  question: Quoi ?\n  match: {12:30: midi, 1_000: mille}\n  para: 1\n"
    assert [one.code for one in problems(piece, Selection())] == ["Y402", "Y402"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("back: le phare #1", ["Y403"]),
        ("back: le phare # le seul", []),
        ('back: "le phare #1"', []),
        ('back: "le phare" #1', []),
        ("back: le phare#1", []),
        ("back: [le phare #1\n    ]", ["Y403"]),
    ],
)
def test_a_text_cut_by_a_comment_is_told(line, found):
    piece = f"- id: a\n  front: question\n  {line}\n  inference: true\n  para: 1\n"
    assert [one.code for one in problems(piece, Selection())] == found


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ("[37,0 km]", ["Y404"]),
        ("[37 km, 10,5 %]", ["Y404"]),
        ('["37,0 km"]', []),
        ("[36, 37 km]", []),
        ("[36,37]", []),
        ("[un,37 km]", []),
    ],
)
def test_a_figure_cut_by_a_comma_is_told(items, found):
    piece = f"- id: a\n  question: Quoi ?\n  answer: {items}\n  inference: true\n  para: 1\n"
    assert [one.code for one in problems(piece, Selection())] == found


def test_texts_of_a_file_that_holds_no_deck_are_looked_at_too():
    found = problems("format: 1\ndeck: {title: no, lang: fr}\n", Selection())
    assert [one.code for one in found] == ["F102", "Y402"]
