"""Cards as authors write them, and what is said of those that cannot be read."""

from __future__ import annotations

import pytest

from quizapp.library.model import Deck, Level
from quizapp.library.problems import WORDINGS, worded
from quizapp.questions import KINDS
from quizapp.questions.payload import to_json
from tests.library.market import CARD, HEAD, codes, read, read_cards

QUOTE = '    quote: "Les loyers n’ont pas baissé"\n    inference: true\n'

KIND_BODIES = {
    "flashcard": "    front: a\n    back: [b, c]\n    reverse: true\n",
    "short": "    question: q\n    answer: b\n",
    "list": "    question: q\n    all: [a, [b, c]]\n",
    "date": "    question: q\n    date: 2024-06-05\n",
    "number": "    question: q\n    number: {value: 12 000, tolerance: 5 %, unit: km}\n",
    "choice": "    question: q\n    right: a\n    wrong:\n      - {text: b, why: w}\n",
    "choices": "    question: q\n    right: [a, b]\n    wrong: [{text: c, why: w}]\n",
    "truefalse": "    statement: s\n    is: Faux\n",
    "order": "    question: q\n    order: [a, b, c]\n",
    "match": "    question: q\n    match: {a: b, c: d, e: b}\n    decoys: [f]\n",
    "evidence": "    question: q\n    evidence: Les loyers n’ont pas baissé\n",
    "essay": "    essay: q\n    rubric: [a, b]\n",
    "cloze": '    cloze: "a {{c2::b|B::h}} {{c1::c}}"\n',
}


QUOTES = dict.fromkeys(KIND_BODIES, QUOTE) | {"evidence": ""}


def card(body: str) -> Deck:
    return read_cards("  - id: a\n" + body)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_by_its_keys(kind: str) -> None:
    deck = card(KIND_BODIES[kind] + QUOTES[kind])
    assert codes(deck) == []
    assert deck.cards[0].question.kind == kind
    (found,) = deck.cards
    assert {key.split("#")[0] for key in found.keys()} == {"valbrune/a"}  # noqa: SIM118 - a card is no dict


def test_scalars_stay_the_authors_text() -> None:
    deck = card("    question: 12:30\n    answer: [no, 1_000, 010, 10.000]\n" + QUOTE)
    assert to_json(deck.cards[0].question)["answer"] == ["no", "1_000", "010", "10.000"]
    assert deck.cards[0].question.stem("main") == "12:30"


def test_common_keys_are_kept() -> None:
    deck = card(
        KIND_BODIES["short"] + QUOTE + "    tags: [t, u]\n    hint: h\n    explain: e\n    note: n\n"
        "    accents: strict\n    shuffle: faux\n    aliases: [old, other/old]\n    review_by: 2030-01\n"
        "    x-mine: {a: b}\n"
    )
    found = deck.cards[0]
    assert codes(deck) == []
    assert (found.tags, found.hint, found.explain, found.note) == (("t", "u"), "h", "e", "n")
    assert (found.strict_accents, found.shuffle, found.inference) == (True, False, True)
    assert (found.aliases, found.review_by) == (("old", "other/old"), "2030-01")


BAD = {
    "no kind": ("    question: q\n", "C101", 1),
    "two kinds": ("    question: q\n    answer: a\n    date: 2024\n", "C102", 4),
    "essay without rubric": ("    essay: q\n", "F102", 1),
    "rubric of one text": ("    essay: q\n    rubric: a\n", "F107", 3),
    "rubric of one idea": ("    essay: q\n    rubric: [a]\n", "C127", 3),
    "rubric of nine ideas": ("    essay: q\n    rubric: [a, b, c, d, e, f, g, h, i]\n", "C127", 3),
    "one idea twice": ("    essay: q\n    rubric: [L’idée, l'idée]\n", "C120", 3),
    "unknown key": (KIND_BODIES["short"] + "    couleur: c\n", "F105", 4),
    "near key": (KIND_BODIES["short"] + "    explian: c\n", "F106", 4),
    "stray key": (KIND_BODIES["short"] + "    wrong: [b]\n", "C104", 4),
    "empty text": ('    question: ""\n    answer: a\n', "F108", 2),
    "empty list": ("    question: q\n    answer: []\n", "F108", 3),
    "missing question": ("    answer: a\n", "F102", 1),
    "list for a text": ("    question: [a, b]\n    answer: a\n", "F107", 2),
    "text made a key": ("    question: q\n    answer:\n      - Note : suite\n", "F111", 4),
    "bad date": ("    question: q\n    date: juin 2024\n", "F114", 3),
    "no such day": ("    question: q\n    date: 2024-02-30\n", "F114", 3),
    "number in words": ("    question: q\n    number: dix\n", "C107", 3),
    "number in two ways": ("    question: q\n    number: 10.000\n", "C108", 3),
    "bounds reversed": ("    question: q\n    number: {between: [2, 1]}\n", "C109", 3),
    "tolerance": ("    question: q\n    number: {value: 2, tolerance: peu}\n", "C110", 3),
    "no value": ("    question: q\n    number: {unit: km}\n", "C111", 3),
    "no wrong": ("    question: q\n    right: a\n    wrong: []\n", "C112", 4),
    "no right": ("    question: q\n    right: []\n    wrong: [b]\n", "F108", 3),
    "no paragraph": (KIND_BODIES["short"] + "    para: []\n", "F108", 4),
    "number in other digits": ("    question: q\n    number: ١٢ ٠٠٠\n", "C107", 3),
    "seven choices": ("    question: q\n    right: a\n    wrong: [b, c, d, e, f, g]\n", "C112", 4),
    "choice twice": ("    question: q\n    right: a\n    wrong: [b, B]\n", "C113", 4),
    "right and wrong": ("    question: q\n    right: a\n    wrong: [b, a]\n", "C118", 4),
    "truth": ("    statement: s\n    is: peut-être\n", "F110", 3),
    "no gap": ("    cloze: a\n", "C114", 2),
    "open gap": ('    cloze: "a {{c1::b"\n', "C131", 2),
    "nested gap": ('    cloze: "a {{c1::{{c2::b}}}}"\n', "C133", 2),
    "order of one text": ("    question: q\n    order: a\n", "F107", 3),
    "two to order": ("    question: q\n    order: [a, b]\n", "C119", 3),
    "nine to order": ("    question: q\n    order: [a, b, c, d, e, f, g, h, i]\n", "C119", 3),
    "item twice": ("    question: q\n    order: [a, b, A]\n", "C120", 3),
    "empty item": ('    question: q\n    order: [a, "", b]\n', "F108", 3),
    "order without question": ("    order: [a, b, c]\n", "F102", 1),
    "match of one text": ("    question: q\n    match: a\n", "F107", 3),
    "one pair": ("    question: q\n    match: {a: b}\n    decoys: [c]\n", "C121", 3),
    "one text to match": ("    question: q\n    match: {a: b, c: b}\n", "C122", 3),
    "nine texts to match": (
        "    question: q\n    match: {a: b, c: d, e: f, g: h}\n    decoys: [i, j, k, l, m]\n",
        "C122",
        3,
    ),
    "line twice": ("    question: q\n    match: {a: b, A: c}\n", "C120", 3),
    "texts alike": ("    question: q\n    match: {a: b, c: B}\n", "C120", 3),
    "decoy twice": ("    question: q\n    match: {a: b, c: d}\n    decoys: [e, e]\n", "C120", 4),
    "decoy of a line": ("    question: q\n    match: {a: b, c: d}\n    decoys: D\n", "C123", 4),
    "empty match": ('    question: q\n    match: {a: b, c: ""}\n', "F108", 3),
    "stray decoys": (KIND_BODIES["short"] + "    decoys: [b]\n", "C104", 4),
    "flag": (KIND_BODIES["short"] + "    shuffle: oui\n", "F110", 4),
    "alias": (KIND_BODIES["short"] + "    aliases: [A b]\n", "C117", 4),
    "review": (KIND_BODIES["short"] + "    review_by: demain\n", "F114", 4),
    "source": (KIND_BODIES["short"] + "    source: zz\n", "S102", 4),
}


def test_a_source_is_looked_up_even_where_no_quote_asks_for_it() -> None:
    own = '    quote: {source: mv, text: "Les loyers n’ont pas baissé"}\n    inference: true\n'
    for quote in ("", own):
        assert "S102" in codes(card(KIND_BODIES["short"] + quote + "    source: zz\n"))
        assert "F107" in codes(card(KIND_BODIES["short"] + quote + "    source: [mv]\n"))


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_card_is_left_out_and_told_where(fault: str) -> None:
    body, code, line = BAD[fault]
    deck = read_cards("  - id: a\n" + body + QUOTE + CARD)
    assert [found.id for found in deck.cards] == ["reouverture"]
    lines = len(HEAD.splitlines())
    assert (code, line) in [(one.code, one.line - lines) for one in deck.problems]
    assert all(one.card == "a" for one in deck.problems)


def test_an_id_is_wanted_once() -> None:
    text = CARD + CARD + "  - question: q\n    answer: a\n  - id: Été\n    question: q\n    answer: a\n"
    deck = read_cards(text)
    assert len(deck.cards) == 1
    assert [one.code for one in deck.problems if one.level is Level.ERROR] == ["C105", "C106", "F109"]
    assert dict(deck.problems[0].params) == {"id": "reouverture", "first": "6", "second": "10"}


ONE = (
    "Fermé en 2022, le marché a rouvert en juin 2024, après dix-huit mois de travaux financés par la région."
)
TWO = "La mairie annonce entre 10\u202f000 et 12\u202f000 visiteurs par semaine. Les loyers n’ont pas baissé."

PASSAGES = {
    "no-break spaces": (
        '    quote: "entre 10 000 et 12 000"\n',
        [(2, "entre 10\u202f000 et 12\u202f000", ["entre 10\u202f000 et 12\u202f000"])],
    ),
    "mark": (
        '    quote: {text: "rouvert en juin 2024", mark: juin 2024}\n',
        [(1, "rouvert en juin 2024", ["juin 2024"])],
    ),
    "mark beside": (
        '    quote: "rouvert en juin 2024"\n    mark: [juin, rouvert]\n',
        [(1, "rouvert en juin 2024", ["rouvert", "juin"])],
    ),
    "marks that overlap": (
        "    quote: rouvert en juin\n    mark: [rouvert en, en juin]\n",
        [(1, "rouvert en juin", ["rouvert en juin"])],
    ),
    "whole paragraph": ("    para: 2\n", [(2, TWO, [])]),
    "marked paragraph": ("    para: 2\n    mark: mairie\n", [(2, TWO, ["mairie"])]),
    "two paragraphs": ("    para: [2, 1]\n", [(2, TWO, []), (1, ONE, [])]),
    "two quotes": (
        '    quote: ["Les loyers", "la région"]\n',
        [(2, "Les loyers", ["Les loyers"]), (1, "la région", ["la région"])],
    ),
    "one paragraph twice": ("    para: [2, 1, 2]\n", [(2, TWO, []), (1, ONE, [])]),
    "which of two": ("    quote: {text: en, para: 2}\n", [(2, "en", ["en"])]),
}


@pytest.mark.parametrize("form", PASSAGES)
def test_citations_are_anchored_in_the_raw_text(form: str) -> None:
    body, expected = PASSAGES[form]
    deck = card(KIND_BODIES["flashcard"] + body)
    assert codes(deck) == []
    found = []
    for passage in deck.cards[0].passages:
        assert passage.source == "seeds/valbrune.md"
        text = (ONE, TWO)[passage.paragraph - 1]
        marks = [text[start:end] for start, end in passage.marks]
        found.append((passage.paragraph, text[slice(*passage.quote)], marks))
    assert found == expected


CITING = {
    "nowhere": ('    quote: "a rouvert en mai 2024"\n', "S104"),
    "in another paragraph": ('    quote: {text: "a rouvert en juin 2024", para: 2}\n', "S112"),
    "with capitals": ('    quote: "A Rouvert en juin 2024"\n', "S113"),
    "like nothing": ("    quote: zzzz\n", "S105"),
    "twice": ("    quote: en\n", "S106"),
    "twice in one": ("    quote: {text: en, para: 1}\n", "S111"),
    "no such paragraph": ("    para: 3\n", "S107"),
    "no number": ("    para: deux\n", "F115"),
    "mark outside": ('    quote: {text: "juin 2024", mark: mairie}\n', "S108"),
    "unknown key": ("    quote: {txt: a, text: juin 2024}\n", "F106"),
    "no text": ("    quote: {mark: a}\n", "F102"),
}


@pytest.mark.parametrize("fault", CITING)
def test_a_citation_that_does_not_hold_costs_the_card(fault: str) -> None:
    body, code = CITING[fault]
    deck = card(KIND_BODIES["flashcard"] + body)
    assert codes(deck) == [code]
    assert deck.cards == ()


GROUNDING = {
    "answer stands": ("    question: q\n    answer: [xx, La Région]\n    quote: par la région\n", []),
    "answer is absent": ("    question: q\n    answer: commune\n    quote: par la région\n", ["S202"]),
    "part of a word": ("    question: q\n    answer: visite\n    quote: visiteurs par\n", ["S202"]),
    "number stands": (
        "    question: q\n    number: {between: [10000, 12000]}\n    quote: 10 000 et 12 000 visiteurs\n",
        [],
    ),
    "number in words": ("    question: q\n    number: 18\n    quote: dix-huit mois\n", []),
    "number is absent": ("    question: q\n    number: 11000\n    quote: 10 000 et 12 000\n", ["S202"]),
    "date stands": ("    question: q\n    date: 2024-06\n    quote: en juin 2024\n", []),
    "date is absent": ("    question: q\n    date: 2024-07\n    quote: en juin 2024\n", ["S202"]),
    "one item is absent": (
        "    question: q\n    all: [région, mairie]\n    quote: par la région\n",
        ["S202"],
    ),
    "items in two quotes": (
        "    question: q\n    all: [région, mairie]\n    quote: [par la région, La mairie]\n",
        [],
    ),
    "items stand": ("    question: q\n    order: [rouvert, dix-huit mois, la région]\n    para: 1\n", []),
    "item is absent": ("    question: q\n    order: [rouvert, mois, commune]\n    para: 1\n", ["S202"]),
    "gap is absent": ('    cloze: "a {{c1::région}} {{c2::b}}"\n    quote: par la région\n', ["S202"]),
    "inference": (
        "    question: q\n    answer: commune\n    quote: par la région\n    inference: true\n",
        [],
    ),
    "paragraph": ("    question: q\n    answer: loyers\n    para: 2\n", []),
    "no passage": ("    question: q\n    answer: a\n", ["S201"]),
    "explained inference": ("    question: q\n    answer: a\n    inference: true\n    explain: e\n", []),
    "bare inference": ("    question: q\n    answer: a\n    inference: true\n", ["S203"]),
    "choice is not typed": (KIND_BODIES["choice"] + "    quote: par la région\n", []),
    "no why": ("    question: q\n    right: a\n    wrong: [b]\n    quote: par la région\n", ["C201"]),
    "image": (
        KIND_BODIES["flashcard"] + "    image: a.png\n    alt: b\n    quote: par la région\n",
        ["C209"],
    ),
}


@pytest.mark.parametrize("case", GROUNDING)
def test_warnings_keep_the_card(case: str) -> None:
    body, expected = GROUNDING[case]
    deck = card(body)
    assert codes(deck) == expected
    assert len(deck.cards) == 1


@pytest.mark.parametrize(("lacking", "cure"), [("format: 1\n", "format: 1"), ("id: valbrune, ", "id:")])
def test_the_cure_of_a_missing_key_says_all_that_is_to_be_written(lacking: str, cure: str) -> None:
    (problem,) = read(HEAD.replace(lacking, "") + CARD).problems
    assert worded(problem)[1] == f"Add “{cure}”."


@pytest.mark.parametrize(
    ("written", "ways"), [("10.000", "10000 or 10."), ("3,200", "3200 or 3.2."), ("1.125", "1125 or 1.1250.")]
)
def test_a_number_that_can_be_read_in_two_ways_is_told_both(written: str, ways: str) -> None:
    (problem,) = read_cards(f"  - id: a\n    question: q\n    number: {written}\n    para: 1\n").problems
    assert (problem.code, worded(problem)[1]) == ("C108", f"Write {ways}")


def test_a_deck_without_its_format_id_or_title_is_none() -> None:
    for head, code in [
        (HEAD.replace("format: 1", "format: 2"), "F103"),
        (HEAD.replace("format: 1", "format: un"), "F104"),
        (HEAD.replace("format: 1\n", ""), "F102"),
        (HEAD.replace("id: valbrune, ", ""), "F102"),
        (HEAD.replace("id: valbrune", "id: Valbrune"), "F109"),
        (HEAD.replace("deck: {", "deck: [").replace("lang: fr}", "lang: fr]"), "F116"),
    ]:
        deck = read(head + CARD)
        assert not isinstance(deck, Deck)
        assert code in codes(deck)
    assert codes(read(HEAD.replace("format: 1", "format: 2") + "    broken: : :\n" + CARD))[-1] != ""


def test_an_unread_source_costs_the_passages_but_is_told_once() -> None:
    deck = read(HEAD.replace("valbrune.md", "absent.md") + CARD)
    assert isinstance(deck, Deck)
    assert codes(deck) == ["Y105"]


def test_an_inline_source_is_cited_like_a_file() -> None:
    head = HEAD.replace(
        "{mv: ../seeds/valbrune.md}", '{mv: {title: Note, author: nous, text: "Trente étals."}}'
    )
    deck = read(head + "  - id: a\n    front: a\n    back: b\n    quote: Trente\n")
    assert isinstance(deck, Deck)
    assert codes(deck) == []
    assert deck.sources[0].ref == "valbrune/mv"
    assert deck.cards[0].passages[0].source == "valbrune/mv"


def test_every_wording_can_be_filled() -> None:
    import string

    for code, wording in WORDINGS.items():
        for text in (wording.message, wording.cure):
            names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
            assert all(name.isidentifier() for name in names), code


def test_problems_are_worded_with_what_was_found() -> None:
    deck = card(KIND_BODIES["short"] + "    explian: c\n")
    assert worded(deck.problems[-1])[0] == "The key “explian” is unknown in the card; did you mean “explain”?"
