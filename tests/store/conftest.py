from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.store.history import History
from tests.store.making import HandClock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def history(folder: Path, clock: HandClock) -> Iterator[History]:
    history = History.open(folder, clock=clock)
    yield history
    history.close()
