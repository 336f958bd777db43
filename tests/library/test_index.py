"""The index says what the files say, reads only what changed, and survives whatever happens to its file."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.library.index import Index
from quizapp.library.model import CardKey
from quizapp.library.roots import Library
from tests.library.market import CARD, HEAD, SHEET

SECOND = 1_000_000_000
LONG_AGO = 1_700_000_000 * SECOND
NOW = LONG_AGO + 3600 * SECOND
MAIN = CardKey("valbrune/reouverture#main")


def age(root: Path, ns: int = LONG_AGO) -> None:
    for file in (*root.rglob("*.yaml"), *root.rglob("*.md")):
        os.utime(file, ns=(ns, ns))


@pytest.fixture
def library(library_root: Path) -> Library:
    age(library_root)
    return Library("shipped", library_root)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index.open(tmp_path / "cache" / "index.sqlite3")


def deck(root: Path, text: str, name: str = "v.yaml", ns: int = LONG_AGO + SECOND) -> None:
    file = root / "decks" / name
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(ns, ns))


def test_a_first_refresh_reads_all_and_a_second_nothing(index: Index, library: Library) -> None:
    seen: list[tuple[int, int]] = []
    first = index.refresh([library], NOW, lambda done, total: seen.append((done, total)))
    assert (first.changed_keys, first.removed_keys, first.read_files) == (frozenset((MAIN,)), frozenset(), 1)
    assert seen == [(1, 1)]
    assert index.refresh([library], NOW).read_files == 0


def test_what_was_read_comes_back(index: Index, library: Library) -> None:
    index.refresh([library], NOW)
    card = index.card(MAIN)
    assert (card.deck, card.id, card.lang, card.line) == ("valbrune", "reouverture", "fr", 6)
    source = index.source(card.passages[0].source)
    start, end = card.passages[0].quote
    assert source.paragraphs[0].text[start:end] == "a rouvert en juin 2024"
    assert source.paragraphs[1].note == "Chiffre de la mairie."
    assert source.restated
    assert {"marche", "loyers", "quand"} <= index.vocabulary("valbrune")
    (row,) = index.key_rows()
    assert row.key == MAIN
    assert row.paragraphs == ("shipped/seeds/valbrune.md:1",)
    (found,) = index.decks()
    assert found.path == str(library.root / "decks" / "v.yaml")
    assert (found.id, found.cards, found.faces, found.errors, found.shadows) == ("valbrune", 1, 1, 0, False)


def test_an_unknown_card_or_source_is_an_error(index: Index, library: Library) -> None:
    index.refresh([library], NOW)
    with pytest.raises(QuizError):
        index.card(CardKey("valbrune/x#main"))
    with pytest.raises(QuizError):
        index.source("x")
    assert index.vocabulary("x") == frozenset()


def test_a_changed_deck_is_read_again_and_only_changed_faces_are_told(index: Index, library: Library) -> None:
    index.refresh([library], NOW)
    stamp = index.stamp()
    other = CARD.replace("reouverture", "autre")
    deck(library.root, HEAD + CARD + other)
    assert index.refresh([library], NOW).changed_keys == {"valbrune/autre#main"}
    assert index.changed_since(stamp) == {"valbrune/autre#main"}
    deck(library.root, HEAD + other, ns=LONG_AGO + 2 * SECOND)
    found = index.refresh([library], NOW)
    assert found.removed_keys == {MAIN}


def test_a_touched_deck_is_not_parsed_again(index: Index, library: Library) -> None:
    index.refresh([library], NOW)
    age(library.root, LONG_AGO + SECOND)
    assert index.refresh([library], NOW).read_files == 0


def test_a_changed_source_rereads_the_decks_that_cite_it(index: Index, library: Library) -> None:
    deck(
        library.root,
        HEAD.replace("id: valbrune", "id: autre").replace("mv: ../seeds/valbrune.md", "") + CARD,
        "b.yaml",
    )
    index.refresh([library], NOW)
    sheet = library.root / "seeds" / "valbrune.md"
    sheet.write_text(SHEET.replace("Fermé", "Clos"), encoding="utf-8")
    os.utime(sheet, ns=(LONG_AGO + SECOND, LONG_AGO + SECOND))
    found = index.refresh([library], NOW)
    assert (found.read_files, found.changed_keys) == (1, frozenset((MAIN,)))
    assert index.source("shipped/seeds/valbrune.md").paragraphs[0].text.startswith("Clos")


def test_a_source_that_appears_mends_its_deck(index: Index, library: Library) -> None:
    sheet = library.root / "seeds" / "valbrune.md"
    sheet.rename(library.root / "seeds" / "x")
    index.refresh([library], NOW)
    assert [problem.code for problem in index.problems()] == ["Y105"]
    (library.root / "seeds" / "x").rename(sheet)
    assert index.refresh([library], NOW).read_files == 1
    assert index.problems() == ()
    assert len(index.card(MAIN).passages) == 1


def test_a_file_written_while_it_was_indexed_is_looked_at_again(index: Index, library: Library) -> None:
    deck(library.root, HEAD + CARD, ns=NOW)
    index.refresh([library], NOW + SECOND)
    text = HEAD + CARD.replace("Quand", "Quant")
    deck(library.root, text, ns=NOW)
    assert index.refresh([library], NOW + SECOND).changed_keys == {MAIN}
    assert index.refresh([library], NOW + 5 * SECOND).read_files == 0
    deck(library.root, HEAD + CARD, ns=NOW)
    assert index.refresh([library], NOW + 9 * SECOND).read_files == 0, "settled: only its look counts"


def test_a_deck_of_the_user_stands_in_for_the_shipped_one(
    index: Index, library: Library, tmp_path: Path
) -> None:
    user = tmp_path / "user"
    (user / "decks").mkdir(parents=True)
    deck(
        user,
        HEAD.replace("{mv: ../seeds/valbrune.md}", '{mv: {text: "Le sien."}}')
        + CARD.replace("a rouvert en juin 2024", "Le sien"),
    )
    both = [library, Library("user", user)]
    assert index.refresh([library], NOW).changed_keys == {MAIN}
    found = index.refresh(both, NOW)
    assert (found.changed_keys, found.removed_keys) == (frozenset((MAIN,)), frozenset())
    (row,) = index.decks()
    assert (row.library, row.shadows) == ("user", True)
    assert index.source(index.card(MAIN).passages[0].source).paragraphs[0].text == "Le sien."
    (user / "decks" / "v.yaml").unlink()
    assert index.refresh(both, NOW).changed_keys == {MAIN}
    assert index.decks()[0].library == "shipped"


def test_an_id_twice_in_one_library_names_both_files(index: Index, library: Library) -> None:
    deck(library.root, HEAD + CARD, "w.yaml")
    index.refresh([library], NOW)
    (problem,) = index.problems()
    assert problem.code == "F112"
    assert problem.file.endswith("w.yaml")
    assert dict(problem.params)["first"].endswith("v.yaml")
    assert len(index.decks()) == 1


def test_bad_files_are_seen_and_read_once(index: Index, library: Library) -> None:
    deck(library.root, "a: [", "bad.yaml")
    (library.root / "decks" / "link.yaml").symlink_to("/etc/passwd")
    (library.root / "decks" / "folder.yaml").mkdir()
    found = index.refresh([library], NOW)
    assert found.read_files == 4
    assert sorted(problem.code for problem in index.problems()) == ["Y101", "Y102", "Y212"]
    assert index.refresh([library], NOW).read_files == 0


def test_a_deck_that_is_gone_takes_its_faces_along(index: Index, library: Library) -> None:
    index.refresh([library], NOW)
    (library.root / "decks" / "v.yaml").unlink()
    assert index.refresh([library], NOW).removed_keys == {MAIN}
    assert list(index.key_rows()) == []
    assert index.connection.execute("SELECT count(*) FROM file").fetchone() == (0,)


@pytest.mark.parametrize("content", [b"", b"rubbish" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_made_anew(content: bytes, tmp_path: Path, library: Library) -> None:
    path = tmp_path / "index.sqlite3"
    path.write_bytes(content)
    index = Index.open(path)
    assert index.refresh([library], NOW).read_files == 1
    index.close()
    assert Index.open(path).refresh([library], NOW).read_files == 0


def test_a_file_broken_in_the_middle_is_made_anew(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "index.sqlite3"
    index = Index.open(path)
    index.refresh([library], NOW)
    index.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    index.close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    index = Index.open(path)
    assert index.refresh([library], NOW).read_files == 1
    assert index.card(MAIN).id == "reouverture"


def test_a_program_whose_files_are_replaced_while_it_runs_keeps_its_index(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Index.open(tmp_path / "index.sqlite3")
    index.refresh([library], NOW)
    with monkeypatch.context() as patch:
        patch.setattr("quizapp.library.cache_file.os.scandir", lambda path: iter(()))
        other = index.beside()
    assert other is not None
    assert list(other.key_rows()) == list(index.key_rows()) != []
    other.close()


def test_another_version_reads_all_anew(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index.sqlite3"
    Index.open(path).refresh([library], NOW)
    monkeypatch.setattr("quizapp.library.cache_file.READER_VERSION", "other")
    assert Index.open(path).refresh([library], NOW).read_files == 1


def test_a_folder_that_cannot_be_written_gives_an_index_in_memory(tmp_path: Path, library: Library) -> None:
    (tmp_path / "file").write_bytes(b"")
    index = Index.open(tmp_path / "file" / "index.sqlite3")
    assert index.refresh([library], NOW).read_files == 1


def test_an_index_locked_by_another_app_is_done_without(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "index.sqlite3"
    other = Index.open(path)
    index = Index.open(path)
    index.connection.execute("PRAGMA busy_timeout = 1")
    other.connection.execute("BEGIN IMMEDIATE")
    assert index.refresh([library], NOW).changed_keys == {MAIN}
    assert index.card(MAIN).id == "reouverture"


def test_apps_that_start_at_once_all_get_the_library(tmp_path: Path, library: Library) -> None:
    for number in range(5):
        deck(library.root, HEAD.replace("id: valbrune", f"id: d{number}") + CARD, f"d{number}.yaml")
    counts: list[int] = []

    def start() -> None:
        index = Index.open(tmp_path / "index.sqlite3")
        index.refresh([library], NOW)
        counts.append(len(list(index.key_rows())))
        index.close()

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [6] * 6


def test_a_warm_start_imports_neither_yaml_nor_pydantic(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "index.sqlite3"
    Index.open(path).refresh([library], NOW)
    script = f"""
import sys
from pathlib import Path
from quizapp.library.index import Index
from quizapp.library.roots import Library
index = Index.open(Path({str(path)!r}))
assert index.refresh([Library("shipped", Path({str(library.root)!r}))], {NOW}).read_files == 0
assert index.card({MAIN!r}).id == "reouverture"
assert index.decks() and list(index.key_rows()) and index.source("shipped/seeds/valbrune.md")
print(sorted({{"yaml", "pydantic", "rapidfuzz", "textual", "difflib", "hashlib"}} & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n", done.stderr
