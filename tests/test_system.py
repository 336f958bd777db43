"""Platform calls: a lock that dies with its holder, and folders that are private and the user's own."""

from __future__ import annotations

import os
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from quizapp import system
from quizapp.errors import QuizError
from quizapp.system import (
    Locked,
    drop_typed,
    folder_private,
    fsync_folder,
    lock_file,
    open_in_viewer,
    pasted,
)
from quizapp.workspace.wording import error_text

HOLDER = """
import sys, time
from pathlib import Path
from quizapp.system import lock_file
with lock_file(Path(sys.argv[1]), "held by a test"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_held_lock_names_its_holder(tmp_path):
    path = tmp_path / "lock"
    with lock_file(path, "é 1"):
        with pytest.raises(Locked) as caught, lock_file(path, "2"):
            pass
        assert caught.value.note == "é 1"


def test_a_released_lock_can_be_taken_again(tmp_path):
    path = tmp_path / "lock"
    with lock_file(path, "a long note"):
        pass
    assert path.read_bytes() == b""
    with lock_file(path, "b"):
        assert path.read_bytes() == b"b"


def test_a_lock_is_released_when_its_block_fails(tmp_path):
    with pytest.raises(ZeroDivisionError), lock_file(tmp_path / "lock", ""):
        raise ZeroDivisionError
    with lock_file(tmp_path / "lock", ""):
        pass


def test_a_killed_holder_leaves_no_lock(tmp_path):
    path = tmp_path / "lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Locked, match="held by a test"), lock_file(path, ""):
            pass
    finally:
        holder.kill()
        holder.communicate()
    with lock_file(path, "mine"):
        assert path.read_bytes() == b"mine"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_private_folder_is_made_for_its_owner_only(tmp_path):
    folder = tmp_path / "a" / "b"
    folder_private(folder)
    folder_private(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_folder_that_exists_keeps_its_permissions(tmp_path):
    tmp_path.chmod(0o755)
    folder_private(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_folder_can_be_synced(tmp_path):
    (tmp_path / "file").write_text("x")
    fsync_folder(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders")
def test_folders_follow_the_users_environment(tmp_path, monkeypatch):
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))
    assert system.data_folder() == tmp_path / "DATA" / "quizapp"
    assert system.cache_folder() == tmp_path / "CACHE" / "quizapp"
    assert system.config_folder() == tmp_path / "CONFIG" / "quizapp"
    assert system.documents_folder() == tmp_path / "Documents"
    assert list(tmp_path.iterdir()) == []


def viewer(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a viewer on the PATH, alone with the shell's own tools."""
    folder.mkdir()
    name = "open" if sys.platform == "darwin" else "xdg-open"
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def waited(file: Path) -> str:
    """The content of a file that another process is about to write."""
    end = time.monotonic() + 30
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.01)
    return file.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="a viewer on the PATH")
def test_a_viewer_gets_the_path_as_one_argument_and_no_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    told = tmp_path / "told"
    tell = f"read line; printf '%s|' \"$#\" \"$1\" \"$line\" > '{told}.new'; mv '{told}.new' '{told}'"
    viewer(tmp_path / "bin", f"echo noise; echo noise >&2; {tell}", monkeypatch)
    file = tmp_path / "a b;touch $(x) 'é'.png"
    open_in_viewer(file)
    assert waited(told) == f"1|{file}||"
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="a viewer on the PATH")
def test_nobody_waits_for_a_viewer_and_it_lives_in_a_session_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    told, go_on = tmp_path / "told", tmp_path / "go-on"
    wait = f"while ! [ -e '{go_on}' ]; do sleep 0.01; done"
    tell = f"ps -o sid= -p $$ > '{told}.new'; mv '{told}.new' '{told}'"
    viewer(tmp_path / "bin", f"{wait}; {tell}", monkeypatch)
    open_in_viewer(tmp_path / "a.png")
    assert not told.exists()
    go_on.touch()
    assert int(waited(told)) != os.getsid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="a viewer on the PATH")
def test_a_system_without_a_viewer_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(QuizError) as caught:
        open_in_viewer(tmp_path / "a.png")
    assert caught.value.code == "no-viewer"
    assert str(tmp_path / "a.png") in error_text(caught.value)


def test_a_path_that_could_be_an_option_is_never_handed_over():
    with pytest.raises(ValueError, match="option"):
        open_in_viewer(Path("--help"))


def test_what_is_no_terminal_keeps_what_it_holds(tmp_path: Path):
    ours, theirs = os.pipe()
    try:
        os.write(theirs, b"kept")
        drop_typed(ours)
        assert os.read(ours, 10) == b"kept"
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_paste_into_a_terminal_keeps_lines_of_any_length():
    """A terminal loses what of a line is longer than 4,095 bytes."""
    import pty
    import threading

    ours, theirs = pty.openpty()
    text = b"x" * 20_000 + b"\n" + "é".encode() * 3000 + b"\x04 after the end"
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pasted(theirs, 1_000_000)), daemon=True)
    try:
        before = termios.tcgetattr(theirs)
        reader.start()
        end = time.monotonic() + 10
        while termios.tcgetattr(theirs) == before and time.monotonic() < end:
            time.sleep(0.01)
        for start in range(0, len(text), 1000):
            os.write(ours, text[start : start + 1000])
            # What is echoed has to be taken, or the terminal stands still.
            os.read(ours, 65536)
        reader.join(20)
        assert found == [text.partition(b"\x04")[0]]
        assert termios.tcgetattr(theirs) == before
    finally:
        os.close(ours)
        os.close(theirs)
