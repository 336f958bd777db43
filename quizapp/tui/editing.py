"""Hands the terminal to the author's editor, and takes it back."""

from __future__ import annotations

import os
from pathlib import Path

from textual.app import App, SuspendNotSupported

from quizapp.errors import QuizError
from quizapp.system import drop_typed
from quizapp.workspace.editor import EditorCall, editor_call, run_editor

_STANDARD_INPUT = 0


def edit(app: App[object], file: Path, line: int = 1, column: int = 1) -> bool:
    """Opens a file at a place counted from 1. Gives whether its editing is over: an editor with a window of
    its own is left alone. Raises QuizError "no-editor", "editor-failed"."""
    call = editor_call(os.environ, file, line, column)
    if not call.in_terminal:
        run_editor(call)
        return False
    try:
        with app.suspend():
            failure = _failure(call)
            # What the editor left unread was meant for it.
            drop_typed(_STANDARD_INPUT)
    except SuspendNotSupported:
        failure = _failure(call)
    if failure is not None:
        raise failure
    return True


def _failure(call: EditorCall) -> QuizError | None:
    """Runs an editor. What goes wrong is given: Textual wakes no app from a `suspend` that raises."""
    try:
        run_editor(call)
    except QuizError as error:
        return error
    return None
