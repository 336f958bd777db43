"""Progress counted face by face in plain Python: what its tables must come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from quizapp.library.index import KeyRow
from quizapp.stats.figures import DeckFigures, wilson
from quizapp.stats.progress import Filters
from quizapp.stats.topics import Article, Tally, source_of
from quizapp.store.model import MemoryRow
from quizapp.store.replay import MATURE_DAYS
from quizapp.study.model import New, Scheduled
from quizapp.workspace.workspace import Workspace


class Faced(NamedTuple):
    """A live face with its memory; `retained`: it has left its steps, and its recall today is as wanted."""

    face: KeyRow
    memory: MemoryRow
    retained: bool


def faced(workspace: Workspace, filters: Filters) -> list[Faced]:
    """The live faces that filters let through."""
    rows = [
        row
        for row in workspace.index.key_rows()
        if filters.deck in (None, row.deck)
        and (filters.tag is None or filters.tag in row.tags)
        and (filters.source is None or filters.source in map(source_of, row.paragraphs))
    ]
    memories = workspace.history.memory([row.key for row in rows])
    return [_faced(workspace, row, memories.get(row.key, MemoryRow(row.key, New()))) for row in rows]


def _faced(workspace: Workspace, row: KeyRow, memory: MemoryRow) -> Faced:
    fsrs, state = workspace.fsrs, memory.state
    if not isinstance(state, Scheduled):
        return Faced(row, memory, retained=False)
    recall = fsrs.retrievability(state.memory, max(0, workspace.today() - state.last_day))
    return Faced(row, memory, recall >= fsrs.desired_retention)


def deck_figures(faces: Sequence[Faced], decks: Iterable[str]) -> tuple[DeckFigures, ...]:
    def of(deck: str) -> DeckFigures:
        phases = [_phase(each.memory) for each in faces if each.face.deck == deck]
        return DeckFigures(deck, *(phases.count(name) for name in DeckFigures.__slots__[1:]))

    return tuple(map(of, decks))


def _phase(memory: MemoryRow) -> str:
    if memory.suspended:
        return "suspended"
    if isinstance(memory.state, New):
        return "new"
    if not isinstance(memory.state, Scheduled):
        return "learning"
    return "mature" if memory.state.interval >= MATURE_DAYS else "young"


def articles(faces: Sequence[Faced], only: str | None) -> tuple[Article, ...]:
    cited = {source_of(paragraph) for each in faces for paragraph in each.face.paragraphs}
    found = []
    for source in cited if only is None else cited & {only}:
        ours = [each for each in faces if source in map(source_of, each.face.paragraphs)]
        known = [each for each in ours if each.retained]
        places = [
            {one for each in some for one in each.face.paragraphs if source_of(one) == source}
            for some in (ours, known)
        ]
        found.append(Article(source, len(ours), len(known), *map(len, places)))
    return tuple(sorted(found, key=lambda each: (each.share, each.source)))


def weakest(
    faces: Sequence[Faced], names: Callable[[KeyRow], Iterable[str]], least: int = 10
) -> tuple[Tally, ...]:
    found = []
    for name in {name for each in faces for name in names(each.face)}:
        ours = [each.memory for each in faces if name in set(names(each.face))]
        attempts, correct = sum(row.attempts for row in ours), sum(row.correct for row in ours)
        if attempts >= least and correct < attempts:
            found.append(Tally(name, attempts, correct, *wilson(correct, attempts)))
    return tuple(sorted(found, key=lambda each: (each.high, each.name))[:3])
