"""The built wheel, installed in a clean environment outside the checkout, is the whole program."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

import quizapp
from tests.installed import ROOT, built_wheel, installed_scripts, run


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, wheelhouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of scripts of a new environment that holds the wheel and what it needs."""
    return installed_scripts(wheel, wheelhouse, tmp_path_factory.mktemp("clean") / "environment")


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
