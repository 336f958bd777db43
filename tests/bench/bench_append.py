"""What the history costs: commits of an attempt and its review, and opening, with and without a long log.

`python -m tests.bench.bench_append [EVENTS]` (100,000 by default).
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from quizapp.clock import SystemClock
from quizapp.store.history import History
from tests.store.making import DAY_MS, HandClock, attempt, review

ROOT = Path(__file__).resolve().parents[2]
CARDS = 10_000
BATCH = 1_000

OPENING = """
import sys, time
began = time.perf_counter()
from pathlib import Path
from quizapp.clock import SystemClock
from quizapp.store.history import History
imported = time.perf_counter()
history = History.open(Path(sys.argv[1]), clock=SystemClock())
history.memory([f"deck{n % 20}/{n}#main" for n in range(200)])
history.head()
print(imported - began, time.perf_counter() - imported)
"""


def main(events: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        for count in (0, events):
            fill(folder, count)
            print(f"{count:,} events")
            opening(folder)
            appending(folder)
            asking(folder)


def fill(folder: Path, events: int) -> None:
    """Answers spread over a year, committed in batches."""
    clock = HandClock()
    with History.open(folder, clock=clock) as history:
        began = time.perf_counter()
        for first in range(0, events // 2, BATCH):
            numbers = range(first, first + BATCH)
            groups = [history.new_id() for _ in numbers]
            cards = [f"deck{n % 20}/{n % CARDS}#main" for n in numbers]
            pairs = list(zip(cards, groups, strict=True))
            tried = history.append(
                *(
                    attempt(card, group=group, sure=n % 3 > 0 if n % 2 else None)
                    for n, (card, group) in zip(numbers, pairs, strict=True)
                )
            )
            history.append(
                *(
                    review(card, group=group, target=each.id, rating=1 + n % 4, due=clock_day(n), interval=30)
                    for n, (card, group), each in zip(numbers, pairs, tried, strict=True)
                )
            )
            clock.at_ms += 365 * DAY_MS * BATCH * 2 // max(events, 1)
        if events:
            print(f"  filling in batches of {BATCH:,}: {time.perf_counter() - began:.1f} s")


def clock_day(number: int) -> int:
    return 739_000 + number % 300


def opening(folder: Path) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", OPENING, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(7)
    ]
    imports, opens = zip(
        *((float(first) * 1000, float(second) * 1000) for first, second in runs), strict=True
    )
    print(f"  imports {middle(imports):.1f} ms; open + memory(200) + head {middle(opens):.2f} ms")


def appending(folder: Path, answers: int = 300) -> None:
    """An answer is two commits; beside it, two bare commits of a row, which the disk alone sets."""
    tried_ms: list[float] = []
    rated_ms: list[float] = []
    with History.open(folder, clock=SystemClock()) as history:
        history.append(review("warm/up#main"))
        for number in range(answers):
            card, group = f"deck{number % 20}/{number * 7 % CARDS}#main", history.new_id()
            began = time.perf_counter()
            (tried,) = history.append(attempt(card, group=group))
            tried_at = time.perf_counter()
            history.append(review(card, group=group, target=tried.id))
            tried_ms.append((tried_at - began) * 1000)
            rated_ms.append((time.perf_counter() - tried_at) * 1000)
        undo_ms = [timed(history.undo) for _ in range(30)]
        redo_ms = [timed(history.redo) for _ in range(30)]
    for name, times in (
        ("attempt", tried_ms),
        ("review", rated_ms),
        ("undo", undo_ms),
        ("redo", redo_ms),
        ("bare commit", bare(folder.parent / "bare.db", answers)),
    ):
        print(f"  {name}: p50 {quantile(times, 0.5):.2f} ms, p99 {quantile(times, 0.99):.2f} ms")


def asking(folder: Path) -> None:
    with History.read(folder) as history:
        history.head()
        questions: dict[str, Callable[[], object]] = {
            "unfinished": history.unfinished,
            "medians": lambda: history.medians("short"),
            "confidence(2,000)": lambda: history.confidence(2_000),
            "day sums of a year": lambda: history.day_sums(738_000, 738_365),
            "all memories": lambda: list(history.memories()),
            "verify": history.verify,
        }
        print("  " + ", ".join(f"{name} {timed(ask):.2f} ms" for name, ask in questions.items()))


def bare(path: Path, count: int) -> list[float]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS a (b)")
    times = [timed(lambda: connection.execute("INSERT INTO a VALUES (1)")) for _ in range(count)]
    connection.close()
    return times


def timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def middle(values: Sequence[float]) -> float:
    return quantile(values, 0.5)


def quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
