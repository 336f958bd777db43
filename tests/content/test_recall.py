"""Figures, dates, roles, weapons and places of the sheets are answers to recall, not choices to recognise."""

from __future__ import annotations

import pytest

from tests.content.recall import EXCEPTIONS, NAMES, figures, is_recalled, missing_figures, stands_in
from tests.content.shipped import sheets


@pytest.mark.parametrize(
    "text", ["10\u202f000 hommes", "le KN-23", "en juin 2024", "Vendredi", "par milliers"]
)
def test_figures_are_found(text):
    assert figures(text)


@pytest.mark.parametrize("text", ["les deux pays", "un pays", "à long terme", "maintenir", "marsouin"])
def test_other_words_are_no_figures(text):
    assert figures(text) == ()


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_figure_is_recalled(name):
    excepted = {figure for sheet, figure in EXCEPTIONS if sheet == name}
    assert set(missing_figures(name)) == excepted


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_that_carries_a_claim_is_recalled(name):
    assert [word for word in NAMES[name] if not stands_in(name, word)] == []
    assert [word for word in NAMES[name] if not is_recalled(name, word)] == []


def test_no_sheet_is_without_names():
    assert set(NAMES) == set(sheets())
