"""What is kept of an article becomes a source and a deck that read back as they were meant."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import QuizError
from quizapp.library.articles.model import Draft, Line, paragraphs
from quizapp.library.articles.scaffold import SCHEMA_LINE, deck_text
from quizapp.library.articles.sheet import ID_LENGTH, free_id, name, quoted, slug
from quizapp.library.decks import read_deck
from quizapp.library.fields import ID
from quizapp.library.model import Deck
from tests.library.articles.drafts import PAGE, draft, source_of


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Le phare d’Arguenin", "phare-arguenin"),
        ("Œuvres & cœur", "oeuvres-coeur"),
        ("../../etc/passwd", "etc-passwd"),
        ("Aux", "article-aux"),
        ("", "article"),
        ("？？？", "article"),
        ("The", "the"),
        ("KN-23", "kn-23"),
    ],
)
def test_a_title_becomes_an_id(title, id):
    assert slug(title) == id


@given(st.text())
def test_every_title_becomes_a_valid_id(title):
    id = slug(title)
    assert ID.fullmatch(id)
    assert len(id) <= ID_LENGTH


def test_a_free_id_is_numbered_and_short_enough():
    assert free_id("phare", lambda id: id in {"phare", "phare-2"}) == "phare-3"
    assert len(free_id("a" * ID_LENGTH, lambda id: len(set(id)) == 1)) == ID_LENGTH


def test_ids_that_other_programs_retype_are_quoted():
    assert [name(id) for id in ("phare", "null", "no", "2024", "1e3", "a-b", "a.b")] == [
        *("phare", '"null"', '"no"', '"2024"', '"1e3"', "a-b", "a.b")
    ]


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60) | st.sampled_from(
    [
        "# x",
        "- x",
        "1. x",
        "2024. x",
        "> x",
        "```",
        "---",
        "===",
        "<!-- x",
        "a <!-- x --> b",
        "--> x",
        "\\ x",
        "\\- x",
        "* * *",
        "| a |",
        "~~~ x",
    ]
)


@given(st.lists(TEXTS, min_size=1, max_size=6), TEXTS)
def test_what_is_kept_is_what_a_source_reads_back(texts, title):
    try:
        found = draft("\n\n".join(texts), "-").keeping()
    except QuizError as error:
        assert error.code in {"article-empty", "article-not-text"}
        return
    facts = found.facts._replace(
        title=title if title.isprintable() and title.strip() else "Titre", publisher="a: b #"
    )
    read = source_of(found.kept(), facts)
    assert read.source is not None
    assert tuple(one.text for one in read.source.paragraphs) == paragraphs(found.kept())
    assert read.source.title == facts.title
    assert read.source.publisher == "a: b #"


@given(
    st.lists(TEXTS, min_size=1, max_size=6),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1),
)
def test_a_deck_reads_without_a_problem_whatever_the_article(texts, title):
    try:
        found = draft("Titre\n\n" + "\n\n".join(texts), "-").keeping()
    except QuizError:
        return
    assert_sound(found._replace(facts=found.facts._replace(title=title)))


def assert_sound(found: Draft) -> Deck:
    read = source_of(found.kept(), found.facts)
    assert read.source is not None
    text = deck_text("x", found.facts, read.source.paragraphs, "La Gazette (2025)")
    deck = read_deck(text, path="x.yaml", load_source=lambda path, lang: read).deck
    assert isinstance(deck, Deck)
    assert deck.problems == ()
    assert len(deck.cards) == 1
    return deck


def uncommented(text: str) -> str:
    return re.sub(r"(?m)^  # ", "  ", text)


def test_the_examples_cover_every_kind_and_hold_when_they_are_taken():
    from quizapp.questions import KINDS

    found = draft(PAGE, "page.html")
    assert_sound(found)
    read = source_of(found.kept(), found.facts)
    assert read.source is not None
    text = deck_text("x", found.facts, read.source.paragraphs, "La Gazette (2025)")
    deck = read_deck(uncommented(text), path="x.yaml", load_source=lambda path, lang: read).deck
    assert isinstance(deck, Deck)
    assert [problem for problem in deck.problems if problem.level == "error"] == []
    assert {card.question.kind for card in deck.cards} == set(KINDS)
    assert text.startswith(SCHEMA_LINE + "\nformat: 1\n")
    assert not re.search(
        r"(?m)^\s+(?:# +)?(?:front|back|question|statement|cloze|title|text|quote): [^\"]", text
    )


def test_every_text_that_is_to_be_replaced_is_told():
    from quizapp.library.rules.format_rules import TO_WRITE
    from quizapp.library.rules.lint import lint
    from quizapp.library.rules.selection import Selection

    found = draft(PAGE, "page.html")
    read = source_of(found.kept(), found.facts)
    assert read.source is not None
    text = deck_text("x", found.facts, read.source.paragraphs, "La Gazette (2025)")
    for held in ("a wrong choice", "why it is wrong", "what came next", "what it is", "what belongs to none"):
        assert TO_WRITE + held in text
    for whole, count in ((text, 1), (uncommented(text), text.count(TO_WRITE))):
        reading = read_deck(whole, path="x.yaml", load_source=lambda path, lang: read)
        told = [one for one in lint(reading, Selection()) if one.code == "F208"]
        assert len(told) == count
        assert all(one.card for one in told)


@pytest.mark.parametrize("text", ["a <!-- x --> b", "<!-- x -->", "a --> b", "```", "***", "# x #", "1) x"])
def test_what_markdown_would_take_is_read_back(text):
    found = draft(f"Un titre ici\n\nDebut.\n\n{text}\n\nFin.", "-").keeping()
    read = source_of(found.kept())
    assert read.source is not None
    assert tuple(one.text for one in read.source.paragraphs) == paragraphs(found.kept())


def test_a_sentence_that_stands_twice_is_quoted_with_its_paragraph():
    twice = "Le four de Kerlann s’est rallumé le 3 mars 2025."
    found = draft(f"Un titre ici\n\n{twice}\n\nUne autre phrase.\n\n{twice}")
    (card,) = assert_sound(found).cards
    assert [passage.paragraph for passage in card.passages] == [1]


def test_a_text_in_quotes_is_read_back():
    for text in ('a "b" c', "a \\ b", "a: b # c", "{x} [y] & * ! | > ' % @ `", "– tiret"):
        deck = f"format: 1\ndeck: {{id: x, title: {quoted(text)}}}\ncards: []\n"
        read = read_deck(deck, path="x.yaml", load_source=lambda path, lang: source_of((Line("x"),))).deck
        assert isinstance(read, Deck)
        assert read.title == text
