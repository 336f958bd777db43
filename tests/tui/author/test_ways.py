"""The authoring screen at every size, and the ways in and out of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.cells import cell_len

from quizapp import messages
from quizapp.study.model import Rating
from quizapp.text import visible
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.deck_files import DeckFilesScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.preview import PreviewScreen
from quizapp.tui.widgets.row_list import RowList
from quizapp.workspace.model import Asking, Scope
from tests.tui.author.writing import DECK, SHEET, Start, cards, lines, place, save, source
from tests.tui.conftest import Open, painted, until, until_painted
from tests.tui.hostile import HostileLibrary


async def test_below_80_columns_one_pane_is_shown_and_tab_turns(author: Start) -> None:
    app = author()
    async with app.run_test(size=(40, 12)) as pilot:
        await until_painted(pilot, "Le phare s’est rallumé en mai.")
        assert not cards(app).region and source(app).region
        await pilot.press("tab")
        await until_painted(pilot, "→ 640")
        assert not source(app).region and cards(app).has_focus
        await pilot.press("down", "tab")
        await until_painted(pilot, "Les travaux ont coûté")
        assert place(app) == (2, 1)
        await pilot.click("#left-head")
        await until(pilot, lambda: cards(app).has_focus and not source(app).region)
        await pilot.click("#right-head")
        await until(pilot, lambda: source(app).has_focus and not cards(app).region)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: cards(app).region and source(app).region)


async def test_on_a_narrow_screen_a_broken_file_is_told_too(author: Start, deck: Path) -> None:
    app = author()
    async with app.run_test(size=(40, 12)) as pilot:
        await until_painted(pilot, "phare.yaml")
        save(deck, "format: 1\n")
        await until_painted(pilot, "broken: last good")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_keys_that_the_footer_has_no_room_for_stand_where_they_act(
    author: Start, size: tuple[int, int]
) -> None:
    app = author()
    async with app.run_test(size=size) as pilot:
        narrow = size[0] < 80
        sentences, deck = "2 of 4 sentences not quoted (])", "4 cards · 1 problem (!)"
        await until_painted(pilot, f"Tab · {sentences}" if narrow else f"Tab · {deck}", "2 cards (Enter)")
        await pilot.press("tab")
        await until_painted(pilot, f"Tab · {deck}" if narrow else f"Tab · {sentences}")


async def test_what_is_told_leaves_the_problems_in_sight(author: Start) -> None:
    app = author()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "Des diodes")
        await pilot.press("exclamation_mark")
        app.screen.notify("said\nin\nfour\nlines", timeout=60)
        await until_painted(pilot, "four", "The quote does not stand in “Le phare se rallume”.")


async def test_the_footer_has_five_keys(author: Start) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "f1 Help")
        footer = painted(app).splitlines()[-1].split()
        assert footer == ["e", "Edit", "n", "New", "card", "p", "Preview", "esc", "Back", "f1", "Help"]
        await pilot.resize_terminal(40, 12)
        await until_painted(pilot, "e Edit n New card p Preview esc Back f1")


async def test_the_help_tells_our_keys_and_no_others(author: Start) -> None:
    app = author()
    async with app.run_test(size=(80, 40)) as pilot:
        await until_painted(pilot, "annee")
        await pilot.press("f1")
        screen = await until_painted(pilot, "Next sentence not quoted", "To the other pane", "Page up")
        assert "Scroll" not in screen and "Page Left" not in screen


async def test_from_home_and_back(opened: Open, root: Path, deck: Path) -> None:
    app = QuizApp(opened(root))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "All decks")
        for keys in (("a",), ("down", "a")):
            await pilot.press(*keys)
            await until(pilot, lambda: isinstance(app.screen, AuthorScreen))
            await until_painted(pilot, "phare.yaml")
            save(deck, deck.read_text("utf-8") + "# encore\n")
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_cards_that_were_written_are_on_home_at_once(opened: Open, root: Path, deck: Path) -> None:
    app = QuizApp(opened(root))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: lines(app, "Le phare") and lines(app, "Le phare")[0].split()[4] == "3")
        await pilot.press("a")
        await until_painted(pilot, "phare.yaml")
        save(deck, DECK.replace("Nulle part ailleurs", "Des diodes"))
        await until_painted(pilot, "1 of 4")
        await pilot.press("escape")
        await until(pilot, lambda: lines(app, "Le phare") and lines(app, "Le phare")[0].split()[4] == "4")


async def test_an_answer_that_was_changed_is_told_on_the_way_back(
    opened: Open, root: Path, deck: Path
) -> None:
    workspace = opened(root)
    sitting = workspace.sitting(Scope(new=9))
    while isinstance(sitting.moment, Asking):
        sitting.submit(None)
        sitting.rate(Rating.EASY)
    sitting.close()
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("a")
        await until_painted(pilot, "phare.yaml")
        save(deck, DECK.replace('640 000 euros"]', '640 000 €"]'))
        await until_painted(pilot, "→ 640")
        await pilot.press("escape")
        await until_painted(pilot, "The answer of 1 card was edited")


async def test_one_of_several_files_is_chosen_also_a_broken_one(opened: Open, root: Path, deck: Path) -> None:
    broken = root / "decks" / "casse.yaml"
    broken.write_text("format: 1\n", "utf-8")
    os.utime(broken, ns=(10**9, 10**9))
    app = QuizApp(opened(root))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "All decks")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, DeckFilesScreen))
        await until_painted(pilot, "Which deck", "decks/phare.yaml", "cannot be read", "decks/casse.yaml")
        await pilot.press("down", "enter")
        await until_painted(pilot, "casse.yaml", "broken", "F102")
        save(broken, DECK.replace("id: phare", "id: casse").replace("answer: mai", "answer: juin"))
        await until_painted(pilot, "casse.yaml · Le phare", "4 cards")
        await pilot.press("escape")
        await until_painted(pilot, "3 cards · 1 error")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_escape_ends_the_app_that_began_here(author: Start) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "annee")
        await pilot.press("escape")
        await until(pilot, lambda: not app.is_running or app._exit)


@pytest.mark.parametrize("lang", messages.LANGUAGES)
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_no_line_is_wider_than_the_screen(
    size: tuple[int, int], lang: messages.Language, author: Start, deck: Path
) -> None:
    messages.use(lang)
    app = author()
    async with app.run_test(size=size) as pilot:
        await until_painted(pilot, "phare.yaml")
        for keys in (("tab", "end"), ("f8",), ("tab", "down", "f1"), ("f1",)):
            await pilot.press(*keys)
            await pilot.pause()
            assert all(cell_len(line) <= size[0] for line in painted(app).splitlines())


async def test_a_hostile_deck_does_no_harm(tmp_path: Path, author: Start) -> None:
    hostile = HostileLibrary(tmp_path / "hostile", full=False, longest=400)
    hostile.write()
    app = author("hostile", hostile.root)
    async with app.run_test(size=(100, 60)) as pilot:
        await until_painted(pilot, "AUTHORING", "choix")
        for keys in ((), ("tab",), ("down",), ("down",), ("f8",), ("tab", "end")):
            await pilot.press(*keys)
            await pilot.pause()
            for strip in app.screen._compositor.render_strips():
                text = "".join(segment.text for segment in strip)
                assert visible(text) == text
                assert sum(cell_len(segment.text) for segment in strip) == strip.cell_length
        await pilot.press("tab", "home", "p")
        await until(pilot, lambda: isinstance(app.screen, PreviewScreen))


async def test_rows_are_laid_out_again_at_every_width(author: Start) -> None:
    app = author()
    async with app.run_test(size=(120, 40)) as pilot:
        for width in (120, 81, 90, 80):
            await pilot.resize_terminal(width, 40)
            await until_painted(pilot, "Les travaux ont coûté")
            for rows in app.screen.query(RowList):
                told = "".join(line.text for line in map(rows.render_line, range(rows.virtual_size.height)))
                for row in rows.rows:
                    head = row.text.split("  ")[0].split("\n")[0]
                    assert head[:12] in told, (width, row)


async def test_a_figure_that_no_answer_asks_is_told_until_one_asks_it(
    author: Start, root: Path, deck: Path
) -> None:
    save(root / "seeds" / "phare.md", SHEET.replace("en mai.", "en mai, haut de 52 mètres."))
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "In no answer: 52")
        save(deck, DECK.replace("answer: [en mai, mai]", 'answer: [en mai, "52 mètres"]'))
        await until(pilot, lambda: "In no answer" not in painted(app))


async def test_a_look_that_ends_when_the_panes_are_gone_paints_nothing(author: Start, deck: Path) -> None:
    """As where the app is left while a thread reads the files."""
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "annee")
        screen = app.screen
        assert isinstance(screen, AuthorScreen)
        await screen.query("#panes").remove()
        save(deck, DECK.replace("annee", "mai"))
        await screen._look_again()
        assert screen._draft.card("mai")
