"""`quizapp sources` tells what decks are made from, and keeps the originals that the user holds."""

from __future__ import annotations

import hashlib
import json

import pytest

ORIGINAL = "Le titre\n\nLa halle de Valbrune, fermée depuis 2019, a rouvert le 3 juin 2024.\n"
SHA256 = hashlib.sha256(ORIGINAL.encode()).hexdigest()

SHEET = f"""\
---
id: halle
title: La halle rouvre
publisher: L’Écho
published: 2024-06-20
lang: fr
original: {{file: halle.txt, sha256: {SHA256}}}
---
<!-- original: 3 -->
Close de 2019 à juin 2024, la halle de Valbrune accueille à nouveau.

<!-- original: 9 -->
Une ligne que l’original n’a pas.
"""

DECK = """\
format: 1
deck: {id: halle, title: La halle, lang: fr}
sources: {halle: ../seeds/halle.md, note: {title: Note, text: "Une note."}}
defaults: {source: halle}
cards:
  - {id: lieu, question: "Où est la halle ?", answer: Valbrune, quote: "la halle de Valbrune"}
  - {id: fin, question: "Quoi ?", answer: une ligne, tags: fin, quote: "Une ligne que l’original n’a pas"}
  - {id: note, question: "Quoi ?", answer: une note, source: note, quote: "Une note"}
"""


@pytest.fixture(autouse=True)
def halle(library):
    (library / "seeds").mkdir()
    (library / "seeds" / "halle.md").write_text(SHEET, "utf-8")
    (library / "seeds" / "libre.txt").write_text("Une source que rien ne cite.", "utf-8")
    (library / "decks" / "halle.yaml").write_text(DECK, "utf-8")


@pytest.fixture
def original(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text(ORIGINAL, "utf-8")
    return path


def listed(quizapp):
    return {row["name"]: row for row in json.loads(quizapp("sources", "list", "--json").out)["sources"]}


def test_sources_are_listed_with_what_cites_them(quizapp):
    lines = quizapp("sources", "list").lines
    assert lines[0].split() == ["Cards", "Paragraphs", "Source", "Date", "Original", "Publisher", "Title"]
    assert " ".join(lines[1].split()) == "2 2 halle 2024-06-20 missing L’Écho La halle rouvre"
    assert [line.split()[:3] for line in lines[2:]] == [["0", "1", "libre"], ["1", "1", "note"]]


def test_the_list_as_json(quizapp):
    halle = listed(quizapp)["halle"]
    assert halle.pop("ref").endswith("/seeds/halle.md")
    assert halle == {
        "name": "halle",
        "title": "La halle rouvre",
        "publisher": "L’Écho",
        "author": None,
        "published": "2024-06-20",
        "lang": "fr",
        "restated": True,
        "paragraphs": 2,
        "cards": 2,
        "decks": ["halle"],
        "original": {"file": "halle.txt", "sha256": SHA256, "attached": False},
    }


def test_a_source_is_shown_with_the_numbers_of_its_paragraphs(quizapp):
    lines = quizapp("sources", "show", "halle").lines
    assert lines[0] == "“La halle rouvre”, L’Écho, 20 June 2024"
    assert "§ 1 (original, line 3)" in lines
    assert "  Close de 2019 à juin 2024, la halle de Valbrune accueille à nouveau." in lines


@pytest.mark.parametrize("name", ["libre", "seeds/libre.txt", "note", "halle/note"])
def test_a_source_has_several_names(quizapp, name):
    assert quizapp("sources", "show", name).code == 0


def test_an_unknown_source_is_said_with_the_nearest(quizapp):
    assert "Did you mean “halle”?" in quizapp("sources", "show", "hale").err
    assert "Known sources: halle, libre, note" in quizapp("sources", "show", "zzzz").err


def test_an_original_is_recognised_by_its_bytes_and_kept(quizapp, original, tmp_path):
    attached = quizapp("sources", "attach", str(original))
    assert (attached.code, "La halle rouvre" in attached.out) == (0, True)
    assert (tmp_path / "data" / "originals" / SHA256).read_text("utf-8") == ORIGINAL
    assert listed(quizapp)["halle"]["original"]["attached"]
    assert "attached already" in quizapp("sources", "attach", str(original)).out


def test_a_damaged_copy_is_written_anew(quizapp, original, tmp_path):
    quizapp("sources", "attach", str(original))
    (tmp_path / "data" / "originals" / SHA256).write_text("autre chose", "utf-8")
    quizapp("sources", "attach", str(original))
    assert (tmp_path / "data" / "originals" / SHA256).read_text("utf-8") == ORIGINAL


def test_an_unknown_file_is_refused_naming_what_is_wanted(quizapp, original, tmp_path):
    original.write_text("Autre texte.", "utf-8")
    refused = quizapp("sources", "attach", str(original))
    assert (refused.code, "halle.txt (“La halle rouvre”)" in refused.err) == (1, True)
    assert not (tmp_path / "data" / "originals").exists()


def test_another_version_of_an_original_is_told_from_an_unknown_file(quizapp, tmp_path):
    (tmp_path / "halle.txt").write_text(ORIGINAL + "x", "utf-8")
    assert "another version" in quizapp("sources", "attach", str(tmp_path / "halle.txt")).err


def test_each_file_is_tried_whatever_comes_of_the_others(quizapp, original, tmp_path):
    ran = quizapp("sources", "attach", str(tmp_path), str(tmp_path / "none"), str(original))
    assert (ran.code, len(ran.err.splitlines()), len(ran.lines)) == (2, 3, 1)


def test_without_sheets_there_is_nothing_to_attach(quizapp, library, original):
    (library / "decks" / "halle.yaml").unlink()
    (library / "seeds" / "halle.md").unlink()
    assert "names an original" in quizapp("sources", "attach", str(original)).err


# -- after an answer, line by line --------------------------------------------------------------------


def test_v_reads_the_original_with_what_the_sheet_has_too(quizapp, original):
    quizapp("sources", "attach", str(original))
    out = quizapp("study", "--plain", "halle", stdin="Valbrune\n:v\n").out
    assert "Original, line 3 (halle.txt)" in out
    shown = " ".join(out.split())
    assert "La halle de [[Valbrune]], fermée depuis [[2019]], a rouvert le 3 juin [[2024]]." in shown


def test_v_says_what_the_original_lacks(quizapp, original):
    quizapp("sources", "attach", str(original))
    out = quizapp("study", "--plain", "--tag", "fin", stdin="une ligne\n:v\n").out
    assert "has no text at line 9" in " ".join(out.split())


def test_v_says_that_nothing_is_attached(quizapp):
    assert "shown after the answer" in quizapp("study", "--plain", "halle", stdin=":v\n").out
    assert "No original of this is attached" in quizapp("study", "--plain", "halle", stdin="x\n:v\n").out


def test_a_copy_that_was_changed_is_not_shown(quizapp, original, tmp_path):
    quizapp("sources", "attach", str(original))
    (tmp_path / "data" / "originals" / SHA256).write_text("Un faux.", "utf-8")
    out = quizapp("study", "--plain", "halle", stdin="Valbrune\n:v\n").out
    assert "was changed" in out
    assert "Un faux" not in out


def test_an_original_reaches_the_terminal_as_marks(quizapp, library, tmp_path):
    text = "Le titre\n\n\x1b]0;x\x07 Valbrune \x1b[31m\u202e 2019\n"
    path = tmp_path / "mine.txt"
    path.write_text(text, "utf-8")
    sheet = SHEET.replace(SHA256, hashlib.sha256(text.encode()).hexdigest())
    (library / "seeds" / "halle.md").write_text(sheet, "utf-8")
    quizapp("sources", "attach", str(path))
    out = quizapp("study", "--plain", "halle", stdin="Valbrune\n:v\n").out
    assert "␛]0;x␇ [[Valbrune]] ␛[31m‹U+202E› [[2019]]" in out
    assert "\x1b" not in out
