"""What cards cover of a source: spans, sentences, and facts asked, mentioned and missed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.library.coverage import cover, cover_all, quoted_spans
from quizapp.library.decks import read_deck
from quizapp.library.facts.asking import Standing, answer_texts, other_texts
from quizapp.library.facts.model import FactKind
from quizapp.library.model import Card, Deck, Paragraph, Passage, Source
from quizapp.library.safe_open import Refused
from quizapp.library.sources import SourceRead
from quizapp.questions.short import ShortAnswer
from tests.library.test_facts import HOSTILE
from tests.questions.samples import QUESTIONS

TEXT = """
      Le port de Kerdonis a rouvert en juin 2024. Il accueille 10 000 visiteurs par semaine.

      Selon Anne Le Goff, le KN-23 porte à 120 km. La mairie de Brest se tait.
"""
HEAD = """\
format: 1
deck: {id: %s, title: T, lang: fr}
sources:
  note:
    title: Note
    text: |%s
defaults: {source: note}
cards:
"""


def deck(cards: str, deck_id: str = "d") -> Deck:
    def no_file(path: str, lang: str) -> SourceRead:
        raise Refused("Y105", path=path)

    read = read_deck(HEAD % (deck_id, TEXT) + cards, path="d.yaml", load_source=no_file).deck
    assert isinstance(read, Deck), read.problems
    assert not any(problem.level == "error" for problem in read.problems), read.problems
    return read


def standing(cards: str) -> dict[str, Standing]:
    """How each fact of the note stands with the cards."""
    (covered,) = cover_all([deck(cards)])
    return {fact.fact.text: fact.standing for each in covered.paragraphs for fact in each.facts}


def card(body: str, quote: str = "quote: a rouvert en juin 2024") -> str:
    return f"  - {{id: c, {body}, {quote}}}\n"


def test_a_source_that_no_card_cites_is_told_whole():
    (cited,) = cover_all([deck(card("question: Quand ?, date: 2024-06"))])
    covered = cover(cited.source, ())
    assert (covered.cited, covered.share, covered.cards) == (0, 0.0, ())
    assert (covered.sentences, covered.unquoted) == (4, 4)
    missed = {kind: [fact.text for fact in covered.facts(Standing.MISSED, kind)] for kind in FactKind}
    assert missed == {
        FactKind.FIGURE: ["10 000 visiteurs", "120 km"],
        FactKind.DATE: ["juin 2024"],
        FactKind.NAME: ["Kerdonis", "Anne Le Goff", "KN-23", "Brest"],
    }


def test_quotes_cover_characters_and_touch_sentences():
    (covered,) = cover_all([deck(card("question: Quand ?, date: 2024-06"))])
    first, second = covered.paragraphs
    text = first.paragraph.text
    assert [text[slice(*span)] for span in first.quoted] == ["a rouvert en juin 2024"]
    assert first.share == len("a rouvert en juin 2024") / len(text)
    assert first.unquoted() == ("Il accueille 10 000 visiteurs par semaine.",)
    assert (first.cards, second.cards) == (("d/c",), ())
    assert (covered.cited, covered.unquoted) == (1, 3)


def test_a_paragraph_cited_as_a_whole_is_cited_but_not_quoted():
    (covered,) = cover_all([deck(card("question: Quand ?, date: 2024-06", "para: 1"))])
    (first, _) = covered.paragraphs
    assert first.cards == ("d/c",) and first.quoted == () and first.share == 0
    assert len(first.unquoted()) == 2
    assert first.heat > 0
    (marked,) = cover_all([deck(card("question: Quand ?, date: 2024-06", "para: 1, mark: juin 2024"))])
    assert [marked.paragraphs[0].paragraph.text[slice(*span)] for span in marked.paragraphs[0].quoted] == [
        "juin 2024"
    ]


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        ("question: Combien ?, number: 10000", "10 000 visiteurs"),
        ("question: Combien ?, number: 9000, inference: true", None),
        ("question: Combien ?, answer: [dix mille, 10.000], inference: true", "10 000 visiteurs"),
        ("cloze: 'Il y a {{c1::10 000}} visiteurs.', inference: true", "10 000 visiteurs"),
        ("question: Combien ?, right: 10 000, wrong: [{text: '1', why: w}]", "10 000 visiteurs"),
        ("question: À quelle distance ?, number: {value: 120000, unit: m}, inference: true", "120 km"),
        ("question: À quelle distance ?, number: {value: 120, unit: kg}, inference: true", None),
        ("question: Quand ?, date: 2024-06", "juin 2024"),
        ("question: Quand ?, date: 2024-06-05, inference: true", "juin 2024"),
        ("question: En quelle année ?, date: 2024", None),
        ("question: En quel mois de 2024 ?, answer: juin", "juin 2024"),
        ("question: Quel port ?, answer: [kerdonis], inference: true", "Kerdonis"),
        ("question: Qui ?, answer: [Le Goff], inference: true", "Anne Le Goff"),
        ("question: Quoi ?, answer: [KN23], inference: true", "KN-23"),
        ("question: Qui et quoi ?, all: [Anne Le Goff, port], inference: true", "Anne Le Goff"),
        ("question: Ordre ?, order: [Brest, ailleurs, là], inference: true", "Brest"),
        ("question: Associez., match: {Brest: a, ailleurs: b}, inference: true", "Brest"),
        ("question: Lesquels ?, right: [Brest, Paris], wrong: [{text: '1', why: w}]", "Brest"),
        ("front: Devant, back: le port de Brest", "Brest"),
        ("front: Brest, back: derrière, reverse: true", "Brest"),
        ("essay: Pourquoi ?, rubric: [la mairie de Brest, le prix]", "Brest"),
    ],
)  # fmt: skip
def test_what_stands_in_an_answer_is_asked(body, fact):
    asked = [text for text, stands in standing(card(body)).items() if stands is Standing.ASKED]
    assert asked == ([] if fact is None else [fact])


@pytest.mark.parametrize(
    ("body", "mentioned"),
    [
        ("question: Que fait Brest ?, answer: rien, inference: true", ["Brest"]),
        ("question: Où ?, right: là, wrong: [{text: Brest, why: w}]", ["Brest"]),
        ("question: Où ?, right: là, wrong: [{text: ici, why: Brest se tait.}]", ["Brest"]),
        ("statement: Le KN-23 porte à 120 km., is: true, explain: Selon Anne Le Goff.",
         ["Anne Le Goff", "KN-23", "120 km"]),
        ("cloze: 'Depuis juin 2024, à {{c1::Brest}}.', inference: true", ["juin 2024"]),
    ],
)  # fmt: skip
def test_what_stands_elsewhere_in_a_card_is_only_mentioned(body, mentioned):
    found = standing(card(body))
    assert [text for text, stands in found.items() if stands is Standing.MENTIONED] == mentioned


def test_a_card_that_asks_for_evidence_neither_asks_nor_mentions_what_its_sentences_state():
    found = standing("  - {id: c, question: Quelle phrase le dit ?, evidence: a rouvert en juin 2024}\n")
    assert set(found.values()) == {Standing.MISSED}


def test_the_two_halves_of_a_range_must_be_asked_by_one_card():
    source = Source("s", "S", None, None, None, "fr", (Paragraph(1, "Entre 10 000 et 12 000 obus partent."),))

    def asks(name: str, *answers: str) -> Card:
        return Card("d", name, "fr", ShortAnswer("Combien ?", answers), (Passage("s", 1, (0, 5), ((0, 5),)),))

    def stands(*cards: Card) -> Standing:
        return cover(source, cards).paragraphs[0].facts[0].standing

    assert stands(asks("a", "10 000"), asks("b", "12 000")) is Standing.MISSED
    assert stands(asks("a", "de 10 000 à 12 000")) is Standing.ASKED


def test_cards_of_other_decks_count_and_cards_that_do_not_cite_the_source_do_not():
    first = deck(card("question: Quand ?, date: 2024-06"))
    (covered,) = cover_all([first])
    source = covered.source
    across = Card(
        "e", "x", "fr", ShortAnswer("Où ?", ("Brest",)), (Passage(source.ref, 2, (0, 9), ((0, 9),)),)
    )
    stranger = across._replace(id="y", passages=(Passage("other", 1, (0, 9), ((0, 9),)),))
    both = cover(source, (*first.cards, across, stranger))
    assert both.cards == ("d/c", "e/x")
    assert both.cited == 2


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_every_kind_of_question_tells_its_answers(question):
    made = Card("d", "c", "fr", question, ())
    answers = set(answer_texts(made))
    shown = {text for face in question.faces() for text in question.expected(face, "fr")}
    assert answers >= shown if question.kind not in ("evidence", "truefalse") else answers == set()
    if question.kind != "cloze":
        assert {question.stem(face) for face in question.faces()} <= set(other_texts(made))


def test_a_passage_of_a_source_that_changed_meanwhile_harms_nothing():
    source = Source("s", "S", None, None, None, "fr", (Paragraph(1, "Court."),))
    passages = (Passage("s", 1, (3, 90), ((80, 90),)), Passage("s", 7, (0, 3), ((0, 3),)))
    covered = cover(source, [Card("d", "c", "fr", ShortAnswer("?", ("x",)), passages)])
    assert covered.paragraphs[0].quoted == ((3, 6),)


SPANS = st.tuples(st.integers(-3, 130), st.integers(-3, 130))


@given(HOSTILE, st.lists(SPANS, max_size=6))
def test_quoted_spans_lie_in_the_paragraph_and_apart(text, spans):
    found = quoted_spans(text, [Passage("s", 1, span, (span,)) for span in spans])
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(first[1] < second[0] for first, second in pairwise(found))


@given(
    st.lists(HOSTILE.filter(str.strip), min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(1, 3), SPANS, HOSTILE), max_size=5),
)
def test_a_card_more_never_covers_less(written, added):
    source = Source(
        "s", "S", None, None, None, "fr", tuple(Paragraph(n, t) for n, t in enumerate(written, 1))
    )
    cards = [
        Card("d", str(at), "fr", ShortAnswer("?", (answer,)), (Passage("s", paragraph, span, (span,)),))
        for at, (paragraph, span, answer) in enumerate(added)
    ]
    steps = [cover(source, cards[:count]) for count in range(len(cards) + 1)]
    for before, after in pairwise(steps):
        for first, second in zip(before.paragraphs, after.paragraphs, strict=True):
            assert first.share <= second.share <= 1
            assert set(first.cards) <= set(second.cards)
            assert len(first.unquoted()) >= len(second.unquoted())
        assert {fact.meaning for fact in before.facts(Standing.ASKED)} <= {
            fact.meaning for fact in after.facts(Standing.ASKED)
        }
