"""A sentence tells which of its figures, dates and names no answer asks, as coverage judges it."""

from __future__ import annotations

from quizapp.library.coverage import cover_all
from quizapp.library.facts.asking import Standing
from quizapp.workspace.unasked import Unasked
from tests.workspace.test_draft import draft

TEXT = """\
format: 1
deck: {id: d, title: D, lang: fr}
sources:
  s:
    text: |
      Le phare porte à 37 kilomètres. Il date de 1874.

      Maud Kerbrat attend 15 000 visiteurs, soit 37 par heure.
cards:
  - {id: portee, question: "Portée ?", number: {value: 37, unit: km}, quote: porte à 37 kilomètres}
  - {id: age, question: "Date-t-il de 1874 ?", answer: oui, quote: date de 1874, inference: true}
"""


def test_what_an_answer_asks_is_left_out_and_what_a_question_says_is_not() -> None:
    seen = draft(TEXT)
    unasked = Unasked(seen.deck)
    first, second, third = map(unasked.of, seen.sentences())
    assert first == ()
    assert second == ("1874",)
    assert "Maud Kerbrat" in third and any("15 000" in text for text in third)


def test_it_agrees_with_coverage() -> None:
    seen = draft(TEXT)
    assert seen.deck is not None
    (covered,) = cover_all([seen.deck])
    left = {
        fact.fact.text
        for paragraph in covered.paragraphs
        for fact in paragraph.facts
        if fact.standing is not Standing.ASKED
    }
    unasked = Unasked(seen.deck)
    assert {text for sentence in seen.sentences() for text in unasked.of(sentence)} == left


def test_a_sentence_that_the_deck_holds_no_longer_has_nothing_to_tell() -> None:
    seen = draft(TEXT)
    shorter = draft(TEXT.partition("\n\n")[0] + "\ncards:" + TEXT.partition("cards:")[2])
    assert [Unasked(None).of(sentence) for sentence in seen.sentences()] == [(), (), ()]
    assert Unasked(shorter.deck).of(seen.sentences()[2]) == ()
