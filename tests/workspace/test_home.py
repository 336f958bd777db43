"""Home counts what a sitting would still ask, so that it never promises what Enter does not keep."""

from __future__ import annotations

import pytest

from quizapp.settings import Settings
from quizapp.study.model import Rating
from quizapp.workspace.model import NextDue, Scope
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import DAY_MS, MINUTE_MS, NOON_MS, Desk, answer, answer_all, cloze, short


def due_new(workspace: Workspace) -> tuple[int, int]:
    together = workspace.home().decks[0]
    return together.due, together.new_today


def finish(workspace: Workspace, scope: Scope | None = None, rating: Rating = Rating.EASY) -> list[str]:
    sitting = workspace.sitting(scope or Scope())
    keys = answer_all(sitting, rating)
    sitting.close()
    return keys


def test_siblings_that_wait_for_another_day_are_not_counted(desk: Desk) -> None:
    desk.write("d", {"a": cloze(3), "b": cloze(2), "c": short()})
    workspace = desk.open()
    assert due_new(workspace) == (0, 3)
    assert len(finish(workspace)) == 3
    assert due_new(workspace) == (0, 0)
    desk.wait(DAY_MS)
    assert due_new(workspace) == (0, 2)
    assert workspace.home().decks[0].new == 3


def test_buried_and_suspended_cards_are_not_counted(desk: Desk) -> None:
    desk.write("d", {"a": short(), "b": short(), "c": short()})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    answer(sitting, Rating.AGAIN)
    sitting.set_aside(suspend=True)
    sitting.set_aside(suspend=False)
    desk.wait(MINUTE_MS)
    sitting.tick()
    assert due_new(workspace) == (1, 0)
    sitting.set_aside(suspend=False)
    sitting.close()
    assert due_new(workspace) == (0, 0)
    together = workspace.home().decks[0]
    assert (together.total, together.new, together.seen) == (2, 1, 1)
    assert workspace.home().next_due == NextDue(None, 1)
    assert workspace.sitting(Scope()).is_empty()


def test_a_step_that_belongs_to_tomorrow_is_not_due_today(desk: Desk) -> None:
    desk.write("d", {"a": short()})
    workspace = desk.open()
    desk.clock.at_ms = NOON_MS + 16 * 60 * MINUTE_MS - 30_000
    finish(workspace, rating=Rating.GOOD)
    desk.clock.at_ms -= 10_000
    assert due_new(workspace) == (0, 0)
    assert workspace.home().next_due == NextDue(None, 1)
    desk.wait(DAY_MS)
    assert due_new(workspace) == (1, 0)


def test_counts_stay_within_the_days_limits(desk: Desk) -> None:
    desk.settings = Settings(new_limit=3, review_limit=2)
    desk.write("d", {f"k{n}": short() for n in range(4)})
    desk.write("e", {f"k{n}": short() for n in range(4)})
    workspace = desk.open()
    assert [status.new_today for status in workspace.home().decks] == [3, 3, 3]
    assert len(finish(workspace, Scope(new=8))) == 8
    desk.wait(60 * DAY_MS)
    assert [(status.due, status.new_today) for status in workspace.home().decks] == [(2, 0), (2, 0), (2, 0)]
    assert len(finish(workspace)) == 2
    assert due_new(workspace) == (0, 0)
    assert workspace.home().next_due == NextDue(None, 0), "more would be due"


def test_next_due_is_a_wait_while_a_card_is_in_learning(desk: Desk) -> None:
    desk.write("d", {"a": short(), "b": short(tags=["t"])})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    answer(sitting, Rating.GOOD)
    assert workspace.next_due(Scope()) == NextDue(600, None)
    assert workspace.next_due(Scope(tag="t")) is None
    answer(sitting, Rating.EASY)
    later = workspace.next_due(Scope(tag="t"))
    assert later is not None and later.days is not None and later.days > 0


def test_a_held_back_sibling_comes_tomorrow(desk: Desk) -> None:
    desk.write("d", {"a": cloze(2)})
    workspace = desk.open()
    finish(workspace)
    desk.wait(DAY_MS)
    finish(workspace)
    desk.wait(400 * DAY_MS)
    assert due_new(workspace) == (1, 0)
    finish(workspace)
    assert due_new(workspace) == (0, 0)
    assert workspace.home().next_due == NextDue(None, 1)


def test_what_cannot_be_read_is_counted(desk: Desk) -> None:
    desk.write("d", {"a": short(), "b": {"statement": "x", "is": "peut-être"}})
    (desk.root / "library" / "decks" / "e.yaml").write_text("deck: [", "utf-8")
    home = desk.open().home()
    assert (home.decks[0].total, home.skipped_cards, home.unreadable) == (1, 1, 1)


def test_a_reader_sees_what_a_writer_elsewhere_commits(desk: Desk) -> None:
    desk.write("d", {"a": short(), "b": short()})
    reader = desk.open(writing=False)
    assert not reader.home().ever_answered
    sitting = desk.open().sitting(Scope())
    answer(sitting)
    home = reader.home()
    assert home.ever_answered and home.answered_today == 1
    assert reader.due().new == 1
    assert reader.progress().figures.today.answered == 1
    sitting.undo()
    assert reader.due().new == 2
    assert reader.progress().figures.today.answered == 0


def test_progress_counts_every_face_once(desk: Desk) -> None:
    desk.write("d", {"a": short(), "b": short(), "c": cloze(2)})
    workspace = desk.open()
    sitting = workspace.sitting(Scope())
    answer(sitting, Rating.EASY)
    answer(sitting, Rating.AGAIN)
    sitting.set_aside(suspend=True)
    progress = workspace.progress()
    (deck,) = progress.figures.decks
    assert (deck.new, deck.learning, deck.young, deck.mature, deck.suspended) == (1, 1, 1, 0, 1)
    assert deck.total == workspace.index.decks()[0].faces
    assert progress.figures.due[0].due == 1
    assert [weak.weak.key for weak in progress.weakest] == ["d/a#main", "d/b#main"]


def test_a_card_that_is_gone_counts_nowhere_but_in_the_past(desk: Desk) -> None:
    desk.write("d", {"a": short(), "b": short()})
    workspace = desk.open()
    finish(workspace)
    desk.write("d", {"b": short()})
    workspace.reload()
    progress = workspace.progress()
    assert [weak.weak.key for weak in progress.weakest] == ["d/b#main"]
    assert progress.figures.today.answered == 2
    assert workspace.home().decks[0].total == 1


def test_progress_names_the_cards_missed_although_sure_by_their_present_outcome(desk: Desk) -> None:
    desk.settings = Settings(confidence=True)
    desk.write("d", {"a": short(), "b": short(), "c": short(), "x": short()})
    workspace = desk.open()
    assert workspace.progress().figures.confidence is None
    sitting = workspace.sitting(Scope())
    for response, sure, right in (
        ("non", True, False),
        ("oui", False, True),
        ("non", True, True),
        ("non", True, False),
    ):
        sitting.submit(response, sure=sure)
        if right and response == "non":
            sitting.override()
        sitting.rate(Rating.EASY)
    desk.write("d", {"a": short(), "b": short(), "c": short()})
    workspace.reload()
    progress = workspace.progress()
    confidence = progress.figures.confidence
    assert confidence is not None and confidence.answers == 4
    assert (confidence.sure.n, confidence.sure.correct) == (3, 1)
    assert (confidence.unsure.n, confidence.unsure.correct) == (1, 1)
    (missed,) = progress.sure_misses
    assert (missed.miss.key, missed.miss.missed) == ("d/a#main", 1)
    assert missed.proven.expected == ("oui",) and missed.proven.passages


def test_a_decks_own_limits_cap_it_alone_and_more_are_had_by_asking_for_it(desk: Desk) -> None:
    own = {"d": {"new_limit": 1, "review_limit": 2}}
    desk.settings = Settings(new_limit=5, review_limit=9, decks=own)
    desk.write("d", {f"k{n}": short() for n in range(4)})
    desk.write("e", {f"k{n}": short() for n in range(4)})
    workspace = desk.open()
    assert [status.new_today for status in workspace.home().decks] == [5, 1, 4]
    assert sum(key[0] == "d" for key in finish(workspace, Scope(new=8))) == 1
    assert [status.new_today for status in workspace.home().decks] == [0, 0, 0]
    assert len(finish(workspace, Scope(deck="d", new=8))) == 3
    desk.wait(60 * DAY_MS)
    assert [status.due for status in workspace.home().decks] == [6, 2, 4]
    assert len(finish(workspace, Scope(deck="d"))) == 2
    assert [status.due for status in workspace.home().decks] == [4, 0, 4]


def test_reviews_at_the_limit_are_dealt_from_all_decks(desk: Desk) -> None:
    desk.settings = Settings(new_limit=99, review_limit=3, learning_steps=())
    for deck in "de":
        desk.write(deck, {f"k{n}": short() for n in range(12)})
    workspace = desk.open()
    finish(workspace, rating=Rating.AGAIN)
    days = []
    for _ in range(6):
        desk.wait(DAY_MS)
        days.append({key[0] for key in finish(workspace, rating=Rating.EASY)})
    assert {"d", "e"} <= set().union(*days[:2]), "the first deck does not come before the second as a whole"


def test_a_deck_has_a_desired_retention_of_its_own(desk: Desk) -> None:
    desk.settings = Settings(decks={"d": {"desired_retention": 0.97, "maximum_interval": 50}})
    workspace = desk.open()
    assert workspace.fsrs_of("d").interval(30.0) < workspace.fsrs_of("e").interval(30.0) == 30
    assert workspace.fsrs_of("d").interval(3000.0) == 50
    assert workspace.fsrs_of("d").weights == workspace.fsrs.weights


def test_counts_wait_only_where_many_reviews_are_left_for_today(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.settings = Settings(review_limit=2)
    desk.write("d", {"a": short(), "b": short(), "c": short()})
    workspace = desk.open()
    finish(workspace)
    desk.wait(40 * DAY_MS)
    whole = workspace.home()
    assert workspace.home(at_once=True) == whole and whole.counted
    monkeypatch.setattr("quizapp.workspace.home.MANY", 4)
    assert workspace.home(at_once=True) == whole
    monkeypatch.setattr("quizapp.workspace.home.MANY", 3)
    listed = workspace.home(at_once=True)
    assert not listed.counted
    assert [status[:3] for status in listed.decks] == [status[:3] for status in whole.decks]
    assert [status.total for status in listed.decks] == [3, 3]
    assert listed.answered_today == whole.answered_today
    assert workspace.home() == whole
    finish(workspace)
    monkeypatch.setattr("quizapp.workspace.home.MANY", 1)
    assert workspace.home().decks[0].beyond == 1
    assert workspace.home(at_once=True).counted, "the day’s limit is reached"
