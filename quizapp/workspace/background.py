"""All figures of Progress in a thread of its own, so that a screen never waits for them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from quizapp.library.index import Index
from quizapp.stats.progress import Filters
from quizapp.store.history import History
from quizapp.workspace.following import GaveUp
from quizapp.workspace.items import ShownItem, shown_items
from quizapp.workspace.progress import ShownProgress, first_figures, is_near, whole_figures
from quizapp.workspace.workspace import Workspace


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


def _beside(workspace: Workspace, index: Index) -> Workspace:
    return Workspace(
        settings=workspace.settings,
        clock=workspace.clock,
        libraries=workspace.libraries,
        index=index,
        history=History.read(workspace.history.folder),
        writing=False,
    )
