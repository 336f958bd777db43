"""What each rating would do to a card: its deck's settings, and how full the days are already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, TypeAlias

from quizapp.clock import Instant
from quizapp.settings import WEEKDAYS, Settings
from quizapp.study.balance import day_weights, easy_weights
from quizapp.study.fuzz import Weigh
from quizapp.study.model import CardState, StudyDay
from quizapp.study.scheduling import Futures, Steps, futures

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

Loads: TypeAlias = Callable[[int, int], tuple[Mapping[int, int], Collection[int]]]
"""The cards due on each study day from a first to a last one, and the days among them with siblings."""


def card_futures(workspace: Workspace, key: str, state: CardState, now: Instant) -> Futures:
    """What each rating would do to a card at a moment, as the days stand at this moment."""
    deck, day = key.partition("/")[0], workspace.day_of(now)
    own = workspace.settings.of(deck)
    return futures(
        key,
        state,
        now,
        day,
        Steps(own.learning_steps, own.relearning_steps),
        workspace.fsrs_of(deck),
        rollover_hour=own.rollover_hour,
        weigh=weigher(workspace.settings, day, lambda first, last: workspace.history.loads(first, last, key)),
    )


def weigher(settings: Settings, start: StudyDay, loads: Loads) -> Weigh | None:
    """How readily intervals that count from a day are drawn; None: all alike."""
    week = tuple(settings.easy_days.get(name, 1.0) for name in WEEKDAYS)

    def balanced(intervals: range) -> list[float]:
        days = range(start + intervals[0], start + intervals[-1] + 1)
        return day_weights(days, start, week, *loads(days[0], days[-1]))

    def eased(intervals: range) -> list[float]:
        return easy_weights([start + interval for interval in intervals], week)

    if settings.load_balance:
        return balanced
    return eased if settings.easy_days else None
