"""What a program can judge of the shipped decks and sheets: soundness, coverage, claims, kinds."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict

import pytest

from quizapp.library.check import check
from quizapp.library.fields import ID
from quizapp.library.roots import Library
from quizapp.library.sources import SHEET_LIMIT
from quizapp.questions import KINDS
from quizapp.questions.choice import Choice
from quizapp.questions.choices import Choices
from quizapp.questions.option import Option
from quizapp.questions.statement import Statement
from tests.content.shipped import (
    ACROSS,
    CLAIMS,
    RECOGNISED,
    ROOT,
    checked,
    cited,
    claims,
    decks,
    sheet_of,
    sheets,
    spaced,
)

SHEETS = ("changer-la-donne", "envoi-potentiel", "missiles", "ordre-mondial", "soldats-en-route")

NOTES = {
    "the neighbours that the Databac document names": ("envoi-potentiel", "« la Corée du Nord »", "lapsus"),
    "no operation since 1953": ("envoi-potentiel", "1953", "contestée"),
    "personnel twice": ("changer-la-donne", "personnel lui-même", "deux fois"),
    "the arsenal and the exchange": ("ordre-mondial", "en échange de technologies", "échange"),
    "the range of two missiles together": ("missiles", "120 à 140 km", "KN-23"),
}
"""What is contested, garbled or a slip: the sheet, words of its paragraph, a word of the note."""


def test_every_rule_passes():
    assert checked().problems == ()


def test_stems_are_attributed_also_where_nobody_asks_for_it():
    for file in (ROOT / "decks").glob("*.yaml"):
        head = file.read_text("utf-8").partition("\ncards:\n")[0]
        assert "# quizapp: select[C320]" in head.splitlines(), file.name


def test_a_stem_without_attribution_would_be_told(tmp_path):
    (tmp_path / "decks").mkdir()
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    said = "Selon le document publié par Databac le 5 avril 2025, "
    text = (ROOT / "decks" / "envoi-potentiel.yaml").read_text("utf-8")
    assert said in text
    (tmp_path / "decks" / "a.yaml").write_text(text.replace(said, ""), encoding="utf-8")
    assert {one.code for one in check([Library("given", tmp_path)]).problems} == {"C320"}


def test_there_is_a_deck_for_each_article_and_one_across_them():
    assert set(decks()) == {*SHEETS, ACROSS}
    assert set(sheets()) == set(SHEETS) == {file.stem for file in (ROOT / "seeds").glob("*.md")}
    assert all(deck.lang == "fr" and deck.license and deck.version for deck in decks().values())


@pytest.mark.parametrize("name", SHEETS)
def test_an_articles_deck_cites_its_own_sheet_only(name):
    assert {sheet_of(source.ref) for source in decks()[name].sources} == {name}


def test_the_deck_across_cites_all_sheets_and_compares():
    compared = [cited(card) for card in decks()[ACROSS].cards]
    assert {name for found in compared for name in found} == set(SHEETS)
    # Who is cited at all is a matter of one text too: the others enter as choices.
    assert sum(len(found) > 1 for found in compared) >= 0.9 * len(compared)


def test_there_are_enough_cards():
    counts = {name: len(deck.cards) for name, deck in decks().items()}
    assert sum(counts.values()) >= 100
    assert {name: count for name, count in counts.items() if count < 14} == {}


def test_ids_are_valid_and_each_used_once():
    """As written in the files: a card with a bad id is not among those read."""
    for file in sorted((ROOT / "decks").glob("*.yaml")):
        ids = re.findall(r"^  - id: (.*)$|^deck: {id: (.*?),", file.read_text("utf-8"), re.MULTILINE)
        written = Counter(card or deck for card, deck in ids)
        assert [name for name, count in written.items() if count > 1 or not ID.fullmatch(name)] == []
        assert len(ids) == len(decks()[file.stem].cards) + 1


def test_every_card_cites_a_passage():
    assert [card.id for deck in decks().values() for card in deck.cards if not card.passages] == []


@pytest.mark.parametrize("name", SHEETS)
def test_every_paragraph_is_cited(name):
    quoted = {number for card in decks()[name].cards for number in cited(card).get(name, ())}
    assert {paragraph.number for paragraph in sheets()[name].paragraphs} - quoted == set()


@pytest.mark.parametrize("name", SHEETS)
def test_paragraphs_are_short_and_name_their_original_line(name):
    paragraphs = sheets()[name].paragraphs
    assert [one.number for one in paragraphs if len(one.text) > SHEET_LIMIT or one.original is None] == []


@pytest.mark.parametrize(("sheet", "where", "says"), NOTES.values(), ids=NOTES)
def test_what_is_contested_or_garbled_has_its_note_and_a_card_that_shows_it(sheet, where, says):
    noted = [one for one in sheets()[sheet].paragraphs if where in spaced(one.text)]
    assert len(noted) == 1
    assert says in (noted[0].note or "")
    assert any(noted[0].number in cited(card).get(sheet, ()) for card in decks()[sheet].cards)


# Claims


def test_each_sheet_has_a_table_of_claims():
    assert {file.stem for file in CLAIMS.glob("*.csv")} == set(SHEETS)


@pytest.mark.parametrize("name", SHEETS)
def test_each_paragraph_has_claims(name):
    assert {one.number for one in sheets()[name].paragraphs} == {row.paragraph for row in claims(name)}


@pytest.mark.parametrize("name", SHEETS)
def test_each_claim_is_asked_by_cards_that_cite_its_paragraph(name):
    cards = {f"{deck.id}/{card.id}": card for deck in decks().values() for card in deck.cards}
    wrong = []
    for row in claims(name):
        asked = [cards[key] for key in row.cards if key in cards]
        if not row.claim.strip() or not row.cards or len(asked) < len(row.cards):
            wrong.append((row, "no claim, or no such card"))
        elif not all(name in cited(card) for card in asked):
            wrong.append((row, "a card cites another sheet"))
        elif not any(row.paragraph in cited(card)[name] for card in asked):
            wrong.append((row, "no card cites the paragraph"))
    assert wrong == []


@pytest.mark.parametrize("name", SHEETS)
def test_no_claim_is_listed_twice_and_every_card_asks_one(name):
    rows = Counter((row.paragraph, row.claim) for row in claims(name))
    assert [row for row, count in rows.items() if count > 1] == []
    asked = {key for row in claims(name) for key in row.cards}
    assert {f"{name}/{card.id}" for card in decks()[name].cards} - asked == set()


# Kinds


def test_every_kind_is_used():
    used = {card.question.kind for deck in decks().values() for card in deck.cards}
    assert used == set(KINDS)


def test_most_cards_ask_for_recall():
    shares = {
        name: sum(card.question.kind in RECOGNISED for card in deck.cards) / len(deck.cards)
        for name, deck in decks().items()
    }
    assert {name: share for name, share in shares.items() if share > 0.4} == {}
    cards = [card for deck in decks().values() for card in deck.cards]
    assert sum(card.question.kind in RECOGNISED for card in cards) <= 0.4 * len(cards)


def test_the_right_choice_is_seldom_the_one_that_is_clearly_longest():
    longest = [
        max(len(option.text) for option in right) > 1.2 * max(len(option.text) for option in wrong)
        for deck in decks().values()
        for card in deck.cards
        for right, wrong in [options(card.question)]
        if right
    ]
    assert sum(longest) <= len(longest) / 2


def test_choices_are_of_one_length():
    """No option stands out: the longest of a card has at most three times the letters of the shortest."""
    uneven = []
    for deck in decks().values():
        for card in deck.cards:
            right, wrong = options(card.question)
            lengths = [len(option.text) for option in (*right, *wrong)]
            if lengths and max(lengths) > 3 * min(lengths):
                uneven.append(f"{deck.id}/{card.id}")
    assert uneven == []


def options(question: object) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """The right and the wrong options of a question, none for a kind without."""
    if isinstance(question, Choice):
        return (question.right,), question.wrong
    if isinstance(question, Choices):
        return question.right, question.wrong
    return (), ()


def test_true_and_false_statements_are_in_balance():
    truths: dict[str, list[bool]] = defaultdict(list)
    for deck in decks().values():
        for card in deck.cards:
            if isinstance(card.question, Statement):
                truths[deck.id].append(card.question.truth)
    every = [truth for found in truths.values() for truth in found]
    assert 0.4 <= sum(every) / len(every) <= 0.6
    assert {name for name, found in truths.items() if len(found) > 1 and len(set(found)) == 1} == set()
