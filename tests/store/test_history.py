"""What is appended gives the rows of cards, whatever else is in the log."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.store import derived
from quizapp.store.history import History
from quizapp.store.model import Busy, MemoryRow, NewEvent
from quizapp.study.memory import Fsrs
from quizapp.study.model import New, Phase, Rating, Scheduled, Stepping, StudyDay
from tests.store.making import CARD, DAY_MS, NOON_DAY, NOON_MS, HandClock, answer, attempt, event, raw, review
from tests.store.rows import day_sum, row


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
