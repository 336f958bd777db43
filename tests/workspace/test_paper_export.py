"""Marks of exported passages stand where Markdown takes them for marks."""

from __future__ import annotations

import pytest

from quizapp.workspace.paper_export import _marked


@pytest.mark.parametrize(
    ("piece", "strong"),
    [
        ("six fois", "**six fois**"),
        (" six fois, ", " **six fois**, "),
        ("« 2*3 »", "« **2\\*3** »"),
        (" ; ", " ; "),
        ("", ""),
    ],
)
def test_what_answers_is_strong_without_its_edges(piece: str, strong: str) -> None:
    assert _marked(piece, True) == strong
    assert "**" not in _marked(piece, False)
