"""The machine's clock goes with its owner."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from quizapp import clock
from quizapp.clock import SystemClock

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system follows by itself")


@pytest.fixture
def _zone_back(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_zone_back")
def test_a_zone_that_changes_while_the_program_runs_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "ZONE_S", 0.0)
    machine = SystemClock()
    for zone, offset_min in (("UTC-9", 540), ("UTC+8", -480), ("UTC0", 0)):
        monkeypatch.setenv("TZ", zone)
        assert machine.now().offset_min == offset_min
