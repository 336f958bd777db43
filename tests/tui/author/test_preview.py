"""A preview asks a card and records nothing."""

from __future__ import annotations

from pathlib import Path

from quizapp.tui.author_app import AuthorApp
from quizapp.tui.screens.author import AuthorScreen
from quizapp.tui.screens.preview import PreviewScreen
from quizapp.workspace.deck_files import open_deck
from quizapp.workspace.model import Scope
from quizapp.workspace.workspace import Workspace
from tests.kinds import EXAMPLES, RIGHT
from tests.tui.author.writing import Start, cards
from tests.tui.conftest import Open, painted, until, until_painted


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
