"""Writes decks into the index, one transaction a file, and tells which faces this has changed."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from quizapp.blake import blake2b
from quizapp.library import payloads
from quizapp.library.model import Card, CardKey, Deck, Level, Source
from quizapp.library.roots import MISSING, Library, Stat
from quizapp.library.safe_open import Refused, read_bytes
from quizapp.library.shelf import DeckRead, Shelf, Shelved, digest
from quizapp.library.vocabulary import FOLDED_FACES, card_words, folded_lines, runs, source_words

_RACY_NS = 2_000_000_000


class IndexWriter:
    """The changes of one refresh; `changed` and `removed` grow with each deck that is written."""

    def __init__(self, connection: sqlite3.Connection, now_ns: int) -> None:
        self._connection = connection
        self._now_ns = now_ns
        self._source_words: dict[str, frozenset[str]] = {}
        self.changed: set[CardKey] = set()
        self.removed: set[CardKey] = set()

    @staticmethod
    def shelves(libraries: Sequence[Library]) -> dict[Library, Shelf]:
        return {library: Shelf(library) for library in libraries}

    def drop(self, files: Iterable[int], libraries: Sequence[Library]) -> None:
        """Forgets deck files that are gone, and sets the precedence of the libraries anew."""
        with self._transaction():
            names = {name for (name,) in self._connection.execute("SELECT DISTINCT name FROM deck")}
            before = {name: self._live_faces(name) for name in names}
            self._connection.executemany("DELETE FROM file WHERE id = ?", [(file,) for file in files])
            for rank, library in enumerate(libraries):
                self._connection.execute(
                    "UPDATE deck SET rank = ?, library = ?"
                    " WHERE file IN (SELECT id FROM file WHERE root = ?)",
                    (rank, library.name, str(library.root)),
                )
            self._settle(before)

    def touch(self, looks: Iterable[tuple[int, Stat]]) -> None:
        """Notes the new looks of files whose bytes are the same."""
        rows = [(stat.size, stat.mtime_ns, self._now_ns, file) for file, stat in looks]
        if rows:
            with self._transaction():
                self._connection.executemany(
                    "UPDATE file SET size = ?, mtime_ns = ?, indexed_ns = ? WHERE id = ?", rows
                )

    def bring(self, shelf: Shelf, rank: int, stat: Stat, known: bytes | None) -> int:
        """Reads a deck file and writes what it says; 1 if it was read, 0 if its bytes are the known ones."""
        try:
            data = None if stat.size == MISSING else read_bytes(shelf.library.root, stat.path)
        except Refused:
            data = None
        if data is not None and known is not None and digest(data) == known:
            if self._now_ns - stat.mtime_ns >= _RACY_NS:
                with self._transaction():
                    self._file(shelf.library, stat, known, "deck")
            return 0
        read = shelf.read(stat.path, data)
        with self._transaction():
            self._store(shelf.library, rank, stat, read)
        return 1

    def tidy_sources(self) -> None:
        """Forgets the sources that no deck cites any more."""
        with self._transaction():
            self._connection.execute(
                "DELETE FROM file WHERE role = 'source' AND id NOT IN (SELECT source FROM cites)"
            )

    def _store(self, library: Library, rank: int, stat: Stat, read: DeckRead) -> None:
        connection = self._connection
        file = self._file(library, stat, read.digest, "deck")
        names = {name for (name,) in connection.execute("SELECT name FROM deck WHERE file = ?", (file,))}
        deck = read.deck
        if isinstance(deck, Deck):
            names.add(deck.id)
        before = {name: self._live_faces(name) for name in names}
        for table, column in (("deck", "file"), ("source", "file"), ("problem", "file"), ("cites", "deck")):
            connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (file,))
        for path, shelved in read.cited.items():
            self._store_source(file, library, path, shelved)
        if isinstance(deck, Deck):
            self._store_deck(file, library, rank, deck)
        connection.executemany(
            "INSERT INTO problem VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (file, ordinal, *payloads.problem_row(problem))
                for ordinal, problem in enumerate(deck.problems)
            ],
        )
        self._settle(before)

    def _file(self, library: Library, stat: Stat, digest: bytes | None, role: str) -> int:
        row = self._connection.execute(
            "INSERT INTO file (root, path, size, mtime_ns, regular, sha256, indexed_ns, role)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (root, path, role) DO UPDATE SET"
            " size = excluded.size, mtime_ns = excluded.mtime_ns, regular = excluded.regular,"
            " sha256 = excluded.sha256,"
            " indexed_ns = excluded.indexed_ns RETURNING id",
            (str(library.root), *stat[0:3], int(stat.regular), digest, self._now_ns, role),
        ).fetchone()
        return int(row[0])

    def _store_source(self, deck_file: int, library: Library, path: str, shelved: Shelved) -> None:
        file = self._file(library, shelved.stat, shelved.digest, "source")
        self._connection.execute("INSERT OR IGNORE INTO cites VALUES (?, ?)", (deck_file, file))
        if shelved.read is None:
            return
        self._connection.execute("DELETE FROM source WHERE file = ?", (file,))
        if not isinstance(shelved.read, Refused) and shelved.read.source is not None:
            self._insert_source(file, shelved.read.source)

    def _insert_source(self, file: int, source: Source) -> None:
        self._connection.execute(
            "INSERT INTO source (ref, file, id, title, payload) VALUES (?, ?, ?, ?, ?)",
            (source.ref, file, source.id, source.title, payloads.source_text(source)),
        )

    def _store_deck(self, file: int, library: Library, rank: int, deck: Deck) -> None:
        words = set().union(*(self._words(source) for source in deck.sources))
        words.update(*(card_words(card) for card in deck.cards))
        errors = sum(problem.level is Level.ERROR for problem in deck.problems)
        faces = sum(len(card.question.faces()) for card in deck.cards)
        counts = (len(deck.cards), faces, errors, len(deck.problems) - errors)
        self._connection.execute(
            "INSERT INTO deck"
            " (file, name, title, lang, library, rank, line, cards, faces, errors, warnings, words)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(file, deck.id, deck.title, deck.lang, library.name, rank, deck.line),
                *(*counts, " ".join(sorted(words))),
            ),
        )
        self._store_texts(file, folded_lines(deck))
        for source in deck.sources:
            if source.ref.startswith(f"{deck.id}/") and not source.ref.startswith(f"{library.key}/"):
                self._insert_source(file, source)
        position = 0
        for place, card in enumerate(deck.cards):
            text = payloads.card_text(card)
            cursor = self._connection.execute(
                "INSERT INTO card (file, name, position, line, kind, payload) VALUES (?, ?, ?, ?, ?, ?)",
                (file, card.id, place, card.line, card.question.kind, text),
            )
            assert cursor.lastrowid is not None
            rows = list(_face_rows(card, cursor.lastrowid, file, position, text))
            position += len(rows)
            self._connection.executemany("INSERT INTO face VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)", rows)

    def _store_texts(self, file: int, lines: Sequence[str]) -> None:
        for first in range(0, len(lines), FOLDED_FACES):
            text = "\n".join(lines[first : first + FOLDED_FACES])
            self._connection.execute(
                "INSERT INTO folded (file, position, runs, text) VALUES (?, ?, ?, ?)",
                (file, first, " ".join(sorted(runs(text))), text),
            )

    def _words(self, source: Source) -> frozenset[str]:
        if source.ref not in self._source_words:
            self._source_words[source.ref] = source_words(source)
        return self._source_words[source.ref]

    def _live_faces(self, name: str) -> dict[CardKey, tuple[bytes, int]]:
        rows = self._connection.execute(
            "SELECT key, content, stamp FROM deck JOIN face ON face.file = deck.file WHERE name = ? AND live",
            (name,),
        )
        return {CardKey(key): (content, stamp) for key, content, stamp in rows}

    def _settle(self, before: dict[str, dict[CardKey, tuple[bytes, int]]]) -> None:
        """Chooses the live deck of each id, and stamps the faces that differ from before."""
        (stamp,) = self._connection.execute("UPDATE meta SET stamp = stamp + 1 RETURNING stamp").fetchone()
        for name, old in before.items():
            file = self._enliven(name)
            new = self._live_faces(name)
            stamps = []
            for key, (content, _) in new.items():
                same = key in old and old[key][0] == content
                stamps.append((old[key][1] if same else stamp, key, file))
                if not same:
                    self.changed.add(key)
                    self.removed.discard(key)
            self._connection.executemany("UPDATE face SET stamp = ? WHERE key = ? AND file = ?", stamps)
            gone = old.keys() - new.keys()
            self.removed |= gone
            self.changed -= gone

    def _enliven(self, name: str) -> int | None:
        """Makes the deck of the last library live, within one library the first file's; gives its file."""
        rows = self._connection.execute(
            "SELECT deck.file, root FROM deck JOIN file ON file.id = deck.file WHERE name = ?"
            " ORDER BY rank DESC, path",
            (name,),
        ).fetchall()
        if not rows:
            return None
        file, root = rows[0]
        shadows = any(other != root for _, other in rows)
        self._connection.execute("UPDATE deck SET live = 0, shadows = 0 WHERE name = ?", (name,))
        self._connection.execute("UPDATE deck SET live = 1, shadows = ? WHERE file = ?", (int(shadows), file))
        return int(file)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _face_rows(
    card: Card, card_row: int, file: int, position: int, text: str
) -> Iterator[tuple[str, int, int, str, int, str, str, str, str, bytes]]:
    from quizapp.questions.prints import answer_print, prompt_print

    tags = json.dumps(card.tags)
    paragraphs = json.dumps(list(dict.fromkeys(f"{one.source}:{one.paragraph}" for one in card.passages)))
    for place, (face, key) in enumerate(zip(card.question.faces(), card.keys(), strict=True), position):
        prompt = prompt_print(card.question, face, card.image.alt if card.image else None)
        answer = answer_print(card.question, face)
        told = "\0".join((text, card.lang, str(place), tags, paragraphs, prompt, answer))
        content = blake2b(told.encode(), digest_size=16).digest()
        yield key, card_row, file, face, place, tags, paragraphs, prompt, answer, content
