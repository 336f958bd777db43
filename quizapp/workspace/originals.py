"""Keeps the documents that sheets restate, which their learner holds: named by their bytes, never shipped."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizError
from quizapp.library.safe_open import Refused, read_bytes
from quizapp.workspace.model import ShownOriginal, ShownPassage

if TYPE_CHECKING:
    from quizapp.library.model import Source
    from quizapp.workspace.workspace import Workspace

FOLDER = "originals"
"""Below the folder of the history."""


class Attached(NamedTuple):
    """An original that was recognised: the titles of the sheets that restate it, and whether it was kept
    already."""

    titles: tuple[str, ...]
    known: bool


def kept_at(data: Path, sha256: str) -> Path:
    """Where an original of some bytes is kept, whether it is or not."""
    return data / FOLDER / sha256


def attach(workspace: Workspace, file: Path) -> Attached:
    """Recognises an original by its bytes and keeps a copy of it with the history.

    Raises QuizError "no-path", "original-refused" (reason), "original-unknown" (path, wanted),
    "original-differs" (path, title), "no-originals", "file-unwritable".
    """
    from quizapp.library.shelf import digest
    from quizapp.workspace.sources import every_source

    data = _read(file)
    sha256 = digest(data).hex()
    sources = [source for source in every_source(workspace.index) if source.original is not None]
    titles = tuple(
        dict.fromkeys(one.title for one in sources if one.original and one.original.sha256 == sha256)
    )
    if not titles:
        raise _unknown(file, sources)
    target = kept_at(workspace.history.folder, sha256)
    known = target.is_file() and digest(target.read_bytes()) == digest(data)
    if not known:
        _keep(target, data)
    return Attached(titles, known)


def read_original(data: Path, passage: ShownPassage) -> ShownOriginal:
    """The line of the original that a passage restates. Raises QuizError "original-gone" (file),
    "original-damaged" (file), "original-short" (file, line, last)."""
    from quizapp.library.shared_words import shared_spans
    from quizapp.library.shelf import digest

    wanted = passage.original
    if wanted is None:
        raise QuizError("original-gone", file=passage.title)
    try:
        content = read_bytes(data, f"{FOLDER}/{wanted.sha256}")
    except (Refused, OSError):
        raise QuizError("original-gone", file=wanted.file) from None
    if digest(content).hex() != wanted.sha256:
        raise QuizError("original-damaged", file=wanted.file)
    lines = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    if not 1 <= wanted.line <= len(lines) or not lines[wanted.line - 1].strip():
        raise QuizError("original-short", file=wanted.file, line=str(wanted.line), last=str(len(lines)))
    text = lines[wanted.line - 1].strip()
    return ShownOriginal(wanted.file, wanted.line, text, shared_spans(text, passage.text))


def _read(file: Path) -> bytes:
    """The bytes of a file that the user names; unlike a library's, it may be a link."""
    try:
        path = file.resolve(strict=True)
        return read_bytes(path.parent, path.name)
    except OSError:
        raise QuizError("no-path", exit_code=2, path=str(file)) from None
    except Refused as refused:
        from quizapp.library.model import Level, Problem
        from quizapp.library.problems import worded

        problem = Problem(refused.code, Level.ERROR, "", 1, 1, tuple(refused.params.items()))
        raise QuizError("original-refused", reason=worded(problem)[0]) from None


def _unknown(file: Path, sources: list[Source]) -> QuizError:
    """What to say of a file that no sheet restates."""
    wanted = {one.original.file: one.title for one in sources if one.original}
    if not wanted:
        return QuizError("no-originals")
    if file.name in wanted:
        return QuizError("original-differs", path=str(file), title=wanted[file.name])
    told = ", ".join(f"{name} (“{title}”)" for name, title in sorted(wanted.items()))
    return QuizError("original-unknown", path=str(file), wanted=told)


def _keep(target: Path, data: bytes) -> None:
    """Writes beside the target and renames, so that it is never seen half written."""
    from quizapp.system import folder_private, fsync_folder

    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        folder_private(target.parent.parent)
        target.parent.mkdir(exist_ok=True)
        with beside.open("xb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(target)
        fsync_folder(target.parent)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise QuizError("file-unwritable", path=str(target), reason=reason) from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
