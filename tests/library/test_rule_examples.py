"""Each finding has an example that gives it and one that does not; they are what `--explain` prints."""

from __future__ import annotations

import re

import pytest

from quizapp.library.problems import WORDINGS
from quizapp.library.rules.examples import EXAMPLES
from quizapp.library.rules.examples.frame import problems
from quizapp.library.rules.selection import Selection

WITHOUT = {
    **dict.fromkeys(
        ("Y101", "Y102", "Y103", "Y104", "Y105", "Y106", "Y107", "Y110", "Y111"), "of the file system"
    ),
    **dict.fromkeys(("C126", "C208", "C209", "C210", "C211", "S101", "F112", "S407"), "of several files"),
    **dict.fromkeys(("Y308", "Y310"), "too large to show"),
    **dict.fromkeys(("C115", "C116"), "last resorts"),
}
"""The findings that no piece of a deck can show, and why."""

SHOWN = [code for code, example in EXAMPLES.items() if example.bad]


def test_every_finding_has_an_example_or_a_reason():
    assert set(SHOWN) | set(WITHOUT) == set(WORDINGS)
    assert not set(SHOWN) & set(WITHOUT)


@pytest.mark.parametrize("code", SHOWN)
def test_the_failing_example_gives_its_finding(code):
    found = problems(EXAMPLES[code].bad)
    assert code in [one.code for one in found]
    assert all(one.line >= 1 and one.column >= 1 for one in found)


@pytest.mark.parametrize("code", SHOWN)
def test_the_passing_example_gives_no_finding(code):
    assert [one.code for one in problems(EXAMPLES[code].good, Selection())] == []
    assert code not in [one.code for one in problems(EXAMPLES[code].good)]


def test_a_count_outside_its_range_may_be_one_and_takes_no_plural():
    ranged = {code: one.message for code, one in WORDINGS.items() if "{least}" in one.message}
    assert len(ranged) >= 6
    assert not [code for code, message in ranged.items() if re.search(r"\{count\} \w", message)]
