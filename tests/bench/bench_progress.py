"""What Progress costs in a large library: its screen, its figures, of all decks and of one, and each part.

`python -m tests.bench.bench_progress [--in FOLDER] [--cards N] [--reviews M]`, made by `making_history`.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from quizapp.stats.progress import Filters
from quizapp.workspace.progress import ledger, progress, standings
from quizapp.workspace.steps import steps
from quizapp.workspace.tallies import Sort
from quizapp.workspace.workspace import Workspace
from tests.bench.making_history import large

CALLED = 2_000


def main(given: Sequence[str] = ()) -> None:
    with large(argparse.ArgumentParser(), given) as (made, _), made.open() as workspace:
        deck = workspace.index.decks()[0].id
        article = next(workspace.index.sources()).ref
        print(f"{'progress for the first time':<42}{timed(lambda: workspace.progress(whole=False)):9.1f} ms")
        print(f"{'the first reading of every answer':<42}{timed(lambda: ledger(workspace)):9.1f} ms")
        print(f"{'medians':<42}{'wall':>12}{'processor':>12}")
        told("what the screen shows, of all decks", lambda: workspace.progress(whole=False))
        told("what the screen shows, of one deck", lambda: workspace.progress(deck, whole=False))
        told("all figures of all decks", workspace.progress)
        tag, source, both = Filters(tag="thème-3"), Filters(source=article), Filters(deck, "thème-3")
        told("all figures of a tag", lambda: progress(workspace, tag, 365))
        every = Filters(tag="commune")
        told("first figures of a tag of every card", lambda: progress(workspace, every, 365, whole=False))
        told("all figures of a tag of every card", lambda: progress(workspace, every, 365))
        told("all figures of an article", lambda: progress(workspace, source, 365))
        told("all figures of a tag in a deck", lambda: progress(workspace, both, 365))
        table, day = standings(workspace), workspace.today()
        told("  catching up with nothing new", workspace.catch_up)
        sums = table.sums()
        told("  articles", sums.articles)
        told("  weakest paragraphs", lambda: sums.weakest(Sort.PARAGRAPH))
        told("  spreads", lambda: table.spreads(Filters()))
        told("  forecast", lambda: table.forecast(workspace.day_end_ms(), 30, Filters()))
        told(
            "  leeches and dates",
            lambda: (table.leeches(Filters()), table.past_review_by("2023-11-15", Filters())),
        )
        told("  day sums of a year", lambda: workspace.history.day_totals(day - 365, day))
        told("  weakest cards", lambda: table.weakest(Filters(), 200))
        told("  confidence", lambda: workspace.history.confidence(CALLED))
        shown = workspace.progress()
        told("  what to do next, in words", lambda: steps(shown))
        asyncio.run(on_screen(workspace))


async def on_screen(workspace: Workspace) -> None:
    """From the key to the painted figures, of all decks and of the next one: medians."""
    from quizapp.tui.app import QuizApp
    from quizapp.tui.screens.progress import ProgressScreen

    async def painted(act: Callable[[], object]) -> float:
        start, done = time.perf_counter(), asyncio.Event()
        act()
        app.screen.call_after_refresh(done.set)
        await done.wait()
        took = (time.perf_counter() - start) * 1000
        await app.workers.wait_for_complete()
        return took

    app = QuizApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        of_all, of_one = [], []
        for _ in range(5):
            of_all.append(await painted(lambda: app.push_screen(ProgressScreen(workspace))))
            assert isinstance(app.screen, ProgressScreen)
            of_one.append(await painted(app.screen.action_deck))
            app.pop_screen()
            await pilot.pause()
        print(f"{'the screen, of all decks':<42}{statistics.median(of_all):9.1f} ms")
        print(f"{'the screen, of the next deck':<42}{statistics.median(of_one):9.1f} ms")


def told(label: str, call: Callable[[], object]) -> None:
    """Prints the median wall time, and the mean time on the processor, which neighbours slow less."""
    wall, began = median(call), time.process_time()
    for _ in range(5):
        call()
    print(f"{label:<42}{wall:9.1f} ms{(time.process_time() - began) * 200:9.1f} ms")


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of a call."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def median(call: Callable[[], object]) -> float:
    return statistics.median(timed(call) for _ in range(5))


if __name__ == "__main__":
    main(sys.argv[1:])
