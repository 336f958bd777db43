"""Figures and names that a text shares with its restatement."""

from __future__ import annotations

import pytest

from quizapp.library.shared_words import shared_spans


def shared(text, other):
    return [text[start:end] for start, end in shared_spans(text, other)]


@pytest.mark.parametrize(
    ("text", "other", "found"),
    [
        ("Entre 10 000 et 12 000 obus", "de 10.000 à 12\u202f000", ["10 000", "12 000"]),
        ("Des KN-23 et des KN-02", "le KN-23 seul", ["KN-23"]),
        ("L’Ukraine et la Corée", "en Ukraine, la coree", ["Ukraine"]),
        ("Depuis 2023, Moscou fournit", "Moscou donne depuis 2023", ["2023", "Moscou"]),
        ("Les Livraisons de mai", "Des Livraisons ; ces livraisons", []),
        ("Le maire et La mairie", "Le maire, La mairie", []),
        ("Été 2024 à Évreux", "Evreux en 2024", ["2024", "Évreux"]),
        ("120 km", "1200 km", []),
        ("", "x 2", []),
    ],
)
def test_figures_and_names_are_shared_and_common_words_are_not(text, other, found):
    assert shared(text, other) == found
