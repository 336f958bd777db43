"""The authoring screen: sentences and cards show each other, the file is followed, nothing is recorded."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from quizapp import messages
from quizapp.study.model import Rating
from quizapp.text import visible
from quizapp.tui.app import QuizApp
from quizapp.tui.author_app import AuthorApp
from quizapp.tui.drafts import status
from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.deck_files import DeckFilesScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.preview import PreviewScreen
from quizapp.tui.widgets.card_pane import CardPane
from quizapp.tui.widgets.row_list import RowList
from quizapp.tui.widgets.source_pane import SourcePane
from quizapp.workspace.deck_files import open_deck, open_path
from quizapp.workspace.draft import Place
from quizapp.workspace.model import Asking, Scope
from quizapp.workspace.workspace import Workspace
from tests.kinds import EXAMPLES, RIGHT
from tests.tui.conftest import Open, painted, until, until_painted
from tests.tui.hostile import HostileLibrary

DECK = """\
format: 1
deck: {id: phare, title: Le phare, lang: fr}
sources: {f: ../seeds/phare.md}
cards:
  - id: annee
    question: "Quand ?"
    answer: [en mai, mai]
    quote: "rallumé en mai"
  - id: cout
    question: "Combien ?"
    answer: ["640 000 euros"]
    quote: "ont coûté 640 000 euros"
  - id: mois
    question: "Quel mois ?"
    answer: mai
    quote: "en mai"
  - id: faux
    question: "Qui ?"
    answer: personne
    quote: "Nulle part ailleurs"
"""
SHEET = """\
---
title: Le phare se rallume
lang: fr
notes: {2: "Chiffre contesté."}
---
Le phare s’est rallumé en mai. Des diodes remplacent la lampe.

Les travaux ont coûté 640 000 euros. L’entrée reste gratuite.
"""

EDITOR = """\
import pathlib, sys
here = pathlib.Path(sys.argv[0])
here.with_name("log").write_text("\\n".join(sys.argv[1:]), "utf-8")
old, new = here.with_name("edit").read_text("utf-8").split("=>")
file = pathlib.Path(sys.argv[-1].partition("yaml")[0] + "yaml")
file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
"""

Start = Callable[..., AuthorApp]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "own"
    for folder, name, text in (("decks", "phare.yaml", DECK), ("seeds", "phare.md", SHEET)):
        (root / folder).mkdir(parents=True)
        (root / folder / name).write_text(text, "utf-8")
    return root


@pytest.fixture
def deck(root: Path) -> Path:
    return root / "decks" / "phare.yaml"


@pytest.fixture
def author(root: Path, opened: Open) -> Start:
    """The app over the deck, as `quizapp author` opens it."""

    def start(id: str = "phare", folder: Path = root) -> AuthorApp:
        workspace = opened(folder)
        return AuthorApp(workspace, open_deck(workspace, id, 0))

    return start


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Scripts an editor in the terminal: it replaces a text, and logs what it was called with."""
    script = tmp_path / "editor.py"
    script.write_text(EDITOR, "utf-8")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")

    def replace(old: str, new: str) -> Path:
        (tmp_path / "edit").write_text(f"{old}=>{new}", "utf-8")
        return tmp_path / "log"

    return replace


def save(file: Path, text: str) -> None:
    """Saves as many editors do: written beside, then renamed."""
    beside = file.with_name(".beside")
    beside.write_text(text, "utf-8")
    beside.replace(file)


def source(app: QuizApp) -> SourcePane:
    return app.screen.query_one(SourcePane)


def cards(app: QuizApp) -> CardPane:
    return app.screen.query_one(CardPane)


def place(app: QuizApp) -> tuple[int, int]:
    """Paragraph and sentence of the mark in the source."""
    key = source(app).key
    assert isinstance(key, Place)
    return key.paragraph, key.sentence


def is_marked(app: QuizApp, card: str) -> Callable[[], bool]:
    return lambda: cards(app).has_focus and cards(app).key == card


def is_at(app: QuizApp, *wanted: int) -> Callable[[], bool]:
    return lambda: place(app) == wanted


def lines(app: QuizApp, text: str) -> list[str]:
    return [line for line in painted(app).splitlines() if text in line]


# -- one pane shows the other ------------------------------------------------------------------------


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


# -- following the file ------------------------------------------------------------------------------


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


# -- the editor --------------------------------------------------------------------------------------


async def test_e_opens_the_editor_at_the_card_and_reads_the_file_at_once(
    author: Start, edit: Callable[[str, str], Path], deck: Path
) -> None:
    log = edit("Combien ?", "Combien au total ?")
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "cout")
        await pilot.press("tab", "down", "e")
        await until_painted(pilot, "Combien au total")
        assert log.read_text("utf-8") == str(deck.resolve())
        assert cards(app).key == "cout"


@pytest.mark.parametrize(("keys", "line"), [(("tab", "down"), "9:1"), (("f8",), "20:12"), (("down",), None)])
async def test_the_line_is_that_of_the_card_or_of_the_problem(
    author: Start,
    deck: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    keys: tuple[str, ...],
    line: str,
) -> None:
    script = tmp_path / "code"
    script.write_text(f'#!/bin/sh\necho "$@" > {tmp_path / "log"}\n', "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    app = author()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "cout")
        await pilot.press(*keys, "e")
        if line is None:
            await until_painted(pilot, "No card quotes this sentence yet")
            assert not (tmp_path / "log").exists()
            return
        await until(pilot, lambda: (tmp_path / "log").exists() and (tmp_path / "log").read_text())
        assert (tmp_path / "log").read_text().strip() == f"--goto {deck.resolve()}:{line}"


@pytest.mark.parametrize("command", ["/no/such/editor", "false", ""])
async def test_an_editor_that_fails_is_told(
    author: Start, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("EDITOR", command)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("PATH", "/bin:/usr/bin" if command == "false" else "")
    app = author()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "annee")
        await pilot.press("e")
        await until_painted(pilot, "editor" if command else "No editor is known")
        await pilot.press("down")
        assert isinstance(app.screen, AuthorScreen)


async def test_n_begins_a_card_from_the_marked_sentence(
    author: Start, edit: Callable[[str, str], Path], deck: Path
) -> None:
    edit('question: ""\n    answer: ""', 'question: "Par quoi ?"\n    answer: des diodes')
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "Des diodes")
        await pilot.press("down", "n")
        await until_painted(pilot, "1 of 4 sentences not quoted", "→ des diodes", "Par quoi")
        assert cards(app).has_focus and place(app) == (1, 2)
        assert deck.read_text("utf-8") == DECK + (
            f'  - id: {cards(app).key}\n    question: "Par quoi ?"\n    answer: des diodes\n'
            '    quote: "Des diodes remplacent la lampe."\n'
        )


@pytest.mark.parametrize("command", ["true", "false", "/no/such/editor"])
async def test_a_card_in_which_nothing_was_typed_is_taken_back(
    author: Start, monkeypatch: pytest.MonkeyPatch, command: str, deck: Path
) -> None:
    monkeypatch.setenv("EDITOR", command)
    monkeypatch.delenv("VISUAL", raising=False)
    app = author()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "Des diodes")
        await pilot.press("down", "n")
        await until(pilot, lambda: any("no card was added" in note.message for note in app._notifications))
        assert deck.read_text("utf-8") == DECK
        assert place(app) == (1, 2)


async def test_n_leaves_a_broken_file_and_a_shipped_deck_alone(
    author: Start, deck: Path, edit: Callable[[str, str], Path]
) -> None:
    log = edit("x", "y")
    app = author()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "Des diodes")
        save(deck, "format: 1\n")
        await until_painted(pilot, "broken")
        await pilot.press("n")
        await until_painted(pilot, "No card can be added")
        save(deck, DECK)
        await until_painted(pilot, "saved ")
        screen = app.screen
        assert isinstance(screen, AuthorScreen)
        screen._authoring.library = screen._authoring.library._replace(name="shipped")
        for key in ("n", "e"):
            app.clear_notifications()
            await pilot.pause()
            await pilot.press(key)
            await until_painted(pilot, "quizapp library init")
    assert deck.read_text("utf-8") == DECK
    assert not log.exists()


# -- the preview -------------------------------------------------------------------------------------


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


async def test_every_kind_is_previewed_and_nothing_is_recorded(
    library: Path, tmp_path: Path, opened: Open
) -> None:
    studied = opened(library)
    sitting = studied.sitting(Scope())
    sitting.submit(None)
    sitting.close()
    studied.close()
    before = bytes_of(tmp_path / "data")
    with Workspace.open(data=tmp_path / "data", libraries=(library,), environ={}, writing=False) as workspace:
        authoring = open_deck(workspace, "neuf", 0)
        ids = {one.card.question.kind: one.id for one in authoring.draft.cards if one.card}
        assert set(ids) == set(EXAMPLES)
        app = AuthorApp(workspace, authoring)
        async with app.run_test(size=(100, 50)) as pilot:
            await until_painted(pilot, "AUTHORING")
            await pilot.press("tab")
            for kind, card in ids.items():
                await until(pilot, lambda: isinstance(app.screen, AuthorScreen) and cards(app).has_focus)
                cards(app).go_to(card)
                await pilot.press("p")
                await until(pilot, lambda: isinstance(app.screen, PreviewScreen) and app.focused is not None)
                await until_painted(pilot, "‹ PREVIEW ›", card, "Nothing is recorded.")
                preview = app.screen
                assert isinstance(preview, PreviewScreen)
                await pilot.press(*RIGHT[kind].pressed(preview._preview._on_screen().order))
                await until_painted(pilot, "r: ask again")
                await until(pilot, lambda: app.screen.has_class("-answered"))
                await pilot.press("r")
                await until(pilot, lambda: not app.screen.has_class("-answered"))
                await pilot.press("escape")
    assert bytes_of(tmp_path / "data") == before


async def test_enter_leaves_the_preview_after_the_last_face(author: Start) -> None:
    app = author()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "annee")
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PreviewScreen) and app.focused is not None)
        await pilot.press(*"mai", "enter")
        await until_painted(pilot, "✓ Correct", "Le phare s’est rallumé en mai.", "back to the deck")
        await pilot.press("o", "u", "O")
        assert "✓ Correct" in painted(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AuthorScreen))


async def test_a_skipped_card_is_not_previewed(author: Start) -> None:
    app = author()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_painted(pilot, "annee")
        await pilot.press("tab", "end", "p")
        await until_painted(pilot, "The card faux cannot be asked")


# -- sizes, ways in and out --------------------------------------------------------------------------


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
