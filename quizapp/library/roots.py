"""Where decks come from: the shipped library, the user's, or what was asked for by path."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from quizapp.blake import blake2b
from quizapp.errors import QuizError
from quizapp.named import NamedTuple

LibraryName: TypeAlias = Literal["shipped", "user", "given"]

_SUFFIXES = (".yaml", ".yml")
_MAX_DEPTH = 8
_LATEST_NS = 2**63 - 1


class Library(NamedTuple):
    """A folder with `decks/` and perhaps `seeds/`.

    `root` is resolved. `only` is the path below it (with `/`) of the one deck file that counts, where a file
    was asked for; `shown` is how the root, or that file, was written by whoever asked.
    """

    name: LibraryName
    root: Path
    only: str | None = None
    shown: str | None = None

    @property
    def key(self) -> str:
        """Names the library in references to its sources."""
        if self.name != "given":
            return self.name
        return "given-" + blake2b(os.fsencode(self.root), digest_size=4).hexdigest()

    def path(self, relative: str) -> str:
        """How a file below the root is named in problems."""
        if self.only is not None and self.shown is not None:
            if relative == self.only:
                return self.shown
            base = os.path.dirname(self.shown)  # noqa: PTH120 - keeps the path as written
            up = "../" * self.only.count("/")
            return os.path.normpath(os.path.join(base, up + relative))  # noqa: PTH118
        return os.path.join(self.root if self.shown is None else self.shown, relative)  # noqa: PTH118


class Stat(NamedTuple):
    """What a file looks like from outside; `regular` is false for links, pipes, devices."""

    path: str
    size: int
    mtime_ns: int
    regular: bool


MISSING = -1
"""The size of a file that does not exist."""


def shipped_root() -> Path:
    """The folder of the shipped decks: `shipped` in the installed package, else the checkout's top folder."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "shipped"
    return installed if installed.is_dir() else package.parent


def is_installed(root: Path) -> bool:
    """Whether a resolved folder lies in the library of an installed package, which nothing may change."""
    return root.is_relative_to(Path(__file__).resolve().parent.parent / "shipped")


def default_libraries(user_root: Path) -> tuple[Library, ...]:
    """The shipped library, and the user's where its folder exists; later ones take precedence."""
    libraries = [Library("shipped", shipped_root())]
    if user_root.is_dir():
        libraries.append(Library("user", user_root.resolve()))
    return tuple(libraries)


def given_libraries(folders: Sequence[Path]) -> tuple[Library, ...]:
    """The libraries named on the command line, in place of the default ones. A library may be named by its
    `decks` folder, too, which is where one looks when one names it.

    Raises QuizError `library-missing` (path) for a folder that does not exist.
    """
    libraries = []
    for folder in folders:
        if not folder.is_dir():
            raise QuizError("library-missing", exit_code=2, path=str(folder))
        root = library_folder(folder)
        libraries.append(Library("given", _named(root.resolve()), shown=str(root)))
    return tuple(dict.fromkeys(libraries))


def library_folder(named: Path) -> Path:
    """The folder of a library that is named by it or by its `decks` folder."""
    is_decks = named.resolve().name == "decks" and named.is_dir() and not (named / "decks").is_dir()
    return named.resolve().parent if is_decks else named


def file_library(file: Path) -> Library:
    """A library of the one deck file at a path. Its root is the file's folder, or the folder that holds
    `decks/` for a file in such a folder, so that the deck's `../seeds/…` stay within it."""
    folder = _named(file.parent.resolve())
    if folder.name == "decks":
        return Library("given", folder.parent, only=f"decks/{file.name}", shown=str(file))
    return Library("given", folder, only=file.name, shown=str(file))


def scan(library: Library) -> Iterator[Stat]:
    """The deck files of a library in the order of their paths, read by nothing but their directory entries.

    Links, pipes and devices named like a deck are listed too, so that their refusal is seen. A single file
    that does not exist is listed with the size MISSING.
    """
    if library.only is not None:
        yield look(library.root, library.only)
        return
    yield from sorted(_below(library.root / "decks", "decks", 1))


def _below(folder: Path, relative: str, depth: int) -> Iterator[Stat]:
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            path = f"{relative}/{entry.name}"
            if not _is_utf8(entry.name):
                if entry.name.lower().endswith(_SUFFIXES):
                    yield Stat(path.encode("utf-8", "replace").decode(), MISSING, 0, False)
                continue
            if entry.name.lower().endswith(_SUFFIXES) and not entry.name.startswith("."):
                try:
                    yield _stat(path, entry.stat(follow_symlinks=False))
                except OSError:
                    yield Stat(path, MISSING, 0, False)
            elif (
                depth < _MAX_DEPTH and not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
            ):
                yield from _below(folder / entry.name, path, depth + 1)


def look(root: Path, relative: str) -> Stat:
    """What a file below the root looks like, by one stat that follows no last link."""
    try:
        # Not by pathlib, which takes 20 times as long as the call itself.
        return _stat(relative, os.stat(f"{root}/{relative}", follow_symlinks=False))  # noqa: PTH116
    except (OSError, ValueError):
        return Stat(relative, MISSING, 0, False)


def _stat(path: str, found: os.stat_result) -> Stat:
    # A clock gone astray must not give a time that no table can hold.
    return Stat(path, found.st_size, min(found.st_mtime_ns, _LATEST_NS), stat.S_ISREG(found.st_mode))


def _is_utf8(name: str) -> bool:
    """Whether a name can be shown and kept; one of other bytes comes with surrogates."""
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


def _named(root: Path) -> Path:
    """A root whose name can be kept. Raises QuizError `name-not-utf8` (path)."""
    if not _is_utf8(str(root)):
        shown = str(root).encode("utf-8", "replace").decode()
        raise QuizError("name-not-utf8", exit_code=2, path=shown)
    return root


class Copied(NamedTuple):
    """What `init_user_library` did, as paths below the target."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def init_user_library(target: Path, shipped: Path | None = None) -> Copied:
    """Copies the shipped decks with their schema, sources and images to `target`; a file that exists is kept.
    A lock goes with its deck only, for it says nothing of one that was kept.

    Ids stay, so the history of the shipped decks goes on with the copies. Raises QuizError
    `library-unwritable` (path, reason).
    """
    from quizapp.library.images import SUFFIXES as IMAGES
    from quizapp.library.lock import SUFFIX as LOCKS

    root = shipped or shipped_root()
    parts = {"decks": (*_SUFFIXES, ".md", ".json", *IMAGES), "seeds": (".md", ".txt", *IMAGES)}
    if (root / "images").is_dir():
        parts["images"] = IMAGES
    written: list[str] = []
    kept: list[str] = []
    try:
        for part, suffixes in parts.items():
            (target / part).mkdir(parents=True, exist_ok=True)
            files = [file for file in (root / part).iterdir() if file.name.lower().endswith(suffixes)]
            for file in sorted(files, key=lambda file: (file.name.endswith(LOCKS), file.name)):
                deck = f"{part}/{file.name.removesuffix(LOCKS)}.yaml"
                if not file.is_file() or (file.name.endswith(LOCKS) and deck not in written):
                    continue
                (written if _copied(file, target / part / file.name) else kept).append(f"{part}/{file.name}")
    except OSError as error:
        reason = (error.strerror or "?").lower()
        raise QuizError("library-unwritable", path=str(error.filename or target), reason=reason) from error
    return Copied(tuple(written), tuple(kept))


def _copied(file: Path, copy: Path) -> bool:
    data = file.read_bytes()
    try:
        # "x" never follows a link that stands in the way, nor replaces a file made meanwhile.
        with copy.open("xb") as out:
            out.write(data)
    except FileExistsError:
        return False
    return True
