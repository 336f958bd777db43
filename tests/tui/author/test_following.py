"""A file that is saved is followed, and the place in it kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.tui.drafts import status
from quizapp.workspace.deck_files import open_path
from tests.tui.author.writing import DECK, SHEET, Start, cards, place, save, source
from tests.tui.conftest import painted, until, until_painted


async def test_a_save_is_followed_and_the_place_is_kept(author: Start, deck: Path) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "annee")
        await pilot.press("tab", "down", "down")
        await until(pilot, lambda: cards(app).key == "mois")
        more = "  - {id: neuf, question: Quoi ?, answer: des diodes, quote: Des diodes}\n"
        save(deck, DECK.replace("cards:\n", "cards:\n" + more))
        await until_painted(pilot, "5 cards", "1 of 4 sentences not quoted", "neuf")
        assert cards(app).key == "mois" and place(app) == (1, 1)


async def test_a_selected_card_that_goes_and_comes_back_is_selected_again(author: Start, deck: Path) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "annee")
        await pilot.press("tab", "down")
        await until(pilot, lambda: cards(app).key == "cout")
        save(deck, DECK.replace("id: cout", "id: prix"))
        await until(pilot, lambda: cards(app).key == "prix")
        save(deck, "".join(DECK.split("  - id: cout")[:1]))
        await until_painted(pilot, "1 card")
        save(deck, DECK)
        await until(pilot, lambda: cards(app).key == "cout")


async def test_a_broken_file_shows_its_problems_beside_the_last_good_deck(author: Start, deck: Path) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "saved ")
        save(deck, "format: 1\n")
        screen = await until_painted(pilot, "broken: last good shown", "✗ F102 line 1")
        assert "▸▌ Le phare" in screen and "cout" in screen
        deck.unlink()
        await until_painted(pilot, "no file: last good shown", "not there any more")
        await pilot.press("n")
        await until(
            pilot, lambda: [note.message for note in app._notifications] == ["There is no file to edit."]
        )
        deck.mkdir()
        await until_painted(pilot, "broken: last good shown", "Y101")
        deck.rmdir()
        save(deck, DECK)
        await until_painted(pilot, "saved ", "1 problem (!)")


@pytest.mark.parametrize("saved_s", [253_402_300_800 + 86_400, -(2**40), 2**62])
def test_a_time_that_no_calendar_has_is_not_told(deck: Path, saved_s: int) -> None:
    draft = open_path(deck, 0).draft
    assert status(draft).startswith("saved")
    assert status(draft._replace(saved_ns=saved_s * 1_000_000_000)) == ""


async def test_a_changed_source_is_followed(author: Start, root: Path) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Des diodes")
        save(root / "seeds" / "phare.md", SHEET.replace("Des diodes", "Des lampes à diodes"))
        await until_painted(pilot, "Des lampes à diodes")


async def test_a_long_list_keeps_the_line_that_its_mark_stands_on(
    author: Start, deck: Path, root: Path
) -> None:
    sheet = "\n\n".join(f"Le point {n} vaut {n * 7} unités dans le texte." for n in range(80))
    (root / "seeds" / "phare.md").write_text(sheet, "utf-8")
    more = "".join(
        f'  - {{id: c{n}, question: "Le {n} ?", answer: "{n * 7}", quote: "point {n} vaut {n * 7} unités"}}\n'
        for n in range(80)
    )
    text = DECK.partition("  - id")[0] + more
    deck.write_text(text, "utf-8")
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "80 cards")
        await pilot.press("tab", *["pagedown"] * 4, *["up"] * 4)
        await until(pilot, lambda: cards(app).scroll_offset.y > 0 and source(app).scroll_offset.y > 0)
        key = cards(app).key
        row = next(n for n, line in enumerate(painted(app).splitlines()) if "▸" in line)
        save(
            deck,
            text.replace(
                "  - {id: c3,", '  - {id: plus, question: Q, answer: "0", quote: vaut 0}\n  - {id: c3,'
            ),
        )
        await until_painted(pilot, "81 cards")
        assert cards(app).key == key
        assert "▸" in painted(app).splitlines()[row], "the mark stands where it stood"
