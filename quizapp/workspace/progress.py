"""Joins the history's rows with the library and asks `stats` for the figures of today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.library.model import Card, CardKey
from quizapp.stats.figures import RETENTION_DAYS, Progress, Weak, progress
from quizapp.stats.rows import AttemptsRow, CardRow, DayRow
from quizapp.store.model import DaySum
from quizapp.study.days import study_day
from quizapp.study.model import Memory, New, Scheduled, Stepping, StudyDay
from quizapp.workspace.model import ShownPassage
from quizapp.workspace.passages import shown_passages
from quizapp.workspace.wording import answer_texts

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


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
    live = workspace.roster
    memories = {row.card: row for row in workspace.history.memories() if live.is_live(row.card)}
    offset_min = workspace.clock.now().offset_min

    def day_of(at_ms: int) -> StudyDay:
        return study_day(at_ms, offset_min, workspace.settings.rollover_hour)

    figures = progress(
        day,
        day_rows=[
            _day_row(row) for row in workspace.history.day_sums(day - RETENTION_DAYS, day)
        ],
        card_rows=[
            CardRow(key, deck_of(key), row.state, row.suspended, None if row.buried_until is None else StudyDay(row.buried_until))
            for key, row in memories.items()
        ],
        attempts=[
            AttemptsRow(row.card, row.attempts, row.correct, row.lapses, row.last_outcome, _recall(workspace, memories[row.card].state, day))
            for row in workspace.history.weakest(200)
            if row.card in memories
        ],
        totals={deck.id: deck.faces for deck in decks},
        day_of=day_of,
    )  # fmt: skip
    return ShownProgress(
        figures, {deck.id: deck.title for deck in decks}, tuple(_weak(workspace, weak) for weak in figures.weakest)
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


def deck_of(key: str) -> str:
    """The deck of a card key."""
    return key.partition("/")[0]


def _recall(workspace: Workspace, state: New | Stepping | Scheduled, day: StudyDay) -> float | None:
    if isinstance(state, New):
        return None
    memory: Memory = state.memory
    return workspace.fsrs.retrievability(memory, max(0, day - state.last_day))


def _weak(workspace: Workspace, weak: Weak) -> WeakCard:
    card = workspace.index.card(CardKey(weak.key))
    face = weak.key.rpartition("#")[2]
    return WeakCard(
        weak, card, card.question.stem(face), answer_texts(card, face), shown_passages(workspace.index, card)
    )
