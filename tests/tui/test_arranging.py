"""Items put in order, lines matched and sentences chosen by every way that the screen offers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from quizapp.questions.model import Outcome
from quizapp.tui.app import QuizApp
from quizapp.tui.questions.match import MatchView
from quizapp.tui.questions.order import OrderView
from quizapp.workspace.model import Answered, Asking
from tests.kinds import WRONG
from tests.tui.conftest import click_row, painted, until, until_painted
from tests.tui.test_answering import answer, moment

Ask = Callable[[str], QuizApp]


async def ready(pilot: Pilot[Any], app: QuizApp) -> Asking:
    await until(pilot, lambda: app.focused is not None)
    now = moment(app)
    assert isinstance(now, Asking)
    return now


def items(app: QuizApp) -> list[int]:
    return app.screen.query_one(OrderView)._items


@pytest.mark.parametrize("keys", [("alt+down", "alt+up"), ("ctrl+down", "ctrl+up")])
async def test_arrows_with_alt_or_ctrl_move_the_marked_item(keys: tuple[str, str], asking: Ask) -> None:
    app = asking("order")
    async with app.run_test(size=(80, 24)) as pilot:
        first, second, third = (await ready(pilot, app)).order
        await pilot.press(keys[0])
        await until(pilot, lambda: items(app) == [second, first, third])
        await pilot.press(keys[0], keys[0])
        await until(pilot, lambda: items(app) == [second, third, first])
        await pilot.press(keys[1])
        await until(pilot, lambda: items(app) == [second, first, third])


async def test_space_picks_up_and_puts_down(asking: Ask) -> None:
    app = asking("order")
    async with app.run_test(size=(80, 24)) as pilot:
        first, second, third = (await ready(pilot, app)).order
        await pilot.press("down", "space")
        await until_painted(pilot, "↕ 2")
        await pilot.press("up")
        await until(pilot, lambda: items(app) == [second, first, third])
        await pilot.press("enter")
        await until_painted(pilot, "▸ 1")
        assert isinstance(moment(app), Asking), "Enter puts an item down before it submits"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(moment(app), Answered))
        found = moment(app)
        assert isinstance(found, Answered) and found.response == (second, first, third)


async def test_a_click_picks_up_and_a_click_puts_down(asking: Ask) -> None:
    app = asking("order")
    async with app.run_test(size=(80, 24)) as pilot:
        first, second, third = (await ready(pilot, app)).order
        await click_row(pilot, 2)
        await until_painted(pilot, "↕ 3")
        await click_row(pilot, 0)
        await until(pilot, lambda: items(app) == [third, first, second])


async def test_the_verdict_shows_the_right_order_and_each_item_s_place(asking: Ask) -> None:
    app = asking("order")
    async with app.run_test(size=(80, 24)) as pilot:
        answered = await answer(pilot, app, WRONG["order"])
        assert answered.verdict.outcome is Outcome.PARTIAL
        screen = await until_painted(pilot, "◐ Partly right 33 %", "✓ 1  la souscription", "In order, 2 of 3")
        assert "≈ 2  les travaux  ← you: 3" in screen
        assert "✗ 3  la réouverture  ← you: 2" in screen


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_marked_place_is_in_sight_at_every_size(size: tuple[int, int], asking: Ask) -> None:
    app = asking("order")
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        for place in (2, 3, 1):
            await pilot.press("down")
            await until_painted(pilot, f"▸ {place}") if place > 1 else await until_painted(pilot, "▸ 1")
        assert "Dans quel ordre" in painted(app) or size[1] < 24


def given(app: QuizApp) -> list[int]:
    return app.screen.query_one(MatchView)._given


async def test_clicks_mark_a_line_and_give_it_a_text(asking: Ask) -> None:
    app = asking("match")
    async with app.run_test(size=(80, 24)) as pilot:
        order = (await ready(pilot, app)).order
        await click_row(pilot, 1, ".lines")
        await until_painted(pilot, "▸ 2  la mairie")
        await click_row(pilot, 2, ".letters")
        await until(pilot, lambda: given(app) == [-1, order[2]])
        await until_painted(pilot, "▸ 1  la région")
        await click_row(pilot, 0, ".letters")
        await until(pilot, lambda: given(app) == [order[0], order[2]])


async def test_a_line_is_cleared_and_an_empty_match_is_no_answer(asking: Ask) -> None:
    app = asking("match")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("a", "up", "backspace")
        await until(pilot, lambda: given(app) == [-1, -1])
        answered = await answer(pilot, app, ("enter",))
        assert answered.response is None and answered.verdict.outcome is Outcome.BLANK
        await until_painted(pilot, "○ No answer", "○ 1  la région → finance")


async def test_letters_beyond_the_texts_give_nothing(asking: Ask) -> None:
    app = asking("match")
    async with app.run_test(size=(80, 24)) as pilot:
        now = await ready(pilot, app)
        await pilot.press("a", "b", "c")
        await until(pilot, lambda: -1 not in given(app))
        before = list(given(app))
        await pilot.press("d", "s")
        await pilot.pause()
        assert given(app) == before and moment(app) is now


async def test_the_verdict_shows_each_line_s_text_and_what_it_was_given(asking: Ask) -> None:
    app = asking("match")
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, app, WRONG["match"])
        screen = await until_painted(pilot, "◐ Partly right 25 %", "✓ 1  la région → finance")
        assert "✗ 2  la mairie → annonce  ← you: fait grève" in screen


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_lines_and_letters_stand_together_at_every_size(size: tuple[int, int], asking: Ask) -> None:
    app = asking("match")
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        await until_painted(pilot, "▸ 1  la région", "  2  la mairie", "fait grève", "annonce", "finance")


async def test_sentences_stand_as_in_the_text_and_nothing_else_of_the_source(asking: Ask) -> None:
    app = asking("evidence")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        screen = await until_painted(
            pilot, "  1  La fontaine", "  2  Elle coule de nouveau", "  3  Les enfants", "as in the text"
        )
        assert "secr" not in screen.lower() and "§" not in screen
        await click_row(pilot, 2)
        screen = await until_painted(pilot, "✗ Wrong", "Titre secret", "← your answer")
        assert "✓ 2  Elle coule de nouveau depuis mai." in screen
        assert "✗ 3  Les enfants y boivent.  ← your answer" in screen


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_sentence_comes_into_sight(size: tuple[int, int], asking: Ask) -> None:
    app = asking("evidence")
    async with app.run_test(size=size) as pilot:
        await ready(pilot, app)
        await pilot.press("down", "down", "down")
        await until_painted(pilot, "▸ 3  Les enfants y boivent.")
        await pilot.press("enter")
        await until_painted(pilot, "✗ Wrong", "✓ 2  Elle coule")


HOSTILE = """\
format: 1
deck: {id: hostile, title: D, lang: fr}
sources: {n: {title: N, lang: fr, text: "Un [/x] mot. Deux [b]mots. Trois [@click=app.quit]mots."}}
defaults: {source: n}
cards:
  - id: a
    question: q
    order: ["[/x] un\\e[31m", "[b]deux", "trois \\u202e"]
    tags: [order]
    para: 1
  - id: b
    question: q
    match: {"[/x] un": "[b]deux", "trois": "[@click=app.quit]quatre\\e[2J"}
    tags: [match]
    para: 1
  - id: c
    question: q
    evidence: Deux
    tags: [evidence]
"""


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("order", ("[/x] un␛[31m", "[b]deux", "trois ‹U+202E›")),
        ("match", ("[/x] un", "[b]deux", "[@click=app.quit]quatre␛[2J")),
        ("evidence", ("Un [/x] mot.", "Deux [b]mots.", "Trois [@click=app.quit]mots.")),
    ],
)
async def test_hostile_texts_are_shown_as_they_are(
    kind: str, texts: tuple[str, ...], library: Path, asking: Ask
) -> None:
    (library / "decks" / "neuf.yaml").write_text(HOSTILE, "utf-8")
    app = asking(kind)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        assert "\x1b" not in await until_painted(pilot, *texts)
        await pilot.press("a", "1" if kind == "evidence" else "enter")
        await until(pilot, lambda: isinstance(moment(app), Answered))
        assert "\x1b" not in await until_painted(pilot, *texts)


LONG = """\
format: 1
deck: {id: long, title: D, lang: fr}
sources: {n: {title: N, lang: fr, text: "Un. Deux. Trois. Quatre. Cinq. Six. Sept."}}
defaults: {source: n}
cards:
  - {id: a, question: Le bon ordre ?, order: [Un, Deux, Trois, Quatre, Cinq, Six], tags: [order], para: 1}
  - id: b
    question: Et en anglais ?
    match: {Un: One, Deux: Two, Trois: Three, Quatre: Four, Cinq: Five, Six: Six}
    decoys: [Seven, Eight]
    tags: [match]
    para: 1
  - {id: c, question: Laquelle ?, evidence: Un, tags: [evidence]}
"""


@pytest.mark.parametrize(("kind", "lines"), [("order", 6), ("match", 6), ("evidence", 7)])
async def test_every_line_of_a_verdict_is_seen_at_80_by_24(
    kind: str, lines: int, library: Path, asking: Ask
) -> None:
    (library / "decks" / "neuf.yaml").write_text(LONG, "utf-8")
    app = asking(kind)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("a", "1" if kind == "evidence" else "enter")
        await until(pilot, lambda: isinstance(moment(app), Answered))
        await until_painted(pilot, "4 Easy", *(f" {line}  " for line in range(1, lines + 1)))
