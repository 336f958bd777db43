"""Tells the history what happened to cards in their files: answers changed, cards renamed.

Replay never reads decks, so what an edit means for the schedule is an event like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from quizapp.library.index import Index
from quizapp.named import NamedTuple
from quizapp.store.history import History
from quizapp.store.model import EventKind, MemoryRow, NewEvent
from quizapp.study.model import New, Scheduled, StudyDay

CHUNK = 500


class Edits(NamedTuple):
    """How many cards became due because their answers were edited, and the action that made them so."""

    due: int = 0
    action: str = ""


def tell_edits(index: Index, history: History, today: StudyDay) -> Edits:
    """Appends events for the edits since the last call; gives how many cards became due by them.

    A card whose answer reads otherwise than at its last attempt keeps its history and is due. A card with
    `aliases` takes over the history of its former names, unless a card still bears them. While something lies
    ahead of the clock nothing is told: it would be set aside with it.
    """
    stamp = index.stamp()
    told = index.connection.execute("SELECT stamp FROM edits_stamp").fetchone()
    since = -1 if told is None else told[0]
    if since == stamp or history.ahead() is not None:
        return Edits()
    due, action = 0, ""
    if history.head():
        for event in _renamed(index, history, history.new_id()):
            history.append(event)
        action = history.new_id()
        changed = sorted(index.changed_since(since))
        for start in range(0, len(changed), CHUNK):
            events = list(_due(index, history, changed[start : start + CHUNK], action, today))
            if events:
                history.append(*events)
            due += len(events)
    index.connection.execute("INSERT OR REPLACE INTO edits_stamp VALUES (1, ?)", (stamp,))
    return Edits(due, action)


def forget_edits(index: Index) -> None:
    """Lets the next `tell_edits` look at every card."""
    index.connection.execute("DELETE FROM edits_stamp")


def keep_dates(history: History, edits: Edits) -> None:
    """Gives the cards that an edit made due the dates that they had."""
    history.append(NewEvent(EventKind.VOID, history.new_id(), "", None, edits.action, {"by": "author"}))


def _renamed(index: Index, history: History, action: str) -> Iterator[NewEvent]:
    """An alias for each card that has no history yet and a former name that has; it is to be appended before
    the next is asked for, so that two cards never take over one history.

    Looks at all cards: a name may be given up long after another card has claimed it.
    """
    for key, former in former_names(index):
        if former == key or _is_live(index, former):
            continue
        known = history.memory((former, key))
        if not is_untouched(known[former]) and is_untouched(known[key]):
            yield NewEvent(EventKind.ALIAS, action, "", key, None, {"from": former})


def former_names(index: Index) -> Iterator[tuple[str, str]]:
    """Each living face with the keys that its card's aliases give it."""
    rows = index.connection.execute(
        "SELECT key, deck, json_extract(payload, '$.aliases') FROM live_face"
        # The first condition spares parsing every payload.
        """ WHERE instr(payload, '"aliases"')"""
        " AND json_extract(payload, '$.aliases') IS NOT NULL ORDER BY key"
    ).fetchall()
    for key, deck, aliases in rows:
        face = key.rpartition("#")[2]
        for alias in json.loads(aliases):
            yield key, f"{alias if '/' in alias else f'{deck}/{alias}'}#{face}"


def _due(
    index: Index, history: History, keys: Sequence[str], action: str, today: StudyDay
) -> Iterator[NewEvent]:
    prints = dict(
        index.connection.execute(
            "SELECT key, answer_print FROM live_face WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
    )
    for key, row in history.memory(keys).items():
        edited = _differ(row.answer_print, prints.get(key))
        if edited and isinstance(row.state, Scheduled) and row.state.due > today:
            yield NewEvent(EventKind.DUE, action, "", key, None, {"due": int(today)})


def _differ(known: str | None, now: str | None) -> bool:
    """Whether two prints tell of different answers; prints of different versions tell nothing."""
    if known is None or now is None or known.partition(":")[0] != now.partition(":")[0]:
        return False
    return known != now


def _is_live(index: Index, key: str) -> bool:
    return bool(index.connection.execute("SELECT 1 FROM live_face WHERE key = ?", (key,)).fetchone())


def is_untouched(row: MemoryRow) -> bool:
    """Whether a card has no history: never answered, or taken over by another name."""
    return isinstance(row.state, New) and row.answer_print is None
