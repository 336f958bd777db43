"""The authoring screen over a deck, and an editor that does as it is told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.tui.author_app import AuthorApp
from quizapp.workspace.deck_files import open_deck
from tests.tui.author.writing import DECK, SHEET, Start
from tests.tui.conftest import Open

EDITOR = """\
import pathlib, sys
here = pathlib.Path(sys.argv[0])
here.with_name("log").write_text("\\n".join(sys.argv[1:]), "utf-8")
old, new = here.with_name("edit").read_text("utf-8").split("=>")
file = pathlib.Path(sys.argv[-1].partition("yaml")[0] + "yaml")
file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "own"
    for folder, name, text in (("decks", "phare.yaml", DECK), ("seeds", "phare.md", SHEET)):
        (root / folder).mkdir(parents=True)
        (root / folder / name).write_text(text, "utf-8")
    return root


@pytest.fixture
def deck(root: Path) -> Path:
    return root / "decks" / "phare.yaml"


@pytest.fixture
def author(root: Path, opened: Open) -> Start:
    """The app over the deck, as `quizapp author` opens it."""

    def start(id: str = "phare", folder: Path = root) -> AuthorApp:
        workspace = opened(folder)
        return AuthorApp(workspace, open_deck(workspace, id, 0))

    return start


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Scripts an editor in the terminal: it replaces a text, and logs what it was called with."""
    script = tmp_path / "editor.py"
    script.write_text(EDITOR, "utf-8")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")

    def replace(old: str, new: str) -> Path:
        (tmp_path / "edit").write_text(f"{old}=>{new}", "utf-8")
        return tmp_path / "log"

    return replace
