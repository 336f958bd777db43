"""What browsing a large library costs: the first page of a search, all of it, and the list on the screen.

`python -m tests.bench.bench_browse [--in FOLDER] [--cards N] [--reviews M]`, made by `making_history`.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from functools import partial

from quizapp.workspace.browsing import Order, found_cards, listed_cards
from quizapp.workspace.workspace import Workspace
from tests.bench.bench_progress import median
from tests.bench.making_history import large

PAGE = 50
SEARCHES = (
    "",
    "fanfare",
    "laiterie",
    "deck-042",
    "Bûbrucourt",
    "chamegny",
    "chamegny or tregnygny",
    "kind:cloze chamegny",
    "is:new chamegny",
    "thiery",
    "fanfare -laiterie",
    "tag:thème-3 fanfare",
    "kind:cloze",
    "is:due",
    "is:new fanfare",
    "prop:stability>2",
    "prop:retrievability<90%",
    "source:sheet-042",
    "deck:deck-042",
    "rated:7:1",
)


def main(given: Sequence[str] = ()) -> None:
    with large(argparse.ArgumentParser(), given) as (made, _), made.open() as workspace:
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


if __name__ == "__main__":
    main(sys.argv[1:])
