from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizapp.errors import QuizError
from quizapp.settings import Settings
from quizapp.stats.evaluation import ReviewLog, folds
from quizapp.store.model import EventKind, MemoryRow, NewEvent
from quizapp.study import memory
from quizapp.study.fuzz import constrained_bounds
from quizapp.study.memory import DEFAULT_WEIGHTS, Fsrs
from quizapp.study.model import Scheduled
from quizapp.workspace import optimizing
from quizapp.workspace.model import Scope
from quizapp.workspace.optimizing import OFFERED_FROM, apply, moves, own_log, proposal, restore
from quizapp.workspace.workspace import Workspace
from tests.learner import FORGETFUL, WORSE, Fits, append, studied
from tests.store.making import DAY_MS
from tests.workspace.making import Desk, answer, events, short

CLOSER = tuple(weight * (0.5 if place in (2, 3) else 1) for place, weight in enumerate(DEFAULT_WEIGHTS))


def say_nothing(_done: int, _total: int) -> None:
    pass


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    desk.write("d", {"0-0": short()})
    workspace = desk.open()
    append(workspace.history, desk.clock, studied(700))
    workspace.catch_up()
    return workspace


def use(monkeypatch: pytest.MonkeyPatch, fits: Fits) -> Fits:
    monkeypatch.setattr(optimizing, "fitted", fits)
    return fits


def scheduled(workspace: Workspace) -> dict[str, Scheduled]:
    return {row.card: row.state for row in workspace.history.memories() if isinstance(row.state, Scheduled)}


def dues(workspace: Workspace) -> dict[str, tuple[int, int]]:
    return {card: (state.due, state.interval) for card, state in scheduled(workspace).items()}


def rows(workspace: Workspace) -> set[MemoryRow]:
    return set(workspace.history.memories())


def test_better_weights_are_proposed_and_nothing_is_written(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits = use(monkeypatch, Fits(FORGETFUL))
    log = own_log(workspace)
    head = workspace.history.head()
    told: list[tuple[int, int]] = []
    found = proposal(workspace, log, lambda done, total: told.append((done, total)))
    count = len(log.scored)
    assert count >= OFFERED_FROM
    assert list(fits.asked) == [*range(count - 5 * (count // 6), count, count // 6), count]
    assert (found.scored, found.before, found.after) == (count, DEFAULT_WEIGHTS, FORGETFUL)
    assert found.improves
    assert found.in_sample.before.n == found.in_sample.after.n == count
    assert found.over_time.before.n == found.over_time.after.n == 5 * (count // 6)
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert workspace.history.head() == head


def test_both_losses_must_fall(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    log = own_log(workspace)
    use(monkeypatch, Fits(WORSE, whole=FORGETFUL))
    found = proposal(workspace, log, say_nothing)
    assert (found.in_sample.improves, found.over_time.improves, found.improves) == (True, False, False)
    use(monkeypatch, Fits(FORGETFUL, whole=WORSE))
    found = proposal(workspace, log, say_nothing)
    assert (found.in_sample.improves, found.over_time.improves, found.improves) == (False, True, False)
    use(monkeypatch, Fits(DEFAULT_WEIGHTS))
    assert not proposal(workspace, log, say_nothing).improves


def test_too_short_a_log_is_no_log_to_learn_from(desk: Desk) -> None:
    desk.write("d", {"0-0": short()})
    workspace = desk.open()
    append(workspace.history, desk.clock, studied(100))
    with pytest.raises(ValueError, match="too few"):
        proposal(workspace, own_log(workspace), say_nothing)


def test_weights_in_force_are_judged_by_what_came_after_them_only(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = own_log(workspace)
    use(monkeypatch, Fits(FORGETFUL))
    by_default = proposal(workspace, log, say_nothing).over_time.before
    in_force = proposal(workspace, log, say_nothing).over_time.after
    parts = folds(len(log.scored))

    def before(scored: int) -> float:
        body = {"weights": list(FORGETFUL), "scored": scored}
        workspace.history.append(NewEvent("parameters", workspace.history.new_id(), "", None, None, body))
        return proposal(workspace, log, say_nothing).over_time.before.log_loss

    assert before(len(log.scored)) == by_default.log_loss
    assert before(0) == in_force.log_loss
    assert in_force.log_loss < before(parts[2].start) < by_default.log_loss
    # In sample they are judged by all.
    assert not proposal(workspace, log, say_nothing).in_sample.improves


def applied(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, *, reschedule: bool = False) -> object:
    use(monkeypatch, Fits(FORGETFUL))
    found = proposal(workspace, own_log(workspace), say_nothing)
    return apply(workspace, found, reschedule=reschedule)


def test_applying_computes_memory_anew_and_moves_no_due_day(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, memories = dues(workspace), rows(workspace)
    assert applied(workspace, monkeypatch) == (0, 0)
    assert dues(workspace) == before
    assert rows(workspace) != memories
    assert rows(workspace) == set(workspace.history.memories_under(Fsrs(FORGETFUL)))
    assert not events(workspace, EventKind.DUE)
    assert workspace.history.verify() == ()


def test_previews_and_reviews_follow_the_parameters_in_force(
    workspace: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied(workspace, monkeypatch)
    assert workspace.fsrs.weights == FORGETFUL
    desk.clock.at_ms += 400 * DAY_MS
    with closing(workspace.sitting(Scope())) as sitting:
        key = answer(sitting, response="oui")
    review = events(workspace, EventKind.REVIEW)[-1]
    assert (review.card, review.body["parameters"]) == (key, Fsrs(FORGETFUL).parameters_id)
    after = workspace.history.memory([key])[key].state
    assert isinstance(after, Scheduled)
    fsrs = Fsrs(FORGETFUL)
    assert after.interval == pytest.approx(fsrs.interval(after.memory.stability), rel=0.1, abs=2)
    another = desk.open(writing=False)
    assert another.fsrs.weights == FORGETFUL


def test_settings_stay_in_force_beside_the_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path, settings=Settings(desired_retention=0.8, maximum_interval=100))
    desk.write("d", {"0-0": short()})
    workspace = desk.open()
    append(workspace.history, desk.clock, studied(700))
    applied(workspace, monkeypatch)
    assert workspace.fsrs == Fsrs(FORGETFUL, 0.8, 100)


def test_parameters_taken_over_while_their_model_is_made_come_into_force(
    workspace: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(desk.open()) as another:
        applied(another, monkeypatch)

    def overtaken(*given: Any) -> Fsrs:
        monkeypatch.undo()
        workspace.catch_up()
        return Fsrs(*given)

    monkeypatch.setattr(memory, "Fsrs", overtaken)
    assert workspace.fsrs.weights == DEFAULT_WEIGHTS
    assert workspace.fsrs.weights == FORGETFUL
    desk.close()


def test_rescheduling_moves_cards_by_events_that_go_back_with_their_action(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, memories = dues(workspace), rows(workspace)
    planned = moves(workspace, FORGETFUL)
    assert applied(workspace, monkeypatch, reschedule=True) == planned.counts
    after = dues(workspace)
    assert after == before | dict(planned.dues)
    assert planned.counts.moved == sum(before[card] != after[card] for card in before) > 50
    assert planned.counts.due == sum(due <= workspace.today() for due, _ in planned.dues.values())
    for card, state in scheduled(workspace).items():
        assert state.due == state.last_day + state.interval
        if card in planned.dues:
            wanted = workspace.fsrs.interval(state.memory.stability)
            assert abs(state.interval - wanted) <= 1 + wanted * 0.15
    assert len({event.action for event in events(workspace, EventKind.DUE)}) == 1
    assert workspace.history.verify() == ()
    assert restore(workspace) == planned.counts.moved
    assert (dues(workspace), rows(workspace)) == (before, memories)
    assert workspace.fsrs.weights == DEFAULT_WEIGHTS
    assert workspace.history.verify() == ()


def test_rescheduling_leaves_cards_where_they_are_within_their_new_spread(workspace: Workspace) -> None:
    history = workspace.history
    planned = moves(workspace, FORGETFUL).dues
    for row in history.memories_under(Fsrs(FORGETFUL)):
        if isinstance(row.state, Scheduled):
            wanted = workspace.fsrs_of("d", FORGETFUL).interval(row.state.memory.stability)
            low, high = constrained_bounds(wanted, 1, 36_500)
            assert (row.card in planned) == (not low <= row.state.interval <= high)
            if row.card in planned:
                due, interval = planned[row.card]
                assert low <= interval <= high
                assert due == row.state.last_day + interval


def test_rescheduled_cards_spread_over_the_days_and_keep_easy_days_free(tmp_path: Path) -> None:
    steps = {}
    for balanced, easy in ((True, {}), (False, {}), (True, {"sun": 0.0})):
        desk = Desk(
            tmp_path / f"{balanced}{len(easy)}", settings=Settings(load_balance=balanced, easy_days=easy)
        )
        desk.write("d", {"0-0": short()})
        workspace = desk.open()
        append(workspace.history, desk.clock, studied(1500))
        moved = moves(workspace, FORGETFUL).dues
        wide = Counter(due for due, interval in moved.values() if interval >= 7)
        sundays = sum(count for due, count in wide.items() if due % 7 == 0)
        assert (sundays == 0) == bool(easy)
        due = Counter(day for day, _ in (dues(workspace) | dict(moved)).values())
        days = range(min(wide), max(wide))
        steps[balanced, bool(easy)] = sum(abs(due[day + 1] - due[day]) for day in days)
        desk.close()
    assert steps[True, False] < 0.9 * steps[False, False]


def test_days_that_were_set_otherwise_stay(workspace: Workspace) -> None:
    planned = moves(workspace, FORGETFUL).dues
    card = next(iter(planned))
    due = workspace.today()
    workspace.history.append(NewEvent("due", workspace.history.new_id(), "", card, None, {"due": due}))
    assert moves(workspace, FORGETFUL).dues.keys() == planned.keys() - {card}


def test_restoring_goes_back_set_by_set_to_the_default(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"weights": list(CLOSER), "scored": 0}
    workspace.history.append(NewEvent("parameters", workspace.history.new_id(), "", None, None, body))
    workspace.catch_up()
    memories = rows(workspace)
    applied(workspace, monkeypatch)
    assert restore(workspace) == 0
    assert workspace.fsrs.weights == CLOSER
    assert rows(workspace) == memories
    restore(workspace)
    assert workspace.fsrs.weights == DEFAULT_WEIGHTS
    with pytest.raises(QuizError, match="no-parameters"):
        restore(workspace)


def test_what_was_reviewed_since_keeps_its_day_when_the_rest_goes_back(
    workspace: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dues(workspace)
    applied(workspace, monkeypatch, reschedule=True)
    desk.clock.at_ms += 400 * DAY_MS
    with closing(workspace.sitting(Scope())) as sitting:
        key = answer(sitting, response="oui")
    reviewed = dues(workspace)[key]
    restore(workspace)
    assert dues(workspace) == before | {key: reviewed}


def test_the_roster_follows_days_that_move(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    key = "d/0-0#main"
    fits = tuple(weight * (0.1 if place < 4 else 1) for place, weight in enumerate(DEFAULT_WEIGHTS))
    use(monkeypatch, Fits(fits))
    apply(workspace, proposal(workspace, own_log(workspace), say_nothing), reschedule=True)
    (told,) = workspace.index.connection.execute("SELECT due FROM roster WHERE key = ?", (key,)).fetchall()
    assert told == (scheduled(workspace)[key].due,)


def test_without_reviews_the_log_is_empty(desk: Desk) -> None:
    log = own_log(desk.open())
    assert log == ReviewLog({}, ())
