"""Reviews ahead of time, and beyond today's limits: which cards come, in which order, what they change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from quizapp.library.model import CardKey
from quizapp.settings import Settings
from quizapp.store.model import EventKind
from quizapp.study.model import New, Rating, Scheduled
from quizapp.workspace import acts, bulk
from quizapp.workspace.model import Asking, Scope
from quizapp.workspace.sitting import Sitting
from quizapp.workspace.workspace import Workspace
from tests.store.making import answer as commit
from tests.workspace.making import (
    DAY_MS,
    Desk,
    answer,
    answer_all,
    answered,
    asking,
    cloze,
    events,
    roster_rows,
    short,
)

STEPLESS = Settings(learning_steps=(), relearning_steps=(), new_limit=0)


def state(workspace: Workspace, key: str) -> Scheduled:
    found = workspace.history.memory((key,))[key].state
    assert isinstance(found, Scheduled)
    return found


def days_left(workspace: Workspace, key: str) -> int:
    return state(workspace, key).due - workspace.today()


def keys_of(sitting: Sitting) -> list[str]:
    """The keys that a sitting would ask, first to last."""
    return [asking(sitting).key, *(key for key in sitting._session.main if key != asking(sitting).key)]


def learnt(desk: Desk, workspace: Workspace, ratings: list[Rating]) -> list[str]:
    """Learns as many new cards on one day; the clock then stands on the next."""
    with closing(workspace.sitting(Scope(new=len(ratings), reviews=0))) as sitting:
        keys = [answer(sitting, rating) for rating in ratings]
    desk.wait(DAY_MS)
    return keys


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, settings=STEPLESS)
    yield desk
    desk.close()


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    desk.write("d", {f"k{n}": short() for n in range(12)})
    return desk.open()


def test_ahead_holds_what_comes_due_within_its_days(desk: Desk, workspace: Workspace) -> None:
    keys = learnt(desk, workspace, [Rating.EASY, Rating.GOOD, Rating.HARD, Rating.EASY, Rating.HARD])
    due = {key: days_left(workspace, key) for key in keys}
    assert min(due.values()) <= 0 < max(due.values()), due
    for days in (1, 2, max(due.values()) - 1, max(due.values())):
        with closing(workspace.sitting(Scope(ahead=days))) as sitting:
            assert set(keys_of(sitting)) == {key for key in keys if due[key] <= days}
            assert sitting._session.remaining().new == 0


def test_the_most_forgotten_come_first_whatever_the_order_of_reviews(desk: Desk) -> None:
    desk.settings = STEPLESS._replace(review_order="descending")
    desk.write("d", {f"k{n}": short() for n in range(12)})
    workspace = desk.open()
    keys = learnt(desk, workspace, [Rating.EASY, Rating.GOOD, Rating.HARD])
    learnt(desk, workspace, [Rating.HARD, Rating.EASY])
    desk.wait(DAY_MS)
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        found = keys_of(sitting)
    now = workspace.clock.now()
    recall = [workspace.futures(key, state(workspace, key), now)[0].retrievability or 0 for key in found]
    assert len(found) == 5 and recall == sorted(recall) and set(keys) < set(found)


def test_overdue_is_measured_by_what_a_deck_wants_to_retain(desk: Desk) -> None:
    desk.settings = STEPLESS._replace(decks={"lax": {"desired_retention": 0.75}})
    for deck in ("lax", "streng"):
        desk.write(deck, {"a": short()})
    workspace = desk.open()
    with closing(workspace.sitting(Scope(new=2))) as sitting:
        for _ in range(2):
            answer(sitting, Rating.HARD if asking(sitting).card.deck == "lax" else Rating.GOOD)
    desk.wait(DAY_MS)
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        assert keys_of(sitting) == ["streng/a#main", "lax/a#main"], "less is wanted of what is recalled less"


@pytest.mark.parametrize("seed", range(4))
def test_a_preview_equals_its_result_and_knows_the_true_elapsed_days(
    seed: int, desk: Desk, workspace: Workspace
) -> None:
    random = Random(seed)
    learnt(desk, workspace, random.choices([Rating.HARD, Rating.GOOD, Rating.EASY], k=6))
    desk.wait(random.randrange(3) * DAY_MS)
    with closing(workspace.sitting(Scope(ahead=200))) as sitting:
        while isinstance(sitting.moment, Asking):
            key = asking(sitting).key
            before, today = state(workspace, key), workspace.today()
            sitting.submit(None)
            rating = random.choice(list(Rating))
            future = answered(sitting).futures[rating - 1]
            elapsed = today - before.last_day
            fsrs = workspace.fsrs_of("d")
            assert future.state.memory == fsrs.after(before.memory, rating, elapsed)
            sitting.rate(rating)
            assert state(workspace, key) == future.state
    assert not workspace.history.verify()


@pytest.mark.parametrize("buries", [("new", "reviews"), ()])
def test_what_was_reviewed_today_does_not_come_again_ahead(
    buries: tuple[str, ...], desk: Desk, workspace: Workspace
) -> None:
    workspace.settings = STEPLESS._replace(bury_siblings=buries)
    learnt(desk, workspace, [Rating.EASY] * 3)
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        first = answer(sitting, Rating.AGAIN)
        second = answer(sitting, Rating.GOOD)
        assert sitting.undo()
        assert asking(sitting).key == second
        assert first not in keys_of(sitting)
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        assert first not in answer_all(sitting)
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        assert sitting.is_empty()


def test_a_card_forgotten_ahead_is_learnt_anew_in_the_same_sitting(desk: Desk) -> None:
    desk.settings = STEPLESS._replace(relearning_steps=(600,))
    desk.write("d", {"k": short()})
    workspace = desk.open()
    (key,) = learnt(desk, workspace, [Rating.EASY])
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        answer(sitting, Rating.AGAIN)
        assert asking(sitting).key == key and asking(sitting).counts.learning == 1
        answer(sitting, Rating.GOOD)
        assert sitting.is_empty()


def test_ahead_is_outside_todays_limits_both_ways(desk: Desk) -> None:
    desk.settings = STEPLESS._replace(review_limit=2, new_limit=4)
    desk.write("d", {f"k{n}": short() for n in range(12)})
    workspace = desk.open()
    learnt(desk, workspace, [Rating.EASY] * 5)
    assert workspace.limits().reviews == 2
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        assert len(answer_all(sitting, Rating.EASY)) == 5
    assert workspace.limits().reviews == 2, "the limit is there for what comes due"
    marked = [event.body.get("ahead") for event in events(workspace, EventKind.REVIEW)]
    assert marked == [None] * 5 + [True] * 5
    desk.wait(400 * DAY_MS)
    with closing(workspace.sitting(Scope(new=0))) as sitting:
        assert len(answer_all(sitting, Rating.EASY)) == 2
    assert workspace.limits().reviews == 0
    assert "ahead" not in events(workspace, EventKind.REVIEW)[-1].body


def test_an_undone_review_ahead_gives_nothing_to_the_limit(desk: Desk, workspace: Workspace) -> None:
    desk.settings = STEPLESS._replace(review_limit=9)
    learnt(desk, workspace, [Rating.EASY] * 2)
    left, rows = workspace.limits().reviews, roster_rows(workspace)
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        answer(sitting)
        assert sitting.undo()
    assert workspace.limits().reviews == left and roster_rows(workspace) == rows


def test_ahead_may_be_narrowed_and_capped_and_bring_new_cards(desk: Desk, workspace: Workspace) -> None:
    desk.write("autre", {"x": short(tags=["rare"]), "y": short()})
    workspace.reload()
    learnt(desk, workspace, [Rating.EASY] * 6)

    def asked(**scope: object) -> list[str]:
        with closing(workspace.sitting(Scope(ahead=300, **scope))) as sitting:  # type: ignore[arg-type]
            return keys_of(sitting)

    assert asked(deck="autre") == asked(deck="autre", reviews=9)
    assert {key.partition("/")[0] for key in asked(deck="autre")} == {"autre"}
    assert asked(tag="rare") == ["autre/x#main"]
    assert (len(asked()), len(asked(limit=2)), len(asked(reviews=3))) == (6, 2, 3)
    new = [key for key in asked(new=2) if isinstance(workspace.history.memory((key,))[key].state, New)]
    assert len(new) == 2 and len(asked(new=2)) == 8


def test_siblings_of_what_was_reviewed_today_wait(desk: Desk) -> None:
    desk.settings = STEPLESS._replace(decks={"d": {"bury_siblings": ()}})
    desk.write("d", {"gaps": cloze(3)})
    workspace = desk.open()
    learnt(desk, workspace, [Rating.EASY] * 3)
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        assert len(keys_of(sitting)) == 3
    workspace.settings = STEPLESS
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        assert len(answer_all(sitting)) == 1


def test_the_day_that_begins_meanwhile_moves_the_window(desk: Desk, workspace: Workspace) -> None:
    learnt(desk, workspace, [Rating.EASY, Rating.HARD, Rating.EASY])
    with closing(workspace.sitting(Scope(ahead=300))) as sitting:
        first = answer(sitting, Rating.EASY)
        desk.wait(DAY_MS)
        second = answer(sitting, Rating.EASY)
        rest = answer_all(sitting, Rating.EASY)
    assert first in rest, "on a new day it is studied ahead again"
    assert second not in rest


def test_more_reviews_are_for_this_sitting_alone(desk: Desk) -> None:
    desk.settings = STEPLESS._replace(review_limit=2)
    desk.write("d", {f"k{n}": short() for n in range(9)})
    workspace = desk.open()
    learnt(desk, workspace, [Rating.HARD] * 8)
    desk.wait(30 * DAY_MS)
    status = workspace.home().decks[0]
    assert (status.due, status.reviews_today, status.beyond) == (2, 2, 6)
    with closing(workspace.sitting(Scope(reviews=5))) as sitting:
        answer(sitting)
        answer(sitting)
        assert sitting.undo()
        assert sitting._session.remaining().review == 4, "one of the five is done"
        assert len(answer_all(sitting)) == 4
    status = workspace.home().decks[0]
    assert (status.due, status.beyond) == (0, 3)
    with closing(workspace.sitting(Scope())) as sitting:
        assert sitting.is_empty()


def test_more_reviews_of_a_deck_pass_its_own_limit(desk: Desk) -> None:
    desk.settings = STEPLESS._replace(decks={"d": {"review_limit": 1}})
    desk.write("d", {f"k{n}": short() for n in range(4)})
    workspace = desk.open()
    learnt(desk, workspace, [Rating.HARD] * 4)
    desk.wait(30 * DAY_MS)
    status = workspace.home().decks[1]
    assert (status.id, status.reviews_today, status.beyond) == ("d", 1, 3)
    for scope, count in ((Scope(reviews=3), 1), (Scope(deck="d", reviews=3), 3)):
        with closing(workspace.sitting(scope)) as sitting:
            assert len(keys_of(sitting)) == count


@pytest.mark.parametrize("own", [False, True], ids=["limit of the day", "limit of the sitting"])
@pytest.mark.parametrize("how", ["restored", "taken back"])
def test_an_answer_ahead_of_time_takes_nothing_from_a_sitting_that_is_not(
    own: bool, how: str, desk: Desk
) -> None:
    desk.settings = STEPLESS._replace(review_limit=200 if own else 2)
    desk.write("d", {f"k{n}": short() for n in range(4)})
    workspace = desk.open()
    keys = [CardKey(key) for key in learnt(desk, workspace, [Rating.GOOD] * 4)]
    bulk.set_due(workspace, keys[:3], 0)
    bulk.set_due(workspace, keys[3:], 3)
    with closing(workspace.sitting(Scope(ahead=9))) as ahead:
        while asking(ahead).key != keys[3]:
            ahead.act(acts.burying(workspace.today()))
        ahead.submit("oui")
        if how == "taken back":
            ahead.rate(Rating.GOOD)
    desk.wait(DAY_MS)
    bulk.set_due(workspace, keys[:3], 0)
    with closing(workspace.sitting(Scope(reviews=2 if own else None))) as sitting:
        if how == "taken back":
            taken = sitting.undo()
            while taken is not None and taken.kind != "attempt":
                taken = sitting.undo()
            assert asking(sitting).key == keys[3]
            sitting.submit("oui")
        assert answered(sitting).asking.key == keys[3]
        assert answered(sitting).asking.counts.review == 3
        sitting.rate(Rating.GOOD)
        assert len(answer_all(sitting)) == 2
    assert workspace.limits().reviews == (198 if own else 0)


def test_of_limited_reviews_ahead_those_come_that_are_most_forgotten_by_their_decks_own_retention(
    tmp_path: Path,
) -> None:
    settings = Settings(decks={"d": {"desired_retention": 0.8}, "e": {"desired_retention": 0.97}})
    with closing(Desk(tmp_path, settings=settings)) as desk:
        for deck in "de":
            desk.write(deck, {f"k{n}": short() for n in range(6)})
        workspace = desk.open()
        for n in range(6):
            for deck, rating in (("d", 3), ("e", 4)):
                commit(workspace.history, f"{deck}/k{n}#main", rating=rating, due=workspace.today() + 5)
        desk.wait(4 * DAY_MS)
        workspace.catch_up()
        every = workspace.session(Scope(ahead=3))
        few = workspace.session(Scope(ahead=3, reviews=4))
        forgotten = sorted(every.cards.values(), key=lambda card: card.faded, reverse=True)
        assert {card.key for card in few.cards.values()} == {card.key for card in forgotten[:4]}
        assert {card.deck for card in few.cards.values()} == {"e"}
