"""Words that a front end fits into cells."""

from __future__ import annotations

import pytest

from quizapp import messages
from quizapp.messages import LANGUAGES, Language, gettext
from quizapp.store.model import Busy
from quizapp.workspace.model import NextDue, Scope
from quizapp.workspace.wording import SHORT_MONTHS, error_text, nothing_text


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


def test_where_the_limit_keeps_cards_back_more_of_them_are_offered() -> None:
    more = "Today’s limit is reached, and more cards are due. {home.more-reviews} reviews more."
    assert nothing_text(Scope(), NextDue(None, 0)) == more
    assert "limit" not in nothing_text(Scope(), NextDue(None, 1)) + nothing_text(Scope(), None)


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ("2026-03-01T09:05:59+05:45", "since 1 March 2026, 09:05)"),
        ("yesterday", "since yesterday)"),
    ],
)
def test_since_when_another_holds_the_history_is_told_in_words(since: str, told: str) -> None:
    assert told in error_text(Busy(pid="7", command="study", since=since))
