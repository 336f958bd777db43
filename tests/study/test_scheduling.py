from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.clock import Instant
from quizapp.study.days import day_start_ms, study_day
from quizapp.study.fuzz import constrained_bounds
from quizapp.study.memory import Fsrs
from quizapp.study.model import Memory, New, Phase, Rating, Scheduled, Stepping, StudyDay
from quizapp.study.scheduling import Steps, futures, is_leech

KEY = "valbrune/loyers#main"
DAY_MS = 86_400_000
NOON = Instant(1_717_581_600_000, 120)
TODAY = study_day(NOON.at_ms, NOON.offset_min)
STEPS = Steps()
FSRS = Fsrs()

DAYS = st.integers(TODAY - 4000, TODAY + 2).map(StudyDay)
MEMORIES = st.builds(Memory, st.floats(0.001, 40_000), st.floats(1, 10))
COUNTS = st.integers(0, 400)
REVIEWS = st.builds(Scheduled, DAYS, st.integers(1, 36_500), MEMORIES, DAYS, st.integers(1, 400), COUNTS)
STEPPINGS = st.builds(
    Stepping,
    st.sampled_from([Phase.LEARNING, Phase.RELEARNING]),
    st.integers(0, 5),
    st.just(NOON.at_ms),
    MEMORIES,
    DAYS,
    st.integers(1, 400),
    COUNTS,
)
STATES = st.one_of(st.just(New()), REVIEWS, STEPPINGS)
WAITS = st.lists(st.integers(1, 4 * 86_400), max_size=3).map(tuple)
ALL_STEPS = st.builds(Steps, WAITS, WAITS)
KEYS = st.text(max_size=8)


def of(state, *, now=NOON, steps=STEPS, fsrs=FSRS, fuzz=False, key=KEY):
    return futures(key, state, now, study_day(now.at_ms, now.offset_min), steps, fsrs, fuzz)


def waits(state, steps=STEPS):
    return [
        future.wait_s if isinstance(future.state, Stepping) else None for future in of(state, steps=steps)
    ]


def learning(step, phase=Phase.LEARNING, lapses=0):
    return Stepping(phase, step, NOON.at_ms, Memory(2.3, 5.0), TODAY, 1, lapses)


def review(interval=30, elapsed=30, lapses=0):
    last = StudyDay(TODAY - elapsed)
    return Scheduled(StudyDay(last + interval), interval, Memory(float(interval), 5.0), last, 6, lapses)


def test_new_card_takes_the_steps_and_hard_lies_between_the_first_two():
    assert waits(New()) == [60, 330, 600, None]
    again, hard, good, easy = (future.state for future in of(New()))
    assert [again.step, hard.step, good.step] == [0, 0, 1]
    assert {again.phase, hard.phase, good.phase} == {Phase.LEARNING}
    assert again.due_ms == NOON.at_ms + 60_000
    assert hard.due_ms == NOON.at_ms + 330_000
    assert easy.due == TODAY + easy.interval
    assert [state.reps for state in (again, hard, good, easy)] == [1, 1, 1, 1]


def test_last_step_repeats_on_hard_and_graduates_on_good():
    assert waits(learning(1)) == [60, 600, None, None]
    again, hard, good, _ = (future.state for future in of(learning(1)))
    assert (again.step, hard.step) == (0, 1)
    assert isinstance(good, Scheduled)


@pytest.mark.parametrize(
    ("steps", "hard_s"),
    [
        ((600,), 900),
        ((60, 600), 330),
        ((60, 600, 6000), 330),
        ((3 * 86_400,), 4 * 86_400),  # at most a day more than Again
        ((86_400, 2 * 86_400), 2 * 86_400),  # a day and a half is two days
    ],
)
def test_hard_on_the_first_step_never_equals_again(steps, hard_s):
    assert waits(New(), Steps(steps))[1] == hard_s


def test_hard_on_a_later_step_repeats_it():
    assert waits(learning(1), Steps((60, 600, 6000)))[:3] == [60, 600, 6000]


def test_a_step_beyond_the_settings_counts_as_the_last():
    assert waits(learning(5)) == waits(learning(1))


def test_relearning_has_steps_of_its_own():
    assert waits(learning(0, Phase.RELEARNING)) == [600, 900, None, None]


def test_lapse_sends_a_review_to_relearning_and_is_counted_once():
    again, hard, good, easy = (future.state for future in of(review(lapses=2)))
    assert (again.phase, again.step, again.lapses) == (Phase.RELEARNING, 0, 3)
    assert {hard.lapses, good.lapses, easy.lapses} == {2}
    assert {future.state.lapses for future in of(learning(0, Phase.RELEARNING, lapses=3))} == {3}


def test_without_steps_every_rating_goes_to_review():
    none = Steps((), ())
    for state in (New(), learning(0), learning(0, Phase.RELEARNING), review()):
        assert all(isinstance(future.state, Scheduled) for future in of(state, steps=none))
    assert of(review(lapses=2), steps=none)[0].state.lapses == 3
    assert of(learning(0, lapses=2), steps=none)[0].state.lapses == 2


def test_memory_follows_whole_study_days():
    for future in of(review(elapsed=17)):
        assert future.state.memory == FSRS.after(Memory(30.0, 5.0), future.rating, 17)
        assert future.retrievability == FSRS.retrievability(Memory(30.0, 5.0), 17)
        assert future.state.last_day == TODAY
    assert {future.retrievability for future in of(New())} == {None}
    assert {future.retrievability for future in of(learning(0))} == {1.0}


def test_an_answer_on_an_earlier_day_than_the_last_counts_as_the_same_day():
    assert [f.state.memory for f in of(review(elapsed=-1))] == [f.state.memory for f in of(review(elapsed=0))]


def test_a_step_past_the_rollover_is_due_all_of_that_day():
    five_to_four = Instant(day_start_ms(StudyDay(TODAY + 1), 120) - 300_000, 120)
    again, _, good, _ = (future.state for future in of(New(), now=five_to_four))
    assert again.due_ms == five_to_four.at_ms + 60_000
    assert good.due_ms == five_to_four.at_ms + 300_000
    late = of(New(), steps=Steps((2 * 86_400,)))[0]
    assert late.state.due_ms == day_start_ms(StudyDay(TODAY + 2), 120)
    assert late.wait_s == 2 * 86_400


def test_the_rollover_hour_is_an_argument():
    before_six = Instant(day_start_ms(TODAY, 120, 6) + DAY_MS - 60_000, 120)
    later = futures(KEY, New(), before_six, TODAY, STEPS, FSRS, rollover_hour=6)[2].state
    assert isinstance(later, Stepping)
    assert later.due_ms == day_start_ms(StudyDay(TODAY + 1), 120, 6)


def test_again_after_a_lapse_without_steps_is_not_fuzzed():
    plain = of(review(400, 400), steps=Steps((), ()))[0].state.interval
    for at in range(20):
        assert of(review(400, 400), steps=Steps((), ()), fuzz=True, key=f"k{at}")[0].state.interval == plain


@given(KEYS, STATES, ALL_STEPS, st.booleans())
def test_preview_equals_its_result(key, state, steps, fuzz):
    preview = of(state, steps=steps, fuzz=fuzz, key=key)
    assert of(state, steps=steps, fuzz=fuzz, key=key) == preview
    later = Instant(NOON.at_ms + 60_000, NOON.offset_min)
    for before, after in zip(preview, of(state, now=later, steps=steps, fuzz=fuzz, key=key), strict=True):
        if isinstance(before.state, Scheduled):
            assert after == before
        else:
            assert after.wait_s == before.wait_s


@given(KEYS, STATES, ALL_STEPS, st.booleans(), st.sampled_from([1, 2, 5, 365, 36_500]))
def test_intervals_rise_with_the_rating_below_the_maximum(key, state, steps, fuzz, maximum):
    fsrs = Fsrs(maximum_interval=maximum)
    passed = of(state, steps=steps, fsrs=fsrs, fuzz=fuzz, key=key)[1:]
    days = [future.state.interval for future in passed if isinstance(future.state, Scheduled)]
    assert days
    assert all(lower < higher or lower == higher == maximum for lower, higher in pairwise(days))
    assert all(1 <= interval <= maximum for interval in days)


@given(KEYS, REVIEWS)
def test_fuzz_stays_within_ankis_bounds(key, state):
    shortest = 1
    for future in of(state, fuzz=True, key=key)[1:]:
        plain = FSRS.interval(future.state.memory.stability)
        low, high = constrained_bounds(plain, shortest, FSRS.maximum_interval)
        assert low <= future.state.interval <= high
        shortest = future.state.interval + 1


@given(st.sets(KEYS, min_size=30, max_size=30))
def test_fuzz_spreads_cards_learnt_together(keys):
    assert len({of(review(), fuzz=True, key=key)[2].state.interval for key in keys}) > 3


@given(KEYS, STATES, ALL_STEPS, st.booleans())
def test_every_future_counts_the_review_and_is_due_later(key, state, steps, fuzz):
    for rating, future in zip(Rating, of(state, steps=steps, fuzz=fuzz, key=key), strict=True):
        after = future.state
        assert future.rating is rating
        assert after.reps == getattr(state, "reps", 0) + 1
        assert after.last_day == TODAY
        assert future.wait_s > 0
        if isinstance(after, Scheduled):
            assert after.due == TODAY + after.interval
            assert future.wait_s == after.interval * 86_400
        else:
            assert after.due_ms > NOON.at_ms


def test_steps_shorter_than_a_second_are_refused():
    with pytest.raises(ValueError, match="second"):
        Steps((0,))


def test_a_leech_is_one_at_the_threshold_and_at_each_half_as_many_more():
    assert [n for n in range(1, 20) if is_leech(n, 8)] == [8, 12, 16]
    assert [n for n in range(1, 9) if is_leech(n, 3)] == [3, 5, 7]
    assert [n for n in range(1, 4) if is_leech(n, 1)] == [1, 2, 3]
    assert not any(is_leech(n, 0) for n in range(20))
