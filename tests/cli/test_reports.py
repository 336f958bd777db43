"""`due`, `decks`, `stats`, `history`, `library`: what scripts and people read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.cli.output import harmless_json, say, table, tell
from quizapp.text import visible
from tests.cli.conftest import CHOICE, FLASHCARD, SHORT, Quizapp

TOMORROW = "2026-03-03T10:00:00+01:00"


def test_due_counts_what_waits_and_says_when_to_come_back(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT, CHOICE)
    assert quizapp("due").out == "2 new cards wait.\n"
    assert quizapp("due", "--short").out == "2\n"
    assert quizapp("due", "--short", "--exit-code").code == 0
    told = json.loads(quizapp("due", "--json").out)
    assert told == {"schema_version": 1, "due": 0, "new": 2, "next_due": None}
    quizapp("study", "--plain", stdin="le marché couvert\n4\nla région\n4\n")
    assert quizapp("due", "--short").out == "0\n"
    assert quizapp("due", "--short").code == 0
    assert quizapp("due", "--short", "--exit-code").code == 1
    assert quizapp("due").out.startswith("Nothing is due. Next review in ")
    assert json.loads(quizapp("due", "--json").out)["next_due"]["days"] > 1


def test_reading_creates_no_history(quizapp: Quizapp, deck: Callable[..., Path], tmp_path: Path):
    deck(SHORT)
    for verb in (["due"], ["decks"], ["stats"], ["check"], ["history", "export"], ["history", "verify"], []):
        assert quizapp(*verb).code == 0
    assert not (tmp_path / "data" / "history.db").exists()


def test_decks_lists_every_deck_with_its_counts(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT, FLASHCARD)
    told = json.loads(quizapp("decks", "--json").out)
    assert told["schema_version"] == 1
    (row,) = told["decks"]
    assert row == {
        "id": "marche",
        "title": "Le marché de Valbrune",
        "library": "given",
        "cards": 2,
        "due": 0,
        "new": 2,
    }
    head, line = quizapp("decks").lines
    assert head.split() == ["Due", "New", "Faces", "Deck", "Library", "Title"]
    assert line.split()[:4] == ["0", "2", "2", "marche"]


def test_an_empty_library_and_a_broken_deck_are_told(quizapp: Quizapp, library: Path):
    ran = quizapp("decks")
    assert (ran.code, ran.out) == (0, "There is no deck.\n")
    (library / "decks" / "broken.yaml").write_text("format: 2\n", "utf-8")
    ran = quizapp("decks")
    assert "quizapp check" in ran.err


def test_without_a_terminal_the_program_lists_its_decks(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT)
    ran = quizapp()
    assert ran.code == 0
    assert "Le marché de Valbrune" in ran.out
    assert ran.lines[-1] == "1 new card waits."
    assert "quizapp study --plain" in ran.err


def test_stats_are_the_same_figures_as_text_and_as_json(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT, CHOICE)
    assert quizapp("stats").lines[0] == "Today: nothing answered yet."
    quizapp("study", "--plain", stdin="le marché couvert\n4\nla presse\n1\n")
    told = json.loads(quizapp("stats", "--json").out)
    assert told["schema_version"] == 3
    assert (told["today"]["answered"], told["today"]["correct"]) == (2, 1)
    assert len(told["due"]) == 8
    assert told["decks"][0]["title"] == "Le marché de Valbrune"
    (weak,) = told["weakest"]
    assert weak["key"] == "marche/financeur#main"
    assert weak["answer"] == ["la région"]
    assert weak["passages"][0]["quote"] == "financés par la région et par une souscription publique"
    text = quizapp("stats").out
    assert text.startswith("Today: 2 answers, 1 correct, 2 new")
    assert "Retention over 30 days: no review yet." in text
    assert "Answer: la région" in text
    assert "[[financés par **la région** et par une souscription publique]]" in " ".join(text.split())


def test_stats_tell_how_sure_and_unsure_came_out(quizapp: Quizapp, deck: Callable[..., Path], tmp_path: Path):
    deck(SHORT, CHOICE)
    assert json.loads(quizapp("stats", "--json").out)["confidence"] is None
    assert "unsure" not in quizapp("stats").out
    config = tmp_path / "config.toml"
    config.write_text("confidence = true\n", "utf-8")
    script = "le marché couvert\n2\n4\n3\n1\n1\n"
    quizapp("study", "--plain", stdin=script, QUIZAPP_CONFIG=str(config))
    told = json.loads(quizapp("stats", "--json").out)["confidence"]
    assert (told["answers"], told["sure"]) == (2, {"n": 1, "correct": 0, "rate": 0.0})
    assert told["unsure"] == {"n": 1, "correct": 1, "rate": 1.0}
    (missed,) = told["sure_and_missed"]
    assert (missed["key"], missed["missed"], missed["last"]) == ("marche/financeur#main", 1, "2026-03-02")
    assert missed["answer"] == ["la région"] and missed["passages"][0]["title"] == "Note de terrain"
    lines = quizapp("stats").lines
    at = lines.index("Sure or unsure, in the last 2 answers:")
    assert lines[at + 1 : at + 7] == [
        "  Sure: 0 of 1 right (0 %)",
        "  Unsure: 1 of 1 right (100 %)",
        "",
        "Missed although sure:",
        "",
        "  1. Qui a cofinancé les travaux\u202f? — 1 time, last on 2 March 2026",
    ]


def test_history_is_exported_as_json_lines_and_verified(quizapp: Quizapp, deck: Callable[..., Path]):
    deck(SHORT)
    empty = quizapp("history", "export")
    assert (empty.code, empty.out) == (0, "")
    assert "no answer" in empty.err
    quizapp("study", "--plain", stdin="un \x1b[31mmarché\u202e\n1\n")
    ran = quizapp("history", "export")
    events = [json.loads(line) for line in ran.lines]
    assert [event["kind"] for event in events] == ["attempt", "review"]
    assert events[0]["body"]["response"] == "un \x1b[31mmarché\u202e"
    assert not {"\x1b", "\u202e"} & set(ran.out)
    verified = quizapp("history", "verify")
    assert (verified.code, verified.out) == (0, "The history is whole: 2 events.\n")


def test_a_history_that_was_changed_from_outside_is_found_out(
    quizapp: Quizapp, deck: Callable[..., Path], tmp_path: Path
):
    import sqlite3

    deck(SHORT)
    quizapp("study", "--plain", stdin="le marché couvert\n4\n")
    with sqlite3.connect(tmp_path / "data" / "history.db") as database:
        names = [
            row[0]
            for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        ]
        for name in names:
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE event SET body = replace(body, '\"rating\":4', '\"rating\":1')")
    database.close()
    ran = quizapp("history", "verify")
    assert ran.code == 1
    assert "does not match its checksum" in ran.out
    assert "Traceback" not in ran.err


def test_a_library_of_ones_own_is_copied_once_and_never_overwritten(quizapp: Quizapp, tmp_path: Path):
    target = tmp_path / "mine"
    ran = quizapp("library", "init", str(target))
    assert ran.code == 0
    assert all(Path(line).is_file() for line in ran.lines)
    assert f"quizapp study --library {target}" in ran.err
    first = Path(ran.lines[0])
    first.write_text("mine", "utf-8")
    again = quizapp("library", "init", str(target))
    assert (again.code, again.out) == (0, "")
    assert first.read_text("utf-8") == "mine"


def test_json_stays_the_same_value_when_made_harmless():
    value = {"a\x7f": ["\u202e", "\ufdd0", "\U0001fffe", "é", "👩‍👩‍👧"]}
    text = json.dumps(value, ensure_ascii=False)
    safe = harmless_json(text)
    assert json.loads(safe) == value
    assert not {"\x7f", "\u202e", "\ufdd0", "\U0001fffe"} & set(safe)
    assert "é" in safe


def test_nothing_leaves_that_a_terminal_obeys(capsys: pytest.CaptureFixture[str]):
    say("a\x1b[31m")
    tell("b\u202e")
    out, err = capsys.readouterr()
    assert (out, err) == ("a␛[31m\n", "b‹U+202E›\n")


def test_a_table_aligns_by_cells():
    rows = [("n", "title"), ("10", "日本"), ("2", "a\nb\x1b")]
    assert table(rows, right=frozenset({0})) == [" n  title", "10  日本", " 2  a b␛"]


def test_whatever_a_terminal_obeys_counts_as_unprintable():
    """The short cut of `say` for printable texts skips no mark."""
    printable = "".join(char for char in map(chr, range(0x110000)) if char.isprintable())
    assert visible(printable) == printable
