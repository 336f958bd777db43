from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.store import derived
from quizapp.store.history import History
from quizapp.store.model import Busy, DaySum, MemoryRow, NewEvent
from quizapp.study.memory import Fsrs
from quizapp.study.model import New, Phase, Rating, Scheduled, Stepping, StudyDay
from tests.store.making import CARD, DAY_MS, NOON_DAY, NOON_MS, HandClock, answer, attempt, event, raw, review


def row(history: History, card: str = CARD) -> MemoryRow:
    return history.memory([card])[card]


def day_sum(history: History, day: int = NOON_DAY) -> DaySum:
    (found,) = history.day_sums(day, day)
    return found


def test_a_review_gives_the_recorded_due_and_the_memory_of_fsrs(history: History, clock: HandClock) -> None:
    answer(history, due=NOON_DAY + 3, interval=3)
    clock.at_ms += 5 * DAY_MS
    answer(history, rating=1, due=NOON_DAY + 6, interval=1)
    first = Fsrs().first(Rating.GOOD)
    second = Fsrs().after(first, Rating.AGAIN, 5)
    assert row(history).state == Scheduled(
        StudyDay(NOON_DAY + 6), 1, second, StudyDay(NOON_DAY + 5), reps=2, lapses=1
    )


def test_learning_steps_are_copied(history: History) -> None:
    body = {"rating": 1, "after": {"phase": "learning", "step": 0, "due_ms": NOON_MS + 60_000}}
    history.append(event("review", CARD, body))
    state = row(history).state
    assert isinstance(state, Stepping)
    assert (state.phase, state.step, state.due_ms, state.lapses) == (
        Phase.LEARNING,
        0,
        NOON_MS + 60_000,
        0,
    )


def test_a_card_without_history_has_the_row_of_a_new_one(history: History) -> None:
    answer(history)
    assert history.memory([CARD, "deck/other#main"])["deck/other#main"] == MemoryRow("deck/other#main", New())
    assert [each.card for each in history.memories()] == [CARD]


def test_many_rows_are_read_at_once(history: History) -> None:
    cards = [f"deck/{number}#main" for number in range(2000)]
    history.append(*(event("suspend", card, {"on": True}) for card in cards))
    assert all(each.suspended for each in history.memory(cards).values())


def test_flags_of_a_card_follow_its_events(history: History) -> None:
    history.append(
        event("suspend", CARD, {"on": True}),
        event("bury", CARD, {"until": NOON_DAY + 1}),
        event("flag", CARD, {"flag": 3}),
        attempt(prompt_print="1:p", answer_print="1:a"),
    )
    told = row(history)
    assert (told.suspended, told.buried_until, told.flag) == (True, NOON_DAY + 1, 3)
    assert (told.prompt_print, told.answer_print) == ("1:p", "1:a")
    history.append(event("suspend", CARD, {"on": False}), event("bury", CARD, {"until": None}))
    assert (row(history).suspended, row(history).buried_until) == (False, None)


def test_due_moves_a_card_in_review_and_no_other(history: History) -> None:
    history.append(event("due", CARD, {"due": NOON_DAY}))
    assert row(history).state == New()
    answer(history, due=NOON_DAY + 9, interval=9)
    history.append(event("due", CARD, {"due": NOON_DAY}))
    state = row(history).state
    assert isinstance(state, Scheduled)
    assert (state.due, state.interval) == (NOON_DAY, 9)


def test_reset_makes_a_card_new_and_keeps_its_attempts(history: History) -> None:
    answer(history)
    history.append(event("reset"))
    assert (row(history).state, row(history).attempts) == (New(), 1)


def test_an_alias_carries_over_what_came_before_it(history: History) -> None:
    answer(history, "deck/old#main")
    history.append(event("alias", CARD, {"from": "deck/old#main"}))
    answer(history, "deck/old#main", rating=1)
    answer(history, rating=4, due=NOON_DAY + 20, interval=20)
    state, fresh = row(history).state, row(history, "deck/old#main").state
    assert isinstance(state, Scheduled)
    assert isinstance(fresh, Scheduled)
    assert (state.reps, fresh.reps) == (2, 1)


def test_a_rename_and_back_keeps_everything(history: History) -> None:
    answer(history, "a/1#main")
    history.append(event("alias", "a/2#main", {"from": "a/1#main"}))
    history.append(event("alias", "a/1#main", {"from": "a/2#main"}))
    assert row(history, "a/1#main").attempts == 1
    assert row(history, "a/2#main") == MemoryRow("a/2#main", New())


def test_day_sums_tell_new_young_and_mature_apart(history: History, clock: HandClock) -> None:
    answer(history, due=NOON_DAY + 20, interval=20)
    assert day_sum(history) == DaySum(
        NOON_DAY, "deck", answered=1, correct=1, new=1, reviews=1, passed=1, duration_ms=1000
    )
    clock.at_ms += DAY_MS
    answer(history, due=NOON_DAY + 30, interval=21)
    answer(history, rating=1)
    assert day_sum(history, NOON_DAY + 1) == DaySum(
        StudyDay(NOON_DAY + 1),
        "deck",
        answered=2,
        correct=2,
        reviews=2,
        passed=1,
        young_reviews=1,
        young_passed=1,
        mature_reviews=1,
        duration_ms=2000,
    )


def test_day_sums_count_ratings_of_every_button(history: History) -> None:
    for rating in (1, 2, 2, 3, 4):
        answer(history, rating=rating)
    told = day_sum(history)
    good = told.passed - told.hard - told.easy
    assert (told.reviews - told.passed, told.hard, good, told.easy) == (1, 2, 1, 1)
    history.undo()
    assert (day_sum(history).hard, day_sum(history).easy, history.verify()) == (2, 0, ())


def test_totals_of_a_day_add_up_its_decks(history: History, clock: HandClock) -> None:
    answer(history, rating=2)
    answer(history, "other/1#main", rating=4)
    clock.at_ms += DAY_MS
    answer(history)
    first, second = history.day_totals(1, 10**6)
    assert (first.day, first.deck, first.answered, first.hard, first.easy) == (NOON_DAY, "", 2, 1, 1)
    assert second.answered == 1
    assert history.day_totals(1, 10**6, "other") == history.day_sums(NOON_DAY, NOON_DAY)[1:]
    assert history.day_totals(1, NOON_DAY - 1) == ()


def test_days_without_an_answer_are_not_studied(history: History, clock: HandClock) -> None:
    answer(history)
    clock.at_ms += 2 * DAY_MS
    answer(history)
    assert history.studied_days(NOON_DAY + 9) == (NOON_DAY + 2, NOON_DAY)
    assert history.studied_days(NOON_DAY + 1) == (NOON_DAY,)


def test_ratings_within_steps_are_neither_young_nor_mature(history: History) -> None:
    body = {"rating": 3, "after": {"phase": "learning", "step": 0, "due_ms": NOON_MS + 60_000}}
    history.append(event("review", CARD, body), event("review", CARD, body))
    told = day_sum(history)
    assert (told.reviews, told.new, told.young_reviews, told.mature_reviews) == (2, 1, 0, 0)


@pytest.mark.parametrize(
    "nonsense",
    [
        event("review", CARD, {"rating": True, "after": {"phase": "review", "due": 5, "interval": 1}}),
        event("review", CARD, {"rating": 5, "after": {"phase": "review", "due": 5, "interval": 1}}),
        event("review", CARD, {"rating": 3, "after": {"phase": "review", "due": 10**30, "interval": 1}}),
        event("review", CARD, {"rating": 3, "after": {"phase": "learning", "step": 0, "due_ms": -1}}),
        event("review", CARD, {"rating": 3, "after": {"phase": ["review"], "due": 5, "interval": 1}}),
        event("review", CARD, {"rating": 3, "after": None}),
        event("attempt", CARD, {"outcome": 3}),
        event("suspend", CARD, {"on": 1}),
        event("bury", CARD, {"until": "tomorrow"}),
        event("flag", CARD, {"flag": 8}),
        event("due", CARD, {"due": 0}),
        event("alias", CARD, {"from": 7}),
        event("void", None, {}),
    ],
    ids=lambda nonsense: f"{nonsense.kind} {nonsense.body}",
)
def test_a_body_that_makes_no_sense_changes_nothing(history: History, nonsense: NewEvent) -> None:
    answer(history)
    before = row(history), history.day_sums(1, 10**6)
    history.append(nonsense)
    assert (row(history), history.day_sums(1, 10**6)) == before
    assert history.verify() == ()


def test_a_duration_that_cannot_be_counts_as_none(history: History) -> None:
    history.append(*(attempt(duration_ms=value) for value in (-1, 10**30, "long", True, 1.5)))
    assert day_sum(history).duration_ms == 0


def test_a_quiz_counts_as_answers_and_leaves_the_schedule_alone(history: History) -> None:
    history.append(attempt(mode="quiz", outcome="wrong"), attempt(mode="exam"), attempt(mode="cram"))
    assert (day_sum(history).answered, day_sum(history).reviews) == (3, 0)
    assert row(history).state == New()
    assert history.unfinished() is None


def test_an_override_changes_what_the_attempt_counts_for(history: History) -> None:
    (tried,) = history.append(attempt(outcome="wrong"))
    made = history.override(tried.id, outcome="correct", score=1.0)
    assert history.override_of(tried.id) == made
    assert (made.target, made.action) == (tried.id, tried.action)
    assert (day_sum(history).correct, row(history).correct, row(history).last_outcome) == (1, 1, "correct")
    with pytest.raises(QuizError, match="no-such-attempt"):
        history.override("nothing", outcome="correct", score=1.0)


@pytest.mark.parametrize(("rating", "correct", "outcome"), [(1, 0, "wrong"), (2, 1, "correct")])
def test_a_self_marked_attempt_is_correct_if_its_rating_passes(
    history: History, rating: int, correct: int, outcome: str
) -> None:
    (tried,) = history.append(attempt(outcome="revealed"))
    assert row(history).last_outcome == "revealed"
    history.append(review(rating=rating, target=tried.id))
    assert (day_sum(history).correct, row(history).correct) == (correct, correct)
    assert row(history).last_outcome == outcome


def test_a_self_marked_attempt_counts_once_however_often_it_is_rated(history: History) -> None:
    (tried,) = history.append(attempt(outcome="revealed"))
    history.append(review(target=tried.id))
    history.append(review(target=tried.id))
    assert (row(history).correct, day_sum(history).correct) == (1, 1)
    assert history.verify() == ()


def test_an_override_of_a_self_marked_attempt_outweighs_its_rating(history: History) -> None:
    (tried,) = history.append(attempt(outcome="revealed"))
    history.override(tried.id, outcome="wrong", score=0.0)
    history.append(review(target=tried.id))
    assert (row(history).correct, row(history).last_outcome) == (0, "wrong")
    assert history.verify() == ()


def test_an_override_to_an_unknown_outcome_is_ignored(history: History) -> None:
    (tried,) = history.append(attempt(outcome="wrong"))
    history.override(tried.id, outcome="brilliant", score=2.0)
    assert history.override_of(tried.id) is None
    assert row(history).last_outcome == "wrong"


def test_a_self_marked_attempt_may_be_rated_under_the_new_name_of_its_card(history: History) -> None:
    (tried,) = history.append(attempt("deck/old#main", outcome="revealed"))
    history.append(event("alias", CARD, {"from": "deck/old#main"}))
    history.append(review(target=tried.id))
    assert (row(history).correct, history.unfinished()) == (1, None)
    assert history.verify() == ()


def test_an_unrated_attempt_is_unfinished_until_it_is_rated(history: History) -> None:
    (first,) = history.append(attempt("deck/1#main"))
    (second,) = history.append(attempt("deck/2#main"))
    assert history.unfinished() == second
    history.append(review("deck/2#main", target=second.id))
    assert history.unfinished() == first
    history.undo()
    assert history.unfinished() == second
    history.undo()
    history.undo()
    assert history.unfinished() is None


def test_an_almost_is_unfinished_until_its_card_is_attempted(history: History) -> None:
    (almost,) = history.append(event("almost", CARD, {"response": "x", "kind": "short"}))
    history.append(attempt("deck/other#main", mode="quiz"))
    assert history.unfinished() == almost
    (tried,) = history.append(attempt())
    assert history.unfinished() == tried
    history.append(review(target=tried.id))
    assert history.unfinished() is None


@pytest.mark.parametrize("kind", ["suspend", "bury", "reset"])
def test_who_puts_a_card_away_does_not_get_its_question_back(history: History, kind: str) -> None:
    history.append(attempt())
    history.append(event(kind, CARD, {"on": True, "until": NOON_DAY}))
    assert history.unfinished() is None


def test_an_unfinished_attempt_is_found_under_the_new_name_of_its_card(history: History) -> None:
    history.append(attempt("deck/old#main"))
    history.append(event("alias", CARD, {"from": "deck/old#main"}))
    unfinished = history.unfinished()
    assert unfinished is not None
    assert unfinished.card == CARD


def test_changed_cards_are_those_spoken_of_since_a_head(history: History) -> None:
    answer(history, "deck/1#main")
    head = history.head()
    assert history.cards_changed_since(head) == frozenset()
    answer(history, "deck/2#main")
    assert history.cards_changed_since(head) == {"deck/2#main"}
    head = history.head()
    history.undo()
    assert history.cards_changed_since(head) == {"deck/2#main"}
    head = history.head()
    history.redo()
    assert history.cards_changed_since(head) == {"deck/2#main"}
    head = history.head()
    history.append(event("alias", "deck/3#main", {"from": "deck/1#main"}))
    assert history.cards_changed_since(head) == {"deck/1#main", "deck/3#main"}


def test_the_median_is_of_the_last_timed_attempts_of_a_kind(history: History) -> None:
    assert history.medians("short") == (0, None)
    history.append(*(attempt(duration_ms=ms) for ms in (9_000, 1_000, 2_000, 0)))
    history.append(attempt(kind="date", duration_ms=50_000))
    assert history.medians("short") == (3, 2_000)
    history.append(attempt(duration_ms=500_000))
    assert history.medians("short") == (4, 5_500)
    history.undo()
    assert history.medians("short") == (3, 2_000)
    history.append(*(attempt(duration_ms=7_000) for _ in range(200)))
    assert history.medians("short") == (200, 7_000)


def test_kinds_and_versions_that_are_not_known_are_kept_and_ignored(history: History) -> None:
    answer(history)
    before = row(history)
    added = history.append(event("hologram", CARD, {"x": 1}), event("reset", CARD, v=2))
    assert list(history.events())[2:] == list(added)
    assert row(history) == before
    assert history.verify() == ()


def test_a_review_under_a_former_name_judges_no_attempt_that_went_with_the_new_one(history: History) -> None:
    (tried,) = history.append(attempt("deck/old#main", outcome="revealed"))
    history.append(event("alias", "deck/new#main", {"from": "deck/old#main"}))
    history.append(review("deck/old#main", target=tried.id))
    assert history.memory(["deck/old#main"])["deck/old#main"].correct == 0
    assert history.verify() == ()


def test_the_writer_lock_names_its_holder(history: History, folder: Path) -> None:
    with history.writing("study"), History.open(folder, clock=HandClock()) as other:
        with pytest.raises(Busy) as refused, other.writing("library init"):
            raise AssertionError("both hold the lock")
        other.append(attempt())
    assert refused.value.code == "busy"
    assert refused.value.params["command"] == "study"
    assert refused.value.params["since"] == "2023-11-15T12:00:00+00:00"
    assert refused.value.params["pid"].isdigit()
    with history.writing("study"):
        pass


def test_opening_and_attempts_leave_fsrs_out_and_reviews_bring_it_in(folder: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from quizapp.store.history import History
from tests.store.making import HandClock, attempt, review
history = History.open(Path({str(folder)!r}), clock=HandClock())
history.append(attempt())
history.memory(["x"]), history.head(), history.unfinished()
heavy = {{"fsrs", "statistics", "uuid", "yaml", "pydantic", "textual", "platformdirs"}} & set(sys.modules)
history.append(review())
print(sorted(heavy), "fsrs" in sys.modules)
"""
    script = script.replace("from tests.store import making\n", "")
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[] True\n"


def test_two_threads_may_share_a_history(history: History) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: answer(history), range(20)))
    assert row(history).attempts == 20
    assert history.verify() == ()


def test_actions_and_sittings_get_ids_of_their_own(history: History) -> None:
    assert history.new_id() != history.new_id()


def test_a_card_is_tied_to_its_names_from_either_side_also_where_the_alias_is_voided(tmp_path: Path) -> None:
    names = {"d/a#main", "d/b#main", "d/c#main"}
    with History.open(tmp_path, clock=HandClock()) as history:
        answer(history, "d/a#main")
        answer(history, "d/x#main")
        history.append(event("alias", "d/b#main", {"from": "d/a#main"}, group="first"))
        history.append(event("alias", "d/c#main", {"from": "d/b#main"}))
        history.append(event("void", None, target="first"))
        with raw(tmp_path) as connection:
            assert [derived.kin(connection, [name]) for name in sorted(names)] == [names] * 3
            assert derived.kin(connection, ["d/x#main"]) == {"d/x#main"}


def test_what_was_read_ahead_for_an_event_is_read_anew_where_another_program_wrote_since(
    history: History, folder: Path, clock: HandClock
) -> None:
    tried = history.append(attempt(outcome="revealed"))[0]
    rated = review(target=tried.id)
    history.expect(rated)
    with History.open(folder, clock=clock) as other:
        other.append(event("flag", CARD, {"flag": 3}), event("suspend", CARD, {"on": True}))
        other.append(event("suspend", CARD, {"on": False}))
    history.append(rated)
    assert (row(history).flag, row(history).attempts, row(history).correct) == (3, 1, 1)
    assert not history.verify()


def test_the_row_of_another_card_outlives_an_answer_but_not_what_others_write(
    history: History, folder: Path, clock: HandClock
) -> None:
    for attempts in range(2):
        assert [history.row(name).attempts for name in (CARD, "deck/other#main")] == [attempts, 0]
        answer(history)
    with History.open(folder, clock=clock) as other:
        other.append(event("flag", "deck/other#main", {"flag": 3}))
    assert history.row("deck/other#main").flag == 3
    history.append(event("alias", "deck/third#main", {"from": "deck/other#main"}))
    assert [history.row(f"deck/{name}#main").flag for name in ("other", "third")] == [0, 3]


def test_a_row_is_read_anew_after_an_undo_also_where_nothing_is_appended_then(history: History) -> None:
    history.append(event("flag", CARD, {"flag": 3}))
    assert history.row(CARD).flag == 3
    history.undo()
    history.append()
    assert history.row(CARD).flag == 0


def test_reading_ahead_mints_no_device(history: History, folder: Path) -> None:
    history.expect(attempt())
    assert not (folder / "device.json").exists()
