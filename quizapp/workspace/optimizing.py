"""Finds the weights of FSRS that suit a log best, tells what they are worth, and puts them in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from quizapp.errors import QuizError
from quizapp.stats.evaluation import (
    FOLDS,
    Fold,
    Recall,
    ReviewLog,
    constant_recall,
    folds,
    fsrs_recall,
    review_log,
    sm2_recall,
    walk,
)
from quizapp.stats.scoring import Figures, figures
from quizapp.store.bodies import LAST_DAY
from quizapp.store.model import EventKind, MemoryRow, NewEvent, Parameters
from quizapp.study.fuzz import constrained_bounds, fuzz_seed, fuzzed
from quizapp.study.memory import DEFAULT_WEIGHTS, Fsrs
from quizapp.study.model import Scheduled, StudyDay
from quizapp.workspace.fitting import Weights, fitted, is_installed, job
from quizapp.workspace.futures import weigher

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

OFFERED_FROM = 400
"""Scored reviews. Of fewer, chance says more than memory does, and the default weights are better."""

RECOMMENDED_FROM = 1500

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many steps of the work are done, and of how many."""


class Evaluation(NamedTuple):
    """How models predict the scored reviews of the folds of a log, each fold from what came before it.
    `optimized` is None where the optimizer is not installed."""

    reviews: int
    cards: int
    scored: int
    default: Figures
    optimized: Figures | None
    constant: Figures
    sm2: Figures


class Change(NamedTuple):
    """The figures of the weights in force and of new ones over the same reviews."""

    before: Figures
    after: Figures

    @property
    def improves(self) -> bool:
        return self.after.log_loss < self.before.log_loss


class Proposal(NamedTuple):
    """New weights, fitted to all `scored` reviews. `in_sample` is over those. `over_time` is over the folds:
    what weights fitted to the past would have predicted, beside those in force, where these were not fitted
    to the fold themselves, else the default ones."""

    scored: int
    before: Weights
    after: Weights
    in_sample: Change
    over_time: Change

    @property
    def improves(self) -> bool:
        return self.in_sample.improves and self.over_time.improves


class Applied(NamedTuple):
    """How many cards get another due day, and how many of these days have come."""

    moved: int
    due: int


class Moves(NamedTuple):
    """The due day and the interval that cards get, and what these come to."""

    dues: Mapping[str, tuple[StudyDay, int]]
    counts: Applied


def evaluated(path: Path, offset_min: int | None, progress: Progress) -> Evaluation:
    """The models side by side over a CSV file of reviews. Raises QuizError `revlog-…`, `optimizer-failed`."""
    from quizapp.interop.revlog import read_revlog

    log = review_log(read_revlog(path, offset_min=offset_min))
    parts = folds(len(log.scored))
    if not parts:
        n, least = str(len(log.scored)), str(FOLDS + 1)
        raise QuizError("revlog-few", exit_code=2, file=str(path), n=n, least=least)
    known = [fold.start for fold in parts] if is_installed() else []
    total = len(known) + 3 + bool(known)
    fits = fitted(job(log, known), lambda done: progress(done, total)) if known else {}
    models: dict[str, Callable[[int], Recall]] = {
        "default": lambda _: fsrs_recall(Fsrs()),
        "optimized": lambda start: fsrs_recall(Fsrs(fits[start])),
        "constant": lambda start: constant_recall(log, start),
        "sm2": lambda _: sm2_recall,
    }
    if not fits:
        del models["optimized"]
    found: dict[str, Figures] = {}
    for name, learnt in models.items():
        progress(len(known) + len(found), total)
        found[name] = _figures_over(log, parts, learnt)
    progress(total, total)
    return Evaluation(
        log.reviews,
        len(log.histories),
        len(log.scored),
        found["default"],
        found.get("optimized"),
        found["constant"],
        found["sm2"],
    )


def own_log(workspace: Workspace) -> ReviewLog:
    """The learner's own log."""
    return review_log(workspace.history.rated())


def proposal(workspace: Workspace, log: ReviewLog, progress: Progress) -> Proposal:
    """Weights fitted to the learner's own log, compared with those in force; changes nothing.

    Raises QuizError "optimizer-missing", "optimizer-failed", and ValueError for a log below `OFFERED_FROM`.
    """
    count = len(log.scored)
    if count < OFFERED_FROM:
        raise ValueError("too few scored reviews")
    parts = folds(count)
    known = [*(fold.start for fold in parts), count]
    total = len(known) + 4
    fits = fitted(job(log, known), lambda done: progress(done, total))
    set_before = workspace.history.parameters()
    before = DEFAULT_WEIGHTS if set_before is None else set_before.weights
    measured: list[Figures] = []
    for over, learnt in (
        ((Fold(0, count),), lambda _: fsrs_recall(Fsrs(before))),
        ((Fold(0, count),), lambda _: fsrs_recall(Fsrs(fits[count]))),
        (parts, _unseen(set_before)),
        (parts, lambda start: fsrs_recall(Fsrs(fits[start]))),
    ):
        progress(len(known) + len(measured), total)
        measured.append(_figures_over(log, over, learnt))
    progress(total, total)
    return Proposal(count, before, fits[count], Change(*measured[:2]), Change(*measured[2:]))


def _unseen(parameters: Parameters | None) -> Callable[[int], Recall]:
    """The weights in force for folds that came after they were fitted, else the default ones: no weights are
    judged by reviews that made them."""

    def learnt(start: int) -> Recall:
        if parameters is None or start < parameters.scored:
            return fsrs_recall(Fsrs())
        return fsrs_recall(Fsrs(parameters.weights))

    return learnt


def _figures_over(log: ReviewLog, over: tuple[Fold, ...], learnt: Callable[[int], Recall]) -> Figures:
    scored = log.scored[over[0].start : over[-1].end]
    return figures(scored, walk(log, over, learnt))


def moves(workspace: Workspace, weights: Weights) -> Moves:
    """The due days that weights would give to cards in review, where they are others than now. A day that an
    edit or the learner has set stays."""
    rows = workspace.history.memories_under(Fsrs(weights))
    found = dict(_moved(workspace, rows, weights))
    today = workspace.today()
    return Moves(found, Applied(len(found), sum(due <= today for due, _ in found.values())))


def _moved(
    workspace: Workspace, rows: Iterable[MemoryRow], weights: Weights
) -> Iterator[tuple[str, tuple[StudyDay, int]]]:
    """The cards that leave the spread which their new interval has, and where to; the others have no reason
    to move. Each counts at once on its new day for those after it."""
    due = Counter(workspace.history.loads(1, LAST_DAY, "")[0])
    for row in rows:
        state = row.state
        if not isinstance(state, Scheduled) or state.due != state.last_day + state.interval:
            continue
        fsrs = workspace.fsrs_of(row.card.partition("/")[0], weights)
        wanted, longest = fsrs.interval(state.memory.stability), fsrs.maximum_interval
        low, high = constrained_bounds(wanted, 1, longest)
        if not low <= state.interval <= high:
            due[state.due] -= not row.suspended
            weigh = weigher(workspace.settings, state.last_day, lambda _first, _last: (due, ()))
            interval = fuzzed(wanted, 1, longest, fuzz_seed(row.card, state.reps - 1), weigh)
            day = StudyDay(state.last_day + interval)
            due[day] += not row.suspended
            yield row.card, (day, interval)


def apply(workspace: Workspace, found: Proposal, *, reschedule: bool) -> Applied:
    """Puts weights in force, as one action; memory is computed anew by them. No due day moves unless asked.

    To be called while the writer lock is held.
    """
    history = workspace.history
    action = history.new_id()
    moved = moves(workspace, found.after) if reschedule else Moves({}, Applied(0, 0))
    body = {
        "weights": list(found.after),
        "scored": found.scored,
        "log_loss": {
            "in_sample": [found.in_sample.before.log_loss, found.in_sample.after.log_loss],
            "over_time": [found.over_time.before.log_loss, found.over_time.after.log_loss],
        },
    }
    history.append(
        NewEvent(EventKind.PARAMETERS, action, "", None, None, body),
        *(
            NewEvent(EventKind.DUE, action, "", card, None, {"due": day, "interval": interval})
            for card, (day, interval) in moved.dues.items()
        ),
    )
    workspace.catch_up()
    return moved.counts


def restore(workspace: Workspace) -> int:
    """Takes back the last change of parameters, with the due days that it moved; gives how many these were.

    Raises QuizError "no-parameters" where the default ones are in force. To be called while the writer lock
    is held.
    """
    history = workspace.history
    found = history.parameters()
    if found is None:
        raise QuizError("no-parameters")
    moved = sum(event.kind == EventKind.DUE for event in history.acting(found.action))
    history.append(NewEvent(EventKind.VOID, history.new_id(), "", None, found.action, {"by": "optimize"}))
    workspace.catch_up()
    return moved
