"""A card is appended to a deck file by the smallest edit, in the file's own manner, or not at all."""

from __future__ import annotations

import pytest

from quizapp.library.adding import NewCard, with_card
from quizapp.library.minting import minted_id

CARD = NewCard("neuf", "Il dit « oui ».")
WRITTEN = """\
  - id: neuf
    question: ""
    answer: ""
    quote: "Il dit « oui »."
"""
FIRST = "format: 1\ncards:\n  - id: a\n    answer: x   # le premier\n"


def added(text: str, card: NewCard = CARD) -> str:
    """The text with the card, once it is sure that the place given is the one to type the question at."""
    found = with_card(text, card)
    assert found is not None
    line = found.text.removeprefix("\ufeff").split("\n")[found.line - 1]
    assert line[: found.column - 1].endswith('question: "') and line[found.column - 1] == '"'
    return found.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FIRST, ""),
        (FIRST, "\n# la fin\n"),
        (FIRST + "    # du premier\n\n      # aussi\n", "  # du suivant\nx-rest: 1\n"),
        (FIRST.replace("x   #", "|\n      x\n      #"), "\n\n"),
        (FIRST.replace("x   #", "\n      - x\n      -   y #"), ""),
        (FIRST + "    quote: 'sur\n      deux lignes'\n", "x-rest: 1\n"),
        ("format: 1\ncards:   # tout\n", "  # - id: exemple\n  #   question: ?\n"),
        ("cards:\n", ""),
    ],
)
def test_the_card_goes_behind_the_last_and_its_own_comments(before: str, after: str) -> None:
    assert added(before + after) == before + WRITTEN + after


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("cards:\n- id: a\n", '- id: neuf\n  question: ""\n'),
        ("cards:\n    -   id: a\n        answer: x\n", '    -   id: neuf\n        question: ""\n'),
        ("cards:\n  -   {id: a, answer: x}\n", '  -   id: neuf\n      question: ""\n'),
        ("cards: []\n", 'cards:\n  - id: neuf\n    question: ""\n'),
        (
            "cards: [{id: a}]  # fin\n",
            '[{id: a}, {id: neuf, question: "", answer: "", quote: "Il dit « oui »."}]  #',
        ),
    ],
)  # fmt: skip
def test_the_card_is_written_as_the_others_are(text: str, wanted: str) -> None:
    assert wanted in added(text)


def test_cards_that_an_empty_line_parts_stay_parted() -> None:
    spaced = "cards:\n  - id: a\n\n  # deux\n  - id: b\n"
    assert added(spaced) == spaced + "\n" + WRITTEN


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    assert added("\ufeff" + FIRST.replace("\n", "\r\n")) == "\ufeff" + (FIRST + WRITTEN).replace("\n", "\r\n")


def test_a_file_without_a_last_line_end_gets_none() -> None:
    assert added(FIRST.rstrip("\n")) == (FIRST + WRITTEN).rstrip("\n")


def test_what_yaml_reads_otherwise_is_escaped() -> None:
    card = NewCard("neuf", 'Un "mot" \\ et\tun\x1b', source="s", paragraph=2)
    text = added(FIRST, card)
    assert 'source: "s"\n    para: 2\n    quote: "Un \\"mot\\" \\\\ et un\\U0000001b"' in text


@pytest.mark.parametrize(
    "text", ["", "cards: [\n", "- a\n", "format: 1\n", "cards: texte\n", "{cards: []}\n"]
)
def test_a_file_without_a_place_for_cards_is_left_alone(text: str) -> None:
    assert with_card(text, CARD) is None


def test_an_id_is_made_of_the_words_that_tell_the_sentence_from_others() -> None:
    others = ["Le phare est haut.", "Le phare s’est rallumé en mai.", "Le phare est cher."]
    assert minted_id("Le phare s’est rallumé en mai.", others, ()) == "phare-rallume"
    assert minted_id("L’œuvre d’Élise coûte 12 €.", [], ()) == "oeuvre-elise"


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert minted_id("Le phare.", [], {"phare", "phare-2"}) == "phare-3"


@pytest.mark.parametrize("text", ["", "…", "שלום עולם"])
def test_words_that_fit_no_id_give_a_plain_one(text: str) -> None:
    assert minted_id(text, [], {"card"}) == "card-2"


def test_an_id_stays_short() -> None:
    found = minted_id("anticonstitutionnellement " * 3 + "intergouvernementalisations", [], ())
    assert len(found) <= 28 and not found.endswith("-")
