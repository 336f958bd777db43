"""What a sitting asks and in which order: due cards chosen, new ones mixed in, kin kept apart."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from quizapp.blake import blake2b
from quizapp.named import NamedTuple
from quizapp.study.model import Phase, StudyDay
from quizapp.study.spacing import spaced


class Candidate(NamedTuple):
    """A card face that might be asked.

    `deck` and `card` name its siblings' group; `paragraphs` are those that it cites, as `ref:number`, and
    `source` the first one's source. `due` is Unix time in milliseconds in learning and relearning, a study
    day in review, None for a new card. `position` orders new cards. `interday` tells a step that was put off
    to a later study day than its last: it is due all of that day, and counts as a review. `faded` grows as
    retrievability falls: days since the last review over stability.
    """

    key: str
    deck: str
    card: str
    paragraphs: tuple[str, ...]
    source: str
    phase: Phase
    due: int | None
    position: int
    interday: bool = False
    faded: float = 0.0

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


class Kind(StrEnum):
    """What a face is today, as the setting of buried siblings names it."""

    NEW = "new"
    REVIEW = "reviews"
    INTERDAY = "learning"


Buries: TypeAlias = Callable[[str, Kind], bool]
"""Whether, in a deck, a face of a kind waits for another day once a sibling came."""


def buries_as_a_rule(_deck: str, kind: Kind) -> bool:
    """The default: new cards and reviews wait."""
    return kind is not Kind.INTERDAY


_NONE: Mapping[str, int] = MappingProxyType({})


class Limits(NamedTuple):
    """What is left of a day's limits: over all decks, and of those decks that have limits of their own. Less
    than 0 counts as 0."""

    new: int
    reviews: int
    new_of: Mapping[str, int] = _NONE
    reviews_of: Mapping[str, int] = _NONE


class Orders(NamedTuple):
    """In which order cards come; the words are those of the settings of these names."""

    new: str = "deck"
    review: str = "due"
    mix: str = "mixed"


def build(
    candidates: Iterable[Candidate],
    *,
    day: StudyDay,
    now_ms: int,
    limits: Limits,
    orders: Orders,
    ahead: int = 0,
    buries: Buries = buries_as_a_rule,
    studied: Iterable[str] = (),
    end_ms: int | None = None,
) -> Queue:
    """The queue of a study day, with Anki's habits.

    Learning cards are outside the limits, except that steps of a day and more count as reviews, and come
    before them where the limit is short. `studied` are the keys reviewed on this day already: their siblings
    wait for another where `buries` says so, but they themselves, made due again, for none; cards held back
    use up no limit. Whatever the order, the limit lets through the reviews that come first in it, and cards
    of equal rank come in an order of their own each day. Reviews due up to `ahead` days later come, too.
    `end_ms` is the day's end; learning cards due up to `now_ms` never miss it.
    """
    phases: dict[Phase, list[Candidate]] = {phase: [] for phase in Phase}
    for candidate in candidates:
        phases[candidate.phase].append(candidate)
    steps = phases[Phase.LEARNING] + phases[Phase.RELEARNING]
    steps = [card for card in steps if _today(card, now_ms, end_ms)]
    learning = sorted((card for card in steps if not card.interday), key=_by_due)
    due = [card for card in phases[Phase.REVIEW] if _due(card) <= day + ahead]

    siblings = _Siblings(frozenset(studied), {card.group for card in learning}, buries)
    room = _Room(limits.reviews, limits.reviews_of)
    interday = siblings.chosen(_dealt([card for card in steps if card.interday], day), room)
    reviews = siblings.chosen(_in_order(due, orders.review, day), room)
    fresh = phases[Phase.NEW]
    new = siblings.chosen(
        _dealt(fresh, day) if orders.new == "random" else _alternating(siblings.leading(fresh)),
        _Room(limits.new, limits.new_of),
    )
    main = _joined(_mixed(reviews, interday), new, orders.mix)
    return Queue(day, tuple(learning), tuple(spaced(main)), tuple(siblings.held), end_ms)


class _Room:
    """What the limits still let through."""

    def __init__(self, left: int, left_of: Mapping[str, int]) -> None:
        self._left = left
        self._left_of = dict(left_of)

    def any(self) -> bool:
        return self._left > 0

    def of(self, deck: str) -> bool:
        return self._left_of.get(deck, 1) > 0

    def take(self, deck: str) -> None:
        self._left -= 1
        if deck in self._left_of:
            self._left_of[deck] -= 1


class _Siblings:
    """Lets through the first card of each group that has none today, and others where they are not buried."""

    def __init__(self, studied: frozenset[str], taken: set[str], buries: Buries) -> None:
        self._studied = studied
        self._taken = taken | set(map(sibling_group, studied))
        self._buries = buries
        self.held: list[str] = []

    def leading(self, cards: Iterable[Candidate]) -> list[Candidate]:
        """The cards by position, without those that an earlier one holds back: they take no source's turn."""
        taken = set(self._taken)
        led: list[Candidate] = []
        for card in sorted(cards, key=lambda card: (card.position, card.key)):
            if card.group in taken and self._buries(card.deck, Kind.NEW):
                self.held.append(card.key)
            else:
                taken.add(card.group)
                led.append(card)
        return led

    def chosen(self, cards: Iterable[Candidate], room: _Room) -> list[Candidate]:
        chosen: list[Candidate] = []
        for card in cards:
            if not room.any():
                break
            if self._waits(card):
                self.held.append(card.key)
            elif room.of(card.deck):
                self._taken.add(card.group)
                room.take(card.deck)
                chosen.append(card)
        return chosen

    def _waits(self, card: Candidate) -> bool:
        if card.group not in self._taken or card.key in self._studied:
            return False
        return self._buries(card.deck, kind_of(card))


def kind_of(card: Candidate) -> Kind:
    """What a face that is not due within the day's steps is."""
    return Kind.NEW if card.phase is Phase.NEW else Kind.INTERDAY if card.interday else Kind.REVIEW


def _due(card: Candidate) -> int:
    return 0 if card.due is None else card.due


def _by_due(card: Candidate) -> tuple[int, str]:
    return _due(card), card.key


def _today(card: Candidate, now_ms: int, end_ms: int | None) -> bool:
    return _due(card) <= now_ms or end_ms is None or _due(card) < end_ms


def shuffle(key: str, day: StudyDay) -> bytes:
    """What cards are sorted by to come in an order that is another one each day."""
    return blake2b(f"{key}\n{day}".encode(), digest_size=8).digest()


def _dealt(cards: Sequence[Candidate], day: StudyDay) -> list[Candidate]:
    """Cards in an order that is another one each day."""
    return sorted(cards, key=lambda card: shuffle(card.key, day))


def _in_order(due: Sequence[Candidate], order: str, day: StudyDay) -> list[Candidate]:
    rank = review_rank(order, day)
    return sorted(due, key=lambda card: rank(card.key, _due(card), card.faded))


def review_rank(order: str, day: StudyDay) -> Callable[[str, int, float], tuple[float, bytes]]:
    """What key, due day and `faded` of reviews are sorted by, in the order that a setting names."""
    if order == "due":
        return lambda key, due, faded: (due, shuffle(key, day))
    sign = {"ascending": -1, "descending": 1}.get(order, 0)
    return lambda key, due, faded: (sign * faded, shuffle(key, day))


def _alternating(new: Sequence[Candidate]) -> Iterator[Candidate]:
    """New cards in their order, taking turns between sources."""
    sources: defaultdict[str, deque[Candidate]] = defaultdict(deque)
    for card in new:
        sources[card.source].append(card)
    turns = deque(sources.values())
    while turns:
        cards = turns.popleft()
        yield cards.popleft()
        if cards:
            turns.append(cards)


def _joined(reviews: list[Candidate], new: list[Candidate], mix: str) -> list[Candidate]:
    if mix == "mixed":
        return _mixed(reviews, new)
    return new + reviews if mix == "first" else reviews + new


def _mixed(reviews: Sequence[Candidate], new: Sequence[Candidate]) -> list[Candidate]:
    """New cards at even distances among the reviews, neither first nor last where reviews allow."""
    slots = [((at + 1) * (len(new) + 1), 0, card) for at, card in enumerate(reviews)]
    slots += [((at + 1) * (len(reviews) + 1), 1, card) for at, card in enumerate(new)]
    return [card for _, _, card in sorted(slots, key=lambda slot: slot[:2])]
