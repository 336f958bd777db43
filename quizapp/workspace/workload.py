"""The learner's own cards under one desired retention after another: what each would ask for, and give."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from quizapp.messages import _, ngettext
from quizapp.stats.workload import Ahead, Cost, Steps, cost, sampled
from quizapp.study.model import Memory, StudyDay
from quizapp.workspace.pictures import Picture
from quizapp.workspace.wording import decimals_text, percent_text

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

YEAR_DAYS = 365
PACE_DAYS = 30

PERCENTS = range(70, 100)

SAMPLE = 2_000
"""So many cards are played through at most; 30 retentions then take 1.5 s over a year, and the reviews come
within 2 % of those of all of 10,000 cards."""

ANSWER_MS = 10_000
"""What an answer is taken to last until there are `MEASURED` of the learner's own."""

MEASURED = 50


class WorkloadRow(NamedTuple):
    """What a desired retention asks for a day, in `reviews` on later days than a card's last one and in
    `minutes` with all answers, and the share of the cards that is recalled after the last day."""

    desired_retention: float
    reviews: float
    minutes: float
    recall: float


class Workload(NamedTuple):
    """The rows over `days` from today, that of the setting among them. `cards` are those that are played
    through in full or, `sampled` of them, in part; `new` of them are begun, `pace` a day. `answer_ms` is
    measured, or else assumed."""

    days: int
    present: float
    cards: int
    sampled: int
    new: int
    pace: int
    answer_ms: int
    measured: bool
    rows: tuple[WorkloadRow, ...]


def workload(
    workspace: Workspace, deck: str | None = None, days: int = YEAR_DAYS, pace: int | None = None
) -> Workload:
    """What each desired retention from 70 to 99 % would ask for over so many days, of all decks or of one.

    `pace` is the new cards a day, by default that of the last 30 days, or since the first one. Raises
    QuizError "no-deck".
    """
    workspace.catch_up()
    decks = [row.id for row in workspace.index.decks()]
    if deck is not None and deck not in decks:
        from quizapp.workspace.deck_files import no_deck

        raise no_deck(workspace, deck)
    own = workspace.settings.of(deck or "")
    today = workspace.today()
    if pace is None:
        days_of = [row for row in workspace.history.day_totals(today - PACE_DAYS + 1, today, deck) if row.new]
        begun = sum(row.new for row in days_of)
        # Rounded up: a pace of none would leave out what is still to be learnt.
        pace = -(-begun // (today - min(row.day for row in days_of) + 1)) if begun else 0
    cards = workspace.reading(lambda: _studied(workspace, today, deck))
    new = workspace.reading(lambda: _new(workspace, deck, pace, days))
    every = [*cards, *new]
    some = sampled(every, SAMPLE)
    steps = Steps(max(1, len(own.learning_steps)), len(own.relearning_steps))
    answer_ms, measured = _answer_ms(workspace, today, deck)
    wanted = sorted({percent / 100 for percent in PERCENTS} | {own.desired_retention})

    def row(retention: float) -> WorkloadRow:
        asked = cost(some, workspace.fsrs.weights, retention, days, steps, _luck)
        return _row(retention, asked, len(every), len(some), days, answer_ms)

    rows = tuple(row(retention) for retention in wanted) if some else ()
    return Workload(
        days, own.desired_retention, len(every), len(some), len(new), pace, answer_ms, measured, rows
    )


def _luck(place: int) -> Callable[[], float]:
    return Random(place).random


def _row(retention: float, asked: Cost, cards: int, some: int, days: int, answer_ms: int) -> WorkloadRow:
    daily = cards / some / days
    return WorkloadRow(
        retention, asked.reviews * daily, asked.answers * daily * answer_ms / 60_000, asked.recalled / some
    )


def _studied(workspace: Workspace, today: StudyDay, deck: str | None) -> list[Ahead]:
    """The cards with a memory that are not suspended; one in its steps is due when its step is."""
    found = workspace.index.connection.execute(
        "SELECT deck, max(0, CASE WHEN phase = 2 THEN due - :day WHEN due < :end THEN 0"
        " ELSE 1 + (due - :end) / 86400000 END), max(0, :day - last_day), stability, difficulty FROM roster"
        f" WHERE phase > 0 AND NOT suspended AND {'deck = :deck' if deck else 'TRUE'} ORDER BY key",
        {"day": today, "end": workspace.day_end_ms(), "deck": deck},
    )
    longest = _longest(workspace)
    return [
        Ahead(due, elapsed, Memory(stability, difficulty), longest[name])
        for name, due, elapsed, stability, difficulty in found
    ]


def _new(workspace: Workspace, deck: str | None, pace: int, days: int) -> list[Ahead]:
    """The new cards that such a pace begins in so many days, as far as there are any."""
    found = workspace.index.connection.execute(
        f"SELECT deck FROM roster WHERE phase = 0 AND NOT suspended AND {'deck = :deck' if deck else 'TRUE'}"
        " ORDER BY key LIMIT :most",
        {"deck": deck, "most": pace * days},
    )
    longest = _longest(workspace)
    return [Ahead(place // pace, 0, None, longest[name]) for place, (name,) in enumerate(found)]


def _longest(workspace: Workspace) -> dict[str, int]:
    return {row.id: workspace.settings.of(row.id).maximum_interval for row in workspace.index.decks()}


def _answer_ms(workspace: Workspace, today: StudyDay, deck: str | None) -> tuple[int, bool]:
    """What an answer took over a year, and whether there were enough to tell."""
    sums = list(workspace.history.day_totals(today - YEAR_DAYS + 1, today, deck))
    answered = sum(row.answered for row in sums)
    if answered < MEASURED:
        return ANSWER_MS, False
    return round(sum(row.duration_ms for row in sums) / answered), True


def workload_picture(found: Workload, charts: bool = False) -> Picture:
    """The curve: bars of the minutes over all the days, and the table with a day's reviews and minutes; the
    heading is that of the bars or that of the table."""
    present = next((row for row in found.rows if row.desired_retention == found.present), None)
    bars, rows = [], []
    for row in found.rows:
        name, now = _percents(row.desired_retention), row == present
        bars.append((f"{name} {'◂' if now else ' '}", round(row.minutes * found.days)))
        beside = row.minutes / present.minutes if present is not None and present.minutes else 1.0
        rows.append(
            (
                name,
                decimals_text(row.reviews, 1),
                decimals_text(row.minutes, 1),
                percent_text(row.recall),
                _("present setting") if now else _("× {n}").format(n=decimals_text(beside, 2)),
            )
        )
    head = (_("Desired"), _("reviews a day"), _("minutes a day"), _("recalled"), _("time"))
    heading = (
        _("What each desired retention costs over {days} days, in minutes")
        if charts
        else _("What each desired retention costs a day, over {days} days")
    )
    return Picture(
        heading.format(days=found.days), tuple(bars), head, tuple(rows), " ".join(assumptions(found))
    )


def assumptions(found: Workload) -> list[str]:
    """What the figures rest on, in sentences."""
    seconds = decimals_text(found.answer_ms / 1000, 1)
    took = (
        _("An answer takes {seconds} s, as yours did over the last year.")
        if found.measured
        else _("An answer is taken to last {seconds} s, until there are {least} of yours to go by.")
    )
    told = [took.format(seconds=seconds, least=MEASURED)]
    if found.new:
        text = ngettext(
            "{n} new card is begun, {pace} a day.", "{n} new cards are begun, {pace} a day.", found.new
        )
        told.append(text.format(n=found.new, pace=found.pace))
    else:
        told.append(_("No new card is counted."))
    if found.sampled < found.cards:
        text = _("Played through by {sampled} cards, chosen evenly out of {cards}, the same each time.")
        told.append(text.format(sampled=found.sampled, cards=found.cards))
    told.append(
        _(
            "Recalled is what you would know on the last day: where cards are few, neighbours differ by how"
            " lately their reviews came."
        )
    )
    return told


def _percents(share: float) -> str:
    return _("{n} %").format(n=f"{share * 100:.4g}".replace(".", _(".")))
