"""The study screen: what is hidden and shown when, and what each key does to the sitting."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from quizapp.questions import KINDS
from quizapp.store.model import EventKind
from quizapp.tui.app import QuizApp
from quizapp.tui.screens import asking as shared
from quizapp.tui.screens.card_view import CardScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.widgets.proof import Proof
from quizapp.tui.widgets.rating_bar import RatingBar
from quizapp.workspace.model import Answered, Asking, Scope, Waiting
from tests.kinds import RIGHT, WRONG, typed
from tests.tui.conftest import NEXT_DAY, Open, attempts, painted, reviews, until, until_painted

Ask = Callable[[str], QuizApp]


def moment(app: QuizApp) -> object:
    return app.screen._sitting.moment if isinstance(app.screen, StudyScreen) else None


def is_at(app: QuizApp, state: type) -> Callable[[], bool]:
    return lambda: isinstance(moment(app), state) and app.screen.has_class("-answered") is (state is Answered)


def gone(app: QuizApp, before: object) -> Callable[[], bool]:
    return lambda: moment(app) is not before


async def ready(pilot: Pilot[Any], app: QuizApp) -> None:
    """Waits until a question stands on the screen and takes keys."""
    await until(pilot, lambda: is_at(app, Asking)() and app.focused is not None)


def kinds_written(app: QuizApp) -> list[str]:
    return [str(event.kind) for event in app._workspace.history.events()]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_an_answer_that_waits_for_its_rating_says_why_it_comes_before_what_was_asked_for(
    size: tuple[int, int], opened: Open
) -> None:
    workspace = opened()
    with closing(workspace.sitting(Scope(tag="choice"))) as sitting:
        sitting.submit((1,))
    app = QuizApp(workspace, workspace.sitting(Scope(tag="short")))
    async with app.run_test(size=size) as pilot:
        await until_painted(pilot, "Quelle collectivité", "Answered earlier, to be rated first.", "✗ Wrong")
        await pilot.press("1")
        await until_painted(pilot, "Que visite-t-on ici")
        await pilot.press(*RIGHT["short"].pressed())
        assert "Answered earlier" not in await until_painted(pilot, "✓ Correct")


async def test_the_summary_says_why_its_score_is_more_than_its_right_answers(asking: Ask) -> None:
    app = asking("list")
    async with app.run_test(size=(40, 12)) as pilot:
        await ready(pilot, app)
        await pilot.press(*WRONG["list"].pressed())
        await until(pilot, is_at(app, Answered))
        await pilot.press("escape")
        await until_painted(pilot, "50 %", "0 of 1 right · 1 partly right,", "counted in part · ")


async def test_the_summary_of_a_sitting_left_midway_says_what_is_left(opened: Open) -> None:
    workspace = opened()
    app = QuizApp(workspace, workspace.sitting(Scope()))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        now = moment(app)
        assert isinstance(now, Asking)
        await pilot.press(*RIGHT[now.card.question.kind].pressed(now.order))
        await until(pilot, is_at(app, Answered))
        await pilot.press("1")
        await until(pilot, lambda: reviews(app._workspace))
        await ready(pilot, app)
        await pilot.press("escape")
        screen = await until_painted(pilot, "Left now: ", " new · 1 learning.")
        assert "Next card" not in screen


@pytest.mark.parametrize("kind", ["choice", "short"])
async def test_the_source_is_hidden_until_the_answer_and_again_after_undo(kind: str, asking: Ask) -> None:
    app = asking(kind)
    async with app.run_test(size=(100, 40)) as pilot:
        await ready(pilot, app)
        assert "secr" not in painted(app) and "après coup" not in painted(app)
        await pilot.press(*RIGHT[kind].pressed())
        await until_painted(
            pilot, "Titre secret", "Éditeur secret", "20 June 2024", "§ 2" if kind == "choice" else "§ 1"
        )
        await pilot.press("ctrl+z")
        await ready(pilot, app)
        assert "secr" not in painted(app) and "après coup" not in painted(app)
        held = "".join(str(part.render()) for part in app.screen.query_one(Proof).query(Static))
        assert "secr" not in held, "a hidden panel still holds the source"
        assert not app._workspace.history.unfinished()
        await pilot.press("ctrl+y")
        await until_painted(pilot, "Titre secret")
        assert isinstance(moment(app), Answered)
        await pilot.press("1")
        await until(pilot, lambda: reviews(app._workspace))


async def test_no_question_of_any_kind_shows_its_source(opened: Open) -> None:
    workspace = opened()
    app = QuizApp(workspace, workspace.sitting(Scope()))
    seen = set()
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in KINDS:
            await ready(pilot, app)
            now = moment(app)
            assert isinstance(now, Asking)
            seen.add(now.card.question.kind)
            assert "secr" not in painted(app)
            await pilot.press("f7")
            await until(pilot, gone(app, now))
    assert seen == KINDS.keys()


async def test_undo_after_a_rating_asks_the_card_again_and_redo_rates_it(opened: Open) -> None:
    workspace = opened(settings="learning_steps = [3600]")
    app = QuizApp(workspace, workspace.sitting(Scope(tag="choice")))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("2")
        await until(pilot, is_at(app, Answered))
        await pilot.press("1")
        await until(pilot, is_at(app, Waiting))
        assert "secr" not in await until_painted(pilot, "comes back in")
        await pilot.press("u")
        await ready(pilot, app)
        assert "secr" not in painted(app)
        assert kinds_written(app) == ["attempt", "review", "void"]
        await pilot.press("ctrl+y")
        await until(pilot, is_at(app, Waiting))


async def test_undo_and_redo_say_when_there_is_nothing(asking: Ask) -> None:
    app = asking("choice")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot, app)
        await pilot.press("u")
        await until_painted(pilot, "Nothing to undo.")
        await pilot.press("ctrl+y")
        await until_painted(pilot, "Nothing to redo.")


@pytest.mark.parametrize(
    ("keys", "kind"), [(("f7", "f7"), EventKind.BURY), (("f8", "f8"), EventKind.SUSPEND)]
)
async def test_bury_and_suspend_work_before_and_after_the_answer(
    keys: tuple[str, str], kind: EventKind, opened: Open
) -> None:
    workspace = opened()
    app = QuizApp(workspace, workspace.sitting(Scope(tag="truefalse")))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("f")
        await until(pilot, is_at(app, Answered))
        await pilot.press(keys[0])
        await until(pilot, lambda: not is_at(app, Answered)())
        assert kinds_written(app)[-1] == kind
    assert workspace.home().decks[0].due == 0


@pytest.mark.parametrize("key", ["f7", "f8"])
async def test_a_card_set_aside_from_a_text_field_comes_back_by_undo(key: str, opened: Open) -> None:
    workspace = opened()
    app = QuizApp(workspace, workspace.sitting(Scope()))
    async with app.run_test(size=(80, 24)) as pilot:
        while True:
            await ready(pilot, app)
            now = moment(app)
            assert isinstance(now, Asking)
            if now.card.question.kind == "short":
                break
            await pilot.press("f7")
            await until(pilot, gone(app, now))
        await pilot.press("a", key)
        await until(pilot, lambda: isinstance(moment(app), Asking) and moment(app) is not now)
        await pilot.press("ctrl+z")
        await until_painted(pilot, "Que visite-t-on ici")


async def test_the_hint_is_shown_on_demand_and_makes_the_rating_hard(asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        assert "indice" not in painted(app)
        await pilot.press("f2")
        await until_painted(pilot, "Hint: Un indice de quatre mots.")
        await pilot.press(*RIGHT["short"].pressed())
        await until(pilot, is_at(app, Answered))
        await until_painted(pilot, "▸2 Hard")
        assert attempts(app._workspace)[0].body["hinted"] is True


async def test_a_hint_asked_for_before_the_rest_of_the_screen_is_there_is_shown_with_it(
    asking: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = asyncio.Event()
    mount = StudyScreen._mount_what_follows

    async def late(screen: StudyScreen) -> None:
        await shown.wait()
        await mount(screen)

    monkeypatch.setattr(StudyScreen, "_mount_what_follows", late)
    app = asking("short")
    async with app.run_test(size=(80, 24)):
        screen = app.screen
        assert isinstance(screen, StudyScreen)
        assert not screen.query("#verdict")
        screen.action_hint()
        screen.action_scroll_question(1)
        shown.set()
        await screen._mount_rest()
        assert "Un indice de quatre mots." in str(screen.query_one("#margin", Static).render())


async def test_an_answer_waits_for_the_rest_of_the_screen(
    asking: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = []
    mount = StudyScreen._mount_what_follows

    async def counted(screen: StudyScreen) -> None:
        began.append(screen)
        await asyncio.sleep(0.05)
        await mount(screen)

    monkeypatch.setattr(StudyScreen, "_mount_what_follows", counted)
    app = asking("short")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, StudyScreen)
        screen._sitting.submit("rien de tel")
        await asyncio.gather(screen._mount_rest(), screen._show())
        await until_painted(pilot, "▸1 Again")
        assert began == [screen]


async def test_the_next_question_is_shown_while_the_rest_of_the_screen_is_only_half_there(
    asking: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, shown = asyncio.Event(), asyncio.Event()
    compose = Proof._compose

    async def late(proof: Proof) -> None:
        begun.set()
        await shown.wait()
        await compose(proof)

    monkeypatch.setattr(Proof, "_compose", late)
    app = asking("short")
    async with app.run_test(size=(80, 24)):
        screen = app.screen
        assert isinstance(screen, StudyScreen)
        await begun.wait()
        assert screen.query("#proof") and not screen.query("#lesson")
        try:
            await screen._show()
        finally:
            shown.set()
        await screen._mount_rest()
        assert screen.query("#lesson")


async def test_neighbouring_paragraphs_open_and_close_by_c(asking: Ask) -> None:
    app = asking("choice")
    async with app.run_test(size=(80, 40)) as pilot:
        await ready(pilot, app)
        await pilot.press("1")
        screen = await until_painted(pilot, "Texte secret", "Remarque secrète")
        assert "Voisin" not in screen
        await pilot.press("c")
        await until_painted(pilot, "Voisin secret du haut", "Voisin secret du bas")
        await pilot.press("c")
        await until(pilot, lambda: "Voisin" not in painted(app))


async def test_tab_goes_on_to_the_next_passage_and_round(asking: Ask) -> None:
    app = asking("choice")
    async with app.run_test(size=(80, 40)) as pilot:
        await ready(pilot, app)
        await pilot.press("1")
        assert "Carnet" not in await until_painted(pilot, "1/2", "Texte secret")
        await pilot.press("tab")
        assert "Texte secret" not in await until_painted(pilot, "2/2", "Carnet secret", "Agent secret")
        await pilot.press("tab")
        await until_painted(pilot, "1/2", "Texte secret")
        await pilot.press("3")
        await until(pilot, lambda: reviews(app._workspace))


async def test_page_keys_scroll_the_passage_while_the_ratings_keep_theirs(
    opened: Open, library: Path
) -> None:
    sheet = library / "seeds" / "valbrune.md"
    text = sheet.read_text("utf-8")
    sheet.write_text(text.replace("Texte secret", "Texte secret " + "mot " * 600), "utf-8")
    workspace = opened()
    app = QuizApp(workspace, workspace.sitting(Scope(tag="list")))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press(*RIGHT["list"].pressed())
        await until_painted(pilot, "par la région et par une souscription publique")
        proof = app.screen.query_one(Proof)
        await until(pilot, lambda: proof.scroll_y > 0)
        opened_at = proof.scroll_y
        await pilot.press("pageup")
        await until(pilot, lambda: proof.scroll_y < opened_at)
        above = proof.scroll_y
        await pilot.press("pagedown")
        await until(pilot, lambda: proof.scroll_y > above)
        assert app.screen.query_one(RatingBar).display
        await pilot.press("4")
        await until(pilot, lambda: reviews(app._workspace))


async def test_page_keys_scroll_a_long_question_before_the_answer(opened: Open, library: Path) -> None:
    deck = library / "decks" / "neuf.yaml"
    text = deck.read_text("utf-8")
    deck.write_text(text.replace("Que visite-t-on ici", "Que " + "dis-tu " * 400 + "Fin"), "utf-8")
    workspace = opened()
    app = QuizApp(workspace, workspace.sitting(Scope(tag="short")))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        card = app.screen.query_one("#card")
        for _ in range(4):
            await pilot.press("pagedown")
        await until_painted(pilot, "Fin")
        below = card.scroll_y
        await pilot.press("pageup")
        await until(pilot, lambda: card.scroll_y < below)


async def test_ratings_are_deaf_right_after_the_verdict(asking: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second Enter was meant for the answer: the clock stands still, then goes on."""

    class Clock:
        now = 100.0

        @classmethod
        def monotonic(cls) -> float:
            return cls.now

    monkeypatch.undo()
    monkeypatch.setattr(shared, "time", Clock)
    app = asking("choice")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("enter", "enter", "3", "space")
        await pilot.click("#rating-easy")
        await until(pilot, is_at(app, Answered))
        Clock.now += 0.2
        await pilot.press("enter", "3")
        await pilot.pause(0.1)
        assert not reviews(app._workspace)
        Clock.now += 0.1
        await pilot.press("3")
        await until(pilot, lambda: len(reviews(app._workspace)) == 1)


async def test_escape_leads_to_the_summary_and_home(asking: Ask) -> None:
    app = asking("truefalse")
    async with app.run_test(size=(80, 30)) as pilot:
        await ready(pilot, app)
        await pilot.press("v")
        await until(pilot, is_at(app, Answered))
        await pilot.press("1")
        await until(pilot, lambda: reviews(app._workspace))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        screen = await until_painted(
            pilot,
            "0 of 1 right",
            "truefalse",
            "Missed cards",
            "Les loyers ont baissé",
            "Voisin secret du bas",
        )
        assert "0 %" in screen
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await until_painted(pilot, "All decks", "Les neuf sortes")


@pytest.mark.parametrize("kind", ["short", "essay", "order"])
async def test_an_answer_that_was_begun_is_left_by_a_second_escape_only(kind: str, asking: Ask) -> None:
    app = asking(kind)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await ready(pilot, app)
        begun = {"order": ["alt+down"]}.get(kind, ["x"])
        await pilot.press(*begun, "escape")
        await until_painted(pilot, "once more")
        assert is_at(app, Asking)()
        await pilot.press(*begun, "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_escape_before_any_answer_leads_home(asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert not list(app._workspace.history.events())


async def test_the_summary_tells_answers_as_the_question_was_asked(opened: Open) -> None:
    """Not `false` for a statement, nor 2024-06 for a date."""
    workspace = opened()
    app = QuizApp(workspace, workspace.sitting(Scope()))
    async with app.run_test(size=(100, 60)) as pilot:
        for _ in KINDS:
            await ready(pilot, app)
            now = moment(app)
            assert isinstance(now, Asking)
            wrong = {"truefalse": ("1",), "date": typed("2019")}.get(now.card.question.kind)
            await pilot.press(*(wrong or ("f7",)))
            await until(pilot, gone(app, now))
            if wrong:
                await until(pilot, is_at(app, Answered))
                await pilot.press("1")
                await until(pilot, lambda: not is_at(app, Answered)())
        if not isinstance(app.screen, SummaryScreen):
            await pilot.press("escape")
        screen = await until_painted(pilot, "Missed cards", "Les loyers ont baissé")
        assert "→ False" in screen
        assert "→ juin 2024" in screen


async def test_an_answer_without_a_rating_returns_at_its_verdict(opened: Open, asking: Ask) -> None:
    app = asking("choices")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("3", "enter")
        await until(pilot, is_at(app, Answered))
        await pilot.press("ctrl+q")
    app._workspace.close()
    workspace = opened()
    app = QuizApp(workspace, workspace.sitting(Scope(tag="short")))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, is_at(app, Answered))
        screen = await until_painted(pilot, "✗ Wrong", "Quelles origines", "← your answer", "Texte secret")
        assert "✗ 3" in screen
        await pilot.press("1")
        await until(pilot, lambda: len(reviews(workspace)) == 1)


async def test_an_almost_left_behind_returns_as_its_retype(opened: Open, asking: Ask) -> None:
    app = asking("short")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press(*typed("narché couvert"))
        await until_painted(pilot, "≈ Almost")
        await pilot.press("ctrl+c")
    app._workspace.close()
    workspace = opened(now=NEXT_DAY)
    app = QuizApp(workspace, workspace.sitting(Scope()))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await until_painted(pilot, "≈ Almost", "narché couvert")
        assert "secr" not in screen


async def test_the_view_of_the_card_opens_after_the_answer_only(asking: Ask) -> None:
    app = asking("choice")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        study = app.screen
        await pilot.press("d")
        await pilot.pause()
        assert app.screen is study
        assert "study.card" not in {active.binding.id for active in study.active_bindings.values()}
        await pilot.press("1")
        await until(pilot, is_at(app, Answered))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        await until_painted(pilot, "CARD", "If rated now")
        await pilot.press("3", "d")
        await until(pilot, lambda: app.screen is study)
        assert not reviews(app._workspace)
        await pilot.press("3")
        await until(pilot, lambda: len(reviews(app._workspace)) == 1)


async def test_what_comes_next_is_prepared_once_the_learner_has_something_to_read(
    asking: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = asking("choice")
    assert app._sitting is not None
    prepare, seen = app._sitting.prepare, []

    def noted() -> None:
        seen.append((type(moment(app)).__name__, painted(app)))
        prepare()

    monkeypatch.setattr(app._sitting, "prepare", noted)
    async with app.run_test(size=(100, 40)) as pilot:
        await ready(pilot, app)
        await until(pilot, lambda: len(seen) == 1 and app.screen.query("#lesson"))
        await pilot.press(*RIGHT["choice"].pressed())
        await until(pilot, lambda: len(seen) == 2)
        await pilot.press("3")
        await until(pilot, lambda: len(seen) > 2)
    asked, answered, *_ = seen
    assert asked[0] == "Asking" and "Titre secret" not in asked[1]
    assert answered[0] == "Answered" and "Titre secret" in answered[1]


async def test_the_collector_is_held_back_for_the_start_alone(asking: Ask) -> None:
    before = gc.get_threshold()
    gc.set_threshold(200_000)
    try:
        app = asking("choice")
        async with app.run_test(size=(100, 40)) as pilot:
            await ready(pilot, app)
            await until(pilot, lambda: gc.get_threshold()[0] == 700)
    finally:
        gc.set_threshold(*before)
