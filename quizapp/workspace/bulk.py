"""What is done to many cards at once: each time one action of the history, which an undo takes back.

Only the history is touched, which bears threads; the roster follows when it is next asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quizapp.library.model import CardKey
from quizapp.store.model import NewEvent, UndoResult
from quizapp.study.model import StudyDay
from quizapp.workspace import acts
from quizapp.workspace.acts import Act

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

SITTING = "browse"
"""The sitting that the events bear, by which they are told from the program's own upkeep."""


class Bulk(NamedTuple):
    """What came of it: how many cards were changed, how many were as wanted or could not be changed."""

    changed: int
    left: int


class TakenBack(NamedTuple):
    """What an undo took back: the kind of the first event of its action, its cards, and the study day of it
    where that is not this one."""

    kind: str
    cards: int
    day: StudyDay | None = None


def suspend(workspace: Workspace, keys: Sequence[CardKey]) -> tuple[Bulk, bool]:
    """Suspends cards, or brings them back where all are suspended; gives whether it suspended, too.

    Raises QuizError "busy".
    """
    on = any(not row.suspended for row in workspace.history.memory(keys).values())
    return _done(workspace, keys, acts.suspending(on)), on


def bury(workspace: Workspace, keys: Sequence[CardKey]) -> Bulk:
    """Hides cards until the next study day. Raises QuizError "busy"."""
    return _done(workspace, keys, acts.burying(workspace.today()))


def flag(workspace: Workspace, keys: Sequence[CardKey], number: int) -> Bulk:
    """Flags cards with a number from 1 to 4; 0 takes the flag away. Raises QuizError "busy"."""
    return _done(workspace, keys, acts.flagging(number))


def reset(workspace: Workspace, keys: Sequence[CardKey]) -> Bulk:
    """Makes cards new again; their history stays. Raises QuizError "busy"."""
    return _done(workspace, keys, acts.RESET)


def set_due(workspace: Workspace, keys: Sequence[CardKey], days: int) -> Bulk:
    """Makes cards in review due so many study days from today; others stay. Raises QuizError "busy"."""
    return _done(workspace, keys, acts.dating(workspace.today(), days))


def undo(workspace: Workspace) -> TakenBack | None:
    """Takes back the latest action of study, wherever it was made; None where there is none. Raises QuizError
    "busy"."""
    with workspace.history.writing(SITTING):
        result = workspace.history.undo(SITTING)
    return None if result is None else turned(workspace, result)[0]


def redo(workspace: Workspace) -> TakenBack | None:
    """Restores what the latest undo took back; None where there is nothing. Raises QuizError "busy"."""
    with workspace.history.writing(SITTING):
        result = workspace.history.redo(SITTING)
    return None if result is None else turned(workspace, result)[0]


def turned(workspace: Workspace, result: UndoResult) -> tuple[TakenBack, str]:
    """What an undo or a redo of the history turned, and the sitting in which that was done. The events of an
    action bear one kind, but for those that belong to an answer."""
    first = workspace.history.acting(result.action)[0]
    day = None if first.day == workspace.today() else StudyDay(first.day)
    return TakenBack(first.kind, len(result.cards), day), first.sitting


def _done(workspace: Workspace, keys: Iterable[CardKey], act: Act) -> Bulk:
    """Appends an event a card that changes, all as one action, while holding the writer lock."""
    wanted = list(keys)
    with workspace.history.writing(SITTING):
        rows = workspace.history.memory(wanted)
        action = workspace.history.new_id()
        events = [
            NewEvent(act.kind, action, SITTING, key, None, act.body)
            for key in wanted
            if act.changes(rows[key])
        ]
        if events:
            workspace.history.append(*events)
    return Bulk(len(events), len(wanted) - len(events))
