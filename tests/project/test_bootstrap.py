"""The two commands set themselves up: once, whole, after an interruption too, and one at a time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from quizapp import bootstrap, installer
from quizapp.bootstrap import Environment, hand_over, set_up

ROOT = Path(__file__).resolve().parent.parent.parent


class StandInPip:
    """A pip that notes what it was asked for, and puts a file where packages go."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.asked: list[tuple[str, str]] = []
        self.python = ""

    def found(self, python: str) -> StandInPip:
        self.python = python
        return self

    def prepare(self) -> None: ...

    def run(self, verb: str, lock: str, options: list[str]) -> bool:
        self.asked.append((verb, Path(lock).name))
        (Path(self.python).parent / "leftover").write_text("x")
        return self.works


@pytest.fixture
def pip(monkeypatch):
    stand_in = StandInPip()
    monkeypatch.setattr(installer, "Pip", stand_in)
    return stand_in


@pytest.fixture
def checkout(tmp_path):
    folder = tmp_path / "check out é"
    folder.mkdir()
    (folder / "some.lock").write_text("a==1\n")
    (folder / "more.lock").write_text("b==1\n")
    return folder


def environment(checkout: Path, **options: bool) -> Environment:
    return Environment(str(checkout), ".venv", ("more.lock", "some.lock"), **options)


def test_a_set_up_environment_is_ready_and_imports_the_checkout(checkout, pip):
    made = environment(checkout)
    assert not made.is_ready()
    assert set_up(made) == 0
    assert made.is_ready()
    assert pip.asked == [("install", "more.lock")]
    shown = subprocess.run(
        [made.python, "-c", "import sys; print(*sys.path, sep='\\n')"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert str(checkout) in shown.stdout.splitlines()


def test_a_moved_checkout_still_imports_itself(checkout, pip):
    set_up(environment(checkout))
    moved = checkout.parent / "moved"
    checkout.rename(moved)
    made = environment(moved)
    assert made.is_ready()
    shown = subprocess.run(
        [made.python, "-c", "import sys; print(*sys.path, sep='\\n')"], capture_output=True, text=True
    )
    assert str(moved) in shown.stdout.splitlines()


def test_the_wheels_are_kept_where_asked(checkout, pip):
    made = environment(checkout, wheelhouse=True)
    assert set_up(made) == 0
    assert pip.asked == [("wheel", "some.lock"), ("install", "more.lock")]


def test_setting_up_twice_fills_once(checkout, pip):
    assert set_up(environment(checkout)) == 0
    assert set_up(environment(checkout)) == 0
    assert len(pip.asked) == 1


@pytest.mark.parametrize("name", ["some.lock", "more.lock"])
def test_a_changed_lock_asks_for_a_new_set_up(checkout, pip, name):
    set_up(environment(checkout))
    (checkout / name).write_text("a==2\n")
    assert not environment(checkout).is_ready()
    assert set_up(environment(checkout)) == 0
    assert len(pip.asked) == 2


def test_a_failed_set_up_is_done_again_from_nothing(checkout, pip, capfd):
    pip.works = False
    made = environment(checkout)
    assert set_up(made) == 1
    assert not made.is_ready()
    out, err = capfd.readouterr()
    assert out == ""
    assert "tries again" in err
    pip.works = True
    (Path(made.folder) / "half").write_text("x")
    assert set_up(environment(checkout)) == 0
    assert made.is_ready()
    assert not (Path(made.folder) / "half").exists()


def test_a_killed_set_up_is_healed_at_the_next_start(checkout, pip):
    made = environment(checkout)
    set_up(made)
    Path(made.stamp).unlink()
    assert not made.is_ready()
    assert set_up(made) == 0
    assert made.is_ready()


def test_a_vanished_python_asks_for_a_new_set_up(checkout, pip):
    made = environment(checkout)
    set_up(made)
    Path(made.python).unlink()
    assert not made.is_ready()
    assert set_up(made) == 0


def test_a_python_upgraded_in_place_asks_for_a_new_set_up(checkout, pip, monkeypatch):
    made = environment(checkout)
    monkeypatch.setattr(sys, "executable", os.path.realpath(sys.executable))
    set_up(made)
    assert made.is_ready()
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert not made.is_ready()


def test_two_at_once_fill_once_and_both_find_it_ready(checkout, pip, monkeypatch):
    entered, waiting, leave = threading.Event(), threading.Event(), threading.Event()
    run = pip.run

    def slow(verb, lock, options):
        entered.set()
        assert leave.wait(20)
        return run(verb, lock, options)

    monkeypatch.setattr(pip, "run", slow)
    # Not capfd: it empties its file after reading it, and so loses what a thread writes in between.
    monkeypatch.setattr(bootstrap, "_say", lambda text: waiting.set() if "waiting" in text else None)
    codes: list[int] = []
    first = threading.Thread(target=lambda: codes.append(set_up(environment(checkout))))
    first.start()
    assert entered.wait(20)
    second = threading.Thread(target=lambda: codes.append(set_up(environment(checkout))))
    second.start()
    assert waiting.wait(20)
    leave.set()
    first.join(20)
    second.join(20)
    assert codes == [0, 0]
    assert len(pip.asked) == 1


def test_a_checkout_that_cannot_be_written_is_served_from_the_cache(checkout, pip, monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "_cache_folder", lambda: str(tmp_path / "cache"))
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    made = environment(checkout)
    assert Path(made.folder).parent == tmp_path / "cache"
    assert set_up(made) == 0
    assert environment(checkout).is_ready()
    assert not (checkout / ".venv").exists()


def test_a_ready_environment_in_a_checkout_that_cannot_be_written_is_used(checkout, pip, monkeypatch):
    set_up(environment(checkout))
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert environment(checkout).folder == str(checkout / ".venv")


def test_a_file_in_the_way_is_told_of(checkout, pip, capfd):
    (checkout / ".venv.lock").mkdir()
    assert hand_over(environment(checkout), "quizapp", []) == 1
    assert "cannot be set up" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("release", "line"),
    [
        ('ID=debian\nVERSION_ID="12"\n', "apt-get install python3-pip"),
        ("ID=linuxmint\nID_LIKE='ubuntu debian'\n", "apt-get install python3-pip"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "dnf install python3-pip"),
        ("ID=fedora\n", "dnf install python3-pip"),
        ("ID=manjaro\nID_LIKE=arch\n", "pacman -S python-pip"),
        ("ID=plan9\n", f"{sys.executable} -m ensurepip --upgrade"),
        ("", f"{sys.executable} -m ensurepip --upgrade"),
    ],
)
def test_without_pip_the_line_that_installs_it_is_shown(tmp_path, monkeypatch, release, line):
    monkeypatch.setattr(installer, "_is_there", lambda module: False)
    path = tmp_path / "os-release"
    path.write_text(release)
    shown = installer.missing_pip(str(path)).split("\n\n")[1].strip()
    assert shown.removeprefix("sudo ") == line
    assert installer.Pip.found("python") is None


@pytest.mark.parametrize(
    ("typed", "handed_on"),
    [
        (["python3", "quizapp", "study", "a b"], ["-X", "called=python3 quizapp"]),
        (["py", "-B", "mon é/quizapp", "study", "a b"], ["-X", 'called=py -B "mon é/quizapp"']),
        (["/shims/of/python3", "quizapp", "study", "a b"], ["-X", "called=python3 quizapp"]),
        (["own/python9", "quizapp", "study", "a b"], ["-X", "called=own/python9 quizapp"]),
        (["python3", "$(x)/quizapp", "study", "a b"], []),
        (["python3", "{x}/quizapp", "study", "a b"], []),
        (["python3", "\x1b[2J/quizapp", "study", "a b"], []),
    ],
)
def test_what_was_typed_is_handed_on_where_a_hint_may_show_it(checkout, pip, monkeypatch, typed, handed_on):
    made = environment(checkout)
    set_up(made)
    monkeypatch.setattr(sys, "orig_argv", typed)
    monkeypatch.setattr(sys, "platform", "linux")
    (checkout / "python3").touch(0o755)
    monkeypatch.setenv("PATH", str(checkout))

    started: list[list[str]] = []

    def execv(_path: str, command: list[str]) -> None:
        started.append(command)
        raise SystemExit

    monkeypatch.setattr(os, "execv", execv)
    with pytest.raises(SystemExit):
        hand_over(made, "quizapp", ["study", "a b"])
    assert started == [[made.python, "-P", *handed_on, "-m", "quizapp", "study", "a b"]]


def test_an_environment_never_replaces_itself(checkout, pip, monkeypatch):
    made = environment(checkout)
    started: list[list[str]] = []
    monkeypatch.setattr(sys, "prefix", made.folder)

    def call(command: list[str]) -> int:
        started.append(command)
        return 7

    monkeypatch.setattr(subprocess, "call", call)
    assert hand_over(made, "quizapp", []) == 7
    assert [command[0] for command in started] == [getattr(sys, "_base_executable")]  # noqa: B009 - no stub has it
    assert pip.asked == []


def test_without_pip_nothing_is_made(checkout, monkeypatch, capfd):
    monkeypatch.setattr(installer, "_is_there", lambda module: False)
    assert set_up(environment(checkout)) == 1
    assert "needs pip 22.3" in capfd.readouterr().err
    assert not (checkout / ".venv").exists()


def test_an_old_pip_is_asked_to_be_upgraded(monkeypatch):
    monkeypatch.setattr(installer, "running_version", lambda: (22, 0))
    monkeypatch.setattr(installer, "_is_there", lambda module: module == "pip")
    assert installer.Pip.found("python") is None
    assert f"{sys.executable} -m pip install --upgrade pip" in installer.missing_pip()


def test_the_pip_that_comes_with_python_is_used_where_there_is_no_other(monkeypatch):
    monkeypatch.setattr(installer, "_is_there", lambda module: module == "ensurepip")
    assert installer.Pip.found("python") is not None


def test_both_commands_refuse_an_old_python():
    for name in ("quizapp", "tests"):
        code = (
            f"import sys, runpy; sys.version_info = (3, 10, 1); sys.argv = ['{name}'];"
            f"runpy.run_path(r'{ROOT / name}', run_name='__main__')"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert ran.returncode == 1
        assert "needs Python 3.11 or newer; this is Python 3.10." in ran.stderr


def test_a_bare_copy_sets_itself_up_and_passes_arguments_and_exit_code(wheelhouse, tmp_path):
    """With no network: pip is shown the kept wheels instead of a registry."""
    copy = tmp_path / "copy"
    for name in ("quizapp", "decks", "seeds"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.lock", copy)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "click.py").write_text("raise SystemExit('a file of the current folder was imported')\n")
    environ = {**os.environ, "HOME": str(tmp_path), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheelhouse)}
    environ |= {"PIP_CONFIG_FILE": os.devnull, "PIP_EXTRA_INDEX_URL": "", "QUIZAPP_LANG": "en"}

    def quizapp(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(copy / "quizapp"), *arguments]
        return subprocess.run(
            command, cwd=elsewhere, env=environ, capture_output=True, text=True, check=False
        )

    first = quizapp("--version")
    assert (first.returncode, first.stdout.strip().split()[-1]) == (0, "0.1.0"), first.stderr
    assert "setting up" in first.stderr
    again = quizapp("--version")
    assert (again.stdout, again.stderr) == (first.stdout, "")
    assert quizapp("no-such-verb").returncode == 2
    assert quizapp("check").returncode == 0
