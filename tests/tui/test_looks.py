"""Sizes, themes, colours off, and both languages."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.design import ColorSystem
from textual.geometry import Region

from quizapp import messages
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.progress import ProgressScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.widgets.proof import Proof
from quizapp.tui.widgets.rating_bar import RatingBar, RatingButton
from quizapp.workspace.model import Answered, Scope
from tests.kinds import WRONG
from tests.tui.conftest import Open, painted, reviews, until, until_painted

Ask = Callable[[str], QuizApp]
SIZES = [(40, 12), (80, 24), (120, 40)]


def answered(app: QuizApp) -> bool:
    screen = app.screen
    return isinstance(screen, StudyScreen) and isinstance(screen._sitting.moment, Answered)


@pytest.mark.parametrize("lang", messages.LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("kind", ["choice", "list"])
async def test_verdict_proof_and_ratings_stand_inside_the_screen(
    kind: str, size: tuple[int, int], lang: messages.Language, asking: Ask
) -> None:
    messages.use(lang)
    app = asking(kind)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.focused is not None)
        assert "1  la région" in painted(app) or kind == "list"
        await pilot.press(*WRONG[kind].pressed())
        await until(pilot, lambda: answered(app) and app.screen.has_class("-answered"))
        verdict = messages.gettext("Wrong" if kind == "choice" else "Partly right")
        await until_painted(pilot, verdict, messages.gettext("Again"), messages.gettext("Easy"))
        await until(pilot, lambda: app.screen.query_one(Proof).region.height)
        whole = Region(0, 0, *size)
        for widget in (
            app.screen.query_one("#verdict"),
            app.screen.query_one(RatingBar),
            app.screen.query_one(Proof),
        ):
            assert widget.region.area > 0, widget
            assert whole.contains_region(widget.region), widget
        for button in app.screen.query(RatingButton):
            assert whole.contains_region(button.region)
            name, wait = (str(line) for line in button.render().plain.split("\n"))
            assert len(name) <= button.content_size.width, f"{name!r} is cut"
            assert len(wait) <= button.content_size.width, f"{wait!r} is cut"
        beside = app.screen.query_one(Proof).region.x > 0
        assert beside == (size[0] >= 110)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_opens_at_every_size(size: tuple[int, int], opened: Open) -> None:
    workspace = opened()
    app = QuizApp(workspace)
    async with app.run_test(size=size) as pilot:
        await until_painted(pilot, "All decks", "Les neuf")
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, ProgressScreen))
        await pilot.press("pagedown", "pageup", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StudyScreen) and app.focused is not None)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_resized_screen_keeps_verdict_and_ratings(asking: Ask) -> None:
    app = asking("choice")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press("2")
        await until(pilot, lambda: answered(app))
        for size in ((40, 12), (80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await until_painted(pilot, "✗ Wrong", "Easy", "région")


async def test_without_colour_words_and_signs_still_tell(
    asking: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = asking("choice")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        await pilot.press("down")
        await until_painted(pilot, "▸ 1  la région")
        await pilot.press("2")
        await until_painted(pilot, "✗ Wrong", "✓ 1  la région", "✗ 2  la commune  ← your answer", "▸1 Again")
        strips = app.screen._compositor.render_strips()
        colours = {segment.style.color for strip in strips for segment in strip if segment.style}
        assert all(
            colour is None or colour.triplet is None or len(set(colour.triplet)) == 1 for colour in colours
        )


@pytest.mark.parametrize("theme", ["light", "dark", "ansi"])
async def test_themes_of_the_settings(theme: str, opened: Open) -> None:
    workspace = opened(settings=f'theme = "{theme}"')
    app = QuizApp(workspace, workspace.sitting(Scope(tag="choice")))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.focused is not None)
        assert theme in app.theme
        assert app.current_theme.dark is (theme != "light")
        await pilot.press("1")
        await until_painted(pilot, "✓ Correct", "Titre secret")


class Unlettered(gettext.NullTranslations):
    """Translates every message into one without a Latin letter, so that any left on a screen was not asked
    for in the language in use."""

    def gettext(self, message: str) -> str:
        return re.sub(r"(\{[^}]*\})|[A-Za-z]", lambda match: match[1] or "ж", message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def test_the_colours_are_worked_out_once(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    generated: list[ColorSystem] = []
    generate = ColorSystem.generate

    def counted(system: ColorSystem) -> dict[str, str]:
        generated.append(system)
        return generate(system)

    monkeypatch.setattr(ColorSystem, "generate", counted)
    app = QuizApp(opened())
    assert len(generated) == 1
    assert app.stylesheet._variables["marker"] == app.current_theme.variables["marker"]


@pytest.fixture
def unlettered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    messages.use("fr")
    monkeypatch.setattr(messages, "_catalogue", Unlettered())
    yield
    monkeypatch.undo()


NAMES = re.compile(r"\b(?:(?:shift|super|ctrl)\+\w+|esc|f\d+|tab|space|pgup|pgdn|quizapp|mai)\b|\^\w")
"""Keys, the program, and the month that the deck's date falls in."""


def latin(app: QuizApp) -> list[str]:
    """The words in Latin letters on the screen that are not among the names."""
    return re.findall(r"[A-Za-z]{2,}", NAMES.sub(" ", painted(app)))


GREEK = """\
format: 1
deck: {id: a, title: Αγορά, lang: fr}
sources:
  n:
    title: Σημείωση
    author: Εμείς
    lang: fr
    published: 2024-06-20
    text: "Η αγορά άνοιξε. Το 1996 έκλεισε."
defaults: {source: n, tags: [αγορά]}
cards:
  - id: a
    question: "Τι άνοιξε ;"
    right: η αγορά
    wrong: [{text: ο σταθμός, why: Όχι}]
    hint: Σκέψου
    quote: Η αγορά
  - {id: b, statement: Η αγορά έκλεισε., is: true, quote: έκλεισε}
  - {id: c, question: "Τι ;", all: [αγορά, σταθμός], inference: true, quote: Η αγορά}
  - {id: d, front: αγορά, back: αγορά, quote: Η αγορά}
  - id: e
    question: "Τι ;"
    right: [αγορά, πλατεία]
    wrong: [{text: τίποτα, why: Όχι}]
    inference: true
    quote: Η αγορά
  - {id: f, question: "Πότε ;", date: 1996-05, inference: true, quote: Το 1996}
"""


async def test_no_message_of_a_screen_escapes_translation(
    opened: Open, empty: Path, unlettered: None
) -> None:
    (empty / "decks" / "a.yaml").write_text(GREEK, "utf-8")
    workspace = opened(empty)
    app = QuizApp(workspace)
    found: dict[str, list[str]] = {}

    async with app.run_test(size=(110, 70), notifications=True) as pilot:
        await until_painted(pilot, "Αγορά")
        found["home"] = latin(app)
        await pilot.press("enter")
        for _ in range(6):
            await until(pilot, lambda: isinstance(app.screen, StudyScreen) and app.focused is not None)
            now = app.screen._sitting.moment  # type: ignore[attr-defined]
            await pilot.press("f2")
            found[f"question {now.card.id}"] = latin(app)
            for key in ("1" if now.card.id in "abe" else "ω", "enter", "enter"):
                if not answered(app):
                    await pilot.press(key)
                    await pilot.pause()
            await until(pilot, lambda: answered(app))
            await until_painted(pilot, "Σημείωση")
            await pilot.press("c")
            found[f"verdict {now.card.id}"] = latin(app)
            if now.card.id == "a":
                await pilot.press("f1")
                await until(pilot, lambda: app.screen.query("HelpPanel"))
                await pilot.pause(0.2)
                found["help"] = latin(app)
                await pilot.press("f1")
            await pilot.press("4")
            await until(pilot, lambda: not answered(app))
        assert len(reviews(workspace)) == 6
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        await until_painted(pilot, "αγορά")
        found["summary"] = latin(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        found["home after"] = latin(app)
        await pilot.press("enter")
        await until_painted(pilot, "жжжжж ж жжж")
        found["toast"] = latin(app)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, ProgressScreen))
        await until_painted(pilot, "Σημείωση")
        found["progress"] = latin(app)
        await pilot.press("escape", "ctrl+p")
        await until_painted(pilot, "🔎")
        await pilot.pause(0.2)
        found["palette"] = latin(app)
    assert {screen: words for screen, words in found.items() if words} == {}


async def test_french_screens_speak_french(opened: Open) -> None:
    """With the shipped catalogue: what it translates, stands on the screen."""
    messages.use("fr")
    workspace = opened()
    app = QuizApp(workspace, workspace.sitting(Scope(tag="truefalse")))
    async with app.run_test(size=(80, 30)) as pilot:
        await until_painted(pilot, *map(messages.gettext, ("True", "False", "REVIEW")))
        await pilot.press("v")
        await until_painted(pilot, *map(messages.gettext, ("Wrong", "Again", "Good")), "20 juin 2024")
