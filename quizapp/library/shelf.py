"""Reads the files of libraries, each source once, and tells which sources a deck has cited."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from quizapp.library.fields import Report
from quizapp.library.model import Deck, Problem
from quizapp.library.roots import MISSING, Library, Stat, look
from quizapp.library.safe_open import Refused, below, read_bytes

if TYPE_CHECKING:
    from quizapp.library.decks import Reading, Unread
    from quizapp.library.following import Watch
    from quizapp.library.sources import SourceRead


_DECKS = frozenset((".yaml", ".yml", ".json"))
"""The suffixes of files that lie beside decks and are no sources."""


class Shelved(NamedTuple):
    """A source file as it was read: its look just before, the digest of its bytes, what came of it; None for
    an image, of which only the look is kept."""

    stat: Stat
    digest: bytes | None
    read: SourceRead | Refused | None


class DeckRead(NamedTuple):
    """A deck file as read, and the sources and images it names with the place of its lock: paths below the
    root with what was found. `watch` tells what the lock came to; None where nothing was read."""

    reading: Reading
    digest: bytes | None
    cited: dict[str, Shelved]
    watch: Watch | None = None

    @property
    def deck(self) -> Deck | Unread:
        return self.reading.deck


def digest(data: bytes) -> bytes:
    """The SHA-256 of a file's bytes."""
    import hashlib

    return hashlib.sha256(data).digest()


@dataclass(slots=True)
class Shelf:
    """The sources of one reading of one library.

    With `shown`, problems name files as the user would; without, by their path below the root.
    """

    library: Library
    shown: bool = False
    _sources: dict[str, Shelved] = field(default_factory=dict)

    def read(self, path: str, data: bytes | None = None) -> DeckRead:
        """The deck file at a path below the root; `data` is its content where it has been read already."""
        from quizapp.library.decks import Reading, Unread, read_deck
        from quizapp.library.images import Found, inspect, place

        name = self._name(path)
        if data is None:
            try:
                data = read_bytes(self.library.root, path)
            except Refused as refused:
                report = Report(name)
                report.add_at(refused.code, 1, 1, **refused.params)
                return DeckRead(Reading(Unread(name, tuple(report.problems))), None, {})
        cited: dict[str, Shelved] = {}
        watch, faults = self._watch(path, cited)
        folder = posixpath.dirname(path)

        def load(reference: str, lang: str) -> SourceRead:
            source = below(folder, reference)
            cited[source] = shelved = self._source(source, lang)
            assert shelved.read is not None
            if isinstance(shelved.read, Refused):
                near = self._near(source, folder) if shelved.read.code == "Y105" else None
                raise Refused("Y111", path=reference, nearest=near) if near else shelved.read
            if shelved.read.source is not None and shelved.digest is not None:
                watch.add_file(shelved.read.source, source, folder, shelved.digest)
            return shelved.read

        def find(reference: str) -> Found:
            image = place(folder, reference)
            # A file that is a source too is watched as that already.
            cited.setdefault(image, Shelved(look(self.library.root, image), None, None))
            try:
                inspect(self.library.root, image)
            except Refused as refused:
                return Found(image, refused)
            return Found(image)

        reading = read_deck(data, path=name, load_source=load, find_image=find, watch=watch)
        if faults:
            deck, problems = reading.deck, (*faults, *reading.deck.problems)
            reading = reading._replace(
                deck=Unread(name, problems) if isinstance(deck, Unread) else deck._replace(problems=problems)
            )
        return DeckRead(reading, digest(data), cited, watch)

    def _watch(self, path: str, cited: dict[str, Shelved]) -> tuple[Watch, tuple[Problem, ...]]:
        """What the lock beside a deck says, and what is wrong with it. A missing lock is noted, too, so that
        the deck is read again when there is one."""
        from quizapp.library.following import Watch
        from quizapp.library.lock import BadLock, lock_path, read_lock

        file = lock_path(path)
        stat = look(self.library.root, file)
        cited[file] = Shelved(stat, None, None)
        if stat.size == MISSING:
            return Watch(None), ()
        report = Report(self._name(file))
        try:
            data = read_bytes(self.library.root, file)
            cited[file] = Shelved(stat, digest(data), None)
            return Watch(read_lock(data)), ()
        except Refused as refused:
            report.add_at(refused.code, 1, 1, **refused.params)
        except BadLock as bad:
            report.add_at("S407", bad.line, bad.column, wanted=bad.wanted)
        return Watch(None), tuple(report.problems)

    def _source(self, path: str, lang: str) -> Shelved:
        if path not in self._sources:
            self._sources[path] = self._read_source(path, lang)
        return self._sources[path]

    def _read_source(self, path: str, lang: str) -> Shelved:
        from quizapp.library.sources import read_source

        stat = look(self.library.root, path)
        try:
            data = read_bytes(self.library.root, path)
        except Refused as refused:
            return Shelved(stat, None, refused)
        read = read_source(f"{self.library.key}/{path}", data, file=self._name(path), lang=lang)
        return Shelved(stat, digest(data), read)

    def _near(self, missing: str, folder: str) -> str | None:
        """The file of nearly the same name, beside where one was looked for, beside the deck or among the
        seeds, as a deck in `folder` names it."""
        import difflib

        root, found = self.library.root, dict[str, str]()
        for place in dict.fromkeys((posixpath.dirname(missing), folder, "seeds")):
            try:
                names = sorted(file.name for file in (root / place).iterdir() if file.suffix not in _DECKS)
            except OSError:
                continue
            for name in filter(str.isprintable, names):
                found.setdefault(name, posixpath.join(place, name))
        near = difflib.get_close_matches(posixpath.basename(missing), found, n=1, cutoff=0.7)
        if not near or not look(root, found[near[0]]).regular:
            return None
        return posixpath.relpath(found[near[0]], folder or ".")

    def _name(self, path: str) -> str:
        return self.library.path(path) if self.shown else path
