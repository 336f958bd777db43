"""Cards are written in the editor, and the file is read when it comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.tui.screens.author import AuthorScreen
from tests.tui.author.writing import DECK, Start, cards, place, save
from tests.tui.conftest import until, until_painted


async def test_e_opens_the_editor_at_the_card_and_reads_the_file_at_once(
    author: Start, edit: Callable[[str, str], Path], deck: Path
) -> None:
    log = edit("Combien ?", "Combien au total ?")
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "cout")
        await pilot.press("tab", "down", "e")
        await until_painted(pilot, "Combien au total")
        assert log.read_text("utf-8") == str(deck.resolve())
        assert cards(app).key == "cout"


@pytest.mark.parametrize(("keys", "line"), [(("tab", "down"), "9:1"), (("f8",), "20:12"), (("down",), None)])
async def test_the_line_is_that_of_the_card_or_of_the_problem(
    author: Start,
    deck: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    keys: tuple[str, ...],
    line: str,
) -> None:
    script = tmp_path / "code"
    script.write_text(f'#!/bin/sh\necho "$@" > {tmp_path / "log"}\n', "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    app = author()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "cout")
        await pilot.press(*keys, "e")
        if line is None:
            await until_painted(pilot, "No card quotes this sentence yet")
            assert not (tmp_path / "log").exists()
            return
        await until(pilot, lambda: (tmp_path / "log").exists() and (tmp_path / "log").read_text())
        assert (tmp_path / "log").read_text().strip() == f"--goto {deck.resolve()}:{line}"


@pytest.mark.parametrize("command", ["/no/such/editor", "false", ""])
async def test_an_editor_that_fails_is_told(
    author: Start, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("EDITOR", command)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("PATH", "/bin:/usr/bin" if command == "false" else "")
    app = author()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "annee")
        await pilot.press("e")
        await until_painted(pilot, "editor" if command else "No editor is known")
        await pilot.press("down")
        assert isinstance(app.screen, AuthorScreen)


async def test_n_begins_a_card_from_the_marked_sentence(
    author: Start, edit: Callable[[str, str], Path], deck: Path
) -> None:
    edit('question: ""\n    answer: ""', 'question: "Par quoi ?"\n    answer: des diodes')
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Des diodes")
        await pilot.press("down", "n")
        await until_painted(pilot, "1 of 4 sentences not quoted", "→ des diodes", "Par quoi")
        assert cards(app).has_focus and place(app) == (1, 2)
        assert deck.read_text("utf-8") == DECK + (
            f'  - id: {cards(app).key}\n    question: "Par quoi ?"\n    answer: des diodes\n'
            '    quote: "Des diodes remplacent la lampe."\n'
        )


@pytest.mark.parametrize("command", ["true", "false", "/no/such/editor"])
async def test_a_card_in_which_nothing_was_typed_is_taken_back(
    author: Start, monkeypatch: pytest.MonkeyPatch, command: str, deck: Path
) -> None:
    monkeypatch.setenv("EDITOR", command)
    monkeypatch.delenv("VISUAL", raising=False)
    app = author()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "Des diodes")
        await pilot.press("down", "n")
        await until(pilot, lambda: any("no card was added" in note.message for note in app._notifications))
        assert deck.read_text("utf-8") == DECK
        assert place(app) == (1, 2)


async def test_n_leaves_a_broken_file_and_a_shipped_deck_alone(
    author: Start, deck: Path, edit: Callable[[str, str], Path]
) -> None:
    log = edit("x", "y")
    app = author()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "Des diodes")
        save(deck, "format: 1\n")
        await until_painted(pilot, "broken")
        await pilot.press("n")
        await until_painted(pilot, "No card can be added")
        save(deck, DECK)
        await until_painted(pilot, "saved ")
        screen = app.screen
        assert isinstance(screen, AuthorScreen)
        screen._authoring.library = screen._authoring.library._replace(name="shipped")
        for key in ("n", "e"):
            app.clear_notifications()
            await pilot.pause()
            await pilot.press(key)
            await until_painted(pilot, "quizapp library init")
    assert deck.read_text("utf-8") == DECK
    assert not log.exists()
