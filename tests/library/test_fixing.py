"""A scalar is put in quotes, or says something else, by edits of the characters concerned alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.library.decks import Reading, Unread
from quizapp.library.model import Level, Problem
from quizapp.library.rules.fixing import Draft, quoted_scalar, replaced_text, with_value
from quizapp.library.spans import find_spans
from quizapp.library.text_edits import edited, escaped, quoted


def draft(text: str) -> Draft:
    return Draft(Reading(Unread("d", ()), text))


def at(line: int, column: int) -> Problem:
    return Problem("Y402", Level.WARNING, "d", line, column)


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ("a: no # oui\n", 'a: "no" # oui\n'),
        ("a: 12:30\n", 'a: "12:30"\n'),
        ("a: [1_000, b]\n", 'a: ["1_000", b]\n'),
        ("- a: x\n  b: 10.000\n", '- a: x\n  b: "10.000"\n'),
        ('a: c\\d "e" f\n', 'a: "c\\\\d \\"e\\" f"\n'),
        ("a: un\n  deux\n", 'a: "un deux"\n'),
    ],
)
def test_a_plain_scalar_is_put_between_quotes(line: str, good: str):
    value = next(
        one for one in find_spans(line).scalars if one.start >= 3 and one.value != "b" and one.value != "x"
    )
    before = line[: value.start]
    problem = at(before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert edited(line, quoted_scalar(problem, draft(line))) == good


@pytest.mark.parametrize("line", ['a: "no"\n', "a: 'no'\n", "a: |\n  no\n", "a: \n", "a: {b: c}\n"])
def test_what_stands_in_quotes_or_is_no_scalar_is_left(line: str):
    assert quoted_scalar(at(1, 4), draft(line)) == ()


def spaced(text: str) -> str:
    """What a fix of typography may do: insert, replace and lengthen."""
    return text.replace("?", "\u00a0?").replace("'", "’").replace('"', "«", 1).replace('"', "»")


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ("a: l'or? # l'or?\n", "a: l’or\u00a0? # l'or?\n"),
        ("a: 'l''or?'\n", "a: 'l’or\u00a0?'\n"),
        ('a: "l\'or \\"b\\" \\\\ \\u00e9?"\n', None),
        ('a: "l\'or \\"b\\" \\\\ é\\t?"\n', 'a: "l’or «b» \\\\ é\\t\u00a0?"\n'),
        ("a: \"l'or\n   d'ici?\"\n", 'a: "l’or\n   d’ici\u00a0?"\n'),
        ("a: l'or\n  d'ici?\nb: c\n", "a: l’or\n  d’ici\u00a0?\nb: c\n"),
        ("a: |\n    l'or?\n\n    d'ici\nb: c\n", "a: |\n    l’or\u00a0?\n\n    d’ici\nb: c\n"),
        ("a: >-\n    l'or?\n    d'ici\nb: c\n", "a: >-\n    l’or\u00a0?\n    d’ici\nb: c\n"),
        ("a: [l'or?, 'b?']\n", "a: [l’or\u00a0?, 'b?']\n"),
        ("a: l or\n", "a: l or\n"),
    ],
)
def test_only_the_characters_that_change_are_edited(line: str, good: str | None):
    column = line.index("[") + 2 if "[" in line else 4
    assert edited(line, replaced_text(spaced)(at(1, column), draft(line))) == (line if good is None else good)


def test_the_scalar_may_be_named_by_any_of_its_places():
    line = "a: l'or d'ici?\n"
    for column in range(4, len(line)):
        assert edited(line, replaced_text(spaced)(at(1, column), draft(line))) == "a: l’or d’ici\u00a0?\n"
    assert replaced_text(spaced)(at(1, 3), draft(line)) == ()


def test_quotes_that_are_added_are_written_as_the_scalar_s_own_quotes_ask():
    for line, good in (
        ("a: 'bc'\n", "a: 'b''\"c'\n"),
        ('a: "bc"\n', 'a: "b\'\\"c"\n'),
        ("a: bc\n", "a: bc\n"),
    ):
        assert edited(line, with_value(find_spans(line).scalars[1], "b'\"c", line)) == good


TEXTS = st.text(st.sampled_from("ab é’'\"\\:#,[]{}\n\t-?«»\u00a0\u202e"), max_size=12)


@given(TEXTS, TEXTS, st.sampled_from(['"', "'", ""]))
def test_a_scalar_says_what_was_wanted_or_stays(before: str, wanted: str, style: str):
    written = {
        '"': quoted(before),
        "'": "'" + before.replace("'", "''") + "'",
        "": before.strip() or "x",
    }[style]
    text = f"a: {written}\nb: c\n"
    spans = find_spans(text).scalars
    if len(spans) != 4 or spans[1].style != style:
        return
    edits = with_value(spans[1], wanted, text)
    after = find_spans(edited(text, edits)).scalars
    if edits and style and "\u202e" not in wanted:
        assert [one.value for one in after] == ["a", wanted, "b", "c"]


@given(st.text(max_size=20))
def test_a_quoted_text_reads_as_what_it_was(text: str):
    shown = text.encode("utf-8", "replace").decode()
    (span,) = find_spans(quoted(shown)).scalars
    assert span.value == shown
    assert all(len(escaped(character)) in (1, 2, 4, 6, 10) for character in shown)
