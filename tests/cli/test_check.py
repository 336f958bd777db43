"""`quizapp check`: formats, exit codes, places."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.cli.findings import window
from tests.cli.conftest import CHOICE, FLASHCARD, HEAD, SHORT, Quizapp

WRONG_QUOTE = SHORT.replace("a rouvert en juin 2024", "a rouvert en mars 2024")


def test_a_clean_library_ends_with_0_and_says_so_on_stderr(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT, CHOICE)
    ran = quizapp("check")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "1 deck, 2 cards: nothing to mend.\n"


def test_faces_are_told_beside_cards_where_home_counts_more_of_them(
    quizapp: Quizapp, deck: Callable[..., Path]
):
    deck(SHORT, FLASHCARD.replace("front:", "reverse: true\n  front:"))
    assert quizapp("check").err.startswith("1 deck, 2 cards, 3 faces: ")
    told = json.loads(quizapp("check", "--format", "json").out)
    assert (told["cards"], told["faces"]) == (2, 3)
    assert quizapp("decks").lines[1].split()[:3] == ["0", "3", "3"]


def test_a_finding_ends_with_1_and_shows_place_caret_and_cure(
    quizapp: Quizapp, deck: Callable[..., Path], library: Path, monkeypatch: pytest.MonkeyPatch
):
    path = deck(SHORT, WRONG_QUOTE.replace("id: abri", "id: autre"))
    monkeypatch.chdir(library)
    ran = quizapp("check")
    assert ran.code == 1
    assert ran.lines[0].startswith("S104 error: ")
    line = next(n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if "mars 2024" in text)
    assert ran.lines[1].strip().startswith(f"--> decks/marche.yaml:{line}:")
    assert ran.lines[1].endswith("(card autre)")
    column = int(ran.lines[1].split(":")[2].split()[0])
    excerpt, caret = ran.lines[3], ran.lines[4]
    assert "mars 2024" in excerpt
    assert caret.index("^") == len(f"{line} | ") + column - 1
    assert ran.lines[5].startswith("Cure: ")
    assert ran.err == "1 deck, 1 card: 1 error, 0 warnings.\n"


def test_concise_is_a_line_a_finding(quizapp: Quizapp, deck: Callable[..., Path]):
    path = deck(WRONG_QUOTE, WRONG_QUOTE.replace("id: abri", "id: autre"))
    ran = quizapp("check", "--format", "concise", str(path))
    assert ran.code == 1
    assert len(ran.lines) == 2
    assert all(line.startswith(f"{path}:") and ": S104 error: " in line for line in ran.lines)


def test_json_is_english_with_code_and_parameters(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT, WRONG_QUOTE.replace("id: abri", "id: autre"))
    english, french = (quizapp("check", "--format", "json", "--lang", lang) for lang in ("en", "fr"))
    assert english.out == french.out
    assert english.err == ""
    assert english.code == 1
    told = json.loads(english.out)
    assert told["schema_version"] == 1
    assert (told["decks"], told["cards"], told["errors"], told["warnings"]) == (1, 1, 1, 0)
    assert told["faces"] == 1
    assert told["mended"] == 0
    (finding,) = told["findings"]
    keys = {"code", "level", "file", "line", "column", "card", "message", "cure", "params", "fix"}
    assert set(finding) == keys
    assert (finding["code"], finding["level"], finding["card"]) == ("S104", "error", "autre")
    assert finding["params"]["nearest"] in finding["message"]


def test_a_path_may_be_a_deck_a_source_a_library_or_a_folder_of_either(
    quizapp: Quizapp, deck: Callable[..., Path], library: Path, tmp_path: Path
):
    path = deck(SHORT)
    seeds = library / "seeds"
    seeds.mkdir()
    (seeds / "note.md").write_text("Un paragraphe.\n", "utf-8")
    loose = tmp_path / "loose"
    loose.mkdir()
    (loose / "one.yaml").write_bytes(path.read_bytes())
    for given, said in (
        (path, "1 deck, 1 card"),
        (library, "1 deck, 1 card"),
        (library / "decks", "1 deck, 1 card"),
        (loose, "1 deck, 1 card"),
        (seeds / "note.md", "1 source"),
        (seeds, "1 source"),
    ):
        assert quizapp("check", str(given)).err == f"{said}: nothing to mend.\n"


def test_a_path_that_is_not_there_is_a_misuse(quizapp: Quizapp, deck: Callable[..., Path], tmp_path: Path):
    path = deck(SHORT)
    ran = quizapp("check", str(path.with_name("marchee.yaml")))
    assert ran.code == 2
    assert f"Did you mean “{path}”?" in ran.err
    assert quizapp("check", str(tmp_path / "zzz")).code == 2
    (tmp_path / "empty").mkdir()
    assert quizapp("check", str(tmp_path / "empty")).code == 2
    assert quizapp("check", "--library", str(tmp_path / "zzz")).code == 2


def test_a_deck_is_named_by_its_id_too(quizapp: Quizapp, deck: Callable[..., Path], tmp_path: Path):
    path = deck(WRONG_QUOTE, name="autre-nom.yaml")
    by_id, by_path = quizapp("check", "marche"), quizapp("check", str(path))
    assert by_id.code == 1 and f"{path}:" in by_id.out
    assert by_id.out == by_path.out
    near = quizapp("check", "march")
    assert near.code == 2 and "“marche”" in near.err
    assert "There is nothing at zzz." in quizapp("check", "zzz").err
    assert "There is nothing at marche." in quizapp("check", "./marche").err


def test_a_deck_too_broken_to_have_an_id_is_named_by_its_file(quizapp: Quizapp, deck: Callable[..., Path]):
    path = deck(SHORT, head=HEAD.replace("cards:", "cards"))
    by_id, by_path = quizapp("check", "marche"), quizapp("check", str(path))
    assert by_id.code == 1 and by_id.out == by_path.out
    for words in (["study"], ["quiz"], ["stats", "--deck"], ["workload", "--deck"]):
        ran = quizapp(*words, "marche")
        assert (ran.code, ran.out) == (2, "")
        assert f"“marche” cannot be read from {path}. To see why: quizapp check {path}" in ran.err
    assert quizapp("lock", "marche").code == 1
    assert not path.with_suffix(".lock.json").exists()


def test_what_is_no_regular_file_is_a_finding_and_is_never_read(quizapp: Quizapp, tmp_path: Path):
    pipe, link = tmp_path / "pipe.yaml", tmp_path / "link.md"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    ran = quizapp("check", "--format", "concise", str(pipe), str(link), "/dev/zero")
    assert ran.code == 1
    assert [line.split(": ")[1] for line in ran.lines] == ["Y101 error", "Y101 error", "Y102 error"]


def test_hostile_texts_reach_no_terminal(quizapp: Quizapp, library: Path):
    head = HEAD.replace("title: Le", "titre\x1b]0;x\x07: Le")
    (library / "decks" / "x\x1b[31m.yaml").write_text(head + "  - id: \u202ex\x1b[2J\n", "utf-8")
    for form in ("full", "concise", "json"):
        ran = quizapp("check", "--format", form)
        assert ran.code == 1
        assert not {"\x1b", "\x07", "\u202e"} & set(ran.out + ran.err)


def test_the_window_keeps_the_caret_under_its_character():
    assert window("abc: déf", 6, 40) == ("abc: déf", "     ^")
    assert window("\tx", 2, 40) == (" x", " ^")
    assert window("日本x", 3, 40) == ("日本x", "    ^")
    assert window("a\x1b\u202eb", 4, 40) == ("a␛‹U+202E›b", "          ^")
    assert window("ab", 3, 40) == ("ab", "  ^")
    text = "x" * 100 + "HERE" + "y" * 100
    excerpt, caret = window(text, 101, 30)
    assert len(excerpt) <= 30
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")
    assert excerpt[caret.index("^") :].startswith("HERE")


def test_what_has_passed_is_told_by_the_clock(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT + "  review_by: 2026-03-01\n")
    # By local time: in Greenwich the second of March has begun.
    assert quizapp("check", QUIZAPP_NOW="2026-03-01T23:30-05:00").code == 0
    ran = quizapp("check", "--format", "concise", QUIZAPP_NOW="2026-03-02T00:30-05:00")
    assert ran.code == 1
    assert ": C322 warning: " in ran.out
