"""A lock is never made of quotes that are not found, and keeps the former passage of a card."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.library.lock import read_lock
from quizapp.library.locking import State, write
from quizapp.library.model import Deck, Level
from quizapp.library.problems import worded
from quizapp.library.roots import Library, given_libraries
from quizapp.library.shelf import Shelf
from tests import changed
from tests.library.locks import cards, problems


def test_an_unchanged_source_is_never_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = changed.make(tmp_path)
    changed.lock(root)
    monkeypatch.setattr("quizapp.library.following.ChangedSource", None)
    assert problems(root) == []


def test_each_change_is_told_at_its_quote_and_costs_no_card(tmp_path: Path) -> None:
    root = changed.drifted(tmp_path)
    assert problems(root) == [
        ("S403", "loyers", Level.ERROR),
        ("S404", "etals", Level.ERROR),
        ("S402", "payeur", Level.ERROR),
        ("S405", "visiteurs", Level.WARNING),
        ("S403", "tout", Level.ERROR),
    ]
    assert cards(root) == ["loyers", "etals", "payeur", "visiteurs", "tout"]
    deck = Shelf(given_libraries((root,))[0]).read("decks/marche.yaml").deck
    line = (root / "decks" / "marche.yaml").read_text("utf-8").split("\n")[deck.problems[0].line - 1]
    assert line[deck.problems[0].column - 1 :].startswith('"Les loyers')
    message, cure = worded(deck.problems[0])
    assert "“Les loyers des étals n’ont pas baissé” reads “Les loyers des étals ont baissé”" in message
    assert "quizapp lock" in cure


def test_without_a_lock_the_same_cards_are_lost(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    changed.change(root)
    assert [code for code, _, _ in problems(root)] == ["S104", "S105", "S104"]
    assert cards(root) == ["visiteurs", "tout"]


def test_a_changed_card_keeps_its_former_passage_and_marks(tmp_path: Path) -> None:
    root = changed.drifted(tmp_path)
    deck = Shelf(given_libraries((root,))[0]).read("decks/marche.yaml").deck
    assert isinstance(deck, Deck)
    passages = {card.id: card.passages[0] for card in deck.cards}
    payeur = passages["payeur"]
    assert payeur.changed is not None
    assert payeur.changed.text[slice(*payeur.quote)] == "financés par la région"
    assert [payeur.changed.text[slice(*mark)] for mark in payeur.marks] == ["la région"]
    assert payeur.changed.now is not None
    number, text, span = payeur.changed.now
    assert (number, text[slice(*span)]) == (1, "payés par la région")
    assert passages["visiteurs"].changed is None
    lost = passages["etals"].changed
    assert lost is not None
    assert (lost.kind, lost.now) == ("lost", None)


def test_quotes_that_are_not_found_are_not_locked(tmp_path: Path) -> None:
    root = changed.drifted(tmp_path)
    before = (root / "decks" / "marche.lock.json").read_bytes()
    lock = changed.look_at(root)
    assert lock.state is State.REFUSED
    assert [(one.card, one.kept) for one in lock.missing] == [
        *(("loyers", True), ("etals", True), ("payeur", True))
    ]
    assert [one.card for one in lock.taken] == ["tout"]
    assert (root / "decks" / "marche.lock.json").read_bytes() == before


def test_keeping_locks_the_rest_and_goes_on_telling(tmp_path: Path) -> None:
    root = changed.drifted(tmp_path)
    write(changed.look_at(root, keep=True))
    assert problems(root) == [
        ("S403", "loyers", Level.ERROR),
        ("S404", "etals", Level.ERROR),
        ("S402", "payeur", Level.ERROR),
    ]
    assert changed.look_at(root, keep=True).state is State.CURRENT
    assert changed.look_at(root).state is State.REFUSED
    # The author rewords one card and takes the others out.
    deck = root / "decks" / "marche.yaml"
    text = deck.read_text("utf-8").replace("financés par", "payés par").replace("n’ont pas", "ont")
    start, end = text.index("  - id: etals"), text.index("  - id: payeur")
    deck.write_text(text[:start] + text[end:], "utf-8")
    assert problems(root) == []
    lock = changed.look_at(root)
    assert lock.state is State.STALE
    write(lock)
    assert "former" not in lock.text
    assert changed.look_at(root).state is State.CURRENT


def test_a_card_in_error_does_not_lose_its_former_passages(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    changed.lock(root)
    deck = root / "decks" / "marche.yaml"
    deck.write_text(changed.DECK.replace("number: 12000", "number: douze"), "utf-8")
    lock = changed.look_at(root)
    assert (lock.state, [one.card for one in lock.missing]) == (State.REFUSED, ["visiteurs"])
    write(changed.look_at(root, keep=True))
    deck.write_text(changed.DECK, "utf-8")
    assert problems(root) == []
    assert (changed.look_at(root).state, changed.look_at(root).missing) == (State.STALE, ())


def test_a_card_that_was_renamed_keeps_its_lock(tmp_path: Path) -> None:
    root = changed.drifted(tmp_path)
    deck = root / "decks" / "marche.yaml"
    deck.write_text(deck.read_text("utf-8").replace("id: loyers", "id: rentes"), "utf-8")
    assert ("S403", "rentes", Level.ERROR) in problems(root)


def test_a_quote_that_was_written_after_the_lock_is_found_as_ever(tmp_path: Path) -> None:
    root = changed.drifted(tmp_path)
    deck = root / "decks" / "marche.yaml"
    deck.write_text(deck.read_text("utf-8").replace("financés par la région", "payés par la région"), "utf-8")
    assert "payeur" not in {card for _, card, _ in problems(root)}


def test_an_inline_source_is_locked_by_its_text(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    deck = root / "decks" / "marche.yaml"
    text = (
        "format: 1\ndeck: {id: d, title: D, lang: fr}\nsources: {note: {text: 'Il y a dix étals ici.'}}\n"
        "cards:\n  - {id: a, question: 'Combien ?', number: 10, quote: 'Il y a dix étals'}\n"
    )
    deck.write_text(text, "utf-8")
    lock = json.loads(changed.lock(root).read_text("utf-8"))
    assert lock["quotes"][0] == {
        **{"card": "a", "source": "note", "paragraph": 1, "span": [0, 16], "text": "Il y a dix étals"}
    }
    deck.write_text(text.replace("{text: 'Il y a dix", "{text: 'Il y a onze"), "utf-8")
    assert problems(root) == [("S403", "a", Level.ERROR)]


def test_a_deck_of_the_package_is_not_edited(tmp_path: Path) -> None:
    import quizapp

    library = Library("given", Path(quizapp.__file__).resolve().parent)
    lock = changed.look_at(changed.make(tmp_path))
    with pytest.raises(QuizError) as refused:
        write(lock._replace(library=library))
    assert refused.value.code == "deck-shipped"
    assert not (library.root / "decks").exists()


def test_a_lock_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    lock = changed.look_at(root)
    (root / "decks" / "marche.lock.json").mkdir()
    with pytest.raises(QuizError) as refused:
        write(lock)
    assert refused.value.code == "deck-unwritable"
    assert sorted(path.name for path in (root / "decks").iterdir()) == ["marche.lock.json", "marche.yaml"]


def _refused(root: Path) -> list[str]:
    lock = changed.look_at(root)
    return [one.card for one in lock.missing] if lock.state is State.REFUSED else []


def _kept(root: Path) -> set[tuple[str, str]]:
    lock = read_lock(changed.look_at(root, keep=True).text.encode())
    return {(quote.card, quote.text) for quote in lock.quotes}


@pytest.mark.parametrize(
    ("old", "new", "card"),
    [
        ("sources: {m: ../seeds/marche.md}", "x-sources: {m: ../seeds/marche.md}", "loyers"),
        ("../seeds/marche.md", "../seeds/autre.md", "loyers"),
        ("id: etals", "id: Les étals", "etals"),
        ("id: etals", "id: loyers", "etals"),
        ("id: etals\n    question", "question", "etals"),
    ],
)
def test_what_is_broken_for_the_moment_loses_no_former_passage(
    tmp_path: Path, old: str, new: str, card: str
) -> None:
    root = changed.make(tmp_path)
    changed.lock(root)
    before = _kept(root)
    deck = root / "decks" / "marche.yaml"
    deck.write_text(changed.DECK.replace(old, new), "utf-8")
    assert card in _refused(root)
    assert _kept(root) == before


def test_a_card_that_was_removed_from_a_sound_deck_is_let_go(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    changed.lock(root)
    deck = root / "decks" / "marche.yaml"
    deck.write_text(changed.DECK[: changed.DECK.index("  - {id: tout")], "utf-8")
    assert _refused(root) == []


def test_keeping_knows_a_card_by_its_new_name(tmp_path: Path) -> None:
    root = changed.drifted(tmp_path)
    deck = root / "decks" / "marche.yaml"
    deck.write_text(deck.read_text("utf-8").replace("id: etals", "id: trente"), "utf-8")
    assert ("trente", "Le marché compte trente étals") in _kept(root)
    assert [one.kept for one in changed.look_at(root).missing if one.card == "trente"] == [True]


@pytest.mark.parametrize("content", [b"<<<<<<< ours\n{}\n", b'{"format": 2}', b"{}"])
def test_a_lock_that_cannot_be_read_is_not_overwritten(tmp_path: Path, content: bytes) -> None:
    root = changed.make(tmp_path)
    changed.lock(root)
    (root / "decks" / "marche.lock.json").write_bytes(content)
    for keep in (False, True):
        with pytest.raises(QuizError, match="lock-unreadable"):
            changed.look_at(root, keep=keep)
    (root / "decks" / "marche.lock.json").unlink()
    assert changed.look_at(root).state is State.MISSING
