"""Starts a deck from an article: a source and a scaffold, both or neither, nothing overwritten."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizError
from quizapp.library.articles.model import Draft, paragraphs
from quizapp.library.articles.sheet import ID_LENGTH, free_id, sheet_text, slug
from quizapp.library.fields import ID
from quizapp.library.model import Source
from quizapp.library.safe_open import MAX_BYTES
from quizapp.system import fsync_folder

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


SCHEMA_FILE = "deck.schema.json"


class Started(NamedTuple):
    """A deck that was started: its id, its two files, and how many paragraphs its source has."""

    id: str
    source: Path
    deck: Path
    paragraphs: int


class Place(NamedTuple):
    """Where a deck is to be started: the library's folder, which may not exist yet, and the ids that decks of
    the studied libraries have already."""

    root: Path
    decks: frozenset[str]

    def has(self, id: str) -> bool:
        """Whether a deck or a source has the id already."""
        files = (f"decks/{id}.yaml", f"decks/{id}.yml", f"seeds/{id}.md")
        return id in self.decks or any(os.path.lexists(self.root / file) for file in files)


def read_input(file: Path) -> bytes:
    """The bytes of an article's file, a byte more than are allowed at most. Raises QuizError "no-path",
    "article-is-folder", "article-unreadable" (path, reason)."""
    import stat

    try:
        # A pipe is waited on where it was asked for by name: quizapp new <(...) is one.
        if stat.S_ISDIR(file.stat().st_mode):
            raise QuizError("article-is-folder", exit_code=2, path=str(file))
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise QuizError("no-path", exit_code=2, path=str(file)) from None
    except OSError as error:
        reason = (error.strerror or "?").lower()
        raise QuizError("article-unreadable", path=str(file), reason=reason) from None


def chosen_id(place: Place, wanted: str | None, title: str) -> str:
    """The id of the deck to start: the wanted one, or a free one after the title.

    Raises QuizError "bad-deck-id" (id, nearest) and "deck-exists" (id, free).
    """
    if wanted is None:
        return free_id(slug(title), place.has)
    if not ID.fullmatch(wanted) or len(wanted) > ID_LENGTH:
        raise QuizError("bad-deck-id", exit_code=2, id=wanted[:80], nearest=free_id(slug(wanted), place.has))
    if place.has(wanted):
        raise QuizError("deck-exists", exit_code=2, id=wanted, free=free_id(wanted, place.has))
    return wanted


def known_source(workspace: Workspace, draft: Draft) -> Source | None:
    """A source of the studied libraries that holds the very paragraphs of an article."""
    from quizapp.workspace.sources import every_source

    texts = paragraphs(draft.kept())
    for source in every_source(workspace.index):
        if tuple(paragraph.text for paragraph in source.paragraphs) == texts:
            return source
    return None


def start(place: Place, id: str, draft: Draft, attribution: str) -> Started:
    """Writes `seeds/ID.md` and `decks/ID.yaml`. Raises QuizError "article-empty", "deck-exists",
    "file-unwritable", "folder-is-link"."""
    from quizapp.library.articles.scaffold import deck_text
    from quizapp.library.sources import read_source

    sheet = sheet_text(id, draft.facts, draft.kept())
    source = read_source(id, sheet, file=f"{id}.md").source
    if source is None:
        raise QuizError("article-empty", path=id)
    deck = deck_text(id, draft.facts, source.paragraphs, attribution)
    source_file, deck_file = place.root / "seeds" / f"{id}.md", place.root / "decks" / f"{id}.yaml"
    for file in (source_file, deck_file):
        _make_folder(file.parent)
    _write_new(source_file, sheet, place, id)
    try:
        _write_new(deck_file, deck, place, id)
    except BaseException:
        source_file.unlink(missing_ok=True)
        raise
    _put_schema(deck_file.parent)
    return Started(id, source_file, deck_file, len(source.paragraphs))


def _put_schema(folder: Path) -> None:
    """Puts the schema that the deck's first line names beside it, for editors; without it a deck is none the
    worse."""
    from quizapp.library.roots import shipped_root

    with contextlib.suppress(OSError):
        _put(folder / SCHEMA_FILE, (shipped_root() / "decks" / SCHEMA_FILE).read_bytes())


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from None
    if folder.is_symlink():
        # What lies behind a link inside a library is never read.
        raise QuizError("folder-is-link", path=str(folder))


def _write_new(file: Path, text: str, place: Place, id: str) -> None:
    try:
        _put(file, text.encode())
    except FileExistsError:
        raise QuizError("deck-exists", exit_code=2, id=id, free=free_id(id, place.has)) from None
    except OSError as error:
        raise _unwritable(file, error) from None


def _put(file: Path, data: bytes) -> None:
    """Writes beside the file, then gives it its name only if nothing has that name. Raises OSError."""
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        _name(beside, file)
        fsync_folder(file.parent)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def _name(beside: Path, file: Path) -> None:
    try:
        os.link(beside, file)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here, as on FAT: the name is taken first, so that nothing is replaced.
        file.open("xb").close()
        beside.replace(file)


def _unwritable(path: Path, error: OSError) -> QuizError:
    return QuizError("file-unwritable", path=str(path), reason=(error.strerror or str(error)).lower())
