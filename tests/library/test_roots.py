"""Libraries are found where they are said to be, and copied without a loss."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.library.check import check
from quizapp.library.roots import (
    MISSING,
    Library,
    default_libraries,
    file_library,
    given_libraries,
    init_user_library,
    look,
    scan,
    shipped_root,
)


def test_decks_are_found_below_the_decks_folder_only(library_root: Path) -> None:
    for name in ("decks/b.yml", "decks/sub/c.yaml", "decks/.hidden.yaml", "decks/note.md", "d.yaml"):
        (library_root / name).parent.mkdir(exist_ok=True)
        (library_root / name).write_text("")
    found = [stat.path for stat in scan(Library("user", library_root))]
    assert found == ["decks/b.yml", "decks/sub/c.yaml", "decks/v.yaml"]


def test_a_library_without_decks_is_empty(tmp_path: Path) -> None:
    assert list(scan(Library("user", tmp_path))) == []


def test_one_file_is_a_library_of_its_own(library_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(library_root / "decks")
    library = file_library(Path("v.yaml"))
    assert (library.root, library.only) == (library_root, "decks/v.yaml")
    assert (library.path("decks/v.yaml"), library.path("seeds/valbrune.md")) == (
        "v.yaml",
        "../seeds/valbrune.md",
    )
    found = check([library])
    assert (found.files, found.problems, len(found.decks[0].cards)) == (1, (), 1)


def test_one_file_outside_a_decks_folder_has_its_folder_as_root(library_root: Path, tmp_path: Path) -> None:
    (library_root / "decks" / "v.yaml").rename(tmp_path / "v.yaml")
    found = check([file_library(tmp_path / "v.yaml")])
    assert [problem.code for problem in found.problems] == ["Y103"]
    assert found.problems[0].file == str(tmp_path / "v.yaml")


def test_a_file_that_does_not_exist_is_told_so(tmp_path: Path) -> None:
    library = file_library(tmp_path / "x.yaml")
    assert [stat.size for stat in scan(library)] == [MISSING]
    assert [problem.code for problem in check([library]).problems] == ["Y105"]


def test_given_folders_must_exist(library_root: Path, tmp_path: Path) -> None:
    assert [library.root for library in given_libraries([library_root])] == [library_root]
    with pytest.raises(QuizError):
        given_libraries([tmp_path / "x"])


def test_a_library_may_be_named_by_the_folder_of_its_decks(library_root: Path) -> None:
    (library,) = given_libraries([library_root / "decks"])
    assert library.root == library_root
    assert library.path("decks/v.yaml") == str(library_root / "decks" / "v.yaml")
    assert given_libraries([library_root, library_root / "decks"]) == given_libraries([library_root])
    (library_root / "decks" / "decks").mkdir()
    (nested,) = given_libraries([library_root / "decks"])
    assert nested.root == library_root / "decks"


def test_an_id_twice_is_told_by_check(library_root: Path) -> None:
    text = (library_root / "decks" / "v.yaml").read_text()
    (library_root / "decks" / "w.yaml").write_text(text)
    assert [problem.code for problem in check([Library("user", library_root)]).problems] == ["F112"]


def test_the_users_library_counts_once_it_exists(tmp_path: Path) -> None:
    assert [library.name for library in default_libraries(tmp_path / "quizapp")] == ["shipped"]
    (tmp_path / "quizapp").mkdir()
    assert [library.name for library in default_libraries(tmp_path / "quizapp")] == ["shipped", "user"]
    assert (shipped_root() / "decks").is_dir()


def test_the_schema_is_copied_with_the_decks_that_name_it(tmp_path: Path) -> None:
    assert "decks/deck.schema.json" in init_user_library(tmp_path / "target").written


def test_copying_the_shipped_library_keeps_what_is_there(library_root: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    assert init_user_library(target, library_root).written == ("decks/v.yaml", "seeds/valbrune.md")
    (target / "decks" / "v.yaml").write_text("mine")
    again = init_user_library(target, library_root)
    assert (again.written, again.kept) == ((), ("decks/v.yaml", "seeds/valbrune.md"))
    assert (target / "decks" / "v.yaml").read_text() == "mine"


def test_a_lock_is_copied_with_its_deck_only(library_root: Path, tmp_path: Path) -> None:
    for name in ("v", "w"):
        (library_root / "decks" / f"{name}.lock.json").write_text("{}")
    (library_root / "decks" / "w.yaml").write_text("")
    target = tmp_path / "target"
    (target / "decks").mkdir(parents=True)
    (target / "decks" / "w.yaml").write_text("mine")
    copied = init_user_library(target, library_root)
    assert copied.written == ("decks/v.yaml", "decks/v.lock.json", "seeds/valbrune.md")
    assert copied.kept == ("decks/w.yaml",)


def test_a_target_that_cannot_be_written_is_an_error(library_root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(QuizError):
        init_user_library(tmp_path / "file" / "x", library_root)


def test_a_name_that_is_not_utf8_is_a_finding_and_costs_no_other_deck(tmp_path: Path):
    (tmp_path / "decks").mkdir()
    for name in (b"bon.yaml", b"\xff.yaml", b"\xff.txt"):
        (tmp_path / "decks" / os.fsdecode(name)).write_text("format: 1\n", "utf-8")
    found = check(given_libraries((tmp_path,)))
    assert [one.code for one in found.problems if "\ufffd" in one.file or "?" in one.file] == ["Y105"]
    assert found.files == 2


def test_a_library_in_a_folder_whose_name_is_not_utf8_is_refused(tmp_path: Path):
    folder = tmp_path / os.fsdecode(b"\xff")
    (folder / "decks").mkdir(parents=True)
    for open_ in (lambda: given_libraries((folder,)), lambda: file_library(folder / "decks" / "a.yaml")):
        with pytest.raises(QuizError, match="name-not-utf8"):
            open_()


def test_a_time_beyond_all_tables_is_the_latest_that_fits(tmp_path: Path):
    file = tmp_path / "a.yaml"
    file.write_text("", "utf-8")
    os.utime(file, ns=(0, 2**62))
    assert look(tmp_path, "a.yaml").mtime_ns <= 2**63 - 1
