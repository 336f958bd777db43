"""Cards as questions, each figure against one worked out by hand."""

from __future__ import annotations

from statistics import correlation, mean

import pytest

from quizapp.stats.items import LEAST, TryRow, items


def tried(key="a", *, correct=True, sitting="s", kind="short", ms=1000, score=None, **more):
    marks = float(correct) if score is None else score
    return TryRow(key, sitting, kind, correct, marks, ms, **more)


def test_a_card_tried_too_seldom_is_left_out_and_the_hardest_comes_first():
    rows = [tried("few")] * (LEAST - 1) + [tried("easy")] * 5
    rows += [tried("hard"), tried("hard", correct=False)] * 3
    found = items(rows, {})
    assert [(item.key, item.attempts, item.facility) for item in found] == [
        ("hard", 6, 0.5),
        ("easy", 5, 1.0),
    ]


def test_options_that_nobody_picks_are_named_once_anything_was_picked():
    rows = [tried(kind="choice", picked=(0,))] * 4 + [tried(kind="choice", correct=False, picked=(2,))]
    assert items(rows, {"a": (1, 2, 3)})[0].unpicked == (1, 3)
    assert items([tried()] * 5, {"a": (1, 2, 3)})[0].unpicked == ()


def test_wrong_answers_count_from_the_second_time_on():
    rows = [tried(correct=False, typed=text) for text in ("mars", "mars", "avril", "mai", "mai", "mai")]
    assert items(rows, {})[0].typed == (("mai", 3), ("mars", 2))


def test_a_card_is_slow_beside_its_kind_alone():
    rows = [tried("a", ms=1000)] * 9 + [tried("b", ms=2600)] * 5 + [tried("c", kind="essay", ms=9000)] * 5
    slow = {item.key: (item.slow, item.median_ms) for item in items(rows, {})}
    assert slow == {"a": (False, 1000), "b": (True, 2600), "c": (False, 9000)}
    unknown = items([tried(ms=0)] * 5, {})[0]
    assert (unknown.median_ms, unknown.slow) == (0, False)


def test_overruled_verdicts_are_counted():
    assert items([tried(overruled=True)] * 2 + [tried()] * 3, {})[0].overruled == 2


def test_discrimination_correlates_a_card_with_the_rest_of_its_sittings():
    rows = []
    for number in range(10):
        good = number % 2 == 0
        rows += [tried("a", sitting=f"s{number}", correct=good)]
        rows += [tried("rest", sitting=f"s{number}", correct=good or number == 1)]
    found = {item.key: item.discrimination for item in items(rows, {})}
    # Both right 5 times, alone 5 and 6 times of 10: covariance over the square root of both spreads.
    assert found["a"] == pytest.approx((5 - 10 * 0.5 * 0.6) / (2.5 * 2.4) ** 0.5)
    assert items([tried(sitting=f"s{n}") for n in range(20)], {})[0].discrimination is None
    alike = [tried(key, sitting=f"s{n}") for n in range(20) for key in "ab"]
    assert items(alike, {})[0].discrimination is None


def test_discrimination_takes_the_mean_of_the_others_whatever_their_number():
    rows, alone, others = [], [], []
    for number in range(12):
        scores = [float((number * step + step) % 3 == 0) for step in range(1, 2 + number % 4)]
        rows += [tried("a", sitting=f"s{number}", correct=number % 5 < 2)]
        rows += [tried(f"b{at}", sitting=f"s{number}", score=score) for at, score in enumerate(scores)]
        alone.append(float(number % 5 < 2))
        others.append(mean(scores))
    found = {item.key: item.discrimination for item in items(rows, {})}
    assert found["a"] == pytest.approx(correlation(alone, others))
