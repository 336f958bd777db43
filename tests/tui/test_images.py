"""Images on the screen: described as text, opened by a key that is offered only where there is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Static

from quizapp.tui.app import QuizApp
from quizapp.tui.screens.study import StudyScreen
from quizapp.workspace import images
from quizapp.workspace.model import Answered, Asking, Scope
from tests.tui.conftest import Open, painted, until, until_painted

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
ALT = "La [b]halle[/x] [@click=app.quit]clic[/] \\x1b[2J"
IMAGE = f', image: ../images/a.png, alt: "{ALT}"'
DECK = f"""\
format: 1
deck: {{id: images, title: Images, lang: fr}}
sources: {{s: {{title: S, text: "Trente étals."}}}}
cards:
  - {{id: a, question: "Combien ?", answer: trente, quote: Trente, tags: [saisie]{IMAGE}}}
  - {{id: b, front: "Combien ?", back: trente, quote: Trente, tags: [carte]{IMAGE}}}
  - {{id: c, front: "Combien ?", back: trente, quote: Trente, tags: [sans]}}
"""

Ask = Callable[[str], QuizApp]


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed to the viewer."""
    files: list[Path] = []
    monkeypatch.setattr(images, "open_in_viewer", files.append)
    return files


@pytest.fixture
def image(tmp_path: Path) -> Path:
    file = tmp_path / "pictured" / "images" / "a.png"
    file.parent.mkdir(parents=True)
    file.write_bytes(PNG)
    return file


@pytest.fixture
def ask(image: Path, opened: Open) -> Ask:
    """The app over a sitting of the card with a tag."""
    root = image.parent.parent
    (root / "decks").mkdir()
    (root / "decks" / "d.yaml").write_text(DECK, "utf-8")

    def ask(tag: str) -> QuizApp:
        workspace = opened(root)
        return QuizApp(workspace, workspace.sitting(Scope(tag=tag)))

    return ask


def offered(app: QuizApp) -> bool:
    return any(active.binding.action == "open_image" for active in app.screen.active_bindings.values())


def told(app: QuizApp) -> list[str]:
    return [notification.message for notification in app._notifications]


def is_at(app: QuizApp, state: type) -> bool:
    return isinstance(app.screen, StudyScreen) and isinstance(app.screen._sitting.moment, state)


async def test_the_description_stands_as_it_is_written_before_and_after(
    ask: Ask, image: Path, opened_files: list[Path]
) -> None:
    app = ask("carte")
    shown = "Image: La [b]halle[/x] [@click=app.quit]clic[/] ␛[2J (images/a.png) · i or F5 opens it"
    async with app.run_test(size=(110, 40)) as pilot:
        await until_painted(pilot, shown)
        assert offered(app)
        await pilot.press("i")
        await until(pilot, lambda: told(app) == ["Handed to the viewer: images/a.png"])
        await pilot.press("space")
        await until(pilot, lambda: is_at(app, Answered))
        assert "[b]halle[/x]" in str(app.screen.query_one("#stem", Static).render())
        await pilot.press("i")
        await until(pilot, lambda: len(opened_files) == 2)
    assert opened_files == [image.resolve()] * 2


async def test_a_function_key_opens_it_while_a_text_field_has_the_keyboard(
    ask: Ask, opened_files: list[Path]
) -> None:
    app = ask("saisie")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: is_at(app, Asking) and app.focused is not None)
        await pilot.press("i")
        assert opened_files == []
        await pilot.press("f5")
        await until(pilot, lambda: opened_files)


async def test_a_card_without_an_image_offers_no_key(ask: Ask, opened_files: list[Path]) -> None:
    app = ask("sans")
    async with app.run_test(size=(100, 30)) as pilot:
        await until_painted(pilot, "Combien")
        assert not offered(app)
        await pilot.press("i", "f5")
        await pilot.pause()
        assert "Image:" not in painted(app)
    assert opened_files == []


async def test_a_swapped_file_is_told_and_not_opened(ask: Ask, image: Path, opened_files: list[Path]) -> None:
    app = ask("carte")
    async with app.run_test(size=(110, 40)) as pilot:
        await until_painted(pilot, "images/a.png")
        image.unlink()
        image.symlink_to("/etc/passwd")
        await pilot.press("i")
        await until(pilot, lambda: told(app))
        assert told(app)[0].startswith("The image was not opened.")
        assert isinstance(app.screen, StudyScreen)
    assert opened_files == []
