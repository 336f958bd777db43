"""Joins the history's rows with the library and asks `stats` for the figures of today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizError
from quizapp.library.model import Card, CardKey
from quizapp.stats.confidence import Confidence, SureMiss, confidence
from quizapp.stats.figures import Weak, answered_on, retention, weakest
from quizapp.stats.foretold import bands
from quizapp.stats.habit import YEAR_DAYS, buttons, spent, streak, studied_year
from quizapp.stats.hours import hours
from quizapp.stats.progress import Filters, Next, Progress
from quizapp.stats.recall import SPANS, true_retention
from quizapp.stats.rows import AttemptsRow, CalledRow, DayRow
from quizapp.stats.topics import source_of
from quizapp.store.model import DaySum, MemoryRow
from quizapp.study.days import date_of
from quizapp.study.memory import Fsrs
from quizapp.study.model import New, StudyDay
from quizapp.workspace.changes import change_print
from quizapp.workspace.ledger import Part, by_day, by_hour
from quizapp.workspace.model import ShownPassage
from quizapp.workspace.passages import shown_passages
from quizapp.workspace.tallies import Sort, Sums
from quizapp.workspace.wording import answer_texts

if TYPE_CHECKING:
    from quizapp.workspace.ledger import Ledger
    from quizapp.workspace.standings import Standings
    from quizapp.workspace.workspace import Workspace

MONTH = SPANS["month"]

FORECAST_DAYS = 30

CANDIDATES = 200
"""How many of the cards missed most are ranked."""

CHANGED = 40
"""So many cards with a changed passage are looked into at most, to see whether that was judged."""

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


class Choices(NamedTuple):
    """What figures can be narrowed to: decks and sources with their titles, and tags."""

    decks: dict[str, str]
    tags: tuple[str, ...]
    sources: dict[str, str]


@dataclass(frozen=True, slots=True)
class ShownProgress:
    """The figures, the titles of decks by id and of sources by ref, and in full the weakest cards and those
    missed although sure."""

    figures: Progress
    titles: dict[str, str]
    sources: dict[str, str]
    weakest: tuple[WeakCard, ...]
    sure_misses: tuple[SureMissCard, ...]


def progress(workspace: Workspace, filters: Filters, period: int, *, whole: bool = True) -> ShownProgress:
    """The figures of today over the cards that the library holds now and that filters let through.

    `period` is the days of which answers, hours and predictions tell. Without `whole` they are the
    `first_figures`. Raises QuizError "no-deck" and "no-tag".
    """
    check_names(workspace, filters)
    look = whole_figures if whole else first_figures
    return workspace.reading(lambda: look(workspace, filters, period))


def check_names(workspace: Workspace, filters: Filters) -> None:
    """Raises QuizError "no-deck" and "no-tag" where the library, caught up, has none of that name."""
    workspace.catch_up()
    if filters.deck is not None and workspace.index.deck_title(filters.deck) is None:
        from quizapp.workspace.deck_files import no_deck

        raise no_deck(workspace, filters.deck)
    if filters.tag is not None:
        tags, _sources = workspace.reading(lambda: names(workspace))
        if filters.tag not in tags:
            raise QuizError("no-tag", exit_code=2, tag=filters.tag, known=", ".join(tags))


def first_figures(
    workspace: Workspace, filters: Filters, period: int, wanted: Callable[[], bool] = lambda: True
) -> ShownProgress:
    """The figures but for those that nobody asks for first; quick unless filters are narrow.

    What was answered stands in the sums by day and deck: a card that has moved to another deck since counts
    there only in `whole_figures`.
    """
    table = standings(workspace, wanted)
    if not filters.narrow:
        return _first(workspace, table, None, filters, period)
    part = ledger(workspace, wanted).of(filters, table.let_through(filters))
    return _first(workspace, table, part, filters, period)


def whole_figures(
    workspace: Workspace,
    filters: Filters,
    period: int,
    wanted: Callable[[], bool] = lambda: True,
    told: Callable[[ShownProgress], object] = lambda _shown: None,
) -> ShownProgress:
    """The figures with their spreads, hours and predictions and the weakest cards; those without are `told`
    as soon as they are known. Raises GaveUp once it is no longer `wanted`: hours and predictions take reading
    what was never read of the log."""
    table, book = standings(workspace, wanted), ledger(workspace, wanted)
    part = book.of(filters, table.let_through(filters))
    first = _first(workspace, table, part, filters, period)
    told(first)
    day = first.figures.day
    whole = replace(
        first.figures,
        spreads=table.spreads(filters),
        foretold=bands(part.foretold(day - period + 1, day)),
        weakest=weakest(_attempts_rows(workspace, table, filters, day)),
    )
    weak = tuple(WeakCard(each, _proven(workspace, each.key)) for each in whole.weakest)
    return replace(first, figures=whole, weakest=weak)


def _first(
    workspace: Workspace, table: Standings, part: Part | None, filters: Filters, period: int
) -> ShownProgress:
    figures = _figures(workspace, table, part, filters, period)
    misses = figures.confidence.misses if figures.confidence else ()
    return ShownProgress(
        figures,
        {row.id: row.title for row in workspace.index.decks()},
        _titles(workspace, _sources_of(figures)),
        (),
        tuple(SureMissCard(miss, _proven(workspace, miss.key)) for miss in misses),
    )


def choices(workspace: Workspace) -> Choices:
    """What figures can be narrowed to."""
    tags, refs = workspace.reading(lambda: names(workspace))
    titles = {row.id: row.title for row in workspace.index.decks()}
    return Choices(titles, tags, _titles(workspace, refs))


def names(workspace: Workspace) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags of the cards that the library holds, and the refs of the sources that they cite."""
    return standings(workspace).names()


def standings(workspace: Workspace, wanted: Callable[[], bool] = lambda: True) -> Standings:
    """Where every live card stands, brought up to date. Raises GaveUp."""
    found = _standings(workspace)
    found.catch_up(wanted)
    return found


def is_near(workspace: Workspace) -> bool:
    """Whether the first figures take a moment, and not the seconds of adding up every card anew, as after all
    decks were read. The workspace must be caught up."""
    return workspace.reading(lambda: _standings(workspace).is_near())


def _standings(workspace: Workspace) -> Standings:
    from quizapp.workspace.standings import Standings

    return Standings(workspace.index, workspace.history, workspace.today(), workspace.fsrs)


def ledger(workspace: Workspace, wanted: Callable[[], bool] = lambda: True) -> Ledger:
    """Every answer by card, brought up to date. Raises GaveUp."""
    from quizapp.workspace.ledger import Ledger

    found = Ledger(workspace.index, workspace.history)
    found.catch_up(wanted)
    return found


def _figures(
    workspace: Workspace, table: Standings, part: Part | None, filters: Filters, period: int
) -> Progress:
    day, history = workspace.today(), workspace.history
    sums = table.sums(() if filters.deck is None else (filters.deck,), filters.tag, filters.source)
    held: dict[str, StudyDay] = dict(workspace.rows_today().held_back())
    waiting = [held[key] for key in table.among(list(held), filters)]
    backlog, forecast = table.forecast(workspace.day_end_ms(), FORECAST_DAYS, filters, waiting)
    since = day - YEAR_DAYS
    counted = None if part is None else part.counted(since, day)
    totals = history.day_totals(since, day, filters.deck) if counted is None else by_day(counted)
    days = [_day_row(row) for row in totals]
    decks = [row.id for row in workspace.index.decks() if filters.deck in (None, row.id)]
    return Progress(
        day,
        filters,
        period,
        workspace.fsrs.desired_retention,
        answered_on(days, day),
        streak(history.studied_days(day), day),
        backlog,
        forecast,
        sums.decks(decks),
        retention(days, day),
        true_retention(days, day),
        studied_year(days, day),
        answered_on(days, day, period),
        spent(days, day, period),
        buttons(days, day, period),
        sums.articles(filters.source),
        _next(workspace, table, sums, day, filters),
        _confidence(workspace, table, filters),
        hours=None if counted is None else hours(by_hour(counted, day - period + 1)),
    )


def _next(workspace: Workspace, table: Standings, sums: Sums, day: StudyDay, filters: Filters) -> Next:
    return Next(
        sums.weakest(Sort.TAG),
        sums.weakest(Sort.SOURCE),
        sums.weakest(Sort.PARAGRAPH),
        table.leeches(filters),
        table.past_review_by(date_of(day).isoformat(), filters),
        tuple(_unjudged(workspace, table.changed(filters)[:CHANGED])),
    )


def _unjudged(workspace: Workspace, keys: Iterable[str]) -> Iterator[str]:
    """Those of some cards whose changed passages the learner has not judged yet."""
    for key in keys:
        card = workspace.index.card(CardKey(key))
        change = change_print(shown_passages(workspace.index, card))
        if change is not None and change not in workspace.history.kept_passages(card.keys()):
            yield key


def _sources_of(figures: Progress) -> list[str]:
    """The refs of the sources of which the figures tell."""
    found = [each.source for each in figures.articles]
    found += [each.name for each in figures.next.sources]
    found += [source_of(each.name) for each in figures.next.paragraphs]
    return found if figures.filters.source is None else [*found, figures.filters.source]


def _titles(workspace: Workspace, refs: Sequence[str]) -> dict[str, str]:
    """The titles of sources; one that another program has just taken out of the index is told by its ref."""
    return {**{ref: ref for ref in refs}, **workspace.index.source_titles(refs)}


def _attempts_rows(
    workspace: Workspace, table: Standings, filters: Filters, day: StudyDay
) -> list[AttemptsRow]:
    rows = workspace.history.memory(table.weakest(filters, CANDIDATES)).values()
    return [_attempts_row(row, workspace.fsrs, day) for row in rows]


def _confidence(workspace: Workspace, table: Standings, filters: Filters) -> Confidence | None:
    found = workspace.history.confidence(CALLED)
    rows = [CalledRow(each.card, each.day, each.sure, each.correct) for each in found.called]
    if filters.deck is not None:
        rows = [row for row in rows if row.key.startswith(f"{filters.deck}/")]
    if filters.narrow:
        ours = table.among([row.key for row in rows], filters)
        rows = [row for row in rows if row.key in ours]
    missed = [row.key for row in rows if row.sure and not row.correct]
    return confidence(rows, found.answers, table.among(missed, Filters()))


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
        row.mature_reviews,
        row.mature_passed,
        row.reviews - row.passed,
        row.hard,
        row.passed - row.hard - row.easy,
        row.easy,
    )


def _attempts_row(row: MemoryRow, fsrs: Fsrs, day: StudyDay) -> AttemptsRow:
    state = row.state
    if isinstance(state, New):
        return AttemptsRow(row.card, row.attempts, row.correct, 0, row.last_outcome, None)
    recall = fsrs.retrievability(state.memory, max(0, day - state.last_day))
    return AttemptsRow(row.card, row.attempts, row.correct, state.lapses, row.last_outcome, recall)


def _proven(workspace: Workspace, key: str) -> ProvenCard:
    card = workspace.index.card(CardKey(key))
    face = key.rpartition("#")[2]
    passages = shown_passages(workspace.index, card)
    return ProvenCard(key, card, card.question.stem(face), answer_texts(card, face), passages)
