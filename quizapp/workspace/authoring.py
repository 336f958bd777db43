"""Follows a deck file while its author writes it. No history is touched here."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from quizapp.errors import QuizError
from quizapp.library.check import RACY_NS, Checker
from quizapp.library.model import Card, Deck, Level, Problem
from quizapp.library.roots import MISSING, Library, Stat, look
from quizapp.library.safe_open import Refused, read_bytes
from quizapp.library.shelf import digest
from quizapp.workspace.draft import Draft, drafted

_UNREADABLE = frozenset(
    ("Y101", "Y102", "Y103", "Y104", "Y105", "Y106", "Y107", "Y109", "Y110", "Y111", "S101", "S109", "S110")
)
"""Problems with which a file says nothing at all."""

_DENIED = "Y106"


class EditPlace(NamedTuple):
    """Where an editor is to open: a file, a line and a column, both counted from 1."""

    file: Path
    line: int
    column: int = 1


class Authoring:
    """One deck file, looked at again and again. `draft` is what was seen last; the file may come and go."""

    def __init__(self, library: Library, path: str, now_ns: int) -> None:
        """`path` lies below the library's root. `now_ns` is the time of day in nanoseconds."""
        self._lock = Lock()
        self._known: dict[str, Card] = {}
        self._last: Deck | None = None
        self._digest: bytes | None = None
        self._good: tuple[bytes | None, int] = (None, MISSING)
        self._looks: tuple[Stat, ...] = ()
        self._beside: frozenset[str] = frozenset()
        self._left: tuple[Library, str] | None = None
        self._follow(library, path)
        self.draft = drafted(self.shown_path, None, (), {})
        self.poll(now_ns)

    def _follow(self, library: Library, path: str) -> None:
        self.library = library if library.only == path else library._replace(only=path, shown=None)
        self.path = path
        self._checker = Checker((self.library,))
        self._seen: tuple[Stat, Deck | None, tuple[Problem, ...]] | None = None

    @property
    def file(self) -> Path:
        return self.library.root / self.path

    @property
    def shown_path(self) -> str:
        return self.library.path(self.path)

    # -- following the file -----------------------------------------------------------------------

    def poll(self, now_ns: int) -> Draft:
        """The draft as the files now stand, the same object while nothing changed. May be called from a
        thread. `now_ns` is the time of day in nanoseconds."""
        with self._lock:
            stat = self._found()
            if self._is_settled(stat, now_ns):
                return self.draft
            self._looks = self._source_looks()
            checked = self._checker.check(now_ns)
            if any(problem.code == _DENIED for problem in checked.problems):
                # Neither size nor time of a file tells that its owner may read it again.
                self._checker = Checker((self.library,))
            deck = checked.decks[0] if checked.decks else None
            seen = (stat, deck, checked.problems)
            if seen != self._seen:
                self._seen, self._digest = seen, self._digested()
                self.draft = self._drafted(*seen)
                self._looks = self._source_looks()
            return self.draft

    def _is_settled(self, stat: Stat, now_ns: int) -> bool:
        """Whether the file was saved a moment ago and is byte for byte what was read then. The checker would
        read it again and again in that time, because the clocks of some files tick slowly."""
        if self._seen is None or stat != self._seen[0] or now_ns - stat.mtime_ns >= RACY_NS:
            return False
        return self._looks == self._source_looks() and self._digest == self._digested()

    def _source_looks(self) -> tuple[Stat, ...]:
        prefix = f"{self.library.key}/"
        paths = (source.ref.removeprefix(prefix) for source in self.draft.sources)
        return tuple(look(self.library.root, path) for path in paths)

    def _digested(self) -> bytes | None:
        try:
            return digest(read_bytes(self.library.root, self.path))
        except Refused:
            return None

    def _drafted(self, stat: Stat, deck: Deck | None, problems: tuple[Problem, ...]) -> Draft:
        stale = self._last is not None and (deck is None or _is_cut(self._last, deck, problems))
        if deck is not None and not stale:
            self._last = deck
            self._known |= {card.id: card for card in deck.cards}
            self._good = (self._digest, stat.size)
        saved_ns = None if stat.size == MISSING else stat.mtime_ns
        shown = self._last if stale else deck
        return drafted(self.shown_path, shown, problems, self._known, stale=stale, saved_ns=saved_ns)

    def _found(self) -> Stat:
        """The look of the file, which is followed to another name and back to the one it had before."""
        if self._left is not None and look(self._left[0].root, self._left[1]).regular:
            self._follow(*self._left)
            self._left = None
        stat = look(self.library.root, self.path)
        if stat.size != MISSING:
            self._beside = frozenset(self._paths_beside())
        elif (renamed := self._renamed()) is not None:
            self._left = (self.library, self.path)
            self._follow(self.library._replace(only=None), renamed)
            stat = look(self.library.root, self.path)
        return stat

    def _renamed(self) -> str | None:
        """The deck file that holds byte for byte what the one that is gone last held, and was not beside it:
        a copy from before is not the file under another name."""
        known, size = self._good
        if known is None:
            return None
        for path in sorted(set(self._paths_beside()) - self._beside):
            with suppress(Refused):
                same_size = look(self.library.root, path).size == size
                if same_size and digest(read_bytes(self.library.root, path)) == known:
                    return path
        return None

    def _paths_beside(self) -> list[str]:
        """The deck files of the same folder, as paths below the root."""
        folder = os.path.dirname(self.path)  # noqa: PTH120 - a path below the root, with `/`
        try:
            names = os.listdir(self.library.root / folder)  # noqa: PTH208 - names are all that counts
        except OSError:
            return []
        decks = (one for one in names if one.lower().endswith((".yaml", ".yml")) and not one.startswith("."))
        return [f"{folder}/{name}" if folder else name for name in decks]

    # -- for whoever edits it ---------------------------------------------------------------------

    def place_of(self, problem: Problem) -> EditPlace:
        """Where a problem stands, in the deck or in one of its sources."""
        return EditPlace(Path(problem.file).absolute(), problem.line, problem.column)

    def expect_own(self) -> None:
        """Raises QuizError "deck-shipped" where the deck came with quizapp: it is not edited in place."""
        if self.library.name == "shipped":
            raise QuizError("deck-shipped", path=self.shown_path)

    def holds(self, data: bytes) -> bool:
        """Whether these bytes of the file are what the draft shows."""
        return not self.draft.stale and digest(data) == self._digest


def _is_cut(last: Deck, deck: Deck, problems: tuple[Problem, ...]) -> bool:
    """Whether an error costs the deck all its cards or its last ones, or a source, without which nothing is
    quoted."""
    errors = [one.code for one in problems if one.card is None and one.level is Level.ERROR]
    gone = {source.ref for source in last.sources} - {source.ref for source in deck.sources}
    cardless = bool(last.cards and errors) and not deck.cards
    sourceless = bool(gone) and not _UNREADABLE.isdisjoint(errors)
    return cardless or sourceless or _ends_early(last, deck, problems)


def _ends_early(last: Deck, deck: Deck, problems: tuple[Problem, ...]) -> bool:
    """Whether a file ends in a broken card and lacks those that stood behind it: it is only half written."""
    end = max((card.line for card in deck.cards), default=0)
    broken = {
        one.card for one in problems if one.level is Level.ERROR and one.file == deck.path and one.line > end
    }
    known = [card.id for card in last.cards]
    there = {card.id for card in deck.cards} | broken
    gone = [id for id in known if id not in there]
    # A broken card that nobody knows may be one of them under another name.
    return len(gone) > len(broken - set(known)) and bool(broken) and known[-len(gone) :] == gone
