"""What browsing a large library costs: the first page of a search, all of it, and the list on the screen.

`python -m tests.bench.bench_browse [CARDS]` (100,000 by default). The library is that of the other benches;
the history holds a review of every third card.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from quizapp.workspace.browsing import Order, found_cards, listed_cards
from quizapp.workspace.workspace import Workspace
from tests.bench.making_library import make_library
from tests.store.making import attempt, review
from tests.workspace.making import Desk

PAGE = 50
FILES = 100
SEARCHES = (
    "",
    "carte",
    "commune",
    "deck-042",
    "maire",
    "chamegny",
    "chamegny or tregnygny",
    "kind:cloze chamegny",
    "is:new chamegny",
    "thiery",
    "commune -maire",
    "tag:thème-3 commune",
    "kind:cloze",
    "is:due",
    "is:new commune",
    "prop:stability>2",
    "prop:retrievability<90%",
    "source:sheet-042",
    "deck:deck-042",
    "rated:7:1",
)


def main(cards: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Path(name))
        (desk.root / "library" / "decks").rmdir()
        (desk.root / "library").rmdir()
        make_library(desk.root / "library", FILES, max(1, cards // FILES))
        workspace = desk.open()
        log(workspace)
        print(f"{len(found_cards(workspace, '')):,} faces")
        print(f"{'search':<32}{'found':>9}{'first page':>14}{'all of it':>14}")
        for text in SEARCHES:
            first = median(partial(page, workspace, text, Order.DECK))
            whole = median(partial(found_cards, workspace, text))
            print(f"{text:<32}{len(found_cards(workspace, text)):>9,}{first:>11.1f} ms{whole:>11.1f} ms")
        for order in Order:
            first = median(partial(page, workspace, "", order))
            print(f"{f'all, by {order}':<41}{first:>11.1f} ms")
        asyncio.run(shown(workspace))
        desk.close()


def log(workspace: Workspace) -> None:
    """A review of every third card, in one transaction a thousand."""
    keys = found_cards(workspace, "")[::3]
    for start in range(0, len(keys), 1000):
        events = []
        for number, key in enumerate(keys[start : start + 1000]):
            events += [attempt(key), review(key, rating=1 + number % 4)]
        workspace.history.append(*events)
    workspace.catch_up()


def page(workspace: Workspace, text: str, order: Order) -> None:
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


def median(work: Callable[[], object]) -> float:
    return statistics.median(timed(work) for _ in range(5))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
