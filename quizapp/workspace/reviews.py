"""Commits a rating: the review with its outcome, and with it what it makes of a card forgotten too often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.clock import Instant
from quizapp.store.model import EventKind, NewEvent
from quizapp.study.model import Future, Scheduled
from quizapp.workspace.attempts import AHEAD, INTERDAY, review_body
from quizapp.workspace.leeches import leech_events, leech_of
from quizapp.workspace.model import Answered, Leech

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


def commit_review(
    workspace: Workspace,
    action: str,
    sitting: str,
    answered: Answered,
    future: Future,
    now: Instant,
    interday: bool,
) -> Leech | None:
    """Appends the review that a future describes, as part of the answer's action; gives what it made of its
    card. `interday` says that it was of a learning step of a day or more."""
    key, history = answered.asking.key, workspace.history
    before = history.memory((key,))[key].state
    early = isinstance(before, Scheduled) and before.due > workspace.day_of(now)
    marks = [mark for mark, holds in ((INTERDAY, interday), (AHEAD, early)) if holds]
    body = review_body(answered, future, workspace.fsrs.parameters_id, marks=marks)
    review = NewEvent(EventKind.REVIEW, action, sitting, key, answered.attempt, body)
    own = workspace.settings.of(answered.asking.card.deck)
    leech = leech_of(before, future.state, own)
    history.append(review, *([] if leech is None else leech_events(leech, review)), now=now)
    return leech
