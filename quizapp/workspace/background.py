"""What takes long in a thread of its own, so that a screen never waits: figures, searches, filling tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress

from quizapp.library.index import Index
from quizapp.library.model import CardKey
from quizapp.stats.progress import Filters
from quizapp.store.history import History
from quizapp.workspace.browsing import Order, find
from quizapp.workspace.drawing import RoundScope, draw
from quizapp.workspace.following import GaveUp
from quizapp.workspace.items import ShownItem, shown_items
from quizapp.workspace.progress import ShownProgress, first_figures, is_near, standings, whole_figures
from quizapp.workspace.search import parse
from quizapp.workspace.workspace import Workspace

STEPS = 20_000
"""After so many of SQLite's steps, some tenths of a millisecond, it is asked whether a search is wanted."""


def in_background(
    workspace: Workspace,
    index: Index,
    filters: Filters,
    period: int,
    wanted: Callable[[], bool],
    told: Callable[[ShownProgress], object] = lambda _shown: None,
) -> ShownProgress | None:
    """All figures, for a thread besides the one that uses the workspace: over its own `index`, which it
    closes, and its own view of the history. What is known before the others is `told`. None once they are no
    longer `wanted`."""
    with _beside(workspace, index) as beside, suppress(GaveUp):
        beside.catch_up()
        if not filters.narrow and not is_near(beside):
            # The first reading of all answers, which follows, may take minutes.
            told(first_figures(beside, filters, period, wanted))
        return whole_figures(beside, filters, period, wanted, told)
    return None


def items_in_background(workspace: Workspace, index: Index, filters: Filters) -> tuple[ShownItem, ...]:
    """How cards fare as questions, as `items.shown_items` tells, likewise."""
    with _beside(workspace, index) as beside:
        return shown_items(beside, filters)


def found_in_background(
    workspace: Workspace, index: Index, text: str, order: Order, wanted: Callable[[], bool]
) -> list[CardKey] | None:
    """All that `browsing.found_cards` gives, likewise. None once it is no longer `wanted`, which is asked
    while SQLite reads. Raises QuizError as `search.parse`."""
    query = parse(text)
    with _beside(workspace, index) as beside:
        beside.catch_up()
        beside.index.connection.set_progress_handler(lambda: not wanted(), STEPS)
        try:
            return find(beside, query, order)
        except sqlite3.OperationalError:
            if wanted():
                raise
            return None


def drawn_in_background(
    workspace: Workspace, index: Index, scope: RoundScope, wanted: Callable[[], bool]
) -> None:
    """Has every card added up and sees whether there is anything in a scope, likewise. Raises QuizError as
    `drawing.draw`."""
    with _beside(workspace, index) as beside, suppress(GaveUp):
        beside.catch_up()
        standings(beside, wanted)
        draw(beside, scope, 0)


def _beside(workspace: Workspace, index: Index) -> Workspace:
    return Workspace(
        settings=workspace.settings,
        clock=workspace.clock,
        libraries=workspace.libraries,
        index=index,
        history=History.read(workspace.history.folder),
        writing=False,
    )
