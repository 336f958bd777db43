"""Today's limits: what is left of them after the sittings of the day, and what a sitting may have of that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from quizapp.study.model import Phase
from quizapp.study.queue import Candidate, Limits

if TYPE_CHECKING:
    from quizapp.workspace.model import Scope
    from quizapp.workspace.workspace import Workspace


INTERDAY, AHEAD = "interday", "ahead"
"""The marks of reviews that count otherwise against the limit of reviews than their phase says: of a learning
step of a day or more, which does count, and of a card that was not due yet, which does not."""


def limits_left(workspace: Workspace) -> Limits:
    """What today's limits still allow, over the whole library and of each deck that has its own."""
    settings, day = workspace.settings, workspace.today()
    new, reviews = Counter[str](), Counter(workspace.history.marked_reviews(day, INTERDAY))
    reviews.subtract(workspace.history.marked_reviews(day, AHEAD))
    for row in workspace.history.day_sums(day, day):
        new[row.deck] += row.new
        reviews[row.deck] += row.young_reviews + row.mature_reviews
    return Limits(
        max(0, settings.new_limit - new.total()),
        max(0, settings.review_limit - reviews.total()),
        {deck: max(0, limit - new[deck]) for deck, limit in _own(workspace, "new_limit").items()},
        {deck: max(0, limit - reviews[deck]) for deck, limit in _own(workspace, "review_limit").items()},
    )


def _own(workspace: Workspace, key: str) -> Mapping[str, int]:
    tables = workspace.settings.decks
    return {deck: int(getattr(workspace.settings.of(deck), key)) for deck in tables if key in tables[deck]}


def scoped(limits: Limits, scope: Scope) -> Limits:
    """The limits of a sitting: `Scope.new` and `Scope.reviews` stand in for today's; a deck's own limit holds
    all the same, unless it is this deck that more is asked of."""
    if scope.new is not None:
        limits = limits._replace(new=scope.new, new_of=_others(limits.new_of, scope.deck))
    if scope.reviews is not None:
        limits = limits._replace(reviews=scope.reviews, reviews_of=_others(limits.reviews_of, scope.deck))
    return limits


def narrowed(limits: Limits, scope: Scope) -> Scope:
    """A scope once the day is over whose limits its own stood in for: it has no more than the new day's."""
    deck = scope.deck or ""
    if scope.new is not None:
        scope = scope._replace(new=min(scope.new, limits.new, limits.new_of.get(deck, scope.new)))
    if scope.reviews is not None:
        own = limits.reviews_of.get(deck, scope.reviews)
        scope = scope._replace(reviews=min(scope.reviews, limits.reviews, own))
    return scope


def _others(left_of: Mapping[str, int], deck: str | None) -> Mapping[str, int]:
    return {each: left for each, left in left_of.items() if each != deck}


def is_review(card: Candidate, last: int) -> bool:
    """Whether a card counts against the limit of reviews of a sitting that is about what is due until a
    `last` day. One due later, of which an earlier sitting left an answer, does not."""
    return card.interday or (card.phase is Phase.REVIEW and card.due is not None and card.due <= last)


def without(limits: Limits, card: Candidate, last: int) -> Limits:
    """The limits of such a sitting once a card has used up its part."""
    if card.phase is Phase.NEW:
        return limits._replace(new=limits.new - 1, new_of=_less(limits.new_of, card.deck))
    if is_review(card, last):
        return limits._replace(reviews=limits.reviews - 1, reviews_of=_less(limits.reviews_of, card.deck))
    return limits


def _less(left_of: Mapping[str, int], deck: str) -> Mapping[str, int]:
    return {**left_of, deck: left_of[deck] - 1} if deck in left_of else left_of
