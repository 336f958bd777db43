"""Writes the history of a learner who studied a library daily for years: seeded, and as valid as a real one.

`python -m tests.bench.making_history FOLDER [CARDS [REVIEWS]]` (100,000 and 1,000,000 by default) makes
FOLDER/library, FOLDER/data and FOLDER/cache, which every bench of scale takes by `--in FOLDER`; without that
it makes them anew in a temporary folder. The
decks are written as files (`making_library`) and indexed as by the program. Nine tenths of their faces are
there to be learnt over a thousand days, on each of which the learner rates what is due, then new faces, then
some ahead of their date, until the reviews come out as asked for; the last three days were missed. Forgetting
follows the memory model. Each answer is an attempt and a review, two events, which the store's own statements
write and its own fold takes into the derived tables.
"""

from __future__ import annotations

import heapq
import os
import random
import sqlite3
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from quizapp.library.index import Index
from quizapp.store import bodies, derived, log
from quizapp.store.database import FILE_NAME, open_to_write, transaction
from quizapp.store.device import Device
from quizapp.store.history import History
from quizapp.store.model import Event, EventKind, MemoryRow, NewEvent
from quizapp.store.replay import CardFold, Derived, Sums, day_sums
from quizapp.study.days import day_start_ms, study_day
from quizapp.study.memory import Fsrs
from quizapp.study.model import CardState, Memory, New, Phase, Rating, Scheduled, Stepping, StudyDay
from quizapp.workspace.workspace import Workspace
from tests.bench.making_library import make_library

NOW = "2026-03-01T09:00+00:00"
"""The moment at which the benches open the history, as `QUIZAPP_NOW` says it."""

NOW_MS = int(datetime.fromisoformat(NOW).timestamp() * 1000)

FILES = 100
DAYS = 1_000
MISSED = 3
LEARNT = 0.9
STEP_MS = 600_000
HOUR_MS = 3_600_000


class Face(NamedTuple):
    """A face as attempts tell of it."""

    key: str
    kind: str
    prompt_print: str
    answer_print: str


class Made(NamedTuple):
    """A library and its history; `environ` is what a program needs to study them at `NOW`."""

    library: Path
    data: Path
    environ: dict[str, str]

    def later(self) -> Made:
        """The same on the day after its last event, of which nothing was used up; never before `NOW`."""
        with History.read(self.data) as history:
            last = history.event(history.event_id(history.head()) or "")
        now_ms = max(NOW_MS, last.at_ms if last else 0) + 24 * HOUR_MS
        now = datetime.fromtimestamp(now_ms // 1000, UTC).isoformat()
        return self._replace(environ={**self.environ, "QUIZAPP_NOW": now})

    def open(self) -> Workspace:
        """The workspace over both, to write, as the program opens it; this process then keeps its index where
        the program does."""
        os.environ.update(self.environ)
        return Workspace.open(libraries=(self.library,), environ=self.environ, writing=True)


def make_large(folder: Path, cards: int, reviews: int) -> Made:
    """A library and its history below a folder, unless they lie there already; tells how long each took."""
    data, cache = folder / "data", folder / "cache"
    environ = {"QUIZAPP_NOW": NOW, "QUIZAPP_DATA": str(data), "XDG_CACHE_HOME": str(cache)}
    os.environ.update(environ)
    made = Made(folder / "library", data, environ)
    if not made.library.exists():
        files = min(FILES, max(1, cards // 100))
        with told(f"{cards:,} cards in {files} decks"):
            make_library(made.library, files, cards // files)
    with told("their index"), Workspace.open(libraries=(made.library,), environ=environ) as workspace:
        faces = faces_of(workspace.index)
    if not data.exists():
        with told(f"{reviews:,} reviews of {len(faces):,} faces"):
            make_history(data, faces, reviews)
    with told("their roster"), made.open():
        pass
    return made


@contextmanager
def large(parser: ArgumentParser, given: Sequence[str]) -> Iterator[tuple[Made, Namespace]]:
    """What the options of a bench name: `--in FOLDER`, `--cards N`, `--reviews M`; and all its options."""
    parser.add_argument("--in", dest="folder", type=Path, help="where `making_history` has written")
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--reviews", type=int, default=1_000_000)
    args = parser.parse_args(given)
    if args.folder is not None:
        yield make_large(args.folder.absolute(), args.cards, args.reviews), args
        return
    with tempfile.TemporaryDirectory() as name:
        yield make_large(Path(name), args.cards, args.reviews), args


@contextmanager
def told(what: str) -> Iterator[None]:
    """Says how long something took, in seconds."""
    began = time.perf_counter()
    yield
    print(f"{what:<42}{time.perf_counter() - began:9.1f} s", flush=True)


def faces_of(index: Index) -> list[Face]:
    """All faces of an index, deck by deck in the order of the files."""
    rows = index.connection.execute(
        "SELECT key, kind, prompt_print, answer_print FROM deck JOIN face ON face.file = deck.file"
        " JOIN card ON card.id = face.card ORDER BY deck.name, face.position"
    )
    return [Face(*row) for row in rows]


def make_history(folder: Path, faces: Sequence[Face], reviews: int, seed: int = 1) -> None:
    """Writes a history of so many reviews of nine tenths of the faces, which ends some days before `NOW`."""
    days = min(DAYS, reviews)
    connection = open_to_write(folder)
    # A generated history can be generated again.
    connection.execute("PRAGMA synchronous = OFF")
    with transaction(connection):
        writer = Writer(connection, Device(folder / FILE_NAME).id())
        learner = Learner(faces, writer, random.Random(seed))
        today = study_day(NOW_MS, 0)
        for number in range(days):
            quota = reviews * (number + 1) // days - reviews * number // days
            learner.study(StudyDay(today - MISSED - days + number), quota)
        writer.finish()
    connection.close()


class Writer:
    """Appends events to an empty history, each later than the one before, and folds them as replay would."""

    def __init__(self, connection: sqlite3.Connection, device: str) -> None:
        self._connection = connection
        self._device = device
        self._seq = 0
        self._sums: Sums = {}
        self._folds: dict[str, CardFold] = {}

    def state(self, key: str) -> CardState:
        return self._folds[key].row.state if key in self._folds else New()

    def add(self, new: NewEvent, at_ms: int, day: StudyDay, fsrs: Fsrs) -> Event:
        self._seq += 1
        event = log.insert(
            self._connection, new, device=self._device, seq=self._seq, at_ms=at_ms, offset_min=0, day=day
        )
        timing = derived.timing(event)
        if timing is not None:
            self._connection.execute("INSERT INTO timed VALUES (?, ?, ?)", (timing[0], self._seq, timing[1]))
        key = event.card or ""
        fold = self._folds.get(key) or self._folds.setdefault(
            key, CardFold(MemoryRow(key, New()), self._sums, fsrs)
        )
        fold.apply(event)
        return event

    def finish(self) -> None:
        rows = {key: fold.row for key, fold in self._folds.items()}
        derived._put(self._connection, Derived({}, (), {}), Derived(rows, day_sums(self._sums), {}))


class Learner:
    """Rates faces day by day and forgets some of them."""

    def __init__(self, faces: Sequence[Face], writer: Writer, chance: random.Random) -> None:
        self._writer = writer
        self._chance = chance
        self._fsrs = Fsrs()
        # Newest decks last, as a learner takes them up.
        self._new = list(reversed(faces[: int(len(faces) * LEARNT) or 1]))
        self._known: list[Face] = []
        self._due: list[tuple[int, str, Face]] = []
        self._sitting = ""
        self._rated_on: dict[str, int] = {}

    def study(self, day: StudyDay, quota: int) -> None:
        """So many ratings on one day, from nine in the morning on."""
        now_ms = day_start_ms(day, 0) + 5 * HOUR_MS
        self._sitting = log.uuid7(now_ms)
        steps: list[tuple[int, str, Face]] = []
        for _ in range(quota):
            now_ms += self._chance.randrange(4_000, 9_000)
            waited = bool(steps) and steps[0][0] <= now_ms
            face = heapq.heappop(steps)[2] if waited else self._next(day)
            state = self._answer(face, now_ms, day)
            if isinstance(state, Stepping):
                heapq.heappush(steps, (state.due_ms, face.key, face))
            else:
                heapq.heappush(self._due, (state.due, face.key, face))
        for _, key, face in steps:
            heapq.heappush(self._due, (day, key, face))

    def _next(self, day: StudyDay) -> Face:
        """What is due, else a new face, else one ahead of its date; whatever was rated longest ago, where
        all was rated this day."""
        while self._due and self._due[0][0] <= day:
            due, key, face = heapq.heappop(self._due)
            state = self._writer.state(key)
            if not isinstance(state, Scheduled) or state.due == due:
                return face
        if self._new:
            self._known.append(self._new.pop())
            return self._known[-1]
        some = self._chance.choices(self._known, k=4)
        return min(some, key=lambda face: self._rated_on[face.key])

    def _answer(self, face: Face, now_ms: int, day: StudyDay) -> Stepping | Scheduled:
        before = self._writer.state(face.key)
        elapsed = 0 if isinstance(before, New) else max(0, day - before.last_day)
        recall = 0.7 if isinstance(before, New) else self._fsrs.retrievability(before.memory, elapsed)
        rating = self._rating(recall)
        memory = (
            self._fsrs.first(rating)
            if isinstance(before, New)
            else self._fsrs.after(before.memory, rating, elapsed)
        )
        after = self._after(before, rating, memory, now_ms, day)
        action = log.uuid7(now_ms)
        said = NewEvent(EventKind.ATTEMPT, action, self._sitting, face.key, None, self._said(face, rating))
        tried = self._writer.add(said, now_ms, day, self._fsrs)
        body = {
            "rating": int(rating),
            "suggested": int(rating),
            "before": str(before.phase if isinstance(before, Stepping) else Phase.REVIEW),
            "after": bodies.recorded(after),
            "retrievability": None if isinstance(before, New) else recall,
            "parameters": "fsrs6:default",
        }
        rated = NewEvent(EventKind.REVIEW, action, self._sitting, face.key, tried.id, body)
        self._writer.add(rated, now_ms + 1_500, day, self._fsrs)
        self._rated_on[face.key] = day
        return after

    def _rating(self, recall: float) -> Rating:
        if self._chance.random() > recall:
            return Rating.AGAIN
        return self._chance.choices((Rating.HARD, Rating.GOOD, Rating.EASY), (12, 80, 8))[0]

    def _said(self, face: Face, rating: Rating) -> dict[str, object]:
        right = rating is not Rating.AGAIN
        return {
            "mode": "study",
            "kind": face.kind,
            "response": "une réponse" if right else None,
            "order": [],
            "outcome": "correct" if right else "wrong",
            "score": float(right),
            "prompt_print": face.prompt_print,
            "answer_print": face.answer_print,
            "duration_ms": self._chance.randrange(2_000, 20_000),
        }

    def _after(
        self, before: CardState, rating: Rating, memory: Memory, now_ms: int, day: StudyDay
    ) -> Stepping | Scheduled:
        """Learning has two steps and relearning one, of ten minutes each."""
        known = (memory, day, 0, 0)
        learning = isinstance(before, New) or (
            isinstance(before, Stepping) and before.phase is Phase.LEARNING
        )
        if rating is Rating.AGAIN or (isinstance(before, New) and rating is not Rating.EASY):
            phase = Phase.LEARNING if learning else Phase.RELEARNING
            return Stepping(phase, int(rating is not Rating.AGAIN), now_ms + STEP_MS, *known)
        exact = self._fsrs.interval(memory.stability)
        interval = max(1, round(exact * self._chance.uniform(0.95, 1.05)))
        return Scheduled(StudyDay(day + interval), interval, *known)


def main() -> None:
    folder, *given = sys.argv[1:]
    counts = [int(argument) for argument in given]
    make_large(Path(folder).absolute(), *(counts + [100_000, 1_000_000][len(counts) :]))


if __name__ == "__main__":
    main()
