"""What Progress costs in a large library: all its figures, of all decks and of one, and each part of them.

`python -m tests.bench.bench_progress [CARDS [REVIEWS]]` (100,000 and 1,000,000 by default). Rows of memory
and sums of days are written as such a history would leave them, without its events: of those Progress reads
only the latest attempts, and a million more would but cost the time to make them.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from quizapp.stats.progress import Filters
from quizapp.store.history import History
from quizapp.workspace.progress import completed, standings
from quizapp.workspace.steps import steps
from tests.bench.bench_sitting import DECKS, median, timed
from tests.store.making import NOON_DAY, attempt, raw
from tests.workspace.making import Desk, short

DAYS = 1_000
TAGS = 50
CALLED = 2_000


def main(cards: int, reviews: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Path(name))
        fill_history(desk, fill_decks(desk, cards), reviews)
        print(f"{cards:,} cards in {DECKS} decks, {reviews:,} reviews on {DAYS:,} days")
        print(f"{'open, which reads the decks':<42}{timed(desk.open):9.1f} ms")
        workspace = desk.open()
        print(f"{'progress for the first time':<42}{timed(workspace.progress):9.1f} ms")
        first = workspace.progress(whole=False)
        print(f"{'':<42}{'wall':>12}{'processor':>12}")
        told("what the screen shows, of all decks", lambda: workspace.progress(whole=False))
        told("what the screen shows, of one deck", lambda: workspace.progress("d3", whole=False))
        told("its pages of cards, besides", lambda: completed(workspace, first))
        told("all figures of all decks", workspace.progress)
        table, day, fsrs = standings(workspace), workspace.today(), workspace.fsrs
        told("  catching up with nothing new", workspace.catch_up)
        told("  topics", lambda: table.topics(day, fsrs, Filters()))
        told("  spreads", lambda: table.spreads(day, fsrs, Filters()))
        told("  forecast", lambda: table.forecast(day, workspace.day_end_ms(), 30, Filters()))
        told(
            "  leeches and dates",
            lambda: (table.leeches(Filters()), table.past_review_by("2023-11-15", Filters())),
        )
        told("  day sums of a year", lambda: workspace.history.day_totals(day - 365, day))
        told("  weakest cards", lambda: table.weakest(Filters(), 200))
        told("  confidence", lambda: workspace.history.confidence(CALLED))
        shown = workspace.progress()
        told("  what to do next, in words", lambda: steps(shown))
        desk.close()


def told(label: str, call: Callable[[], object]) -> None:
    """Prints the median wall time, and the mean time on the processor, which neighbours slow less."""
    wall, began = median(call), time.process_time()
    for _ in range(5):
        call()
    print(f"{label:<42}{wall:9.1f} ms{(time.process_time() - began) * 200:9.1f} ms")


def fill_decks(desk: Desk, cards: int) -> list[str]:
    for deck in range(DECKS):
        each = {f"k{n}": short(tags=[f"t{n % TAGS}"]) for n in range(deck, cards, DECKS)}
        desk.write(f"d{deck}", each)
    return [f"d{n % DECKS}/k{n}#main" for n in range(cards)]


def fill_history(desk: Desk, keys: list[str], reviews: int) -> None:
    """Two thirds of the cards reviewed, due from ten days ago on; sums of every deck on every day."""
    chance = random.Random(1)
    known = keys[: len(keys) * 2 // 3]
    each = max(1, reviews // max(1, len(known)))
    daily = reviews // (DAYS * DECKS)
    with History.open(desk.root / "data", clock=desk.clock) as history:
        for n in range(CALLED):
            outcome = "correct" if chance.random() < 0.9 else "wrong"
            history.append(attempt(known[n % len(known)], outcome=outcome, sure=n % 2 == 0))
    with raw(desk.root / "data") as connection:
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT OR REPLACE INTO memory (card, phase, due, interval, stability, difficulty, last_day,"
            " reps, lapses, suspended, flag, attempts, correct)"
            " VALUES (?, 'review', ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)",
            [_memory(key, each, chance) for key in known],
        )
        connection.executemany(
            "INSERT OR REPLACE INTO day_sum VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, 1, 1)",
            [
                (
                    *(NOON_DAY - day, f"d{deck}", daily, daily - 1, daily, daily - 1, daily // 2),
                    *(daily // 2, daily - daily // 2, daily - daily // 2 - 1, daily * 9_000),
                )
                for day in range(DAYS)
                for deck in range(DECKS)
            ],
        )
        connection.execute("COMMIT")


def _memory(key: str, attempts: int, chance: random.Random) -> tuple[object, ...]:
    interval = int(chance.lognormvariate(3.5, 1.2)) + 1
    due = NOON_DAY + chance.randint(-10, interval)
    stability, difficulty = interval * chance.uniform(0.8, 1.2), chance.uniform(1, 10)
    right = sum(chance.random() < 0.88 for _ in range(attempts))
    lapses = attempts - right if chance.random() < 0.5 else 0
    return key, due, interval, stability, difficulty, due - interval, attempts, lapses, attempts, right


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [100_000, 1_000_000][len(given) :]))
