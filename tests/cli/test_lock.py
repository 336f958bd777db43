"""`quizapp lock`, and what `check` and `study --plain` make of a changed source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import changed
from tests.cli.conftest import Quizapp


@pytest.fixture
def market(library: Path) -> Path:
    """The library of every run, its one deck not locked yet."""
    return changed.make(library)


def lock_of(library: Path) -> Path:
    return library / "decks" / "marche.lock.json"


def test_a_lock_is_written_once(quizapp: Quizapp, market: Path) -> None:
    first = quizapp("lock")
    assert (first.code, first.lines) == (0, [f"{lock_of(market)}: 5 quotes locked"])
    written = lock_of(market).stat()
    second = quizapp("lock")
    assert (second.code, second.lines) == (0, [f"{lock_of(market)}: up to date"])
    assert lock_of(market).stat().st_mtime_ns == written.st_mtime_ns


@pytest.mark.parametrize("named", ["marche", "decks/marche.yaml", ".", "decks/", "./"])
def test_a_deck_is_named_by_its_id_or_a_path(
    quizapp: Quizapp, market: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(market)
    assert quizapp("lock", named).code == 0
    assert lock_of(market).exists()


def test_checking_writes_nothing(quizapp: Quizapp, market: Path) -> None:
    missing = quizapp("lock", "--check")
    assert (missing.code, missing.lines) == (1, [f"{lock_of(market)}: not written yet"])
    assert not lock_of(market).exists()
    quizapp("lock")
    assert quizapp("lock", "--check").code == 0
    sheet = market / "seeds" / "marche.md"
    sheet.write_text(sheet.read_text("utf-8") + "\nUn mot de plus.\n", "utf-8")
    before = lock_of(market).read_bytes()
    stale = quizapp("lock", "--check")
    assert (stale.code, stale.lines) == (1, [f"{lock_of(market)}: out of date"])
    assert lock_of(market).read_bytes() == before


def test_what_is_not_found_is_named_and_nothing_is_written(quizapp: Quizapp, market: Path) -> None:
    changed.drifted(market)
    before = lock_of(market).read_bytes()
    refused = quizapp("lock")
    assert (refused.code, refused.out) == (1, "")
    for card in ("loyers", "etals", "payeur"):
        assert f"what card “{card}” cites does not stand there any more" in refused.err
    assert "--keep" in refused.err
    assert lock_of(market).read_bytes() == before
    kept = quizapp("lock", "--keep")
    assert kept.code == 0
    assert "card “loyers” keeps its former passage" in kept.err
    assert "“tout” cites reads otherwise now; it is taken as it is" in kept.err
    assert lock_of(market).read_bytes() != before
    assert quizapp("lock", "--check", "--keep").code == 0
    assert quizapp("lock", "--check").code == 1


def test_the_json_tells_the_same(quizapp: Quizapp, market: Path) -> None:
    changed.drifted(market)
    ran = quizapp("lock", "--json")
    assert ran.code == 1
    (deck,) = json.loads(ran.out)["decks"]
    assert {name: deck[name] for name in ("deck", "state", "written")} == {
        **{"deck": "marche", "state": "refused", "written": False}
    }
    assert deck["not_found"][0] == {"card": "loyers", "line": 9, "kept": True}
    assert ran.err == ""


def test_a_deck_that_cannot_be_read_is_said(quizapp: Quizapp, market: Path) -> None:
    (market / "decks" / "marche.yaml").write_text("format: 1\n", "utf-8")
    ran = quizapp("lock")
    assert ran.code == 1
    assert "cannot be read; to see why: quizapp check" in ran.err


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("march", "Did you mean “marche”?"),
        ("zzz", "Known decks: marche"),
        ("./nowhere.yaml", "There is no file ./nowhere.yaml"),
        ("/", "holds neither decks nor sources"),
    ],
)
def test_what_is_not_there_is_said(quizapp: Quizapp, market: Path, named: str, said: str) -> None:
    ran = quizapp("lock", named)
    assert ran.code == 2
    assert said in ran.err


def test_shipped_decks_of_a_package_are_not_edited(
    quizapp: Quizapp, market: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.library.locking.is_packaged", lambda library: True)
    ran = quizapp("lock", "marche")
    assert ran.code == 1
    assert "is not edited in place" in ran.err
    assert not lock_of(market).exists()


def test_without_a_library_of_ones_own_there_is_nothing_to_lock(quizapp: Quizapp, tmp_path: Path) -> None:
    ran = quizapp("lock", QUIZAPP_LIBRARY="", HOME=str(tmp_path))
    assert (ran.code, ran.out) == (0, "")
    assert "quizapp library init" in ran.err


def test_check_tells_each_change_with_its_cure(quizapp: Quizapp, market: Path) -> None:
    changed.drifted(market)
    ran = quizapp("check")
    assert ran.code == 1
    for code in ("S402", "S403", "S404", "S405"):
        assert f"{code} " in ran.out
    assert "5 cards" in ran.err


def test_what_cites_a_paragraph_is_told_of_no_quote_of_its_own(quizapp: Quizapp, market: Path) -> None:
    changed.drifted(market)
    (told,) = (one for one in quizapp("check").out.split("\n\n") if "(card tout)" in one)
    assert told.startswith("S403") and "of the passage is another" in told
    assert "where it quotes the passage, quote the new words" in told


def test_check_says_nothing_of_a_deck_without_a_lock(quizapp: Quizapp, market: Path) -> None:
    assert quizapp("check").code == 0


# -- line by line ----------------------------------------------------------------------------------


def test_a_change_is_shown_and_kept_line_by_line(quizapp: Quizapp, market: Path) -> None:
    changed.drifted(market)
    ran = quizapp("study", "--plain", "--tag", "conflict", stdin="2\n:k\n:u\n:k\n4\n")
    assert ran.code == 0
    assert ran.out.count("Before: Les loyers des étals [n’ont pas] baissé") == 2
    assert ran.out.count("Now (§ 2): Les loyers des étals [ont] baissé") == 2
    assert ran.out.count(":k keeps the card, :e opens it to be reworded, :x retires it.") == 2
    assert "of an earlier sitting" not in ran.out
    later = quizapp(
        "study", "--plain", "--tag", "conflict", stdin="2\n", QUIZAPP_NOW="2026-08-02T10:00+01:00"
    )
    assert "Passage: “Le marché de Valbrune”, L’Écho, undated, § 2, as it was" in later.out
    assert "Before:" not in later.out


def test_an_edited_passage_that_is_kept_is_quoted_and_locked_by_the_command_that_is_named(
    quizapp: Quizapp, market: Path
) -> None:
    changed.lock(market)
    changed.change(market, "financés par la région")
    deck = market / "decks" / "marche.yaml"
    ran = quizapp("study", "--plain", "--tag", "edited", stdin="\n:k\n1\n")
    command = f"quizapp check --select S402 --unsafe-fixes {deck}"
    assert f"\nquizapp lock {deck}\n" in ran.out
    assert command in quizapp("lock", str(deck)).err
    mended = quizapp(*command.split()[1:])
    assert mended.code == 0
    assert deck.read_text("utf-8") == changed.DECK.replace("financés par", "payés par")
    assert quizapp("lock").code == 0
    assert quizapp("check").code == 0


def test_moved_paragraphs_are_mended_at_once(quizapp: Quizapp, market: Path) -> None:
    deck, sheet = market / "decks" / "marche.yaml", market / "seeds" / "marche.md"
    text = changed.DECK.replace('baissé"\n  - id: etals', 'baissé"\n    para: 2\n  - id: etals')
    deck.write_text(text, "utf-8")
    changed.lock(market)
    sheet.write_text(changed.SHEET.replace("Fermé en", "Un chapeau.\n\nFermé en"), "utf-8")
    assert quizapp("check", "--fix").code == 1
    assert deck.read_text("utf-8") == text.replace("para: 2", "para: 3")
    assert quizapp("lock").code == 0
    assert quizapp("check").code == 0


def test_an_earlier_answer_is_told_once(quizapp: Quizapp, market: Path) -> None:
    changed.drifted(market)
    quizapp("study", "--plain", "--tag", "conflict", stdin="2\n:q\n")
    ran = quizapp("study", "--plain", "--tag", "conflict", stdin=":k\n4\n")
    assert ran.out.count("of an earlier sitting") == 1


def test_nothing_of_a_change_stands_before_the_verdict(quizapp: Quizapp, market: Path) -> None:
    changed.drifted(market)
    ran = quizapp("study", "--plain", "--tag", "conflict", stdin=":k\n:x\n:q\n")
    assert "Valbrune" not in ran.out
    assert "Before:" not in ran.out
    assert ran.out.count("No changed passage is to be judged here.") == 2


def test_a_card_is_retired_line_by_line(quizapp: Quizapp, market: Path) -> None:
    changed.drifted(market)
    ran = quizapp("study", "--plain", "--tag", "lost", stdin="3\n:x\n")
    assert "Now: gone" in ran.out
    assert "Retired; :u takes it back." in ran.out
    again = quizapp("study", "--plain", "--tag", "lost", stdin="3\n")
    assert "Combien d’étals" not in again.out


def test_a_changed_text_cannot_steer_the_terminal(quizapp: Quizapp, market: Path) -> None:
    changed.lock(market)
    sheet = market / "seeds" / "marche.md"
    sheet.write_text(changed.SHEET.replace("n’ont pas baissé", "n’ont \x1b[2J\u202e jamais baissé"), "utf-8")
    for ran in (
        quizapp("study", "--plain", "--tag", "conflict", stdin="2\n"),
        quizapp("check"),
        quizapp("check", "--format", "json"),
        quizapp("lock"),
    ):
        assert not {"\x1b", "\u202e"} & set(ran.out + ran.err)
