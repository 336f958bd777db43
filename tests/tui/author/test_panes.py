"""Sentences and cards show each other."""

from __future__ import annotations

from pathlib import Path

from quizapp.tui.widgets.card_pane import CardPane
from quizapp.tui.widgets.source_pane import SourcePane
from tests.tui.author.writing import DECK, Start, cards, is_at, is_marked, lines, place, source
from tests.tui.conftest import painted, until, until_painted


async def test_a_sentence_shows_the_cards_that_quote_it(author: Start) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "AUTHORING", "phare.yaml", "2 of 4 sentences not quoted", "4 cards")
        assert place(app) == (1, 1) and cards(app).key == "annee"
        assert "§ 1 · 2 cards (Enter): annee, mois" in painted(app)
        assert "›▌  annee" in painted(app) and " ▌  mois" in painted(app) and "    cout" in painted(app)
        await pilot.press("j")
        await until_painted(pilot, "no card quotes this sentence yet")
        await pilot.press("down")
        await until(pilot, lambda: cards(app).key == "cout")
        assert "Note: Chiffre contesté." in painted(app)


async def test_a_card_shows_the_sentence_that_it_quotes(author: Start) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "rallumé en mai")
        await pilot.press("tab", "down")
        await until(pilot, lambda: place(app) == (2, 1))
        assert cards(app).has_focus
        assert "Combien" in (await until_painted(pilot, "→ 640")).splitlines()[-3]
        assert lines(app, "›▌ Les travaux"), "the pane that follows has another cursor"
        await pilot.press("up")
        await until(pilot, lambda: place(app) == (1, 1))


async def test_quoted_and_other_sentences_are_told_apart_without_colour(author: Start) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Des diodes")
        assert lines(app, "▸▌ Le phare") and lines(app, " ▌ Les travaux")
        assert lines(app, " · Des diodes") and lines(app, " · L’entrée")
        assert lines(app, "§ 1 · 2 cards") and lines(app, "§ 2 · 1 card")


async def test_enter_goes_to_the_counterpart_and_on_to_the_next_card_of_it(author: Start) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "annee")
        for wanted in ("annee", "mois", "annee"):
            await pilot.press("enter")
            await until(pilot, is_marked(app, wanted))
            await pilot.press("enter")
            await until(pilot, lambda: source(app).has_focus and place(app) == (1, 1))


async def test_the_mouse_marks_in_both_panes(author: Start) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Les travaux", "cout")
        await pilot.click(CardPane, offset=(8, 2))
        await until(pilot, lambda: cards(app).key == "cout" and place(app) == (2, 1))
        await pilot.click(SourcePane, offset=(8, 2))
        await until(pilot, lambda: place(app) == (1, 1) and cards(app).key == "annee")
        await pilot.click(SourcePane, offset=(8, 0))
        assert place(app) == (1, 1), "a heading is not marked"
        await pilot.click("#right-head")
        await until(pilot, lambda: cards(app).has_focus)
        await pilot.click("#left-head")
        await until(pilot, lambda: source(app).has_focus)


async def test_the_next_sentence_that_nobody_quotes_is_a_key_away(author: Start) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Des diodes")
        for key, wanted in (("]", (1, 2)), ("u", (2, 2)), ("]", (1, 2)), ("[", (2, 2)), ("U", (1, 2))):
            named = {"]": "right_square_bracket", "[": "left_square_bracket"}.get(key, key)
            await pilot.press(named)
            await until(pilot, is_at(app, *wanted))


async def test_problems_are_shown_one_after_the_other(author: Start, deck: Path) -> None:
    deck.write_text(DECK.replace("defaults", "x").replace("sources:", "odd: 1\nsources:"), "utf-8")
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "problems (!)")
        await pilot.press("exclamation_mark")
        await until_painted(pilot, "line 3", "odd")
        await pilot.press("f8")
        await until(pilot, lambda: cards(app).key == "faux")
        await until_painted(pilot, "✗ faux", "✗ S105 line 21")
