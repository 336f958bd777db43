"""Nothing but regular files below the root is opened, and nothing waits."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.library import safe_open
from quizapp.library.safe_open import Refused, below, read_bytes


@pytest.fixture(params=["by folder", "by path"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_open, "_BY_FOLDER", request.param == "by folder" and safe_open._BY_FOLDER)


def refusal(root: Path, relative: str) -> str:
    with pytest.raises(Refused) as refused:
        read_bytes(root, relative)
    return refused.value.code


def test_a_regular_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"x\r\n")
    assert read_bytes(tmp_path, "a/b") == b"x\r\n"


def test_links_are_refused_wherever_they_lead(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "real").write_bytes(b"x")
    (tmp_path / "secret").write_bytes(b"x")
    (root / "in").symlink_to("real")
    (root / "out").symlink_to("../secret")
    (root / "zero").symlink_to("/dev/zero")
    (root / "lost").symlink_to("nowhere")
    (root / "folder").symlink_to(tmp_path)
    for name in ("in", "out", "zero", "lost", "folder/secret"):
        assert refusal(root, name) == "Y102"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path, "pipe") == "Y101"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_what_is_no_regular_file_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    opened: list[str] = []
    true_open = os.open

    def spy(path: str, flags: int, *rest: int, dir_fd: int | None = None) -> int:
        opened.append(Path(path).name)
        return true_open(path, flags, *rest, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", spy)
    assert refusal(tmp_path, "pipe") == "Y101"
    assert "pipe" not in opened


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices on this system")
def test_a_device_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(Path("/dev"), "zero") == "Y101"
    (tmp_path / "folder").mkdir()
    assert refusal(tmp_path, "folder") == "Y101"


def test_what_is_absent_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert refusal(tmp_path, "a") == "Y105"
    assert refusal(tmp_path, "a/b") == "Y105"
    assert refusal(tmp_path, "file/b") == "Y105"


def test_over_the_cap_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "big").open("wb") as file:
        file.truncate(safe_open.MAX_BYTES + 100)
    with pytest.raises(Refused) as refused:
        read_bytes(tmp_path, "big")
    assert refused.value.code == "Y104"
    assert refused.value.params["size"] == str(safe_open.MAX_BYTES + 100), (
        "known from its look, not by reading"
    )
    with (tmp_path / "full").open("wb") as file:
        file.truncate(safe_open.MAX_BYTES)
    assert len(read_bytes(tmp_path, "full")) == safe_open.MAX_BYTES


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
def test_an_unreadable_file_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "a").chmod(0)
    assert refusal(tmp_path, "a") == "Y106"


@pytest.mark.parametrize("path", ["../a", "a/../../b", "a//b", ".", ""])
def test_paths_that_climb_are_never_opened(tmp_path: Path, path: str) -> None:
    assert refusal(tmp_path, path) == "Y103"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("../seeds/a.md", "seeds/a.md"),
        ("a.md", "decks/a.md"),
        ("../../a.md", "Y103"),
        ("..", "S110"),
        ("../..", "Y103"),
        ("/etc/passwd", "S110"),
        ("C:/a", "S110"),
        ("a\\b", "S110"),
        ("a\0b", "S110"),
        ("", "S110"),
    ],
)
def test_references_are_read_from_the_decks_folder(reference: str, expected: str) -> None:
    try:
        found = below("decks", reference)
    except Refused as refused:
        found = refused.code
    assert found == expected
