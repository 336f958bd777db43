"""Dates, authors and languages are found as they are written."""

from __future__ import annotations

import pytest

from quizapp.library.articles.datelines import byline, dated, holder, is_dateline
from quizapp.library.articles.languages import guessed
from tests.library.articles.drafts import draft


@pytest.mark.parametrize(
    ("text", "lang", "date"),
    [
        ("Publié le 5 juin 2024 à 10:15", "fr", "2024-06-05"),
        ("Le 1er août 2023", "fr", "2023-08-01"),
        ("June 5, 2024", "en", "2024-06-05"),
        ("5th of June 2024", "en", "2024-06-05"),
        ("Wed, 5 Jun 2024", "en", "2024-06-05"),
        ("2024-06-05T10:00", None, "2024-06-05"),
        ("05/06/2024", "fr", "2024-06-05"),
        ("05/06/2024", "en", None),
        ("31 février 2024", "fr", None),
        ("99 juin 2024", "fr", None),
        ("aucune date", "fr", None),
    ],
)
def test_dates_are_read_as_they_are_written(text, lang, date):
    assert dated(text, lang) == date


def test_a_dateline_says_nothing_but_a_date():
    assert is_dateline("Publié le mardi 4 mars 2025 à 18 h 03, mis à jour le 5 mars 2025")
    assert not is_dateline("Le 4 mars 2025, la halle a brûlé")
    assert not is_dateline("La halle a brûlé")


def test_the_date_of_publication_comes_before_that_of_a_change():
    text = "Un titre ici\n\nMis à jour le 9 mars 2025\n\nPublié le 4 mars 2025\n\nUne phrase ordinaire."
    assert draft(text).facts.published == "2025-03-04"


def test_a_date_in_the_prose_is_no_date_of_publication():
    assert draft("Un titre ici\n\nLe 4 mars 2025, la halle a brûlé.").facts.published is None


def test_authors_and_holders_of_rights_are_found():
    assert byline("Par Nolwenn Le Prigent et Jean de La Tour") == "Nolwenn Le Prigent et Jean de La Tour"
    assert byline("Par hasard, il est venu") is None
    assert holder("© 2024 The Scarness Courier. All rights reserved.") == "The Scarness Courier"
    assert holder("Copyright 2024. Tous droits réservés") is None


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("By Nora Tench, Quay Chronicle, 14 March 2025", ("Quay Chronicle", "Nora Tench", "2025-03-14")),
        ("By Nora Tench | Harbour & Quay | March 14, 2025", ("Harbour & Quay", "Nora Tench", "2025-03-14")),
        (
            "Par Hélène Maroit — Le Courrier du Causse — publié le 3 octobre 2025",
            ("Le Courrier du Causse", "Hélène Maroit", "2025-10-03"),
        ),
    ],
)
def test_a_line_of_author_publisher_and_date_tells_all_three_and_is_left_out(line, facts):
    read = draft(f"La halle rouvrira\n\n{line}\n\nLa halle a brûlé en hiver, et elle rouvrira.")
    assert (read.facts.publisher, read.facts.author, read.facts.published) == facts
    assert [one.text for one in read.dropped()] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Nora Tench, who saw it close, 14 March 2025",
        "Par Hélène Maroit, La halle a brûlé, 3 octobre 2025",
        "By Nora Tench, Harbour Chronicle, the bridge closed on 14 March 2025",
    ],
)
def test_a_sentence_is_no_line_of_author_publisher_and_date(line):
    assert byline(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Par Camille Renard, 3 mars 2026",
        "Par Camille Renard, le 3 mars 2026 à 7h30",
        "Par Camille Renard — Publié le 3 mars 2026",
        "Par Camille Renard | 3 mars 2026, mis à jour le 4 mars 2026",
        "By Camille Renard · March 3, 2026",
        "By Camille Renard March 3, 2026",
        "Publié le 3 mars 2026 par Camille Renard",
        "3 mars 2026 - Par Camille Renard",
        "2026-03-03, by Camille Renard",
    ],
)
def test_an_author_and_a_date_in_one_line_are_both_found_and_left_out(line):
    found = draft(f"Un titre ici\n\n{line}\n\nUne phrase ordinaire, et assez longue.")
    assert (found.facts.author, found.facts.published) == ("Camille Renard", "2026-03-03")
    assert [one.text for one in found.dropped()] == [line]


@pytest.mark.parametrize(
    "line", ["Par Camille Renard, 3 mars", "Par Camille Renard, envoyée à Brest le 3 mars 2026"]
)
def test_a_line_that_says_more_than_an_author_and_a_date_is_kept(line):
    assert draft(f"Un titre ici\n\n{line}\n\nUne phrase ordinaire, et assez longue.").dropped() == ()


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Le four de la commune s’est rallumé et il est dans le pré.", "fr"),
        ("The oven of the village was lit again and it is in the meadow.", "en"),
        ("Der Ofen ist nicht in dem Dorf, und die Leute sind auf dem Feld.", "de"),
        ("KN-23 12 000", None),
        ("", None),
    ],
)
def test_the_language_is_guessed_by_common_words(text, lang):
    assert guessed(text) == lang


def test_the_words_of_an_article_count_more_than_what_its_page_declares():
    page = "<html lang=en><p>" + "Le four de la commune est dans le pré. " * 3
    assert draft(page, "page.html").facts.lang == "fr"
