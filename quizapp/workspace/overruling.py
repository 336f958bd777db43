"""The learner's say in a verdict: what an answer comes to when it is overruled, or judged by its learner."""

from __future__ import annotations

from quizapp.questions.model import Outcome
from quizapp.workspace.model import Answered


def overruled(answered: Answered) -> Answered | None:
    """The answer after "I was right", or after that was taken back; None where nothing can be overruled."""
    marked = answered.marked or answered.verdict
    if marked.outcome in (Outcome.CORRECT, Outcome.REVEALED):
        return None
    if answered.marked:
        return answered._replace(verdict=marked, marked=None)
    return answered._replace(verdict=marked._replace(outcome=Outcome.CORRECT, score=1.0), marked=marked)


def judged(answered: Answered, *, known: bool) -> Answered | None:
    """A self-marked answer as its learner judges it, the first time or again; None for any other."""
    marked = answered.marked or answered.verdict
    if marked.outcome is not Outcome.REVEALED:
        return None
    outcome, score = (Outcome.CORRECT, 1.0) if known else (Outcome.WRONG, 0.0)
    return answered._replace(verdict=marked._replace(outcome=outcome, score=score), marked=marked)
