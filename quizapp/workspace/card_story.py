"""The story of one card: what it asks, each review and its outcome, what else befell it, and how it fades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quizapp.library.model import Card, CardKey
from quizapp.messages import _, ngettext
from quizapp.store import bodies
from quizapp.store.model import Event, EventKind
from quizapp.study.days import date_of
from quizapp.study.model import Future, Memory, Phase, Rating, StudyDay
from quizapp.workspace.browsing import ListedCard, listed_cards
from quizapp.workspace.passages import shown_passages
from quizapp.workspace.wording import answer_texts, date_text, wait_text

if TYPE_CHECKING:
    from quizapp.study.memory import Fsrs
    from quizapp.workspace.model import ShownPassage
    from quizapp.workspace.workspace import Workspace

DAY_S = 86_400


class Review(NamedTuple):
    """A review: its rating, the marking of the answer, the wait that it led to in seconds, how long the
    answer took in milliseconds (0: not known), and the memory that it left."""

    day: StudyDay
    rating: Rating
    outcome: str | None
    wait_s: int
    duration_ms: int
    memory: Memory


class Reset(NamedTuple):
    """The day on which a card was made new, and after how many of its reviews."""

    day: StudyDay
    after: int


class Incident(NamedTuple):
    """Something else that befell a card, in words."""

    day: StudyDay
    text: str


class Curve(NamedTuple):
    """The probability of recall at equal steps from a study day to another; None before the first review.
    `today` is the place of today among them."""

    first: StudyDay
    last: StudyDay
    today: int
    shares: tuple[float | None, ...]


class Story(NamedTuple):
    """All that is known of a card. `reviews`, `resets` and `incidents` are latest first; `futures` is what
    each rating would do now, `desired` the retention that is aimed at."""

    listed: ListedCard
    card: Card
    deck_title: str
    expected: tuple[str, ...]
    passages: tuple[ShownPassage, ...]
    reviews: tuple[Review, ...]
    resets: tuple[Reset, ...]
    incidents: tuple[Incident, ...]
    futures: tuple[Future, ...]
    desired: float


def card_story(workspace: Workspace, key: CardKey) -> Story:
    """The story of a card. Raises QuizError "card-missing" (key)."""
    workspace.catch_up()
    card, title = workspace.reading(lambda: workspace.index.titled_card(key))
    events = workspace.history.about(key)
    state = workspace.history.memory([key])[key].state
    past = list(_past(events, workspace.fsrs))[::-1]
    return Story(
        listed=listed_cards(workspace, [key])[key],
        card=card,
        deck_title=title,
        expected=answer_texts(card, key.rpartition("#")[2]),
        passages=workspace.reading(lambda: shown_passages(workspace.index, card)),
        reviews=tuple(one for one in past if isinstance(one, Review)),
        resets=tuple(one for one in past if isinstance(one, Reset)),
        incidents=tuple(reversed(list(_incidents(events)))),
        futures=workspace.futures(key, state, workspace.clock.now()),
        desired=workspace.fsrs_of(card.deck).desired_retention,
    )


def forgetting_curve(story: Story, fsrs: Fsrs, today: StudyDay, points: int) -> Curve | None:
    """How the card was and will be remembered, in as many points: from its first review since it was new to
    the day on which it is due, and as long again beyond today. None where there is no such review."""
    reviews = story.reviews[::-1][story.resets[0].after if story.resets else 0 :]
    due = story.listed.due
    if not reviews or due is None or points < 2:
        return None
    first = reviews[0].day
    last = StudyDay(max(today + max(story.listed.interval, 1), due, first + 1))
    shares: list[float | None] = []
    place = 0
    for point in range(points):
        day = first + (last - first) * point / (points - 1)
        while place + 1 < len(reviews) and reviews[place + 1].day <= day:
            place += 1
        elapsed = max(0.0, day - reviews[place].day)
        shares.append(_recall(fsrs, reviews[place].memory, elapsed))
    at = round((today - first) / (last - first) * (points - 1))
    return Curve(first, last, max(0, min(at, points - 1)), tuple(shares))


def _recall(fsrs: Fsrs, memory: Memory, elapsed: float) -> float:
    """Between whole days the curve is drawn straight."""
    whole = int(elapsed)
    before, after = fsrs.retrievability(memory, whole), fsrs.retrievability(memory, whole + 1)
    return before + (after - before) * (elapsed - whole)


def _past(events: Sequence[Event], fsrs: Fsrs) -> Iterator[Review | Reset]:
    """All reviews, oldest first, as replay understands them, and where the card was made new among them."""
    attempts = {event.id: event for event in events if event.kind == EventKind.ATTEMPT}
    overrides = {event.target: event for event in events if event.kind == EventKind.OVERRIDE}
    memory: Memory | None = None
    last: StudyDay | None = None
    count = 0
    for event in events:
        if event.kind == EventKind.RESET:
            memory = last = None
            yield Reset(StudyDay(event.day), count)
        rating = bodies.rating(event.body)
        if event.kind != EventKind.REVIEW or rating is None:
            continue
        day = StudyDay(event.day)
        after = (
            fsrs.first(rating) if memory is None else fsrs.after(memory, rating, max(0, day - (last or day)))
        )
        reached = bodies.after_review(event.body, after, day, 0, 0)
        if reached is None:
            continue
        memory, last, count = after, day, count + 1
        attempt = attempts.get(event.target or "")
        told = overrides.get(event.target) or attempt
        yield Review(
            day,
            rating,
            None if told is None else bodies.text(told.body, "outcome"),
            _wait_s(event),
            0 if attempt is None else bodies.duration_ms(attempt.body),
            memory,
        )


def _wait_s(event: Event) -> int:
    after = event.body.get("after")
    if not isinstance(after, dict):
        return 0
    if after.get("phase") == Phase.REVIEW:
        return (bodies.whole(after, "interval", 0, bodies.LAST_DAY) or 0) * DAY_S
    due_ms = bodies.moment_ms(after, "due_ms")
    return 0 if due_ms is None else max(0, round((due_ms - event.at_ms) / 1000))


def _incidents(events: Sequence[Event]) -> Iterator[Incident]:
    for event in events:
        text = _incident(event)
        if text:
            yield Incident(StudyDay(event.day), text)


def _incident(event: Event) -> str | None:
    body = event.body
    match event.kind:
        case EventKind.SUSPEND:
            return _("Suspended") if body.get("on") else _("Brought back")
        case EventKind.BURY:
            return _("Buried")
        case EventKind.FLAG:
            number = bodies.flag(body)
            return _("Flag {n}").format(n=number) if number else _("Flag taken away")
        case EventKind.RESET:
            return _("Made new again")
        case EventKind.DUE:
            due = bodies.day(body, "due")
            return None if due is None else _("Set due on {date}").format(date=day_text(due))
        case EventKind.ALIAS:
            return _("Renamed from {name}").format(name=bodies.text(body, "from") or "?")
        case EventKind.OVERRIDE:
            return _("Verdict overruled")
        case EventKind.LEECH:
            lapses = bodies.whole(body, "lapses", 1, bodies.LAST_DAY) or 1
            return ngettext("Leech: forgotten {n} time", "Leech: forgotten {n} times", lapses).format(
                n=lapses
            )
        case EventKind.PASSAGE:
            return _("Kept although its passage changed")
    return None


SIGNS: dict[str, str] = {
    "correct": "✓",
    "partial": "◐",
    "wrong": "✗",
    "blank": "○",
    "revealed": "▸",
}
"""The symbol of each outcome, as verdicts have it."""


def day_text(day: StudyDay) -> str:
    return date_text(date_of(day).isoformat())


def summary_texts(story: Story) -> list[tuple[str, str]]:
    """The figures of the card, each with its name."""
    listed = story.listed
    if listed.stability is None or listed.difficulty is None or listed.retrievability is None:
        return [(_("State"), _("new: never reviewed"))]
    told = [
        (_("Reviews"), str(listed.reps)),
        (_("Lapses"), str(listed.lapses)),
        (_("Stability"), wait_text(round(listed.stability * DAY_S))),
        (_("Difficulty"), _("{n} of 10").format(n=f"{listed.difficulty:.1f}".replace(".", _(".")))),
    ]
    if listed.phase is Phase.REVIEW:
        # In its steps a card was just learnt or forgotten: the model's certainty is none of its learner's.
        told.append((_("Remembered today"), _("{n} %").format(n=round(listed.retrievability * 100))))
    return told
