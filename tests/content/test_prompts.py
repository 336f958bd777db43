"""The prompts of the shipped cards are attributed and dated, and their answers are marked as meant."""

from __future__ import annotations

import re

from quizapp.library.vocabulary import card_words, source_words
from quizapp.questions.model import Marking, Outcome, Typed
from tests.content.shipped import ACROSS, Face, cited, decks, faces, sheets, single_decks, spaced

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def date_in_words(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def attributions(name: str) -> tuple[str, ...]:
    """What a prompt about a sheet has to name: its publisher, if known, and its date or that it has none."""
    sheet = sheets()[name]
    dated = date_in_words(sheet.published) if sheet.published else "non daté"
    return (sheet.publisher, dated) if sheet.publisher else (dated,)


def test_every_prompt_names_its_source_and_its_date():
    bare = [
        str(face)
        for name in single_decks()
        for face in faces(name)
        if not all(one in spaced(face.prompt) for one in attributions(name))
    ]
    assert bare == []


def test_every_prompt_across_the_articles_dates_what_it_compares():
    bare = []
    for face in faces(ACROSS):
        dates = {attributions(name)[-1] for name in cited(face.card)}
        bare += [f"{face}: {date}" for date in dates if date not in spaced(face.prompt)]
    assert bare == []


def test_a_text_without_a_date_is_given_none():
    """No year stands in a prompt about an undated sheet, unless the sheet's own text holds it."""
    inferred = []
    for name in single_decks():
        known = {year for one in sheets()[name].paragraphs for year in YEAR.findall(one.text)}
        known.add((sheets()[name].published or "")[:4])
        for face in faces(name):
            inferred += [f"{face}: {year}" for year in YEAR.findall(face.prompt) if year not in known]
    assert inferred == []


def test_every_accepted_answer_is_marked_correct():
    wrong = []
    for deck in decks().values():
        vocabulary = frozenset().union(*map(card_words, deck.cards), *map(source_words, deck.sources))
        marking = Marking(lang=deck.lang, vocabulary=vocabulary)
        for face in faces(deck.id):
            if isinstance(face.card.question.form(face.name), Typed):
                given = responses(face)
                wrong += [f"{face}: {one}" for one in given if not is_correct(face, one, marking)]
    assert wrong == []


def responses(face: Face) -> list[tuple[str, ...]]:
    """Every alternative once, the other fields filled with their first one."""
    first = tuple(alternatives[0] for alternatives in face.wanted)
    return [
        (*first[:at], answer, *first[at + 1 :])
        for at, alternatives in enumerate(face.wanted)
        for answer in alternatives
    ]


def is_correct(face: Face, given: tuple[str, ...], marking: Marking) -> bool:
    form = face.card.question.form(face.name)
    assert isinstance(form, Typed)
    response = given if len(form.labels) > 1 else given[0]
    return face.card.question.grade(face.name, response, marking).outcome is Outcome.CORRECT
