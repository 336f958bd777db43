from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from uuid import UUID

import pytest

from quizapp.store import log
from quizapp.store.history import History
from quizapp.study.days import study_day
from tests.store.making import CARD, DAY_MS, NOON_MS, HandClock, attempt, event, raw


def test_an_appended_event_reads_back_as_it_was_returned(history: History) -> None:
    (added,) = history.append(attempt(response="né à l’été \ud800\0", nested={"a": [1, 2.5, None]}))
    assert list(history.events()) == [added]
    assert history.event(added.id) == added
    assert added.body["nested"] == {"a": [1, 2.5, None]}


def test_an_event_carries_clock_day_and_checksum(history: History, clock: HandClock) -> None:
    clock.at_ms += 5
    (added,) = history.append(attempt())
    assert (added.at_ms, added.offset_min) == (NOON_MS + 5, 0)
    assert added.day == study_day(NOON_MS, 0, 4)
    assert added.crc == log.checksum(added) != log.checksum(added._replace(card="other"))


def test_every_column_counts_in_the_checksum(history: History) -> None:
    (added,) = history.append(event("review", CARD, {"rating": 3}, target="t"))
    changed = [
        added._replace(**{name: type(getattr(added, name))("7")})
        for name in added._fields
        if name not in ("crc", "body")
    ]
    changed.append(added._replace(body={"rating": 4}))
    assert added.crc not in {log.checksum(each) for each in changed}


def test_ids_are_uuids_of_version_seven_and_rise_with_time() -> None:
    first, second = UUID(log.uuid7(NOON_MS)), UUID(log.uuid7(NOON_MS + 1))
    assert (first.version, first.variant) == (7, "specified in RFC 4122")
    assert first.int >> 80 == NOON_MS
    assert first < second


def test_a_number_that_json_does_not_know_is_refused_and_nothing_is_added(history: History) -> None:
    with pytest.raises(ValueError, match="JSON"):
        history.append(attempt(), attempt(score=float("nan")))
    assert history.head() == 0


def test_events_cannot_be_changed_deleted_or_replaced(history: History, folder: Path) -> None:
    history.append(attempt())
    lines = list(history.export_lines())
    with raw(folder) as connection:
        for statement in (
            "UPDATE event SET body = '{}'",
            "DELETE FROM event",
            f"INSERT OR REPLACE INTO event ({log.COLUMNS}) SELECT {log.COLUMNS} FROM event",
            "INSERT OR REPLACE INTO event SELECT 1, 'x', 'x', 1, at_ms, offset_min, day, kind, action,"
            " sitting, card, target, v, body, crc FROM event",
            "INSERT OR REPLACE INTO event SELECT 9, id, 'x', 1, at_ms, offset_min, day, kind, action,"
            " sitting, card, target, v, body, crc FROM event",
            "INSERT OR REPLACE INTO event SELECT 9, 'x', device, seq, at_ms, offset_min, day, kind, action,"
            " sitting, card, target, v, body, crc FROM event",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                connection.execute(statement)
    assert list(history.export_lines()) == lines


def test_a_value_of_the_wrong_type_is_refused_by_the_table(history: History, folder: Path) -> None:
    history.append(attempt())
    with raw(folder) as connection, pytest.raises(sqlite3.IntegrityError, match="cannot store"):
        connection.execute(f"INSERT INTO event ({log.COLUMNS}) SELECT 'x', 'd', 'one' , {'1, ' * 10} 1")


def test_sequence_numbers_have_no_gaps_across_reopening(history: History, folder: Path) -> None:
    history.append(attempt(), attempt())
    history.close()
    with History.open(folder, clock=HandClock()) as again:
        again.append(attempt())
        assert [(each.seq, each.device) for each in again.events()] == [
            (seq, next(again.events()).device) for seq in (1, 2, 3)
        ]


def test_a_batch_is_added_whole_or_not_at_all(history: History) -> None:
    with pytest.raises(TypeError):
        history.append(attempt(), event("flag", CARD, {"flag": object()}))
    assert list(history.events()) == []
    history.append(attempt())
    assert next(history.events()).seq == 1


def test_time_never_stands_still_or_runs_back_on_the_log(history: History, clock: HandClock) -> None:
    (first,) = history.append(attempt())
    clock.at_ms -= DAY_MS
    (second,) = history.append(attempt())
    assert (second.at_ms, second.day) == (first.at_ms + 1, first.day - 1)


def test_voiding_the_events_of_a_clock_gone_wrong_leads_back_to_the_present(
    history: History, clock: HandClock
) -> None:
    clock.at_ms += 365 * DAY_MS
    (future,) = history.append(attempt())
    clock.at_ms = NOON_MS
    history.append(event("void", None, target=future.action))
    (present,) = history.append(attempt())
    assert present.at_ms == NOON_MS


def test_the_caller_can_name_the_moment_for_which_it_computed(history: History, clock: HandClock) -> None:
    preview = clock.now()
    clock.at_ms += DAY_MS
    (added,) = history.append(attempt(), now=preview)
    assert added.at_ms == NOON_MS


def test_export_is_one_json_object_a_line(history: History) -> None:
    added = history.append(attempt(response="deux\nlignes"), event("hologram", None))
    lines = list(history.export_lines())
    assert not any("\n" in line for line in lines)
    assert [json.loads(line)["id"] for line in lines] == [each.id for each in added]
    assert set(json.loads(lines[0])) == set(added[0]._fields)
