"""French typography: which faults are found, what is none, and that mending mends them and nothing else."""

from __future__ import annotations

import pytest

from quizapp.library.nodes import Scalar
from quizapp.library.rules.prose import Role, Said
from quizapp.library.rules.typography import REPLACEMENTS, faults
from tests.library.rule_cards import asked, card, codes

FAULTY = [
    ("C401", "l'accord", "l’accord"),
    ("C401", "Aujourd'hui, l'«\u00a0île\u00a0» d'Arguenin", "Aujourd’hui, l’«\u00a0île\u00a0» d’Arguenin"),
    ("C402", 'le "pacte" et l’"union"', "le «\u00a0pacte\u00a0» et l’«\u00a0union\u00a0»"),
    ("C402", 'le " pacte "', "le «\u00a0pacte\u00a0»"),
    ("C403", "et...", "et…"),
    ("C403", "et..... fin", "et… fin"),
    ("C404", "Qui?", "Qui\u202f?"),
    ("C404", "Quoi?! Non!", "Quoi\u202f?! Non\u202f!"),
    ("C404", "Selon lui: rien", "Selon lui\u00a0: rien"),
    ("C404", "(non daté): rien; fin", "(non daté)\u00a0: rien\u202f; fin"),
    ("C404", "«\u00a0mot\u00a0»: rien", "«\u00a0mot\u00a0»\u00a0: rien"),
    ("C405", "« mot»", "« mot\u00a0»"),
    ("C405", "«mot»", "«\u00a0mot\u00a0»"),
    ("C407", "12000 hommes", "12\u202f000 hommes"),
    ("C407", "il y a 1234567 euros", "il y a 1\u202f234\u202f567 euros"),
    ("C408", "122mm", "122\u00a0mm"),
    ("C408", "5% de 3km", "5\u202f% de 3\u00a0km"),
    ("C408", "30°C, 12€.", "30\u00a0°C, 12\u00a0€."),
    ("C409", "un coeur, des Oeuvres, un NOEUD", "un cœur, des Œuvres, un NOEUD"),
    ("C409", "manoeuvre, boeuf, voeux, écoeurant", "manœuvre, bœuf, vœux, écœurant"),
    ("C410", "Les Etats, l’Etude", "Les États, l’Étude"),
    ("C410", "A la fin. A partir de là", "À la fin. À partir de là"),
    ("C410", "Suite : A l’origine", "Suite : À l’origine"),
    ("C411", "deux  espaces", "deux espaces"),
    ("C411", "deux \u00a0: fin", "deux\u00a0: fin"),
    ("C411", " bord", "bord"),
    ("C411", "bord ", "bord"),
    ("C411", "mot , suite .", "mot, suite."),
    ("C411", "( mot )", "(mot)"),
    ("C411", "l’ accord", "l’accord"),
    ("C412", "mot,suite;fin", "mot, suite; fin"),
    ("C413", "ceci - cela", "ceci – cela"),
]

RIGHT = [
    *("le n°12345", "le n° 12345", "code 29200", "réf. 12345"),
    *(
        "l’accord",
        "Qui ? Lui.",
        "Selon lui\u00a0: rien",
        "«\u00a0mot\u00a0»",
        "« mot »",
        "12\u202f000 hommes",
    ),
    *(
        "KN-23 et sol-air",
        "Avion-Chasse.fr",
        "en 2024, puis",
        "(non daté)",
        "« route… » (non daté)",
        "12 000",
    ),
    *("122 mm", "5\u202f%", "5 %", "À la fin", "main-d’œuvre", "reste…", "Qui ?! (Lui ?)", "(?)", "(!)"),
    *(
        "12:30",
        "à 12:30:05",
        "3:2",
        "https://a.fr/b?c=d;e:f",
        "www.a.fr/12345?x",
        "moi@a-b.fr",
        "`a ? b:c...`",
    ),
    *(
        "le n°12345",
        "le n° 12345",
        "code 29200",
        "réf. 12345",
        "KN12345",
        "75001 Paris",
        "0612345678",
        "réf. A-12345",
        "3,14159",
        "1.23456",
        "12345/7",
    ),
    *(":-) et ;-)", "C:\\dossier", ":sourire: !", 'un écran de 15" plat', "20' et 30'", "Mac OS X", "3D"),
    *("coexister, poème, moelle, Noël", "Elle A signé", "A signé l’accord", "Economist", "Elle a, l’a, 3 a"),
    *("10 - 12", "- une liste", "– une incise –", "fin.", "M. Le Gall", ".NET et .fr", "1,5 et 2.5", "[…]"),
    *(
        "s.,s.",
        "« un » ; « deux » : trois",
        "10\u202f000,5",
        "de 2024-2025",
        "100 %, dit-on",
        "Yahoo ! et x != y",
    ),
]


def said(text: str) -> Said:
    return Said(text, Role.NOTE, Scalar(text, 1, 1, True), None)


def found(text: str) -> list[str]:
    return [code for code, _place, _new in faults([said(text)])]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, text, _ in FAULTY])
def test_a_fault_is_found(code, text):
    assert code in found(text)


@pytest.mark.parametrize("text", ["« mot", "mot »", "« un » deux »"])
def test_guillemets_come_in_pairs(text):
    assert found(text) == ["C406"]


@pytest.mark.parametrize("text", RIGHT)
def test_right_typography_passes(text):
    assert found(text) == []


@pytest.mark.parametrize(("code", "text", "right"), FAULTY)
def test_mending_leaves_nothing_to_mend_and_the_rest_alone(code, text, right):
    mend = REPLACEMENTS[code]
    assert mend(text) == right
    assert mend(right) == right
    assert code not in found(right)


@pytest.mark.parametrize("text", RIGHT)
def test_mending_changes_nothing_that_is_right(text):
    assert {mend(text) for mend in REPLACEMENTS.values()} == {text}


def test_every_code_but_one_mends():
    assert set(REPLACEMENTS) == {f"C{number}" for number in range(401, 414)} - {"C406"}
    assert set(REPLACEMENTS) == {code for code, _, _ in FAULTY}


GAPS = "{{c1::l'accord|l'accord::nom}}: \"{{c2::12000}}\" {{c3::fin}}?"


def test_the_marks_of_gaps_are_left_alone():
    assert set(found("{{c1::accord|pacte::nom}} et {{c2::12000|12345}}")) == set()
    assert REPLACEMENTS["C401"](GAPS) == GAPS.replace("l'", "l’")
    assert (
        REPLACEMENTS["C404"](GAPS)
        == "{{c1::l'accord|l'accord::nom}}\u00a0: \"{{c2::12000}}\" {{c3::fin}}\u202f?"
    )
    assert REPLACEMENTS["C402"](GAPS) == GAPS.replace('"{{c2', "«\u00a0{{c2").replace('}}" ', "}}\u00a0» ")


def test_a_single_straight_quotation_mark_is_left_to_its_author():
    assert found('le "pacte') == []
    assert REPLACEMENTS["C402"]('le "pacte') == 'le "pacte'


def test_a_fault_is_told_five_times_a_text_at_most():
    piece = asked("Selon lui, " + "l'île, " * 9 + "qui ?", "l'île")
    assert codes(piece).count("C401") == 5 + 1


def test_texts_are_kept_apart():
    assert [
        code for code, _, _ in faults([said("mot,"), said("suite"), said("; fin"), said("12"), said("345")])
    ] == []


def test_faults_of_several_texts_are_told_of_their_own():
    texts = ["rien", "l'accord", "rien", "Qui?"]
    places = [(code, place.said.text, place.text) for code, place, _new in faults(map(said, texts))]
    assert places == [("C401", "l'accord", "'"), ("C404", "Qui?", "?")]


@pytest.mark.parametrize(
    "fields",
    [
        {"question": '"Selon l\'article, qui ?"', "answer": "x"},
        {"question": '"Selon lui, qui ?"', "answer": "l'île"},
        {"question": '"Selon lui, qui ?"', "all": "[x, [y, l'île]]"},
        {
            "question": '"Selon lui, qui ?"',
            "right": "l'île",
            "wrong": "[{text: a, why: b}, {text: c, why: d}]",
        },
        {
            "question": '"Selon lui, qui ?"',
            "right": "x",
            "wrong": "[{text: a, why: l'île}, {text: c, why: d}]",
        },
        {"question": '"Selon lui, associez."', "match": "{l'île: a, b: c}"},
        {"question": '"Selon lui, associez."', "match": "{a: l'île, b: c}", "decoys": "[d]"},
        {"question": '"Selon lui, associez."', "match": "{a: e, b: c}", "decoys": "[l'île]"},
        {"question": '"Selon lui, rangez."', "order": "[a, l'île, c]"},
        {"essay": '"Selon lui, qui ?"', "rubric": "[a, l'île]"},
        {"question": '"Selon lui, qui ?"', "answer": "x", "hint": "l'île"},
        {"question": '"Selon lui, qui ?"', "answer": "x", "explain": "l'île"},
        {"question": '"Selon lui, qui ?"', "answer": "x", "note": "l'île"},
        {"question": '"Selon lui, qui ?"', "answer": "x", "image": "a.png", "alt": "l'île"},
        {"front": '"Selon lui, qui ?"', "back": "[x, l'île]"},
        {"statement": '"Selon lui, l\'île est là."', "is": "true"},
        {"cloze": '"Selon lui, l\'île est {{c1::là}}."'},
    ],
    ids=str,
)
def test_every_text_of_a_card_is_looked_at(fields):
    assert codes(card(**fields)).count("C401") == 1


def test_an_english_deck_has_its_own_typography():
    assert [
        one for one in codes(asked('According to "it", what\'s 12000: who?', "it's"), "en") if one[:2] == "C4"
    ] == []


def test_the_words_quoted_from_a_source_are_the_sources_own():
    piece = asked("Selon lui, qui ?", "le phare", quote="\"le phare d'Arguenin s'est rallumé\"")
    assert "C401" not in codes(piece)
