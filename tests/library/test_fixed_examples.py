"""A fix mends the failing example of its code, with every rule on, and fixing again changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.library.lock import lock_path, lock_text
from quizapp.library.mending import Mended, mend
from quizapp.library.roots import Library
from quizapp.library.rules.examples import EXAMPLES
from quizapp.library.rules.examples.frame import framed, locked
from quizapp.library.rules.fixes import FIXES
from quizapp.library.rules.lint import lint
from quizapp.library.rules.selection import ALL, Selection
from quizapp.library.shelf import Shelf

EVERYTHING = Selection((ALL,))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / lock_path("d.yaml")).write_text(lock_text(locked()), "utf-8")
    return Shelf(Library("given", tmp_path.resolve()))


def codes(shelf: Shelf, data: bytes) -> list[str]:
    return [problem.code for problem in lint(shelf.read("d.yaml", data).reading, EVERYTHING)]


def mended(shelf: Shelf, data: bytes) -> Mended:
    return mend(shelf, "d.yaml", data, EVERYTHING, unsafe=True)


@pytest.mark.parametrize("code", sorted(set(FIXES) & set(EXAMPLES)))
def test_the_failing_example_is_mended(code: str, shelf: Shelf):
    bad = framed(EXAMPLES[code].bad).encode()
    assert code in codes(shelf, bad)
    once = mended(shelf, bad)
    assert code not in codes(shelf, once.after)
    assert mended(shelf, once.after).after == once.after


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_a_passing_example_is_left_as_it_is(code: str, shelf: Shelf):
    good = framed(EXAMPLES[code].good).encode()
    assert mend(shelf, "d.yaml", good, Selection(), unsafe=True).after == good


def test_a_fix_that_would_make_a_card__made_only_if_asked_for(tmp_path: Path):
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
