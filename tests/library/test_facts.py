"""Figures, dates and names in running text: what is found, what is left alone, and how well."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.library.facts.dates import find_dates
from quizapp.library.facts.figures import find_figures, stated_numbers
from quizapp.library.facts.model import Fact, FactKind
from quizapp.library.facts.names import NameFinder
from quizapp.library.facts.reading import read_facts
from quizapp.library.model import Paragraph
from quizapp.library.quotes import fold
from quizapp.library.sources import read_source

ROOT = Path(__file__).resolve().parent.parent.parent
LISTS = ROOT / "tests" / "data" / "names"

HOSTILE = st.text(
    st.sampled_from(list("aeLÉNKœ ’'-–«»\".,:;()[]%€$0123456789\n\t\u00a0\u202f\u200b\u0301²٣_*\\"))
    | st.characters(),
    max_size=120,
)
LANGUAGES = st.sampled_from(["fr", "en", "de", "", "fr-CA"])


def facts(text: str, lang: str = "fr") -> tuple[Fact, ...]:
    return read_facts([Paragraph(1, text)], lang)[0]


def texts(text: str, kind: FactKind, lang: str = "fr") -> list[str]:
    return [fact.text for fact in facts(text, lang) if fact.kind is kind]


def names(text: str, lang: str = "fr") -> list[str]:
    return texts(text, FactKind.NAME, lang)


def figures(text: str, lang: str = "fr") -> list[str]:
    return texts(text, FactKind.FIGURE, lang)


def dates(text: str, lang: str = "fr") -> list[str]:
    return texts(text, FactKind.DATE, lang)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hier, Kim Jong-un a reçu Kim Jong Un.", ["Kim Jong-un"]),
        ("Elle vient de la Corée du Nord et de l’Asie de l’Est.", ["Corée du Nord", "Asie de l’Est"]),
        ("C’est le Conseil de sécurité de l’ONU.", ["Conseil de sécurité de l’ONU"]),
        ("Puis le Conseil de sécurité appelle à la paix.", ["Conseil de sécurité"]),
        ("Elle tire le KN-23, le S-400 et des F16.", ["KN-23", "S-400", "F16"]),
        (
            "Ils signent un traité de partenariat stratégique global.",
            ["traité de partenariat stratégique global"],
        ),
        ("Il dirige l’Organisation des Nations unies.", ["Organisation des Nations unies"]),
        ("Il cite le Service national de renseignement (NIS).", ["Service national de renseignement", "NIS"]),
        ("Le général Charles de Gaulle y croit.", ["Charles de Gaulle"]),
        ("L’arrivée à Moscou de Kim Jong Un surprend.", ["Moscou", "Kim Jong Un"]),
        (
            "On voit le ministère de la Défense et la mer du Japon.",
            ["ministère de la Défense", "mer du Japon"],
        ),
        ("On passe la mer Rouge et l’océan Indien.", ["mer Rouge", "océan Indien"]),
        ("Il parle de M. Poutine et du président Xi Jinping.", ["Poutine", "Xi Jinping"]),
        ("On songe à Louis XIV.", ["Louis XIV"]),
        ("Elle est à la Bibliothèque nationale de France.", ["Bibliothèque nationale de France"]),
        ("Puis Ferdinand de Lesseps longe l’isthme de Suez.", ["Ferdinand de Lesseps", "isthme de Suez"]),
    ],
)
def test_names_are_found_whole(text, wanted):
    assert names(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Le port est fermé. Selon elle, tout va. En outre, rien. Peut-être. Au-delà, la mer.",
        "Les Russes, des Nord-Coréens et les Vénitiens parlent aux Européens.",
        "En Mars, un lundi de Juin, certains États et le Parlement siègent.",
        "Au XXe siècle, puis au XIXᵉ, on lit le chapitre IV.",
        "Elle dit : « Nous irons. » Puis : « Jamais ! »",
        "Il vit au Nord, puis dans l’Est.",
        "LA VILLE DE PARIS OUVRE SES PORTES AU PUBLIC.",
        "– Oui.\n– Non. (Peut-être.) « Bien »",
    ],
)
def test_capitals_that_name_nothing_are_left_alone(text):
    assert names(text) == []


def test_a_word_that_opens_a_sentence_is_judged_by_the_rest_of_the_source():
    paragraphs = [
        Paragraph(1, "Moscou donne. Surveiller Moscou coûte."),
        Paragraph(2, "Il va à Moscou pour surveiller."),
    ]
    assert [[fact.text for fact in each] for each in read_facts(paragraphs, "fr")] == [["Moscou"], ["Moscou"]]
    assert names("Moscou donne.") == []
    assert names("Hong Min ajoute.") == ["Hong Min"]
    assert names("Selon Hong Min, rien.") == ["Hong Min"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Then North Korea met Russian President Vladimir Putin.", ["North Korea", "Vladimir Putin"]),
        (
            "Then the Ministry of Defence and the Security Council met.",
            ["Ministry of Defence", "Security Council"],
        ),
        (
            "The Treaty on the Non-Proliferation of Nuclear Weapons holds.",
            ["Treaty on the Non-Proliferation of Nuclear Weapons"],
        ),
        ("He met U.S. and EU envoys; the Russians and the North Koreans left in March.", ["U.S.", "EU"]),
        ("I said so. We met on Monday. The 21st century began.", []),
    ],
)
def test_english_names(text, wanted):
    assert names(text, "en") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("entre 10\u202f000 et 12\u202f000 conteneurs", [("10000", "12000", None)]),
        ("de 120 à 140 km ; des obus de 122 mm", [("120", "140", "km"), ("122", "122", "mm")]),
        ("10-12 millions d’euros, soit 12,5 %", [("10000000", "12000000", "€"), ("12.5", "12.5", "%")]),
        (
            "dix mille hommes, dix-huit mois, trois pays",
            [("10000",) * 2 + (None,), ("18",) * 2 + ("mois",), ("3",) * 2 + (None,)],
        ),
        ("une dizaine de missiles", [("10", "10", None)]),
        ("un an, deux ans, une tonne", [("2", "2", "an")]),
    ],
)
def test_figures_are_read_with_unit_and_range(text, wanted):
    found = find_figures(fold(text).text, "fr")
    assert [(f"{one.low:f}", f"{one.high:f}", one.unit) for one in found] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "les deux pays et l’un d’eux",
        "des milliers d’obus, plusieurs dizaines de milliers",
        "le KN-23 et le 2e rang",
        "à 14 h 30 ou 12:30",
        "un avion neuf et rapide",
        "voir [12]",
        "le 5 juin 2024, en 2023",
        "v. 5.1.2",
    ],
)
def test_what_is_no_amount_is_no_figure(text):
    assert figures(text) == []


def test_a_figure_is_told_with_what_it_counts():
    assert figures("Quelque 3 000 soldats et 8 000 hommes, 12 000 par an.") == [
        "3 000 soldats",
        "8 000 hommes",
        "12 000",
    ]
    assert figures("It cost $5 million, up 12%.", "en") == ["$5 million", "12%"]


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("Ils étaient 43 avant le sinistre, 36 après.", "fr", ["43", "36"]),
        ("Elle en a vendu 120 pendant la foire.", "fr", ["120"]),
        ("It counted 61 before the closure and 58 since then.", "en", ["61", "58"]),
    ],
)
def test_a_preposition_is_not_what_a_figure_counts(text: str, lang: str, wanted: list[str]) -> None:
    assert figures(text, lang) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("signé le 5 avril 2025 à Paris", [(2025, 4, 5)]),
        ("du 5 au 8 juin 2024", [(2024, 6, 8)]),
        ("En juin 2024, puis en mars", [(2024, 6, None), (None, 3, None)]),
        ("depuis 2023 des conteneurs, en 1953.", [(2023, None, None), (1953, None, None)]),
        (
            "né en 1805 ; Lesseps (1805-1894), entre 1859 et 1862",
            [
                (1805, None, None),
                (1805, None, None),
                (1894, None, None),
                (1859, None, None),
                (1862, None, None),
            ],
        ),
        ("le 2024-06-05 ou le 05/06/2024", [(2024, 6, 5), (2024, 6, 5)]),
        ("Il date de 1874.", [(1874, None, None)]),
    ],
)
def test_dates_are_read_at_their_precision(text, wanted):
    assert [(one.year, one.month, one.day) for one in find_dates(fold(text).text, "fr")] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "1500 soldats",
        "2024 obus et 1950 km",
        "la planète mars",
        "12/5/3/1",
        "KN-2023",
        "résolution 2270",
        "1 953",
    ],
)
def test_what_is_no_date_is_left_alone(text):
    assert dates(text) == []


def test_english_dates():
    assert dates("They met last march, if in may.", "en") == []
    assert dates("On June 19, 2024 and 5 March; they may march in May, since 2019.", "en") == [
        "June 19, 2024", "5 March", "May", "2019",
    ]  # fmt: skip


def test_a_fact_that_stands_twice_is_one_fact_with_two_places():
    text = "À Moscou, le KN-23 ; à Moscou, le KN\u201123, puis 10 000 obus et dix mille obus."
    found = {fact.text: fact for fact in facts(text)}
    assert [text[slice(*span)] for span in found["Moscou"].spans] == ["Moscou", "Moscou"]
    assert [text[slice(*span)] for span in found["KN-23"].spans] == ["KN-23", "KN\u201123"]
    assert [text[slice(*span)] for span in found["10 000 obus"].spans] == ["10 000 obus", "dix mille obus"]


@pytest.mark.parametrize("sheet", ["changer-la-donne", "missiles"])
def test_names_agree_with_a_list_made_by_hand(sheet):
    with (LISTS / f"{sheet}.csv").open(encoding="utf-8", newline="") as rows:
        listed = {(int(row["paragraph"]), row["name"]) for row in csv.DictReader(rows)}
    source = read_source(sheet, (ROOT / "seeds" / f"{sheet}.md").read_bytes(), file=f"{sheet}.md").source
    assert source is not None
    found = {
        (paragraph.number, fact.text)
        for paragraph, stated in zip(source.paragraphs, read_facts(source.paragraphs, "fr"), strict=True)
        for fact in stated
        if fact.kind is FactKind.NAME
    }
    assert len(found & listed) / len(found) == 1.0, found - listed
    assert len(found & listed) / len(listed) > 0.97, listed - found


@given(st.lists(HOSTILE, max_size=4), LANGUAGES)
def test_any_text_is_read_and_every_fact_stands_where_it_says(written, lang):
    paragraphs = [Paragraph(number, text) for number, text in enumerate(written, 1)]
    for paragraph, stated in zip(paragraphs, read_facts(paragraphs, lang), strict=True):
        taken = sorted(span for fact in stated for span in fact.spans)
        assert all(0 <= start < end <= len(paragraph.text) for start, end in taken)
        assert all(first[1] <= second[0] for first, second in pairwise(taken))
        assert all(paragraph.text[slice(*fact.spans[0])] == fact.text for fact in stated)


@given(HOSTILE, LANGUAGES)
def test_any_text_has_numbers_or_none(text, lang):
    assert all(number.is_finite() for number, _unit in stated_numbers(text, lang))


def test_every_place_of_a_fact_in_a_long_paragraph_is_told():
    text = "Le 5 juin 2024, Kim Jong Un tire le KN-23 à 120 km de Moscou, dix mille fois. " * 400
    (found,) = read_facts([Paragraph(1, text)], "fr")
    assert {len(fact.spans) for fact in found} == {400}


def test_the_names_of_a_source_are_found_in_each_paragraph_alone():
    finder = NameFinder(["Il va à Moscou."], "fr")
    assert [name.words for name in finder.find("Moscou reste.")] == [("moscou",)]
