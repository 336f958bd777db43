"""Sentences are told apart, and become the options of a card that asks for the proof."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.library.model import Deck
from quizapp.library.sentences import sentence_spans
from quizapp.questions.evidence import Evidence
from tests.library.market import HEAD, codes, read, read_cards

SPLIT = {
    "three": ["La mairie annonce 12 000 visiteurs.", "Les loyers ?", "Ils n’ont pas baissé !"],
    "numbers": ["Il y a 10.000 personnes, soit 3.5 % de plus.", "C’est tout."],
    "abbreviations": ["M. Kim et J. Le Gall, cf. p. 12, ont signé.", "Mme. Ri aussi."],
    "quoted": ["« Oui. »", "Il part."],
    "speech": ["« Partez ! » dit-il.", "Elle reste."],
    "no-break": ["Vraiment\u202f?", "« Non\u202f», dit-il."],
    "dots": ["Il hésite…", "Puis il signe.", "À demain."],
    "brackets": ["Il signe (en 2024.)", "(Selon elle.)", "Fin."],
    "year": ["Il est né en 1984.", "2024 fut l’année du retour."],
    "one": ["Éteint depuis 2011, le phare s’est rallumé"],
}


@pytest.mark.parametrize("name", SPLIT)
def test_sentences_are_told_apart(name: str) -> None:
    text = " ".join(SPLIT[name])
    assert [text[start:end] for start, end in sentence_spans(text)] == SPLIT[name]


@given(st.text('aÀB.!?… «»"()0\u202f\n', max_size=60))
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    spans = sentence_spans(text)
    covered = {offset for start, end in spans for offset in range(start, end)}
    assert all(text[offset].isspace() for offset in range(len(text)) if offset not in covered)
    assert list(spans) == sorted(spans) and all(start < end for start, end in spans)


TWO = "La mairie annonce entre 10\u202f000 et 12\u202f000 visiteurs par semaine."


def card(body: str) -> Deck:
    return read_cards("  - id: a\n    question: q\n" + body)


def test_the_sentences_of_the_paragraph_become_options() -> None:
    deck = card('    evidence: "loyers n’ont pas baissé"\n')
    assert codes(deck) == []
    (found,) = deck.cards
    assert found.question == Evidence("q", (TWO, "Les loyers n’ont pas baissé."), 1)
    (passage,) = found.passages
    assert passage.paragraph == 2 and passage.marks == (passage.quote,)


def test_a_second_paragraph_adds_its_sentences_in_the_order_of_the_text() -> None:
    deck = card('    evidence: {text: "La mairie annonce", mark: annonce}\n    quote: par la région\n')
    assert codes(deck) == []
    question = deck.cards[0].question
    assert isinstance(question, Evidence)
    assert question.sentences[1:] == (TWO, "Les loyers n’ont pas baissé.") and question.proof == 1
    assert question.sentences[0].startswith("Fermé en 2022")
    assert [passage.paragraph for passage in deck.cards[0].passages] == [2, 1]


FAULTS = {
    "one sentence": ("    evidence: par la région\n", "C125"),
    "over two sentences": ("    evidence: par semaine. Les loyers\n", "C124"),
    "nowhere": ("    evidence: par la commune\n", "S104"),
    "twice": ("    evidence: en\n", "S106"),
    "empty": ('    evidence: ""\n', "F108"),
    "list": ("    evidence: [par semaine]\n", "F107"),
    "unknown key": ("    evidence: {txt: a, text: par semaine}\n", "F106"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_evidence_that_does_not_hold_costs_the_card(fault: str) -> None:
    body, code = FAULTS[fault]
    deck = card(body)
    assert codes(deck) == [code]
    assert deck.cards == ()


def test_an_unread_source_leaves_nothing_to_choose() -> None:
    deck = read(HEAD.replace("valbrune.md", "absent.md") + "  - id: a\n    question: q\n    evidence: e\n")
    assert isinstance(deck, Deck)
    assert codes(deck) == ["Y105", "C126"] and deck.cards == ()


def test_sentences_that_say_the_same_are_shown_once() -> None:
    head = "format: 1\ndeck: {id: d, title: D, lang: fr}\n"
    sources = 'sources: {n: {title: N, text: "Oui. Non. Il part. Oui."}}\ncards:\n'
    deck = read(head + sources + "  - id: a\n    question: q\n    evidence: Il part\n")
    assert isinstance(deck, Deck) and codes(deck) == []
    assert deck.cards[0].question == Evidence("q", ("Oui.", "Non.", "Il part."), 2)
