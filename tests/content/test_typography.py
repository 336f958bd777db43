"""The sheets keep to French typography; the decks do because no rule tells of them."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.library.nodes import Scalar
from quizapp.library.rules.prose import Role, Said
from quizapp.library.rules.typography import faults
from tests.content.shipped import ROOT, checked, sheets


def test_every_text_of_the_sheets_is_right():
    texts = [Said(text, Role.NOTE, Scalar(text, 1, 1, True), place) for place, text in sheet_texts()]
    assert len(texts) > 80
    found = [f"{place.said.card}: {code} {place.said.text}" for code, place, _new in faults(texts)]
    assert found == []


def test_the_decks_are_in_french_and_leave_out_no_rule_of_typography():
    assert {deck.lang for deck in checked().decks} == {"fr"}
    ignored = [
        line for file in (ROOT / "decks").glob("*.yaml") for line in file.read_text("utf-8").splitlines()
    ]
    assert {line.strip() for line in ignored if "quizapp: ignore" in line} == {"# quizapp: ignore[S215]"}


def sheet_texts() -> Iterator[tuple[str, str]]:
    """Every paragraph, note, title and heading of every sheet, with its place."""
    for name, sheet in sheets().items():
        yield f"{name}: title", sheet.title
        for paragraph in sheet.paragraphs:
            yield f"{name} § {paragraph.number}", paragraph.text
            if paragraph.note:
                yield f"{name} § {paragraph.number}: note", paragraph.note
        lines = (ROOT / "seeds" / f"{name}.md").read_text("utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            if line.startswith("#"):
                yield f"{name}:{number}", line.lstrip("#").removeprefix(" ")
