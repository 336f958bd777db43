"""Where a line that stands out of line was to begin."""

from __future__ import annotations

import pytest

from quizapp.library.indentation import Move, find_move

HEAD = "format: 1\ndeck:\n  id: a\n  title: A\ncards:\n"
CARD = "  - id: {id}\n    question: q\n    number:\n      value: 20\n      unit: km\n    quote: r\n"
DECK = HEAD + CARD.format(id="b") + CARD.format(id="c")


def move(line: int, shift: int, last: int | None = None) -> Move | None:
    """The move found where a line, counted from 0, is shifted and the parser stumbles at `last`."""
    lines = DECK.split("\n")
    text = lines[line].lstrip()
    lines[line] = " " * (len(lines[line]) - len(text) + shift) + text
    return find_move(lines, line if last is None else last)


@pytest.mark.parametrize(
    ("line", "shift", "wanted", "like"),
    [
        (6, 1, 4, "id: b"),
        (6, -1, 4, "id: b"),
        (10, 1, 4, "number:"),
        (9, -1, 6, "value: 20"),
        (11, 1, 2, "- id: b"),
        (4, 1, 0, "deck:"),
        (4, 3, 0, "deck:"),
    ],
)
def test_a_line_belongs_where_its_like_stands(line: int, shift: int, wanted: int, like: str):
    found = move(line, shift, None if line != 11 else 11)
    assert found is not None
    assert (found.line, found.wanted, found.like) == (line, wanted, like)


def test_the_line_above_is_moved_where_all_below_it_agree():
    assert move(11, 1, 12) == Move(11, 3, 2, "question: q")


def test_what_no_move_of_one_line_mends_is_left_open():
    assert move(8, -6) is None
    assert find_move(["- id: a", "question: q", "answer: b", "quote: c"], 1) is None
    assert find_move(["a: " + "b" * 60_000, "  c: d"], 1) is None
