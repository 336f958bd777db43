from __future__ import annotations

from pathlib import Path

from quizapp.store import log
from quizapp.store.history import History
from quizapp.store.model import Finding
from tests.store.making import CARD, NOON_DAY, NOON_MS, answer, attempt, event, raw


def test_a_whole_history_has_no_findings_and_is_not_changed(history: History, folder: Path) -> None:
    answer(history)
    history.undo()
    with raw(folder) as connection:
        before = list(connection.iterdump())
        assert history.verify() == ()
        assert list(connection.iterdump()) == before


def test_a_changed_event_is_found(history: History, folder: Path) -> None:
    (added,) = history.append(attempt())
    with raw(folder) as connection:
        connection.execute("DROP TRIGGER event_never_changes")
        connection.execute("UPDATE event SET body = replace(body, 'correct', 'blank')")
    place = (("event", added.id), ("device", added.device), ("seq", "1"))
    findings = history.verify()
    assert findings[0] == Finding("wrong-checksum", place)
    assert {finding.code for finding in findings} == {"wrong-checksum", "differs"}


def test_lost_events_are_found(history: History, folder: Path) -> None:
    device = history.append(*(attempt() for _ in range(6)))[0].device
    with raw(folder) as connection:
        connection.execute("DROP TRIGGER event_never_goes")
        connection.execute("DELETE FROM event WHERE seq IN (2, 3, 5)")
    gaps = [finding.params for finding in history.verify() if finding.code == "missing-events"]
    assert gaps == [
        (("device", device), ("first", "2"), ("last", "3")),
        (("device", device), ("first", "5"), ("last", "5")),
    ]


def test_a_body_in_another_spelling_of_the_same_json_matches_its_checksum(
    history: History, folder: Path
) -> None:
    history.append(attempt())
    with raw(folder) as connection:
        connection.execute("DROP TRIGGER event_never_changes")
        connection.execute("UPDATE event SET body = replace(body, ':', ' : ')")
        assert " : " in connection.execute("SELECT body FROM event").fetchone()[0]
    assert history.verify() == ()


def test_each_device_counts_its_events_from_one(history: History, folder: Path) -> None:
    history.append(*(attempt() for _ in range(3)))
    with raw(folder) as connection:
        for device, seq in (("a", 1), ("b", 2), ("zz", 1)):
            place = {"at_ms": NOON_MS, "offset_min": 0, "day": NOON_DAY}
            log.insert(connection, event("hologram"), device=device, seq=seq, **place)
    assert history.verify() == (Finding("missing-events", (("device", "b"), ("first", "1"), ("last", "1"))),)


def test_derived_rows_that_differ_from_replay_are_found_and_left_as_they_are(
    history: History, folder: Path
) -> None:
    answer(history)
    with raw(folder) as connection:
        connection.execute("UPDATE memory SET stability = stability * 1.0000001")
        connection.execute("UPDATE day_sum SET answered = 9")
        connection.execute("INSERT INTO pending VALUES ('x', 'y', 'attempt')")
        connection.execute("INSERT INTO voided VALUES ('z')")
        connection.execute("DELETE FROM timed")
    places = {tuple(dict(finding.params).values()) for finding in history.verify()}
    assert {table for table, _ in places} == {"memory", "day_sum", "pending", "voided", "timed"}
    assert ("memory", CARD) in places
    assert history.verify() == history.verify() != ()


def test_a_body_that_is_no_json_is_found_and_stops_nothing(history: History, folder: Path) -> None:
    history.append(attempt())
    answer(history, "deck/other#main")
    with raw(folder) as connection:
        connection.execute("DROP TRIGGER event_never_changes")
        connection.execute("UPDATE event SET body = '{\"outcome' WHERE seq = 1")
    assert "wrong-checksum" in {finding.code for finding in history.verify()}
    assert len(list(history.events())) == 3
