"""Deals the cards of a sitting: which of its scope come, within the limits of the day or ahead of it."""

from __future__ import annotations

import sys
from collections.abc import Collection
from typing import TYPE_CHECKING

from quizapp.study.days import day_end_ms
from quizapp.study.queue import Candidate, Limits, Orders, Queue, build
from quizapp.study.session import Session
from quizapp.workspace.limits import scoped, without
from quizapp.workspace.model import Scope

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


def dealt(workspace: Workspace, scope: Scope, first: Candidate | None, begun: Collection[str]) -> Session:
    """The session that `Workspace.session` gives."""
    now = workspace.clock.now()
    day = workspace.day_of(now)
    end_ms = day_end_ms(now.at_ms, now.offset_min, workspace.settings.rollover_hour)
    rows = workspace.roster.on(day, end_ms, scope.ahead or 0)
    settings = workspace.settings.of(scope.deck or "")
    orders = Orders(settings.new_order, settings.review_order, settings.new_mix)
    limits, room = scoped(_limits(workspace, scope), scope), None
    if first is not None:
        limits = without(limits, first, day + (scope.ahead or 0))
        begun = {*begun, first.key}
    found = limits
    if scope.limit is not None:
        room = max(0, scope.limit - len(begun))
        limits = limits._replace(new=min(limits.new, room), reviews=min(limits.reviews, room))
    if scope.ahead is None:
        candidates = rows.candidates(workspace.decks_in(scope), scope.tag, limits, orders)
    else:
        orders = orders._replace(review="ascending")
        # Each deck's own retention says what is most forgotten, so none may be cut off by the model's alone.
        found = found._replace(reviews=sys.maxsize if found.reviews > 0 else 0, reviews_of={})
        candidates = rows.candidates(workspace.decks_in(scope), scope.tag, found, orders)
        candidates = _by_own_retention(workspace, candidates)
    shown = () if first is None else (first.key,)
    queue = build(
        (candidate for candidate in candidates if candidate.key not in shown),
        day=day,
        now_ms=now.at_ms,
        limits=limits,
        orders=orders,
        ahead=scope.ahead or 0,
        buries=workspace.buries,
        studied=(*rows.studied(), *shown),
        end_ms=end_ms,
    )
    ahead_ms = settings.learn_ahead_minutes * 60_000
    return Session.from_queue(queue if room is None else _capped(queue, room, begun), ahead_ms)


def _limits(workspace: Workspace, scope: Scope) -> Limits:
    """Today's limits; reviews ahead of time are outside them, as in Anki, and bring no new card along."""
    return workspace.limits() if scope.ahead is None else Limits(new=0, reviews=sys.maxsize)


def _by_own_retention(workspace: Workspace, candidates: list[Candidate]) -> list[Candidate]:
    """The cards, `faded` measured by how much each deck's desired retention allows: 1 is due."""
    allowed: dict[str, float] = {}
    for card in candidates:
        if card.deck not in allowed:
            fsrs = workspace.fsrs_of(card.deck)
            allowed[card.deck] = fsrs.stabilities_until(fsrs.desired_retention)
    return [card._replace(faded=card.faded / allowed[card.deck]) for card in candidates]


def _capped(queue: Queue, room: int, begun: Collection[str]) -> Queue:
    """A queue with `room` cards at most, besides those in learning that were begun."""
    learning = []
    for card in queue.learning:
        if card.key in begun:
            learning.append(card)
        elif room > 0:
            learning.append(card)
            room -= 1
    return queue._replace(learning=tuple(learning), main=queue.main[:room])
