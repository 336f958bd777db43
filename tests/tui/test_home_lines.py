"""The rows of Home keep their columns apart, however many cards there are."""

from __future__ import annotations

import pytest

from quizapp import messages
from quizapp.text import released
from quizapp.tui.screens.home_lines import heads, row
from quizapp.workspace.model import DeckStatus

MANY = DeckStatus(None, "", "", 100_000, 100_000, 100_000, 0, 100_000, 0, shadows=False)


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_large_counts_are_grouped_where_there_is_room_and_never_touch(lang: messages.Language) -> None:
    messages.use(lang)
    wide, narrow = (released(row(MANY, width).plain) for width in (75, 35))
    group = "100\u202f000" if lang == "fr" else "100,000"
    assert wide.count(f" {group}") == 3
    assert narrow.count(" 100000") == 3
    assert [len(wide), len(narrow)] == [75, 35]
    assert heads(75).cell_length == 75 and heads(35).cell_length == 35


def test_heads_stand_over_the_ends_of_their_columns() -> None:
    for width in (35, 75):
        head, line = heads(width).plain, released(row(MANY, width).plain)
        ends = [at for at, cell in enumerate(line) if cell == "0" and line[at + 1 : at + 2] in (" ", "")]
        assert ends == [head.index(name) + len(name) - 1 for name in (" due", " new", " faces")]
