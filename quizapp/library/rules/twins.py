"""Cards that repeat one another, and statements of which nearly all are true, or false."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from quizapp.library.fields import Report
from quizapp.library.rules.model import DeckRule, DeckSeen
from quizapp.library.rules.prose import Role
from quizapp.library.rules.seen import CardSeen, is_true, words_of
from quizapp.library.rules.words import ASKING_WORDS
from quizapp.messages import N_

ALIKE = 0.85
"""The share of words in common from which on two prompts are compared letter by letter."""

ALIKE_LETTERS = 92.0
"""How alike they are then, of 100, to be told."""

COMPARED = 30
"""With how many earlier prompts that share a rare word one is compared: more costs the square of a deck."""

TRUTH_LEAST = 6
TRUTH_SHARE = 0.75
"""From how many statements on a deck is judged, and how large the share of one truth may be."""

_UNTYPED = frozenset(("truefalse", "order", "match", "evidence", "essay", "flashcard"))


def judge_prompts(seen: DeckSeen, report: Report) -> None:
    """Tells of each card whose prompt is nearly that of an earlier one."""
    for number, other in _pairs([_asked(card) for card in seen.cards]):
        _tell("C310", seen, number, other, report)


def _asked(card: CardSeen) -> tuple[str, ...]:
    """The words of a prompt, with the lines and items that are part of it."""
    if card.kind in ("match", "order"):
        shown = sorted(one.text for one in card.said if one.role is Role.LINE or one.role is Role.ANSWER)
        return (*card.words, *words_of(" ".join(shown)))
    return card.words


def _pairs(prompts: list[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """The places of each prompt that is nearly an earlier one, and of that one.

    Two sets that share enough words share one of their rarest: only those are looked up.
    """
    every = [frozenset(prompt) for prompt in prompts]
    count = Counter(chain.from_iterable(every))
    usual = frozenset(word for word, times in count.items() if times > 2 and times > len(prompts) / 2)
    shared = frozenset(word for word, times in count.items() if times > 1)
    # One order for all, the rarest first.
    rank = {word: place for place, word in enumerate(sorted(shared, key=count.__getitem__))}
    sets: dict[int, frozenset[str]] = {}
    first: dict[tuple[str, ...], int] = {}
    by_rare: dict[str, list[int]] = defaultdict(list)
    for number, prompt in enumerate(prompts):
        words = every[number] - usual or every[number]
        size = len(words)
        known = words & shared
        if not words or len(known) < ALIKE * size:
            continue
        sets[number] = words
        kept = sorted(known, key=rank.__getitem__)[: len(known) - int(ALIKE * size) + 1]
        before = first.setdefault(prompt, number)
        earlier = [before] if before != number else sorted({one for word in kept for one in by_rare[word]})
        for other in earlier:
            larger = max(size, len(sets[other]))
            if len(words & sets[other]) >= ALIKE * larger and _reads_alike(prompt, prompts[other], usual):
                yield number, other
                break
        for word in kept:
            if len(by_rare[word]) < COMPARED:
                by_rare[word].append(number)


def _reads_alike(first: tuple[str, ...], second: tuple[str, ...], usual: frozenset[str]) -> bool:
    """Whether two prompts are nearly the same letters, and no figure and no asking word tells them apart."""
    from rapidfuzz import fuzz

    differ = set(first) ^ set(second)
    if not differ.isdisjoint(ASKING_WORDS) or any(map(str.isdigit, "".join(differ))):
        return False
    one = " ".join(word for word in first if word not in usual) or " ".join(first)
    two = " ".join(word for word in second if word not in usual) or " ".join(second)
    return fuzz.ratio(one, two, score_cutoff=ALIKE_LETTERS) > 0


def judge_answers(seen: DeckSeen, report: Report) -> None:
    """Tells of each card that wants the same answers by the same words of a source as an earlier one."""
    first: dict[object, int] = {}
    for number, card in enumerate(seen.cards):
        if card.kind in _UNTYPED or not card.answers or not card.card.passages:
            continue
        wanted = tuple(sorted(words_of(ways[0]) for ways in card.answers))
        places = tuple(sorted((one.source, one.paragraph, one.quote) for one in card.card.passages))
        before = first.setdefault((wanted, places), number)
        if before != number:
            _tell("C311", seen, number, before, report)


def _tell(code: str, seen: DeckSeen, number: int, other: int, report: Report) -> None:
    card, twin = seen.cards[number], seen.cards[other].card
    report.card = card.card.id
    report.add(code, card.prompt.node, other=twin.id, place=str(twin.line))


def judge_balance(seen: DeckSeen, report: Report) -> None:
    """Tells of a deck in which nearly every statement is true, or false."""
    statements = [card for card in seen.cards if card.kind == "truefalse"]
    true = sum(map(is_true, statements))
    more = max(true, len(statements) - true)
    if len(statements) < TRUTH_LEAST or more <= TRUTH_SHARE * len(statements):
        return
    report.card = None
    found = N_("true") if more == true else N_("false")
    report.add("C312", statements[0].prompt.node, count=str(len(statements)), share=str(more), found=found)


DECK_RULES: tuple[DeckRule, ...] = (judge_prompts, judge_answers, judge_balance)
