"""Which libraries a workspace opens, and where their index lies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

from quizapp.library.roots import Library, default_libraries, file_library, given_libraries
from quizapp.system import cache_folder, documents_folder


def opened_libraries(
    folders: tuple[Path, ...], file: Path | None, environ: Mapping[str, str]
) -> tuple[Library, ...]:
    """The libraries of the folders or of the one file that were asked for, else the shipped one and the
    user's. Raises QuizError `library-missing` (path)."""
    if file is not None:
        return (file_library(file),)
    return studied_libraries(folders or named_folders(environ))


def named_folders(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """The libraries that the environment names."""
    return tuple(Path(part) for part in environ.get("QUIZAPP_LIBRARY", "").split(os.pathsep) if part)


def studied_libraries(folders: tuple[Path, ...]) -> tuple[Library, ...]:
    """The libraries of the folders, or where none is named, the shipped one and the user's. Raises QuizError
    `library-missing` (path)."""
    return given_libraries(folders) if folders else default_libraries(user_library())


def user_library() -> Path:
    """The folder of the user's own library, whether it exists or not."""
    return documents_folder() / "quizapp"


def index_path(data: Path, libraries: tuple[Library, ...]) -> Path:
    """One disposable index for each history and set of libraries, because the roster joins the two."""
    names = "\n".join((str(data), *(f"{library.root}\t{library.only or ''}" for library in libraries)))
    return cache_folder() / f"index-{crc32(os.fsencode(names)):08x}.sqlite"
