"""Editors are opened at the card's line, each in its own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.workspace.editor import EditorCall, editor_call, run_editor

FILE = Path("/decks/a b.yaml")


@pytest.mark.parametrize(
    ("named", "arguments", "in_terminal"),
    [
        ("vim", ["vim", "+call cursor(7,3)", "/decks/a b.yaml"], True),
        ("/usr/bin/nvim -p", ["/usr/bin/nvim", "-p", "+call cursor(7,3)", "/decks/a b.yaml"], True),
        ("vi", ["vi", "+7", "/decks/a b.yaml"], True),
        ("nano -w", ["nano", "-w", "+7,3", "/decks/a b.yaml"], True),
        ("emacs -nw", ["emacs", "-nw", "+7:3", "/decks/a b.yaml"], True),
        ("emacs", ["emacs", "+7:3", "/decks/a b.yaml"], False),
        ("hx", ["hx", "/decks/a b.yaml:7:3"], True),
        ("code --wait", ["code", "--wait", "--goto", "/decks/a b.yaml:7:3"], False),
        ("subl", ["subl", "/decks/a b.yaml:7:3"], False),
        ("kate", ["kate", "--line", "7", "/decks/a b.yaml"], False),
        ("'my editor' -x", ["my editor", "-x", "/decks/a b.yaml"], True),
    ],
)
def test_an_editor_is_opened_at_the_place(named, arguments, in_terminal):
    call = editor_call({"EDITOR": named, "DISPLAY": ":0"}, FILE, 7, 3)
    assert call == EditorCall(tuple(arguments), in_terminal)


def test_emacs_takes_the_terminal_where_there_is_no_display():
    assert editor_call({"EDITOR": "emacs"}, FILE).in_terminal


def test_visual_comes_before_editor():
    assert editor_call({"VISUAL": "vi", "EDITOR": "nano"}, FILE).arguments[0] == "vi"


def test_a_file_that_begins_with_a_dash_is_no_option(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert editor_call({"EDITOR": "vi"}, Path("-c!id.yaml")).arguments[-1] == str(tmp_path / "-c!id.yaml")


def test_no_editor_is_said(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(QuizError, match="no-editor"):
        editor_call({"EDITOR": "'unclosed"}, FILE)
    with pytest.raises(QuizError, match="no-editor"):
        editor_call({}, FILE)


def test_an_editor_that_is_missing_or_fails_is_said(tmp_path):
    with pytest.raises(QuizError, match="editor-failed") as missing:
        run_editor(editor_call({"EDITOR": str(tmp_path / "none")}, FILE))
    assert missing.value.params["reason"]
    with pytest.raises(QuizError, match="editor-failed") as failed:
        run_editor(editor_call({"EDITOR": "false"}, FILE))
    assert "1" in failed.value.params["reason"]
    run_editor(editor_call({"EDITOR": "true"}, FILE))
