"""Keys that are allowed and do nothing, or not what their author means."""

from __future__ import annotations

from quizapp.library.rules.examples.frame import HEAD, problems
from quizapp.library.rules.selection import Selection

CARD = "{{id: {id}, front: Le phare, back: la région, inference: true, para: 2{more}}}\n"


def deck(*cards: str) -> list[tuple[str, str | None]]:
    piece = "".join(f"- {card}" for card in cards)
    return [(one.code, one.card) for one in problems(piece, Selection(("F",)))]


def card(id: str, more: str = "") -> str:
    return CARD.format(id=id, more=more)


def test_the_rarer_spelling_of_a_tag_is_told():
    found = deck(card("a", ", tags: [Île]"), card("b", ", tags: [ile]"), card("c", ", tags: [ile]"))
    assert found == [("F205", "a")]


def test_an_alias_of_another_deck_is_left_alone():
    assert deck(card("a", ", aliases: [phare/b]"), card("b")) == [("F206", "a")]
    assert deck(card("a", ", aliases: [autre/b, c]"), card("b")) == []


def test_keys_are_idle_by_kind():
    assert deck(card("a", ", accents: strict")) == [("F207", "a")]
    short = "{id: a, question: Qui paie ?, answer: la région, para: 2, accents: strict}\n"
    assert deck(short) == []
    assert deck(short.replace("accents: strict", "shuffle: false")) == [("F207", "a")]


def test_an_uncited_source_is_told_unless_a_card_was_left_out():
    other = HEAD.replace("sources:\n", "sources:\n  note: {text: Un phare.}\n")
    cards = "  - " + card("a", ", source: gazette")
    assert [one.code for one in problems(other + cards, Selection())] == ["F204"]
    broken = "  - {id: b, front: c}\n"
    assert [one.code for one in problems(other + cards + broken, Selection())] == ["F102"]
