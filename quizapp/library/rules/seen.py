"""A card as its rules see it: beside what was read, its prompt, its answers and its words, each made once."""

from __future__ import annotations

import re
from typing import NamedTuple

from quizapp.library.cards import CardRead
from quizapp.library.citations import Cited
from quizapp.library.fields import Fields
from quizapp.library.model import Card
from quizapp.library.rules.prose import Role, Said, said_in
from quizapp.library.rules.words import SMALL_WORDS
from quizapp.questions.choice import Choice
from quizapp.questions.choices import Choices
from quizapp.questions.cloze import Cloze
from quizapp.questions.date_answer import DateAnswer
from quizapp.questions.flashcard import Flashcard
from quizapp.questions.gaps import Segment, parse_cloze
from quizapp.questions.listing import ListItems
from quizapp.questions.number_answer import NumberAnswer
from quizapp.questions.short import ShortAnswer
from quizapp.questions.statement import Statement

HIDDEN = "[…]"

_WORD = re.compile(r"[^\W_]+")


class CardSeen(NamedTuple):
    """A card that was read, and what rules ask of it.

    `stem` is what is read before answering, options and hint aside, every gap of a cloze hidden; `words` are
    its words in small letters, `word_set` each once. `answers` holds for each answer wanted the ways to say
    it; kinds whose answer is no text of its own (true/false, order, match, evidence, essay) have none.
    """

    card: Card
    fields: Fields
    cited: Cited
    kind: str
    said: tuple[Said, ...]
    prompt: Said
    stem: str
    words: tuple[str, ...]
    word_set: frozenset[str]
    answers: tuple[tuple[str, ...], ...]
    gaps: tuple[Segment, ...]


def card_seen(read: CardRead) -> CardSeen:
    card = read.card
    question = card.question
    said = tuple(said_in(read.fields, card.id))
    for prompt in said:
        if prompt.role is Role.PROMPT:
            break
    segments: tuple[Segment, ...] = ()
    stem = prompt.text
    if isinstance(question, Cloze):
        segments = parse_cloze(stem)
        stem = "".join(HIDDEN if one.face else one.text for one in segments)
    words = words_of(stem)
    return CardSeen(
        card,
        read.fields,
        read.cited,
        question.kind,
        said,
        prompt,
        stem,
        words,
        frozenset(words),
        _answers(card, segments),
        tuple([one for one in segments if one.face]) if segments else (),
    )


def is_true(card: CardSeen) -> bool:
    """Whether the card is a statement that is true."""
    return isinstance(card.card.question, Statement) and card.card.question.truth


def telling_words(text: str) -> frozenset[str]:
    """The words of a text that tell something; none where it has none."""
    return frozenset(words_of(text)) - SMALL_WORDS


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters; apostrophes and hyphens part words."""
    return tuple(_WORD.findall(text.lower()))


def _answers(card: Card, segments: tuple[Segment, ...]) -> tuple[tuple[str, ...], ...]:
    question = card.question
    if isinstance(question, ShortAnswer):
        return (question.answer,)
    if isinstance(question, Choice):
        return ((question.right.text,),)
    if isinstance(question, Cloze):
        return tuple(one.answers for one in segments if one.face)
    if isinstance(question, (DateAnswer, NumberAnswer)):
        return (question.expected("main", card.lang),)
    if isinstance(question, ListItems):
        return question.items
    if isinstance(question, Flashcard):
        return (question.back,)
    if isinstance(question, Choices):
        return tuple((option.text,) for option in question.right)
    return ()
