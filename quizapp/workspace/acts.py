"""What a learner does to a card besides answering it: one event each, and whether it changes the card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quizapp.store.model import EventKind, MemoryRow
from quizapp.study.model import New, Scheduled, StudyDay

FLAGS = (1, 2, 3, 4)
"""The flags that can be given; 0 takes a flag away."""

MOST_DAYS = 36_500
"""How many days ahead a card can be set due."""


class Act(NamedTuple):
    """An act: the kind and the body of its event."""

    kind: EventKind
    body: Mapping[str, object]

    def changes(self, row: MemoryRow) -> bool:
        """Whether a card that stands so would be another one by it. Only a card in review has a date that
        can be set, only one that is not new can be made new."""
        match self.kind:
            case EventKind.SUSPEND:
                return row.suspended is not self.body["on"]
            case EventKind.BURY:
                return row.buried_until != self.body["until"]
            case EventKind.FLAG:
                return row.flag != self.body["flag"]
            case EventKind.DUE:
                return isinstance(row.state, Scheduled) and row.state.due != self.body["due"]
            case _:
                return not isinstance(row.state, New)


RESET = Act(EventKind.RESET, {})
"""Makes a card new again; its history stays."""


def suspending(on: bool) -> Act:
    """Keeps a card from being asked, or brings it back."""
    return Act(EventKind.SUSPEND, {"on": on})


def burying(today: StudyDay) -> Act:
    """Hides a card until the next study day."""
    return Act(EventKind.BURY, {"until": today + 1})


def flagging(number: int) -> Act:
    """Gives a card one of FLAGS, or takes its flag away: 0."""
    return Act(EventKind.FLAG, {"flag": number})


def dating(today: StudyDay, days: int) -> Act:
    """Makes a card in review due so many study days from today. An answer that waits for its rating goes
    unrated then: its rating would bring another date."""
    return Act(EventKind.DUE, {"due": today + days, "unrated": True})
