"""What a rating comes to: a review with its outcome, and what it makes of a card forgotten too often."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.clock import Instant
from quizapp.store.model import EventKind, NewEvent
from quizapp.study.model import Future, Scheduled
from quizapp.workspace.attempts import review_body
from quizapp.workspace.leeches import leech_events, leech_of
from quizapp.workspace.limits import AHEAD, INTERDAY
from quizapp.workspace.model import Answered, Leech

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


class Review(NamedTuple):
    """The events of a rating, all of the answer's action, and what it made of its card."""

    events: tuple[NewEvent, ...]
    leech: Leech | None


def review(
    workspace: Workspace,
    action: str,
    sitting: str,
    answered: Answered,
    future: Future,
    now: Instant,
    interday: bool,
) -> Review:
    """What is to be appended where a future is chosen. `interday` says that its card was at a learning step
    of a day or more."""
    key = answered.asking.key
    before = workspace.history.row(key).state
    early = isinstance(before, Scheduled) and before.due > workspace.day_of(now)
    marks = [mark for mark, holds in ((INTERDAY, interday), (AHEAD, early)) if holds]
    body = review_body(answered, future, workspace.fsrs.parameters_id, marks=marks)
    rated = NewEvent(EventKind.REVIEW, action, sitting, key, answered.attempt, body)
    leech = leech_of(before, future.state, workspace.settings.of(answered.asking.card.deck))
    return Review((rated, *([] if leech is None else leech_events(leech, rated))), leech)
