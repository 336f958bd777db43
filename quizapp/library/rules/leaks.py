"""Answers that can be read off: in the question itself, in its hint, or in another card of the deck."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from quizapp.library.fields import Report, short
from quizapp.library.rules.model import CardRule, DeckRule, DeckSeen
from quizapp.library.rules.prose import Role
from quizapp.library.rules.seen import CardSeen, is_true, telling_words, words_of
from quizapp.library.rules.words import ASKING_WORDS, SMALL_WORDS
from quizapp.questions.flashcard import Flashcard

_ALTERNATIVES = frozenset(("ou", "or"))
_FIGURE = re.compile(r"\d\d")
_FULL_DATES = re.compile(
    r"\b\d{1,2}(?:er)? \w+ (?:19|20)\d\d\b|\b\w+ \d{1,2}, (?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
)


def judge_question(card: CardSeen, seen: DeckSeen, report: Report) -> None:
    """Whether a question holds its answer, or the back of a card that is asked both ways its front."""
    for ways in card.answers:
        for way in ways:
            telling = telling_words(way)
            if telling and telling <= card.word_set and not _is_fair(card, way):
                report.add("C306", card.prompt.node, answer=short(way))
                break
    question = card.card.question
    if isinstance(question, Flashcard) and question.reverse:
        telling = telling_words(question.front)
        if telling and telling <= telling_words(question.back[0]):
            report.add("C306", card.fields.values["back"], answer=short(question.front))


def judge_hints(card: CardSeen, seen: DeckSeen, report: Report) -> None:
    """Whether a hint, that of a gap included, holds the answer, and an explanation nothing else."""
    for gap in card.gaps:
        if gap.hint and _holds(gap.hint, gap.answers):
            report.add("C308", card.prompt.node, answer=short(gap.text))
    if not card.answers:
        return
    for one in card.said:
        if one.role is Role.HINT:
            for ways in card.answers:
                if _holds(one.text, ways):
                    report.add("C308", one.node, answer=short(ways[0]))
        elif one.role is Role.EXPLAIN:
            told = telling_words(one.text)
            if told and told <= telling_words(" ".join([way for ways in card.answers for way in ways])):
                report.add("C309", one.node)


def _holds(text: str, answers: tuple[str, ...]) -> bool:
    """Whether a text has all the telling words of one of the ways to say an answer."""
    words = telling_words(text)
    return any((telling := telling_words(way)) and telling <= words for way in answers)


def _is_fair(card: CardSeen, way: str) -> bool:
    """Whether a question may hold the words of its answer: as one of several that it names, or, of a figure,
    only within the date of its source."""
    if not _ALTERNATIVES.isdisjoint(card.word_set):
        return True
    if card.kind == "number" or card.kind == "date":
        bare = _FULL_DATES.sub(" ", card.stem)
        return not _FIGURE.search(way) or f" {_line(way)} " not in f" {_line(bare)} "
    wrongs = [one.text for one in card.said if one.role is Role.WRONG]
    return card.kind == "choice" and any(telling_words(wrong) <= card.word_set for wrong in wrongs)


def _line(text: str) -> str:
    return " ".join(words_of(text))


# Between cards

SPREAD = 0.05
"""The share of a deck's prompts from which on an answer is its subject, and named everywhere."""

COMPARED = 50
"""In how many prompts a word of an answer is followed up: a word of more is the subject of the deck."""

USUAL = 0.25
"""The share of a deck's prompts from which on a word tells nothing of one of them."""

SHARED = 2
"""How many telling words two prompts share, those of the answer aside, before one gives the other away; of a
figure one is enough."""

_FRAME = ASKING_WORDS | {"après", "selon", "pays", "according"}


def judge_deck(seen: DeckSeen, report: Report) -> None:
    """Each answer beside the prompts of all other cards."""
    cards = seen.cards
    answers = [(number, way, words_of(way)) for number, card in enumerate(cards) for way in _specific(card)]
    rarest = {max(words, key=len) for _number, _way, words in answers}
    places: dict[str, list[int]] = defaultdict(list)
    for number, card in enumerate(cards):
        for word in rarest & card.word_set:
            places[word].append(number)
    common: frozenset[str] | None = None
    for number, way, words in answers:
        found = places.get(max(words, key=len), ())
        if len(found) > COMPARED:
            continue
        phrase = f" {' '.join(words)} "
        tellers = [one for one in found if one != number and phrase in f" {' '.join(cards[one].words)} "]
        if not tellers or len(tellers) > max(2, SPREAD * len(cards)):
            continue
        if common is None:
            count = Counter(chain.from_iterable(card.word_set for card in cards))
            common = frozenset(word for word, times in count.items() if times > max(2, USUAL * len(cards)))
        for teller in (cards[one] for one in tellers):
            if _tells(teller, cards[number], words, common):
                asked = cards[number].card
                report.card = teller.card.id
                place = teller.prompt.node
                report.add("C307", place, answer=short(way), other=asked.id, place=str(asked.line))


def _specific(card: CardSeen) -> Iterator[str]:
    """The answers of a card that are nobody's everyday words: names, figures, and several telling words."""
    for ways in card.answers:
        way = ways[0]
        if " " not in way and "-" not in way and way.islower() and not _FIGURE.search(way):
            continue
        telling = telling_words(way)
        if len(telling) > 1 or (telling and (_FIGURE.search(way) or not way.islower())):
            yield way


def _tells(teller: CardSeen, card: CardSeen, answer: tuple[str, ...], common: frozenset[str]) -> bool:
    """Whether a prompt that holds another card's answer speaks of what that card asks."""
    if teller.kind == "truefalse" and not is_true(teller):
        return False
    shared = (teller.word_set & card.word_set) - common - SMALL_WORDS - _FRAME - frozenset(answer)
    return len(shared) >= (1 if any(map(str.isdigit, answer)) else SHARED)


CARD_RULES: tuple[CardRule, ...] = (judge_question, judge_hints)
DECK_RULES: tuple[DeckRule, ...] = (judge_deck,)
