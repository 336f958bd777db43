"""`quizapp coverage`: the table of sources, one in detail, both as JSON, and what it says of a wrong name."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import CHOICE, SHORT, Quizapp

SHEET = """\
---
id: port
title: "Le port de Kerdonis : le retour"
lang: fr
---
Le port de Kerdonis a rouvert en juin 2024. Il accueille 10 000 visiteurs par semaine.

Selon Anne Le Goff, le KN-23 porte de Kerdonis à 120 km.
"""

DECK = """\
format: 1
deck: {id: quai, title: Le quai, lang: fr}
sources: {p: ../seeds/port.md}
cards:
  - {id: quand, question: "Quand ?", date: 2024-06, quote: a rouvert en juin 2024}
"""


@pytest.fixture
def port(library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one sheet and one deck."""
    monkeypatch.setenv("COLUMNS", "80")
    (library / "seeds").mkdir()
    (library / "seeds" / "port.md").write_text(SHEET, "utf-8")
    (library / "decks" / "quai.yaml").write_text(DECK, "utf-8")
    return library


def test_the_table_holds_every_source_with_its_strip(quizapp: Quizapp, port: Path, deck: Callable[..., Path]):
    deck(SHORT, CHOICE)
    ran = quizapp("coverage")
    assert ran.code == 0 and ran.err == ""
    head, first, second = ran.lines[:3]
    assert head.split() == ["§", "Cited", "Unquoted", "Missed", "Coverage", "Source"]
    assert first.split()[:7] == ["4", "50", "%", "2", "3", "▓▓▓▓▓▓▓▓········", "marche/note"]
    assert second.split()[:7] == ["2", "50", "%", "2", "5", "▒▒▒▒····", "port"]
    assert "port — Le port de Kerdonis\u00a0: le" in second
    assert all(cell_len(line) <= 80 for line in ran.lines)


def test_a_source_is_told_paragraph_by_paragraph(quizapp: Quizapp, port: Path):
    ran = quizapp("coverage", "port")
    assert ran.code == 0
    text = ran.out
    assert "▒▒▒▒····" in ran.lines
    assert "1 card cites 1 of 2 paragraphs; 15 % of the text stands in quotes." in text
    assert "2 of 3 sentences stand outside every quote." in text
    assert "In no card: figures: 10\u202f000 visiteurs, 120 km; names: Kerdonis, Anne Le Goff," in text
    at = ran.lines.index("▒ § 1  Le port de Kerdonis a rouvert en juin 2024. Il accueille 10\u202f000 …")
    assert ran.lines[at + 1 : at + 5] == [
        "    Cards: quai/quand",
        "    Not quoted: Il accueille 10\u202f000 visiteurs par semaine.",
        "    In no card: figures: 10\u202f000 visiteurs; names: Kerdonis",
        "",
    ]
    assert ran.lines[at + 5] == "· § 2  no card"


def test_a_paragraph_that_is_cited_whole_says_so(quizapp: Quizapp, port: Path):
    path = port / "decks" / "quai.yaml"
    path.write_text(DECK.replace("quote: a rouvert en juin 2024", "para: 1"), "utf-8")
    lines = quizapp("coverage", "port").lines
    assert "░ § 1  cited as a whole; none of its words is quoted" in lines


def test_a_source_is_named_by_id_path_ref_or_deck(
    quizapp: Quizapp, port: Path, monkeypatch: pytest.MonkeyPatch
):
    ref = json.loads(quizapp("coverage", "--json").out)["sources"][0]["ref"]
    wanted = quizapp("coverage", "port").out
    named = [ref, "quai", str(port / "seeds" / "port.md"), str(port / "decks" / "quai.yaml")]
    assert [quizapp("coverage", name).out for name in named] == [wanted] * 4
    monkeypatch.chdir(port)
    assert quizapp("coverage", "seeds/port.md").out == wanted
    assert quizapp("coverage", os.path.join("decks", "..", "seeds", "port.md")).out == wanted  # noqa: PTH118


def test_a_file_of_another_library_is_read_with_the_decks_around_it(
    quizapp: Quizapp, port: Path, tmp_path: Path
):
    other = tmp_path / "other"
    other.mkdir()
    elsewhere = {"QUIZAPP_LIBRARY": str(other)}
    assert quizapp("coverage", **elsewhere).out == "No deck names a source.\n"
    for name in ("seeds/port.md", "decks/quai.yaml"):
        assert "1 card cites 1 of 2 paragraphs" in quizapp("coverage", str(port / name), **elsewhere).out
    alone = tmp_path / "alone.txt"
    alone.write_text("Rien que le KN-23.\n", "utf-8")
    ran = quizapp("coverage", str(alone), **elsewhere)
    assert ran.code == 0 and "No card cites this source yet." in ran.out and "KN-23" in ran.out


def test_what_is_no_source_is_misuse_with_the_nearest_name(quizapp: Quizapp, port: Path):
    ran = quizapp("coverage", "porte")
    assert (ran.code, ran.out) == (2, "")
    assert "No source is called “porte”. Did you mean “port”?" in ran.err
    ran = quizapp("coverage", "xyz")
    assert ran.code == 2 and "Known sources: port." in ran.err
    assert quizapp("coverage", "a", "b").code == 2


def test_a_file_that_gives_no_source_is_a_failure(quizapp: Quizapp, port: Path):
    (port / "decks" / "bad.yaml").write_text("format: 2\n", "utf-8")
    (port / "seeds" / "link.md").symlink_to(port / "seeds" / "port.md")
    (port / "seeds" / "empty.md").write_text("# Only a heading\n", "utf-8")
    for name in ("decks/bad.yaml", "seeds/link.md", "seeds/empty.md"):
        ran = quizapp("coverage", str(port / name))
        assert ran.code == 1 and "No source could be read" in ran.err and "Traceback" not in ran.err


def test_json_has_the_same_figures_and_in_detail_their_places(quizapp: Quizapp, port: Path):
    (short,) = json.loads(quizapp("coverage", "--json").out)["sources"]
    told = json.loads(quizapp("coverage", "port", "--json").out)
    assert told["schema_version"] == 1
    (source,) = told["sources"]
    detail = source.pop("detail")
    assert source == short
    assert source["path"] == str(port / "seeds" / "port.md")
    assert (source["id"], source["cards"], source["paragraphs"], source["paragraphs_cited"]) == (
        "port",
        1,
        2,
        1,
    )
    assert (source["sentences"], source["sentences_unquoted"]) == (3, 2)
    assert source["facts"] == {"asked": 1, "mentioned": 0, "missed": 5}
    assert source["missed"]["names"] == ["Kerdonis", "Anne Le Goff", "KN-23"]
    first = detail[0]
    assert first["text"][slice(*first["quoted"][0])] == "a rouvert en juin 2024"
    assert [first["text"][slice(*one["span"])] for one in first["sentences"] if not one["quoted"]] == [
        "Il accueille 10 000 visiteurs par semaine."
    ]
    (date,) = [one for one in first["facts"] if one["kind"] == "date"]
    assert (date["text"], date["standing"]) == ("juin 2024", "asked")


def test_a_users_deck_takes_the_place_of_the_one_it_replaces(
    quizapp: Quizapp, port: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = tmp_path / "later"
    (other / "decks").mkdir(parents=True)
    (other / "seeds").mkdir()
    (other / "seeds" / "port.md").write_text(SHEET, "utf-8")
    (other / "decks" / "quai.yaml").write_text(DECK.replace("id: quand", "id: wann"), "utf-8")
    both = os.pathsep.join((str(port), str(other)))
    told = json.loads(quizapp("coverage", "port", "--json", QUIZAPP_LIBRARY=both).out)
    assert [one["detail"][0]["cards"] for one in told["sources"]] == [["quai/wann"]]


def test_cards_that_could_not_be_read_are_told(quizapp: Quizapp, port: Path):
    path = port / "decks" / "quai.yaml"
    path.write_text(DECK + '  - {id: schief, question: "?", date: never}\n', "utf-8")
    assert "1 card was skipped; to see why: quizapp check" in quizapp("coverage").err


def test_hostile_texts_reach_the_terminal_as_marks_and_keep_to_its_width(
    quizapp: Quizapp, port: Path, monkeypatch
):
    hostile = SHEET.replace("Le port de Kerdonis a", "[/x]Le\u202e port\x1b[31m de Kerdonis a")
    (port / "seeds" / "port.md").write_text(
        hostile.replace('"Le port', '"\\e[2J Le port'),
        "utf-8",
    )
    for columns in ("80", "40"):
        monkeypatch.setenv("COLUMNS", columns)
        for arguments in (["coverage"], ["coverage", "port"]):
            out = quizapp(*arguments).out
            assert "\x1b" not in out and "\u202e" not in out
            assert max(map(cell_len, out.splitlines())) <= int(columns)
    assert "␛[31m" in quizapp("coverage", "port").out


def test_a_narrow_terminal_holds_the_table_of_a_long_source(
    quizapp: Quizapp, port: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", "40")
    (port / "seeds" / "port.md").write_text(SHEET + "\n\nEncore un paragraphe." * 40, "utf-8")
    out = quizapp("coverage").out
    assert max(map(cell_len, out.splitlines())) <= 40
    assert "port — Le port de Kerdonis" in out


def test_a_fact_is_told_at_the_first_paragraph_that_states_it(quizapp: Quizapp, port: Path):
    below = quizapp("coverage", "port").out.partition("· § 2")[2]
    assert "KN-23" in below and "In no card" in below
    assert "Kerdonis" not in below.partition("In no card")[2]


def test_nothing_is_written_and_no_screen_is_loaded(quizapp: Quizapp, port: Path, tmp_path: Path):
    quizapp("coverage")
    assert not (tmp_path / "data").exists()


def test_no_colour_is_used_anywhere(quizapp: Quizapp, port: Path):
    assert "\x1b" not in quizapp("coverage", "port", FORCE_COLOR="1", TERM="xterm-256color").out
