"""Builds the wheel and installs it in a new environment without a network, for smoke test and benchmark."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"
WHEELHOUSE = Path(sys.prefix) / "wheelhouse"
"""The wheels of requirements.lock, which `python3 tests` keeps beside its environment."""


def run(*command: str, cwd: Path, given: str = "", **environ: str) -> str:
    """Runs a command to its end and gives what it printed; fails where it fails."""
    ran = subprocess.run(
        command,
        cwd=cwd,
        input=given,
        capture_output=True,
        env={**os.environ, **environ},
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def built_wheel(folder: Path) -> Path:
    """Builds the wheel into a folder, with the build backend of this environment."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def installed_scripts(wheel: Path, wheelhouse: Path, folder: Path) -> Path:
    """Installs a wheel and what it needs in a new environment; gives the folder of its scripts."""
    venv.create(folder, symlinks=sys.platform != "win32", with_pip=False)
    python = folder / SCRIPTS / "python"
    run(
        *(sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index"),
        *("--find-links", str(wheelhouse), str(wheel)),
        cwd=folder,
    )
    return folder / SCRIPTS
