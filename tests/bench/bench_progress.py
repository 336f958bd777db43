"""What Progress costs in a large library: all its figures, of all decks and of one, and each part of them.

`python -m tests.bench.bench_progress [CARDS [REVIEWS]]` (100,000 and 1,000,000 by default). Rows of memory
and sums of days are written as such a history would leave them, and beside them an answer and a rating for
each review, which are read for the filters by tag and article, for hours and predictions.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from quizapp.stats.progress import Filters
from quizapp.store.history import History
from quizapp.store.log import COLUMNS, canonical
from quizapp.workspace.progress import completed, ledger, progress, standings
from quizapp.workspace.steps import steps
from tests.bench.bench_sitting import DECKS, median, timed
from tests.store.making import DAY_MS, NOON_DAY, NOON_MS, attempt, raw
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
        print(f"{'progress for the first time':<42}{timed(lambda: workspace.progress(whole=False)):9.1f} ms")
        print(f"{'the first reading of every answer':<42}{timed(lambda: ledger(workspace)):9.1f} ms")
        first = workspace.progress(whole=False)
        print(f"{'':<42}{'wall':>12}{'processor':>12}")
        told("what the screen shows, of all decks", lambda: workspace.progress(whole=False))
        told("what the screen shows, of one deck", lambda: workspace.progress("d3", whole=False))
        told("its pages of cards, besides", lambda: completed(workspace, first))
        told("all figures of all decks", workspace.progress)
        tag, source, both = Filters(tag="t7"), Filters(source="d3/s"), Filters("d3", "t13", "d3/s")
        told("all figures of a tag", lambda: progress(workspace, tag, 365))
        told("all figures of an article", lambda: progress(workspace, source, 365))
        told("all figures of a tag in an article", lambda: progress(workspace, both, 365))
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
            f"INSERT INTO event ({COLUMNS}) VALUES ({', '.join('?' * 14)})", _events(known, each, chance)
        )
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


def _events(known: list[str], each: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    """An answer and its rating `each` times a card, on as many days, at some hours more than at others."""
    numbers = count(1)
    for key in known:
        for day in sorted(chance.sample(range(1, DAYS), each)):
            seq, predicted = next(numbers), chance.betavariate(18, 2)
            passed = chance.random() < predicted
            at_ms = NOON_MS - day * DAY_MS + int(chance.triangular(-5, 10, 7)) * 3_600_000
            tried: dict[str, object] = {
                "mode": "study",
                "kind": "short",
                "outcome": "correct" if passed else "wrong",
            }
            tried |= {"duration_ms": chance.randint(2_000, 20_000), "response": "oui"}
            rated: dict[str, object] = {
                "rating": 3 if passed else 1,
                "retrievability": predicted,
                "before": "review",
            }
            rated["after"] = {"phase": "review", "due": NOON_DAY - day + 30, "interval": 30}
            for kind, body in (("attempt", tried), ("review", rated)):
                id = f"{kind}-{seq}"
                target = None if kind == "attempt" else f"attempt-{seq}"
                number = 2 * seq - (kind == "attempt")
                yield (
                    *(id, "bench", number, at_ms + number % 2, 0, NOON_DAY - day, kind, f"action-{seq}"),
                    *("sitting", key, target, 1, canonical(body), 0),
                )


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
