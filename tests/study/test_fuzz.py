from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.study.fuzz import constrained_bounds, fuzz_bounds, fuzz_seed, fuzzed

SEEDS = st.integers(0, 2**64 - 1)
LAST_SEED = 2**64 - 1
SEED_OF_RECORD = 0x4BA6121A67AEA515


@pytest.mark.parametrize(
    ("interval", "bounds"),
    [
        (1, (1, 1)),
        (2, (2, 2)),
        (2.49, (2, 2)),
        (2.5, (2, 4)),  # 2.5 ± 1
        (3, (2, 4)),  # 3 ± 1.075
        (5, (4, 6)),  # 5 ± 1.375
        (7, (5, 9)),  # 7 ± (1 + .15 × 4.5)
        (10, (8, 12)),  # ± (1.675 + .1 × 3)
        (20, (17, 23)),  # ± (1.675 + .1 × 13)
        (40, (36, 44)),  # ± (2.975 + .05 × 20)
        (100, (93, 107)),  # ± (2.975 + .05 × 80)
        (365, (345, 385)),  # ± (2.975 + .05 × 345)
    ],
)
def test_bounds_are_ankis(interval, bounds):
    assert fuzz_bounds(interval) == bounds


def test_both_bounds_are_reached():
    assert fuzzed(20, 1, 1000, 0) == 17
    assert fuzzed(20, 1, 1000, LAST_SEED) == 23


def test_a_seed_of_none_only_rounds_and_bounds():
    assert fuzzed(20, 1, 1000, None) == 20
    assert fuzzed(20, 25, 1000, None) == 25
    assert fuzzed(20, 1, 15, None) == 15


def test_an_interval_at_its_floor_keeps_a_day_of_spread():
    assert constrained_bounds(2, 3, 1000) == (3, 4)
    assert constrained_bounds(2, 3, 3) == (3, 3)
    assert constrained_bounds(2, 2, 1000) == (2, 2)
    assert constrained_bounds(100, 101, 1000) == (101, 108)
    assert constrained_bounds(100, 1, 99) == (92, 99)


@given(st.integers(1, 50_000), st.integers(1, 50_000), st.integers(1, 36_500), SEEDS)
def test_fuzz_stays_within_its_bounds(interval, shortest, longest, seed):
    low, high = constrained_bounds(interval, shortest, longest)
    assert min(shortest, longest) <= low <= fuzzed(interval, shortest, longest, seed) <= high <= longest


@given(st.integers(3, 36_500))
def test_fuzz_is_even_between_its_bounds(interval):
    low, high = fuzz_bounds(interval)
    span = high - low + 1
    middles = [fuzzed(interval, 1, 100_000, (2 * at + 1) * 2**64 // (2 * span)) for at in range(span)]
    assert middles == list(range(low, high + 1))


def test_seed_depends_on_key_and_count_of_reviews_alone():
    assert fuzz_seed("d/a#main", 3) == fuzz_seed("d/a#main", 3)
    seeds = {fuzz_seed(key, reps) for key in ("d/a#main", "d/a#rev", "d/b#main") for reps in range(50)}
    assert len(seeds) == 150
    assert all(0 <= seed < 2**64 for seed in seeds)


def test_seed_is_the_same_on_every_machine():
    """A changed seed would move the previews of every learner."""
    assert fuzz_seed("valbrune/loyers#main", 7) == SEED_OF_RECORD
