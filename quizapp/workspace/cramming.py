"""Finds the cards that a cram is about: those lately forgotten, those of the weakest sources."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from quizapp.errors import QuizError
from quizapp.stats.progress import Filters
from quizapp.stats.topics import LEAST
from quizapp.study.days import date_of
from quizapp.study.model import Rating, StudyDay
from quizapp.workspace.progress import standings
from quizapp.workspace.tallies import Sort

if TYPE_CHECKING:
    from quizapp.workspace.drawing import RoundScope
    from quizapp.workspace.workspace import Workspace


def wanted_keys(workspace: Workspace, scope: RoundScope) -> tuple[str, ...]:
    """The faces that `scope.forgotten` and `scope.weak` together leave, those of weak sources that go worst
    first. The roster must be caught up.

    Raises QuizError `nothing-forgotten` (since) and `nothing-weak` (least).
    """
    weak = _weak(workspace, scope) if scope.weak else ()
    if scope.forgotten is None:
        return weak
    forgotten = workspace.history.ratings(_since(workspace, scope.forgotten), Rating.AGAIN).all()
    found = tuple(key for key in weak if key in forgotten) if scope.weak else tuple(sorted(forgotten))
    if not found:
        raise nothing_forgotten(workspace, scope.forgotten)
    return found


def nothing_forgotten(workspace: Workspace, days: int) -> QuizError:
    """What is said where no card of a scope was rated Again in so many days, today among them."""
    return QuizError("nothing-forgotten", since=date_of(_since(workspace, days)).isoformat())


def _since(workspace: Workspace, days: int) -> StudyDay:
    return StudyDay(max(1, workspace.today() - days + 1))


def _weak(workspace: Workspace, scope: RoundScope) -> tuple[str, ...]:
    """The faces that cite one of the sources or paragraphs that go worst, as Progress names them; of each in
    turn the face that goes worst."""
    table = standings(workspace)
    sums = table.sums(scope.decks or (), scope.tag)
    places = [table.about(Filters(source=each.name)) for each in sums.weakest(Sort.SOURCE)]
    places += [table.about(Filters(), each.name) for each in sums.weakest(Sort.PARAGRAPH)]
    turns = chain.from_iterable(zip_longest(*places))
    found = tuple(dict.fromkeys(key for key in turns if key is not None))
    if not found:
        raise QuizError("nothing-weak", least=str(LEAST))
    return found
