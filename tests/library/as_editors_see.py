"""Deck files as an editor's validator sees them: scalars become values by the core schema of YAML 1.2."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from quizapp.library.decks import read_deck
from quizapp.library.images import Found, place
from quizapp.library.model import Level
from quizapp.library.nodes import Mapping, Node, Scalar, Sequence
from quizapp.library.recovery import read_tree
from quizapp.library.safe_open import below
from quizapp.library.schema import deck_schema
from quizapp.library.sources import SourceRead
from tests.library.market import load_sheet

_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}


def value(text: str) -> Any:
    """The value of a deck file's text."""
    return _seen(read_tree(text).root)


def _seen(node: Node | None) -> Any:
    if isinstance(node, Mapping):
        return {key.text: _seen(inner) for key, inner in node.pairs}
    if isinstance(node, Sequence):
        return [_seen(item) for item in node.items]
    return node.text if isinstance(node, Scalar) and not node.plain else _resolved(node.text if node else "")


def _resolved(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if infinite := _INFINITE.fullmatch(text):
        return float(infinite[1] + "inf")
    return float(text) if _FLOAT.fullmatch(text) else text


@cache
def validator() -> Draft7Validator:
    return Draft7Validator(deck_schema())


def refused_at(text: str) -> set[str]:
    """The places of a deck file's text that the schema refuses, as paths of keys and indices."""
    return {"/".join(map(str, error.absolute_path)) for error in validator().iter_errors(value(text))}


def errors(text: str) -> set[str]:
    """The codes of the reader's errors."""
    read = read_deck(text, path="decks/v.yaml", load_source=_load, find_image=_find).deck
    return {problem.code for problem in read.problems if problem.level is Level.ERROR}


def _load(path: str, lang: str) -> SourceRead:
    below("decks", path)
    return load_sheet(path, lang)


def _find(reference: str) -> Found:
    return Found(place("decks", reference))


def written(thing: Any) -> str:
    """A value as YAML on one line: every text between double quotes, nothing as nothing."""
    if isinstance(thing, dict):
        return "{" + ", ".join(f"{_quoted(key)}: {written(inner)}" for key, inner in thing.items()) + "}"
    if isinstance(thing, list):
        return "[" + ", ".join(map(written, thing)) + "]"
    if isinstance(thing, str):
        return _quoted(thing)
    return "" if thing is None else json.dumps(thing)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
