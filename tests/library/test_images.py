"""Images are found below the library's root only, and each refusal says what is wrong where."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from quizapp.library import images
from quizapp.library.check import check
from quizapp.library.images import openable
from quizapp.library.index import Index
from quizapp.library.model import CardKey, Image, Level
from quizapp.library.payloads import card_from, card_text
from quizapp.library.problems import worded
from quizapp.library.roots import Library, file_library, init_user_library
from quizapp.library.safe_open import Refused
from quizapp.questions.prints import prompt_print
from tests.library.market import CARD, HEAD

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
IMAGED = CARD + '    image: {image}\n    alt: "Une halle"\n'
KEY = CardKey("valbrune/reouverture#main")


@pytest.fixture
def root(library_root: Path) -> Path:
    (library_root / "images").mkdir()
    (library_root / "images" / "a.png").write_bytes(PNG)
    return library_root


def write(root: Path, image: str, card: str = IMAGED) -> Library:
    (root / "decks" / "v.yaml").write_text(HEAD + card.replace("{image}", json.dumps(image)), "utf-8")
    return Library("given", root, shown="lib")


def found(library: Library) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in check([library]).problems]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("b.PNG", PNG),
        ("b.jpg", b"\xff\xd8\xff\xe0"),
        ("b.jpeg", b"\xff\xd8\xff\xe0"),
        ("b.gif", b"GIF89a"),
        ("b.webp", b"RIFF\0\0\0\0WEBP"),
    ],
)
def test_an_image_is_found_from_the_decks_folder(root: Path, name: str, data: bytes) -> None:
    (root / "images" / name).write_bytes(data)
    checked = check([write(root, f"../images/{name}")])
    assert checked.problems == ()
    assert checked.decks[0].cards[0].image == Image(f"images/{name}", "Une halle")


@pytest.mark.parametrize(
    ("image", "code"),
    [
        ("/etc/a.png", "C205"),
        ("C:\\a.png", "C205"),
        ("C:/a.png", "C205"),
        ("https://example.org/a.png", "C205"),
        ("file:///etc/a.png", "C205"),
        ("..\\images\\a.png", "C205"),
        ("../../a.png", "Y103"),
        ("../images/../../library/images/a.png", "Y103"),
        ("../images/a.svg", "C207"),
        ("../images/a.SVG", "C207"),
        ("../images/a.html", "C206"),
        ("../images/a.png.desktop", "C206"),
        ("../images/a", "C206"),
        ("../images/dir.png", "Y101"),
        ("../images/link.png", "Y102"),
        ("../linked/a.png", "Y102"),
        ("../images/pipe.png", "Y101"),
        ("../images/text.png", "C211"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
def test_what_is_refused_costs_the_card(root: Path, image: str, code: str) -> None:
    (root / "images" / "dir.png").mkdir()
    (root / "images" / "link.png").symlink_to("a.png")
    (root / "linked").symlink_to("images")
    (root.parent / "a.png").write_bytes(PNG)
    os.mkfifo(root / "images" / "pipe.png")
    (root / "images" / "text.png").write_text("<html><script>1</script>")
    checked = check([write(root, image)])
    (problem,) = checked.problems
    assert (problem.code, problem.line, problem.column) == (code, 10, 12)
    assert (problem.level, problem.file, problem.card) == (Level.ERROR, "lib/decks/v.yaml", "reouverture")
    assert all(worded(problem))
    assert checked.decks[0].cards == ()


@pytest.mark.parametrize("code", ["C208", "C209", "C210"])
def test_a_file_that_cannot_be_shown_leaves_the_description(
    root: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = "../images/none.png" if code == "C209" else "../images/a.png"
    if code == "C208":
        monkeypatch.setattr(images, "MAX_BYTES", len(PNG) - 1)
    if code == "C210":

        def fail(*_: object) -> int:
            raise Refused("Y106", path="images/a.png", reason="i/o error")

        monkeypatch.setattr(images, "open_regular", fail)
    checked = check([write(root, image)])
    (problem,) = checked.problems
    assert (problem.code, problem.level, problem.line, problem.column) == (code, Level.WARNING, 10, 12)
    assert all(worded(problem))
    assert checked.decks[0].cards[0].image == Image(image[3:], "Une halle")


def test_a_file_of_exactly_the_largest_size_is_no_problem(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "MAX_BYTES", len(PNG))
    assert found(write(root, "../images/a.png")) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("    image: ../images/a.png\n", ("C203", 10, 5)),
        ("    image: ../images/a.png\n    alt: null\n", ("C203", 10, 5)),
        ("    alt: Une halle\n", ("C204", 10, 5)),
        ('    image: ../images/a.png\n    alt: ""\n', ("F108", 11, 10)),
        ('    image: ""\n    alt: a\n', ("F108", 10, 12)),
        ("    image: [a.png]\n    alt: a\n", ("F107", 10, 12)),
    ],
)
def test_image_and_description_go_together(root: Path, more: str, expected: tuple[str, int, int]) -> None:
    library = write(root, "", CARD + more)
    assert expected in found(library)
    assert check([library]).decks[0].cards == ()


def test_a_single_file_has_the_root_that_its_sources_have(root: Path) -> None:
    write(root, "../images/a.png")
    assert check([file_library(root / "decks" / "v.yaml")]).problems == ()
    (root / "decks" / "v.yaml").rename(root / "v.yaml")
    codes = [problem.code for problem in check([file_library(root / "v.yaml")]).problems]
    assert "Y103" in codes


def test_the_index_notices_when_the_file_comes_and_goes(root: Path, tmp_path: Path) -> None:
    library = write(root, "../images/b.png")
    index = Index.open(tmp_path / "cache.sqlite")
    now = 10**18
    index.refresh([library], now)
    assert [problem.code for problem in index.problems()] == ["C209"]
    (root / "images" / "b.png").write_bytes(PNG)
    index.refresh([library], now)
    assert index.problems() == ()
    assert index.card(KEY).image == Image("images/b.png", "Une halle")
    (root / "images" / "b.png").write_text("swapped")
    index.refresh([library], now)
    assert [problem.code for problem in index.problems()] == ["C211"]
    index.close()


def test_a_source_that_is_named_as_an_image_too_stays_a_source(root: Path, tmp_path: Path) -> None:
    (root / "seeds" / "valbrune.md").rename(root / "seeds" / "v.png")
    head = HEAD.replace("valbrune.md", "v.png")
    other = head.replace("id: valbrune", "id: autre").replace("{mv: ../seeds/v.png}", "{}")
    image = "    image: ../seeds/v.png\n    alt: a\n"
    (root / "decks" / "v.yaml").write_text(head + CARD + image, "utf-8")
    index = Index.open(tmp_path / "cache.sqlite")
    index.refresh([Library("given", root)], 10**18)
    (root / "decks" / "w.yaml").write_text(other + "  - {id: a, front: a, back: b}\n" + image, "utf-8")
    index.refresh([Library("given", root)], 10**18)
    (source,) = [row[0] for row in index.connection.execute("SELECT ref FROM source")]
    assert index.source(source).paragraphs
    index.close()


def test_a_payload_keeps_the_image_and_older_ones_have_none(root: Path) -> None:
    (card,) = check([write(root, "../images/a.png")]).decks[0].cards
    place: Any = {"deck": card.deck, "card": card.id, "lang": card.lang, "line": card.line}
    assert card_from(card_text(card), **place) == card
    bare = card._replace(image=None)
    assert "image" not in json.loads(card_text(bare))
    assert card_from(card_text(bare), **place) == bare


def test_the_print_of_a_prompt_counts_the_description_and_not_the_path(root: Path) -> None:
    (card,) = check([write(root, "../images/a.png")]).decks[0].cards
    plain = prompt_print(card.question, "main")
    assert prompt_print(card.question, "main", None) == plain
    assert prompt_print(card.question, "main", "Une halle") != plain
    assert prompt_print(card.question, "main", "une  HALLE") == prompt_print(
        card.question, "main", "Une halle"
    )


@pytest.mark.parametrize("path", ["../a.png", "/etc/a.png", "images/a.sh", "images//a.png", ""])
def test_a_path_from_elsewhere_is_looked_at_when_it_is_opened(root: Path, path: str) -> None:
    (root / "images" / "a.sh").write_bytes(PNG)
    with pytest.raises(Refused):
        openable(root, path)


def test_what_is_opened_has_an_absolute_path(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    (root / "-x.png").write_bytes(PNG)
    assert openable(root, "-x.png") == root / "-x.png"
    assert openable(Path(), "-x.png").is_absolute()


def test_copying_a_library_takes_its_images_along(root: Path, tmp_path: Path) -> None:
    (root / "decks" / "d.jpg").write_bytes(PNG)
    (root / "images" / "notes.txt").write_text("")
    copied = init_user_library(tmp_path / "target", root)
    assert copied.written == ("decks/d.jpg", "decks/v.yaml", "seeds/valbrune.md", "images/a.png")
    assert (tmp_path / "target" / "images" / "a.png").read_bytes() == PNG
