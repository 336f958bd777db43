"""`:e` of the plain front end: the author's editor, or where the card stands; then the card as it is now."""

from __future__ import annotations

import io
import os
import select
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.cli.plain.sitting import PlainSitting
from quizapp.cli.plain.terminal import Terminal
from quizapp.workspace.model import Scope
from tests.cli.conftest import HEAD, SHORT, Quizapp
from tests.workspace.making import Desk, short

Deck = Callable[..., Path]

CARDS = {"a": short("oui"), "b": short("oui")}


class Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Scripts the editor: it replaces a text of the file by another."""
    script = tmp_path / "editor.py"
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")

    def replace(old: str, new: str) -> None:
        script.write_text(
            "import pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\n"
            f"file.write_text(file.read_text('utf-8').replace({old!r}, {new!r}), 'utf-8')\n",
            "utf-8",
        )

    return replace


def sit(tmp_path: Path, typed: str) -> str:
    desk = Desk(tmp_path / "desk")
    desk.write("d", CARDS)
    shown = io.StringIO()
    sitting = desk.open().sitting(Scope())
    PlainSitting(sitting, Terminal(Keyboard(typed), shown), desk.clock, lambda seconds: None).run()
    desk.close()
    return shown.getvalue()


def test_the_question_comes_again_as_its_file_says_now(tmp_path, editor):
    head = '"id": "a", "inference": true, "para": 1, "question": '
    editor(f'{head}"Quoi ?"', f'{head}"Vraiment ?"')
    shown = sit(tmp_path, ":e\n:q\n")
    assert "decks/d.yaml:6" in shown
    assert shown.index("Quoi") < shown.index("decks/d.yaml:6") < shown.index("Vraiment")


def test_a_verdict_is_outlived_and_a_changed_answer_told(tmp_path, editor):
    editor('"oui"', '"non"')
    shown = sit(tmp_path, "oui\n:e\n3\n:q\n")
    assert shown.count("CORRECT") == 1
    assert shown.count("The answer of this card has changed.") == 1


def test_what_broke_is_told(tmp_path, editor):
    editor('"answer": "oui"', '"answer": []')
    assert "Line 6: “answer” is empty." in sit(tmp_path, ":e\n:q\n")


def test_without_a_terminal_the_place_is_said(quizapp: Quizapp, deck: Deck, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VISUAL", "/nowhere/editor")
    file = deck(SHORT)
    ran = quizapp("study", "--plain", stdin=":e\n:q\n")
    assert f"{file.name}:{HEAD.count(chr(10)) + 1}" in ran.out
    assert "/nowhere/editor" not in ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_what_was_typed_into_the_editor_is_forgotten() -> None:
    master, slave = os.openpty()
    with open(slave, encoding="utf-8") as source:  # noqa: PTH123 - a descriptor
        terminal = Terminal(source, io.StringIO())
        os.write(master, b"4\n")
        assert select.select([slave], [], [], 20)[0]
        terminal.forget_typed()
        assert not select.select([slave], [], [], 0)[0]
    os.close(master)
