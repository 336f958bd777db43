"""What a check of whole libraries costs beside PyYAML's loading of the same deck files, in process.

`python -m tests.bench.bench_check [FILES [CARDS]]` (100 files of 100 cards by default). Times are process
times, medians of rounds in which the two take turns.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import yaml

from quizapp.library.check import Checker, check
from quizapp.library.roots import Library, scan, shipped_root
from tests.bench.making_library import make_library

ROUNDS = 5


def main(files: int, cards: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve() / "library"
        make_library(root, files, cards)
        library = Library("given", root)
        measure(library)
        measure_again(library)
    measure(Library("shipped", shipped_root()))


def measure(library: Library) -> None:
    """Prints what the library holds and what its loading and its check cost."""
    describe(library)
    paths = [library.root / stat.path for stat in scan(library)]
    costs = in_turns({"CSafeLoader": partial(load, paths), "check": partial(check, [library])})
    bare = costs["CSafeLoader"]
    for label, cost in costs.items():
        print(f"  {label:<24}{cost:9.1f} ms{cost / bare:8.2f} times")


def measure_again(library: Library) -> None:
    """Prints what a check costs after one file was saved, beside a check of all."""
    checker = Checker([library])
    file = library.root / next(scan(library)).path

    def again() -> None:
        file.write_text(file.read_text("utf-8") + "# saved\n", "utf-8")
        checker.check(time.time_ns())

    # Files that were written a moment before are read twice, because clocks of files are coarse.
    checker.check(time.time_ns())
    costs = in_turns({"check": partial(check, [library]), "check after one save": again})
    full, after = costs.values()
    print(f"  {'check after one save':<24}{after:9.1f} ms{full / after:8.1f} to a check of all")


def describe(library: Library) -> None:
    # This first check pays for imports and for what is made once a program. Nothing of it is kept, because
    # the collector of cycles looks through all that is.
    checked = check([library])
    cards = sum(len(deck.cards) for deck in checked.decks)
    print(f"{library.name}: {checked.files} files, {cards:,} cards, {len(checked.problems)} findings")
    for problem in checked.problems[:3]:
        print(f"  {problem}")


def load(paths: list[Path]) -> None:
    for path in paths:
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def in_turns(actions: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The median process time of each action, in milliseconds."""
    costs: dict[str, list[float]] = {label: [] for label in actions}
    for _ in range(ROUNDS):
        for label, action in actions.items():
            began = time.process_time()
            action()
            costs[label].append((time.process_time() - began) * 1000)
    return {label: statistics.median(times) for label, times in costs.items()}


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [100, 100][len(given) :]))
