"""The JSON Schema of a deck file, made of what the reader declares, for editors that speak YAML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from quizapp.library import arranging, essays
from quizapp.library.cards import COMMON_KEYS
from quizapp.library.citations import QUOTE_KEYS
from quizapp.library.decks import (
    DECK_KEYS,
    DECK_WANTED,
    DEFAULT_KEYS,
    FORMAT,
    HEAD_KEYS,
    HEAD_WANTED,
    SOURCE_KEYS,
    SOURCE_WANTED,
)
from quizapp.library.quantities import QUANTITY_KEYS
from quizapp.library.schema_shapes import Schema, cure, either, listed, ref, shapes, string, unlike
from quizapp.library.schema_snippets import of_cards, of_decks, of_key
from quizapp.library.schema_words import ABOUT, TITLES
from quizapp.library.shorthand import MAX_OPTIONS, OPTION_KEYS, OPTION_WANTED, SHORTHANDS
from quizapp.messages import _, gettext

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that every editor's YAML support reads."""

FILE_NAME = "deck.schema.json"
"""What the schema is called beside the decks whose first line names it."""

_HEAD = {key: key for key in HEAD_KEYS}
_DECK = dict.fromkeys(DECK_KEYS, "optionalText") | {"id": "anId", "title": "anyText"}
_SOURCE = dict.fromkeys(SOURCE_KEYS, "optionalText") | {"text": "anyText", "published": "optionalDate"}
_DEFAULTS = {"source": "anyText", "tags": "anyTexts", "accents": "accentRule", "shuffle": "optionalFlag"}
_COMMON = {
    "id": "anId",
    "tags": "optionalTexts",
    "source": "anyText",
    "quote": "citations",
    "para": "paragraphs",
    "mark": "anyTexts",
    "hint": "optionalText",
    "explain": "optionalText",
    "note": "optionalText",
    "inference": "optionalFlag",
    "accents": "accentRule",
    "shuffle": "optionalFlag",
    "aliases": "aliases",
    "image": "imagePath",
    "alt": "optionalText",
    "review_by": "optionalDate",
}
_KINDS = {
    "front": "anyText",
    "back": "anyTexts",
    "reverse": "optionalFlag",
    "question": "anyText",
    "answer": "anyTexts",
    "all": "items",
    "date": "isoDate",
    "number": "number",
    "right": "options",
    "wrong": "options",
    "statement": "anyText",
    "is": "truth",
    "cloze": "clozeText",
    "order": "order",
    "match": "match",
    "decoys": "decoys",
    "evidence": "citation",
    "essay": "anyText",
    "rubric": "rubric",
}
_QUANTITY = {"value": "decimal", "between": "between", "tolerance": "tolerance", "unit": "optionalText"}
_OPTION = {"text": "anyText", "why": "optionalText"}
_QUOTE = {"source": "anyText", "text": "anyText", "para": "paragraphs", "mark": "anyTexts"}


def deck_schema() -> Schema:
    """The schema of a deck file, its words in the language in use.

    What it cannot say is left to the reader: whatever depends on another value, on a source or on a file.
    """
    root = _mapping("", HEAD_KEYS, _HEAD, HEAD_WANTED)
    root["properties"]["cards"] = {"description": _about("cards"), **listed("card")}
    return {
        "$schema": DRAFT,
        "title": _("Deck of quizapp, format {format}").format(format=FORMAT),
        "description": _("Cards that quote the words of a text that prove their answers."),
        "defaultSnippets": of_decks(),
        **root,
        "definitions": {
            **shapes(),
            **_structures(),
            **_arrangements(),
            **{f"card.{key}": _property(f"card.{key}", shape) for key, shape in _KINDS.items()},
            "card": _card(),
        },
    }


def schema_text() -> str:
    """The schema as the text of a JSON file."""
    return json.dumps(deck_schema(), ensure_ascii=False, indent=2) + "\n"


def _property(name: str, shape: str) -> Schema:
    """A key's schema; its shape stands in `allOf`, because draft 7 ignores what stands beside a `$ref`, and
    editors would propose numbers and `null` for every text if its types stood here."""
    snippets = of_key(name, shape)
    proposals = {"defaultSnippets": snippets} if snippets else {}
    return {"description": _about(name), **proposals, "allOf": [ref(shape)]}


def _about(name: str) -> str:
    return gettext(ABOUT[name]).format(
        most=MAX_OPTIONS,
        least_ordered=arranging.ORDER_LEAST,
        most_ordered=arranging.ORDER_MOST,
        least_lines=arranging.MATCH_LEAST,
        most_lines=arranging.MATCH_MOST,
        most_texts=arranging.TEXTS_MOST,
        least_ideas=essays.LEAST,
        most_ideas=essays.MOST,
    )


def _mapping(
    where: str, keys: Iterable[str], shape_of: Mapping[str, str], wanted: Iterable[str] = (), **more: object
) -> Schema:
    """A mapping of the keys that the reader knows; those that begin with `x-` are free."""
    prefix = f"{where}." if where else ""
    return {
        "type": "object",
        "required": list(wanted),
        "properties": {key: _property(prefix + key, shape_of[key]) for key in keys},
        "patternProperties": {"^x-": True},
        "additionalProperties": False,
        **more,
    }


def _structures() -> dict[str, Schema]:
    """Whatever is a mapping, and the lists of them."""
    source = _mapping("source", SOURCE_KEYS, _SOURCE, SOURCE_WANTED)
    by_key = {"propertyNames": shapes()["anId"]["else"], "additionalProperties": ref("source")}
    quote = _mapping("quote", QUOTE_KEYS, _QUOTE)
    quote["anyOf"] = [{"required": ["text"]}, {"required": ["para"]}]
    return {
        "format": either("number", {"const": FORMAT}, string(rf"^\s*{FORMAT}\s*$", cure("F104"))),
        "deck": _mapping("deck", DECK_KEYS, _DECK, DECK_WANTED),
        "source": {"description": _about("source"), **either("object", source, ref("path"))},
        "sources": {"type": "object", **by_key},
        "defaults": either("null", None, _mapping("defaults", DEFAULT_KEYS, _DEFAULTS)),
        "citation": either("object", quote, ref("anyText")),
        "citations": either("array", listed("citation"), ref("citation")),
        "option": either("object", _mapping("option", OPTION_KEYS, _OPTION, OPTION_WANTED), ref("anyText")),
        "options": either("array", unlike("option", 1, MAX_OPTIONS - 1), ref("option")),
        "number": either("object", _quantity(), ref("decimal")),
        "between": listed("decimal", 2, 2),
    }


def _quantity() -> Schema:
    one = cure("C111")
    return _mapping("number", QUANTITY_KEYS, _QUANTITY) | {
        "if": {"required": ["between"]},
        "then": {"properties": {"value": False}, "errorMessage": one},
        "else": {"required": ["value"], "errorMessage": one},
    }


def _arrangements() -> dict[str, Schema]:
    """What has several parts, with their limits."""
    most_decoys = arranging.TEXTS_MOST - 1
    decoys = either("array", unlike("anyText", 1, most_decoys), ref("anyText"))
    return {
        "items": listed("anyTexts"),
        "order": unlike("anyText", arranging.ORDER_LEAST, arranging.ORDER_MOST),
        "match": {
            "type": "object",
            "minProperties": arranging.MATCH_LEAST,
            "maxProperties": arranging.MATCH_MOST,
            "propertyNames": shapes()["anyText"]["else"],
            "additionalProperties": ref("anyText"),
        },
        "decoys": either("null", None, decoys),
        "rubric": unlike("anyText", essays.LEAST, essays.MOST),
    }


def _card() -> Schema:
    """A card. Every key is known here; the rules of a kind hold where the key that tells it stands, so that
    an error is told of that kind alone, and at the key or value that has it."""
    card = _mapping("card", COMMON_KEYS, _COMMON, ("id",))
    card["properties"] |= dict.fromkeys(_KINDS, True)
    none = f"{cure('C101', example='answer')} ({', '.join(SHORTHANDS)})"
    some_kind = [{"required": [key], "errorMessage": none} for key in SHORTHANDS]
    # In `else` of a test for a mapping, so that a card that is not begun yet gets the proposals, too; keys in
    # `allOf`, because an editor takes a schema with neither a type nor that for one of a text.
    propose = {
        "defaultSnippets": of_cards(),
        "allOf": [{"properties": {key: ref(f"card.{key}") for key in _KINDS}}],
    }
    return {
        "description": _about("card"),
        **card,
        "allOf": [
            {"anyOf": some_kind},
            {"if": {"type": "object", "anyOf": some_kind}, "else": propose},
            *(_kind(key) for key in SHORTHANDS),
            _image(),
        ],
    }


def _kind(key: str) -> Schema:
    kind = SHORTHANDS[key]
    strays = "|".join(name for name in _KINDS if name not in kind.keys)
    rules: Schema = {
        "type": "object",
        "title": gettext(TITLES[key]),
        "required": list(kind.wanted),
        "properties": {name: ref(f"card.{name}") for name in kind.keys},
        # Apart, so that its message is not that of a missing key.
        "allOf": [{"patternProperties": {f"^(?:{strays})$": False}, "errorMessage": cure("C104", kind=key)}],
    }
    if key == "right":
        rules["allOf"] += [_fewer_wrong(count) for count in range(2, MAX_OPTIONS)]
    return {"if": {"type": "object", "required": [key]}, "then": rules}


def _fewer_wrong(right: int) -> Schema:
    """With so many right options or more, the wrong ones that there may be."""
    return {
        "if": {"properties": {"right": {"type": "array", "minItems": right}}},
        "then": {"patternProperties": {"^wrong$": {"maxItems": MAX_OPTIONS - right}}},
    }


def _image() -> Schema:
    """An image has a description, and no description stands without its image."""
    image, alt = _given("image"), _given("alt")
    no_alt = {"patternProperties": {"^alt$": False}}
    lacking = {"required": ["alt"], **no_alt, "errorMessage": cure("C203")}
    alone = {**no_alt, "errorMessage": cure("C204")}
    return {"if": image, "then": {"if": alt, "else": lacking}, "else": {"if": alt, "then": alone}}


def _given(key: str) -> Schema:
    return {"type": "object", "required": [key], "properties": {key: {"not": {"type": "null"}}}}
