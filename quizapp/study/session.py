"""A sitting in progress as a value: which card comes next, and what an answer leaves to do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import add, itemgetter, sub

from quizapp.named import NamedTuple
from quizapp.study.model import CardState, New, Phase, Scheduled, Stepping, StudyDay
from quizapp.study.queue import Candidate, Queue
from quizapp.study.spacing import together

LEARN_AHEAD_MS = 20 * 60_000
"""How early a learning card may come once nothing else is left, unless told: Anki's default."""

_DAY_MS = 86_400_000


class Counts(NamedTuple):
    """What is left of a sitting; `learning` includes cards whose step is not due yet."""

    new: int
    learning: int
    review: int

    @property
    def total(self) -> int:
        return self.new + self.learning + self.review


class Session(NamedTuple):
    """The cards left of a sitting. Every method leaves it as it is and gives an answer or a new session.

    `undone` come first, the latest at the end; `waiting` are learning cards by due time in Unix
    milliseconds; `main` are reviews and new cards in order; `last` is the card answered last; `day` is the
    study day of the latest answer, so that a caller can tell that a new one has begun; `ahead_ms` is how
    early a learning card may come once nothing else is left; `in_main` counts what is in `main`, where
    learning cards are such that wait for no step of this day.
    """

    cards: Mapping[str, Candidate]
    main: tuple[str, ...]
    in_main: Counts
    waiting: tuple[tuple[int, str], ...]
    day: StudyDay
    end_ms: int | None = None
    last: str | None = None
    undone: tuple[str, ...] = ()
    ahead_ms: int = LEARN_AHEAD_MS

    @classmethod
    def from_queue(cls, queue: Queue, ahead_ms: int = LEARN_AHEAD_MS) -> Session:
        """A session that has all of a queue before it."""
        cards = {card.key: card for card in chain(queue.learning, queue.main)}
        return cls(
            cards,
            tuple(card.key for card in queue.main),
            _counts(queue.main),
            tuple(sorted((card.due or 0, card.key) for card in queue.learning)),
            queue.day,
            queue.end_ms,
            ahead_ms=ahead_ms,
        )

    def next_key(self, now_ms: int) -> str | None:
        """The card to ask at a moment, or None while nothing may be asked.

        Learning cards that are due, then reviews and new cards, then learning cards due soon.
        The card answered last, and those that cite a paragraph with it, let others go first; but a card
        that is not due yet only ever passes the very card that was answered last.
        """
        if self.undone:
            return self.undone[-1]
        repeat: str | None = None
        akin: str | None = None
        for key in self._ready(now_ms):
            if key == self.last:
                repeat = key
            elif not self._shares_paragraph(key):
                return key
            else:
                akin = akin or key
        if akin:
            return akin
        soon = [key for due_ms, key in self.waiting if now_ms < due_ms <= now_ms + self.ahead_ms]
        others = [key for key in soon if key != self.last]
        others.sort(key=self._shares_paragraph)
        return next(chain(others, [repeat] if repeat else (), soon), None)

    def answered(self, key: str, state: CardState, now_ms: int, day: StudyDay) -> Session:
        """The session after a card was rated and came to `state`; a step due today comes back."""
        rest = self.without(key)._replace(last=key, day=day, end_ms=self._end_after(now_ms))
        if not isinstance(state, Stepping) or (rest.end_ms is not None and state.due_ms >= rest.end_ms):
            return rest
        waiting = list(rest.waiting)
        insort(waiting, (state.due_ms, key))
        return rest._replace(waiting=tuple(waiting), cards=self._with(key, state, None))

    def reinserted(self, key: str, state: CardState, card: Candidate | None = None) -> Session:
        """The session after an answer was undone: its card comes next, in the state it is back in.

        `card` is wanted where this session never held it. Raises KeyError where it is wanted and missing.
        """
        cards = self._with(key, state, card)
        return self.without(key)._replace(cards=cards, undone=(*(k for k in self.undone if k != key), key))

    def without(self, *keys: str) -> Session:
        """The session without some cards: suspended, buried, or gone from their deck."""
        gone, main, waiting = frozenset(keys), self.main, self.waiting
        # Searching and cutting cost a tenth of looking at every card, of which there may be thousands.
        left = gone.intersection(main)
        for key in left:
            at = main.index(key)
            main = main[:at] + main[at + 1 :]
        for key in gone.intersection(self.cards):
            at = bisect_left(waiting, step := (self.cards[key].due or 0, key))
            if waiting[at : at + 1] == (step,):
                waiting = waiting[:at] + waiting[at + 1 :]
        undone = tuple(key for key in self.undone if key not in gone)
        in_main = Counts(*map(sub, self.in_main, self._counts(left)))
        return self._replace(main=main, in_main=in_main, waiting=waiting, undone=undone)

    def remaining(self) -> Counts:
        """How many cards are left, the one on screen included."""
        # Asked after every answer, when thousands may be left: these are counted as they go.
        new, learning, review = map(add, self.in_main, self._counts(self.undone))
        return Counts(new, learning + len(self.waiting), review)

    def wait_until_ms(self) -> int | None:
        """The Unix time in milliseconds from which `next_key` gives a card, where it gives none now; None
        where no learning card is left to wait for."""
        return self.waiting[0][0] - self.ahead_ms if self.waiting else None

    def _counts(self, keys: Iterable[str]) -> Counts:
        return _counts([self.cards[key] for key in keys])

    def _ready(self, now_ms: int) -> Iterator[str]:
        due = bisect_right(self.waiting, now_ms, key=itemgetter(0))
        return chain((key for _, key in self.waiting[:due]), self.main)

    def _shares_paragraph(self, key: str) -> bool:
        last = self.cards.get(self.last) if self.last is not None else None
        return last is not None and together(self.cards[key].paragraphs, last.paragraphs)

    def _with(self, key: str, state: CardState, card: Candidate | None) -> Mapping[str, Candidate]:
        card = card or self.cards[key]
        match state:
            case New():
                card = card._replace(phase=Phase.NEW, due=None, interday=False)
            case Stepping():
                interday = card.interday and card.due == state.due_ms
                card = card._replace(phase=state.phase, due=state.due_ms, interday=interday)
            case Scheduled():
                card = card._replace(phase=Phase.REVIEW, due=state.due, interday=False)
        return {**self.cards, key: card}

    def _end_after(self, now_ms: int) -> int | None:
        """The end of the study day of `now_ms`, where a sitting runs on past a rollover."""
        if self.end_ms is None or now_ms < self.end_ms:
            return self.end_ms
        return self.end_ms + ((now_ms - self.end_ms) // _DAY_MS + 1) * _DAY_MS


def _counts(cards: Sequence[Candidate]) -> Counts:
    phases = [card.phase for card in cards]
    new, review = phases.count(Phase.NEW), phases.count(Phase.REVIEW)
    return Counts(new, len(cards) - new - review, review)
