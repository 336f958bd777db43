"""Editors and the reader accept and refuse the same decks, but for what a schema cannot say."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.library.model import Level
from quizapp.library.problems import WORDINGS
from tests.docs.guide import FRAME, GUIDE, examples, whole
from tests.library.as_editors_see import errors, refused_at
from tests.library.market import CARD, HEAD
from tests.library.test_cards import BAD, KIND_BODIES, QUOTES

DECKS = Path(__file__).resolve().parent.parent.parent / "decks"
QUOTE = '    quote: "Les loyers n’ont pas baissé"\n    inference: true\n'
SHORT = KIND_BODIES["short"] + QUOTE


def deck(body: str) -> str:
    return HEAD + "  - id: a\n" + body


# -- what both refuse -----------------------------------------------------------------------------------


def _of_card(code: str, body: str, *places: str) -> tuple[str, str, set[str]]:
    return code, deck(body + QUOTE), {"/".join(("cards/0", *place.split())) for place in places or ("",)}


def _of_file(code: str, text: str, *places: str) -> tuple[str, str, set[str]]:
    return code, text, set(places or ("",))


_SOUND = HEAD + CARD
Q = "    question: q\n"

REFUSED = [
    _of_file("F101", "- a\n"),
    _of_file("F102", "format: 1\ncards: [{id: a, front: b, back: c}]\n"),
    _of_file("F102", _SOUND.replace("title:", "author:"), "deck"),
    _of_file("F103", _SOUND.replace("format: 1", "format: 2"), "format"),
    _of_file("F104", _SOUND.replace("format: 1", "format: one"), "format"),
    _of_file("F105", _SOUND + "couleur: c\n"),
    _of_file("F106", _SOUND.replace("lang:", "langue:"), "deck"),
    _of_file("F107", _SOUND.replace("{mv: ../seeds/valbrune.md}", "[mv]"), "sources"),
    _of_file("F107", _SOUND.replace("../seeds/valbrune.md", "[a.md]"), "sources/mv"),
    _of_file("F108", _SOUND.replace('"Le marché"', '" "'), "deck/title"),
    _of_file("F109", _SOUND.replace("id: valbrune", "id: Val brune"), "deck/id"),
    _of_file("F109", _SOUND.replace("id: reouverture", 'id: "a\\n"'), "cards/0/id"),
    _of_file("F109", _SOUND.replace("mv:", "Mv:"), "sources"),
    _of_file("F110", _SOUND.replace("{source: mv}", "{source: mv, accents: oui}"), "defaults/accents"),
    _of_file("F108", _SOUND.replace("{source: mv}", "{source: mv, tags: }"), "defaults/tags"),
    _of_file("F113", HEAD.replace("cards:", "cards: []"), "cards"),
    _of_file("F113", HEAD, "cards"),
    _of_file("F116", HEAD + "  - a\n", "cards/0"),
    _of_file("F116", _SOUND.replace("{source: mv}", "mv"), "defaults"),
    _of_file("C106", _SOUND.replace("id: reouverture", "note: n"), "cards/0"),
    _of_file("S110", _SOUND.replace("../seeds", "/seeds"), "sources/mv"),
    _of_card("F102", "    answer: b\n"),
    _of_card("F102", f"{Q}    right: a\n    wrong: [{{why: b}}]\n", "wrong 0"),
    _of_card("F102", KIND_BODIES["short"].replace("answer: b", "answer: b\n    quote: {mark: b}"), "quote"),
    _of_card("F107", "    question: [a, b]\n    answer: a\n", "question"),
    _of_card("F107", f"{Q}    order: a\n", "order"),
    _of_card("F108", '    question: ""\n    answer: []\n', "question", "answer"),
    _of_card("F108", KIND_BODIES["short"] + "    mark:\n", "mark"),
    _of_card("F108", f'{Q}    match: {{a: b, "": c}}\n', "match"),
    _of_card("F110", "    statement: s\n    is: oui\n", "is"),
    _of_card("F111", f"{Q}    answer:\n      - Note : suite\n", "answer 0"),
    _of_card("F114", f"{Q}    date: juin 2024\n", "date"),
    _of_card("F114", f"{Q}    date: 20240\n", "date"),
    _of_card("F115", KIND_BODIES["short"] + "    para: deux\n", "para"),
    _of_card("F115", KIND_BODIES["short"] + "    para: [1, 0]\n", "para 1"),
    _of_card("C101", Q),
    _of_card("C102", f"{Q}    answer: a\n    date: 2024\n"),
    _of_card("C104", KIND_BODIES["short"] + "    wrong: [b]\n"),
    _of_card("C107", f"{Q}    number: dix\n", "number"),
    _of_card("C107", f"{Q}    number: {{value: true}}\n", "number value"),
    _of_card("C138", f"{Q}    number: 12 km\n", "number"),
    _of_card("C108", f'{Q}    number: "10.000"\n', "number"),
    _of_card("C109", f"{Q}    number: {{between: [1]}}\n", "number between"),
    _of_card("C110", f"{Q}    number: {{value: 1, tolerance: peu}}\n", "number tolerance"),
    _of_card("C110", f"{Q}    number: {{value: 1, tolerance: -5}}\n", "number tolerance"),
    _of_card("C111", f"{Q}    number: {{unit: km}}\n", "number"),
    _of_card("C111", f"{Q}    number: {{value: 1, between: [1, 2]}}\n", "number"),
    _of_card("C112", f"{Q}    right: a\n    wrong: []\n", "wrong"),
    _of_card("C112", f"{Q}    right: [a, b, c]\n    wrong: [d, e, f, g]\n", "wrong"),
    _of_card("C113", f"{Q}    right: a\n    wrong: [b, b]\n", "wrong"),
    _of_card("C114", "    cloze: a\n", "cloze"),
    _of_card("C117", KIND_BODIES["short"] + "    aliases: [b, B c]\n", "aliases 1"),
    _of_card("C119", f"{Q}    order: [a, b]\n", "order"),
    _of_card("C120", f"{Q}    order: [a, b, a]\n", "order"),
    _of_card("C121", f"{Q}    match: {{a: b}}\n    decoys: c\n", "match"),
    _of_card("C122", f"{Q}    match: {{a: b, c: d}}\n    decoys: [e, f, g, h, i, j, k, l]\n", "decoys"),
    _of_card("C127", "    essay: q\n    rubric: [a]\n", "rubric"),
    _of_card("C131", '    cloze: "a {{c1::b"\n', "cloze"),
    _of_card("C132", '    cloze: "a }} {{c1::b}}"\n', "cloze"),
    _of_card("C133", '    cloze: "{{c1::{{c2::b}}}}"\n', "cloze"),
    _of_card("C134", '    cloze: "{{b}}"\n', "cloze"),
    _of_card("C134", '    cloze: "{{c0::b}}"\n', "cloze"),
    _of_card("C135", '    cloze: "{{c1}}"\n', "cloze"),
    _of_card("C136", '    cloze: "{{c1::b|}}"\n', "cloze"),
    _of_card("C137", '    cloze: "{{c1::b::c::d}}"\n', "cloze"),
    _of_card("C203", KIND_BODIES["short"] + "    image: a.png\n"),
    _of_card("C203", KIND_BODIES["short"] + "    image: a.png\n    alt:\n"),
    _of_card("C204", KIND_BODIES["short"] + "    alt: a\n"),
    _of_card("C205", KIND_BODIES["short"] + "    image: https://a/b.png\n    alt: a\n", "image"),
    _of_card("C206", KIND_BODIES["short"] + "    image: a.bmp\n    alt: a\n", "image"),
    _of_card("C207", KIND_BODIES["short"] + "    image: a.svg\n    alt: a\n", "image"),
]


@pytest.mark.parametrize(("code", "text", "places"), REFUSED, ids=[one[0] for one in REFUSED])
def test_schema_and_reader_refuse_it_the_schema_at_the_fault_alone(code, text, places):
    assert code in errors(text)
    assert refused_at(text) == {place.rstrip("/") for place in places}


# -- what a schema cannot say ---------------------------------------------------------------------------

UNSAID = {
    "C105": ("compares cards", deck(SHORT) + "  - id: a\n" + SHORT),
    "C118": ("compares the values of two keys", deck(f"{Q}    right: a\n    wrong: [a]\n{QUOTE}")),
    "C123": (
        "compares the values of two keys",
        deck(f"{Q}    match: {{a: b, c: d}}\n    decoys: d\n{QUOTE}"),
    ),
    "C124": (
        "depends on the source",
        deck(f"{Q}    evidence: annonce entre 10 000 et 12 000 visiteurs par semaine. Les loyers\n"),
    ),
    "C125": ("depends on the source", deck(f"{Q}    evidence: le marché a rouvert\n")),
    "C126": ("depends on the source", deck(f"{Q}    evidence: a\n").replace("valbrune.md", "zut.md")),
}
"""Each with a reason and an example that the schema accepts."""

PARTLY = {
    "F114": ("the calendar", deck(f"{Q}    date: 2024-02-30\n{QUOTE}")),
    "C109": ("which number is the smaller", deck(f"{Q}    number: {{between: [2, 1]}}\n{QUOTE}")),
    "C113": (
        "texts that differ by case or typography only",
        deck(f"{Q}    right: a\n    wrong: [b, B]\n{QUOTE}"),
    ),
    "C120": ("texts that differ by case or typography only", deck(f"{Q}    order: [a, b, A]\n{QUOTE}")),
    "C122": ("the sum of two keys’ texts", deck(f"{Q}    match: {{a: b, c: b}}\n{QUOTE}")),
    "F108": ("a quote of punctuation alone", deck(f"{Q}    answer: a\n    quote: '­'\n")),
    "S110": ("a path that names the library itself", _SOUND.replace("../seeds/valbrune.md", "..")),
}
"""What is left unsaid of the codes that are refused otherwise."""

NEVER = {
    "F112": "compares files",
    "C115": "stands for a gap’s fault that has no code of its own; every one has",
    "C116": "stands for a shape that the reader would let pass; none is known",
    "C211": "depends on the image’s file",
}
"""Codes that no reading of one deck’s text gives."""


def test_every_error_of_a_deck_is_refused_by_both_or_listed():
    told = {code for code, word in WORDINGS.items() if word.level is Level.ERROR and code[0] in "FC"}
    assert told == {code for code, *_ in REFUSED if code[0] in "FC"} | UNSAID.keys() | NEVER.keys()
    assert not {code for code, *_ in REFUSED} & UNSAID.keys()


@pytest.mark.parametrize("code", [*UNSAID, *PARTLY])
def test_what_is_listed_as_unsaid_is_so(code):
    reason, text = (UNSAID | PARTLY)[code]
    assert reason
    assert code in errors(text)
    assert refused_at(text) == set()


SPELLINGS = {
    "a number in two ways, unquoted": (f"{Q}    number: 10.000\n", False),
    "a number with an exponent": (f"{Q}    number: 1e3\n", False),
    "a number without digits before the point": (f"{Q}    number: .5\n", False),
    "a number with a plus": (f"{Q}    number: +5\n", False),
    "a number in base 16": (f"{Q}    number: 0x1F\n", False),
    "no number at all": (f"{Q}    number: .nan\n", False),
    "a year with a plus": (f"{Q}    date: +2024\n", False),
    "a year of three digits": (f"{Q}    date: 800\n", False),
    "an id in capitals": ("    aliases: True\n" + KIND_BODIES["short"], False),
    "the word null": (f"{Q}    answer: null\n", True),
    "a tilde": (f"{Q}    answer: ~\n", True),
}
"""Unquoted scalars of which a validator sees the number or the nothing, and the reader the text; whether the
reader accepts them. In doubt the schema accepts, but a text that is nothing is most likely missing."""


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spellings_that_the_schema_cannot_tell(spelling):
    body, accepted = SPELLINGS[spelling]
    text = deck(body + QUOTE)
    assert (errors(text) == set()) is accepted
    assert (refused_at(text) == set()) is not accepted


# -- what both accept -----------------------------------------------------------------------------------

GUIDE_TEXT = GUIDE.read_text("utf-8")
GUIDE_EXAMPLES = examples(GUIDE_TEXT)
FRAME_TEXT = next(example.text for example in GUIDE_EXAMPLES if f"id: {FRAME}\n" in example.text)

ACCEPTED = {
    **{f"guide-{one.line}": whole(one, FRAME_TEXT) for one in GUIDE_EXAMPLES},
    **{path.stem: path.read_text("utf-8") for path in sorted(DECKS.glob("*.yaml"))},
    **{kind: deck(body + QUOTES[kind]) for kind, body in KIND_BODIES.items()},
    "numbers as texts": deck(
        f"    question: 2024\n    answer: [1874, 10.5, true, no, 1_000, 12:30]\n{QUOTE}"
    ),
    "an English statement": deck(f"    statement: s\n    is: false\n{QUOTE}"),
    "a statement in capitals": deck(f"    statement: s\n    is: VRAI\n{QUOTE}"),
    "a year": deck(f"{Q}    date: 2024\n{QUOTE}"),
    "a decimal": deck(f"{Q}    number: {{value: 10.5, tolerance: 5%}}\n{QUOTE}"),
    "a minus sign": deck(f"{Q}    number: −12 000,5\n{QUOTE}"),
    "nothing where it may be": deck(
        SHORT + "    hint:\n    tags: null\n    image: ~\n    alt:\n    shuffle:\n"
    ),
    "no decoys": deck(KIND_BODIES["match"].replace("[f]", "") + QUOTE),
    "free keys": deck(SHORT + "    x-page: [1, {a: b}]\n") + "x-all: 1\n",
    "a version": _SOUND.replace("lang: fr", "version: 1.0, license: null"),
    "no defaults": _SOUND.replace("{source: mv}", ""),
    "an inline source": _SOUND.replace("{mv: ", "{n: {text: 12, published: 2024, x-a: b}, mv: "),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_schema_and_reader_accept_it(name):
    if not (DECKS / f"{name}.yaml").exists() and not name.startswith("guide"):
        assert errors(ACCEPTED[name]) == set()
    assert refused_at(ACCEPTED[name]) == set()


@pytest.mark.parametrize("fault", BAD)
def test_schema_agrees_about_the_readers_own_bad_cards(fault):
    body, code, _ = BAD[fault]
    said = refused_at(deck(body + QUOTE)) != set()
    assert said or code in UNSAID or code in PARTLY or code[0] == "S" or fault in ("number in two ways",)
