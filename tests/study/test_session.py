from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.clock import Instant
from quizapp.study.memory import Fsrs
from quizapp.study.model import Memory, New, Phase, Rating, Scheduled, Stepping, StudyDay
from quizapp.study.queue import Queue
from quizapp.study.scheduling import Steps, futures
from quizapp.study.session import LEARN_AHEAD_MS, Counts, Session
from quizapp.study.spacing import together
from tests.study.made import NOW, TODAY, candidates, card, queue, reviews

MINUTE = 60_000
DAY_MS = 86_400_000
REVIEWED = Scheduled(StudyDay(TODAY + 3), 3, Memory(3.0, 5.0), TODAY, 1, 0)


def session(*cards, **more):
    return Session.from_queue(queue(cards, **more))


def in_order(*cards):
    """A session whose main cards keep the order given."""
    return Session.from_queue(Queue(TODAY, (), cards))


def step(minutes, phase=Phase.LEARNING):
    return Stepping(phase, 0, NOW + minutes * MINUTE, Memory(1.0, 5.0), TODAY, 1, 0)


def learning(name, minutes, **more):
    return card(name, Phase.LEARNING, NOW + minutes * MINUTE, **more)


def shown(sitting, minutes=0):
    return sitting.next_key(NOW + minutes * MINUTE)


def test_learning_that_is_due_comes_first_by_time():
    sitting = session(*reviews(2), learning("b", -1), learning("a", -5))
    assert shown(sitting) == "d/a#main"
    sitting = sitting.answered("d/a#main", REVIEWED, NOW, TODAY)
    assert shown(sitting) == "d/b#main"


def test_learning_ahead_waits_until_nothing_else_is_left():
    sitting = session(card("n"), learning("a", 19), learning("b", 21))
    assert shown(sitting) == "d/n#main"
    sitting = sitting.answered("d/n#main", REVIEWED, NOW, TODAY)
    assert shown(sitting) == "d/a#main"
    sitting = sitting.answered("d/a#main", REVIEWED, NOW, TODAY)
    assert shown(sitting) is None
    assert sitting.wait_until_ms() == NOW + MINUTE
    assert shown(sitting, 1) == "d/b#main"
    assert sitting.answered("d/b#main", REVIEWED, NOW, TODAY).wait_until_ms() is None


def test_learn_ahead_reaches_exactly_twenty_minutes():
    assert LEARN_AHEAD_MS == 20 * MINUTE
    assert shown(session(learning("a", 20))) == "d/a#main"


def test_a_step_is_due_from_its_very_millisecond():
    sitting = session(learning("a", 1), card("n"))
    assert [sitting.next_key(NOW + MINUTE + late) for late in (-1, 0)] == ["d/n#main", "d/a#main"]


def test_a_card_answered_again_comes_back_but_not_at_once():
    sitting = session(*reviews(2))
    first = shown(sitting)
    sitting = sitting.answered(first, step(1), NOW, TODAY)
    second = shown(sitting, 5)
    assert second not in (first, None)
    sitting = sitting.answered(second, REVIEWED, NOW + 5 * MINUTE, TODAY)
    assert shown(sitting, 5) == first


def test_steps_come_back_by_their_time_whatever_the_order_of_the_answers():
    sitting = in_order(card("a"), card("b"), card("c"))
    for name, minutes in (("a", 9), ("b", 3), ("c", 15)):
        sitting = sitting.answered(f"d/{name}#main", step(minutes), NOW, TODAY)
    assert shown(sitting, 10) == "d/b#main"
    assert [key for _, key in sitting.waiting] == ["d/b#main", "d/a#main", "d/c#main"]


def test_the_last_card_repeats_only_when_no_other_may_come():
    sitting = session(learning("a", 1), learning("b", 8)).answered("d/a#main", step(1), NOW, TODAY)
    assert shown(sitting) == "d/b#main"
    assert shown(sitting, 2) == "d/b#main"
    alone = session(learning("a", 1), learning("b", 30)).answered("d/a#main", step(1), NOW, TODAY)
    assert shown(alone) == "d/a#main"
    assert shown(alone, 2) == "d/a#main"


def test_cards_that_cite_a_paragraph_with_the_last_let_others_go_first():
    one, two, other = card("a", paragraphs=["s:1"]), card("b", paragraphs=["s:2", "s:1"]), card("c")
    sitting = in_order(one, two, other).answered(one.key, REVIEWED, NOW, TODAY)
    assert shown(sitting) == other.key
    assert shown(sitting.without(other.key)) == two.key
    due = session(one, other, learning("l", -1, paragraphs=["s:1"])).answered(one.key, REVIEWED, NOW, TODAY)
    assert shown(due) == other.key


def test_sharing_a_paragraph_does_not_bring_a_step_forward_of_reviews():
    one, two = card("a", paragraphs=["s:1"]), card("b", paragraphs=["s:1"])
    sitting = session(one, two, learning("l", 5)).answered(one.key, REVIEWED, NOW, TODAY)
    assert shown(sitting) == two.key


def test_a_step_past_the_end_of_the_day_leaves_the_sitting():
    sitting = session(card("a"), end_ms=NOW + 5 * MINUTE)
    assert sitting.answered("d/a#main", step(5), NOW, TODAY).remaining() == Counts(0, 0, 0)
    assert sitting.answered("d/a#main", step(4), NOW, TODAY).remaining() == Counts(0, 1, 0)


def test_steps_come_back_in_a_sitting_that_runs_on_past_the_rollover():
    sitting = session(card("a"), end_ms=NOW - 2 * DAY_MS - MINUTE)
    sitting = sitting.answered("d/a#main", step(1), NOW, StudyDay(TODAY + 1))
    assert sitting.day == TODAY + 1
    assert sitting.end_ms == NOW + DAY_MS - MINUTE
    assert shown(sitting) == "d/a#main"


def test_counts_follow_the_answers():
    sitting = session(card("n"), card("r", Phase.REVIEW), learning("l", 3))
    assert sitting.remaining() == Counts(1, 1, 1)
    assert sitting.remaining().total == 3
    assert sitting.answered("d/n#main", step(1), NOW, TODAY).remaining() == Counts(0, 2, 1)
    assert sitting.answered("d/r#main", REVIEWED, NOW, TODAY).remaining() == Counts(1, 1, 0)
    assert sitting.answered("d/l#main", step(9), NOW, TODAY).remaining() == Counts(1, 1, 1)


def test_an_undone_card_comes_next_in_its_old_state():
    start = session(card("n"), *reviews(3))
    sitting = start.answered("d/n#main", step(1), NOW, TODAY)
    back = sitting.reinserted("d/n#main", New())
    assert shown(back) == "d/n#main"
    assert back.remaining() == start.remaining()
    assert back.answered("d/n#main", REVIEWED, NOW, TODAY).remaining() == Counts(0, 0, 3)


def test_answers_undone_one_after_another_come_back_latest_undone_first():
    sitting = session(*reviews(3))
    one = shown(sitting)
    sitting = sitting.answered(one, REVIEWED, NOW, TODAY)
    two = shown(sitting)
    sitting = sitting.answered(two, REVIEWED, NOW, TODAY)
    sitting = sitting.reinserted(two, REVIEWED).reinserted(one, REVIEWED)
    assert shown(sitting) == one
    assert shown(sitting.answered(one, REVIEWED, NOW, TODAY)) == two
    assert sitting.reinserted(one, REVIEWED).undone == (two, one)


def test_an_undone_card_of_an_earlier_sitting_is_brought_along():
    sitting, old = session(*reviews(2)), card("old")
    with pytest.raises(KeyError):
        sitting.reinserted(old.key, New())
    back = sitting.reinserted(old.key, step(-5), old)
    assert shown(back) == old.key
    assert back.remaining() == Counts(0, 1, 2)


def test_suspended_and_buried_cards_leave_the_sitting():
    sitting = session(card("n"), learning("l", -1), *reviews(1)).reinserted("d/n#main", New())
    assert sitting.without("d/n#main", "d/l#main", "d/r0#main").remaining().total == 0


@given(candidates(max_size=15), st.data())
def test_every_card_is_shown_and_none_twice_without_a_step(cards, data):
    chosen = queue(cards)
    sitting, fsrs, steps = Session.from_queue(chosen), Fsrs(), Steps((60,), (60,))
    shows: Counter[str] = Counter()
    again: Counter[str] = Counter()
    states = {key: state_of(card) for key, card in sitting.cards.items()}
    now = NOW
    while sitting.remaining().total:
        key = sitting.next_key(now)
        if key is None:
            now = max(now, sitting.wait_until_ms() or now)
            key = sitting.next_key(now)
        assert key is not None
        shows[key] += 1
        rating = data.draw(st.sampled_from(Rating)) if shows[key] < 3 else Rating.EASY
        future = futures(key, states[key], Instant(now, 0), TODAY, steps, fsrs)[rating - 1]
        states[key] = future.state
        again[key] += isinstance(future.state, Stepping)
        unchanged = (sitting.main, sitting.waiting, dict(sitting.cards), sitting.last)
        following = sitting.answered(key, future.state, now, TODAY)
        assert unchanged == (sitting.main, sitting.waiting, dict(sitting.cards), sitting.last)
        assert sitting.answered(key, future.state, now, TODAY) == following
        check_next(following, key, now)
        sitting = following
        now += data.draw(st.integers(0, 3 * MINUTE))
    assert set(shows) == {card.key for card in chosen.main + chosen.learning}
    assert all(shows[key] == 1 + again[key] for key in shows)


def check_next(sitting, last, now):
    """No repeat, and no paragraph twice running, while another card may come."""
    key = sitting.next_key(now)
    ready = {k for due, k in sitting.waiting if due <= now} | set(sitting.main)
    soon = {k for due, k in sitting.waiting if due <= now + LEARN_AHEAD_MS}
    if key == last:
        assert (ready | soon) == {last}
    elif key is not None and together(sitting.cards[key].paragraphs, sitting.cards[last].paragraphs):
        assert all(
            together(sitting.cards[other].paragraphs, sitting.cards[last].paragraphs)
            for other in (ready - {last} or soon - {last})
        )


def state_of(card):
    match card.phase:
        case Phase.NEW:
            return New()
        case Phase.REVIEW:
            return Scheduled(StudyDay(card.due), 10, Memory(10.0, 5.0), StudyDay(card.due - 10), 3, 0)
        case _:
            return Stepping(card.phase, 0, card.due, Memory(1.0, 5.0), TODAY, 1, 0)


def test_how_early_a_learning_card_may_come_can_be_told():
    cards = (learning("a", 5),)
    assert Session.from_queue(queue(cards), 4 * MINUTE).next_key(NOW) is None
    assert Session.from_queue(queue(cards), 4 * MINUTE).wait_until_ms() == NOW + MINUTE
    assert Session.from_queue(queue(cards), 5 * MINUTE).next_key(NOW) == "d/a#main"
