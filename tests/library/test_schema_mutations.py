"""Schema and reader agree about decks and texts that nobody has thought of."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.library.cards import COMMON_KEYS
from quizapp.library.schema import deck_schema
from quizapp.library.shorthand import SHORTHANDS
from quizapp.questions.gaps import ClozeError, parse_cloze
from tests.library.as_editors_see import errors, refused_at, value, written
from tests.library.market import HEAD
from tests.library.test_cards import KIND_BODIES, QUOTES
from tests.library.test_schema import PARTLY, UNSAID, deck

TEXTS = st.sampled_from(
    [
        *(
            "",
            " ",
            "a",
            "b c",
            "A",
            "mv",
            "zz",
            "vrai",
            "FAUX",
            "true",
            "strict",
            "2024",
            "2024-06",
            "2024-6",
        ),
        *("12 000", "10.000", "-3,5", "5%", "-5%", "0", "007", "a {{c1::b}}", "{{c1::b|}}", "x.png", "x.svg"),
        *("../a/x.JPG", "/x.png", ".png", "old/a", "a/b/c", "a\n", "Les loyers n’ont pas baissé", "x-a"),
    ]
)
PLAIN = st.one_of(TEXTS, st.sampled_from((0, 1, 2, 7, 2024, -1, 10**6, 0.5, 10.5, True, False)))
KEYS = st.sampled_from(
    (*COMMON_KEYS, *(key for kind in SHORTHANDS.values() for key in kind.keys), "text", "why")
)
KEYS = st.one_of(
    KEYS, st.sampled_from(("value", "between", "tolerance", "unit", "title", "lang", "x-a", "zut", "a"))
)
VALUES = st.one_of(
    PLAIN,
    st.none(),
    st.lists(PLAIN, max_size=9),
    st.dictionaries(KEYS, PLAIN, max_size=3),
    st.lists(st.dictionaries(KEYS, PLAIN, max_size=3), max_size=3),
)
RICH = {
    "tags": ["t"], "hint": "h", "accents": "strict", "shuffle": False, "aliases": ["old"], "image": "i.png",
    "alt": "x", "review_by": "2030-01", "mark": "loyers", "source": "mv", "para": 2,
}  # fmt: skip


def _containers(thing, found):
    if isinstance(thing, dict | list):
        found.append(thing)
        for inner in thing.values() if isinstance(thing, dict) else thing:
            _containers(inner, found)
    return found


@st.composite
def mutated_decks(draw):
    kind = draw(st.sampled_from(sorted(KIND_BODIES)))
    whole_deck = value(deck(KIND_BODIES[kind] + QUOTES[kind]))
    whole_deck["sources"]["n"] = {"title": "t", "text": "Un. Deux."}
    card = whole_deck["cards"][0]
    for key in sorted(draw(st.sets(st.sampled_from(sorted(RICH)), max_size=4))):
        card[key] = deepcopy(RICH[key])
    for _ in range(draw(st.integers(1, 2))):
        places = _containers(whole_deck, []) + _containers(card, []) * 2
        place = places[draw(st.integers(0, len(places) - 1))]
        if isinstance(place, list):
            change = draw(st.sampled_from(("put", "add", "drop")))
            index = draw(st.integers(0, max(0, len(place) - 1)))
            if change == "add" or not place:
                place.append(draw(VALUES.filter(lambda found: found is not None)))
            elif change == "drop":
                del place[index]
            else:
                place[index] = draw(VALUES.filter(lambda found: found is not None))
        else:
            change = draw(st.sampled_from(("put", "add", "drop", "rename")))
            key = draw(st.sampled_from(sorted(place))) if place else "a"
            if change == "add" or not place:
                place[draw(KEYS)] = draw(VALUES)
            elif change == "drop":
                del place[key]
            elif change == "rename":
                place[draw(KEYS)] = place.pop(key)
            else:
                place[key] = draw(VALUES)
    return written(whole_deck)


SWEPT: list[Any] = [
    *("", "a", "A b", "2024-06", "10.000", "5%", "{{c1::b}}", "x.png", "vrai", "strict", "mv"),
    *(
        0,
        3,
        -1,
        0.5,
        True,
        None,
        [],
        ["a", "a"],
        ["a", "", 2],
        [[]],
        {},
        {"text": "a"},
        {"a": "b", "c": "d"},
    ),
]


def _places(thing, path=()):
    """The paths of all values below a value."""
    for key, inner in thing.items() if isinstance(thing, dict) else enumerate(thing):
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from _places(inner, (*path, key))


@pytest.mark.parametrize("kind", KIND_BODIES)
def test_schema_and_reader_agree_about_every_value_in_every_place(kind):
    sound = value(deck(KIND_BODIES[kind] + QUOTES[kind]))
    if kind == "short":
        sound["cards"][0] |= deepcopy(RICH) | {"quote": [{"text": "Les loyers n’ont pas baissé", "para": 2}]}
        sound["sources"]["n"] = {"title": "t", "published": 2024, "text": "Un. Deux."}
        sound["defaults"] |= {"tags": ["t"], "accents": "strict", "shuffle": False}
    places = [path for path in _places(sound) if kind == "short" or path[:2] == ("cards", 0)]
    for path in places:
        for other in SWEPT:
            mutated = deepcopy(sound)
            holder = mutated
            for step in path[:-1]:
                holder = holder[step]
            # Within a list nothing would be no item at all.
            holder[path[-1]] = "" if other is None and isinstance(holder, list) else other
            _agree(written(mutated))


@given(mutated_decks())
def test_schema_and_reader_agree_about_mutated_decks(text):
    _agree(text)


def _agree(text):
    found = errors(text)
    said = {code for code in found if code[0] in "FC" and code not in UNSAID and code not in PARTLY}
    refused = refused_at(text)
    if said:
        assert refused, (said, text)
    if refused:
        assert found, (refused, text)


@given(
    st.lists(
        st.sampled_from(("{{", "}}", "c1", "::", "|", "\\", "{", "}", ":", " ", "b", "é", "\n", "0")),
        max_size=14,
    )
)
def test_the_pattern_of_a_cloze_is_what_the_parser_reads(pieces):
    for text in ("".join(pieces), "{{c1::" + "".join(pieces) + "}}"):
        try:
            parse_cloze(text)
        except ClozeError:
            sound = False
        else:
            sound = bool(text.strip())
        pattern = deck_schema()["definitions"]["clozeText"]["pattern"]
        assert bool(re.search(pattern, text)) is sound


FIELDS = {
    "number": "question: q, number: {}",
    "date": "question: q, date: {}",
    "tolerance": "question: q, number: {{value: 1, tolerance: {}}}",
    "alias": "front: a, back: b, aliases: {}",
    "para": "front: a, back: b, para: {}",
    "image": "front: a, back: b, alt: c, image: {}",
    "is": "statement: s, is: {}",
}


@pytest.mark.parametrize("field", FIELDS)
@given(
    data=st.lists(
        st.sampled_from(
            (*"0123459", "10", "000", "2024", *"-−.,/ %:", " ", "\\\\", "a", "A", ".png", "vrai", "-06")
        ),
        max_size=6,
    )
)
def test_the_patterns_of_texts_are_what_the_reader_takes(field, data):
    text = (
        HEAD + f"  - {{id: a, inference: true, {FIELDS[field].format(chr(34) + ''.join(data) + chr(34))}}}\n"
    )
    found = {code for code in errors(text) if code[0] in "FC" and code not in PARTLY}
    refused = refused_at(text)
    assert not (found and not refused), (found, text)
    assert not (refused and not errors(text)), (refused, text)
