"""Words that a front end fits into cells."""

from __future__ import annotations

import pytest

from quizapp import messages
from quizapp.messages import LANGUAGES, Language, gettext
from quizapp.workspace.wording import SHORT_MONTHS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_short_months_differ_and_leave_a_space_within_four_weeks(lang: Language) -> None:
    before = messages.language()
    messages.use(lang)
    try:
        names = [gettext(name) for name in SHORT_MONTHS]
    finally:
        messages.use(before)
    assert len(set(names)) == 12
    assert {len(name) for name in names} == {3}
