"""Joins the history's rows with the library and asks `stats` for the figures of today."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.errors import QuizError
from quizapp.library.model import Card, CardKey
from quizapp.stats.confidence import Confidence, SureMiss, confidence
from quizapp.stats.figures import Weak, answered_on, retention, weakest
from quizapp.stats.habit import YEAR_DAYS, buttons, streak, studied_year
from quizapp.stats.progress import Next, Progress
from quizapp.stats.recall import SPANS, true_retention
from quizapp.stats.rows import AttemptsRow, CalledRow, DayRow, TopicRow
from quizapp.stats.topics import articles, deck_figures, source_of, weakest_names
from quizapp.store.model import DaySum
from quizapp.store.model import WeakCard as WeakRow
from quizapp.study.days import date_of
from quizapp.study.memory import Fsrs
from quizapp.study.model import CardState, New, StudyDay
from quizapp.workspace.model import ShownPassage
from quizapp.workspace.passages import shown_passages
from quizapp.workspace.wording import answer_texts

if TYPE_CHECKING:
    from quizapp.workspace.drawing import RoundScope
    from quizapp.workspace.standings import Standings
    from quizapp.workspace.workspace import Workspace

MONTH = SPANS["month"]

FORECAST_DAYS = 30

TITLED = 40
"""So many articles are told by their titles; each title costs reading its source."""

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
    """The figures, the titles of decks by id and of sources by ref, and in full the weakest cards and those
    missed although sure."""

    figures: Progress
    titles: dict[str, str]
    sources: dict[str, str]
    weakest: tuple[WeakCard, ...]
    sure_misses: tuple[SureMissCard, ...]


def first_progress(workspace: Workspace, deck: str | None = None, period: int = MONTH) -> ShownProgress:
    """The figures of today over the cards that the library holds now, of all decks or of one, but for the
    spreads and the weakest cards, which nobody asks for first.

    The roster must be caught up. `period` is the days of which the answer buttons tell.
    """
    figures = _figures(workspace, deck, period)
    misses = figures.confidence.misses if figures.confidence else ()
    return ShownProgress(
        figures,
        {row.id: row.title for row in workspace.index.decks()},
        _source_titles(workspace, figures),
        (),
        tuple(SureMissCard(miss, _proven(workspace, miss.key)) for miss in misses),
    )


def completed(workspace: Workspace, shown: ShownProgress) -> ShownProgress:
    """The figures with their spreads and the weakest cards."""
    figures, day = shown.figures, shown.figures.day
    whole = replace(
        figures,
        spreads=standings(workspace).spreads(day, workspace.fsrs, figures.deck),
        weakest=weakest(_attempts_rows(workspace, figures.deck, day)),
    )
    weak = tuple(WeakCard(each, _proven(workspace, each.key)) for each in whole.weakest)
    return replace(shown, figures=whole, weakest=weak)


def standings(workspace: Workspace) -> Standings:
    """Where every live card stands, brought up to date."""
    from quizapp.workspace.standings import Standings

    found = Standings(workspace.index, workspace.history)
    found.catch_up()
    return found


def _figures(workspace: Workspace, deck: str | None, period: int) -> Progress:
    day, history = workspace.today(), workspace.history
    table = standings(workspace)
    topics = table.topics(day, workspace.fsrs, deck)
    backlog, forecast = table.forecast(day, workspace.day_end_ms(), FORECAST_DAYS, deck)
    days = [_day_row(row) for row in history.day_totals(day - YEAR_DAYS, day, deck)]
    return Progress(
        day,
        deck,
        period,
        workspace.fsrs.desired_retention,
        answered_on(days, day),
        streak(history.studied_days(day), day),
        backlog,
        forecast,
        deck_figures([row.id for row in workspace.index.decks() if deck in (None, row.id)], topics),
        retention(days, day),
        true_retention(days, day),
        studied_year(days, day),
        answered_on(days, day, period),
        buttons(days, day, period),
        articles(topics),
        _next(table, topics, day, deck),
        _confidence(workspace, deck),
    )


def _next(table: Standings, topics: list[TopicRow], day: StudyDay, deck: str | None) -> Next:
    return Next(
        weakest_names(topics, lambda row: row.tags),
        weakest_names(topics, lambda row: map(source_of, row.paragraphs)),
        weakest_names(topics, lambda row: row.paragraphs),
        table.leeches(deck),
        table.past_review_by(date_of(day).isoformat(), deck),
    )


def _source_titles(workspace: Workspace, figures: Progress) -> dict[str, str]:
    """The titles of the sources that are shown; those of the first articles alone where they are many."""
    wanted = [each.source for each in figures.articles[:TITLED]]
    wanted += [each.name for each in figures.next.sources]
    wanted += [source_of(each.name) for each in figures.next.paragraphs]
    titles = {}
    for ref in dict.fromkeys(wanted):
        with suppress(QuizError):  # another program has just indexed a library without it
            titles[ref] = workspace.index.source(ref).title
    return titles


def _attempts_rows(workspace: Workspace, deck: str | None, day: StudyDay) -> list[AttemptsRow]:
    rows = [
        row
        for row in workspace.history.weakest(CANDIDATES)
        if workspace.roster.is_live(row.card) and (deck is None or row.card.startswith(f"{deck}/"))
    ]
    memories = workspace.history.memory([row.card for row in rows])
    return [_attempts_row(row, workspace.fsrs, memories[row.card].state, day) for row in rows]


def _confidence(workspace: Workspace, deck: str | None) -> Confidence | None:
    found = workspace.history.confidence(CALLED)
    rows = [
        CalledRow(each.card, each.day, each.sure, each.correct)
        for each in found.called
        if deck is None or each.card.startswith(f"{deck}/")
    ]
    missed = {row.key for row in rows if row.sure and not row.correct}
    live = frozenset(key for key in missed if workspace.roster.is_live(key))
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
        row.mature_reviews,
        row.mature_passed,
        row.reviews - row.passed,
        row.hard,
        row.passed - row.hard - row.easy,
        row.easy,
    )


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


def round_about(workspace: Workspace, shown: ShownProgress, kind: str, name: str) -> RoundScope:
    """A quiz over what a step of `pictures.steps` names: `tag`, `source`, `paragraph`, `leech` or `sure`."""
    from quizapp.workspace.drawing import RoundScope

    decks = () if shown.figures.deck is None else (shown.figures.deck,)
    if kind == "tag":
        return RoundScope(decks, name)
    keys = {
        "source": lambda: standings(workspace).about(source=name),
        "paragraph": lambda: standings(workspace).about(paragraph=name),
        "leech": lambda: shown.figures.next.leeches,
        "sure": lambda: tuple(each.proven.key for each in shown.sure_misses),
    }[kind]()
    ours = tuple(key for key in keys if not decks or key.startswith(f"{decks[0]}/"))
    return RoundScope(keys=ours[: RoundScope().size])
