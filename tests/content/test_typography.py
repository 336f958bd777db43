"""The shipped texts keep to French typography."""

from __future__ import annotations

import pytest

from tests.content.typography import deck_texts, faults, sheet_texts

FAULTY = (
    *("l'accord", 'le "pacte"', "et...", "deux  espaces", " bord", "bord ", "Qui?", "Selon lui:"),
    *("«mot »", "« mot»", "mot ,suite", "mot,suite", "( mot)", "l’ accord", "ceci - cela", "12000 hommes"),
    *("122mm", "5%", "Les Etats", "A la fin", "coeur", "« mot"),
)
RIGHT = (
    *("l’accord", "Qui ? Lui.", "Selon lui\u00a0: rien", "«\u00a0mot\u00a0»", "12\u202f000 hommes"),
    *("KN-23 et sol-air", "Avion-Chasse.fr", "en 2024, puis", "(non daté)", "« route… » (non daté)"),
    *("122 mm", "5\u202f%", "À la fin", "main-d’œuvre", "reste…"),
)


@pytest.mark.parametrize("text", FAULTY)
def test_a_fault_is_found(text):
    assert faults(text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_typography_passes(text):
    assert faults(text) == ()


def test_every_text_of_the_decks_is_right():
    found = [f"{place}: {fault}" for place, text in deck_texts() for fault in faults(text)]
    assert found == []


def test_every_text_of_the_sheets_is_right():
    found = [f"{place}: {fault}" for place, text in sheet_texts() for fault in faults(text)]
    assert found == []
