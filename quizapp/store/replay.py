"""The fold from events to card states and day sums: a function of the log alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from quizapp.named import NamedTuple
from quizapp.store import bodies
from quizapp.store.model import DaySum, Event, EventKind, MemoryRow, Parameters
from quizapp.study.model import New, Rating, Scheduled, Stepping, StudyDay

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.study.memory import Fsrs
    from quizapp.study.model import Memory

RULES_VERSION = 5
"""Raised whenever the same log would give other derived tables, so that they are rebuilt on opening."""

MATURE_DAYS = 21
"""The interval from which a card counts as mature, as in Anki."""

COUNTS = (
    "answered",
    "correct",
    "new",
    "reviews",
    "passed",
    "young_reviews",
    "young_passed",
    "mature_reviews",
    "mature_passed",
    "duration_ms",
    "hard",
    "easy",
)
"""The countable fields of a DaySum, in its order."""

Sums = dict[tuple[int, str], dict[str, int]]
"""Counts by study day and deck; a count that is missing is 0."""


class Steps(NamedTuple):
    """What an Fsrs computes of memory: after the first rating, and after a later one."""

    first: Callable[[Rating], Memory]
    after: Callable[[Memory, Rating, int], Memory]


class Pending(NamedTuple):
    """An attempt that waits for its rating, or an almost that waits for its retype."""

    card: str
    kind: str


class Derived(NamedTuple):
    """What a log comes to. Cards of which it says nothing lasting, and days without counts, are absent."""

    rows: Mapping[str, MemoryRow]
    sums: tuple[DaySum, ...]
    pending: Mapping[str, Pending]


def order(event: Event) -> tuple[int, str, int]:
    """The place of an event in replay, the same on every device."""
    return event.at_ms, event.device, event.seq


def replay(events: Iterable[Event]) -> tuple[Derived, frozenset[str]]:
    """What a whole log comes to, and the actions that are voided in it."""
    from quizapp.study.memory import Fsrs

    log = [event for event in events if event.v == 1]
    voided = voided_actions(voids(log))
    standing = [event for event in log if event.action not in voided]
    parameters = in_force(standing)
    fsrs = Fsrs() if parameters is None else Fsrs(parameters.weights)
    return fold(standing, fsrs), voided


def in_force(standing: Iterable[Event]) -> Parameters | None:
    """The last usable set of parameters among events that are not voided; None: the default ones.

    All memory is computed by that set, also of reviews before it.
    """
    sets = [
        (order(event), Parameters(event.action, weights, bodies.whole(event.body, "scored", 0, 10**12) or 0))
        for event in standing
        if event.kind == EventKind.PARAMETERS and event.v == 1
        for weights in [bodies.weights(event.body)]
        if weights is not None
    ]
    return max(sets)[1] if sets else None


def voids(events: Iterable[Event]) -> list[tuple[str, str]]:
    """The voids among events, each as its own action and the action that it targets."""
    return [
        (event.action, event.target)
        for event in events
        if event.kind == EventKind.VOID and event.v == 1 and event.target is not None
    ]


def voided_actions(pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The actions voided by voids that are not voided themselves, whatever the order of events.

    Voids that void each other in a circle, which only a forged log holds, void nothing: this is the
    grounded extension of an attack graph (Dung 1995), the one reading that needs no order.
    """
    targets: dict[str, set[str]] = {}
    attackers: dict[str, set[str]] = {}
    for action, target in pairs:
        targets.setdefault(action, set()).add(target)
        attackers.setdefault(target, set()).add(action)
    doubts = {action: len(attackers.get(action, ())) for action in targets}
    standing = [action for action, count in doubts.items() if count == 0]
    voided: set[str] = set()
    while standing:
        for target in targets[standing.pop()] - voided:
            voided.add(target)
            for freed in targets.get(target, ()):
                if freed not in doubts:
                    continue
                doubts[freed] -= 1
                if doubts[freed] == 0 and freed not in voided:
                    standing.append(freed)
    return frozenset(voided)


def fold(events: Iterable[Event], fsrs: Fsrs | Steps) -> Derived:
    """What events that are not voided come to."""
    from quizapp.store.names import Names

    log = sorted((event for event in events if event.v == 1), key=order)
    overrides = overruled(log)
    names = Names(event for event in log if event.kind == EventKind.ALIAS)
    sums: Sums = {}
    cards: dict[str, CardFold] = {}
    for event in log:
        card = names.owner(event)
        if card is None:
            continue
        if card not in cards:
            cards[card] = CardFold(MemoryRow(card, New()), sums, fsrs)
        cards[card].apply(event, overrides.get(event.id))
    return come_to(cards, sums)


def come_to(cards: Mapping[str, CardFold], sums: Sums) -> Derived:
    """What the folds of all cards have come to, and the counts that they added up."""
    rows = {card: each.row for card, each in cards.items() if each.row != MemoryRow(card, New())}
    pending = {id: Pending(card, kind) for card, each in cards.items() for id, kind in each.pending.items()}
    return Derived(rows, day_sums(sums), pending)


def day_sums(sums: Sums) -> tuple[DaySum, ...]:
    """Counts as rows, in the order of days and decks; rows without any count are left out."""
    return tuple(
        DaySum(StudyDay(day), deck, **counts)
        for (day, deck), counts in sorted(sums.items())
        if any(counts.values())
    )


def overruled(log: Iterable[Event]) -> dict[str, str]:
    """The outcome that the last usable override gives each attempt."""
    return {
        event.target: outcome
        for event in log
        if event.kind == EventKind.OVERRIDE and event.target is not None
        for outcome in [bodies.text(event.body, "outcome")]
        if outcome in bodies.MARKED
    }


class CardFold:
    """The fold of one card's events, in order.

    Counts are added to `sums`. `revealed` holds the day and deck of the self-marked attempts that no
    rating has judged yet; who starts in the middle of a log fills it with the one being rated.
    """

    __slots__ = ("_fsrs", "_revealed", "_sums", "pending", "row")

    def __init__(
        self,
        row: MemoryRow,
        sums: Sums,
        fsrs: Fsrs | Steps,
        pending: Mapping[str, str] | None = None,
        revealed: Mapping[str, tuple[int, str]] | None = None,
    ) -> None:
        self.row = row
        self.pending = dict(pending or {})
        self._sums = sums
        self._fsrs = fsrs
        self._revealed = dict(revealed or {})

    def apply(self, event: Event, override: str | None = None) -> None:
        """Takes in one event; one whose body is not usable changes nothing."""
        match event.kind:
            case EventKind.ATTEMPT:
                self._attempt(event, override)
            case EventKind.ALMOST:
                if bodies.is_study(event.body):
                    self.pending[event.id] = event.kind
            case EventKind.REVIEW:
                self._review(event)
            case EventKind.LEECH:
                self.row = self.row._replace(leech=True)
            case EventKind.SUSPEND | EventKind.BURY | EventKind.FLAG | EventKind.RESET | EventKind.DUE:
                self._setting(event)

    def _attempt(self, event: Event, override: str | None) -> None:
        outcome = override or bodies.text(event.body, "outcome")
        if outcome is None:
            return
        correct = outcome == "correct"
        place = event.day, deck_of(event)
        self._add(place, answered=1, correct=int(correct), duration_ms=bodies.duration_ms(event.body))
        self.row = self.row._replace(
            attempts=self.row.attempts + 1,
            correct=self.row.correct + correct,
            last_outcome=outcome,
            prompt_print=bodies.text(event.body, "prompt_print") or self.row.prompt_print,
            answer_print=bodies.text(event.body, "answer_print") or self.row.answer_print,
        )
        if bodies.is_study(event.body):
            # An almost waits for its retype whatever a quiz or an exam has asked meanwhile.
            self.pending = {id: kind for id, kind in self.pending.items() if kind != EventKind.ALMOST}
            self.pending[event.id] = event.kind
        if outcome == bodies.REVEALED:
            self._revealed[event.id] = place

    def _review(self, event: Event) -> None:
        rating = bodies.rating(event.body)
        if rating is None:
            return
        after = self._rated(event, rating)
        if after is None:
            return
        self._count_review(event, rating)
        self.row = self.row._replace(state=after)
        if event.target is not None:
            self.pending.pop(event.target, None)
            self._judge(event.target, rating)

    def _rated(self, event: Event, rating: Rating) -> Stepping | Scheduled | None:
        state, day = self.row.state, StudyDay(event.day)
        if isinstance(state, New):
            return bodies.after_review(event.body, self._fsrs.first(rating), day, 1, 0)
        memory = self._fsrs.after(state.memory, rating, max(0, day - state.last_day))
        lapsed = isinstance(state, Scheduled) and rating is Rating.AGAIN
        return bodies.after_review(event.body, memory, day, state.reps + 1, state.lapses + lapsed)

    def _count_review(self, event: Event, rating: Rating) -> None:
        state, passed = self.row.state, int(rating is not Rating.AGAIN)
        counts = {"reviews": 1, "passed": passed}
        if rating in (Rating.HARD, Rating.EASY):
            counts[rating.name.lower()] = 1
        if isinstance(state, New):
            counts["new"] = 1
        elif isinstance(state, Scheduled):
            age = "mature" if state.interval >= MATURE_DAYS else "young"
            counts |= {f"{age}_reviews": 1, f"{age}_passed": passed}
        self._add((event.day, deck_of(event)), **counts)

    def _judge(self, attempt: str, rating: Rating) -> None:
        """A rating above Again makes the self-marked attempt that it targets a correct one."""
        place = self._revealed.pop(attempt, None)
        if place is None:
            return
        correct = rating is not Rating.AGAIN
        self._add(place, correct=int(correct))
        outcome = self.row.last_outcome
        if outcome == bodies.REVEALED:
            outcome = "correct" if correct else "wrong"
        self.row = self.row._replace(correct=self.row.correct + correct, last_outcome=outcome)

    def _setting(self, event: Event) -> None:
        body, row = event.body, self.row
        match event.kind:
            case EventKind.SUSPEND if isinstance(body.get("on"), bool):
                self.row = row._replace(suspended=bool(body["on"]))
                leaves = bool(body["on"])
            case EventKind.BURY if body.get("until", 0) is None:
                self.row = row._replace(buried_until=None)
                leaves = False
            case EventKind.BURY:
                until = bodies.day(body, "until")
                self.row = row._replace(buried_until=until or row.buried_until)
                leaves = until is not None
            case EventKind.FLAG:
                flag = bodies.flag(body)
                self.row = row._replace(flag=row.flag if flag is None else flag)
                leaves = False
            case EventKind.RESET:
                self.row = row._replace(state=New(), buried_until=None, leech=False)
                leaves = True
            case EventKind.DUE:
                due = bodies.day(body, "due")
                if due is not None and isinstance(row.state, Scheduled):
                    interval = bodies.whole(body, "interval", 1, bodies.LAST_DAY)
                    state = row.state._replace(due=due, interval=interval or row.state.interval)
                    self.row = row._replace(state=state)
                leaves = body.get("unrated") is True
            case _:
                leaves = False
        if leaves:
            # Whoever suspends, buries, resets or dates a card does not want its open question back.
            self.pending.clear()

    def _add(self, place: tuple[int, str], **counts: int) -> None:
        sums = self._sums.setdefault(place, {})
        for name, count in counts.items():
            sums[name] = sums.get(name, 0) + count


def deck_of(event: Event) -> str:
    """The deck under which an event counts: the one that its card had at the time."""
    return (event.card or "").partition("/")[0]


def differing(before: Collection[DaySum], after: Collection[DaySum]) -> Sums:
    """The counts to add to the first day sums to get the second."""
    sums: Sums = {}
    for sign, rows in ((-1, before), (1, after)):
        for row in rows:
            counts = sums.setdefault((row.day, row.deck), {})
            for name in COUNTS:
                counts[name] = counts.get(name, 0) + sign * int(getattr(row, name))
    return sums
