from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.stats.confidence import Calibration, SureMiss, confidence
from quizapp.stats.export import to_json
from quizapp.stats.figures import (
    Answered,
    DeckFigures,
    answered_on,
    deck_figures,
    due_by_day,
    progress,
    retention,
    weakest,
    wilson,
)
from quizapp.stats.rows import AttemptsRow, CalledRow, CardRow, DayRow
from quizapp.study.days import study_day
from quizapp.study.model import Memory, New, Phase, Scheduled, Stepping, StudyDay

TODAY = StudyDay(739_000)
TODAY_MS = (739_000 - 719_163) * 86_400_000 + 12 * 3_600_000
MEMORY = Memory(5.0, 5.0)


def day_of(at_ms):
    return study_day(at_ms, 0)


def review(name, due_in=0, interval=10, deck="d", **more):
    state = Scheduled(StudyDay(TODAY + due_in), interval, MEMORY, TODAY, 3, 0)
    return CardRow(f"{deck}/{name}#main", deck, state, **more)


def learning(name, hours=0, phase=Phase.LEARNING):
    state = Stepping(phase, 0, TODAY_MS + hours * 3_600_000, MEMORY, TODAY, 1, 0)
    return CardRow(f"d/{name}#main", "d", state)


def dues(*rows):
    return [due.due for due in due_by_day(rows, TODAY, day_of)]


def test_answered_today_adds_up_over_decks():
    rows = [
        DayRow(TODAY, "a", answered=5, correct=3, new=2, duration_ms=1000),
        DayRow(TODAY, "b", answered=1, correct=1, duration_ms=10),
        DayRow(StudyDay(TODAY - 1), "a", answered=9, correct=9),
    ]
    assert answered_on(rows, TODAY) == Answered(6, 4, 2, 1010)
    assert answered_on([], TODAY) == Answered(0, 0, 0, 0)


def test_due_today_holds_the_overdue_and_seven_days_follow():
    rows = [review("a", -40), review("b"), review("c", 1), review("d", 7), review("e", 8)]
    assert dues(*rows) == [2, 1, 0, 0, 0, 0, 0, 1]
    assert [due.day for due in due_by_day(rows, TODAY, day_of)] == [TODAY + at for at in range(8)]


def test_steps_are_due_on_their_study_day():
    assert dues(learning("a", -30), learning("b", 15), learning("c", 17)) == [2, 1, 0, 0, 0, 0, 0, 0]


def test_new_and_suspended_cards_are_not_due_and_buried_ones_when_they_come_back():
    back = StudyDay(TODAY + 2)
    rows = [
        CardRow("d/n#main", "d", New()),
        review("s", suspended=True),
        review("b", buried_until=back),
        review("l", 5, buried_until=back),
        review("o", -5, buried_until=StudyDay(TODAY - 1)),
    ]
    assert dues(*rows) == [1, 0, 1, 0, 0, 1, 0, 0]


def test_decks_count_cards_by_phase():
    rows = [
        review("a", interval=20),
        review("b", interval=21),
        learning("c"),
        learning("d", phase=Phase.RELEARNING),
        review("e", suspended=True),
        CardRow("d/f#main", "d", New(), suspended=True),
        CardRow("d/g#main", "d", New()),
        review("x", deck="gone"),
    ]
    figures = deck_figures({"d": 10, "empty": 0}, rows)
    assert figures == (
        DeckFigures("d", new=4, learning=2, young=1, mature=1, suspended=2),
        DeckFigures("empty", 0, 0, 0, 0, 0),
    )
    assert figures[0].total == 10


def test_retention_covers_thirty_days_and_says_its_n():
    rows = [
        DayRow(TODAY, "a", answered=30, correct=10, reviews=10, passed=9),
        DayRow(StudyDay(TODAY - 29), "b", reviews=10, passed=8),
        DayRow(StudyDay(TODAY - 30), "a", reviews=100),
        DayRow(StudyDay(TODAY + 1), "a", reviews=100),
    ]
    figures = retention(rows, TODAY)
    assert (figures.days, figures.n, figures.passed, figures.rate) == (30, 20, 17, 0.85)
    assert figures.low == pytest.approx(0.6396, abs=1e-4)
    assert figures.high == pytest.approx(0.9476, abs=1e-4)


def test_retention_without_reviews_is_unknown():
    figures = retention([], TODAY)
    assert (figures.n, figures.rate, figures.low, figures.high) == (0, None, None, None)


def test_weakest_are_those_most_surely_missed():
    rows = [
        AttemptsRow("once", 1, 0),
        AttemptsRow("often", 5, 1),
        AttemptsRow("mended", 20, 15),
        AttemptsRow("never-missed", 9, 9),
        AttemptsRow("unseen", 0, 0),
    ]
    assert [weak.key for weak in weakest(rows)] == ["often", "once", "mended"]
    assert len(weakest(rows, 1)) == 1


def test_lapses_then_retrievability_then_key_decide_between_equals():
    rows = [
        AttemptsRow("d", 4, 2, lapses=1),
        AttemptsRow("c", 4, 2, lapses=1, retrievability=0.9),
        AttemptsRow("b", 4, 2, lapses=1, retrievability=0.5),
        AttemptsRow("a", 4, 2, lapses=1, retrievability=0.9),
        AttemptsRow("e", 4, 2, lapses=3, retrievability=0.99),
    ]
    assert [weak.key for weak in weakest(rows)] == ["e", "b", "a", "c", "d"]


LIVE = {f"d/{name}#main" for name in "abcdefz"}


def called(name, ago=0, *, sure=False, correct=True):
    return CalledRow(f"d/{name}#main", TODAY - ago, sure, correct)


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_interval_solves_its_equation(successes, more):
    n = successes + more
    share, z = successes / n, 1.959963984540054
    low, high = wilson(successes, n)
    assert 0 <= low <= share <= high <= 1
    for end in (low, high):
        assert abs(share - end) == pytest.approx(z * math.sqrt(end * (1 - end) / n), abs=1e-7)


def test_wilson_interval_of_nothing_is_everything():
    assert wilson(0, 0) == (0.0, 1.0)


def test_progress_is_written_under_its_documented_keys():
    figures = progress(
        TODAY,
        day_rows=iter([DayRow(TODAY, "d", 4, 3, 1, 2, 1, 9000)]),
        card_rows=iter([review("a"), review("x", deck="gone")]),
        attempts=iter([AttemptsRow("d/a#main", 4, 3, 1, "wrong", 0.8)]),
        totals={"d": 3},
        day_of=day_of,
        confidence=confidence([called("a", sure=True, correct=False), called("b")], 7, {"d/a#main"}),
    )
    written = json.loads(json.dumps(to_json(figures), allow_nan=False))
    assert list(written) == [
        *("schema_version", "day", "today", "due", "decks", "retention", "weakest", "confidence")
    ]
    assert written["schema_version"] == 1
    assert written["day"] == written["due"][0]["day"] == "2024-04-24"
    assert written["today"] == {"answered": 4, "correct": 3, "new": 1, "duration_ms": 9000}
    assert [due["due"] for due in written["due"]] == [1, 0, 0, 0, 0, 0, 0, 0]
    assert written["decks"] == [
        {"id": "d", "new": 2, "learning": 0, "young": 1, "mature": 0, "suspended": 0, "total": 3}
    ]
    assert written["retention"]["rate"] == 0.5
    weak = written["weakest"][0]
    assert (weak["key"], weak["lapses"], weak["last_outcome"]) == ("d/a#main", 1, "wrong")
    assert weak["success_at_best"] == pytest.approx(wilson(3, 4)[1])
    assert written["confidence"] == {
        "answers": 7,
        "sure": {"n": 1, "correct": 0, "rate": 0.0},
        "unsure": {"n": 1, "correct": 1, "rate": 1.0},
        "sure_and_missed": [{"key": "d/a#main", "missed": 1, "last": "2024-04-24"}],
    }


def test_answers_called_sure_are_counted_apart_from_those_called_unsure():
    found = confidence(
        [called("a", sure=True), called("a", sure=True, correct=False), called("b", correct=False)], 9, LIVE
    )
    assert found is not None
    assert (found.answers, found.sure, found.unsure) == (9, Calibration(2, 1), Calibration(1, 0))
    assert found.sure.rate == 0.5


def test_without_a_word_of_the_learner_there_is_no_confidence_and_a_silent_half_has_no_rate():
    assert confidence([], 500, LIVE) is None
    found = confidence([called("a", sure=True)], 1, LIVE)
    assert found is not None and found.unsure.rate is None and found.misses == ()


def test_cards_missed_although_sure_are_worst_first_then_latest_and_five_at_most():
    def missed(name, ago=0):
        return called(name, ago=ago, sure=True, correct=False)

    rows = [missed("f", 1), missed("e", 2), missed("d", 3), missed("c", 4), missed("b", 5), missed("a", 6)]
    found = confidence([missed("gone"), *rows, missed("a", 7), called("z", correct=False)], 20, LIVE)
    assert found is not None
    assert [miss.key for miss in found.misses] == [f"d/{name}#main" for name in "afedc"]
    assert found.misses[0] == SureMiss("d/a#main", 2, StudyDay(TODAY - 6))
