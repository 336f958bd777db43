"""Counts the decks for Home: what a sitting would still ask today, what is new, how far one has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.library.model import Level, Problem
from quizapp.study.queue import Limits
from quizapp.workspace.day_rows import DeckCounts
from quizapp.workspace.model import DeckStatus, Home, Scope

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


MANY = 1_000
"""So many waiting reviews are counted before Home is shown at most (4 ms)."""


def shown_home(workspace: Workspace, *, counted: bool = True) -> Home:
    """What Home shows: counts of all decks and of each, what comes next, what could not be read; not
    `counted`, what is known without looking at each card."""
    day = workspace.today()
    limits = workspace.limits()
    rows = workspace.index.decks()
    if counted:
        found = workspace.rows_today().counts(limits.new)
    else:
        found = {row.id: DeckCounts(total=row.faces) for row in rows}
    counts = {deck: _within_own(deck, of_deck, limits) for deck, of_deck in found.items()}
    waiting = {deck: of_deck.reviews for deck, of_deck in found.items()}
    decks = []
    for row in rows:
        status = DeckStatus(
            row.id, row.title, row.library, 0, 0, 0, 0, 0, errors=row.errors, shadows=row.shadows
        )
        decks.append(_counted(status, counts.get(row.id, DeckCounts()), limits, waiting.get(row.id, 0)))
    errors = [problem for problem in workspace.problems() if problem.level == Level.ERROR]
    together = DeckStatus(None, "", "", 0, 0, 0, 0, 0, sum(deck.errors for deck in decks), shadows=False)
    sums = DeckCounts(*map(sum, zip(DeckCounts(), *counts.values(), strict=True)))
    return Home(
        decks=(_counted(together, sums, limits, sum(waiting.values())), *decks),
        next_due=workspace.next_due(Scope()) if counted else None,
        answered_today=sum(row.answered for row in workspace.history.day_sums(day, day)),
        ever_answered=workspace.history.head() > 0,
        skipped_cards=_skipped(errors),
        unreadable=len({problem.file for problem in errors if not problem.card}),
        suspended=len(workspace.roster.suspended()),
        exam_minutes=_exam_minutes(workspace),
        ahead=workspace.history.ahead(workspace.clock.now()),
        counted=counted,
    )


def counts_at_once(workspace: Workspace) -> bool:
    """Whether Home's counts are quick to come. Where they are not, some reviews are left for today."""
    return workspace.limits().reviews <= 0 or not workspace.rows_today().has_reviews(MANY)


def _skipped(errors: list[Problem]) -> int:
    """How many cards errors have cost."""
    if not errors:
        return 0
    from quizapp.library.lock_problems import FOLLOWED

    return len({(one.file, one.card) for one in errors if one.card and one.code not in FOLLOWED})


def _exam_minutes(workspace: Workspace) -> int | None:
    if workspace.history.exam_under_way() is None:
        return None
    from quizapp.workspace.exam_opening import minutes_under_way

    return minutes_under_way(workspace)


def _within_own(deck: str, counts: DeckCounts, limits: Limits) -> DeckCounts:
    """The counts of a deck within the limits that are its own."""
    return counts._replace(
        reviews=min(counts.reviews, limits.reviews_of.get(deck, counts.reviews)),
        fresh=min(counts.fresh, limits.new_of.get(deck, counts.fresh)),
    )


def _counted(status: DeckStatus, counts: DeckCounts, limits: Limits, waiting: int) -> DeckStatus:
    """A deck with its counts; `waiting` are its reviews whatever the limits."""
    reviews = min(counts.reviews, limits.reviews)
    return status._replace(
        due=counts.steps + reviews,
        new=counts.new,
        new_today=min(counts.fresh, limits.new),
        seen=counts.seen,
        total=counts.total,
        reviews_today=reviews,
        beyond=waiting - reviews,
    )
