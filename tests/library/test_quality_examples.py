"""The examples of card, typography and proof rules fail by their own code, and pass every rule there is."""

from __future__ import annotations

import pytest

from quizapp.library.rules.examples import grounding, quality, typography, worded
from quizapp.library.rules.examples.frame import problems

EXAMPLES = quality.EXAMPLES | worded.EXAMPLES | typography.EXAMPLES | grounding.EXAMPLES


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_failing_example_gives_its_code(code):
    assert code in {one.code for one in problems(EXAMPLES[code].bad)}


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_passing_example_passes_every_rule(code):
    assert [(one.code, one.params) for one in problems(EXAMPLES[code].good)] == []
