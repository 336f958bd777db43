"""What an editor writes for an author who takes one of its proposals: prose between double quotes, each place
to fill in a stop of the tab key."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from quizapp.library.schema_words import TITLES
from quizapp.messages import _, gettext

Snippets: TypeAlias = list[dict[str, Any]]

_PROSE = '"$1"'
_TWO = ['"$1"', '"$2"']

_OF_SHAPES: dict[str, tuple[Any, ...]] = {
    "anyText": (_PROSE,),
    "optionalText": (_PROSE,),
    "anyTexts": (_PROSE,),
    "optionalTexts": ("[$1]",),
    "anId": ("$1",),
    "aliases": ("$1",),
    "truth": (True, False),
    "optionalFlag": (True, False),
    "accentRule": ("strict", "lenient"),
    "isoDate": ("${1:2025-05-04}",),
    "optionalDate": ("${1:2025-05-04}",),
    "decimal": ("$1",),
    "tolerance": ("${1:5%}",),
    "paragraph": ("$1",),
    "paragraphs": ("$1",),
    "imagePath": ("${1:../images/}",),
    "clozeText": ('"$1 {{c1::$2}}$3"',),
    "citation": (_PROSE, {"text": _PROSE, "mark": '"$2"'}),
    "citations": (_PROSE, {"text": _PROSE, "mark": '"$2"'}),
}

_OF_KEYS: dict[str, tuple[Any, ...]] = {
    "format": (1,),
    "deck": ({"id": "$1", "title": '"$2"', "lang": "${3|fr,en|}"},),
    "deck.lang": ("fr", "en"),
    "deck.version": ("${1:1.0.0}",),
    "deck.license": ("${1:CC-BY-4.0}",),
    "source.lang": ("fr", "en"),
    "sources": ({"$1": "$2"}, {"$1": {"title": '"$2"', "text": '"$3"'}}),
    "defaults": ({"source": "$1"},),
    "defaults.source": ("$1",),
    "card.source": ("$1",),
    "quote.source": ("$1",),
    "card.inference": (True,),
    "card.shuffle": (False,),
    "card.reverse": (True,),
    "card.all": (_TWO,),
    "card.number": (
        "$1",
        {"value": "$1", "tolerance": "${2:5%}", "unit": "$3"},
        {"between": "[$1, $2]", "unit": "$3"},
    ),
    "card.right": (_PROSE, _TWO),
    "card.wrong": ([{"text": _PROSE, "why": '"$2"'}, {"text": '"$3"', "why": '"$4"'}],),
    "card.is": (True, False, "vrai", "faux"),
    "card.order": (['"$1"', '"$2"', '"$3"'],),
    "card.match": ({'"$1"': '"$2"', '"$3"': '"$4"'},),
    "card.decoys": (["$1"],),
    "card.rubric": (_TWO,),
    "number.between": ("[$1, $2]",),
}

_QUESTION = {"id": "$1", "question": '"$2"'}
_WRONG = [{"text": '"$4"', "why": '"$5"'}, {"text": '"$6"', "why": '"$7"'}]

_CARDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("front", {"id": "$1", "front": '"$2"', "back": '"$3"', "quote": '"$4"'}),
    ("answer", {**_QUESTION, "answer": '"$3"', "quote": '"$4"'}),
    ("all", {**_QUESTION, "all": ['"$3"', '"$4"'], "quote": '"$5"'}),
    ("date", {**_QUESTION, "date": "${3:2025-05-04}", "quote": '"$4"'}),
    ("number", {**_QUESTION, "number": {"value": "$3", "unit": "$4"}, "quote": '"$5"'}),
    ("right", {**_QUESTION, "right": '"$3"', "wrong": _WRONG, "quote": '"$8"'}),
    ("right", {**_QUESTION, "right": ['"$3"', '"$8"'], "wrong": _WRONG, "quote": '"$9"'}),
    ("statement", {"id": "$1", "statement": '"$2"', "is": "${3:false}", "explain": '"$4"', "quote": '"$5"'}),
    ("cloze", {"id": "$1", "cloze": '"$2 {{c1::$3}}$4"', "quote": '"$5"'}),
    ("order", {**_QUESTION, "order": ['"$3"', '"$4"', '"$5"'], "inference": True, "quote": '"$6"'}),
    ("match", {**_QUESTION, "match": {'"$3"': '"$4"', '"$5"': '"$6"'}, "quote": '"$7"'}),
    ("evidence", {**_QUESTION, "evidence": '"$3"'}),
    ("essay", {"id": "$1", "essay": '"$2"', "rubric": ['"$3"', '"$4"'], "quote": '"$5"'}),
)


def of_key(name: str, shape: str) -> Snippets:
    """The proposals for a key's value, by the key's name or else by its shape."""
    bodies = _OF_KEYS.get(name) or _OF_SHAPES.get(shape, ())
    return [{"label": _label(body), "body": body} for body in bodies]


def of_cards() -> Snippets:
    """A whole card of each kind."""
    snippets = []
    for key, body in _CARDS:
        several = isinstance(body.get("right"), list)
        title = _("Several choices") if several else gettext(TITLES[key])
        snippets.append(
            {"label": title, "description": _("A card with “{key}”").format(key=key), "body": body}
        )
    return snippets


def of_decks() -> Snippets:
    """A deck to begin with."""
    card = {**_QUESTION, "answer": '"$8"', "quote": '"$9"'}
    body = {
        "format": 1,
        "deck": {"id": "$1", "title": '"$2"', "lang": "${3|fr,en|}"},
        "sources": {"$4": "$5"},
        "cards": [{**card, "id": "$6", "question": '"$7"'}],
    }
    return [{"label": _("A new deck"), "body": body}]


def _label(body: Any) -> str:
    """What a proposal looks like in a list, on one line and with dots for its stops."""
    if isinstance(body, dict):
        return "{" + ", ".join(f"{_label(key)}: {_label(value)}" for key, value in body.items()) + "}"
    if isinstance(body, list):
        return "[" + ", ".join(map(_label, body)) + "]"
    if isinstance(body, bool):
        return str(body).lower()
    named = re.sub(r"\$\{[0-9][:|]([^},|]*)[^}]*\}", r"\1", str(body))
    return re.sub(r"\$[0-9]", "…", named)
