"""A fix mends the failing example of its code, with every rule on, and fixing again changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.library.mending import Mended, mend
from quizapp.library.roots import Library
from quizapp.library.rules.examples import EXAMPLES
from quizapp.library.rules.examples.frame import framed
from quizapp.library.rules.fixes import FIXES
from quizapp.library.rules.lint import lint
from quizapp.library.rules.selection import ALL, Selection
from quizapp.library.shelf import Shelf

EVERYTHING = Selection((ALL,))
NOT_BY_ITSELF = {"S104": "the example quotes other words than the source"}
"""The codes whose example no fix mends, and why."""


def codes(shelf: Shelf, data: bytes) -> list[str]:
    return [problem.code for problem in lint(shelf.read("d.yaml", data).reading, EVERYTHING)]


def mended(shelf: Shelf, data: bytes) -> Mended:
    return mend(shelf, "d.yaml", data, EVERYTHING, unsafe=True)


@pytest.mark.parametrize("code", sorted(set(FIXES) & set(EXAMPLES)))
def test_the_failing_example_is_mended(code: str, tmp_path: Path):
    shelf = Shelf(Library("given", tmp_path.resolve()))
    bad = framed(EXAMPLES[code].bad).encode()
    assert code in codes(shelf, bad)
    once = mended(shelf, bad)
    assert (code in codes(shelf, once.after)) == (code in NOT_BY_ITSELF)
    assert mended(shelf, once.after).after == once.after


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_a_passing_example_is_left_as_it_is(code: str, tmp_path: Path):
    good = framed(EXAMPLES[code].good).encode()
    shelf = Shelf(Library("given", tmp_path.resolve()))
    assert mend(shelf, "d.yaml", good, Selection(), unsafe=True).after == good


def test_a_fix_that_would_make_a_card_due_is_made_only_if_asked_for(tmp_path: Path):
    """The history compares answers without typography, but with digits and accents as they are written."""
    shelf = Shelf(Library("given", tmp_path.resolve()))
    bad = framed(
        '- id: cout\n  question: "Combien l\'État a-t-il payé en 10000 ans ?"\n'
        '  answer: "environ 640000 euros d\'or"\n  para: 2\n'
    )
    safe = bad.replace("l'État", "l’État").replace("10000", "10\u202f000").replace("d'or", "d’or")
    assert mend(shelf, "d.yaml", bad.encode(), EVERYTHING).after.decode() == safe
    assert mended(shelf, bad.encode()).after.decode() == safe.replace("640000", "640\u202f000")


def test_every_code_with_a_fix_has_an_example():
    assert set(FIXES) <= set(EXAMPLES)
