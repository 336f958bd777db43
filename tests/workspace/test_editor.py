"""Editors are opened at the card's line, each in its own way."""

from __future__ import annotations

import os
import time
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


@pytest.mark.parametrize("named", ['vim "', " ", "''", "  \t"])
def test_what_names_no_editor_gives_way_to_the_next(named):
    assert editor_call({"VISUAL": named, "EDITOR": "nano -w"}, FILE).arguments[0] == "nano"


def windowed(folder: Path, script: str) -> EditorCall:
    """The call of an editor with a window of its own that runs a script."""
    editor = folder / "code"
    editor.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    editor.chmod(0o700)
    return editor_call({"EDITOR": str(editor)}, FILE)


def test_an_editor_that_cannot_open_its_window_is_said(tmp_path):
    with pytest.raises(QuizError, match="editor-failed") as failed:
        run_editor(windowed(tmp_path, "exit 3"))
    assert "3" in failed.value.params["reason"]
    run_editor(windowed(tmp_path, "exit 0"))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no list of processes to read")
def test_an_editor_with_a_window_leaves_no_dead_process(tmp_path, monkeypatch):
    monkeypatch.setattr("quizapp.workspace.editor.AT_ONCE_S", 0.01)
    os.mkfifo(tmp_path / "end")
    run_editor(windowed(tmp_path, f"echo $$ > {tmp_path}/pid; read line < {tmp_path}/end"))
    deadline = time.monotonic() + 20
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process = Path("/proc", (tmp_path / "pid").read_text().strip())
    (tmp_path / "end").write_text("\n")
    while process.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


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
    assert failed.value.params["reason"] == "exit code 1"
    with pytest.raises(QuizError, match="editor-failed") as killed:
        run_editor(windowed(tmp_path, "kill -TERM $$"))
    assert killed.value.params["reason"] == "ended by signal 15"
    run_editor(editor_call({"EDITOR": "true"}, FILE))
