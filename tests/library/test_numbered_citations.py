"""A paragraph that is cited by its number is followed until the number is mended."""

from __future__ import annotations

from pathlib import Path

from quizapp.library.locking import State, write
from quizapp.library.model import Deck, Level
from quizapp.library.roots import given_libraries
from quizapp.library.shelf import Shelf
from tests import changed
from tests.library.locks import problems


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
