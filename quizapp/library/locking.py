"""Locks decks: works out what the lock of a deck would say now, and writes it beside the deck."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from quizapp.errors import QuizError
from quizapp.library.drift import GONE, Drift
from quizapp.library.following import Followed, Watch
from quizapp.library.lock import Lock, LockedQuote, lock_path, lock_text
from quizapp.library.lock_problems import FOLLOWED
from quizapp.library.model import Card, Deck, Level, Passage, Source
from quizapp.library.roots import MISSING, Library, look
from quizapp.library.safe_open import Refused, read_bytes
from quizapp.library.shelf import Shelf
from quizapp.system import replace_file

_UNFOUND = frozenset(("S101", "S102", "S103", "S104", "S105", "S106", "S107", "S111", "S112", "S113"))
"""The findings of a citation that leads nowhere."""


class State(StrEnum):
    """What the lock of a deck is like: as it would be written now, otherwise, not there, or not to be had
    because quotes of the deck are not found."""

    CURRENT = "current"
    STALE = "stale"
    MISSING = "missing"
    REFUSED = "refused"
    UNREAD = "unread"


class Missing(NamedTuple):
    """A card whose quotes are not found; `kept` says that a former lock holds them."""

    card: str
    line: int
    kept: bool


class Locked(NamedTuple):
    """A deck with the lock that it would have. `below` is the path of the deck below its library's root,
    `missing` are the cards that stand in the way, `taken` those that cite a whole paragraph which reads
    otherwise now and is taken as it is; `edited` says that new words for some of the missing are known."""

    library: Library
    below: str
    deck: str | None
    state: State
    text: str
    quotes: int = 0
    missing: tuple[Missing, ...] = ()
    taken: tuple[Missing, ...] = ()
    edited: bool = False

    @property
    def path(self) -> str:
        """The deck's path as the user would name it."""
        return self.library.path(self.below)

    @property
    def file(self) -> str:
        """The lock's path as the user would name it."""
        return self.library.path(lock_path(self.below))


def locked(shelf: Shelf, path: str, *, keep: bool = False) -> Locked:
    """The lock of the deck file at a path below the root. With `keep`, cards whose quotes are not found
    stand in no way: what a former lock says of them stays.

    Raises QuizError "lock-unreadable" (path): what nobody can read is not overwritten, for it may hold what
    sources no longer say.
    """
    library, read = shelf.library, shelf.read(path)
    if not isinstance(read.deck, Deck) or read.watch is None:
        return Locked(library, path, None, State.UNREAD, "")
    deck, watch = read.deck, read.watch
    if watch.lock is None and look(library.root, lock_path(path)).size != MISSING:
        raise QuizError("lock-unreadable", path=library.path(lock_path(path)))
    missing = _missing(deck, watch)
    out = {one.card for one in missing}
    sources = {source.ref: source for source in deck.sources}
    quotes, paragraphs = [], {}
    for card, passage in _citations(deck, out):
        quote, text = _quote(card, passage, sources[passage.source], watch.name(passage.source))
        quotes.append(quote)
        paragraphs[quote.source, quote.paragraph] = text
    cited = {quote.source for quote in quotes}
    digests = {watch.name(ref): watch.sha256(source) for ref, source in sources.items()}
    lock = Lock({name: digests[name] for name in cited}, paragraphs, (*quotes, *_kept(watch, out)))
    text = lock_text(lock)
    state = State.REFUSED if missing and not keep else _state(library, lock_path(path), text)
    taken = _taken(watch.followed, out)
    edited = any(one.drifted.drift is Drift.EDITED and not one.in_place for one in watch.followed)
    return Locked(library, path, deck.id, state, text, len(set(lock.quotes)), missing, taken, edited)


def write(lock: Locked) -> None:
    """Writes a lock beside its deck, whole or not at all.

    Raises QuizError "deck-shipped" (path) for a deck that came with the program, "deck-unwritable" (path,
    reason).
    """
    if is_packaged(lock.library):
        raise QuizError("deck-shipped", path=lock.path)
    try:
        replace_file(lock.library.root / lock_path(lock.below), lock.text.encode())
    except OSError as error:
        reason = (error.strerror or "?").lower()
        raise QuizError("deck-unwritable", path=lock.file, reason=reason) from None


def is_packaged(library: Library) -> bool:
    """Whether a library lies in the installed package."""
    return library.root.is_relative_to(Path(__file__).resolve().parent.parent)


def _citations(deck: Deck, out: set[str]) -> list[tuple[Card, Passage]]:
    return [(card, passage) for card in deck.cards if card.id not in out for passage in card.passages]


def _quote(card: Card, passage: Passage, source: Source, name: str) -> tuple[LockedQuote, str]:
    """The entry of a passage, and the text of its paragraph."""
    if passage.changed is None:
        number, (start, end) = passage.paragraph, passage.quote
        text = source.paragraphs[number - 1].text
    else:
        assert passage.changed.now is not None
        number, text, (start, end) = passage.changed.now
    return LockedQuote(card.id, name, number, start, end, text[start:end]), text


def _kept(watch: Watch, cards: set[str]) -> list[LockedQuote]:
    """What a former lock says of some cards, also by the name that a card had, each quote with its own
    paragraph."""
    former = watch.lock
    if former is None:
        return []
    kept = {quote: quote for quote in former.quotes if quote.card in cards}
    kept |= {one.entry: one.entry._replace(card=one.card) for one in watch.followed if one.card in cards}
    return [named._replace(former=former.passage(quote)) for quote, named in kept.items()]


def _missing(deck: Deck, watch: Watch) -> tuple[Missing, ...]:
    """The cards that cannot be locked, in the order of the file."""
    read = {card.id for card in deck.cards}
    former = {quote.card for quote in watch.lock.quotes} if watch.lock else set()
    former |= {one.card for one in watch.followed}
    lines: dict[str, int] = {}
    for one in watch.followed:
        if not one.in_place and (one.misnumbered or one.drifted.drift in GONE):
            lines.setdefault(one.card, one.line)
    for problem in deck.problems:
        card = problem.card
        unread = card is not None and card not in read and problem.level is Level.ERROR
        if card is not None and unread and (problem.code in _UNFOUND or card in former):
            lines.setdefault(card, problem.line)
    errors = [one for one in deck.problems if one.level is Level.ERROR and one.code not in FOLLOWED]
    if errors:
        # A source that cannot be read, or an id that is broken for the moment, hides what a card cites.
        quoting = {card.id for card in deck.cards if card.passages}
        renamed = {one.entry.card for one in watch.followed}
        for card in former - quoting - renamed:
            lines.setdefault(card, errors[0].line)
    found = [Missing(card, line, card in former) for card, line in lines.items()]
    return tuple(sorted(found, key=lambda one: (one.line, one.card)))


def _taken(followed: list[Followed], out: set[str]) -> tuple[Missing, ...]:
    return tuple(
        dict.fromkeys(
            Missing(one.card, one.line, kept=False)
            for one in followed
            if one.in_place and one.card not in out
        )
    )


def _state(library: Library, file: str, text: str) -> State:
    if look(library.root, file).size == MISSING:
        return State.MISSING
    try:
        current = read_bytes(library.root, file) == text.encode()
    except Refused:
        current = False
    return State.CURRENT if current else State.STALE
