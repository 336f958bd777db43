"""Brings the index to the state of the files: looks at all, reads only what may differ."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

from quizapp.library.index import Refreshed
from quizapp.library.roots import MISSING, Library, Stat, look, scan
from quizapp.named import NamedTuple

RACY_NS = 2_000_000_000
"""A file modified within this time of its indexing is read again: some clocks of files tick that slowly."""


class _Row(NamedTuple):
    """What the index knows of a file."""

    id: int
    size: int
    mtime_ns: int
    regular: int
    digest: bytes | None
    indexed_ns: int


class _Stale(NamedTuple):
    """A deck file that may have changed; `rank` is the precedence of its library."""

    library: Library
    rank: int
    stat: Stat
    row: _Row | None
    source_changed: bool


def refresh(
    connection: sqlite3.Connection,
    libraries: Sequence[Library],
    now_ns: int,
    progress: Callable[[int, int], None] | None,
) -> Refreshed:
    """See `Index.refresh`. With nothing changed it only stats and reads one table."""
    rows = _rows(connection)
    wanted = [(library, rank, stat) for rank, library in enumerate(libraries) for stat in scan(library)]
    changed_sources, touched = _looked_sources(rows, libraries, now_ns)
    citing = _citing(connection, changed_sources)
    stale = list(_stale(wanted, rows, citing))
    present = {(str(library.root), stat.path) for library, _, stat in wanted}
    gone = [
        row.id for (root, path, role), row in rows.items() if role == "deck" and (root, path) not in present
    ]
    moved = _moved(connection, libraries)
    if not (stale or gone or touched or moved):
        return Refreshed(frozenset(), frozenset(), 0)
    from quizapp.library.index_writer import IndexWriter

    writer = IndexWriter(connection, now_ns)
    if gone or moved:
        writer.drop(gone, libraries)
    writer.touch(touched)
    read = 0
    shelves = writer.shelves(libraries)
    for count, one in enumerate(stale, 1):
        known = None if one.row is None or one.source_changed else one.row.digest
        read += writer.bring(shelves[one.library], one.rank, one.stat, known)
        if progress is not None:
            progress(count, len(stale))
    writer.tidy_sources()
    return Refreshed(frozenset(writer.changed), frozenset(writer.removed), read)


def _rows(connection: sqlite3.Connection) -> dict[tuple[str, str, str], _Row]:
    """The known files by root, path and role."""
    return {
        (root, path, role): _Row(*known)
        for root, path, role, *known in connection.execute(
            "SELECT root, path, role, id, size, mtime_ns, regular, sha256, indexed_ns FROM file"
        )
    }


def _looks_same(row: _Row, stat: Stat) -> bool:
    return row.size == stat.size and row.mtime_ns == stat.mtime_ns and row.regular == stat.regular


def _may_differ(row: _Row, stat: Stat) -> bool:
    if not _looks_same(row, stat):
        return True
    return row.indexed_ns - stat.mtime_ns < RACY_NS and stat.size != MISSING and stat.regular


def _looked_sources(
    rows: dict[tuple[str, str, str], _Row], libraries: Sequence[Library], now_ns: int
) -> tuple[list[int], list[tuple[int, Stat]]]:
    """The ids of the source files that differ from what was indexed, and the looks of those that do not."""
    roots = {str(library.root): library for library in libraries}
    changed: list[int] = []
    touched: list[tuple[int, Stat]] = []
    for (root, path, role), row in rows.items():
        if role != "source" or root not in roots:
            continue
        stat = look(roots[root].root, path)
        if not _may_differ(row, stat):
            continue
        if row.size != stat.size or not _same_bytes(roots[root], row, stat):
            changed.append(row.id)
        elif not _looks_same(row, stat) or now_ns - stat.mtime_ns >= RACY_NS:
            touched.append((row.id, stat))
    return changed, touched


def _same_bytes(library: Library, row: _Row, stat: Stat) -> bool:
    from quizapp.library.safe_open import Refused, read_bytes
    from quizapp.library.shelf import digest

    try:
        found = digest(read_bytes(library.root, stat.path))
    except Refused:
        found = None
    return found is not None and found == row.digest


def _citing(connection: sqlite3.Connection, sources: Sequence[int]) -> frozenset[int]:
    """The deck files that cite any of the sources."""
    return frozenset(
        deck
        for source in sources
        for (deck,) in connection.execute("SELECT deck FROM cites WHERE source = ?", (source,))
    )


def _stale(
    wanted: list[tuple[Library, int, Stat]],
    rows: dict[tuple[str, str, str], _Row],
    citing: frozenset[int],
) -> Iterator[_Stale]:
    for library, rank, stat in wanted:
        row = rows.get((str(library.root), stat.path, "deck"))
        if row is None or row.id in citing or _may_differ(row, stat):
            yield _Stale(library, rank, stat, row, row is not None and row.id in citing)


def _moved(connection: sqlite3.Connection, libraries: Sequence[Library]) -> bool:
    """Whether a known library has another precedence or name than when it was indexed."""
    now = {str(library.root): (rank, library.name) for rank, library in enumerate(libraries)}
    known = connection.execute(
        "SELECT DISTINCT root, rank, library FROM deck JOIN file ON file.id = deck.file"
    )
    return any(root in now and now[root] != (rank, name) for root, rank, name in known)
