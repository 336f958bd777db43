"""Browse and the view of a card: search, marks, actions, sizes, and a second terminal that studies."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.command import CommandPalette
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input
from textual.widgets._toast import Toast

from quizapp import messages
from quizapp.library.model import CardKey
from quizapp.study.model import Rating
from quizapp.tui.app import QuizApp
from quizapp.tui.screens import browse as browse_module
from quizapp.tui.screens.browse import BrowseScreen
from quizapp.tui.screens.card_view import CardScreen
from quizapp.tui.screens.due_dialog import DueDialog
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.widgets.card_list import CardList
from quizapp.workspace import background, browsing, bulk
from quizapp.workspace.browsing import Order, found_cards
from quizapp.workspace.model import Asking, Scope
from quizapp.workspace.workspace import Workspace
from tests.store.making import event, review
from tests.tui.conftest import MORNING, Open, painted, until, until_painted

Browse = Callable[..., QuizApp]


def study(workspace: Workspace, cards: int) -> None:
    sitting = workspace.sitting(Scope(limit=cards))
    while isinstance(sitting.moment, Asking):
        sitting.submit(None)
        sitting.rate(Rating.EASY)
    sitting.close()


def cards(app: QuizApp) -> CardList:
    return cards_of(app.screen)


def cards_of(screen: Screen[Any]) -> CardList:
    return screen.query_one(CardList)


async def browse(pilot: Pilot[object], app: QuizApp) -> None:
    """Opens Browse from Home and waits until it is filled."""
    await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.focused is not None)
    await pilot.press("b")
    await filled(pilot, app)


async def until_told(pilot: Pilot[object], app: QuizApp, *texts: str) -> None:
    """Waits for a notice that holds all the texts."""
    await until(pilot, lambda: any(all(t in n.message for t in texts) for n in app._notifications))


async def filled(pilot: Pilot[object], app: QuizApp) -> None:
    await until(pilot, lambda: isinstance(app.screen, BrowseScreen) and app.screen.is_filled())
    await pilot.pause()


async def search(pilot: Pilot[object], app: QuizApp, text: str) -> None:
    await pilot.press("slash")
    app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await pilot.pause()


async def test_browse_lists_all_cards_and_a_search_narrows_them(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        assert len(cards(app).keys) == len(found_cards(app._workspace, ""))
        await until_painted(pilot, "BROWSE", "Question", "Due", "new")
        await pilot.resize_terminal(160, 24)
        await until_painted(pilot, "Deck", "Stability")
        await pilot.press("slash")
        assert app.screen.query_one(Input).has_focus
        await pilot.press(*"kind", "colon", *"choice")
        await until(pilot, lambda: len(cards(app).keys) == 1)
        await pilot.press("enter")
        assert cards(app).has_focus
        assert "1 card" in painted(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_the_first_page_of_another_search_stands_before_the_rest(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QuizApp(opened())
    monkeypatch.setattr(browse_module, "PAGE", 2)
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        await pilot.press("end")
        keys, last = list(cards(app).keys), cards(app).current
        complete = BrowseScreen._complete
        monkeypatch.setattr(BrowseScreen, "_look_further", lambda screen: None)
        await search(pilot, app, "-gibtesnicht")
        assert cards(app).keys == keys[:2]
        await until_painted(pilot, "2+ cards")
        assert isinstance(app.screen, BrowseScreen)
        complete(app.screen)
        await until_painted(pilot, f"{len(keys)} cards")
        # Nobody has left the first one meanwhile.
        assert (cards(app).keys, cards(app).current) == (keys, last)
        await search(pilot, app, "-gibtesauchnicht")
        await pilot.press("down")
        complete(app.screen)
        assert (cards(app).keys, cards(app).current) == (keys, keys[1])


async def test_all_are_marked_though_but_a_page_is_there(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QuizApp(opened())
    monkeypatch.setattr(browse_module, "PAGE", 2)
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        count = len(cards(app).keys)
        monkeypatch.setattr(BrowseScreen, "call_after_refresh", lambda *given: False)
        await search(pilot, app, "-gibtesnicht")
        assert len(cards(app).keys) == 2 < count
        await pilot.press("A")
        assert cards(app).marked == set(cards(app).keys)
        await until_painted(pilot, f"{count} cards · {count} marked")


async def test_the_rest_is_looked_for_beside_the_screen_and_dropped_where_it_is_no_longer_wanted(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QuizApp(opened())
    monkeypatch.setattr(browse_module, "PAGE", 2)
    begun, go, given = [], threading.Event(), []
    find = browsing.find

    def waiting(*asked: Any) -> list[CardKey]:
        begun.append(threading.current_thread())
        assert len(begun) > 1 or go.wait(60)
        given.append(find(*asked))
        return given[-1]

    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        monkeypatch.setattr(background, "find", waiting)
        await search(pilot, app, "-gibtesnicht")
        await until(pilot, lambda: begun)
        assert begun[0] is not threading.main_thread()
        await pilot.press("down")  # the screen lives meanwhile
        assert cards(app).current == cards(app).keys[1]
        await search(pilot, app, "-kind:choice")
        await filled(pilot, app)
        keys = list(cards(app).keys)
        assert keys == found_cards(app._workspace, "-kind:choice")
        go.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert cards(app).keys == keys


def test_a_search_that_nobody_wants_is_left(opened: Open) -> None:
    workspace = opened()
    for wanted in (True, False):
        index = workspace.index.beside()
        assert index is not None
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(background, "STEPS", 1)
            found = background.found_in_background(workspace, index, "", Order.DECK, lambda: wanted)  # noqa: B023
        assert found == (found_cards(workspace, "") if wanted else None)


async def test_a_page_takes_no_marks_away(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    app = QuizApp(opened())
    monkeypatch.setattr(browse_module, "PAGE", 2)
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        await pilot.press("end", "space")
        await search(pilot, app, "-gibtesnicht")
        await filled(pilot, app)
        assert len(cards(app).marked) == 1


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_questions_that_begin_alike_are_told_apart(
    size: tuple[int, int], opened: Open, empty: Path
) -> None:
    long = "Selon un texte non daté, cité dans un autre texte qui ne l’est pas davantage, "
    ends = ("qui parle ?", "qui se tait ?", "à qui parle-t-on ?", "")
    lines = ["format: 1", "deck: {id: d, title: D, lang: fr}", "cards:"]
    for number, end in enumerate(ends):
        lines += [
            f"  - id: c{number}",
            f'    question: "{long}{end}"',
            "    answer: moi",
            "    inference: true",
        ]
    (empty / "decks" / "d.yaml").write_text("\n".join(lines), "utf-8")
    app = QuizApp(opened(empty))
    async with app.run_test(size=size) as pilot:
        await browse(pilot, app)
        await until_painted(pilot, "… se tait", "… à qui parle-t-on")
        assert painted(app).count("Selon un") >= len(ends)


async def test_the_last_column_tells_what_the_list_is_sorted_by(opened: Open) -> None:
    workspace = opened()
    study(workspace, 2)
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        assert "Stability" not in painted(app)
        heads = []
        for _ in Order:
            await pilot.press("o")
            await pilot.pause()
            line = next(line for line in painted(app).splitlines() if "Question" in line)
            heads.append(line.split()[-1])
        assert heads == ["Due", "Stability", "Difficulty", "Recall", "Lapses", "Due", "Due"]


async def test_what_is_typed_in_one_burst_behind_the_slash_acts_on_no_card(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        for key, character in (("slash", "/"), *((letter, letter) for letter in "sbd"), ("slash", "/")):
            app.post_message(events.Key(key, character))
        await until(pilot, lambda: app.screen.query_one(Input).value == "sbd/")
        assert isinstance(app.screen, BrowseScreen)
    assert list(app._workspace.history.events()) == []


async def test_a_bad_search_is_told_and_leaves_no_card_to_act_on(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        await search(pilot, app, "is:nope")
        await until_painted(pilot, "character 1", "is:nope")
        assert not cards(app).keys
        assert "No card matches" not in painted(app)
        assert app.screen.query_one(Input).has_focus
        await search(pilot, app, "gibtesnicht")
        await until_painted(pilot, "No card matches this search.")
        assert "State" not in painted(app)
        await pilot.press("enter", "v", "s", "e", "d", "space", "A", "down", "end")
        assert isinstance(app.screen, BrowseScreen)


async def test_a_search_for_a_tag_that_no_card_has_tells_those_that_there_are(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        await search(pilot, app, "gibtesnicht")
        await until_painted(pilot, "No card matches this search.")
        assert "Known tags" not in painted(app)
        await search(pilot, app, "-tag:other tag:gibtesnicht")
        await until_painted(pilot, "No card matches this search.", "No card has the tag “gibtesnicht”")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_help_of_the_search_tells_its_filters(opened: Open, size: tuple[int, int]) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=size) as pilot:
        await browse(pilot, app)
        await pilot.press("f1")
        await until_painted(pilot, "Suspend or bring back")
        assert "rated:7" not in painted(app)
        await pilot.press("slash")
        named = ("deck:missiles", "tag:", "kind:", "source:", "id:")
        await until_painted(
            pilot, *named, "is:due", "leech", "prop:stability", "rated:7", "flag:2", "grouped"
        )


async def test_a_narrow_list_tells_the_state_of_each_card_by_a_sign(opened: Open) -> None:
    workspace = opened()
    new, step, due, later, buried, suspended = found_cards(workspace, "")[:6]
    day, end_ms = workspace.today(), workspace.day_end_ms()
    tomorrow = {"phase": "learning", "step": 0, "due_ms": end_ms + 1}
    workspace.history.append(event("review", step, {"rating": 1, "after": tomorrow}))
    workspace.history.append(review(due, due=day), review(later, due=day + 1))
    bulk.bury(workspace, [buried])
    bulk.suspend(workspace, [suspended])
    app = QuizApp(workspace)
    async with app.run_test(size=(40, 40)) as pilot:
        await browse(pilot, app)
        signs = dict(
            zip(cards(app).keys, (cards(app).render_line(y).text[-2:] for y in range(99)), strict=False)
        )
        told = [signs[key] for key in (new, step, due, later, buried, suspended)]
        assert told == [" +", " ~", " !", " ·", " –", " ×"]
        await pilot.press("f1")
        await until_painted(pilot, "+ new, ~ in its steps, ! due", "– buried, × suspended")


async def test_what_an_action_tells_takes_the_place_of_what_the_last_one_told(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await browse(pilot, app)
        await pilot.press("s")
        await until_told(pilot, app, "1 card suspended.")
        await pilot.press("2")
        await until_told(pilot, app, "flag")
        await until(pilot, lambda: len(app.screen.query(Toast)) == 1)
        assert len(app._notifications) == 1


async def test_actions_meet_the_current_card_or_the_marked_ones_and_are_undone(opened: Open) -> None:
    workspace = opened()
    study(workspace, 4)
    app = QuizApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await browse(pilot, app)
        first, second = cards(app).keys[:2]
        await pilot.press("s")
        await until_told(pilot, app, "1 card suspended.")
        await until_painted(pilot, "suspended")
        assert found_cards(workspace, "is:suspended") == [first]
        await pilot.press("space", "space")
        assert cards(app).marked == {first, second}
        await until_painted(pilot, "2 marked", "●")
        await pilot.press("3")
        await until(pilot, lambda: found_cards(workspace, "flag:3") == [first, second])
        await pilot.press("0")
        await until(pilot, lambda: found_cards(workspace, "flag:3") == [])
        await pilot.press("b")
        await until(pilot, lambda: found_cards(workspace, "is:buried") == [first, second])
        await pilot.press("u", "u", "u")
        assert found_cards(workspace, "is:suspended") == [first]
        assert found_cards(workspace, "is:flagged or is:buried") == []
        await pilot.press("ctrl+z")
        await until(pilot, lambda: found_cards(workspace, "is:suspended") == [])
        await pilot.press("ctrl+y")
        await until(pilot, lambda: found_cards(workspace, "is:suspended") == [first])


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Makes burying wait for an event."""
    go_on, bury = threading.Event(), bulk.bury

    def wait(workspace: Workspace, keys: Sequence[CardKey]) -> bulk.Bulk:
        go_on.wait(20)
        return bury(workspace, keys)

    monkeypatch.setattr(bulk, "bury", wait)
    yield go_on
    go_on.set()


async def test_a_change_that_takes_long_is_said_and_takes_the_keys(
    opened: Open, slow: threading.Event
) -> None:
    workspace = opened()
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        screen = app.screen
        await pilot.press("A", "b")
        await until_painted(pilot, "The cards are being changed…")
        await pilot.press("s", "escape", "1", "ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        slow.set()
        await until(pilot, lambda: len(found_cards(workspace, "is:buried")) == len(cards_of(screen).keys))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await until_told(pilot, app, "13 cards buried")
        await pilot.press("u")
        await until(pilot, lambda: found_cards(workspace, "is:buried or is:suspended or is:flagged") == [])


async def test_leaving_waits_for_a_change_under_way(opened: Open, slow: threading.Event) -> None:
    workspace = opened()
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        await pilot.press("b")
        await until_painted(pilot, "The cards are being changed…")
        threading.Timer(0.3, slow.set).start()
        await pilot.press("ctrl+q")
        assert len(found_cards(workspace, "is:buried")) == 1


async def test_what_leaves_the_list_leaves_its_place_to_the_next(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        await search(pilot, app, "-is:suspended")
        await pilot.press("down", "down")
        third, fourth = cards(app).keys[2:4]
        await pilot.press("s")
        await until(pilot, lambda: third not in cards(app).keys)
        assert cards(app).current == fourth
        await search(pilot, app, "is:suspended or kind:essay")
        assert cards(app).current == third


async def test_cards_are_set_due_by_a_dialog_and_made_new(opened: Open) -> None:
    workspace = opened()
    study(workspace, 4)
    reviewed = found_cards(workspace, "is:review")
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        await pilot.press("A", "d")
        await until(pilot, lambda: isinstance(app.screen, DueDialog))
        await pilot.press("ctrl+u", "5", "minus", "7", "enter")
        await until_painted(pilot, "A whole number from 0")
        assert app.screen.query_one(Input).value.endswith("5-7")
        app.screen.query_one(Input).value = "9" * 5000  # more digits than Python reads
        await pilot.press("enter")
        app.screen.query_one(Input).value = "12"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        assert found_cards(workspace, "prop:due=12") == reviewed
        await until_told(pilot, app, "4 cards have another date. 9 cards stay as they were.")
        await until_painted(pilot, "+12 d")
        await pilot.press("R")
        await until(pilot, lambda: found_cards(workspace, "-is:new") == [])


async def test_the_current_card_stays_so_when_the_order_changes(opened: Open) -> None:
    workspace = opened()
    study(workspace, 4)
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        await pilot.press("end")
        current = cards(app).current
        for name in (
            "due first",
            "least stable",
            "hardest",
            "least remembered",
            "most lapses",
            "last reviewed",
        ):
            await pilot.press("o")
            await until_painted(pilot, name)
            assert cards(app).current == current
        assert cards(app).keys[:1] != [current]


async def test_another_order_begins_at_its_first_card_where_nobody_has_left_that(opened: Open) -> None:
    workspace = opened()
    study(workspace, 4)
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        await until(pilot, lambda: cards(app).current == found_cards(workspace, "")[0])
        firsts = {cards(app).current}
        for name, order in (("due first", Order.DUE), ("least stable", Order.STABILITY)):
            await pilot.press("o")
            await until_painted(pilot, name)
            await filled(pilot, app)
            assert list(cards(app).keys) == found_cards(workspace, "", order)
            assert cards(app).current == cards(app).keys[0]
            firsts.add(cards(app).current)
        assert len(firsts) > 1


async def test_while_another_studies_browse_works_and_says_who_holds_the_history(
    opened: Open, tmp_path: Path
) -> None:
    workspace = opened()
    app = QuizApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await browse(pilot, app)
        other = opened()
        sitting = other.sitting(Scope())
        await pilot.press("s")
        await until_told(pilot, app, "Another quizapp is studying", "study")
        await pilot.press("u")
        await search(pilot, app, "is:new")
        assert len(cards(app).keys) == 13
        assert found_cards(workspace, "is:suspended") == []
        sitting.close()
        await pilot.press("s")
        await until(pilot, lambda: len(found_cards(workspace, "is:suspended")) == 1)


async def test_the_view_of_a_card_tells_its_story(opened: Open) -> None:
    workspace = opened()
    study(workspace, 4)
    (key, *_) = found_cards(workspace, "is:review kind:choice") or found_cards(workspace, "is:review")
    app = QuizApp(workspace)
    async with app.run_test(size=(120, 60)) as pilot:
        await browse(pilot, app)
        await search(pilot, app, f"id:{key}")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        screen = await until_painted(pilot, "CARD", "How it fades", "If rated now", "Again", "Reviews", key)
        assert "▴" in screen
        assert "┄" in screen
        assert "→" in screen
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))


async def test_the_view_of_a_card_marks_where_it_was_made_new(opened: Open) -> None:
    workspace = opened()
    for rating in (Rating.EASY, Rating.HARD):
        sitting = workspace.sitting(Scope(tag="choice"))
        assert isinstance(sitting.moment, Asking)
        key = sitting.moment.key
        sitting.submit(None)
        sitting.rate(rating)
        sitting.close()
        bulk.reset(workspace, [key])
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 40)) as pilot:
        await browse(pilot, app)
        await search(pilot, app, f"id:{key}")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        await pilot.pause()
        lines = str(app.screen.query_one("#reviews").render()).splitlines()
        date = "2 March 2026       "
        assert [line.split("→")[0].rstrip() for line in lines] == [
            f"{date}↺ Made new again", f"{date}○ Hard", f"{date}↺ Made new again", f"{date}○ Easy"
        ]  # fmt: skip


async def test_a_new_card_has_a_view_without_a_curve(opened: Open) -> None:
    app = QuizApp(opened())
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, CardScreen))
        await pilot.pause()
        assert not app.screen.query_one("#curve").display
        assert "None yet." in str(app.screen.query_one("#reviews").render())


@pytest.mark.parametrize("lang", messages.LANGUAGES)
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_browse_fits_every_size(size: tuple[int, int], lang: messages.Language, opened: Open) -> None:
    messages.use(lang)
    app = QuizApp(opened())
    async with app.run_test(size=size) as pilot:
        await browse(pilot, app)
        whole = Region(0, 0, *size)
        assert whole.contains_region(cards(app).region)
        preview = app.screen.query_one("#preview")
        below = preview.region.height if size == (80, 24) else 0
        assert cards(app).region.height >= size[1] - 6 - below
        assert preview.display is (size != (40, 12))
        assert not preview.display or "→" in str(preview.query_one("#shown").render())


async def test_the_editor_opens_at_the_card_and_the_list_follows(
    opened: Open, library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "path.write_text(path.read_text('utf-8').replace('Quelle collectivité', 'Quelle autorité'),"
        " 'utf-8')\n",
        "utf-8",
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    app = QuizApp(opened(now=MORNING))
    async with app.run_test(size=(80, 24)) as pilot:
        await browse(pilot, app)
        await search(pilot, app, "collectivite")
        assert cards(app).keys
        await pilot.press("e")
        await until_painted(pilot, "No card matches this search.")
        await search(pilot, app, '"quelle autorite"')
        assert cards(app).keys


async def test_hostile_text_is_searched_and_shown_harmlessly(opened: Open, empty: Path) -> None:
    deck = (
        "format: 1\n"
        "deck: {id: bad, title: '[/x] [@click=app.quit]t[/]', lang: fr}\n"
        "cards:\n"
        "  - {id: k, front: \"[/x] \\e]0;owned\\a [red]q\\n\\u202e\", back: '[/y]', inference: true}\n"
    )
    (empty / "decks" / "bad.yaml").write_text(deck, "utf-8")
    app = QuizApp(opened(empty))
    async with app.run_test(size=(120, 40)) as pilot:
        await browse(pilot, app)
        assert cards(app).keys == [CardKey("bad/k#main")] or len(cards(app).keys) == 1
        screen = await until_painted(pilot, "[/x]")
        assert "\x1b" not in screen
        assert "\u202e" not in screen
        await search(pilot, app, "[/x] \x1b")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, (CardScreen, BrowseScreen)))
        assert "\x1b" not in painted(app)
