"""What is done to many cards at once: each time one action of the history, which an undo takes back.

Only the history is touched, which bears threads; the roster follows when it is next asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quizapp.library.model import CardKey
from quizapp.store.model import EventKind, MemoryRow, NewEvent
from quizapp.study.model import New, Scheduled

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

SITTING = "browse"
"""The sitting that the events bear, by which they are told from the program's own upkeep."""

MOST_DAYS = 36_500
"""How many days ahead a card can be set due."""


class Bulk(NamedTuple):
    """What came of it: how many cards were changed, how many were as wanted or could not be changed."""

    changed: int
    left: int


class TakenBack(NamedTuple):
    """What an undo took back: the kind of the first event of its action, and its cards."""

    kind: str
    cards: int


def suspend(workspace: Workspace, keys: Sequence[CardKey]) -> tuple[Bulk, bool]:
    """Suspends cards, or brings them back where all are suspended; gives whether it suspended, too.

    Raises QuizError "busy".
    """
    on = any(not row.suspended for row in workspace.history.memory(keys).values())
    bulk = _done(workspace, EventKind.SUSPEND, keys, _where(lambda row: row.suspended is not on, on=on))
    return bulk, on


def bury(workspace: Workspace, keys: Sequence[CardKey]) -> Bulk:
    """Hides cards until the next study day. Raises QuizError "busy"."""
    until = workspace.today() + 1
    return _done(workspace, EventKind.BURY, keys, _where(lambda row: row.buried_until != until, until=until))


def flag(workspace: Workspace, keys: Sequence[CardKey], number: int) -> Bulk:
    """Flags cards with a number from 1 to 4; 0 takes the flag away. Raises QuizError "busy"."""
    return _done(workspace, EventKind.FLAG, keys, _where(lambda row: row.flag != number, flag=number))


def reset(workspace: Workspace, keys: Sequence[CardKey]) -> Bulk:
    """Makes cards new again; their history stays. Raises QuizError "busy"."""
    return _done(workspace, EventKind.RESET, keys, _where(lambda row: not isinstance(row.state, New)))


def set_due(workspace: Workspace, keys: Sequence[CardKey], days: int) -> Bulk:
    """Makes cards in review due so many study days from today; others stay. Raises QuizError "busy"."""
    due = workspace.today() + days

    def moves(row: MemoryRow) -> bool:
        return isinstance(row.state, Scheduled) and row.state.due != due

    return _done(workspace, EventKind.DUE, keys, _where(moves, due=due))


def undo(workspace: Workspace) -> TakenBack | None:
    """Takes back the latest action of study, wherever it was made; None where there is none. Raises QuizError
    "busy"."""
    with workspace.history.writing(SITTING):
        result = workspace.history.undo(SITTING)
    return None if result is None else _taken(workspace, result.action, len(result.cards))


def redo(workspace: Workspace) -> TakenBack | None:
    """Restores what the latest undo took back; None where there is nothing. Raises QuizError "busy"."""
    with workspace.history.writing(SITTING):
        result = workspace.history.redo(SITTING)
    return None if result is None else _taken(workspace, result.action, len(result.cards))


def _taken(workspace: Workspace, action: str, cards: int) -> TakenBack:
    return TakenBack(workspace.history.acting(action)[0].kind, cards)


_Changes = Callable[[Mapping[str, MemoryRow]], Mapping[str, Mapping[str, object]]]


def _where(moves: Callable[[MemoryRow], bool], **body: object) -> _Changes:
    return lambda rows: {key: body for key, row in rows.items() if moves(row)}


def _done(workspace: Workspace, kind: EventKind, keys: Iterable[CardKey], changes: _Changes) -> Bulk:
    """Appends an event a card that changes, all as one action, while holding the writer lock."""
    wanted = list(keys)
    with workspace.history.writing(SITTING):
        bodies = changes(workspace.history.memory(wanted))
        action = workspace.history.new_id()
        events = [NewEvent(kind, action, SITTING, key, None, bodies[key]) for key in wanted if key in bodies]
        if events:
            workspace.history.append(*events)
    return Bulk(len(events), len(wanted) - len(events))
