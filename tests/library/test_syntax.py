"""What broken YAML tells its author, and what it costs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.library import nodes
from quizapp.library.decoding import MARKED, MARKS
from quizapp.library.model import Deck, Level
from quizapp.library.problems import worded
from quizapp.text import visible
from tests.library.market import CARD, HEAD, codes, read, read_cards

AFTER = """\
  - id: after
    front: a
    back: b
    quote: "Les loyers"
"""

SLIPS = {
    "colon": ("    question: Associez : foo\n    answer: a\n", "Y202", 2, 24),
    "braces": ("    cloze: {{c1::x}} est\n", "Y203", 2, 12),
    "braces alone": ("    cloze: {{c1::x}}\n", "Y203", 2, 12),
    "comma in braces": ("    question: q\n    number: {value: 10,5}\n", "Y204", 3, 24),
    "no-break indentation": ("   \u00a0question: q\n    answer: a\n", "Y205", 2, 4),
    "no-break after the colon": ("    question:\u00a0q\n    answer: a\n", "Y205", 2, 14),
    "no-break after the dash": ("    answer:\n      -\u00a0a\n      - b\n    question: q\n", "Y205", 3, 8),
    "tab": ("\tquestion: q\n", "Y206", 2, 1),
    "unclosed": ('    question: "a\n    answer: b\n', "Y207", 2, 15),
    "unclosed before a quote": ('    question: "a\n    answer: "b"\n', "Y207", 2, 15),
    "quote in quotes": ('    question: "a "b" c"\n    answer: b\n', "Y208", 2, 15),
    "apostrophe in apostrophes": ("    question: 'l'été'\n    answer: b\n", "Y208", 2, 15),
    "star": ("    question: *a* b\n    answer: b\n", "Y209", 2, 15),
    "percent": ("    question: %a\n    answer: b\n", "Y209", 2, 15),
    "greater": ("    question: > 50 km\n    answer: b\n", "Y209", 2, 15),
    "escape": ('    question: "\\d"\n    answer: b\n', "Y210", 2, 16),
    "indentation": ("    question: a\n      answer: b\n", "Y211", 3, 7),
    "text after a list": ("    question: [a] b\n    answer: b\n", "Y214", 2, 19),
    "text after braces": ("    question: {a: b} c # d\n    answer: b\n", "Y214", 2, 22),
    "colon in a value between braces": ("    question: q\n    match: {a: b: c, d: e}\n", "Y212", 3, 12),
    "open list": ("    question: q\n    answer: [a, b\n", "Y212", 3, 13),
    "no colon": ("    question\n    answer: b\n", "Y213", 2, 5),
    "anchor": ("    question: &a q\n    answer: b\n", "Y301", 2, 15),
    "alias": ("    question: *a\n    answer: b\n", "Y302", 2, 15),
    "merge": ("    <<: {a: b}\n    question: q\n    answer: b\n", "Y303", 2, 5),
    "tag": ("    question: !!str q\n    answer: b\n", "Y304", 2, 15),
    "duplicate": ("    question: q\n    answer: b\n    answer: c\n", "Y306", 4, 5),
    "depth": ("    question: " + "[" * 20 + "]" * 20 + "\n", "Y307", 2, 28),
    "list as key": ("    ? [a]\n    : b\n", "Y309", 2, 7),
    "raw escape": ("    question: \u001bq\n    answer: b\n", "Y108", 2, 15),
    "raw override": ('    question: "a\u202eb"\n    answer: b\n', "Y108", 2, 17),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_where_it_stands_and_costs_its_card_only(slip: str) -> None:
    body, code, line, column = SLIPS[slip]
    deck = read_cards(CARD + "  - id: bad\n" + body + AFTER)
    assert [card.id for card in deck.cards] == ["reouverture", "after"]
    first = next(problem for problem in deck.problems if problem.code == code)
    lines = len((HEAD + CARD).splitlines())
    assert (first.line - lines, first.column) == (line, column)
    assert first.card == "bad"
    assert first.level is Level.ERROR
    message, cure = worded(first)
    assert message
    assert cure


def test_an_unquoted_colon_is_cured_with_the_line_to_write() -> None:
    deck = read_cards("  - id: bad\n    question: Associez : foo\n" + CARD)
    assert 'question: "Associez : foo"' in worded(deck.problems[0])[1]


def test_a_duplicate_key_names_both_lines() -> None:
    deck = read_cards("  - id: a\n    question: q\n    question: r\n    answer: s\n" + CARD)
    found = next(problem for problem in deck.problems if problem.code == "Y306")
    assert dict(found.params) == {"key": "question", "first": "7", "second": "8"}


def test_several_slips_are_all_told_in_order() -> None:
    bad = "  - id: one\n    question: A : b\n  - id: two\n    cloze: {{c1::x}} y\n"
    deck = read_cards(bad + CARD)
    assert [(problem.code, problem.card) for problem in deck.problems] == [("Y202", "one"), ("Y203", "two")]


def test_keys_after_the_cards_survive_a_broken_card() -> None:
    text = HEAD.replace("defaults: {source: mv}\n", "") + "  - id: bad\n    question: A : b\n" + CARD
    deck = read(text + "defaults: {source: mv, tags: [t]}\n")
    assert isinstance(deck, Deck)
    assert [card.tags for card in deck.cards] == [("t",)]


def test_a_second_document_is_refused_and_the_first_kept() -> None:
    deck = read(HEAD + CARD + "---\na: b\n")
    assert isinstance(deck, Deck)
    assert len(deck.cards) == 1
    assert codes(deck) == ["Y305"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("number: {value: 3,5}", ["Y204"]),
        ("number: {value: 2,400,000}", ["Y204", "Y204"]),
    ],
)
def test_of_a_spoilt_card_nothing_is_told_that_follows_from_it(line: str, found: list[str]) -> None:
    deck = read(HEAD + f'  - id: a\n    question: q\n    {line}\n    quote: "a rouvert en juin 2024"\n')
    assert codes(deck) == found


def test_a_broken_head_leaves_no_deck_and_says_why() -> None:
    assert codes(read("format: 1\ndeck: {id: a, title: A : b\ncards:\n" + CARD))[0].startswith("Y2")


def test_escaped_marks_are_warned_of_and_kept() -> None:
    deck = read_cards('  - id: a\n    front: "x\\u202Ey\\x1b"\n    back: b\n    quote: "Les loyers"\n')
    assert codes(deck) == ["Y401"]
    assert deck.problems[0].level is Level.WARNING
    assert "\u202e" in deck.cards[0].question.stem("fwd")


def test_emoji_with_joiners_and_persian_pass_raw() -> None:
    assert (
        codes(read_cards('  - id: a\n    front: "👩‍🚀 می‌خواهم"\n    back: b\n    quote: "Les loyers"\n'))
        == []
    )


@pytest.mark.parametrize("line", ["a: b\r\n", "\ufeffa: b\n"])
def test_crlf_and_byte_order_mark_are_accepted(line: str) -> None:
    mark = "\ufeff" if line.startswith("\ufeff") else ""
    text = mark + (HEAD + CARD).replace("\n", "\r\n" if "\r" in line else "\n")
    deck = read(text.encode())
    assert isinstance(deck, Deck)
    assert codes(deck) == []


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"", "Y109", 1, 1),
        (b" \n\n", "Y109", 1, 1),
        (b"# rien\n", "F101", 1, 1),
        ("é: 1\nab".encode() + b"\xff", "Y107", 2, 3),
        (b"\xff\xfea\x00", "Y110", 1, 1),
        (b"- a\n", "F101", 1, 1),
        (b"a\rb: c\n", "Y108", 1, 2),
    ],
)
def test_a_file_that_is_no_deck_is_told_so(data: bytes, code: str, line: int, column: int) -> None:
    deck = read(data)
    assert not isinstance(deck, Deck)
    assert (code, line, column) in [(found.code, found.line, found.column) for found in deck.problems]


def test_many_refusals_end_the_reading() -> None:
    found = codes(read(HEAD + f"  - id: a\n    x-a: [{', '.join(['*a'] * 500)}]\n"))
    assert "Y310" in found
    assert len(found) < 130


def test_too_many_nodes_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "MAX_NODES", 40)
    deck = read(HEAD + CARD * 10)
    assert not isinstance(deck, Deck)
    assert codes(deck) == ["Y308"]


_PIECES = st.sampled_from(
    [
        *("- id: a", "\n", "  ", " : ", "question", "{", "}", "[", "]", '"', "'", "&a", "*a", "!", "é"),
        *("#", "|", ">", "\\", "cards:", "format: 1", "---", "\x00", "{{c1::", "}}", "%", "?", ",", "\r\n"),
        *("🙂", "\t", "\u00a0"),
    ]
)


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_no_text_breaks_the_reader_and_every_problem_has_a_place_in_it(text: str) -> None:
    for whole in (text, HEAD + CARD + "  - id: b\n    " + text):
        lines = whole.replace("\r\n", "\n").split("\n")
        for problem in read(whole).problems:
            if problem.file == "decks/v.yaml":
                assert 1 <= problem.line <= len(lines) + 1
                assert problem.column >= 1
            assert all(worded(problem))


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for whole in (data, (HEAD + CARD).encode() + data):
        assert all(problem.line >= 1 and problem.column >= 1 for problem in read(whole).problems)


def test_the_refused_characters_are_those_that_screens_mark() -> None:
    marked = {
        chr(code)
        for code in range(0x110000)
        if not 0xD800 <= code < 0xE000 and visible(chr(code)) != chr(code)
    }
    assert marked == MARKS
    assert {character for character in marked if MARKED.fullmatch(character)} == MARKS


def test_a_text_that_ends_in_the_middle_is_told_on_its_last_line() -> None:
    text = HEAD + '  - id: bad\n    front: a\n    quote: {text: "b",'
    (found,) = read(text).problems
    lines = text.split("\n")
    assert (found.code, found.line, found.column) == ("Y212", len(lines), len(lines[-1]) + 1)


@pytest.mark.parametrize("indent", ["", " "])
def test_a_card_that_stands_out_of_the_list_is_told_in_our_words(indent: str) -> None:
    deck = read(HEAD + "  - id: a\n    front: b\n    back: c\n" + f"{indent}- id: d\n")
    found = [problem for problem in deck.problems if problem.code.startswith("Y")]
    assert [(problem.code, problem.line) for problem in found] == [
        ("Y211", (HEAD + "a\nb\nc\n").count("\n") + 1)
    ]
