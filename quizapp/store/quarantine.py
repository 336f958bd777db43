"""Sets aside what a clock gone wrong has written, and brings it back where it was today's that was wrong."""

from __future__ import annotations

import sqlite3

from quizapp.clock import Instant
from quizapp.errors import QuizError
from quizapp.named import NamedTuple
from quizapp.store import bodies, derived, log
from quizapp.store.model import EventKind, NewEvent
from quizapp.study.days import date_of, study_day
from quizapp.study.model import StudyDay

AHEAD_MS = 2 * 86_400_000
"""How far after the clock an event may be dated without being doubted. Clocks that are changed by hand for a
journey go back 26 hours at most, from UTC+14 to UTC-12; for summer time, one."""

_SET_ASIDE, _BROUGHT_BACK = "quarantine", "lift"

_STANDS = "action NOT IN (SELECT action FROM voided)"
_QUARANTINE = (
    f"kind = '{EventKind.VOID}' AND v = 1 AND target IS NOT NULL"
    f" AND body = '{log.canonical({'by': _SET_ASIDE})}' AND {_STANDS}"
)
# What was said of a clock may be said under another wrong one, and is no entry to set aside.
_AHEAD = (
    f"at_ms > ? AND (kind <> '{EventKind.VOID}' OR body NOT IN"
    f" ('{log.canonical({'by': _SET_ASIDE})}', '{log.canonical({'by': _BROUGHT_BACK})}'))"
)
_OF_AN_EDIT = f"kind = '{EventKind.ALIAS}' OR (kind = '{EventKind.DUE}' AND sitting = '')"


class Ahead(NamedTuple):
    """What is dated ahead of the clock: how many actions, the date of the last, and whether some tell what
    edits of decks meant for the schedule."""

    actions: int
    last: StudyDay
    edits: bool


class Place(NamedTuple):
    """Whence events are appended: the device, the moment, its study day."""

    device: str
    now: Instant
    day: StudyDay


def ahead(connection: sqlite3.Connection, now: Instant) -> Ahead | None:
    """What stands in the log dated more than `AHEAD_MS` after a moment; None where nothing does.

    Who was wrong, the clock of then or the one of now, the log cannot tell.
    """
    actions, last_ms, edits = connection.execute(
        f"SELECT count(DISTINCT action), max(at_ms), max({_OF_AN_EDIT})"
        f" FROM event WHERE {_AHEAD} AND {_STANDS}",
        (now.at_ms + AHEAD_MS,),
    ).fetchone()
    if not actions:
        return None
    last = min(study_day(last_ms, now.offset_min, 0), bodies.LAST_DAY)
    return Ahead(actions, StudyDay(last), bool(edits))


def refuse(connection: sqlite3.Connection, place: Place) -> None:
    """Raises QuizError `history-ahead` (n, last, today) where something lies ahead: what is written now would
    be dated after it, and the schedule would go by it. `set_aside` settles that, unless it is the clock that
    is to be set right."""
    found = ahead(connection, place.now)
    if found is not None:
        last, today = date_of(found.last).isoformat(), date_of(place.day).isoformat()
        raise QuizError("history-ahead", n=str(found.actions), last=last, today=today)


def set_aside(connection: sqlite3.Connection, place: Place, action: str) -> Ahead | None:
    """Voids, as one action, every action that has an event ahead of the clock; gives what stood of them.

    Voids are among them: what was undone under that clock stands again, unless it lies ahead itself. An
    answer that had waited for its rating goes with it, and its card is asked again.
    """
    found = ahead(connection, place.now)
    if found is not None:
        targets = connection.execute(
            f"SELECT DISTINCT action FROM event WHERE {_AHEAD}"
            f" AND action NOT IN (SELECT target FROM event WHERE {_QUARANTINE}) ORDER BY action",
            (place.now.at_ms + AHEAD_MS,),
        ).fetchall()
        _void(connection, place, action, [target for (target,) in targets], _SET_ASIDE)
    return found


def bring_back(connection: sqlite3.Connection, place: Place, action: str) -> int:
    """Voids the latest `set_aside` that stands; gives how many actions stand again, 0 where there is none."""
    latest = connection.execute(
        f"SELECT action FROM event WHERE {_QUARANTINE} ORDER BY arrival DESC LIMIT 1"
    ).fetchone()
    if latest is None:
        return 0
    _void(connection, place, action, [latest[0]], _BROUGHT_BACK)
    (back,) = connection.execute(
        "SELECT count(*) FROM event WHERE action = ? AND target NOT IN (SELECT action FROM voided)", latest
    ).fetchone()
    return int(back)


def _void(connection: sqlite3.Connection, place: Place, action: str, targets: list[str], by: str) -> None:
    """Appends voids dated now, not after all that stands as others are: voids apply in any order."""
    for seq, target in enumerate(targets, log.next_seq(connection, place.device)):
        log.insert(
            connection,
            NewEvent(EventKind.VOID, action, "", None, target, {"by": by}),
            device=place.device,
            seq=seq,
            at_ms=place.now.at_ms,
            offset_min=place.now.offset_min,
            day=place.day,
        )
    # All at once: a void at a time would look through the former ones each time.
    derived.rebuild(connection)
