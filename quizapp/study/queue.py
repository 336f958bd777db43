"""What a sitting asks and in which order: due cards chosen, new ones mixed in, kin kept apart."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quizapp.study.model import Phase, StudyDay
from quizapp.study.spacing import spaced


class Candidate(NamedTuple):
    """A card face that might be asked.

    `deck` and `card` name its siblings' group; `paragraphs` are those that it cites, as `ref:number`, and
    `source` the first one's source. `due` is Unix time in milliseconds in learning and relearning, a study
    day in review, None for a new card. `position` orders new cards.
    """

    key: str
    deck: str
    card: str
    paragraphs: tuple[str, ...]
    source: str
    phase: Phase
    due: int | None
    position: int

    @property
    def group(self) -> str:
        return f"{self.deck}/{self.card}"


class Queue(NamedTuple):
    """A day's cards: `learning` by due time, `main` (reviews with new cards mixed in) in order.

    `held` are the keys kept for another day because a sibling is or was shown on this one. Steps due at
    `end_ms` or later belong to another day.
    """

    day: StudyDay
    learning: tuple[Candidate, ...]
    main: tuple[Candidate, ...]
    held: tuple[str, ...] = ()
    end_ms: int | None = None


def sibling_group(key: str) -> str:
    """The part of a card key that all faces of a card share."""
    return key.rpartition("#")[0]


def build(
    candidates: Iterable[Candidate],
    *,
    day: StudyDay,
    now_ms: int,
    new_limit: int,
    review_limit: int,
    studied: Iterable[str] = (),
    end_ms: int | None = None,
) -> Queue:
    """The queue of a study day, with Anki's habits.

    The limits are what is left of the day's (below 0 counts as 0); learning cards are outside them.
    `studied` are the keys reviewed on this day already: their siblings wait for another, unless they are
    in learning. Reviews come by due day and in an order of their own each day; cards held back for a
    sibling use up no limit. `end_ms` is the day's end; learning cards due up to `now_ms` never miss it.
    """
    phases: dict[Phase, list[Candidate]] = {phase: [] for phase in Phase}
    for candidate in candidates:
        phases[candidate.phase].append(candidate)
    steps = phases[Phase.LEARNING] + phases[Phase.RELEARNING]
    learning = sorted((card for card in steps if _today(card, now_ms, end_ms)), key=_by_due)
    due = [card for card in phases[Phase.REVIEW] if _due(card) <= day]
    due.sort(key=lambda card: (_due(card), _shuffle(card.key, day)))

    siblings = _Siblings({sibling_group(key) for key in studied} | {card.group for card in learning})
    reviews = siblings.chosen(due, review_limit)
    new = siblings.chosen(_alternating(phases[Phase.NEW]), new_limit)
    return Queue(day, tuple(learning), tuple(spaced(_mixed(reviews, new))), tuple(siblings.held), end_ms)


class _Siblings:
    """Lets through the first card of each group that has none today."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self.held: list[str] = []

    def chosen(self, cards: Iterable[Candidate], limit: int) -> list[Candidate]:
        chosen: list[Candidate] = []
        for card in cards:
            if len(chosen) >= limit:
                break
            if card.group in self._taken:
                self.held.append(card.key)
            else:
                self._taken.add(card.group)
                chosen.append(card)
        return chosen


def _due(card: Candidate) -> int:
    return 0 if card.due is None else card.due


def _by_due(card: Candidate) -> tuple[int, str]:
    return _due(card), card.key


def _today(card: Candidate, now_ms: int, end_ms: int | None) -> bool:
    return _due(card) <= now_ms or end_ms is None or _due(card) < end_ms


def _shuffle(key: str, day: StudyDay) -> bytes:
    from hashlib import blake2b  # OpenSSL takes a millisecond to load; a sitting without reviews needs none

    return blake2b(f"{key}\n{day}".encode(), digest_size=8).digest()


def _alternating(new: Sequence[Candidate]) -> Iterator[Candidate]:
    """New cards by position, taking turns between sources."""
    sources: defaultdict[str, deque[Candidate]] = defaultdict(deque)
    for card in sorted(new, key=lambda card: (card.position, card.key)):
        sources[card.source].append(card)
    turns = deque(sources.values())
    while turns:
        cards = turns.popleft()
        yield cards.popleft()
        if cards:
            turns.append(cards)


def _mixed(reviews: Sequence[Candidate], new: Sequence[Candidate]) -> list[Candidate]:
    """New cards at even distances among the reviews, neither first nor last where reviews allow."""
    slots = [((at + 1) * (len(new) + 1), 0, card) for at, card in enumerate(reviews)]
    slots += [((at + 1) * (len(reviews) + 1), 1, card) for at, card in enumerate(new)]
    return [card for _, _, card in sorted(slots, key=lambda slot: slot[:2])]
