"""The examples of the authoring guide are sound decks, and it leaves out no kind and no key of the format."""

from __future__ import annotations

import re

import pytest

from quizapp.library.cards import COMMON_KEYS
from quizapp.library.decks import DECK_KEYS, DEFAULT_KEYS, HEAD_KEYS, SOURCE_KEYS
from quizapp.library.model import Deck
from quizapp.library.shorthand import SHORTHANDS
from quizapp.questions import KINDS
from tests.docs.guide import FRAME, GUIDE, examples, read, traps, whole

TEXT = GUIDE.read_text("utf-8")
EXAMPLES = examples(TEXT)
FRAME_TEXT = next(example.text for example in EXAMPLES if f"id: {FRAME}\n" in example.text)
OTHER_KEYS = ("value", "between", "tolerance", "unit", "text", "why", "original", "notes")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"line-{example.line}")
def test_every_example_is_a_sound_deck(example):
    deck = read(whole(example, FRAME_TEXT))
    assert deck.problems == ()
    assert isinstance(deck, Deck)
    assert deck.cards
    assert all(card.passages for card in deck.cards)


def test_all_examples_stand_in_one_deck_without_naming_a_card_twice():
    fragments = [example for example in EXAMPLES if not example.is_deck]
    assert read(FRAME_TEXT + "".join(whole(fragment, "") for fragment in fragments)).problems == ()


def test_every_example_is_a_deck_or_cards():
    assert len(EXAMPLES) > len(KINDS)
    assert [one.line for one in EXAMPLES if not one.is_deck and not one.text.startswith("- id: ")] == []
    # A block that the pattern misses, by its indentation for one, would go untested.
    assert TEXT.count("```yaml") == len(EXAMPLES)


def test_every_kind_has_an_example():
    kinds = {
        card.question.kind
        for example in EXAMPLES
        for deck in [read(whole(example, FRAME_TEXT))]
        if isinstance(deck, Deck)
        for card in deck.cards
    }
    assert kinds == set(KINDS)


def test_the_first_deck_has_eight_lines():
    assert EXAMPLES[0].is_deck
    assert len(EXAMPLES[0].text.splitlines()) == 8


@pytest.mark.parametrize(
    "key",
    sorted(
        {
            *(*HEAD_KEYS, *DECK_KEYS, *SOURCE_KEYS, *DEFAULT_KEYS, *COMMON_KEYS, *OTHER_KEYS),
            *(key for kind in SHORTHANDS.values() for key in kind.keys),
        }
    ),
)
def test_every_key_is_named(key):
    assert re.search(rf"`{key}(?:`|:)", TEXT)


def test_every_key_of_a_card_is_shown_in_an_example():
    shown = {key for example in EXAMPLES for key in re.findall(r"\b([a-z_]+):", example.text)}
    wanted = {*HEAD_KEYS, *DECK_KEYS, *SOURCE_KEYS, *DEFAULT_KEYS, *COMMON_KEYS}
    assert wanted | {key for kind in SHORTHANDS.values() for key in kind.keys} <= shown


@pytest.mark.parametrize("trap", traps(TEXT), ids=lambda trap: trap.code)
def test_a_trap_is_answered_with_the_code_that_the_guide_names(trap):
    assert trap.code in codes(trap.written)
    assert [code for code in codes(trap.right) if code[0] in "YF"] == []


def test_the_table_of_traps_is_read():
    assert {trap.code for trap in traps(TEXT)} == {"Y202", "Y203", "Y204", "Y208", "Y209", "F111"}


@pytest.mark.parametrize(("line", "code"), [("question:\u00a0Qui ?", "Y205"), ("\tquestion: Qui ?", "Y206")])
def test_misplaced_space_is_answered_with_the_code_that_the_guide_names(line, code):
    assert code in TEXT
    assert code in codes(line)


def codes(line: str) -> set[str]:
    """The codes of the problems of a card with a line."""
    rest = {"question": "answer: une île", "cloze": "inference: true"}
    key = line.strip().partition(":")[0]
    card = f"  - id: piege\n    {rest.get(key, 'question: Qui ?')}\n    {line}\n"
    return {problem.code for problem in read(FRAME_TEXT + card).problems}


def test_links_within_the_guide_lead_somewhere():
    headings = re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", TEXT)) <= anchors
