"""Tells the history what happened to cards in their files: answers changed, cards renamed.

Replay never reads decks, so what an edit means for the schedule is an event like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from quizapp.library.index import Index
from quizapp.store.history import History
from quizapp.store.model import EventKind, MemoryRow, NewEvent
from quizapp.study.model import New, Scheduled, StudyDay

CHUNK = 500


def tell_edits(index: Index, history: History, today: StudyDay) -> int:
    """Appends events for the edits since the last call; gives how many cards became due by them.

    A card whose answer reads otherwise than at its last attempt keeps its history and is due. A card with
    `aliases` takes over the history of its former names.
    """
    stamp = index.stamp()
    told = index.connection.execute("SELECT stamp FROM edits_stamp").fetchone()
    since = -1 if told is None else told[0]
    if since == stamp:
        return 0
    changed = sorted(index.changed_since(since)) if history.head() else []
    action, due = history.new_id(), 0
    for start in range(0, len(changed), CHUNK):
        events = list(_renamed(index, history, changed[start : start + CHUNK], action))
        if events:
            history.append(*events)
        events = list(_due(index, history, changed[start : start + CHUNK], action, today))
        if events:
            history.append(*events)
        due += len(events)
    index.connection.execute("INSERT OR REPLACE INTO edits_stamp VALUES (1, ?)", (stamp,))
    return due


def _renamed(index: Index, history: History, keys: Sequence[str], action: str) -> Iterator[NewEvent]:
    rows = index.connection.execute(
        "SELECT key, deck, json_extract(payload, '$.aliases') FROM live_face"
        " WHERE key IN (SELECT value FROM json_each(?)) AND json_extract(payload, '$.aliases') IS NOT NULL",
        (json.dumps(list(keys)),),
    )
    for key, deck, aliases in rows.fetchall():
        face = key.rpartition("#")[2]
        for alias in json.loads(aliases):
            former = f"{alias if '/' in alias else f'{deck}/{alias}'}#{face}"
            known = history.memory((former, key))
            if former != key and not _is_untouched(known[former]) and _is_untouched(known[key]):
                yield NewEvent(EventKind.ALIAS, action, "", key, None, {"from": former})


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
        edited = row.answer_print not in (None, prints.get(key))
        if edited and isinstance(row.state, Scheduled) and row.state.due > today:
            yield NewEvent(EventKind.DUE, action, "", key, None, {"due": int(today)})


def _is_untouched(row: MemoryRow) -> bool:
    return isinstance(row.state, New) and row.answer_print is None
