"""What all tests share: a home of their own, English messages, and the counts of long harnesses."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings

from quizapp import messages

# Seeded, so that two runs over one state of the code say the same; --full searches further.
settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True, database=None)
settings.register_profile("full", max_examples=2000, deadline=None, database=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="the counts that the issues name, not reduced ones")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("full" if config.getoption("--full") else "quick")
    if threading.current_thread() is threading.main_thread():
        # A shell's background job ignores interrupts, and so would the programs that tests interrupt.
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def full(pytestconfig: pytest.Config) -> bool:
    """Whether long harnesses run the counts that the issues name."""
    return bool(pytestconfig.getoption("--full"))


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the settings, history or cache of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("QUIZAPP_", "XDG_", "LC_"))]:
            patch.delenv(name)
        for name in ("NO_COLOR", "FORCE_COLOR", "LANGUAGE", "TEXTUAL_THEME"):
            patch.delenv(name, raising=False)
        patch.setenv("HOME", str(home))
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("TERM", "xterm-256color")
        yield


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    messages.use("en")
    messages.name_commands(None)
    yield
    messages.use("en")
    messages.name_commands(None)
