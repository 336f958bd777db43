"""What a large library costs: opening it warm, Home, a sitting's start, and one answer.

`python -m tests.bench.bench_sitting [CARDS [EVENTS]]` (10,000 and 20,000 by default).
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from quizapp.store.history import History
from quizapp.store.model import NewEvent
from quizapp.study.model import Rating
from quizapp.workspace.model import Asking, Scope
from quizapp.workspace.workspace import Workspace
from tests.store.making import attempt, review
from tests.workspace.making import DAY_MS, Desk, asking, short

DECKS = 20
BATCH = 1_000
ANSWERS = 100


def main(cards: int, events: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Path(name))
        keys = fill(desk, cards)
        log(desk, keys, events)
        print(f"{cards:,} cards in {DECKS} decks, {events:,} events")
        print(f"{'open, cold':<40}{timed(desk.open):9.1f} ms")
        desk.close()
        # Files written a moment ago are read again, because clocks of files are coarse.
        time.sleep(2.1)
        desk.open()
        desk.close()
        opening = []
        for _ in range(10):
            opening.append(timed(desk.open))
            desk.close()
        print(f"{'open, warm':<40}{statistics.median(opening):9.1f} ms")
        workspace = desk.open()
        print(f"{'Home':<40}{median(workspace.home):9.1f} ms")
        print(f"{'progress':<40}{median(workspace.progress):9.1f} ms")
        for label, scope in (
            ("all decks", Scope()),
            ("one deck", Scope(deck="d1")),
            ("a tag", Scope(tag="t")),
        ):
            cost = median(partial(begin, workspace, scope))
            print(f"{f'a sitting over {label}':<40}{cost:9.1f} ms")
        sitting = workspace.sitting(Scope())
        submits: list[float] = []
        rates: list[float] = []
        while isinstance(sitting.moment, Asking) and len(rates) < ANSWERS:
            right = asking(sitting).card.question.expected("main")[0]
            submits.append(timed(partial(sitting.submit, right)))
            rates.append(timed(partial(sitting.rate, Rating.EASY)))
        both = [a + b for a, b in zip(submits, rates, strict=True)]
        print(f"{len(rates)} answers, history not synced to disk")
        for label, costs in (("submit", submits), ("rate and next", rates), ("an answer", both)):
            slow = sorted(costs)[len(costs) * 95 // 100]
            print(f"{f'{label}: p50, p95':<40}{statistics.median(costs):9.2f} ms{slow:9.2f} ms")
        print(f"{'undo':<40}{timed(sitting.undo):9.1f} ms")
        desk.close()


def begin(workspace: Workspace, scope: Scope) -> None:
    workspace.sitting(scope).close()


def fill(desk: Desk, cards: int) -> list[str]:
    for deck in range(DECKS):
        tags = {n: {"tags": ["t"]} if n % 7 == 0 else {} for n in range(deck, cards, DECKS)}
        each = {f"k{n}": short(f"réponse {n}", **tagged) for n, tagged in tags.items()}
        desk.write(f"d{deck}", each)
    return [f"d{n % DECKS}/k{n}#main" for n in range(cards)]


def log(desk: Desk, keys: list[str], events: int) -> None:
    """Answers of the last year to two thirds of the cards, due around now."""
    chance = random.Random(1)
    known = keys[: len(keys) * 2 // 3]
    start_ms = desk.clock.at_ms
    with History.open(desk.root / "data", clock=desk.clock) as history:
        pairs = events // 2
        for first in range(0, pairs, BATCH):
            desk.clock.at_ms = start_ms - 365 * DAY_MS + first * 365 * DAY_MS // max(pairs, 1)
            new: list[NewEvent] = []
            for number in range(first, min(first + BATCH, pairs)):
                key, group = known[number % len(known)], history.new_id()
                due = 738_839 + chance.randint(-10, 300)
                new += [
                    attempt(key, group=group, kind="short"),
                    review(key, group=group, due=due, interval=30),
                ]
            tried = history.append(*new[::2])
            history.append(
                *(each._replace(target=one.id) for each, one in zip(new[1::2], tried, strict=True))
            )
    desk.clock.at_ms = start_ms


def timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def median(call: Callable[[], object]) -> float:
    return statistics.median(timed(call) for _ in range(9))


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [10_000, 20_000][len(given) :]))
