"""A check tells every problem of every file, and when it is repeated, reads only what has changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from quizapp.library.check import RACY_NS, Checked, Checker, check
from quizapp.library.roots import Library, file_library
from quizapp.library.rules.selection import Selection
from quizapp.library.shelf import Shelf
from tests.library.market import CARD, HEAD, SHEET

LONG_AGO_NS = 1_700_000_000_000_000_000
NOW_NS = LONG_AGO_NS + 1_000 * RACY_NS
UNPROVED = "  - id: sans\n    question: Quoi ?\n    answer: rien\n"


@pytest.fixture(autouse=True)
def _no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what reading finds is told: these tests are not about the rules."""
    for rules in ("TEXT_RULES", "CARD_RULES", "DECK_RULES"):
        monkeypatch.setattr(f"quizapp.library.rules.lint.{rules}", ())


def settled(*files: Path, at_ns: int = LONG_AGO_NS) -> None:
    """Gives files a time of change that lies long before the checks."""
    for file in files:
        os.utime(file, ns=(at_ns, at_ns))


class Reads:
    """The deck files that were read, in order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paths: list[str] = []
        read = Shelf.read

        def counted(shelf: Shelf, path: str, data: bytes | None = None):
            self.paths.append(path)
            return read(shelf, path, data)

        monkeypatch.setattr(Shelf, "read", counted)

    def taken(self) -> list[str]:
        taken, self.paths = self.paths, []
        return taken


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    return Reads(monkeypatch)


@pytest.fixture
def two(library_root: Path) -> Path:
    """A library of two decks that cite one sheet, all of them settled."""
    decks = library_root / "decks"
    (decks / "w.yaml").write_text((HEAD + CARD).replace("{id: valbrune", "{id: autre"), "utf-8")
    settled(decks / "v.yaml", decks / "w.yaml", library_root / "seeds" / "valbrune.md")
    return library_root


def codes(checked: Checked) -> list[tuple[str, str]]:
    return [(Path(problem.file).name, problem.code) for problem in checked.problems]


def test_a_second_check_reads_nothing_and_says_the_same(two: Path, reads: Reads):
    (two / "decks" / "w.yaml").write_text(HEAD.replace("{id: valbrune", "{id: autre") + UNPROVED, "utf-8")
    settled(two / "decks" / "w.yaml")
    checker = Checker([Library("given", two)])
    first = checker.check(NOW_NS)
    assert reads.taken() == ["decks/v.yaml", "decks/w.yaml"]
    assert codes(first) == [("w.yaml", "S201")]
    assert checker.check(NOW_NS) == first
    assert reads.taken() == []


def test_only_a_deck_that_changed_is_read_anew(two: Path, reads: Reads):
    checker = Checker([Library("given", two)])
    checker.check(NOW_NS)
    reads.taken()
    (two / "decks" / "w.yaml").write_text(HEAD.replace("{id: valbrune", "{id: autre") + UNPROVED, "utf-8")
    settled(two / "decks" / "w.yaml", at_ns=LONG_AGO_NS + 1)
    assert codes(checker.check(NOW_NS)) == [("w.yaml", "S201")]
    assert reads.taken() == ["decks/w.yaml"]


def test_every_deck_of_a_source_that_changed_is_read_anew(two: Path, reads: Reads):
    checker = Checker([Library("given", two)])
    checker.check(NOW_NS)
    reads.taken()
    sheet = two / "seeds" / "valbrune.md"
    sheet.write_text(SHEET.replace("juin 2024", "mai 2024"), "utf-8")
    settled(sheet, at_ns=LONG_AGO_NS + 1)
    assert codes(checker.check(NOW_NS)) == [("v.yaml", "S104"), ("w.yaml", "S104")]
    assert reads.taken() == ["decks/v.yaml", "decks/w.yaml"]


def test_a_source_that_appears_or_goes_is_noticed(two: Path):
    checker = Checker([Library("given", two)])
    assert checker.check(NOW_NS).problems == ()
    (two / "seeds" / "valbrune.md").rename(two / "seeds" / "away.md")
    assert {code for _, code in codes(checker.check(NOW_NS))} == {"Y105"}
    (two / "seeds" / "away.md").rename(two / "seeds" / "valbrune.md")
    assert checker.check(NOW_NS).problems == ()


def test_an_image_that_appears_is_noticed(two: Path, reads: Reads):
    deck = two / "decks" / "v.yaml"
    deck.write_text(HEAD + CARD + "    image: ../plan.png\n    alt: Le plan\n", "utf-8")
    settled(deck)
    checker = Checker([Library("given", two)])
    assert codes(checker.check(NOW_NS)) == [("v.yaml", "C209")]
    reads.taken()
    (two / "plan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    settled(two / "plan.png")
    assert codes(checker.check(NOW_NS)) == []
    assert reads.taken() == ["decks/v.yaml"]


def test_a_file_changed_just_before_its_reading_is_read_again(two: Path, reads: Reads):
    """Within the same tick of a coarse clock, a later change leaves size and time as they were."""
    deck = two / "decks" / "v.yaml"
    settled(deck, at_ns=NOW_NS - RACY_NS + 1)
    checker = Checker([Library("given", two)])
    assert codes(checker.check(NOW_NS)) == []
    reads.taken()
    deck.write_text((HEAD + CARD).replace("juin 2024", "mars 2024"), "utf-8")
    settled(deck, at_ns=NOW_NS - RACY_NS + 1)
    assert codes(checker.check(NOW_NS)) == [("v.yaml", "S104")]
    assert reads.taken() == ["decks/v.yaml"]
    checker.check(NOW_NS + RACY_NS)
    reads.taken()
    checker.check(NOW_NS + RACY_NS)
    assert reads.taken() == []


def test_a_racy_source_is_looked_at_again(two: Path):
    sheet = two / "seeds" / "valbrune.md"
    settled(sheet, at_ns=NOW_NS - 1)
    checker = Checker([Library("given", two)])
    assert codes(checker.check(NOW_NS)) == []
    sheet.write_text(SHEET.replace("juin 2024", "mars 2024"), "utf-8")
    settled(sheet, at_ns=NOW_NS - 1)
    assert codes(checker.check(NOW_NS)) == [("v.yaml", "S104"), ("w.yaml", "S104")]


def test_a_deck_id_used_twice_is_told_of_the_second_file_until_it_is_changed(two: Path):
    second = two / "decks" / "w.yaml"
    second.write_text(HEAD + CARD, "utf-8")
    settled(second)
    checker = Checker([Library("given", two)])
    (problem,) = checker.check(NOW_NS).problems
    assert (problem.code, Path(problem.file).name, problem.line) == ("F112", "w.yaml", 2)
    assert [Path(dict(problem.params)[name]).name for name in ("first", "second")] == ["v.yaml", "w.yaml"]
    assert codes(checker.check(NOW_NS)) == [("w.yaml", "F112")]
    second.write_text((HEAD + CARD).replace("{id: valbrune", "{id: autre"), "utf-8")
    settled(second, at_ns=LONG_AGO_NS + 1)
    assert checker.check(NOW_NS).problems == ()


def test_the_same_id_in_two_libraries_is_a_deck_that_takes_the_other_s_place(two: Path, tmp_path: Path):
    copy = tmp_path / "copy"
    shutil.copytree(two, copy)
    assert check([Library("shipped", two), Library("user", copy.resolve())]).problems == ()


def test_a_deck_that_vanishes_becomes_a_folder_or_a_link_is_no_traceback(two: Path):
    deck = two / "decks" / "v.yaml"
    checker = Checker([Library("given", two)])
    assert checker.check(NOW_NS).files == 2
    deck.rename(two / "v.bak")
    assert (checker.check(NOW_NS).files, checker.check(NOW_NS).problems) == (1, ())
    deck.mkdir()
    assert codes(checker.check(NOW_NS)) == [("v.yaml", "Y101")]
    deck.rmdir()
    deck.symlink_to(two / "v.bak")
    assert codes(checker.check(NOW_NS)) == [("v.yaml", "Y102")]
    deck.unlink()
    (two / "v.bak").rename(deck)
    assert (checker.check(NOW_NS).files, checker.check(NOW_NS).problems) == (2, ())


def test_a_deck_named_by_its_path_that_vanishes_is_a_finding(two: Path):
    deck = two / "decks" / "v.yaml"
    checker = Checker([file_library(deck)])
    assert checker.check(NOW_NS).problems == ()
    deck.unlink()
    assert codes(checker.check(NOW_NS)) == [("v.yaml", "Y105")]


def test_a_deck_that_vanishes_between_the_look_and_the_reading_is_a_finding(
    two: Path, monkeypatch: pytest.MonkeyPatch
):
    read = Shelf.read

    def vanishing(shelf: Shelf, path: str, data: bytes | None = None):
        (two / path).unlink(missing_ok=True)
        return read(shelf, path, data)

    monkeypatch.setattr(Shelf, "read", vanishing)
    assert codes(check([Library("given", two)])) == [("v.yaml", "Y105"), ("w.yaml", "Y105")]


@pytest.mark.parametrize("kept", [0, 1, 40, 120, 200])
def test_a_deck_saved_half_has_problems_until_it_is_whole(two: Path, kept: int):
    deck = two / "decks" / "v.yaml"
    whole = deck.read_bytes()
    checker = Checker([Library("given", two)])
    deck.write_bytes(whole[:kept])
    assert {name for name, _ in codes(checker.check(NOW_NS))} == {"v.yaml"}
    deck.write_bytes(whole)
    assert checker.check(NOW_NS).problems == ()


def test_a_library_whose_folder_goes_is_empty_and_comes_back(two: Path):
    checker = Checker([Library("given", two)])
    away = two.with_name("away")
    two.rename(away)
    assert checker.check(NOW_NS) == Checked(0, (), ())
    away.rename(two)
    assert checker.check(NOW_NS).files == 2


def test_progress_counts_the_files(two: Path):
    steps: list[tuple[int, int]] = []
    Checker([Library("given", two)]).check(NOW_NS, lambda done, total: steps.append((done, total)))
    assert steps == [(1, 2), (2, 2)]


def test_a_selection_holds_for_every_file(two: Path):
    for name in ("v", "w"):
        file = two / "decks" / f"{name}.yaml"
        file.write_text(HEAD.replace("{id: valbrune", f"{{id: {name}") + UNPROVED, "utf-8")
    assert codes(check([Library("given", two)], Selection(("Y",)))) == []
    assert [code for _, code in codes(check([Library("given", two)], Selection(("S",))))] == ["S201", "S201"]


def test_what_was_looked_at_changes_with_decks_and_what_they_cite(two: Path):
    checker = Checker([Library("given", two)])
    checker.check(NOW_NS)
    first = checker.looks()
    checker.check(NOW_NS)
    assert checker.looks() == first
    sheet = two / "seeds" / "valbrune.md"
    settled(sheet, at_ns=LONG_AGO_NS + 7)
    checker.check(NOW_NS)
    assert checker.looks() != first
