"""Keys of the user's own work, are told, and are refused where they cannot be."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from quizapp import messages
from quizapp.errors import QuizError
from quizapp.settings import Remap, Settings
from quizapp.tui import keys as hints
from quizapp.tui.app import QuizApp
from quizapp.tui.keymap import bindings, checked_keymap
from quizapp.tui.keys import NAMES, in_words, keyed
from quizapp.workspace.errors import ERRORS
from quizapp.workspace.model import Scope
from tests.tui.conftest import until_painted
from tests.workspace.making import Desk, answer_all, short


def remap(id: str, keys: str, line: int = 1) -> Remap:
    return Remap(id, keys, "config.toml", line)


@pytest.mark.parametrize(
    ("id", "keys", "code", "other"),
    [
        ("study.burry", "b,f7", "setting-no-action-but", None),
        ("zzzzzz", "b,f7", "setting-no-action", None),
        ("study.bury", "f99", "setting-key-unknown", None),
        ("study.bury", "h", "setting-key-clash", "study.hint"),
        ("study.bury", "f8", "setting-key-clash", "study.suspend"),
        ("study.bury", "?", "setting-key-clash", "app.help"),
        ("study.bury", "ctrl+p", "setting-key-clash", "command_palette"),
        ("study.bury", "b", "setting-key-clash", "match.text-2"),
        ("home.more-new", "x", "setting-key-clash", "home.exam"),
    ],
)
def test_keys_that_cannot_be_are_refused(id: str, keys: str, code: str, other: str | None) -> None:
    with pytest.raises(QuizError) as caught:
        checked_keymap([remap("study.suspend", "f8"), remap(id, keys, 7)])
    error = caught.value
    assert (error.code, error.params["line"], error.params["key"]) == (code, "7", id)
    assert error.params.get("other") == other
    ERRORS[code].format_map(error.params)


@pytest.mark.parametrize(
    ("remaps", "keymap"),
    [
        ((remap("study.bury", "b,f7"),), {"study.bury": "b,f7"}),
        ((remap("study.bury", "ctrl+b,$"),), {"study.bury": "ctrl+b,dollar_sign"}),
        (
            (remap("study.bury", "f8"), remap("study.suspend", "f7")),
            {"study.bury": "f8", "study.suspend": "f7"},
        ),
    ],
)
def test_free_and_exchanged_keys_are_taken(remaps: tuple[Remap, ...], keymap: dict[str, str]) -> None:
    assert checked_keymap(remaps) == keymap


def test_giving_an_action_the_keys_that_it_has_is_no_clash() -> None:
    for bound in bindings():
        assert checked_keymap([remap(bound.id, bound.keys)]) == {bound.id: bound.keys}


async def test_a_key_of_ones_own_works_in_the_place_of_the_old_one(tmp_path) -> None:
    desk = Desk(tmp_path, settings=Settings(keys=(remap("study.bury", "f10"),), motion=False))
    desk.write("d", {"a": short(), "b": short()})
    workspace = desk.open()
    app = QuizApp(workspace, workspace.sitting(Scope()))
    assert app.animation_level == "none"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7")
        assert workspace.history.head() == 0
        assert "f10" in app.screen.active_bindings
        await pilot.press("f10")
        assert [event.kind for event in workspace.history.events()] == ["bury"]
    desk.close()


async def test_hints_name_the_keys_that_the_user_has_given(tmp_path) -> None:
    given = (remap("home.quiz", "y,f10"), remap("home.more-new", "{"), remap("study.image", "f12"))
    desk = Desk(tmp_path, settings=Settings(keys=given, motion=False))
    desk.write("d", {"a": short()})
    workspace = desk.open()
    answer_all(sitting := workspace.sitting(Scope()))
    sitting.close()
    app = QuizApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_painted(pilot, "y for")
        assert keyed("{home.more-new} {home.reload} {study.image} {n}", n=3) == "{ r f12 3"
    assert keyed("{home.quiz}") == "z"
    desk.close()


def test_every_hint_names_a_key_that_there_is() -> None:
    known = {bound.id: bound.keys.split(",") for bound in bindings()}
    room = Path(hints.__file__).parent
    named: set[str] = set()
    for path in room.rglob("*.py"):
        if path.name != "keys.py":
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    named |= set(re.findall(r"\{([a-z-]+\.[a-z0-9-]+)\}", node.value))
    assert named | {"browse.undo"} == NAMES.keys()
    for id, told in NAMES.items():
        each = {re.split(", | or ", told)[0].lower(), re.split(", | or ", told)[-1].lower()}
        usual = {"esc": "escape", "alt+↑": "alt+up", "alt+↓": "alt+down"}
        assert {usual.get(name, name) for name in each} <= set(known[id]), id


def test_keys_are_shown_in_the_words_of_the_language() -> None:
    assert [in_words(key) for key in ("space", "shift+tab", "^z", "+")] == ["space", "shift+tab", "^z", "+"]
    messages.use("fr")
    assert [in_words(key) for key in ("space", "shift+tab", "pgup", "+")] == ["espace", "maj+tab", "pg↑", "+"]
