"""A draft tells of each sentence which cards quote it, and of each card where and with what problems."""

from __future__ import annotations

from pathlib import Path

from quizapp.library.coverage import cover_all
from quizapp.library.decks import read_deck
from quizapp.library.model import Deck
from quizapp.library.roots import given_libraries
from quizapp.library.safe_open import Refused
from quizapp.library.shelf import Shelf
from quizapp.library.sources import SourceRead
from quizapp.workspace.draft import Draft, Place, cited_by, drafted
from tests import changed

DECK = """\
format: 1
deck: {id: d, title: D, lang: fr}
sources:
  s: {title: S, text: "Le marché compte trente étals. Il est vieux. Il ouvre tôt.\\n\\nLa mairie paie. Tout."}
defaults: {source: s}
cards:
  - {id: etals, question: Combien ?, answer: trente, quote: compte trente étals}
  - {id: deux, question: Quoi ?, answer: vieux, quote: "trente étals. Il est vieux"}
  - {id: faux, question: Quoi ?, answer: rien, quote: pas dans le texte}
  - {id: tout, question: Qui ?, answer: La mairie, para: 2}
"""


def no_source(path: str, lang: str) -> SourceRead:
    raise Refused("Y105", path=path)


def draft(text: str = DECK) -> Draft:
    read = read_deck(text, path="d.yaml", load_source=no_source).deck
    assert isinstance(read, Deck)
    return drafted("d.yaml", read, read.problems, {}, saved_ns=1)


def test_a_sentence_has_the_cards_that_quote_any_of_it() -> None:
    cards = {sentence.place[1:]: sentence.cards for sentence in draft().sentences()}
    assert cards == {
        (1, 1): ("etals", "deux"),
        (1, 2): ("deux",),
        (1, 3): (),
        (2, 1): ("tout",),
        (2, 2): ("tout",),
    }
    (source,) = draft().sources
    assert [paragraph.cards for paragraph in source.paragraphs] == [("etals", "deux"), ("tout",)]


def test_the_quoted_words_of_a_sentence_are_its_own_and_each_once() -> None:
    first, second, third, *_rest = draft().sentences()
    assert [first.text[a:b] for a, b in first.quoted] == ["compte trente étals."]
    assert [second.text[a:b] for a, b in second.quoted] == ["Il est vieux"]
    assert third.quoted == ()


def test_a_paragraph_cited_as_a_whole_is_cited_and_not_quoted_as_coverage_has_it() -> None:
    *_, fourth, fifth = draft().sentences()
    assert (fourth.cards, fourth.quoted, fifth.quoted) == (("tout",), (), ())
    card = draft().card("tout")
    assert card is not None and card.card is not None
    assert cited_by(card.card, fourth) == ((0, len(fourth.text)),), "still the card shows what it cites"
    deck = draft().deck
    assert deck is not None
    (covered,) = cover_all([deck])
    assert covered.unquoted == sum(not sentence.quoted for sentence in draft().sentences())


def test_what_one_card_quotes_of_a_sentence_is_told_apart() -> None:
    first, second, *_ = draft().sentences()
    card = draft().card("deux")
    assert card is not None and card.card is not None
    assert [first.text[a:b] for a, b in cited_by(card.card, first)] == ["trente étals."]
    assert [second.text[a:b] for a, b in cited_by(card.card, second)] == ["Il est vieux"]


def test_cards_stand_in_the_order_of_the_file_also_those_that_are_skipped() -> None:
    cards = draft().cards
    assert [(card.id, card.skipped, card.line) for card in cards] == [
        ("etals", False, 7), ("deux", False, 8), ("faux", True, 9), ("tout", False, 10)
    ]  # fmt: skip
    assert [problem.code for problem in cards[2].problems] == ["S105"]
    assert [place[1:] for place in cards[1].places] == [(1, 1), (1, 2)]


def test_problems_of_no_card_are_those_of_the_file() -> None:
    odd = DECK.replace("defaults:", "defauts: {}\ndefaults:")
    assert [problem.code for problem in draft(odd).of_file] == ["F106"]


def test_the_passage_named_first_comes_first() -> None:
    text = DECK + '  - {id: ordre, question: Q, answer: vieux, quote: ["La mairie", "Il est vieux"]}\n'
    card = draft(text).card("ordre")
    assert card is not None
    assert [place[1:] for place in card.places] == [(2, 1), (1, 2)]


def test_a_place_is_named_by_numbers_that_survive_an_edit_elsewhere() -> None:
    assert draft().sentences()[3].place == Place("d/s", 2, 1)


def test_a_passage_that_has_changed_quotes_nothing_of_its_source_as_coverage_has_it(tmp_path: Path) -> None:
    deck = Shelf(given_libraries((changed.drifted(tmp_path),))[0]).read("decks/marche.yaml").deck
    assert isinstance(deck, Deck)
    seen = drafted("d.yaml", deck, deck.problems, {}, saved_ns=1)
    assert {id for sentence in seen.sentences() for id in sentence.cards} == {"visiteurs"}
    (covered,) = cover_all([deck])
    assert covered.unquoted == sum(not sentence.quoted for sentence in seen.sentences())
    loyers = seen.card("loyers")
    assert loyers is not None and loyers.card is not None
    assert not any(cited_by(loyers.card, sentence) for sentence in seen.sentences())
    assert (loyers.places, loyers.skipped) == ((), False)
