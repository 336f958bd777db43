"""Reads one card: its kind, its common keys, its citations, and whether they prove its answer."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.library.citations import KEYS as CITING
from quizapp.library.citations import Cited, Sources, read_citations
from quizapp.library.evidence import with_sentences
from quizapp.library.fields import ACCENTS, ID, Fields, Report, read_fields, short, tell_id
from quizapp.library.grounding import missing_answers
from quizapp.library.images import ImageFinder, no_finder, read_image
from quizapp.library.model import Card, Deck
from quizapp.library.nodes import Node
from quizapp.library.shorthand import SHORTHANDS, Shape, read_shape, report_strays, tell_kind
from quizapp.messages import N_
from quizapp.questions.model import Question

if TYPE_CHECKING:
    from quizapp.library.decks import Defaults

COMMON_KEYS = (
    *("id", "tags", *CITING, "hint", "explain", "note", "inference", "accents", "shuffle"),
    *("aliases", "image", "alt", "review_by"),
)

_COMMON = frozenset(COMMON_KEYS)
CARD_KEYS = _COMMON.union(*(kind.keys for kind in SHORTHANDS.values()))
ONLY_CARD_KEYS = CARD_KEYS - {"source", "para", "mark"}
"""The keys that only a card has; the others stand in its quotes as well."""

ALIAS = re.compile(rf"(?:{ID.pattern}/)?{ID.pattern}")


class CardRead(NamedTuple):
    """A sound card beside what its author wrote: its fields with their places, and what it cites."""

    card: Card
    fields: Fields
    cited: Cited


def read_card(
    node: Node,
    deck: Deck,
    sources: Sources,
    defaults: Defaults,
    report: Report,
    find_image: ImageFinder = no_finder,
    *,
    spoilt: bool = False,
) -> CardRead | None:
    """The card in a node; None where an error was reported. Of one that YAML has `spoilt`, it is not asked
    what kind it is, nor whether the quote proves the answer: either may be what is lost."""
    before = report.errors()
    fields = read_fields(node, N_("the card"), CARD_KEYS, report)
    if fields is None:
        return None
    card_id = _id(fields)
    key = tell_kind(fields, spoilt=spoilt)
    if key is None:
        return None
    report_strays(fields, key, _COMMON)
    shape = read_shape(fields, key)
    cited = read_citations(fields, sources)
    if shape is not None and shape.kind == "evidence" and report.errors() == before:
        shape = shape._replace(fields=with_sentences(fields, shape.fields, cited))
    common = _common(fields, defaults) | {"image": read_image(fields, find_image)}
    if shape is not None and not spoilt:
        _report_grounding(fields, shape, cited, deck.lang)
    question = _question(shape, fields) if shape is not None and report.errors() == before else None
    if question is None or card_id is None:
        return None
    card = Card(deck.id, card_id, deck.lang, question, cited.passages, line=node.line, **common)
    return CardRead(card, fields, cited)


def _id(fields: Fields) -> str | None:
    if "id" not in fields:
        fields.report.add("C106", fields.node)
        return None
    card_id = fields.text("id")
    if card_id is None or not tell_id(card_id, fields.values["id"], fields.report):
        return None
    return card_id


def _common(fields: Fields, defaults: Defaults) -> dict[str, Any]:
    report = fields.report
    aliases = fields.texts("aliases")
    for alias in aliases:
        if not ALIAS.fullmatch(alias):
            report.add("C117", fields.values["aliases"], value=short(alias))
    accents = fields.one_of("accents", ACCENTS) if "accents" in fields else None
    tags = fields.texts("tags") if fields.given("tags") else ()
    return {
        "tags": tuple(dict.fromkeys((*defaults.tags, *tags))),
        "hint": fields.optional_text("hint"),
        "explain": fields.optional_text("explain"),
        "note": fields.optional_text("note"),
        "inference": fields.flag("inference", False),
        "strict_accents": defaults.strict_accents if accents is None else accents == "strict",
        "shuffle": fields.flag("shuffle", defaults.shuffle),
        "aliases": aliases,
        "review_by": fields.date("review_by"),
    }


def _report_grounding(fields: Fields, shape: Shape, cited: Cited, lang: str) -> None:
    report = fields.report
    inference = fields.given("inference") and fields.flag("inference", False)
    cites = "quote" in fields or "para" in fields or "evidence" in fields
    if not cites:
        if not inference:
            report.add("S201", fields.node)
        elif not fields.given("explain"):
            report.add("S203", fields.node)
    elif not inference and cited.readable and cited.texts:
        place = fields.values.get("quote") or fields.values.get("para") or fields.node
        for answer in missing_answers(shape.kind, shape.fields, cited.texts, lang):
            report.add("S202", place, answer=short(answer))


@functools.cache
def _validator(kind: str) -> Any:
    # Late, because a file that has not changed is never validated again (35 ms).
    from pydantic import TypeAdapter

    from quizapp.questions import KINDS

    return TypeAdapter(KINDS[kind]).validator


def _question(shape: Shape, fields: Fields) -> Question | None:
    from pydantic import ValidationError

    try:
        question: Question = _validator(shape.kind).validate_python(shape.fields)
    except ValidationError as error:
        for found in error.errors(include_url=False, include_context=False, include_input=False):
            name = str(found["loc"][0]) if found["loc"] else ""
            place = shape.places.get(name, fields.node)
            fields.report.add("C116", place, where=name or N_("the card"), detail=str(found["msg"]))
        return None
    return question
