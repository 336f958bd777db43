"""A lock is written the same each time, read with distrust, and never made of quotes that are not found."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.library.lock import BadLock, Lock, LockedQuote, lock_path, lock_text, read_lock
from quizapp.library.locking import State, write
from quizapp.library.model import Deck, Level
from quizapp.library.problems import worded
from quizapp.library.roots import Library, given_libraries
from quizapp.library.shelf import Shelf
from tests import changed

SHA = "0" * 64
LOCK = Lock(
    {"./s.md": SHA, "note": "f" * 64},
    {("./s.md", 2): "Un « texte ».", ("note", 1): "Autre \u202e texte \x1b."},
    (
        LockedQuote("b", "note", 1, 0, 5, "Autre"),
        LockedQuote("a", "./s.md", 2, 3, 12, "« texte »"),
        LockedQuote("c", "./s.md", 9, 0, 3, "Vieux"[:3], former="Vieux."),
    ),
)


def problems(root: Path) -> list[tuple[str, str | None, Level]]:
    deck = Shelf(given_libraries((root,))[0]).read("decks/marche.yaml").deck
    return [(problem.code, problem.card, problem.level) for problem in deck.problems]


def cards(root: Path) -> list[str]:
    deck = Shelf(given_libraries((root,))[0]).read("decks/marche.yaml").deck
    assert isinstance(deck, Deck)
    return [card.id for card in deck.cards]


def test_names_that_end_twice_give_locks_of_their_own() -> None:
    decks = ["c.yaml", "c.yml", "c.yml.yaml", "c.yaml.yaml", "c.YAML", "c.YAML.yaml", "c.YML", "c.yml.yml"]
    assert len({lock_path(deck) for deck in decks}) == len(decks)
    assert lock_path("decks/a.b.yaml") == "decks/a.b.lock.json"


def test_what_is_written_is_read_back_whatever_the_order() -> None:
    text = lock_text(LOCK)
    read = read_lock(text.encode())
    assert (read.sources, read.paragraphs) == (LOCK.sources, LOCK.paragraphs)
    assert sorted(read.quotes) == sorted(LOCK.quotes)
    turned = Lock(dict(sorted(LOCK.sources.items(), reverse=True)), LOCK.paragraphs, LOCK.quotes[::-1])
    assert lock_text(turned) == text


def test_a_line_holds_one_entry_and_nothing_that_a_terminal_obeys() -> None:
    lines = lock_text(LOCK).split("\n")
    entries = [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"')]
    assert [entry.get("card", entry["source"]) for entry in entries] == [
        *("./s.md", "note", "./s.md", "note", "a", "b", "c")
    ]
    assert lines[-1] == ""
    assert not {"\x1b", "\u202e"} & set("".join(lines))


@pytest.mark.parametrize(
    ("deck", "lock"),
    [("decks/a.yaml", "decks/a.lock.json"), ("decks/a.yml", "decks/a.yml.lock.json"), ("a", "a.lock.json")],
)
def test_no_two_decks_share_a_lock(deck: str, lock: str) -> None:
    assert lock_path(deck) == lock


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "not UTF-8": b"\xff\xfe{}",
    "no JSON": b"{",
    "left by a merge": b"<<<<<<< ours\n{}\n=======\n",
    "nested without end": b"[" * 200_000,
    "nested below a key": b'{"format":' + b"[" * 200_000,
    "a number without end": b'{"format": ' + b"9" * 10_000 + b"}",
    "a list": b"[]",
    "null": b"null",
    "another format": b'{"format": 2, "sources": [], "paragraphs": [], "quotes": []}',
    "a format that is true": b'{"format": true, "sources": [], "paragraphs": [], "quotes": []}',
    "a list missing": b'{"format": 1, "sources": [], "paragraphs": []}',
    "a key too many": b'{"format": 1, "sources": [], "paragraphs": [], "quotes": [], "x": 1}',
    "texts for lists": b'{"format": 1, "sources": "", "paragraphs": "", "quotes": ""}',
    "NaN": b'{"format": 1, "sources": NaN, "paragraphs": [], "quotes": []}',
}
for _name, _entry in {
    "a source that is a text": '"x"',
    "a source that is a list": '["source", "sha256"]',
    "a source without digest": '{"source": "s"}',
    "a digest that is none": '{"source": "s", "sha256": "zz"}',
    "a digest that is a number": '{"source": "s", "sha256": 12}',
    "a lone surrogate": '{"source": "\\ud800", "sha256": "' + SHA + '"}',
}.items():
    HOSTILE[_name] = f'{{"format": 1, "sources": [\n{_entry}\n], "paragraphs": [], "quotes": []}}'.encode()
_QUOTE: dict[str, object] = {"card": "c", "source": "s", "paragraph": 1, "span": [0, 2], "text": "ab"}
_BAD_QUOTES: dict[str, dict[str, object]] = {
    "no card": {"card": None},
    "an unknown source": {"source": "t"},
    "an unknown paragraph": {"paragraph": 2},
    "a paragraph that is true": {"paragraph": True},
    "a paragraph before the first": {"paragraph": 0},
    "a huge paragraph": {"paragraph": 10**30},
    "a span that is a number": {"span": 1},
    "a span of three": {"span": [0, 1, 2]},
    "a span backwards": {"span": [2, 0]},
    "a span beyond the end": {"span": [0, 9]},
    "a negative span": {"span": [-3, -1]},
    "other words": {"text": "zz"},
    "no words": {"text": "", "span": [0, 0]},
    "a former text without the words": {"former": "zz"},
    "a former text that is a number": {"former": 1},
    "another key": {"x": 1},
}
for _name, _change in _BAD_QUOTES.items():
    HOSTILE[_name] = (
        f'{{"format": 1, "sources": [{{"source": "s", "sha256": "{SHA}"}}],\n'
        '"paragraphs": [{"source": "s", "paragraph": 1, "text": "abc"}],\n"quotes": [\n'
        f"{json.dumps(_QUOTE | _change)}\n]}}"
    ).encode()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_lock_is_a_finding_and_costs_no_card(name: str, tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    (root / "decks" / "marche.lock.json").write_bytes(HOSTILE[name])
    deck = Shelf(given_libraries((root,))[0]).read("decks/marche.yaml").deck
    assert isinstance(deck, Deck)
    assert len(deck.cards) == 5
    (problem,) = deck.problems
    assert (problem.code, problem.file) == ("S407", "decks/marche.lock.json")
    assert problem.line > 0 < problem.column
    assert all(worded(problem))


def test_a_bad_entry_is_told_with_its_line() -> None:
    text = lock_text(LOCK).replace('"span": [0, 5]', '"span": [0, 4]')
    with pytest.raises(BadLock) as bad:
        read_lock(text.encode())
    assert '"card": "b"' in text.split("\n")[bad.value.line - 1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_lock_that_is_no_file_is_not_opened(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    lock = root / "decks" / "marche.lock.json"
    os.mkfifo(lock)
    assert problems(root) == [("Y101", None, Level.ERROR)]
    lock.unlink()
    lock.symlink_to(root / "elsewhere")
    assert problems(root) == [("Y102", None, Level.ERROR)]


def test_a_huge_lock_is_not_read(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    with (root / "decks" / "marche.lock.json").open("wb") as file:
        file.truncate(16 * 1024 * 1024 + 1)
    assert problems(root) == [("Y104", None, Level.ERROR)]
    assert len(cards(root)) == 5


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


def test_a_paragraph_cited_by_number_is_followed_until_the_number_is_mended(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    changed.lock(root)
    sheet, deck = root / "seeds" / "marche.md", root / "decks" / "marche.yaml"
    sheet.write_text(changed.SHEET.replace("Fermé en", "Un chapeau.\n\nFermé en"), "utf-8")
    assert problems(root) == [("S406", None, Level.WARNING), ("S401", "tout", Level.WARNING)]
    read = Shelf(given_libraries((root,))[0]).read("decks/marche.yaml").deck
    assert isinstance(read, Deck)
    assert [card.passages[0].paragraph for card in read.cards] == [3, 4, 2, 3, 3]
    assert dict(read.problems[0].params) == {"source": "Le marché de Valbrune", "n": "4"}
    lock = changed.look_at(root)
    assert (lock.state, [one.card for one in lock.missing]) == (State.REFUSED, ["tout"])
    deck.write_text(changed.DECK.replace("para: 2", "para: 3"), "utf-8")
    write(changed.look_at(root))
    assert problems(root) == []


def test_another_number_is_another_citation(tmp_path: Path) -> None:
    root = changed.make(tmp_path)
    deck, sheet = root / "decks" / "marche.yaml", root / "seeds" / "marche.md"
    loyers = '"Les loyers des étals n’ont pas baissé"'
    deck.write_text(changed.DECK.replace(loyers, f"{{text: {loyers}, para: 2}}"), "utf-8")
    changed.lock(root)
    sheet.write_text(changed.SHEET + "\nUn mot de plus.\n", "utf-8")
    deck.write_text(changed.DECK.replace(loyers, f"{{text: {loyers}, para: 1}}"), "utf-8")
    assert problems(root) == [("S112", "loyers", Level.ERROR)]


CITIES = """\
Le pont date de 1901.

La mairie compte 12 agents.

La gare ferme à 21 heures.

La mairie compte 12 agents.
"""


def _town(root: Path, *cards: str) -> Path:
    """A library of a town whose cards cite paragraphs by number, locked, and then moved down by one."""
    (root / "decks").mkdir()
    (root / "seeds").mkdir()
    sheet = root / "seeds" / "marche.md"
    sheet.write_text(CITIES, "utf-8")
    head = "format: 1\ndeck: {id: marche, title: V, lang: fr}\nsources: {v: ../seeds/marche.md}\ncards:\n"
    (root / "decks" / "marche.yaml").write_text(head + "".join(cards), "utf-8")
    changed.lock(root)
    sheet.write_text("Un chapeau.\n\n" + CITIES, "utf-8")
    return root / "decks" / "marche.yaml"


def _cited(root: Path) -> dict[str, list[int]]:
    read = Shelf(given_libraries((root,))[0]).read("decks/marche.yaml").deck
    assert isinstance(read, Deck)
    return {card.id: [passage.paragraph for passage in card.passages] for card in read.cards}


MAIRIE = "  - {id: mairie, question: Combien ?, number: 12, para: 2}\n"
GARE = '  - {id: gare, question: Quand ?, answer: "21 heures", para: 3}\n'


def test_a_mended_number_means_the_paragraph_of_today_also_where_another_card_had_it(tmp_path: Path) -> None:
    deck = _town(tmp_path, MAIRIE, GARE)
    assert _cited(tmp_path) == {"mairie": [3], "gare": [4]}
    deck.write_text(
        deck.read_text("utf-8").replace("para: 3", "para: 4").replace("para: 2", "para: 3"), "utf-8"
    )
    assert _cited(tmp_path) == {"mairie": [3], "gare": [4]}
    assert problems(tmp_path) == []
    write(changed.look_at(tmp_path))
    assert changed.look_at(tmp_path).state is State.CURRENT


def test_a_new_card_may_cite_a_number_that_another_card_had(tmp_path: Path) -> None:
    deck = _town(tmp_path, GARE)
    new = "  - {id: neuve, question: Combien ?, number: 12, para: 3}\n"
    deck.write_text(deck.read_text("utf-8").replace("para: 3", "para: 4") + new, "utf-8")
    assert _cited(tmp_path) == {"gare": [4], "neuve": [3]}
    assert problems(tmp_path) == []


def test_of_several_numbers_all_mean_today_once_one_was_mended(tmp_path: Path) -> None:
    card = '  - {id: tous, question: Quoi ?, answer: "21 heures", para: [1, 2, 3]}\n'
    deck = _town(tmp_path, card)
    assert _cited(tmp_path) == {"tous": [2, 3, 4]}
    deck.write_text(deck.read_text("utf-8").replace("[1, 2, 3]", "[2, 3, 4]"), "utf-8")
    assert _cited(tmp_path) == {"tous": [2, 3, 4]}
    assert problems(tmp_path) == []


def test_words_that_stand_twice_are_found_by_the_mended_number(tmp_path: Path) -> None:
    quote = "quote: {text: La mairie compte 12 agents, para: %d}"
    one = f"  - {{id: une, question: Combien ?, number: 12, {quote % 2}}}\n"
    two = f"  - {{id: deux, question: Combien donc ?, number: 12, {quote % 4}}}\n"
    deck = _town(tmp_path, one, two)
    assert _cited(tmp_path)["une"] == [3]
    text = deck.read_text("utf-8").replace("para: 4", "para: 5").replace("para: 2", "para: 3")
    deck.write_text(text, "utf-8")
    assert _cited(tmp_path) == {"une": [3], "deux": [5]}
    assert problems(tmp_path) == []


def test_a_number_is_followed_beside_quoted_words_and_other_sources(tmp_path: Path) -> None:
    card = (
        '  - {id: a, question: Quoi ?, answer: "21 heures", quote: [Le pont date de 1901., {para: 3},'
        " {source: w, para: 1}]}\n"
    )
    deck = _town(tmp_path, GARE)
    text = deck.read_text("utf-8").replace("sources: {", "sources: {w: {text: Vingt et une heures.}, ")
    deck.write_text(
        text.replace("v: ../", "v: ../") + card.replace("{para: 3}", "{source: v, para: 3}"), "utf-8"
    )
    (tmp_path / "seeds" / "marche.md").write_text(CITIES, "utf-8")
    deck.write_text(
        deck.read_text("utf-8").replace(
            "quote: [Le pont date de 1901.", "source: v, quote: [Le pont date de 1901."
        ),
        "utf-8",
    )
    deck.write_text(deck.read_text("utf-8").replace("deck: {", "defaults: {source: v}\ndeck: {"), "utf-8")
    assert problems(tmp_path) == []
    write(changed.look_at(tmp_path))
    (tmp_path / "seeds" / "marche.md").write_text("Un chapeau.\n\n" + CITIES, "utf-8")
    assert _cited(tmp_path) == {"gare": [4], "a": [2, 4, 1]}


def test_a_renamed_card_is_followed_by_its_number(tmp_path: Path) -> None:
    deck = _town(tmp_path, MAIRIE, GARE)
    deck.write_text(deck.read_text("utf-8").replace("id: mairie", "id: agents"), "utf-8")
    assert _cited(tmp_path) == {"agents": [3], "gare": [4]}


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
        ("sources: {m: ../seeds/marche.md}", "source: {m: ../seeds/marche.md}", "loyers"),
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
