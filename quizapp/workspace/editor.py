"""Opens the author's own editor at a line of a file."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeAlias

from quizapp.errors import QuizError
from quizapp.messages import _

_Arguments: TypeAlias = Callable[[str, int, int], list[str]]


class EditorCall(NamedTuple):
    """A command that opens a file; `in_terminal` says that it wants the terminal for itself."""

    arguments: tuple[str, ...]
    in_terminal: bool


def _plus_line(file: str, line: int, column: int) -> list[str]:
    return [f"+{line}", file]


def _vi(file: str, line: int, column: int) -> list[str]:
    return [f"+call cursor({line},{column})", file]


def _nano(file: str, line: int, column: int) -> list[str]:
    return [f"+{line},{column}", file]


def _emacs(file: str, line: int, column: int) -> list[str]:
    return [f"+{line}:{column}", file]


def _goto(file: str, line: int, column: int) -> list[str]:
    return ["--goto", f"{file}:{line}:{column}"]


def _colons(file: str, line: int, column: int) -> list[str]:
    return [f"{file}:{line}:{column}"]


def _line_option(file: str, line: int, column: int) -> list[str]:
    return ["--line", str(line), file]


_IN_TERMINAL: dict[str, _Arguments] = {
    **dict.fromkeys(("vim", "nvim"), _vi),
    **dict.fromkeys(
        ("vi", "ex", "view", "joe", "jmacs", "mg", "ne", "jed", "kak", "mcedit", "elvis"), _plus_line
    ),
    "nano": _nano,
    "pico": _nano,
    **dict.fromkeys(("emacs", "emacsclient", "micro"), _emacs),
    **dict.fromkeys(("hx", "helix"), _colons),
}

_IN_WINDOW: dict[str, _Arguments] = {
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"), _goto),
    **dict.fromkeys(("subl", "sublime_text", "zed", "zeditor", "atom"), _colons),
    **dict.fromkeys(("gvim", "gedit", "gnome-text-editor", "geany", "mousepad"), _plus_line),
    **dict.fromkeys(("kate", "kwrite", "idea", "pycharm"), _line_option),
}

AT_ONCE_S = 0.3
"""How long an editor with a window is watched: one that cannot open it says so at once."""

_FALLBACKS = ("sensible-editor", "nano", "vim", "vi", "notepad")


def editor_call(environ: Mapping[str, str], file: Path, line: int = 1, column: int = 1) -> EditorCall:
    """How $VISUAL, else $EDITOR, else an editor of the system opens a file at a place counted from 1.

    An editor that is not known is given the file alone, and the terminal. Raises QuizError "no-editor".
    """
    named = (environ.get("VISUAL", ""), environ.get("EDITOR", ""), *filter(shutil.which, _FALLBACKS))
    words = next(filter(any, map(_words, named)), None)
    if words is None:
        raise QuizError("no-editor")
    # An absolute path is never read as an option, as one that begins with a dash or a plus would be.
    path = str(file.absolute())
    name = _name(words[0])
    if name in _IN_WINDOW:
        return EditorCall((*words, *_IN_WINDOW[name](path, line, column)), False)
    arguments = _IN_TERMINAL[name](path, line, column) if name in _IN_TERMINAL else [path]
    windowed = name in ("emacs", "emacsclient") and not {"-nw", "-t", "-tty", "--tty"} & set(words)
    return EditorCall((*words, *arguments), not (windowed and _has_display(environ)))


def _words(command: str) -> list[str]:
    """A command and its arguments; nothing where it cannot be told what they are."""
    try:
        # On Windows a backslash divides folders and quotes nothing.
        if os.name == "nt":
            return [word.strip('"') for word in shlex.split(command, posix=False)]
        return shlex.split(command)
    except ValueError:
        return []


def run_editor(call: EditorCall) -> None:
    """Runs the editor and, where it takes the terminal, waits for its end; one with a window is left alone
    once it has not failed at once.

    Raises QuizError "editor-failed" (command, reason).
    """
    try:
        if call.in_terminal:
            with _undisturbed():
                code = subprocess.run(call.arguments, check=False).returncode
        else:
            code = _started(call)
    except OSError as error:
        reason = error.strerror or str(error)
        raise QuizError("editor-failed", command=call.arguments[0], reason=reason) from None
    if code:
        reason = _("exit code {n}").format(n=code) if code > 0 else _("ended by signal {n}").format(n=-code)
        raise QuizError("editor-failed", command=call.arguments[0], reason=reason)


def _started(call: EditorCall) -> int:
    """The exit code of an editor with a window that ends at once; 0 of one that goes on."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        call.arguments, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        return process.wait(AT_ONCE_S)
    except subprocess.TimeoutExpired:
        # Until somebody asks how it ended, an ended process stays in the system's table.
        threading.Thread(target=process.wait, daemon=True).start()
        return 0


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Meanwhile ctrl+c means the editor, which shares the terminal, and not this program."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # A function and not SIG_IGN, which the editor would inherit.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _name(program: str) -> str:
    name = program.replace("\\", "/").rsplit("/", 1)[-1].lower()
    return name.removesuffix(".exe").removesuffix(".cmd")


def _has_display(environ: Mapping[str, str]) -> bool:
    return os.name == "nt" or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
