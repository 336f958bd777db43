"""Whatever is done to a deck file, checking it ends quickly with findings that stand inside the file."""

from __future__ import annotations

from multiprocessing import get_context

import pytest

from quizapp.library.model import Level
from quizapp.library.rules.lint import lint
from quizapp.library.rules.selection import Selection
from tests.library.mutants import (
    HOSTILE,
    LIMIT_S,
    Outcome,
    examine,
    hostile,
    misplaced,
    mutant,
    seeds,
    shelf,
    timed,
    tried,
)

REDUCED = 300
FULL = 100_000
PROCESSES = 2


def test_every_finding_in_a_mutated_deck_has_a_place_in_it(full: bool):
    outcomes = _parallel(FULL) if full else [tried(number) for number in range(REDUCED)]
    assert [(one.number, one.wrong) for one in outcomes if one.wrong] == []
    if full:
        slow = [(one.number, round(one.seconds, 3)) for one in outcomes if one.seconds > LIMIT_S]
        mean = sum(one.seconds for one in outcomes) / len(outcomes)
        slowest = max(one.seconds for one in outcomes)
        print(f"{len(outcomes)} decks: mean {mean * 1000:.1f} ms, slowest {slowest * 1000:.1f} ms")
        assert slow == []


def _parallel(count: int) -> list[Outcome]:
    with get_context("spawn").Pool(PROCESSES) as pool:
        return pool.map(tried, range(count), chunksize=250)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_deck_of_one_thing_over_and_over_is_checked_to_its_end(name: str):
    data = hostile(name)
    _seconds, problems = timed("decks/d.yaml", data)
    assert misplaced("decks/d.yaml", data, problems) == ""


def test_mutants_are_of_every_seed_of_the_size_meant_and_the_same_each_time():
    made = [mutant(number) for number in range(60)]
    assert made == [mutant(number) for number in range(60)]
    assert {path for path, _ in made} == {seed.path for seed in seeds()}
    assert all(15_000 < len(data) < 60_000 for _, data in made)


def test_most_mutants_are_broken():
    found = [lint(shelf().read(*mutant(number)).reading, Selection()) for number in range(40)]
    assert sum(any(problem.level is Level.ERROR for problem in problems) for problems in found) > 20


def test_a_traceback_is_an_outcome():
    def fails(number: int) -> Outcome:
        raise RecursionError(str(number))

    assert tried(3, fails).wrong == "RecursionError: 3"
    assert examine(3).wrong == ""
