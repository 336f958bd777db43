"""Essays on the screen: written, then looked through for ideas; only then is the source seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from quizapp.questions.model import Composing, Outcome, Written
from quizapp.text import visible
from quizapp.tui.app import QuizApp
from quizapp.tui.questions.essay import Draft, EssayView
from quizapp.workspace.model import Answered, Asking
from tests.tui.conftest import click_row, painted, until, until_painted
from tests.tui.test_answering import answer, moment

Ask = Callable[[str], QuizApp]

SIZES = [(40, 12), (80, 24), (120, 40)]


async def ready(pilot: Pilot[Any], app: QuizApp) -> Asking:
    await until(pilot, lambda: isinstance(app.focused, Draft))
    now = moment(app)
    assert isinstance(now, Asking)
    return now


async def ticking(pilot: Pilot[Any], app: QuizApp) -> None:
    await until(pilot, lambda: isinstance(app.focused, EssayView))


async def test_nothing_of_source_or_rubric_is_seen_while_writing(asking: Ask) -> None:
    app = asking("essay")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        screen = await until_painted(pilot, "Pourquoi la réouverture", "ctrl+s or F4")
        assert "loyers" not in screen and "secret" not in screen
        await pilot.press(*"texte", "f4")
        await ticking(pilot, app)
        screen = await until_painted(pilot, "texte", "1  ☐ les loyers inchangés", "3  ☐ l’affluence")
        assert "secret" not in screen


async def test_the_footer_begins_with_what_ends_the_writing(asking: Ask) -> None:
    app = asking("essay")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await until_painted(pilot, "f1 Help")
        footer = painted(app).splitlines()[-1].strip()
        assert footer.startswith("^s Done writing") and footer.endswith("f1 Help")


async def test_the_verdict_shows_each_idea_and_the_text(asking: Ask) -> None:
    app = asking("essay")
    async with app.run_test(size=(80, 24)) as pilot:
        answered = await answer(pilot, app, ("a", "enter", "b", "ctrl+s", "2", "enter"))
        assert answered.response == Written("a\nb", (1,))
        assert answered.suggested is None
        await until_painted(
            pilot, "○ 1  les loyers", "✓ 2  la demande", "○ 3  l’affluence", "Partly right 33", "▸3 Good"
        )


async def test_every_idea_of_a_verdict_is_seen_below_a_long_text(asking: Ask) -> None:
    app = asking("essay")
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, app, (*("a", "enter") * 12, "f4", "1", "enter"))
        await until_painted(pilot, "✓ 1  ", "○ 2  ", "○ 3  ", "4 Easy")


@pytest.mark.parametrize("keys", [("f4",), ("ctrl+s",), ("enter", "space", "f4")])
async def test_an_empty_text_is_no_answer(keys: tuple[str, ...], asking: Ask) -> None:
    app = asking("essay")
    async with app.run_test(size=(80, 24)) as pilot:
        answered = await answer(pilot, app, keys)
        assert (answered.response, answered.verdict.outcome) == (None, Outcome.BLANK)
        await until_painted(pilot, "○ No answer", "○ 1  les loyers", "▸1 Again")


async def test_a_second_press_unticks_and_clicks_tick(asking: Ask) -> None:
    app = asking("essay")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("a", "f4")
        await ticking(pilot, app)
        await pilot.press("1", "1", "9", "up", "space")
        await until_painted(pilot, "1  ☐", "2  ☐", "▸ 3  ☑")
        await click_row(pilot, 1)
        await until_painted(pilot, "1  ☐", "▸ 2  ☑", "3  ☑")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(moment(app), Answered))
        assert moment(app).response == Written("a", (1, 2))  # type: ignore[attr-defined]


async def test_escape_goes_back_to_the_text_and_keeps_the_ticks(asking: Ask) -> None:
    app = asking("essay")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("a", "f4")
        await ticking(pilot, app)
        await until_painted(pilot, "Back to the text")
        await pilot.press("1", "escape")
        await ready(pilot, app)
        assert "les loyers" not in painted(app)
        answered = await answer(pilot, app, ("b", "f4", "2", "enter"))
        assert answered.response == Written("ab", (0, 1))


async def test_undo_takes_back_what_was_written_and_an_answer_only_before_it(asking: Ask) -> None:
    app = asking("essay")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await answer(pilot, app, ("a", "f4", "enter"))
        await pilot.press("u")
        await ready(pilot, app)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "Nothing to undo." in [note.message for note in app._notifications])
        await pilot.press(*"xy", "ctrl+z")
        await until(pilot, lambda: app.screen.query_one(Draft).text == "a")
        assert isinstance(moment(app), Asking)


@pytest.mark.parametrize("size", SIZES)
async def test_the_marked_idea_is_in_sight_at_every_size(size: tuple[int, int], asking: Ask) -> None:
    app = asking("essay")
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        await pilot.press(*("a", "enter") * 9, "f4")
        await ticking(pilot, app)
        await until_painted(pilot, "▸ 1  ☐")
        await pilot.press("down")
        await until_painted(pilot, "▸ 2  ☐")
        await pilot.press("3")
        await until_painted(pilot, "▸ 3  ☑")


@pytest.mark.parametrize("size", SIZES)
async def test_the_line_that_is_written_is_in_sight_at_every_size(size: tuple[int, int], asking: Ask) -> None:
    app = asking("essay")
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        await pilot.press(*("a", "enter") * 9, *"fin")
        await until_painted(pilot, "fin")


PASTED = "[/x] \x1b]0;volé\x07 \x1b[2J \u202egnirts\u202c \x00 [@click=app.quit]clic[/]\r\nfin\u2028après"


@pytest.mark.parametrize("size", SIZES)
async def test_pasted_text_harms_neither_screen_nor_answer(size: tuple[int, int], asking: Ask) -> None:
    app = asking("essay")
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        app.screen.query_one(Draft).post_message(events.Paste(PASTED))
        await until_painted(pilot, "fin")
        assert_harmless(app)
        await pilot.press("f4")
        await ticking(pilot, app)
        await pilot.pause()
        assert_harmless(app)
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(moment(app), Answered) and app.screen.has_class("-answered"))
        await pilot.pause()
        assert_harmless(app)
        answered = moment(app)
        assert isinstance(answered, Answered) and isinstance(answered.response, Written)
        assert answered.response.text.startswith("[/x] \x1b]0;volé\x07 ")


def assert_harmless(app: QuizApp) -> None:
    for line in painted(app).split("\n"):
        assert visible(line) == line


HOSTILE = """\
format: 1
deck: {id: hostile, title: D, lang: fr}
sources: {n: {title: N, lang: fr, text: "Un mot."}}
cards:
  - id: a
    essay: "[/x] Pourquoi\\e[31m ?"
    rubric: ["[b]un\\e[2J", "[@click=app.quit]deux\\u202e"]
    tags: [essay]
    source: n
    para: 1
"""


async def test_hostile_ideas_are_shown_as_they_are(library: Path, asking: Ask) -> None:
    (library / "decks" / "neuf.yaml").write_text(HOSTILE, "utf-8")
    app = asking("essay")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await until_painted(pilot, "[/x] Pourquoi␛[31m")
        await pilot.press("a", "f4")
        await ticking(pilot, app)
        await until_painted(pilot, "☐ [b]un␛[2J", "☐ [@click=app.quit]deux‹U+202E›")
        await pilot.press("enter")
        await until_painted(pilot, "○ 1  [b]un␛[2J", "○ 2  [@click=app.quit]deux‹U+202E›")


async def test_an_exam_asks_for_the_text_alone_and_gives_it_back(asking: Ask) -> None:
    app = asking("essay")
    assert app._sitting is not None and isinstance(app._sitting.moment, Asking)
    app._sitting.moment = app._sitting.moment._replace(form=Composing(), first=Written("avant", None))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await until_painted(pilot, "avant")
        answered = await answer(pilot, app, ("end", "a", "f4"))
        assert answered.response == Written("avanta", None)
        assert answered.verdict.outcome is Outcome.REVEALED
        await until_painted(pilot, "○ 1  les loyers", "avanta")
