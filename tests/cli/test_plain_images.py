"""Images line by line: the description, the command that opens the file, and what it refuses."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import SHORT, Quizapp

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a viewer on the PATH")

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
IMAGED = SHORT + '  image: ../images/halle.png\n  alt: "La [b]halle[/x] \\x1b[2J: {0} vue"\n'


@pytest.fixture
def image(library: Path) -> Path:
    (library / "images").mkdir()
    (library / "images" / "halle.png").write_bytes(PNG)
    return library / "images" / "halle.png"


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a viewer on the PATH writes what it was given."""
    name = "open" if sys.platform == "darwin" else "xdg-open"
    told = tmp_path / "told"
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / name).write_text(f"#!/bin/sh\necho \"$@\" > '{told}.new'; mv '{told}.new' '{told}'\n")
    (tmp_path / "bin" / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    return told


def test_the_description_stands_with_the_question_and_the_file_is_opened(
    quizapp: Quizapp, deck: Callable[..., Path], image: Path, told: Path
):
    deck(IMAGED)
    ran = quizapp("study", "--plain", stdin=":i\nle marché couvert\n:i\n")
    assert "  Image: La [b]halle[/x] ␛[2J: {0} vue (images/halle.png). :i opens it." in ran.lines
    assert ran.out.count("Handed to the viewer: images/halle.png") == 2
    end = time.monotonic() + 30
    while not told.exists() and time.monotonic() < end:
        time.sleep(0.01)
    assert told.read_text() == f"{image.resolve()}\n"


def test_a_file_that_was_swapped_since_is_not_opened(
    quizapp: Quizapp, deck: Callable[..., Path], image: Path, told: Path
):
    deck(IMAGED)
    quizapp("decks")
    image.unlink()
    image.symlink_to("/etc/passwd")
    ran = quizapp("study", "--plain", stdin=":i\n")
    assert "Handed" not in ran.out
    assert quizapp("check").code == 1
    assert not told.exists()


def test_a_missing_file_leaves_the_description_and_is_told(
    quizapp: Quizapp, deck: Callable[..., Path], image: Path, told: Path
):
    deck(IMAGED)
    image.unlink()
    checked = quizapp("check", "--format", "concise")
    assert checked.code == 1
    assert "C209" in checked.out
    ran = quizapp("study", "--plain", stdin=":i\n")
    assert "The image was not opened. The image “images/halle.png” does not exist." in " ".join(
        ran.out.split()
    )
    assert not told.exists()


def test_a_card_without_an_image_says_so(quizapp: Quizapp, deck: Callable[..., Path], told: Path):
    deck(SHORT)
    ran = quizapp("study", "--plain", stdin=":i\n")
    assert "This card has no image." in ran.lines
    assert not any("Image:" in line for line in ran.lines)
    assert not told.exists()
