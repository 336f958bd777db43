"""Answers and fetches with the `anki` package, in an environment of its own; the project never imports it.

`python anki_answers.py CARDS.tsv PAUSE` says that it is ready, then answers once for each line that it is
sent, after a pause of so many milliseconds, and prints the milliseconds of the answer with the next card.
A line of the file is a card: deck, front, back, then phase (0 new, 2 in review), days until it is due,
interval, stability, difficulty, reviews, lapses. Each review of a card becomes a row of the log.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer

DAY_S = 86_400
YEARS = 1_500
"""Days before today on which the collection was begun, so that no day in it is negative."""


def main(cards: Path, pause_ms: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "collection.anki2")
        fill(path, [line.split("\t") for line in cards.read_text("utf-8").splitlines()])
        collection = Collection(path)
        collection.set_config("fsrs", True)
        parent = collection.decks.id_for_name("All")
        assert parent is not None
        collection.decks.set_current(parent)
        answer(collection, pause_ms)
        collection.close()


def answer(collection: Collection, pause_ms: int) -> None:
    """Rates good card after card, each followed by the next one; the first, which builds the queue, is
    fetched before."""
    scheduler: Any = collection.sched
    queued = scheduler.get_queued_cards().cards[0]
    print("ready", flush=True)
    for _ in sys.stdin:
        card = collection.get_card(queued.card.id)
        card.start_timer()
        time.sleep(pause_ms / 1000)
        began = time.perf_counter()
        answer = scheduler.build_answer(card=card, states=queued.states, rating=CardAnswer.GOOD)
        scheduler.answer_card(answer)
        queued = scheduler.get_queued_cards().cards[0]
        collection.get_card(queued.card.id).note()
        print((time.perf_counter() - began) * 1000, flush=True)


def fill(path: str, cards: list[list[str]]) -> None:
    """Writes notes, cards and a log behind the package's back: its own way takes minutes."""
    collection = Collection(path)
    (today,) = [collection.sched.today + YEARS]
    collection.db.execute("UPDATE col SET crt = crt - ?", YEARS * DAY_S)
    basic = collection.models.by_name("Basic")
    assert basic is not None
    decks = {name: collection.decks.id(f"All::{name}") for name in dict.fromkeys(row[0] for row in cards)}
    now = int(time.time())
    first = (now - 2 * YEARS * DAY_S) * 1000
    notes: list[tuple[object, ...]] = []
    faces: list[tuple[object, ...]] = []
    reviews: list[tuple[object, ...]] = []
    for number, (deck, front, back, phase, due, interval, s, d, reps, lapses) in enumerate(cards):
        id, fields = first + number, f"{front}\x1f{back}"
        notes.append((id, f"guid{number}", basic["id"], now, -1, "", fields, front, number, 0, ""))
        kind = int(phase)
        memory = json.dumps({"s": float(s), "d": float(d), "dr": 0.9}) if kind else "{}"
        when = today + int(due) if kind else number
        state = (kind, kind, when, int(interval), 2500 if kind else 0, int(reps), int(lapses))
        faces.append((id, id, decks[deck], 0, now, -1, *state, 0, 0, 0, 0, memory))
        for review in range(int(reps)):
            at = first + len(cards) + len(reviews)
            reviews.append((at, id, -1, 3, review + 1, review, 2500, 8000, 1))
    collection.close()
    with sqlite3.connect(path) as connection:
        for table, rows in (("notes", notes), ("cards", faces), ("revlog", reviews)):
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    connection.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
