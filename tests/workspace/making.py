"""A small library, a clock turned by hand, and the workspace over both."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quizapp.library.index import Index
from quizapp.library.roots import given_libraries
from quizapp.settings import Settings
from quizapp.store.history import History
from quizapp.store.model import Event, EventKind
from quizapp.study.model import Rating
from quizapp.workspace.model import Answered, Asking
from quizapp.workspace.sitting import Sitting
from quizapp.workspace.workspace import Workspace
from tests.store.making import DAY_MS, NOON_MS, HandClock

__all__ = ["DAY_MS", "MINUTE_MS", "NOON_MS", "Desk", "HandClock"]

MINUTE_MS = 60_000

PARAGRAPHS = 40

CardFields = Mapping[str, Any]


def short(answer: str = "oui", **more: Any) -> CardFields:
    return {"question": "Quoi ?", "answer": answer, **more}


def numbered(count: int) -> dict[str, CardFields]:
    """So many cards k0, k1, …, each with an answer of its own."""
    return {f"k{n}": short(f"réponse{n}") for n in range(count)}


def reversed_card(**more: Any) -> CardFields:
    return {"front": "recto", "back": "verso", "reverse": True, **more}


def cloze(gaps: int, **more: Any) -> CardFields:
    text = " ".join(f"{{{{c{n}::mot{n}}}}}" for n in range(1, gaps + 1))
    return {"cloze": f"Voici {text}.", **more}


def choice(**more: Any) -> CardFields:
    return {"question": "Lequel ?", "right": "bon", "wrong": [{"text": "mauvais", "why": "Non."}], **more}


def essay(**more: Any) -> CardFields:
    return {"essay": "Pourquoi ?", "rubric": ["une raison", "une autre"], **more}


class Desk:
    """A library and a history in one folder, opened as often as a test wants."""

    def __init__(self, root: Path, *, settings: Settings | None = None) -> None:
        self.root = root
        self.clock = HandClock()
        self.settings = settings or Settings()
        self.cache = root / "cache.sqlite"
        (root / "library" / "decks").mkdir(parents=True)
        self._opened: list[Workspace] = []

    def write(self, deck: str, cards: Mapping[str, CardFields]) -> None:
        """Writes a deck whose cards take turns with its paragraphs; JSON is YAML without care for quotes."""
        each = [
            {"id": id, "inference": True, "para": number % PARAGRAPHS + 1, **fields}
            for number, (id, fields) in enumerate(cards.items())
        ]
        head = {
            "format": 1,
            "deck": {"id": deck, "title": f"Deck {deck}", "lang": "fr"},
            "sources": {
                "s": {"title": "Source", "text": "\n\n".join(["Un paragraphe. Une phrase."] * PARAGRAPHS)}
            },
            "defaults": {"source": "s"},
        }
        lines = [f"{key}: {json.dumps(value)}" for key, value in head.items()]
        lines += ["cards:" if each else "cards: []", *(f"  - {json.dumps(card)}" for card in each)]
        text = "\n".join(lines) + "\n"
        self.path(deck).write_text(text, "utf-8")

    def path(self, deck: str) -> Path:
        return self.root / "library" / "decks" / f"{deck}.yaml"

    def open(self, *, writing: bool = True, cache: Path | None = None) -> Workspace:
        folder = self.root / "data"
        if writing:
            history = History.open(folder, clock=self.clock, rollover_hour=self.settings.rollover_hour)
            assert isinstance(history._source, sqlite3.Connection)
            # Durability is proved in the store's tests; here it would only take time.
            history._source.execute("PRAGMA synchronous = OFF")
        else:
            history = History.read(folder)
        workspace = Workspace(
            settings=self.settings,
            clock=self.clock,
            libraries=given_libraries((self.root / "library",)),
            index=Index.open(cache or self.cache),
            history=history,
            writing=writing,
        )
        workspace.reload()
        self._opened.append(workspace)
        return workspace

    def close(self) -> None:
        while self._opened:
            self._opened.pop().close()

    def wait(self, ms: int) -> None:
        self.clock.at_ms += ms


def asking(sitting: Sitting) -> Asking:
    assert isinstance(sitting.moment, Asking), sitting.moment
    return sitting.moment


def answered(sitting: Sitting) -> Answered:
    assert isinstance(sitting.moment, Answered), sitting.moment
    return sitting.moment


def answer(sitting: Sitting, rating: Rating = Rating.EASY, response: str | None = None) -> str:
    """Answers the question on screen and rates it; gives its key."""
    key = asking(sitting).key
    sitting.submit(response)
    sitting.rate(rating)
    return key


def answer_all(sitting: Sitting, rating: Rating = Rating.EASY) -> list[str]:
    """Answers what is asked until nothing is; gives the keys."""
    keys = []
    while isinstance(sitting.moment, Asking):
        keys.append(answer(sitting, rating))
    return keys


def events(workspace: Workspace, kind: EventKind) -> list[Event]:
    return [event for event in workspace.history.events() if event.kind == kind]


def roster_rows(workspace: Workspace) -> list[tuple[Any, ...]]:
    """What the roster says, once caught up, with the tags and paragraphs themselves."""
    workspace.catch_up()
    joined = (
        "SELECT * FROM roster JOIN roster_tags ON roster_tags.id = roster.tags"
        " JOIN roster_cites ON roster_cites.id = roster.cites ORDER BY key"
    )
    cursor = workspace.index.connection.execute(joined)
    names = [name for name, *_ in cursor.description]
    numbers = {at for at, name in enumerate(names) if name in {"id", "cites"}} | {names.index("tags")}
    return [tuple(cell for at, cell in enumerate(row) if at not in numbers) for row in cursor]
