"""The story of a card: its reviews as replay understands them, what else befell it, and its curve."""

from __future__ import annotations

import pytest

from quizapp.errors import QuizError
from quizapp.library.model import CardKey
from quizapp.settings import Settings
from quizapp.study.model import Memory, Rating, Scheduled, StudyDay
from quizapp.workspace import bulk
from quizapp.workspace.card_story import Reset, card_story, forgetting_curve, summary_texts
from quizapp.workspace.model import Scope
from quizapp.workspace.workspace import Workspace
from tests.store.making import event
from tests.workspace.making import DAY_MS, Desk, answer, short

KEY = CardKey("deck/k#main")


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    desk.write("deck", {"k": short("oui"), "other": short()})
    return desk.open()


def study(workspace: Workspace, rating: Rating, response: str = "oui") -> None:
    sitting = workspace.sitting(Scope(deck="deck", limit=1))
    answer(sitting, rating, response)
    sitting.close()


def test_reviews_stand_latest_first_with_what_they_led_to(desk: Desk, workspace: Workspace) -> None:
    study(workspace, Rating.EASY)
    bulk.set_due(workspace, [KEY], 0)
    desk.wait(DAY_MS)
    study(workspace, Rating.AGAIN, "non")
    story = card_story(workspace, KEY)
    again, easy = story.reviews
    assert (easy.rating, easy.outcome, again.rating, again.outcome) == (
        Rating.EASY,
        "correct",
        Rating.AGAIN,
        "wrong",
    )
    assert easy.wait_s >= 5 * 86_400
    assert again.wait_s == 600
    state = workspace.history.memory([KEY])[KEY].state
    assert again.day == easy.day + 1
    assert again.memory == getattr(state, "memory", None)
    assert len(story.futures) == 4
    assert story.expected == ("oui",)
    assert [one.text for one in story.incidents] == [f"Set due on {_day(workspace)}"]


def _day(workspace: Workspace) -> str:
    from quizapp.workspace.card_story import day_text

    return day_text(StudyDay(workspace.today() - 1))


def test_an_overruled_verdict_and_every_other_event_are_told(desk: Desk, workspace: Workspace) -> None:
    sitting = workspace.sitting(Scope(limit=1))
    sitting.submit("non")
    sitting.override()
    sitting.rate(Rating.GOOD)
    sitting.close()
    bulk.suspend(workspace, [KEY])
    bulk.suspend(workspace, [KEY])
    bulk.flag(workspace, [KEY], 3)
    bulk.flag(workspace, [KEY], 0)
    bulk.bury(workspace, [KEY])
    workspace.history.append(
        event("leech", KEY, {"lapses": 8}), event("leech", KEY, {"lapses": "?"}), event("passage", KEY)
    )
    bulk.reset(workspace, [KEY])
    story = card_story(workspace, KEY)
    assert story.reviews[0].outcome == "correct"
    told = [one.text for one in reversed(story.incidents)]
    assert told == [
        "Verdict overruled", "Suspended", "Brought back", "Flag 3", "Flag taken away", "Buried",
        "Leech: forgotten 8 times", "Leech: forgotten 1 time", "Kept although its passage changed",
        "Made new again",
    ]  # fmt: skip
    assert forgetting_curve(story, workspace.fsrs, workspace.today(), 50) is None


def test_the_line_of_desired_retention_is_that_of_the_deck(desk: Desk) -> None:
    desk.settings = Settings(desired_retention=0.8, decks={"deck": {"desired_retention": 0.95}})
    desk.write("deck", {"k": short()})
    desk.write("other", {"k": short()})
    workspace = desk.open()
    assert card_story(workspace, KEY).desired == 0.95
    assert card_story(workspace, CardKey("other/k#main")).desired == 0.8


def test_a_card_made_new_begins_with_a_fresh_memory(desk: Desk, workspace: Workspace) -> None:
    study(workspace, Rating.EASY)
    bulk.reset(workspace, [KEY])
    desk.wait(DAY_MS)
    study(workspace, Rating.EASY)
    story = card_story(workspace, KEY)
    state = workspace.history.memory([KEY])[KEY].state
    assert story.reviews[0].memory == getattr(state, "memory", None) == workspace.fsrs.first(Rating.EASY)
    today = workspace.today()
    assert story.resets == (Reset(StudyDay(today - 1), after=1),)
    curve = forgetting_curve(story, workspace.fsrs, today, 10)
    assert curve is not None and curve.first == today, "what was before it was new is not drawn"
    bulk.reset(workspace, [KEY])
    assert [reset.after for reset in card_story(workspace, KEY).resets] == [2, 1]


def test_what_was_undone_is_not_told(workspace: Workspace) -> None:
    study(workspace, Rating.EASY)
    bulk.flag(workspace, [KEY], 2)
    assert bulk.undo(workspace) is not None
    assert card_story(workspace, KEY).incidents == ()
    bulk.undo(workspace)
    assert card_story(workspace, KEY).reviews == ()


def test_the_curve_falls_from_each_review_to_the_day_it_is_due(desk: Desk, workspace: Workspace) -> None:
    study(workspace, Rating.EASY)
    desk.wait(6 * DAY_MS)
    bulk.set_due(workspace, [KEY], 0)
    study(workspace, Rating.EASY)
    story = card_story(workspace, KEY)
    state = workspace.history.memory([KEY])[KEY].state
    assert isinstance(state, Scheduled)
    points = state.due - story.reviews[-1].day + 1
    curve = forgetting_curve(story, workspace.fsrs, workspace.today(), points)
    assert curve is not None
    assert (curve.first, curve.last) == (story.reviews[-1].day, state.due)
    shares = [share for share in curve.shares if share is not None]
    assert len(shares) == points
    assert shares[0] == shares[6] == 1.0
    assert shares[1:6] == sorted(shares[1:6], reverse=True)
    assert shares[6:] == sorted(shares[6:], reverse=True)
    assert curve.today == 6
    first = story.reviews[-1].memory
    assert shares[5] == pytest.approx(workspace.fsrs.retrievability(first, 5))
    assert shares[-1] == pytest.approx(workspace.fsrs.retrievability(state.memory, state.interval))


def test_a_new_card_has_no_figures_and_one_that_is_gone_no_story(workspace: Workspace) -> None:
    assert summary_texts(card_story(workspace, KEY)) == [("State", "new: never reviewed")]
    with pytest.raises(QuizError) as caught:
        card_story(workspace, CardKey("deck/gone#main"))
    assert caught.value.code == "card-missing"


def test_the_inverse_of_the_curve_is_its_inverse(workspace: Workspace) -> None:
    fsrs = workspace.fsrs
    for share in (0.99, 0.9, 0.5, 0.1):
        days = round(fsrs.stabilities_until(share) * 1000)
        assert fsrs.retrievability(Memory(1000, 5), days) == pytest.approx(share, abs=0.001)
    assert fsrs.stabilities_until(1) == 0
    assert fsrs.stabilities_until(0) == fsrs.stabilities_until(1e-300) == float("inf")
