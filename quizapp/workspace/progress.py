"""Joins the history's rows with the library and asks `stats` for the figures of today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.library.model import Card, CardKey
from quizapp.stats.figures import RETENTION_DAYS, Progress, Weak, progress
from quizapp.stats.rows import AttemptsRow, CardRow, DayRow
from quizapp.store.model import DaySum, MemoryRow
from quizapp.store.model import WeakCard as WeakRow
from quizapp.study.days import study_day
from quizapp.study.memory import Fsrs
from quizapp.study.model import CardState, New, StudyDay
from quizapp.workspace.model import ShownPassage
from quizapp.workspace.passages import shown_passages
from quizapp.workspace.wording import answer_texts

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


CANDIDATES = 200
"""How many of the cards missed most are ranked; decks that are gone may take some of the places."""


@dataclass(frozen=True, slots=True)
class WeakCard:
    """A weak card with what it asks and the passages that prove its answer."""

    weak: Weak
    card: Card
    stem: str
    expected: tuple[str, ...]
    passages: tuple[ShownPassage, ...]


@dataclass(frozen=True, slots=True)
class ShownProgress:
    """The figures, the decks' titles by id, and the weakest cards in full."""

    figures: Progress
    titles: dict[str, str]
    weakest: tuple[WeakCard, ...]


def shown_progress(workspace: Workspace) -> ShownProgress:
    """The figures of today over the cards that the library holds now."""
    day = workspace.today()
    decks = workspace.index.decks()
    live = workspace.roster.keys()
    memories = {row.card: row for row in workspace.history.memories() if row.card in live}
    offset_min = workspace.clock.now().offset_min

    def day_of(at_ms: int) -> StudyDay:
        return study_day(at_ms, offset_min, workspace.settings.rollover_hour)

    figures = progress(
        day,
        day_rows=map(_day_row, workspace.history.day_sums(day - RETENTION_DAYS, day)),
        card_rows=map(_card_row, memories.values()),
        attempts=[
            _attempts_row(row, workspace.fsrs, memories[row.card].state, day)
            for row in workspace.history.weakest(CANDIDATES)
            if row.card in memories
        ],
        totals={deck.id: deck.faces for deck in decks},
        day_of=day_of,
    )
    return ShownProgress(
        figures,
        {deck.id: deck.title for deck in decks},
        tuple(_weak(workspace, weak) for weak in figures.weakest),
    )


def _day_row(row: DaySum) -> DayRow:
    """A day's sums, its reviews those of cards in the review phase."""
    return DayRow(
        row.day,
        row.deck,
        row.answered,
        row.correct,
        row.new,
        row.young_reviews + row.mature_reviews,
        row.young_passed + row.mature_passed,
        row.duration_ms,
    )


def _card_row(row: MemoryRow) -> CardRow:
    back = None if row.buried_until is None else StudyDay(row.buried_until)
    return CardRow(row.card, row.card.partition("/")[0], row.state, row.suspended, back)


def _attempts_row(row: WeakRow, fsrs: Fsrs, state: CardState, day: StudyDay) -> AttemptsRow:
    recall = None
    if not isinstance(state, New):
        recall = fsrs.retrievability(state.memory, max(0, day - state.last_day))
    return AttemptsRow(row.card, row.attempts, row.correct, row.lapses, row.last_outcome, recall)


def _weak(workspace: Workspace, weak: Weak) -> WeakCard:
    card = workspace.index.card(CardKey(weak.key))
    face = weak.key.rpartition("#")[2]
    return WeakCard(
        weak, card, card.question.stem(face), answer_texts(card, face), shown_passages(workspace.index, card)
    )
