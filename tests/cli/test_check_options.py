"""`quizapp check`: codes chosen and explained, fixes, counts, other programs' formats, watching."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizapp.cli.checking.progress import ProgressLine
from quizapp.library.problems import WORDINGS
from quizapp.library.rules import examples
from quizapp.library.rules.fixes import FIXES
from quizapp.library.rules.model import Example
from tests.cli.conftest import CHOICE, HEAD, SHORT, Quizapp

Deck = Callable[..., Path]

WRONG = SHORT.replace("a rouvert en juin 2024", "a rouvert en mars 2024")
UNPROVED = SHORT.replace("  quote: Le marché couvert a rouvert en juin 2024\n", "")
COLON = SHORT.replace("Qu’est-ce qui a rouvert ?", "Selon la note : quoi ?  # ici")


@pytest.fixture(autouse=True)
def _no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what reading finds is told: these tests are not about the rules."""
    for rules in ("TEXT_RULES", "CARD_RULES", "DECK_RULES"):
        monkeypatch.setattr(f"quizapp.library.rules.lint.{rules}", ())


def codes(lines: list[str]) -> list[str]:
    return [line.split(": ")[1].split()[0] for line in lines]


def check(quizapp: Quizapp, *arguments: str) -> tuple[int, list[str]]:
    ran = quizapp("check", "--format", "concise", *arguments)
    return ran.code, codes(ran.lines)


# Codes.


def test_codes_are_selected_and_ignored_by_their_beginnings(quizapp: Quizapp, deck: Deck):
    deck(UNPROVED, CHOICE.replace(", why: Elle ne paie pas.", ""))
    assert check(quizapp) == (1, ["S201", "C201"])
    assert check(quizapp, "--select", "C2") == (1, ["C201"])
    assert check(quizapp, "--select", "C2,Y", "--select", "s201") == (1, ["S201", "C201"])
    assert check(quizapp, "--ignore", "C,S2") == (0, [])
    assert check(quizapp, "--select", "ALL", "--ignore", "S") == (1, ["C201"])
    assert check(quizapp, "--ignore", "S", "--select", "S201") == (1, ["S201"])


def test_errors_are_told_whatever_is_selected(quizapp: Quizapp, deck: Deck):
    deck(WRONG)
    assert check(quizapp, "--select", "Y", "--ignore", "S104") == (1, ["S104"])


def test_a_source_s_warnings_are_selected_too(quizapp: Quizapp, tmp_path: Path):
    sheet = tmp_path / "note.md"
    sheet.write_text("---\ntitle: Note\nnotes: {7: x}\n---\nUn paragraphe.\n", "utf-8")
    assert check(quizapp, str(sheet)) == (1, ["S303"])
    assert check(quizapp, str(sheet), "--ignore", "S3") == (0, [])


@pytest.mark.parametrize("option", ["--select", "--ignore", "--explain"])
def test_an_unknown_code_is_a_misuse_with_the_nearest(quizapp: Quizapp, deck: Deck, option: str):
    deck(SHORT)
    ran = quizapp("check", option, "C20Z")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no code “C20Z”. Did you mean “C201”, “C203” or “C204”?" in ran.err
    assert quizapp("check", option, ",").code == 2
    assert "--rules" in quizapp("check", option, "QQQQ").err


def test_a_file_s_comments_hold_for_the_command(quizapp: Quizapp, deck: Deck):
    deck(UNPROVED.replace("id: abri", "id: abri  # quizapp: ignore[S201, C301X]"))
    assert check(quizapp) == (1, ["F201"])


# Explaining.


def test_every_code_is_listed_and_explained(quizapp: Quizapp):
    listed = quizapp("check", "--rules")
    assert listed.code == 0
    assert [line.split()[0] for line in listed.lines] == sorted(WORDINGS)
    assert quizapp("check", "--explain", "ALL").out == listed.out
    explained = quizapp("check", "--explain", "C,F,S,Y").out
    for code, wording in WORDINGS.items():
        assert f"{code} {wording.level}: " in explained
        assert quizapp("check", "--explain", code).lines[0].startswith(f"{code} {wording.level}: ")
    assert "{key}" not in explained


def test_the_list_marks_what_can_be_mended(quizapp: Quizapp):
    rows = {line.split()[0]: line for line in quizapp("check", "--rules").lines}
    for code, row in rows.items():
        fix = FIXES.get(code)
        assert (" --fix " in row) == (fix is not None and fix.safe)
        assert (" --unsafe-fixes " in row) == (fix is not None and not fix.safe)


def test_an_explanation_shows_why_cure_and_both_examples(quizapp: Quizapp, monkeypatch: pytest.MonkeyPatch):
    example = Example("A pun on [/x] \x1b[2J.", "- id: a\n  wrong: [b, b]\n", "- id: a\n  wrong: [b, c]\n")
    monkeypatch.setattr(examples, "EXAMPLES", {"C113": example}, raising=False)
    ran = quizapp("check", "--explain", "c113")
    assert ran.lines == [
        "C113 error: The choice “…” stands twice.",
        "Always told: it is an error.",
        "Mended by --fix where its place is as expected.",
        "Why: A pun on [/x] ␛[2J.",
        "Cure: Remove one of the two.",
        "",
        "Found in:",
        "    - id: a",
        "      wrong: [b, b]",
        "",
        "Not found in:",
        "    - id: a",
        "      wrong: [b, c]",
    ]
    (told,) = json.loads(quizapp("check", "--explain", "C113", "--format", "json").out)
    assert (told["code"], told["fix"], told["bad"]) == ("C113", "safe", example.bad)


def test_every_example_is_of_a_code():
    assert set(examples.EXAMPLES) <= set(WORDINGS)


# Fixes.


def test_fix_mends_the_files_and_tells_what_is_left(quizapp: Quizapp, deck: Deck):
    path = deck(COLON, CHOICE.replace("- id: financeur\n  question", "- question"), WRONG)
    before = path.read_text("utf-8")
    assert quizapp("check").err.endswith(
        "Fixes are known for 2 findings; to see them: --diff, to make them: --fix\n"
    )
    ran = quizapp("check", "--fix", "--format", "concise")
    assert (ran.code, codes(ran.lines)) == (1, ["C105", "S104"])
    assert ran.err.startswith("2 findings mended in 1 file.\n1 deck, 2 cards: 2 errors, 0 warnings.\n")
    assert "--fix" not in ran.err
    after = path.read_text("utf-8")
    assert after == before.replace("Selon la note : quoi ?", '"Selon la note : quoi ?"').replace(
        "- question: Qui", "- id: cofinance-travaux\n    question: Qui"
    )
    assert quizapp("check", "--fix").err.startswith("1 deck")
    assert path.read_text("utf-8") == after


def test_diff_shows_what_fix_would_do_and_writes_nothing(quizapp: Quizapp, deck: Deck):
    path = deck(COLON)
    before = path.read_bytes()
    ran = quizapp("check", "--diff", str(path))
    assert (ran.code, ran.err) == (1, "")
    assert ran.lines[:2] == [f"--- {path}", f"+++ {path}"]
    assert [line for line in ran.lines[2:] if line[0] in "+-"] == [
        "-    question: Selon la note : quoi ?  # ici",
        '+    question: "Selon la note : quoi ?"  # ici',
    ]
    assert path.read_bytes() == before
    quizapp("check", "--fix")
    assert quizapp("check", "--diff").code == 0


def test_unsafe_fixes_are_made_only_if_asked_for_by_name(quizapp: Quizapp, deck: Deck):
    path = deck(SHORT.replace("answer:", "awnser:"))
    ran = quizapp("check", "--fix", "--format", "concise")
    assert codes(ran.lines) == ["F106"]
    assert "awnser" in quizapp("check", "--diff", "--unsafe-fixes").out
    assert "awnser" in path.read_text("utf-8")
    assert check(quizapp, "--unsafe-fixes") == (0, [])
    assert "answer: [le marché" in path.read_text("utf-8")


def test_only_what_is_selected_is_mended(quizapp: Quizapp, deck: Deck):
    path = deck(COLON)
    assert check(quizapp, "--fix", "--select", "C") == (1, ["Y202"])
    assert '"Selon' not in path.read_text("utf-8")


def test_what_cannot_be_written_is_told_and_the_rest_is_mended(
    quizapp: Quizapp, deck: Deck, monkeypatch: pytest.MonkeyPatch
):
    from quizapp.library import mending
    from quizapp.system import replace_file

    first, second = (
        deck(COLON, name="a.yaml"),
        deck(COLON, head=HEAD.replace("marche", "halle"), name="b.yaml"),
    )
    before = first.read_bytes()

    def only_second(file: Path, data: bytes) -> None:
        if file.name == "a.yaml":
            raise OSError(13, "Permission denied")
        replace_file(file, data)

    monkeypatch.setattr(mending, "replace_file", only_second)
    ran = quizapp("check", "--fix", "--format", "concise")
    assert (ran.code, codes(ran.lines)) == (1, ["Y202"])
    assert "cannot be written (Permission denied)" in ran.err
    assert first.read_bytes() == before
    assert b'"Selon' in second.read_bytes()


def test_json_counts_what_was_mended(quizapp: Quizapp, deck: Deck):
    deck(COLON)
    told = json.loads(quizapp("check", "--fix", "--format", "json").out)
    assert (told["mended"], told["findings"]) == (1, [])


# Counting.


def test_statistics_count_the_codes_the_most_frequent_first(quizapp: Quizapp, deck: Deck):
    deck(UNPROVED, CHOICE.replace(", why: Elle ne paie pas.", "").replace(", why: La commune annonce.", ""))
    ran = quizapp("check", "--statistics")
    assert [line.split()[:3] for line in ran.lines] == [["2", "C201", "warning"], ["1", "S201", "warning"]]
    told = json.loads(quizapp("check", "--statistics", "--format", "json").out)
    assert told["codes"] == {"C201": 2, "S201": 1}
    assert "findings" not in told
    deck(SHORT)
    assert quizapp("check", "--statistics").out == ""


# Formats.


def test_sarif_has_what_its_standard_requires(quizapp: Quizapp, deck: Deck, library: Path, monkeypatch):
    deck(WRONG + "  aliases: '{0} [a](b)'\n", COLON.replace("abri", "é"), name="à b#.yaml")
    monkeypatch.chdir(library)
    log = json.loads(quizapp("check", "--format", "sarif", "--lang", "fr").out)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "quizapp"
    assert run["columnKind"] in ("unicodeCodePoints", "utf16CodeUnits")
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == sorted(set(ids)) == ["C117", "S104", "Y202"]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    assert len(run["results"]) == 3
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] == "error"
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "decks/%C3%A0%20b%23.yaml"
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1
        text = result["message"]["text"]
        assert text
        assert not re.search(r"(?<!\{)\{(?!\{)|(?<!\})\}(?!\})", text)
        assert "](" not in text.replace("\\](", "")
    assert "“{{0}} [a\\](b)”" in run["results"][1]["message"]["text"]


def test_sarif_of_a_sound_deck_has_no_result(quizapp: Quizapp, deck: Deck):
    deck(SHORT)
    ran = quizapp("check", "--format", "sarif")
    assert (ran.code, json.loads(ran.out)["runs"][0]["results"]) == (0, [])


def test_sarif_names_a_file_elsewhere_by_its_whole_address(quizapp: Quizapp, deck: Deck):
    path = deck(WRONG)
    (run,) = json.loads(quizapp("check", "--format", "sarif").out)["runs"]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == path.as_uri()


def test_github_s_commands_are_escaped(quizapp: Quizapp, deck: Deck):
    wrong = SHORT.replace("- id: abri", '- id: "a%\\nb::error::c"')
    path = deck(wrong, name="a,b:c%.yaml")
    ran = quizapp("check", "--format", "github")
    assert ran.code == 1
    (line,) = [line for line in ran.lines if "F109" in line]
    assert len(ran.lines) == len([line for line in ran.lines if line.startswith(("::error ", "::warning "))])
    properties, _, message = line.removeprefix("::error ").partition("::")
    named = dict(pair.split("=", 1) for pair in properties.split(","))
    assert named["file"] == str(path).replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    assert (named["title"], named["col"]) == ("F109", "9")
    assert "a%25 b::error::c" in message


def test_other_programs_formats_say_nothing_to_people(quizapp: Quizapp, deck: Deck):
    deck(WRONG)
    for form in ("json", "sarif", "github"):
        assert quizapp("check", "--format", form).err == ""


# Watching and progress.


def test_watching_tells_again_what_changed_until_it_is_interrupted(
    quizapp: Quizapp, deck: Deck, monkeypatch: pytest.MonkeyPatch
):
    path = deck(SHORT)
    changes: Iterator[Callable[[], object]] = iter(
        [
            lambda: None,
            lambda: path.write_text(path.read_text("utf-8").replace("quote: Le", "quote: Ce"), "utf-8"),
            lambda: None,
            lambda: path.write_text(path.read_text("utf-8")[:-150], "utf-8"),
            lambda: path.unlink(),
            lambda: path.mkdir(),
            path.rmdir,
            lambda: deck(SHORT, CHOICE),
        ]
    )

    def sleep(seconds: float) -> None:
        assert seconds <= 0.5
        change = next(changes, None)
        if change is None:
            raise KeyboardInterrupt
        change()

    monkeypatch.setattr("time.sleep", sleep)
    ran = quizapp("check", "--watch", "--format", "concise")
    assert ran.code == 130
    assert codes(ran.lines)[0] == "S104"
    assert "Y101" in codes(ran.lines)
    said = [line for line in ran.err.splitlines() if not line.startswith(("Watching", "For "))]
    assert [line for line in said if not re.fullmatch(r"─+ \d\d:\d\d:\d\d ─+", line)] == [
        "1 deck, 1 card: nothing to mend.",
        "1 deck, 0 cards: 1 error, 0 warnings.",
        said[4],
        "0 decks, 0 cards: nothing to mend.",
        "1 deck, 0 cards: 1 error, 0 warnings.",
        "0 decks, 0 cards: nothing to mend.",
        "1 deck, 2 cards: nothing to mend.",
    ]
    assert len(said) == 7 + 6


def test_watching_shows_the_line_as_it_is_now(quizapp: Quizapp, deck: Deck, monkeypatch: pytest.MonkeyPatch):
    path = deck(WRONG)
    changes: Iterator[Callable[[], object]] = iter(
        [lambda: path.write_text(path.read_text("utf-8").replace("mars", "août"), "utf-8")]
    )

    def sleep(_seconds: float) -> None:
        change = next(changes, None)
        if change is None:
            raise KeyboardInterrupt
        change()

    monkeypatch.setattr("time.sleep", sleep)
    ran = quizapp("check", "--watch")
    assert [line for line in ran.lines if "| " in line and "20" in line] == [
        line for line in ran.lines if "mars 2024" in line or "août 2024" in line
    ]
    assert "août 2024" in ran.out


def test_watching_follows_a_source_and_a_named_file_that_goes(
    quizapp: Quizapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    sheet = tmp_path / "note.md"
    sheet.write_text("Un paragraphe.\n", "utf-8")
    changes: Iterator[Callable[[], object]] = iter([lambda: sheet.write_text("", "utf-8"), sheet.unlink])

    def sleep(_seconds: float) -> None:
        change = next(changes, None)
        if change is None:
            raise KeyboardInterrupt
        change()

    monkeypatch.setattr("time.sleep", sleep)
    ran = quizapp("check", "--watch", "--format", "concise", str(sheet))
    assert codes(ran.lines) == ["S109", "Y105"]


@pytest.mark.parametrize("also", [["--fix"], ["--diff"], ["--unsafe-fixes"], ["--format", "json"]])
def test_watching_goes_with_nothing_that_writes_or_ends(quizapp: Quizapp, deck: Deck, also: list[str]):
    deck(SHORT)
    assert quizapp("check", "--watch", *also).code == 2


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_that_appears_late_and_is_cleared():
    stream, seconds = Terminal(), 0.0
    with ProgressLine(stream, "xterm", lambda: seconds) as progress:
        progress(1, 9)
        assert stream.getvalue() == ""
        seconds = 0.6
        progress(2, 9)
        progress(3, 9)
        seconds = 0.8
        progress(4, 9)
    shown = stream.getvalue()
    assert [piece for piece in shown.split("\r\x1b[K") if piece] == [
        "Checking: 2 of 9 files",
        "Checking: 4 of 9 files",
    ]
    assert shown.endswith("\r\x1b[K")
    assert "\n" not in shown


@pytest.mark.parametrize(("stream", "terminal"), [(io.StringIO(), "xterm"), (Terminal(), "dumb")])
def test_progress_is_silent_where_it_cannot_be_cleared(stream: io.StringIO, terminal: str):
    with ProgressLine(stream, terminal, lambda: float(len(os.environ) + 1)) as progress:
        progress._next = 0
        progress(1, 2)
    assert stream.getvalue() == ""
