"""Opens only regular files below a library's root, so that no link, pipe or device is ever read."""

from __future__ import annotations

import os
import posixpath
import stat
from pathlib import Path

MAX_BYTES = 16 * 1024 * 1024

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_CLOSE = getattr(os, "O_CLOEXEC", 0)
_BY_FOLDER = os.open in os.supports_dir_fd and os.stat in os.supports_dir_fd


class Refused(Exception):
    """A file that is not read. `code` is a problem's code of `library.problems`, `params` its parameters."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


def below(folder: str, reference: str) -> str:
    """The path below the root that `reference` names from `folder`, itself below the root.

    Both use `/`. Raises Refused for an absolute path (S110) and for one that leaves the root (Y103).
    """
    if (
        not reference
        or "\0" in reference
        or "\\" in reference
        or reference.startswith("/")
        or ":" in reference
    ):
        raise Refused("S110", path=reference)
    path = posixpath.normpath(posixpath.join(folder, reference))
    if path == ".." or path.startswith("../"):
        raise Refused("Y103", path=reference)
    if path == ".":
        raise Refused("S110", path=reference)
    return path


def read_bytes(root: Path, relative: str) -> bytes:
    """The content of the regular file at `relative` (with `/`) below the resolved `root`. Raises Refused."""
    handle = open_regular(root, relative)
    with os.fdopen(handle, "rb") as file:
        size = os.fstat(handle).st_size
        if size > MAX_BYTES:
            raise Refused("Y104", size=str(size), limit=str(MAX_BYTES))
        try:
            data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise Refused("Y106", path=relative, reason=(error.strerror or "?").lower()) from None
    if len(data) > MAX_BYTES:
        raise Refused("Y104", size=f"≥ {len(data)}", limit=str(MAX_BYTES))
    return data


def open_regular(root: Path, relative: str) -> int:
    """Opens the regular file at `relative` (with `/`) below the resolved `root` for reading.

    Never follows a link below the root, never waits on a pipe, never opens a device. Raises Refused.
    """
    parts = relative.split("/")
    if any(part in {"", ".", ".."} for part in parts):
        raise Refused("Y103", path=relative)
    try:
        return _open_by_folder(root, parts) if _BY_FOLDER else _open_by_path(root, parts)
    except FileNotFoundError:
        raise Refused("Y105", path=relative) from None
    except OSError as error:
        raise Refused("Y106", path=relative, reason=(error.strerror or "?").lower()) from None


def _open_by_folder(root: Path, parts: list[str]) -> int:
    relative = "/".join(parts)
    folder = os.open(root, os.O_RDONLY | _FOLDER | _CLOSE)
    try:
        for part in parts[:-1]:
            _demand(os.stat(part, dir_fd=folder, follow_symlinks=False), relative, stat.S_ISDIR)
            inner = os.open(part, os.O_RDONLY | _FOLDER | _NO_FOLLOW | _CLOSE, dir_fd=folder)
            os.close(folder)
            folder = inner
        # Before the opening, because opening alone already acts on some devices.
        _demand(os.stat(parts[-1], dir_fd=folder, follow_symlinks=False), relative, stat.S_ISREG)
        handle = os.open(parts[-1], os.O_RDONLY | _NO_FOLLOW | _NO_WAIT | _CLOSE, dir_fd=folder)
    finally:
        os.close(folder)
    return _checked(handle, relative)


def _open_by_path(root: Path, parts: list[str]) -> int:
    relative = "/".join(parts)
    path = root
    for part in parts[:-1]:
        path = path / part
        _demand(path.lstat(), relative, stat.S_ISDIR)
    path = path / parts[-1]
    _demand(path.lstat(), relative, stat.S_ISREG)
    return _checked(os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT | _BINARY), relative)


def _checked(handle: int, relative: str) -> int:
    # The name may have been given to something else between the look and the opening.
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Refused("Y101", path=relative)
    return handle


def _demand(found: os.stat_result, relative: str, wanted: object) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise Refused("Y102", path=relative)
    if wanted is stat.S_ISREG and not stat.S_ISREG(found.st_mode):
        raise Refused("Y101", path=relative)
    if wanted is stat.S_ISDIR and not stat.S_ISDIR(found.st_mode):
        raise Refused("Y105", path=relative)
