"""Keys of the user's own: which actions can be given keys, and what stands in the way of a choice."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Sequence
from importlib import import_module
from string import punctuation
from typing import NamedTuple, NoReturn
from unicodedata import lookup

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, _character_to_key
from textual.screen import Screen

from quizapp.errors import QuizError
from quizapp.settings import Remap
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.asking import AskingScreen

ROOMS = ("quizapp.tui.screens", "quizapp.tui.questions", "quizapp.tui.widgets")
MODIFIERS = ("ctrl", "shift", "alt", "super", "hyper", "meta")
WHILE_HELPING = "app.help-"
"""The ids of keys that work only while the help is open, and may mean something else besides."""


class Bound(NamedTuple):
    """An action that a key does: its id, its keys with commas between, and what it does."""

    id: str
    keys: str
    description: str


def bindings() -> list[Bound]:
    """All that keys do in quizapp, by id."""
    found: dict[str, Bound] = {}
    for node in _nodes():
        for binding in _own(node):
            if binding.id is not None:
                found.setdefault(binding.id, Bound(binding.id, binding.key, binding.description))
    return sorted(found.values())


def checked_keymap(remaps: Sequence[Remap]) -> dict[str, str]:
    """The user's keys as Textual wants them.

    Raises QuizError, with the place in the file, for what no key does (`setting-no-action`, or with names
    that are like it `setting-no-action-but`), for a key that does not exist (`setting-key-unknown`) and for
    one that means something else at the same time (`setting-key-clash`).
    """
    known = {bound.id for bound in bindings()}
    keymap: dict[str, str] = {}
    for remap in remaps:
        if remap.id not in known:
            _refuse_action(remap, known)
        keys = [_named(key) for key in remap.keys.split(",")]
        for key in keys:
            if not _exists(key):
                _refuse("setting-key-unknown", remap, keys=key, nearest=_nearest(key))
        keymap[remap.id] = ",".join(keys)
    for remap in remaps:
        keys = keymap[remap.id].split(",")
        for place, is_view in _places():
            taken = {key: other for key in keys if (other := _other(remap.id, key, place, keymap))}
            # Among letters that a question takes for itself, one key that is free will do.
            if taken and (not is_view or len(taken) == len(keys)):
                key, other = next(iter(taken.items()))
                _refuse("setting-key-clash", remap, keys=key, other=other)
    return keymap


def refusals(remaps: Sequence[Remap]) -> list[QuizError]:
    """What keeps the app from starting with these keys: all names and keys that are unknown, else a clash."""
    found = [error for remap in remaps if (error := _refusal([remap]))]
    if not found and (clash := _refusal(remaps)):
        found = [clash]
    return found


def _refusal(remaps: Sequence[Remap]) -> QuizError | None:
    try:
        checked_keymap(remaps)
    except QuizError as error:
        return error
    return None


def _refuse_action(remap: Remap, known: set[str]) -> NoReturn:
    from difflib import get_close_matches

    near = get_close_matches(remap.id, sorted(known), 3)
    if near:
        _refuse("setting-no-action-but", remap, nearest=", ".join(f"“{id}”" for id in near))
    _refuse("setting-no-action", remap)


def _refuse(code: str, remap: Remap, **params: str) -> NoReturn:
    raise QuizError(code, exit_code=2, file=remap.file, line=str(remap.line), key=remap.id, **params)


def _other(id: str, key: str, place: Sequence[Binding], keymap: dict[str, str]) -> str | None:
    """What else a key would do in a place; what it does there along with `id` anyway is no clash."""
    ours = [binding for binding in place if binding.id == id]
    if not ours or any(key in binding.key.split(",") for binding in ours):
        return None
    for binding in place:
        if binding.id == id or (binding.id or "").startswith(WHILE_HELPING):
            continue
        if key in keymap.get(binding.id or "", binding.key).split(","):
            return binding.id or binding.action
    return None


def _places() -> Iterator[tuple[Sequence[Binding], bool]]:
    """Bindings that work at the same time: of a screen and the app, and (True) of a question's view too."""
    app = [*_merged(QuizApp), Binding(QuizApp.COMMAND_PALETTE_BINDING, "command_palette")]
    nodes = _nodes()
    views = [_own(node) for node in nodes if not issubclass(node, Screen | QuizApp)]
    for screen in nodes:
        if issubclass(screen, Screen):
            own = [*_merged(screen), *app]
            yield own, False
            if issubclass(screen, AskingScreen):
                yield from (([*own, *view], True) for view in views if view)


def _merged(node: type[DOMNode]) -> list[Binding]:
    """The bindings of a class and of ours that it inherits from; of the app, Textual's too."""
    classes = [each for each in node.__mro__ if _is_ours(each) or issubclass(node, QuizApp)]
    return [binding for each in classes for binding in _own(each)]


def _own(node: type) -> list[Binding]:
    listed = node.__dict__.get("BINDINGS", ())
    made = [each if isinstance(each, Binding) else Binding(*each) for each in listed]
    keys = ((binding, ",".join(_named(key.strip()) for key in binding.key.split(","))) for binding in made)
    return [Binding(key, each.action, each.description, id=each.id) for each, key in keys]


def _nodes() -> list[type[DOMNode]]:
    """Every class of ours that may have bindings."""
    found: dict[type[DOMNode], None] = {QuizApp: None}
    for room in ROOMS:
        package = import_module(room)
        for module in pkgutil.iter_modules(package.__path__, f"{room}."):
            for each in vars(import_module(module.name)).values():
                if isinstance(each, type) and issubclass(each, DOMNode) and _is_ours(each):
                    found[each] = None
    return list(found)


def _is_ours(node: type) -> bool:
    return node.__module__.startswith("quizapp.")


def _named(key: str) -> str:
    """A key as Textual calls it."""
    return _character_to_key(key) if len(key) == 1 else key


def _exists(key: str) -> bool:
    base = key
    for modifier in MODIFIERS:
        base = base.removeprefix(f"{modifier}+")
    if key in set(Keys) or base in set(Keys) or len(base) == 1 or base in map(_character_to_key, punctuation):
        return True
    try:
        return bool(lookup(base.replace("_", " ").upper()))
    except KeyError:
        return False


def _nearest(key: str) -> str:
    from difflib import get_close_matches

    return ", ".join(get_close_matches(key, [str(each.value) for each in Keys], 3, 0.4)) or "f2, ctrl+b, b"
