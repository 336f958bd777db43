"""The wheels that set-up keeps, so that building and installing need no network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.installed import ROOT, WHEELHOUSE


@pytest.fixture(scope="session")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheels of requirements.lock: those that `python3 tests` keeps, else fetched now."""
    if WHEELHOUSE.is_dir():
        return WHEELHOUSE
    fetched = tmp_path_factory.mktemp("wheelhouse")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--require-hashes",
        "--wheel-dir",
        str(fetched),
    ]
    ran = subprocess.run(
        [*command, "--requirement", str(ROOT / "requirements.lock")],
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        pytest.fail(f"no wheels to install from: run `python3 tests` once with a network.\n{ran.stderr}")
    return fetched
