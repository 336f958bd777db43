"""`quizapp author` finds the deck that is meant, or says which there are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.workspace.authoring import Authoring
from quizapp.workspace.workspace import Workspace
from tests.cli.conftest import HEAD, SHORT, Quizapp

Opened = list[Authoring | None]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What the screen would open on, in the place of a terminal."""
    found: Opened = []

    def run_author(workspace: Workspace, authoring: Authoring | None) -> int:
        assert not workspace.history.head(), "the history is only read"
        found.append(authoring)
        return 0

    monkeypatch.setattr("quizapp.cli.author.has_screen", lambda environ: True)
    monkeypatch.setattr("quizapp.tui.app.run_author", run_author)
    return found


def only(opened: Opened) -> Authoring:
    (authoring,) = opened
    assert authoring is not None
    return authoring


@pytest.fixture
def file(deck: Callable[..., Path]) -> Path:
    """The only deck, in its library."""
    return deck(SHORT)


def test_without_a_terminal_nothing_is_opened(quizapp: Quizapp) -> None:
    ran = quizapp("author")
    assert ran.code == 2
    assert "needs a terminal" in ran.err and "quizapp check" in ran.err


@pytest.mark.parametrize("arguments", [(), ("marche",)])
def test_a_deck_is_opened_by_its_id_or_as_the_only_one(
    quizapp: Quizapp, opened: Opened, file: Path, arguments: tuple[str, ...]
) -> None:
    assert quizapp("author", *arguments).code == 0
    assert only(opened).file == file.resolve()


def test_a_deck_is_opened_by_its_path_also_a_broken_one(quizapp: Quizapp, opened: Opened, file: Path) -> None:
    file.write_text("format: 1\n", "utf-8")
    assert quizapp("author", str(file)).code == 0
    assert only(opened).draft.deck is None and only(opened).draft.problems


def test_of_several_decks_one_is_to_be_chosen(
    quizapp: Quizapp, opened: Opened, deck: Callable[..., Path]
) -> None:
    deck(SHORT)
    deck(SHORT, head=HEAD.replace("id: marche", "id: autre"), name="autre.yaml")
    assert quizapp("author").code == 0
    assert opened == [None]


@pytest.mark.usefixtures("file")
def test_a_deck_that_is_mistyped_or_unknown_is_told(quizapp: Quizapp, opened: Opened) -> None:
    mistyped = quizapp("author", "marcje")
    assert (mistyped.code, opened) == (2, [])
    assert "Did you mean “marche”?" in mistyped.err
    unknown = quizapp("author", "zzz")
    assert unknown.code == 2 and "Known decks: marche" in unknown.err
    missing = quizapp("author", "./zzz.yaml")
    assert missing.code == 2 and "There is no file" in missing.err


def test_without_a_deck_of_ones_own_it_says_how_to_begin(quizapp: Quizapp, opened: Opened) -> None:
    ran = quizapp("author")
    assert ran.code == 2 and not opened
    assert "quizapp new" in ran.err and "quizapp library init" in ran.err
