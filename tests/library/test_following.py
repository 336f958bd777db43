"""A deck follows its citations through a changed source, and the index sees each change of a lock."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.library.index import Index
from quizapp.library.lock import lock_text, read_lock
from quizapp.library.locking import State, locked, write
from quizapp.library.model import CardKey, Deck
from quizapp.library.roots import given_libraries, scan
from quizapp.library.shelf import Shelf
from tests import changed
from tests.content.shipped import ROOT

SECOND = 1_000_000_000
LONG_AGO = 1_700_000_000 * SECOND
NOW = LONG_AGO + 3600 * SECOND
LOYERS = CardKey("marche/loyers#main")


def codes(root: Path) -> set[str]:
    deck = Shelf(given_libraries((root,))[0]).read("decks/marche.yaml").deck
    return {problem.code for problem in deck.problems}


def read(root: Path) -> Deck:
    deck = Shelf(given_libraries((root,))[0]).read("decks/marche.yaml").deck
    assert isinstance(deck, Deck), deck.problems
    return deck


WORDS = st.text("abcdeéàçœ .,;!?«»’'-\u00a0\u202f0123456789ABC", max_size=120)
PARAGRAPHS = st.lists(WORDS.map(lambda text: f"Mot {text} fin."), min_size=1, max_size=5, unique=True)
RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(PARAGRAPHS, st.data())
@RELAXED
def test_an_unchanged_source_gives_no_finding(
    tmp_path: Path, paragraphs: list[str], data: st.DataObject
) -> None:
    """Whatever stands in it, and although its bytes are others: the end of a file is not cited."""
    root = changed.make(tmp_path)
    sheet = root / "seeds" / "marche.md"
    sheet.write_text("\n\n".join(paragraphs), "utf-8")
    last = len(read(root).sources[0].paragraphs)
    number = data.draw(st.integers(1, last))
    card = f"  - {{id: a, front: a, back: b, inference: true, para: {number}}}\n"
    head = changed.DECK[: changed.DECK.index("  - id: loyers")]
    (root / "decks" / "marche.yaml").write_text(head + card, "utf-8")
    (root / "decks" / "marche.lock.json").unlink(missing_ok=True)
    changed.lock(root)
    assert codes(root) == set()
    sheet.write_text(sheet.read_text("utf-8") + "\n\n\n", "utf-8")
    assert codes(root) == set()
    assert read(root).cards[0].passages[0].changed is None


@given(st.permutations(range(3)), st.lists(st.integers(0, 3), max_size=3))
@RELAXED
def test_moved_paragraphs_are_warnings_and_cost_no_card(
    tmp_path: Path, order: list[int], inserted: list[int]
) -> None:
    root = changed.make(tmp_path)
    changed.lock(root)
    head, *paragraphs = changed.SHEET.split("\n\n", 2)
    front, _, first = head.rpartition("---\n")
    texts = [first, *paragraphs]
    moved = [texts[place].strip() for place in order]
    for number, place in enumerate(inserted):
        moved.insert(place, f"Un chapeau de plus, le numéro {number}.")
    (root / "seeds" / "marche.md").write_text(f"{front}---\n" + "\n\n".join(moved) + "\n", "utf-8")
    deck = read(root)
    assert {problem.code for problem in deck.problems} <= {"S401", "S406"}
    assert len(deck.cards) == 5
    for card in deck.cards:
        (passage,) = card.passages
        text = deck.sources[0].paragraphs[passage.paragraph - 1].text
        assert passage.changed is None
        assert text in changed.SHEET
        if card.id != "tout":
            assert text[slice(*passage.quote)] in changed.DECK
        else:
            assert text.startswith("La mairie annonce")


def test_an_evidence_card_asks_among_the_sentences_as_they_were(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    head = changed.DECK[: changed.DECK.index("  - id: loyers")]
    card = """\
  - id: preuve
    question: "Quelle phrase parle des loyers ?"
    evidence: "Les loyers des étals n’ont pas baissé"
    quote: "La mairie annonce 12 000 visiteurs"
"""
    (root / "decks" / "marche.yaml").write_text(head + card, "utf-8")
    changed.lock(root)
    changed.change(root)
    (found,) = read(root).cards
    assert "n’ont pas baissé" in found.question.expected("main", "fr")[0]
    assert [passage.changed is not None for passage in found.passages] == [True, False]


# -- the index -------------------------------------------------------------------------------------


def age(root: Path, ns: int = LONG_AGO) -> None:
    for file in root.rglob("*.*"):
        os.utime(file, ns=(ns, ns))


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index.open(tmp_path / "cache" / "index.sqlite3")


def test_a_new_changed_or_removed_lock_makes_its_deck_be_read(tmp_path: Path, index: Index) -> None:
    root = changed.make(tmp_path / "library")
    libraries = given_libraries((root,))
    age(root)
    assert index.refresh(libraries, NOW).read_files == 1
    assert index.refresh(libraries, NOW).read_files == 0
    file = changed.lock(root)
    text = file.read_text("utf-8")
    age(root)
    assert index.refresh(libraries, NOW).read_files == 1
    assert index.refresh(libraries, NOW).read_files == 0
    file.write_text(text.replace('"format": 1', '"format": 7'), "utf-8")
    os.utime(file, ns=(LONG_AGO + SECOND,) * 2)
    assert index.refresh(libraries, NOW).read_files == 1
    assert [problem.code for problem in index.problems()] == ["S407"]
    file.unlink()
    assert index.refresh(libraries, NOW).read_files == 1
    assert index.problems() == ()
    assert index.refresh(libraries, NOW).read_files == 0


def test_a_touched_lock_is_not_read_again(tmp_path: Path, index: Index) -> None:
    root = changed.make(tmp_path / "library")
    file = changed.lock(root)
    age(root)
    libraries = given_libraries((root,))
    index.refresh(libraries, NOW)
    os.utime(file, ns=(LONG_AGO + SECOND,) * 2)
    assert index.refresh(libraries, NOW).read_files == 0


def test_a_changed_card_comes_back_from_the_index(tmp_path: Path, index: Index) -> None:
    root = changed.drifted(tmp_path / "library")
    libraries = given_libraries((root,))
    index.refresh(libraries, NOW)
    deck = Shelf(libraries[0]).read("decks/marche.yaml").deck
    assert isinstance(deck, Deck)
    assert [index.card(card.keys()[0]) for card in deck.cards] == list(deck.cards)
    assert index.decks()[0].errors == 4


# -- what is shipped -------------------------------------------------------------------------------


def test_the_shipped_decks_are_locked_as_they_are() -> None:
    library = given_libraries((ROOT,))[0]
    states = {stat.path: locked(Shelf(library), stat.path).state for stat in scan(library)}
    assert len(states) >= 6
    assert set(states.values()) == {State.CURRENT}, "quizapp lock . brings them up to date"


def test_locking_twice_changes_nothing(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    first = changed.lock(root).read_bytes()
    lock = changed.look_at(root)
    assert lock.state is State.CURRENT
    write(lock)
    assert (root / "decks" / "marche.lock.json").read_bytes() == first
    assert lock_text(read_lock(first)).encode() == first
