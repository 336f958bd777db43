"""A whole exam by keyboard and by mouse: back and forth, flags, the clock, the paper."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.events import Key, ScreenResume
from textual.pilot import Pilot
from textual.widgets import Input
from textual.widgets._footer import FooterKey

from quizapp.clock import Instant
from quizapp.questions.model import Composing, Matching, Options, Ordering, Outcome, TrueFalse, Typed, Written
from quizapp.store.model import EventKind
from quizapp.tui.app import QuizApp
from quizapp.tui.questions.order import OrderView
from quizapp.tui.questions.typed import TypedView
from quizapp.tui.questions.view import QuestionView
from quizapp.tui.screens.exam import ExamScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.leave_dialog import LeaveDialog
from quizapp.tui.screens.paper import PaperScreen
from quizapp.tui.screens.papers import PapersScreen
from quizapp.tui.widgets.choice_bar import ChoiceButton
from quizapp.tui.widgets.hanging_rows import HangingRows
from quizapp.tui.widgets.place_strip import PlaceStrip
from quizapp.workspace.drawing import RoundScope
from quizapp.workspace.exam import MINUTE_MS, Exam
from quizapp.workspace.exam_opening import begin_exam, minutes_under_way
from quizapp.workspace.model import Answered, Asking
from quizapp.workspace.papers import PaperReview, papers, read_paper
from tests.tui.conftest import Open, click_row, painted, until, until_painted

SHIPPED = Path(__file__).parents[2]
SIZES = [(80, 24), (40, 12), (120, 40)]

Begin = Callable[..., QuizApp]


@pytest.fixture
def begin(opened: Open) -> Begin:
    """The app over an exam: `begin(minutes=…, root=…, size=…, kinds=…)`."""

    def begin(minutes: int = 20, root: Path | None = None, **scope: Any) -> QuizApp:
        workspace = opened(root) if root else opened()
        return QuizApp(workspace, begin_exam(workspace, RoundScope(seed=3, **scope), minutes))

    return begin


def exam_of(app: QuizApp) -> Exam:
    assert isinstance(app.screen_stack[0], ExamScreen)
    return app.screen_stack[0]._exam


def review_of(app: QuizApp) -> PaperReview:
    assert isinstance(app.screen, PaperScreen)
    return app.screen._review


def keys_for(asking: Asking) -> list[str]:
    """What answers a question somehow, and submits it."""
    match asking.form:
        case Typed(labels=labels):
            return [key for _ in labels for key in ("x", "enter")]
        case Options(several=False) | TrueFalse():
            return ["1"]
        case Options():
            return ["1", "enter"]
        case Matching():
            return ["a", "enter"]
        case Ordering():
            return ["enter"]
        case Composing():
            return ["x", "f4"]
    raise AssertionError(asking.form)


async def on_screen(pilot: Pilot[Any], app: QuizApp, place: int) -> Asking:
    """Waits until a question has the keyboard."""
    exam = exam_of(app)
    await until(pilot, lambda: exam.place == place and app.focused is not None and app.focused.is_attached)
    assert isinstance(exam.moment, Asking)
    return exam.moment


async def hand_in(pilot: Pilot[Any], app: QuizApp) -> PaperReview:
    await until(pilot, lambda: isinstance(app.screen, LeaveDialog))
    await pilot.press("f9")
    await until(pilot, lambda: isinstance(app.screen, PaperScreen) and app.screen.has_class("-answered"))
    return review_of(app)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_an_exam_of_twenty_by_keyboard(size: tuple[int, int], begin: Begin) -> None:
    app = begin(root=SHIPPED, size=20)
    async with app.run_test(size=size) as pilot:
        for place in range(20):
            asking = await on_screen(pilot, app, place)
            assert not app.screen.has_class("-answered"), "nothing is marked before the end"
            await pilot.press(*keys_for(asking))
        review = await hand_in(pilot, app)
        assert len(review.paper.answers) == 20 and not review.paper.counted(Outcome.BLANK)
        for place in range(20):
            await until(pilot, lambda place=place: review.place == place)  # type: ignore[misc]
            answered = review.moment
            assert isinstance(answered, Answered) and answered.passages
            if place not in review.to_judge():
                await pilot.press("enter")
                continue
            await pilot.pause()
            await pilot.press(*(["1", "enter"] if isinstance(answered.response, Written) else ["2"]))
            await until(pilot, lambda place=place: place not in review.to_judge())  # type: ignore[misc]
            await pilot.press("right")
        assert not review.to_judge()
        await until(pilot, lambda: review.place == 0)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    kinds = [event.kind for event in app._workspace.history.events()]
    assert kinds.count(EventKind.ATTEMPT) == 20 and EventKind.REVIEW not in kinds


async def test_an_exam_of_twenty_by_mouse_alone(begin: Begin) -> None:
    app = begin(root=SHIPPED, size=20, kinds=("choice", "choices", "truefalse", "match", "order", "evidence"))
    async with app.run_test(size=(120, 40)) as pilot:
        exam = exam_of(app)
        await until(pilot, lambda: app.screen.query(PlaceStrip))
        for place in range(20):
            asking = await on_screen(pilot, app, place)
            await until(pilot, lambda key=asking.key: view_of(app).asking.key == key)  # type: ignore[misc]
            await answer_by_mouse(pilot, view_of(app))
            if exam.place == place and place < 19:
                # What several clicks answer is kept when one goes on.
                strip, offset = cell(app, place + 1)
                await pilot.click(strip, offset=offset)
        await until(pilot, lambda: not exam.blanks())
        if not isinstance(app.screen, LeaveDialog):
            key = next(one for one in app.screen.query(FooterKey) if one.action.endswith("end"))
            await pilot.click(key)
        await until(pilot, lambda: isinstance(app.screen, LeaveDialog))
        await pilot.click("#hand-in")
        await until(pilot, lambda: isinstance(app.screen, PaperScreen) and app.screen.has_class("-answered"))
        review = review_of(app)
        assert len(review.paper.answers) == 20 and not review.paper.counted(Outcome.BLANK, Outcome.REVEALED)
        await until(pilot, lambda: app.screen.query(ChoiceButton)[0].region.width > 0)
        for place in range(1, 20):
            await pilot.click(app.screen.query(ChoiceButton)[0])
            await until(pilot, lambda place=place: review.place == place)  # type: ignore[misc]
        strip, offset = cell(app, 2)
        await pilot.click(strip, offset=offset)
        await until(pilot, lambda: review.place == 2)


def view_of(app: QuizApp) -> QuestionView:
    return app.screen.query(QuestionView).last()


async def answer_by_mouse(pilot: Pilot[Any], view: QuestionView) -> None:
    """Clicks what answers a question somehow."""
    await until(pilot, lambda: view.region)
    await click_row(pilot, 0)
    if isinstance(view, OrderView):
        await click_row(pilot, 1)


def cell(app: QuizApp, place: int) -> tuple[PlaceStrip, tuple[int, int]]:
    """Where a click goes to a question."""
    strip = app.screen.query_one(PlaceStrip)
    column, row = place % strip._in_a_row, place // strip._in_a_row
    return strip, (column * strip._cell + 3, row - strip._first_row())


async def test_what_was_kept_is_kept_while_its_field_is_still_to_be_filled(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = begin(kinds=("short",))
    exam = app._sitting
    assert isinstance(exam, Exam)
    exam.answer("ab")
    compose = TypedView.compose

    def keeping(view: TypedView) -> ComposeResult:
        assert isinstance(view.screen, ExamScreen) and view.screen.keep()
        yield from compose(view)

    monkeypatch.setattr(TypedView, "compose", keeping)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.query(Input))
        await until_painted(pilot, "ab")
        assert exam.sheets[0].response == "ab"


async def test_answers_are_found_again_when_one_comes_back(begin: Begin) -> None:
    app = begin(size=12)
    async with app.run_test(size=(80, 24)) as pilot:
        exam = exam_of(app)
        wanted = {}
        for place in range(len(exam.sheets)):
            asking = await on_screen(pilot, app, place)
            await pilot.press(*keys_for(asking))
            if place + 1 < len(exam.sheets):
                await on_screen(pilot, app, place + 1)
            wanted[place] = exam.sheets[place].response
        await until(pilot, lambda: isinstance(app.screen, LeaveDialog))
        await pilot.press("escape")
        before = answers_in(app)
        for place in reversed(range(len(exam.sheets))):
            await on_screen(pilot, app, place)
            await until(pilot, lambda: len(app.screen.query("QuestionView")) == 1)
            await pilot.press("pageup")
        await on_screen(pilot, app, len(exam.sheets) - 1)
        assert {place: sheet.response for place, sheet in enumerate(exam.sheets)} == wanted
        assert answers_in(app) == before, "what is unchanged is not written again"


def answers_in(app: QuizApp) -> int:
    return sum("response" in event.body for event in app._workspace.history.events())


@pytest.mark.parametrize("kind", ["short", "choice", "order", "essay"])
async def test_the_help_tells_the_page_keys_that_turn(begin: Begin, kind: str) -> None:
    app = begin(kinds=(kind,))
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, app, 0)
        await until(pilot, lambda: app.focused is not None)
        await pilot.press("f1")
        await until_painted(pilot, "pgdn f7 Next", "pgup f6 Previous")


async def test_the_help_tells_that_the_page_keys_scroll_a_long_question(begin: Begin) -> None:
    app = begin(kinds=("order",))
    async with app.run_test(size=(40, 7)) as pilot:
        await on_screen(pilot, app, 0)
        await until(pilot, lambda: app.screen.query_one("#card").max_scroll_y > 0)
        keys = app.screen.active_bindings
        assert keys["pagedown"].binding.description == "Question and verdict down"
        assert keys["f7"].binding.description == "Next"


async def test_what_is_typed_but_not_submitted_is_kept(begin: Begin) -> None:
    app = begin(kinds=("short", "date"))
    async with app.run_test(size=(80, 24)) as pilot:
        exam = exam_of(app)
        await on_screen(pilot, app, 0)
        await pilot.press("z", "u", "t", "pagedown")
        await on_screen(pilot, app, 1)
        assert exam.sheets[0].response == "zut"
        await pilot.press("pageup")
        await until(pilot, lambda: app.screen.query(Input) and app.screen.query_one(Input).value == "zut")
        await pilot.press("f8")
        await until_painted(pilot, "⚑", "[1•⚑]")
        await pilot.press("f9")
        await until_painted(pilot, "1 question is blank: 2.", "Flagged: 1.")


@pytest.mark.parametrize("end", ["ctrl+q", "signal"])
async def test_what_is_being_typed_is_kept_when_the_app_ends(begin: Begin, end: str) -> None:
    app = begin(kinds=("short",))
    async with app.run_test(size=(80, 24)) as pilot:
        exam = exam_of(app)
        await on_screen(pilot, app, 0)
        await pilot.press("z", "u", "t")
        if end == "signal":
            os.kill(os.getpid(), signal.SIGTERM)
        else:
            await pilot.press(end)
        await until(pilot, lambda: not app.is_running or exam.sheets[0].response)
    assert exam.sheets[0].response == "zut"


async def test_a_key_that_reaches_a_question_just_left_answers_no_other(begin: Begin) -> None:
    app = begin(kinds=("short", "date"))
    async with app.run_test(size=(80, 24)) as pilot:
        first = await on_screen(pilot, app, 0)
        await pilot.press("pagedown")
        await on_screen(pilot, app, 1)
        app.screen.post_message(QuestionView.Submitted(first, "zut"))
        await pilot.pause()
        assert exam_of(app).blanks() == (0, 1)


async def test_the_clock_is_seen_at_every_size_and_the_header_has_a_shape_of_its_own(begin: Begin) -> None:
    app = begin(kinds=("short",), minutes=7)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "[ EXAM ]", "1 of 1 · ", "7 min. Nothing is scheduled;")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: " · 6:5" in painted(app) or " · 7:00" in painted(app))


async def test_at_zero_what_stands_on_the_screen_is_handed_in(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = begin(kinds=("short",), minutes=1)
    async with app.run_test(size=(80, 24)) as pilot:
        exam = exam_of(app)
        await on_screen(pilot, app, 0)
        await pilot.press("z", "u", "t")
        clock = app._workspace.clock
        end = exam.began_ms + MINUTE_MS
        monkeypatch.setattr(clock, "now", lambda: Instant(end - 500, 60))
        await until(pilot, lambda: exam.sheets[0].response == "zut")
        monkeypatch.setattr(clock, "now", lambda: Instant(end, 60))
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))
        await until_painted(pilot, "time ran out after 1 min", "zut")
        assert review_of(app).paper.by_clock


@pytest.mark.parametrize("by", ["learner", "clock"])
async def test_an_exam_without_any_answer_leaves_no_paper(
    begin: Begin, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = begin(kinds=("short", "date"), minutes=1)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        exam = exam_of(app)
        await on_screen(pilot, app, 0)
        await pilot.press("f9")
        await until_painted(pilot, "Nothing is answered.", "end it without a paper (F9)")
        if by == "learner":
            await pilot.press("f9")
        else:
            monkeypatch.setattr(app._workspace.clock, "now", lambda: Instant(exam.began_ms + MINUTE_MS, 60))
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await until_painted(pilot, "Nothing was answered: the exam leaves no paper.", "All decks")
        assert len(app.screen_stack) == 1 and not papers(app._workspace)
        assert minutes_under_way(app._workspace) is None


async def test_keys_that_come_as_the_clock_drops_an_exam_lead_to_home_once(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened()
    exam = begin_exam(workspace, RoundScope(seed=3), 1)
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await app.push_screen(ExamScreen(exam))
        await until(pilot, lambda: app.screen.query(PlaceStrip))
        monkeypatch.setattr(app._workspace.clock, "now", lambda: Instant(exam.began_ms + MINUTE_MS, 60))
        for key in ("f7", "f7", "f9", "f8"):
            app.post_message(Key(key, None))
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.pause(0.2)
        assert isinstance(app.screen, HomeScreen) and app._exception is None


async def test_at_zero_an_open_dialog_gives_way(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    app = begin(kinds=("short",), minutes=1)
    async with app.run_test(size=(80, 24)) as pilot:
        exam = exam_of(app)
        await on_screen(pilot, app, 0)
        await pilot.press("z", "escape")
        await until(pilot, lambda: isinstance(app.screen, LeaveDialog))
        monkeypatch.setattr(app._workspace.clock, "now", lambda: Instant(exam.began_ms + MINUTE_MS, 60))
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))
        assert len(app.screen_stack) == 1


async def test_at_zero_the_palette_gives_way_and_leaves_no_exam_behind(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = begin(kinds=("short",), minutes=1)
    async with app.run_test(size=(80, 24)) as pilot:
        exam = exam_of(app)
        await on_screen(pilot, app, 0)
        await pilot.press("z", "f8", "ctrl+p")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        monkeypatch.setattr(app._workspace.clock, "now", lambda: Instant(exam.began_ms + MINUTE_MS, 60))
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))
        assert len(app.screen_stack) == 1


async def test_keys_meant_for_the_exam_do_nothing_on_its_paper(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = begin(kinds=("flashcard", "short"), minutes=1)
    async with app.run_test(size=(80, 24)) as pilot:
        exam = exam_of(app)
        for place in range(2):
            await on_screen(pilot, app, place)
            await pilot.press("z", "pagedown")
        monkeypatch.setattr(app._workspace.clock, "now", lambda: Instant(exam.began_ms + MINUTE_MS, 60))
        await until(pilot, lambda: isinstance(app.screen, PaperScreen) and app.screen.has_class("-answered"))
        review = review_of(app)
        before = review.paper
        await pilot.press("o", "1", "2", "enter", "escape", "right")
        assert review.paper == before and review.place == 0 and isinstance(app.screen, PaperScreen)
        app.screen._quiet_until = 0.0
        await pilot.press("right")
        await until(pilot, lambda: review.place == 1)


async def test_the_dialog_at_the_end_takes_no_key_that_was_meant_for_the_answer(begin: Begin) -> None:
    app = begin(kinds=("choice",))
    async with app.run_test(size=(80, 24)) as pilot:
        exam = exam_of(app)
        await on_screen(pilot, app, 0)
        await pilot.press("2", "2", "3", "1")
        await until(pilot, lambda: isinstance(app.screen, LeaveDialog))
        await pilot.press("2", "3", "enter")
        await until(pilot, lambda: isinstance(app.screen, ExamScreen))
        assert exam.paper is None and not exam.blanks()


async def test_of_very_many_questions_those_around_the_one_on_screen_are_shown(begin: Begin) -> None:
    app = begin(root=SHIPPED, size=120)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_screen(pilot, app, 0)
        await until_painted(pilot, "[  1")
        strip = app.screen.query_one(PlaceStrip)
        assert strip.region.height <= 4
        await pilot.press("f6")
        await on_screen(pilot, app, 119)
        await until_painted(pilot, "[120")
        await pilot.click(*cell(app, 100)[:1], offset=cell(app, 100)[1])
        await on_screen(pilot, app, 100)
        await until_painted(pilot, "[101")


async def test_home_says_that_the_time_of_an_exam_ran_out(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = begin(kinds=("short",), minutes=1)
    async with app.run_test(size=(80, 24)) as pilot:
        exam = exam_of(app)
        await on_screen(pilot, app, 0)
        await pilot.press("z", "escape")
        await until(pilot, lambda: isinstance(app.screen, LeaveDialog))
        monkeypatch.setattr(app._workspace.clock, "now", lambda: Instant(exam.began_ms + MINUTE_MS - 1, 60))
        await pilot.press("up", "enter")
        monkeypatch.setattr(app._workspace.clock, "now", lambda: Instant(exam.began_ms + MINUTE_MS, 60))
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        app.screen.post_message(ScreenResume())
        await until_painted(pilot, "The time of an exam has run out: press x")
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))


async def test_an_exam_left_is_offered_by_home_and_gone_on_with(begin: Begin) -> None:
    app = begin(kinds=("short", "date"))
    async with app.run_test(size=(80, 24)) as pilot:
        exam = exam_of(app)
        await on_screen(pilot, app, 0)
        await pilot.press("z", "escape")
        await until(pilot, lambda: isinstance(app.screen, LeaveDialog))
        await pilot.press("up", "enter")
        await until_painted(pilot, "An exam is under way, 20 minutes left: press x")
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, ExamScreen))
        assert isinstance(app.screen, ExamScreen)
        assert app.screen._exam.sheets[0].response == "z" and app.screen._exam is not exam
        await until(pilot, lambda: app.focused is not None)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, LeaveDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))


async def test_home_begins_an_exam_and_lists_its_paper(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press("l")
        await until_painted(pilot, "There is no paper yet.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("x")
        await until_painted(pilot, "EXAM · All decks", "Minutes")
        first, second = app.screen.query(Input)
        first.value, second.value = "99", "0"
        await pilot.press("enter")
        await until_painted(pilot, "A whole number from 1 to 1440.")
        assert app.focused is second
        second.value = "9"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ExamScreen))
        await until(pilot, lambda: app.focused is not None)
        assert isinstance(app.screen, ExamScreen)
        questions = [sheet.question.asking.card.question.kind for sheet in app.screen._exam.sheets]
        await app.screen._go_to(questions.index("short"))
        await until(pilot, lambda: app.focused is not None and app.screen.query(Input))
        await pilot.press("z", "f9")
        await until(pilot, lambda: isinstance(app.screen, LeaveDialog))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("l")
        await until_painted(pilot, "1 paper", "2 March 2026, 10:00", "1 wrong, 12 blank")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PapersScreen))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("mouse", [False, True], ids=["keys", "mouse"])
async def test_an_essay_is_ticked_on_the_paper(size: tuple[int, int], mouse: bool, begin: Begin) -> None:
    app = begin(kinds=("essay",))
    async with app.run_test(size=size) as pilot:
        await on_screen(pilot, app, 0)
        await pilot.press("z", "u", "t", "f8", "f7")
        assert exam_of(app).sheets[0].response == Written("zut") and exam_of(app).flagged() == (0,)
        await pilot.press("f9")
        review = await hand_in(pilot, app)
        await until(pilot, lambda: app.focused is not None and app.screen.query_one(HangingRows).region)
        if mouse:
            app.screen.query_one(HangingRows).bring_in(1)
            await pilot.pause()
            await click_row(pilot, 1)
            await until(pilot, lambda: app.screen.query(ChoiceButton)[0].region.width > 0)
            await pilot.click(app.screen.query(ChoiceButton)[0])
        else:
            await pilot.press("down", "space", "enter")
        await until(pilot, lambda: not review.to_judge())
        assert review.paper.score == pytest.approx(1 / 3)
        assert review.paper.answers[0].answered.response == Written("zut", (1,))
        await until_painted(pilot, "33 %", "2  ☑")


async def test_a_paper_is_judged_and_overruled_on_the_screen(begin: Begin) -> None:
    app = begin(kinds=("flashcard", "short"))
    async with app.run_test(size=(80, 24)) as pilot:
        kinds = [sheet.question.asking.card.question.kind for sheet in exam_of(app).sheets]
        for place in range(len(kinds)):
            await on_screen(pilot, app, place)
            await pilot.press("z", "enter")
        review = await hand_in(pilot, app)
        for place, kind in enumerate(kinds):
            await until(pilot, lambda place=place: review.place == place)  # type: ignore[misc]
            await pilot.press("2" if kind == "flashcard" else "o")
            await until(pilot, lambda place=place: review.paper.answers[place].answered.verdict.score == 1)  # type: ignore[misc]
            await pilot.press("right")
        await until_painted(pilot, "100 %")
    assert read_paper(app._workspace, "last").score == 1
