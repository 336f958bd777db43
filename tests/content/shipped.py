"""Reads the shipped library once and gives what the tests of its content ask about: prompts, answers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from quizapp.library.check import Checked, check
from quizapp.library.model import Card, Deck, Source
from quizapp.library.roots import Library
from quizapp.library.rules.selection import ALL, Selection
from quizapp.questions.choice import Choice
from quizapp.questions.choices import Choices
from quizapp.questions.cloze import Cloze
from quizapp.questions.date_answer import DateAnswer
from quizapp.questions.flashcard import Flashcard
from quizapp.questions.listing import ListItems
from quizapp.questions.model import Options
from quizapp.questions.number_answer import NumberAnswer
from quizapp.questions.short import ShortAnswer

ROOT = Path(__file__).resolve().parent.parent.parent
CLAIMS = ROOT / "tests" / "data" / "claims"
ACROSS = "regards-croises"
"""The deck across the articles; every other one is made from the sheet of the same name."""

RECOGNISED = {"choice", "choices", "truefalse"}
"""The kinds that show their answer among others; all the rest are recall."""


class Face(NamedTuple):
    """One side of a card as it is asked. `prompt` is all that is read before answering, hint aside; `wanted`
    holds, for each answer, the ways to say it; a true/false statement has none."""

    card: Card
    name: str
    stem: str
    prompt: str
    wanted: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        return f"{self.card.deck}/{self.card.id}#{self.name}"


class Claim(NamedTuple):
    """A row of a claims table: what a paragraph of a sheet claims, and the cards that ask it."""

    sheet: str
    paragraph: int
    claim: str
    cards: tuple[str, ...]


@cache
def checked() -> Checked:
    """The shipped library as `quizapp check --select ALL` reads it."""
    return check([Library("shipped", ROOT)], Selection((ALL,)))


@cache
def decks() -> dict[str, Deck]:
    return {deck.id: deck for deck in checked().decks}


@cache
def sheets() -> dict[str, Source]:
    """The sheets that the decks cite, by the name of their file."""
    return {sheet_of(source.ref): source for deck in decks().values() for source in deck.sources}


def single_decks() -> dict[str, Deck]:
    return {name: deck for name, deck in decks().items() if name != ACROSS}


def sheet_of(ref: str) -> str:
    return Path(ref).stem


def cited(card: Card) -> dict[str, set[int]]:
    """The sheets that a card cites, with their paragraphs."""
    found: dict[str, set[int]] = {}
    for passage in card.passages:
        found.setdefault(sheet_of(passage.source), set()).add(passage.paragraph)
    return found


@cache
def faces(name: str) -> tuple[Face, ...]:
    """The faces of the deck of this id."""
    return tuple(_faces(decks()[name]))


def _faces(deck: Deck) -> Iterator[Face]:
    for card in deck.cards:
        for name in card.question.faces():
            stem = card.question.stem(name)
            form = card.question.form(name)
            shown = form.texts if isinstance(form, Options) else ()
            yield Face(card, name, stem, "\n".join((stem, *shown)), _wanted(card, name))


def all_faces() -> Iterator[Face]:
    for name in decks():
        yield from faces(name)


def _wanted(card: Card, face: str) -> tuple[tuple[str, ...], ...]:
    question = card.question
    if isinstance(question, Flashcard):
        return ((question.front,),) if face == "rev" else (question.back,)
    if isinstance(question, ShortAnswer):
        return (question.answer,)
    if isinstance(question, ListItems):
        return question.items
    if isinstance(question, (DateAnswer, NumberAnswer)):
        return (question.expected(face, card.lang),)
    if isinstance(question, Choice):
        return ((question.right.text,),)
    if isinstance(question, Choices):
        return tuple((option.text,) for option in question.right)
    if isinstance(question, Cloze):
        return tuple(gap.answers for gap in question.gaps(face))
    return ()


def claims(sheet: str) -> tuple[Claim, ...]:
    """The claims table of a sheet."""
    with (CLAIMS / f"{sheet}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Claim(sheet, int(row["paragraph"]), row["claim"], tuple(row["cards"].split()))
            for row in csv.DictReader(lines)
        )


def spaced(text: str) -> str:
    """The text with plain spaces."""
    return " ".join(text.split())
