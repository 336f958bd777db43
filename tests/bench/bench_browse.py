"""What browsing a large library costs: the first page of a search, all of it, and the list on the screen.

`python -m tests.bench.bench_browse [--in FOLDER] [--cards N] [--reviews M]`, made by `making_history`.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from math import inf
from typing import NamedTuple

from quizapp.workspace.browsing import Order, found_cards, listed_cards
from quizapp.workspace.workspace import Workspace
from tests.bench.making_history import large

PAGE = 100
RUNS = 5

SEARCHES = (
    "",
    "chamegny",
    "Bûbrucourt",
    "cœur",
    "thiery",
    "deck-042",
    "fanfare",
    "a",
    "fanfare laiterie",
    "chamegny or tregnygny",
    "fanfare -laiterie",
    "-fanfare",
    '"fanfare de"',
    "kind:cloze chamegny",
    "is:new chamegny",
    "is:new fanfare",
    "is:due fanfare",
    "tag:thème-3 fanfare",
    "source:sheet-042 fanfare",
    "deck:deck-042 fanfare",
    "rated:7:1 fanfare",
    "rated:30 fanfare",
    "rated:365:1 fanfare",
    "prop:stability>20 fanfare",
    "is:leech a",
    "chamegny or is:leech",
    "(fanfare or is:leech) is:due",
    "kind:cloze",
    "tag:thème-3",
    "tag:none",
    "source:sheet-042",
    "deck:deck-042",
    "id:c-0042",
    "is:due",
    "is:new",
    "is:suspended",
    "is:leech",
    "prop:stability>2",
    "prop:stability>20",
    "prop:retrievability<90%",
    "rated:7:1",
    "rated:30",
    "rated:365:1",
)
SORTED = ("", "chamegny", "fanfare", "is:due")


class Cost(NamedTuple):
    """The least of some runs, in milliseconds: on the processor, which neighbours slow less, and by the
    clock."""

    processor: float
    wall: float

    def __str__(self) -> str:
        return f"{self.processor:9.1f} {self.wall:9.1f}"


def main(given: Sequence[str] = ()) -> None:
    with large(argparse.ArgumentParser(), given) as (made, _), made.open() as workspace:
        print(f"{len(found_cards(workspace, '')):,} faces; milliseconds of the processor, then by the clock")
        print(f"{'search':<34}{'found':>9}{'first page':>20}{'all, counted':>20}")
        for text in SEARCHES:
            found = len(found_cards(workspace, text))
            first, whole = cost(partial(page, workspace, text)), cost(partial(found_cards, workspace, text))
            print(f"{text:<34}{found:>9,} {first} {whole}")
        for text, order in product(SORTED, Order):
            label = f"{text or 'all'}, by {order}"
            print(f"{label:<43} {cost(partial(page, workspace, text, order))}")
        asyncio.run(shown(workspace))


def cost(call: Callable[[], object]) -> Cost:
    least = Cost(inf, inf)
    for _ in range(RUNS):
        processor, wall = time.process_time(), time.perf_counter()
        call()
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        least = Cost(min(least.processor, 1000 * processor), min(least.wall, 1000 * wall))
    return least


def page(workspace: Workspace, text: str, order: Order = Order.DECK) -> None:
    listed_cards(workspace, found_cards(workspace, text, order, limit=PAGE))


async def shown(workspace: Workspace) -> None:
    """The screen over all cards, from the key to its first painted list."""
    from quizapp.tui.app import QuizApp
    from quizapp.tui.screens.browse import BrowseScreen

    app = QuizApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        start = time.perf_counter()
        app.push_screen(BrowseScreen(workspace))
        while not isinstance(app.screen, BrowseScreen) or not app.screen.is_filled():
            await asyncio.sleep(0.001)
        print(f"{'the screen, filled':<41}{(time.perf_counter() - start) * 1000:>11.1f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
