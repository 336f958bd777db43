"""The market of Valbrune on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.market import CARD, HEAD, SHEET


@pytest.fixture
def library_root(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    (root / "decks").mkdir(parents=True)
    (root / "seeds").mkdir()
    (root / "decks" / "v.yaml").write_text(HEAD + CARD, encoding="utf-8")
    (root / "seeds" / "valbrune.md").write_text(SHEET, encoding="utf-8")
    return root.resolve()
