"""A round is drawn evenly over sources and tags, and the same for the same seed."""

from __future__ import annotations

from collections import Counter

import pytest

from quizapp.errors import QuizError
from quizapp.store.model import EventKind, NewEvent
from quizapp.workspace.drawing import RoundScope, draw, shown_options
from quizapp.workspace.workspace import Workspace
from tests.workspace.making import Desk, choice, cloze, short


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    for deck, count in (("gros", 30), ("moyen", 6), ("petit", 2)):
        tags = {n: ["rare" if n < 3 else "commun"] for n in range(count)}
        desk.write(deck, {f"k{n}": short(tags=tags[n]) for n in range(count)})
    desk.write("divers", {"gaps": cloze(3, tags=["trous"]), "pick": choice(tags=["choix"])})
    return desk.open()


def decks(keys: tuple[str, ...]) -> Counter[str]:
    return Counter(key.partition("/")[0] for key in keys)


@pytest.mark.parametrize("seed", range(5))
def test_sources_take_turns_until_they_run_out(seed: int, workspace: Workspace) -> None:
    assert decks(draw(workspace, RoundScope(size=8), seed)) == {
        "gros": 2,
        "moyen": 2,
        "petit": 2,
        "divers": 2,
    }
    assert decks(draw(workspace, RoundScope(size=16), seed)) == {
        "gros": 6,
        "moyen": 6,
        "petit": 2,
        "divers": 2,
    }


def test_tags_take_turns_within_a_source(workspace: Workspace) -> None:
    drawn = draw(workspace, RoundScope(decks=("gros",), size=6), 1)
    rare = [key for key in drawn if "rare" in workspace.index.card(key).tags]
    assert len(rare) == 3


def test_the_seed_alone_decides(workspace: Workspace) -> None:
    first, again, other = (draw(workspace, RoundScope(size=10), seed) for seed in (7, 7, 8))
    assert first == again != other
    card = workspace.index.card(next(key for key in draw(workspace, RoundScope(size=99), 1) if "pick" in key))
    form = card.question.form("main")
    assert {shown_options(form, card, seed) for seed in range(20)} == {(0, 1), (1, 0)}
    assert shown_options(form, card, 3) == shown_options(form, card, 3)


def test_a_card_is_asked_by_one_face(workspace: Workspace) -> None:
    drawn = draw(workspace, RoundScope(decks=("divers",), size=9), 1)
    assert sorted(key.partition("#")[0] for key in drawn) == ["divers/gaps", "divers/pick"]


def test_kinds_tags_and_keys_narrow_it(workspace: Workspace) -> None:
    assert len(draw(workspace, RoundScope(kinds=("choice",)), 1)) == 1
    assert len(draw(workspace, RoundScope(tag="trous"), 1)) == 1
    assert draw(workspace, RoundScope(keys=("petit/k1#main",)), 1) == ("petit/k1#main",)


def test_suspended_cards_are_left_out(desk: Desk, workspace: Workspace) -> None:
    body = {"on": True}
    workspace.history.append(NewEvent(EventKind.SUSPEND, "a", "", "petit/k1#main", None, body))
    workspace.catch_up()
    assert draw(workspace, RoundScope(decks=("petit",)), 1) == ("petit/k0#main",)


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        (RoundScope(decks=("rien",)), "no-deck"),
        (RoundScope(tag="rien"), "no-tag"),
        (RoundScope(kinds=("rien",)), "no-kind"),
        (RoundScope(decks=("petit",), tag="choix"), "nothing-to-draw"),
    ],
)
def test_what_cannot_be_drawn_is_told(scope: RoundScope, code: str, workspace: Workspace) -> None:
    with pytest.raises(QuizError, match=code):
        draw(workspace, scope, 1)
