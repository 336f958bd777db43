"""Quotes are found by their words, and their place is that of the raw text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.library.model import Paragraph
from quizapp.library.quotes import Ambiguous, Found, NotFound, QuoteFinder, fold

_TEXT = st.text(
    st.sampled_from("abcé e\u0301\u0327\u00a0\u202f «»\"“”’'-–—…*\u00ad\u200b\nœ가\u1100\u1161\u11a8🙂नि"),
    max_size=60,
)


def finder(*texts: str) -> QuoteFinder:
    return QuoteFinder([Paragraph(number, text) for number, text in enumerate(texts, 1)])


@pytest.mark.parametrize(
    ("quote", "raw"),
    [
        ("l'étal", "l’étal"),
        ('"marché"', "« marché »"),
        ("« marché »", "« marché »"),
        ("10 000 à 12 000", "10\u202f000 à 12\u00a0000"),
        ("dix-huit", "dix‑huit"),
        ("2022-2024", "2022–2024"),
        ("e\u0301tal", "étal"),
        ("étal", "e\u0301tal"),
        ("deux  mots", "deux\nmots"),
        ("fin...", "fin…"),
        ("gras", "*gras*"),
        ("co\u00adopération", "coopération"),
    ],
)
def test_typography_does_not_hide_a_quote(quote: str, raw: str) -> None:
    text = f"Avant {raw} après"
    found = finder("Autre.", text).find(quote)
    assert isinstance(found, Found)
    assert found.paragraph == 2
    assert raw.strip("*") in text[found.start : found.end + 1]


def test_case_and_accents_do_count() -> None:
    assert isinstance(finder("La région").find("la région"), NotFound)
    assert isinstance(finder("La région").find("La region"), NotFound)


def test_a_quote_that_is_nowhere_gives_the_nearest_text() -> None:
    found = finder("Rien.", "Le marché a rouvert en juin 2024.").find("Le marché a rouvert en mai 2024")
    assert isinstance(found, NotFound)
    assert found.paragraph == 2
    assert found.nearest is not None
    assert found.nearest.startswith("Le marché a rouvert en juin")


def test_the_nearest_text_is_cut_at_words() -> None:
    text = "Les halles ont été refaites en mélèze par la commune, disent-ils."
    found = finder(text).find("halls été refaite en mélèze par la com")
    assert isinstance(found, NotFound) and found.nearest is not None
    assert found.nearest == "ont été refaites en mélèze par la commune"
    long = " ".join(f"commune{number}" for number in range(30))
    found = finder(long).find("x" + long)
    assert isinstance(found, NotFound) and found.nearest is not None
    assert len(found.nearest) <= 160
    assert set(found.nearest.removesuffix("…").split()) <= set(long.split())


def test_the_nearest_text_is_found_among_many_paragraphs() -> None:
    texts = [
        f"Le marché de la ville n° {number} a rouvert en juin 2024, dit la mairie." for number in range(60)
    ]
    texts[36] = "Les loyers des étals n’ont pas baissé, disent les commerçants."
    found = finder(*texts).find("Les loiers des étals n’ont pas baissés")
    assert isinstance(found, NotFound)
    assert found.paragraph == 37
    assert found.nearest is not None
    assert found.nearest.startswith("Les loyers des étals")


def test_a_quote_like_nothing_has_no_nearest_text() -> None:
    assert finder("Le marché.").find("zzzz qqqq") == NotFound(None, 0)


def test_a_quote_that_stands_twice_asks_for_its_paragraph() -> None:
    quotes = finder("un étal, un banc", "un étal", "rien")
    assert quotes.find("un étal") == Ambiguous((1, 2))
    assert quotes.find("un étal", 2) == Found(2, 0, 7)
    assert quotes.find("un", 1) == Ambiguous((1, 1))


def test_a_quote_of_nothing_is_no_quote() -> None:
    with pytest.raises(ValueError, match="empty"):
        finder("a").find(" \u00ad ")


def test_marked_words_are_whole_words_where_they_can_be() -> None:
    quotes = finder("la région : la, salade")
    found = quotes.find("la région : la, salade")
    assert isinstance(found, Found)
    assert quotes.within(found, "la") == ((0, 2), (12, 14))
    assert quotes.within(found, "sala") == ((16, 20),)
    assert quotes.within(found, "mairie") == ()


def test_marked_words_outside_the_quote_do_not_count() -> None:
    quotes = finder("la région et la mairie")
    found = quotes.find("la région")
    assert isinstance(found, Found)
    assert quotes.within(found, "la") == ((0, 2),)


@given(_TEXT.filter(bool), st.data())
def test_a_piece_that_stands_once_is_anchored_to_raw_text_of_the_same_words(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))]
    wanted, whole = fold(piece).text, fold(text).text
    count = sum(whole.startswith(wanted, at) for at in range(len(whole)))
    if not wanted or count != 1:
        return
    found = finder(text).find(piece)
    assert isinstance(found, Found)
    assert wanted in fold(text[found.start : found.end]).text


@given(_TEXT)
def test_folding_keeps_order_and_maps_within_the_text(text: str) -> None:
    folded = fold(text)
    spans = [folded.raw(place, place + 1) for place in range(len(folded.text))]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert fold(unicodedata.normalize("NFC", text)).text == folded.text
    # A mark that stood apart from its letter by what is left out is not composed with it.
    if unicodedata.is_normalized("NFC", folded.text):
        assert fold(folded.text).text == folded.text
