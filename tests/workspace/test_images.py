"""The workspace opens the image of the card on screen, looked at anew, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.store.model import EventKind
from quizapp.workspace import images
from quizapp.workspace.model import Scope
from quizapp.workspace.wording import error_text
from tests.workspace.making import Desk, events, short

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed to the viewer."""
    files: list[Path] = []
    monkeypatch.setattr(images, "open_in_viewer", files.append)
    return files


@pytest.fixture
def image(desk: Desk) -> Path:
    desk.write("d", {"a": short(image="../images/a.png", alt="Une halle")})
    file = desk.root / "library" / "images" / "a.png"
    file.parent.mkdir()
    file.write_bytes(PNG)
    return file


def test_the_image_is_opened_before_and_after_the_answer(desk: Desk, image: Path, opened: list[Path]) -> None:
    sitting = desk.open().sitting(Scope())
    assert sitting.open_image() == "images/a.png"
    sitting.submit("oui")
    sitting.open_image()
    assert opened == [image.resolve()] * 2


def test_a_card_without_an_image_has_nothing_to_open(desk: Desk, opened: list[Path]) -> None:
    desk.write("d", {"a": short()})
    with pytest.raises(QuizError) as caught:
        desk.open().sitting(Scope()).open_image()
    assert (caught.value.code, opened) == ("no-image", [])


@pytest.mark.parametrize("swapped", ["link", "folder", "text", "gone", "linked folder"])
def test_what_was_swapped_while_the_card_was_asked_is_not_opened(
    desk: Desk, image: Path, opened: list[Path], swapped: str
) -> None:
    sitting = desk.open().sitting(Scope())
    image.unlink()
    other = desk.root / "elsewhere"
    other.mkdir()
    (other / "a.png").write_bytes(PNG)
    if swapped == "link":
        image.symlink_to(other / "a.png")
    elif swapped == "folder":
        image.mkdir()
    elif swapped == "text":
        image.write_text("#!/bin/sh")
    elif swapped == "linked folder":
        image.parent.rmdir()
        image.parent.symlink_to(other)
    with pytest.raises(QuizError) as caught:
        sitting.open_image()
    assert (caught.value.code, opened) == ("image-refused", [])
    assert error_text(caught.value).startswith("The image was not opened. ")


def test_the_history_tells_prompts_with_and_without_an_image_apart(desk: Desk, image: Path) -> None:
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    sitting.submit("oui")
    (attempt,) = events(workspace, EventKind.ATTEMPT)
    assert attempt.body["prompt_print"] == next(workspace.index.key_rows()).prompt_print
