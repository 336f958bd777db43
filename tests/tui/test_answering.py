"""Every kind is answered by keyboard, by an AZERTY keyboard, and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from quizapp.questions import KINDS
from quizapp.questions.model import Outcome
from quizapp.study.model import Rating
from quizapp.tui.app import QuizApp
from quizapp.tui.questions import VIEWS
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.widgets.rating_bar import RatingBar
from quizapp.workspace.model import Answered, Asking, Scope
from quizapp.workspace.wording import OUTCOMES
from tests.kinds import EXAMPLES, Answer, typed
from tests.tui.conftest import Open, attempts, click_row, painted, reviews, until, until_count, until_painted

Ask = Callable[[str], QuizApp]


def moment(app: QuizApp) -> object:
    screen = app.screen
    assert isinstance(screen, StudyScreen)
    return screen._sitting.moment


async def answer(pilot: Pilot[Any], app: QuizApp, keys: tuple[str, ...] | Answer) -> Answered:
    await until(pilot, lambda: app.focused is not None)
    now = moment(app)
    assert isinstance(now, Asking)
    await pilot.press(*(keys.pressed(now.order) if isinstance(keys, Answer) else keys))
    await until(pilot, lambda: isinstance(moment(app), Answered) and app.screen.has_class("-answered"))
    found = moment(app)
    assert isinstance(found, Answered)
    return found


async def again(pilot: Pilot[Any], app: QuizApp) -> None:
    """Takes the last answer back, so that its card is asked again."""
    await until(
        pilot, lambda: not isinstance(app.screen, StudyScreen) or not isinstance(moment(app), Answered)
    )
    assert isinstance(app.screen, StudyScreen), "the sitting ended"
    await pilot.press("ctrl+z")
    await until(pilot, lambda: isinstance(moment(app), Asking))


def test_every_kind_has_a_view_and_an_example() -> None:
    assert VIEWS.keys() == KINDS.keys() == EXAMPLES.keys()


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("way", ["right", "wrong"])
async def test_answers_by_keyboard(kind: str, way: str, asking: Ask) -> None:
    wanted: Answer = getattr(EXAMPLES[kind], way)
    app = asking(kind)
    async with app.run_test(size=(80, 24)) as pilot:
        answered = await answer(pilot, app, wanted)
        assert answered.verdict.outcome is wanted.outcome
        symbol, word = OUTCOMES[wanted.outcome]
        await until_painted(pilot, f"{symbol} {word}", "Titre secret", "1 Again", "4 Easy")
        (event,) = attempts(app._workspace)
        assert (event.body["kind"], event.body["outcome"]) == (kind, wanted.outcome)
        assert event.body["response"] == wanted.response
        await pilot.press("1")
        await until(pilot, lambda: reviews(app._workspace))
        assert reviews(app._workspace)[0].body["rating"] == Rating.AGAIN


@pytest.mark.parametrize("kind", [kind for kind, example in EXAMPLES.items() if example.azerty])
async def test_answers_on_an_azerty_keyboard_without_shift(kind: str, asking: Ask) -> None:
    wanted = EXAMPLES[kind].azerty
    assert wanted is not None
    app = asking(kind)
    async with app.run_test(size=(80, 24)) as pilot:
        answered = await answer(pilot, app, wanted)
        assert answered.verdict.outcome is wanted.outcome
        assert attempts(app._workspace)[0].body["response"] == wanted.response


async def test_rates_by_number_keys_of_both_keyboards(asking: Ask) -> None:
    app = asking("choice")
    async with app.run_test(size=(80, 24)) as pilot:
        keys = {"ampersand": 1, "é": 2, "quotation_mark": 3, "1": 1, "2": 2, "3": 3, "apostrophe": 4}
        for count, (key, rating) in enumerate(keys.items(), 1):
            await answer(pilot, app, ("2",))
            await pilot.press(key)
            await until_count(pilot, lambda: reviews(app._workspace), count)
            assert reviews(app._workspace)[-1].body["rating"] == rating
            if rating != Rating.EASY:
                await again(pilot, app)


@pytest.mark.parametrize(("position", "outcome"), [(0, Outcome.CORRECT), (2, Outcome.WRONG)])
async def test_a_click_on_an_option_answers(position: int, outcome: Outcome, asking: Ask) -> None:
    app = asking("choice")
    async with app.run_test(size=(80, 24)) as pilot:
        await click_row(pilot, position)
        await until(pilot, lambda: isinstance(moment(app), Answered))
        found = moment(app)
        assert isinstance(found, Answered) and found.verdict.outcome is outcome


async def test_clicks_tick_and_untick_where_several_are_right(asking: Ask) -> None:
    app = asking("choices")
    async with app.run_test(size=(80, 24)) as pilot:
        for position in (2, 0, 1, 2):
            await click_row(pilot, position)
        await until(pilot, lambda: painted(app).count("☑") == 2)
        answered = await answer(pilot, app, ("enter",))
        assert answered.response == (0, 1)


async def test_clicks_on_ratings_rate(asking: Ask) -> None:
    app = asking("choice")
    async with app.run_test(size=(80, 24)) as pilot:
        for rating in Rating:
            await answer(pilot, app, ("1",))
            await until_painted(pilot, "4 Easy")
            await pilot.click(f"#rating-{rating.name.lower()}")
            await until_count(pilot, lambda: reviews(app._workspace), rating)
            assert reviews(app._workspace)[-1].body["rating"] == rating
            if rating is not Rating.EASY:
                await again(pilot, app)


async def test_a_click_turns_a_flashcard_over(asking: Ask) -> None:
    app = asking("flashcard")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "turn the card over")
        await pilot.click("RevealView")
        await until(pilot, lambda: isinstance(moment(app), Answered))


@pytest.mark.parametrize(("right", "chosen"), [(True, Rating.GOOD), (False, Rating.AGAIN)])
async def test_the_suggested_rating_is_preselected_and_enter_takes_it(
    right: bool, chosen: Rating, asking: Ask
) -> None:
    app = asking("truefalse")
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, app, ("f" if right else "v",))
        await until(pilot, lambda: app.screen.query_one(RatingBar).choice is chosen)
        screen = await until_painted(pilot, f"▸{int(chosen)} ")
        assert screen.count("▸") == 1
        await pilot.press("enter")
        await until(pilot, lambda: reviews(app._workspace))
        body = reviews(app._workspace)[0].body
        assert (body["rating"], body["suggested"]) == (chosen, chosen)


async def test_arrows_move_the_chosen_rating_and_stop_at_the_ends(asking: Ask) -> None:
    app = asking("choice")
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, app, ("1",))
        for key, rating in (("right", Rating.EASY), ("right", Rating.EASY), ("left", Rating.GOOD)):
            await pilot.press(key)
            await until_painted(pilot, f"▸{int(rating)} ")
        await pilot.press("left", "left", "left", "left", "space")
        await until(pilot, lambda: reviews(app._workspace))
        assert reviews(app._workspace)[0].body["rating"] == Rating.AGAIN


GAPS = """\
format: 1
deck: {id: gaps, title: Gaps, lang: en}
cards:
  - id: gaps
    cloze: "{{c1::Machines}}, {{c1::imports}} and {{c1::rifles}} were sent."
    inference: true
"""


async def test_almost_names_which_of_several_fields_and_goes_to_it(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "gaps" / "decks").mkdir(parents=True)
    (tmp_path / "gaps" / "decks" / "gaps.yaml").write_text(GAPS, "utf-8")
    workspace = opened(tmp_path / "gaps")
    app = QuizApp(workspace, workspace.sitting(Scope()))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press(*typed("machines", "umports", "rifles"))
        screen = await until_painted(pilot, "≈ Almost (“umports”) — look again")
        assert "imports" not in screen
        second = app.screen.query(Input)[1]
        await until(pilot, lambda: app.focused is second)
        await pilot.press("home", "delete", "i", "enter", "enter")
        await until_painted(pilot, "✓ Correct")


async def test_almost_offers_one_retype_and_marks_nothing_before(asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press(*typed("narché couvert"))
        screen = await until_painted(pilot, "≈ Almost", "retype it once", "narché couvert")
        assert not attempts(app._workspace)
        assert "secret" not in screen and "marché couvert" not in screen
        await until(pilot, lambda: app.focused is not None)
        answered = await answer(pilot, app, ("enter",))
        assert answered.verdict.outcome is Outcome.WRONG
        (event,) = attempts(app._workspace)
        assert (event.body["first"], event.body["response"]) == ("narché couvert", "narché couvert")
        assert "You:      [n]arché couvert" in painted(app)
        assert "Expected: [m]arché couvert" in painted(app)


async def test_a_blank_answer_is_no_answer(asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=(80, 24)) as pilot:
        answered = await answer(pilot, app, ("enter",))
        assert answered.verdict.outcome is Outcome.BLANK
        screen = await until_painted(pilot, "○ No answer", "marché couvert")
        assert "Explication après coup." in screen


async def test_the_answer_goes_where_the_cursor_stands_at_once(asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press("1", "2", "c", "u", "h", "s", "question_mark")
        assert isinstance(moment(app), Asking)
        await until_painted(pilot, "12cuhs?")


async def test_enter_with_nothing_chosen_says_so(asking: Ask) -> None:
    app = asking("choice")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press("enter")
        await until(pilot, lambda: any("Choose first" in note.message for note in app._notifications))
        assert isinstance(moment(app), Asking)


async def test_zero_is_no_answer_to_an_order(asking: Ask) -> None:
    app = asking("order")
    async with app.run_test(size=(80, 24)) as pilot:
        assert (await answer(pilot, app, ("0",))).verdict.outcome is Outcome.BLANK
