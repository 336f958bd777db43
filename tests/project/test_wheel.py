"""The built wheel, installed in a clean environment outside the checkout, is the whole program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import quizapp

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


def run(*command: str, cwd: Path, given: str = "", **environ: str) -> str:
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


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, wheelhouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of scripts of a new environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("clean") / "environment"
    venv.create(folder, symlinks=sys.platform != "win32", with_pip=False)
    python = folder / SCRIPTS / "python"
    run(
        *(sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index"),
        *("--find-links", str(wheelhouse), str(wheel)),
        cwd=folder,
    )
    return folder / SCRIPTS


def test_the_wheel_holds_what_the_program_reads(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "quizapp").rglob("*")
        if path.suffix in {".py", ".sql", ".tcss", ".mo", ".typed", ".json"}
    }
    for folder in ("decks", "seeds"):
        expected |= {
            f"quizapp/shipped/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).glob("*.*")
        }
    assert expected - names == set()
    assert not [name for name in names if name.startswith(("tests/", "decks/", "seeds/"))]


def test_the_installed_program_says_its_version(installed, tmp_path):
    assert quizapp.__version__ in run(str(installed / "quizapp"), "--version", cwd=tmp_path)


def test_the_installed_program_studies_a_shipped_card(installed, tmp_path):
    program = str(installed / "quizapp")
    environ = {"QUIZAPP_DATA": str(tmp_path / "data"), "QUIZAPP_LANG": "en", "HOME": str(tmp_path)}
    decks = json.loads(run(program, "decks", "--json", cwd=tmp_path, **environ))["decks"]
    assert {deck["library"] for deck in decks} == {"shipped"}
    assert sum(deck["cards"] for deck in decks) >= 100

    # Blank answers and the suggested ratings, until the input ends.
    said = run(program, "study", "--plain", "--limit", "1", cwd=tmp_path, given="\n" * 20, **environ)
    assert "\x1b" not in said
    assert said.strip()
    events = [
        json.loads(line) for line in run(program, "history", "export", cwd=tmp_path, **environ).splitlines()
    ]
    assert {"attempt", "review"} <= {event["kind"] for event in events}
    assert run(program, "history", "verify", cwd=tmp_path, **environ) is not None
