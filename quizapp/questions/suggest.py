"""Suggests a rating from a verdict, so that Enter is the right key most of the time."""

from __future__ import annotations

from quizapp.questions.model import Outcome, Verdict

SLOW = 2.5
"""How many times the learner's median makes an answer slow."""

_AGAIN, _HARD, _GOOD = 1, 2, 3


def suggested_rating(
    verdict: Verdict,
    *,
    hinted: bool,
    guessed: bool,
    duration_ms: int,
    median_ms: float | None,
    own_marking: bool = False,
) -> int | None:
    """Gives the rating to preselect, 1 (Again) to 3 (Good), None where the learner alone can tell.

    `median_ms` is the learner's median over at least 20 attempts of the kind, None below that. Easy is
    never suggested. Nothing is suggested for "almost": it is not marked yet; nor with `own_marking`, where
    the learner marked what they wrote.
    """
    if verdict.outcome in (Outcome.REVEALED, Outcome.ALMOST):
        return None
    if own_marking and verdict.outcome is not Outcome.BLANK:
        return None
    if verdict.outcome is not Outcome.CORRECT or guessed:
        return _AGAIN
    slow = median_ms is not None and duration_ms > SLOW * median_ms
    return _HARD if hinted or slow else _GOOD
