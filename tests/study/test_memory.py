from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from quizapp.study.days import study_day
from quizapp.study.memory import DEFAULT_WEIGHTS, WEIGHT_BOUNDS, Fsrs
from quizapp.study.model import Memory, Rating

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)
RATINGS = st.sampled_from(Rating)
MEMORIES = st.builds(Memory, st.floats(0.001, 40_000), st.floats(1, 10))


@given(
    log=st.lists(st.tuples(RATINGS, st.integers(0, 90 * 24 * 60)), min_size=1, max_size=40),
    retention=st.sampled_from([0.7, 0.8, 0.9, 0.95, 0.99]),
    maximum=st.sampled_from([1, 30, 365, 36_500]),
)
def test_memory_and_intervals_equal_fsrs_fed_with_study_days(log, retention, maximum):
    ours = Fsrs(desired_retention=retention, maximum_interval=maximum)
    theirs = fsrs.Scheduler(
        desired_retention=retention,
        maximum_interval=maximum,
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
    )
    card = fsrs.Card(card_id=0, due=NOON)
    memory, last, at_ms = None, None, int(NOON.timestamp() * 1000)
    for rating, minutes in log:
        at_ms += minutes * 60_000
        day = study_day(at_ms, 0)
        noon = datetime.fromordinal(day).replace(hour=12, tzinfo=UTC)
        if memory is not None and last is not None:
            assert ours.retrievability(memory, day - last) == pytest.approx(
                theirs.get_card_retrievability(card, noon), abs=1e-12
            )
            memory = ours.after(memory, rating, day - last)
        else:
            memory = ours.first(rating)
        card, _ = theirs.review_card(card, fsrs.Rating(int(rating)), noon)
        last = day
        assert memory.stability == pytest.approx(card.stability, abs=1e-9)
        assert memory.difficulty == pytest.approx(card.difficulty, abs=1e-9)
        assert ours.interval(memory.stability) == (card.due - noon).days


def test_default_weights_are_those_of_the_package():
    assert DEFAULT_WEIGHTS == DEFAULT_PARAMETERS
    assert tuple(zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)) == WEIGHT_BOUNDS


@given(MEMORIES, RATINGS, st.integers(-400, -1))
def test_days_before_the_last_review_count_as_the_same_day(memory, rating, elapsed):
    ours = Fsrs()
    assert ours.after(memory, rating, elapsed) == ours.after(memory, rating, 0)
    assert ours.retrievability(memory, elapsed) == 1


@given(MEMORIES, st.integers(0, 40_000), st.integers(1, 1000))
def test_retrievability_falls_with_time_and_is_nine_tenths_after_one_stability(memory, elapsed, more):
    ours = Fsrs()
    assert 0 < ours.retrievability(memory, elapsed + more) < ours.retrievability(memory, elapsed) <= 1
    assert ours.retrievability(Memory(float(1 + elapsed), 5.0), 1 + elapsed) == pytest.approx(0.9)


@given(MEMORIES, RATINGS)
def test_a_broken_clock_gives_a_memory_all_the_same(memory, rating):
    after = Fsrs().after(memory, rating, 10**9)
    assert after.stability >= 0.001
    assert 1 <= after.difficulty <= 10


def test_parameters_are_named_by_the_weights_alone():
    other = (0.3, *DEFAULT_WEIGHTS[1:])
    assert Fsrs().parameters_id == Fsrs(desired_retention=0.8, maximum_interval=10).parameters_id
    assert Fsrs().parameters_id != Fsrs(other).parameters_id
    assert Fsrs().parameters_id.startswith("fsrs6:")


@pytest.mark.parametrize(
    "values",
    [
        {"weights": DEFAULT_WEIGHTS[:19]},
        {"desired_retention": 0.0},
        {"desired_retention": 1.0},
        {"maximum_interval": 0},
    ],
)
def test_parameters_out_of_range_are_refused(values):
    with pytest.raises(ValueError, match=r"weights|retention|interval"):
        Fsrs(**values)


def test_weights_out_of_range_are_refused_at_first_use():
    with pytest.raises(ValueError, match="out of bounds"):
        Fsrs((-1.0, *DEFAULT_WEIGHTS[1:])).first(Rating.GOOD)


def test_importing_the_room_leaves_fsrs_unloaded():
    code = (
        "import sys, quizapp.study.scheduling, quizapp.study.session, quizapp.stats.export\n"
        "from quizapp.study.memory import Fsrs, Memory\n"
        "Fsrs().retrievability(Memory(1.0, 5.0), 3), Fsrs().parameters_id, Fsrs().interval(9.0)\n"
        "print('fsrs' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_synthetic_noons_are_whole_days_apart():
    """The pitfall that study days avoid: `fsrs` floors to 24 hours, so an early second day counts as none."""
    card = fsrs.Card(card_id=0, due=NOON)
    theirs = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, _ = theirs.review_card(card, fsrs.Rating.Good, NOON)
    early, _ = theirs.review_card(card, fsrs.Rating.Good, NOON + timedelta(hours=23))
    ours = Fsrs()
    assert ours.after(ours.first(Rating.GOOD), Rating.GOOD, 1).stability != early.stability
