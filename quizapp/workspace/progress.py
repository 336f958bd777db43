"""Joins the history's rows with the library and asks `stats` for the figures of today."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.library.model import Card, CardKey
from quizapp.stats.confidence import Confidence, SureMiss, confidence
from quizapp.stats.figures import RETENTION_DAYS, Progress, Weak, progress
from quizapp.stats.rows import AttemptsRow, CalledRow, CardRow, DayRow
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

CALLED = 2_000
"""How many of the latest answers the figures of confidence rest on: reading them takes 16 ms if every other
one was called sure or unsure, whatever the length of the log (measured over 200,000 answers)."""


@dataclass(frozen=True, slots=True)
class ProvenCard:
    """A card with what it asks and the passages that prove its answer."""

    key: str
    card: Card
    stem: str
    expected: tuple[str, ...]
    passages: tuple[ShownPassage, ...]


@dataclass(frozen=True, slots=True)
class WeakCard:
    """A weak card in full."""

    weak: Weak
    proven: ProvenCard


@dataclass(frozen=True, slots=True)
class SureMissCard:
    """A card that was missed although its learner was sure, in full."""

    miss: SureMiss
    proven: ProvenCard


@dataclass(frozen=True, slots=True)
class ShownProgress:
    """The figures, the decks' titles by id, and in full the weakest cards and those missed although sure."""

    figures: Progress
    titles: dict[str, str]
    weakest: tuple[WeakCard, ...]
    sure_misses: tuple[SureMissCard, ...]


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
        confidence=_confidence(workspace, live),
    )
    misses = figures.confidence.misses if figures.confidence else ()
    return ShownProgress(
        figures,
        {deck.id: deck.title for deck in decks},
        tuple(WeakCard(weak, _proven(workspace, weak.key)) for weak in figures.weakest),
        tuple(SureMissCard(miss, _proven(workspace, miss.key)) for miss in misses),
    )


def _confidence(workspace: Workspace, live: Container[str]) -> Confidence | None:
    found = workspace.history.confidence(CALLED)
    rows = (CalledRow(each.card, each.day, each.sure, each.correct) for each in found.called)
    return confidence(rows, found.answers, live)


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


def _proven(workspace: Workspace, key: str) -> ProvenCard:
    card = workspace.index.card(CardKey(key))
    face = key.rpartition("#")[2]
    passages = shown_passages(workspace.index, card)
    return ProvenCard(key, card, card.question.stem(face), answer_texts(card, face), passages)
