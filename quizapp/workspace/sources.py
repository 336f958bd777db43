"""The sources of the studied libraries, with what is made of them: for `quizapp sources`."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizError
from quizapp.library.index import Index
from quizapp.library.model import Source
from quizapp.library.roots import Library
from quizapp.library.safe_open import Refused, read_bytes
from quizapp.messages import _

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

SUFFIXES = (".md", ".markdown", ".txt")
_MAX_DEPTH = 8


class SourceRow(NamedTuple):
    """A source: `name` is what `sources show` takes, `cards` counts the cards that cite it and `decks` names
    theirs. `original` is the file that it restates, `attached` whether the learner has attached that."""

    name: str
    ref: str
    source: Source
    cards: int
    decks: tuple[str, ...]
    attached: bool


def source_rows(workspace: Workspace) -> tuple[SourceRow, ...]:
    """Every source, cited or not, ordered by title."""
    from quizapp.workspace.originals import kept_at

    citing: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in workspace.index.key_rows():
        for paragraph in row.paragraphs:
            citing[paragraph.rpartition(":")[0]].add((row.deck, row.card_id))
    sources = list(every_source(workspace.index))
    names = _names(sources)
    rows = [
        SourceRow(
            name=names[source.ref],
            ref=source.ref,
            source=source,
            cards=len(citing[source.ref]),
            decks=tuple(sorted({deck for deck, _card in citing[source.ref]})),
            attached=source.original is not None
            and kept_at(workspace.history.folder, source.original.sha256).is_file(),
        )
        for source in sources
    ]
    return tuple(sorted(rows, key=lambda row: (row.source.title.casefold(), row.ref)))


def find_source(workspace: Workspace, wanted: str) -> SourceRow:
    """The source of a name or a ref. Raises QuizError "no-source" (source, known) and "no-source-but"."""
    rows = source_rows(workspace)
    for row in rows:
        if wanted in (row.name, row.ref):
            return row
    named = [row for row in rows if wanted in (_path(row.source), _stem(row.source))]
    if len(named) == 1:
        return named[0]
    known = [row.name for row in named or rows]
    from difflib import get_close_matches

    near = get_close_matches(wanted, known, n=1)
    if near:
        nearest = _("“{word}”").format(word=near[0])
        raise QuizError("no-source-but", exit_code=2, source=wanted, nearest=nearest)
    raise QuizError("no-source", exit_code=2, source=wanted, known=", ".join(known) or "—")


def every_source(index: Index) -> Iterator[Source]:
    """The sources that decks cite, then the files in `seeds/` that none cites."""
    seen = set()
    for source in index.sources():
        seen.add(source.ref)
        yield source
    for library in index.libraries():
        for path in _files(library):
            if f"{library.key}/{path}" not in seen:
                source_read = _read(library, path)
                if source_read is not None:
                    yield source_read


def _read(library: Library, path: str) -> Source | None:
    from quizapp.library.sources import read_source

    try:
        data = read_bytes(library.root, path)
    except (Refused, OSError):
        return None
    return read_source(f"{library.key}/{path}", data, file=path).source


def _files(library: Library) -> Iterator[str]:
    """The source files below `seeds/`, no link followed."""
    if library.only is not None:
        return
    for folder, folders, files in os.walk(library.root / "seeds"):
        below = os.path.relpath(folder, library.root).replace(os.sep, "/")
        hidden = below.count("/") >= _MAX_DEPTH
        folders[:] = [] if hidden else sorted(name for name in folders if not name.startswith("."))
        yield from (f"{below}/{file}" for file in sorted(files) if file.lower().endswith(SUFFIXES))


def _names(sources: list[Source]) -> dict[str, str]:
    """By ref, the shortest name that no other source has: its id, its file's stem, its path, or the ref."""
    names: dict[str, str] = {}
    for way in (lambda source: source.id or _stem(source), _stem, _path, lambda source: source.ref):
        left = [source for source in sources if source.ref not in names]
        counts = Counter(way(source) for source in left)
        names |= {source.ref: way(source) for source in left if counts[way(source)] == 1}
    return names


def _path(source: Source) -> str:
    """The path below the library's root, or the key of a source inside its deck."""
    return source.ref.partition("/")[2]


def _stem(source: Source) -> str:
    file = source.ref.rpartition("/")[2]
    return file.rpartition(".")[0] or file
