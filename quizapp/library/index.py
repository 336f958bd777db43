"""Keeps what the deck files say in one SQLite file, so that starting reads no deck that has not changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from quizapp.errors import QuizError
from quizapp.library import cache_file, payloads
from quizapp.library.model import Card, CardKey, Problem, Source
from quizapp.library.roots import Library
from quizapp.named import NamedTuple
from quizapp.questions.folding import in_lists
from quizapp.recent import Recent


class DeckRow(NamedTuple):
    """A deck that can be studied. `library` is `shipped`, `user` or `given`; `shadows` says that it stands
    in for a deck of the same id in another library. `errors` and `warnings` count its file's problems."""

    id: str
    title: str
    lang: str
    library: str
    path: str
    cards: int
    faces: int
    errors: int
    warnings: int
    shadows: bool


class KeyRow(NamedTuple):
    """A face that can be scheduled. `position` counts the faces of its deck in the order of the file;
    `paragraphs` holds one `ref:paragraph` a passage."""

    key: CardKey
    deck: str
    card_id: str
    face: str
    position: int
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]
    answer_print: str
    prompt_print: str


class TextBlock(NamedTuple):
    """Neighbouring faces of a deck: the number of their row in the table `folded`, the first one's position,
    and the runs of letters in their texts."""

    id: int
    deck: str
    position: int
    runs: str


class Refreshed(NamedTuple):
    """What a refresh found changed: faces new or changed, faces gone, and the deck files it read."""

    changed_keys: frozenset[CardKey]
    removed_keys: frozenset[CardKey]
    read_files: int


class Index:
    """The decks of a set of libraries, as last refreshed.

    One cache file serves one set of libraries; a file of another set is brought to this one, at the cost of
    reading anew. An Index may pass from thread to thread, but serves one at a time.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection = connection
        self._path = path
        self._libraries: dict[str, Library] = {}
        self._recent = Recent()

    @classmethod
    def open(cls, path: Path) -> Index:
        """The index at `path`, made anew if missing, broken or of another version; in memory if it cannot
        be written there."""
        return cls(cache_file.open_cache(path), path)

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, in autocommit, on which the roster keeps its table. `refresh` may replace it."""
        return self._connection

    def close(self) -> None:
        self._connection.close()

    def beside(self) -> Index | None:
        """The same index for another thread, over a connection of its own; None where it is not in a file."""
        file = _file(self._connection)
        if not file:
            return None
        other = Index(cache_file.open_cache(Path(file)), None)
        if _file(other.connection) != file:
            other.close()
            return None
        other._libraries = dict(self._libraries)
        return other

    def refresh(
        self,
        libraries: Sequence[Library],
        now_ns: int,
        progress: Callable[[int, int], None] | None = None,
    ) -> Refreshed:
        """Brings the index to the state of the files; later libraries take precedence over earlier ones.

        `now_ns` is the clock of the file system (`time.time_ns`), not the clock of the study. Each deck is
        committed as it is read; `progress` is then called with the number read and the number to read.
        """
        from quizapp.library.refresh import refresh

        self._libraries = {str(library.root): library for library in libraries}
        try:
            return refresh(self._connection, libraries, now_ns, progress)
        except sqlite3.OperationalError:
            # Another app keeps the file locked, or the disk is full: this one goes on without it.
            replacement = cache_file.memory_cache()
        except sqlite3.DatabaseError:
            self._connection.close()
            if self._path is not None:
                cache_file.discard(self._path)
                replacement = cache_file.open_cache(self._path)
        self._connection.close()
        self._connection = replacement
        return refresh(self._connection, libraries, now_ns, progress)

    def stamp(self) -> int:
        """Grows with every change of a studied deck, across all apps that share the file."""
        found: int = self._connection.execute("SELECT stamp FROM meta").fetchone()[0]
        return found

    def changed_since(self, stamp: int) -> frozenset[CardKey]:
        """The live faces that have become new or different since `stamp` was taken."""
        rows = self._connection.execute(
            "SELECT face.key FROM face JOIN deck ON deck.file = face.file WHERE face.stamp > ? AND deck.live",
            (stamp,),
        )
        return frozenset(key for (key,) in rows)

    def decks(self) -> tuple[DeckRow, ...]:
        """The decks that can be studied, ordered by title as people read titles."""
        rows = self._connection.execute(
            "SELECT name, title, lang, library, root, path, cards, faces, errors, warnings, shadows"
            " FROM deck JOIN file ON file.id = deck.file WHERE live"
        )
        decks = [
            DeckRow._make((name, title, lang, library, self._shown(root, path), *counts, shadows == 1))
            for name, title, lang, library, root, path, *counts, shadows in rows
        ]
        return tuple(sorted(decks, key=lambda deck: (in_lists(deck.title), in_lists(deck.id))))

    def deck_ids(self) -> tuple[str, ...]:
        """The ids of the decks that can be studied, in order."""
        rows = self._connection.execute("SELECT name FROM deck WHERE live ORDER BY name")
        return tuple(name for (name,) in rows)

    def deck_title(self, deck_id: str) -> str | None:
        """The title of a deck that can be studied, None for an unknown one."""
        rows = self._connection.execute("SELECT title FROM deck WHERE name = ? AND live", (deck_id,))
        return next((title for (title,) in rows), None)

    def place(self, deck_id: str) -> tuple[Library, str]:
        """The library of a deck, and its file below the root. Raises QuizError `card-missing` (key)."""
        row = self._connection.execute(
            "SELECT root, path FROM deck JOIN file ON file.id = deck.file WHERE name = ? AND live", (deck_id,)
        ).fetchone()
        if row is None or row[0] not in self._libraries:
            raise QuizError("card-missing", key=deck_id)
        return self._libraries[row[0]], row[1]

    def card(self, key: CardKey) -> Card:
        """The card of a face. Raises QuizError `card-missing` (key)."""
        return self.titled_card(key)[0]

    def titled_card(self, key: CardKey) -> tuple[Card, str]:
        """The card of a face, and the title of its deck. Raises QuizError `card-missing` (key)."""
        return self._recent.get(self._connection, ("card", key), lambda: self._read_card(key))

    def _read_card(self, key: CardKey) -> tuple[Card, str]:
        row = self._connection.execute(
            "SELECT deck.name, card.name, deck.lang, card.line, card.payload, deck.title FROM face"
            " JOIN deck ON deck.file = face.file JOIN card ON card.id = face.card"
            " WHERE face.key = ? AND deck.live",
            (key,),
        ).fetchone()
        if row is None:
            raise QuizError("card-missing", key=key)
        deck, card, lang, line, text, title = row
        return payloads.card_from(text, deck=deck, card=card, lang=lang, line=line), title

    def source(self, ref: str) -> Source:
        """The source that passages name `ref`. Raises QuizError `source-missing` (ref)."""
        return self._recent.get(self._connection, ("source", ref), lambda: self._read_source(ref))

    def _read_source(self, ref: str) -> Source:
        row = self._connection.execute(
            "SELECT payload FROM source LEFT JOIN deck ON deck.file = source.file"
            " WHERE ref = ? AND coalesce(deck.live, 1)",
            (ref,),
        ).fetchone()
        if row is None:
            raise QuizError("source-missing", ref=ref)
        return payloads.source_from(ref, row[0])

    def source_titles(self, refs: Sequence[str]) -> dict[str, str]:
        """The titles of those of some sources that are there, by ref."""
        rows = self._connection.execute(
            "SELECT ref, source.title FROM source LEFT JOIN deck ON deck.file = source.file"
            " WHERE ref IN (SELECT value FROM json_each(?)) AND coalesce(deck.live, 1)",
            (json.dumps(refs),),
        )
        return dict(rows.fetchall())

    def sources(self) -> Iterator[Source]:
        """Every source that a studied deck or a file of any library names, in the order of their refs."""
        rows = self._connection.execute(
            "SELECT ref, payload FROM source LEFT JOIN deck ON deck.file = source.file"
            " WHERE coalesce(deck.live, 1) ORDER BY ref"
        )
        for ref, payload in rows.fetchall():
            yield payloads.source_from(ref, payload)

    def libraries(self) -> tuple[Library, ...]:
        """The libraries of the last refresh; later ones take precedence."""
        return tuple(self._libraries.values())

    def vocabulary(self, deck_id: str) -> frozenset[str]:
        """The folded words of a deck and of its sources; empty for an unknown deck."""
        return self._recent.get(self._connection, ("words", deck_id), lambda: self._read_words(deck_id))

    def _read_words(self, deck_id: str) -> frozenset[str]:
        row = self._connection.execute(
            "SELECT words FROM deck WHERE name = ? AND live", (deck_id,)
        ).fetchone()
        return frozenset(row[0].split(" ")) if row else frozenset()

    def text_blocks(self) -> dict[str, list[TextBlock]]:
        """The blocks of texts by the id of their deck, in the order of the faces."""
        return self._recent.get(self._connection, ("blocks",), self._read_blocks)

    def _read_blocks(self) -> dict[str, list[TextBlock]]:
        rows = self._connection.execute(
            "SELECT folded.id, name, position, runs FROM deck JOIN folded USING (file) WHERE live"
        )
        blocks: dict[str, list[TextBlock]] = {}
        # By SQLite, all the runs would pass through its sorter.
        for block in sorted(map(TextBlock._make, rows), key=lambda block: (block.deck, block.position)):
            blocks.setdefault(block.deck, []).append(block)
        return blocks

    def key_rows(self) -> Iterator[KeyRow]:
        """Every face that can be studied, deck by deck, in the order of the files."""
        rows = self._connection.execute(
            "SELECT face.key, deck.name, card.name, face.face, face.position, tags, paragraphs, answer_print,"
            " prompt_print FROM deck JOIN face ON face.file = deck.file JOIN card ON card.id = face.card"
            " WHERE deck.live ORDER BY deck.name, face.position"
        )
        for key, deck, card, face, position, tags, paragraphs, answer, prompt in rows:
            yield KeyRow(
                CardKey(key), deck, card, face, position, _texts(tags), _texts(paragraphs), answer, prompt
            )

    def problems(self) -> tuple[Problem, ...]:
        """Every problem of the files, in their order, with those of ids used twice."""
        rows = self._connection.execute(
            "SELECT root, code, level, problem.path, line, col, params, card FROM problem"
            " JOIN file ON file.id = problem.file ORDER BY file.root, file.path, ordinal"
        )
        problems = [
            payloads.problem_from(code, level, self._shown(root, path), *place)
            for root, code, level, path, *place in rows
        ]
        return tuple(dict.fromkeys((*problems, *self._duplicates())))

    def _duplicates(self) -> Iterator[Problem]:
        rows = self._connection.execute(
            "SELECT deck.name, root, path, line FROM deck JOIN file ON file.id = deck.file"
            " WHERE (root, deck.name) IN (SELECT root, name FROM deck JOIN file ON file.id = deck.file"
            " GROUP BY root, name HAVING count(*) > 1) ORDER BY root, path"
        )
        first: dict[tuple[str, str], str] = {}
        for name, root, path, line in rows:
            from quizapp.library.check import twice

            shown = self._shown(root, path)
            before = first.setdefault((root, name), shown)
            if before != shown:
                yield twice(name, before, shown, line)

    def _shown(self, root: str, path: str) -> str:
        library = self._libraries.get(root)
        return library.path(path) if library else f"{root}/{path}"


def _file(connection: sqlite3.Connection) -> str:
    """The path of a database, empty for one in memory."""
    return str(connection.execute("PRAGMA database_list").fetchone()[2])


def _texts(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()
