from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.stats.scoring import Scored, auc, calibration, figures, log_loss, rmse_bins

CHANCES = st.sampled_from([0.1, 0.5, 0.5, 0.7, 0.9])


def scored(*, elapsed: int = 1, nth: int = 2, lapses: int = 0, passed: bool = True) -> Scored:
    return Scored("card", nth - 1, elapsed, nth, lapses, passed)


def test_log_loss_is_the_mean_surprise():
    # -(ln 0.8 + ln 0.4 + ln 0.9) / 3
    assert log_loss([0.8, 0.6, 0.9], [True, False, True]) == pytest.approx(0.4149316, abs=1e-7)


def test_one_impossible_event_does_not_make_the_loss_infinite():
    assert log_loss([1.0, 0.0], [False, True]) == pytest.approx(52 * math.log(2))


def test_rmse_compares_means_within_bins_and_weighs_them_by_size():
    alike = [scored(passed=passed) for passed in (True, True, True, False)]
    other = [scored(elapsed=10, passed=False)]
    # The first bin is off by 0.9 - 0.75, the second by 0.5 - 0: sqrt((4 × 0.15² + 1 × 0.5²) / 5)
    assert rmse_bins(alike + other, [0.8, 1.0, 0.9, 0.9, 0.5]) == pytest.approx(math.sqrt(0.068))


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        # 3.62 days, 1.89 reviews and 1.73 lapses are the first edges, and their powers the next ones.
        ({"elapsed": 1}, {"elapsed": 3}, True),
        ({"elapsed": 3}, {"elapsed": 4}, False),
        ({"elapsed": 4}, {"elapsed": 13}, True),
        ({"elapsed": 13}, {"elapsed": 14}, False),
        ({"nth": 2}, {"nth": 3}, True),
        ({"nth": 3}, {"nth": 4}, False),
        ({"nth": 4}, {"nth": 6}, True),
        ({"nth": 6}, {"nth": 7}, False),
        ({"lapses": 0}, {"lapses": 1}, False),
        ({"lapses": 1}, {"lapses": 2}, False),
        ({"lapses": 3}, {"lapses": 5}, True),
        ({"lapses": 5}, {"lapses": 6}, False),
    ],
)
def test_bins_grow_by_constant_factors(one, other, together):
    pair = [scored(**one), scored(**other, passed=False)]
    # Each prediction is off by a half, but in one bin the two make up for each other.
    assert rmse_bins(pair, [0.5, 0.5]) == pytest.approx(0.0 if together else 0.5)


def test_auc_counts_ties_half():
    # Of the four pairs three are in order, and one is a tie.
    assert auc([0.5, 0.5, 0.7, 0.3], [True, False, True, False]) == 0.875
    assert auc([0.2, 0.9], [True, False]) == 0.0
    assert auc([0.4, 0.4, 0.4], [True, False, True]) == 0.5


def test_without_both_outcomes_there_is_no_auc():
    assert auc([0.5, 0.7], [True, True]) is None
    assert auc([0.5, 0.7], [False, False]) is None


@given(st.lists(st.tuples(CHANCES, st.booleans()), min_size=2, max_size=30))
def test_auc_is_what_counting_all_pairs_gives(told):
    predicted, passed = zip(*told, strict=True)
    pairs = [
        1.0 if hit > miss else 0.5 if hit == miss else 0.0
        for hit, came_true in told
        if came_true
        for miss, came_true_too in told
        if not came_true_too
    ]
    expected = pytest.approx(sum(pairs) / len(pairs)) if pairs else None
    assert auc(predicted, passed) == expected


def test_calibration_cuts_the_ranked_reviews_into_groups_of_equal_size():
    predicted = [0.9] * 20 + [0.5] * 20
    passed = [True] * 20 + [True, False] * 10
    low, high = calibration(predicted, passed)
    assert tuple(low) == pytest.approx((20, 0.5, 0.5))
    assert tuple(high) == pytest.approx((20, 0.9, 1.0))
    assert [group.n for group in calibration([0.5] * 1000, [True] * 1000)] == [100] * 10
    assert [group.n for group in calibration([0.5] * 7, [True] * 7)] == [7]


def test_figures_want_one_prediction_a_review():
    with pytest.raises(ValueError, match="one prediction"):
        figures([], [])
    with pytest.raises(ValueError, match="one prediction"):
        figures([scored()], [0.5, 0.5])
