"""A quiz or a cram: a round that leaves the schedule alone, because it writes attempts and never reviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from quizapp.library.model import CardKey
from quizapp.questions.model import Outcome
from quizapp.store.model import EventKind, NewEvent
from quizapp.study.session import Counts
from quizapp.workspace.asking import Asker
from quizapp.workspace.drawing import RoundScope, draw, seed_of, shown_options
from quizapp.workspace.model import Answered, Asking, Done, Intro, Moment
from quizapp.workspace.overruling import judged

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

NOTHING = Counts(0, 0, 0)


GAP = 5
"""So many other cards come before a missed one of a cram comes again, or all that are left: far enough for
the passage just read to have left the eye, near enough to be still about it."""


class _Taken(NamedTuple):
    """An attempt of this round: its action, and the cards that were left, its own first."""

    action: str
    left: tuple[CardKey, ...]


class Quiz(Asker):
    """A round of questions, each with its verdict and passage at once. Made by `begin_quiz`.

    A quiz asks each card once. In a cram a missed or guessed card comes again until it is known: what is
    left of the round grows only smaller, and `place` counts what is known.
    """

    def __init__(self, workspace: Workspace, scope: RoundScope, lock: ExitStack) -> None:
        super().__init__(workspace, lock)
        self.mode = "cram" if scope.cram else "quiz"
        self.scope = scope
        self.seed = seed_of(scope)
        self._keys = self._left = draw(workspace, scope, self.seed)
        self._taken: list[_Taken] = []
        self._guessed = False
        self.intro = self._introduced()
        self.moment = self._ask()

    @property
    def place(self) -> int:
        """The place of the card on screen, counted from 1; of the last one when the round is over."""
        return min(len(self._keys) - len(self._left) + 1, len(self._keys))

    @property
    def total(self) -> int:
        return len(self._keys)

    @property
    def left(self) -> int:
        """How many cards are still to be asked, or to be known, the one on screen included."""
        return len(self._left)

    @property
    def to_come(self) -> int:
        """How many cards are still to be asked after an answer on screen, else with the one on screen."""
        moment = self.moment
        return len(self._rest(moment) if isinstance(moment, Answered) else self._left)

    def go_on(self) -> Moment:
        """Leaves an answered question for the next one. A self-marked one that was not judged is unknown."""
        answered = self._expect_answered()
        if answered.verdict.outcome is Outcome.REVEALED:
            self.judge(known=False)
            answered = self._expect_answered()
        self._taken.append(_Taken(self._action, self._left))
        self._left = self._rest(answered)
        self.moment = self._workspace.reading(self._ask)
        return self.moment

    def judge(self, *, known: bool) -> Moment:
        """Commits the learner's own verdict on a self-marked card."""
        answered = self._expect_answered()
        after = judged(answered, known=known)
        if after is not None:
            self._overrule(answered, after)
        return self.moment

    def undo(self) -> bool:
        """Takes back the answer on screen, else the last one of this round, and asks its card again."""
        before = self.moment
        if isinstance(self.moment, Answered):
            taken = _Taken(self._action, self._left)
        elif self._taken:
            taken = self._taken.pop()
        else:
            return False
        # Its own word, so that the undo of daily review never meets it.
        void = NewEvent(
            EventKind.VOID, self._workspace.history.new_id(), self._id, None, taken.action, {"by": "quiz"}
        )
        self._workspace.history.append(void)
        self._records.take_back(taken.action)
        self._left = taken.left
        self.moment = self._workspace.reading(self._ask)
        self._found_again(before)
        return True

    def _ask(self) -> Asking | Done:
        if not self._left:
            return Done()
        key = self._left[0]
        self._action = self._workspace.history.new_id()
        self._asked_at_ms = self.now_ms()
        asking = self._asking(key, (), NOTHING)
        shown = sum(taken.left[0] == key for taken in self._taken)
        return asking._replace(order=shown_options(asking.form, asking.card, self.seed, shown))

    def _rest(self, answered: Answered) -> tuple[CardKey, ...]:
        """What is left once the first card was answered."""
        key, rest = self._left[0], self._left[1:]
        known = answered.verdict.outcome is Outcome.CORRECT and not self._guessed
        return rest if known or not self.scope.cram else (*rest[:GAP], key, *rest[GAP:])

    def _judged(self, answered: Answered, body: Mapping[str, object]) -> Answered:
        self._guessed = body.get("guessed") is True
        return answered

    def _prepare_next(self, answered: Answered) -> None:
        for key in self._rest(answered)[:1]:
            self._asking(key, (), NOTHING)

    def _introduced(self) -> Intro:
        kinds = Counter(self._workspace.index.card(key).question.kind for key in self._keys)
        return Intro(len(self._keys), tuple(kinds.most_common()), self.seed, self.scope.cram)

    def result(self) -> dict[str, object]:
        """The round so far as JSON tells it; times in milliseconds, scores between 0 and 1."""
        summary = self.summary()
        return {
            "format": 1,
            "mode": self.mode,
            "seed": self.seed,
            "total": self.total,
            "left": self.left,
            "answered": summary.attempts,
            "correct": summary.correct,
            "score": summary.score,
            "duration_ms": summary.duration_ms,
            "questions": [
                {
                    "key": record.key,
                    "kind": record.card.question.kind,
                    "outcome": str(record.outcome),
                    "score": record.score,
                    "duration_ms": record.duration_ms,
                    "sure": record.sure,
                }
                for record in self._records.all()
            ],
        }

    def missed(self) -> tuple[CardKey, ...]:
        """The cards of this round that were missed, to repeat it with them alone."""
        return tuple(dict.fromkeys(record.key for record in self.summary().missed))


def begin_quiz(workspace: Workspace, scope: RoundScope) -> Quiz:
    """Draws and begins a quiz or a cram, holding the writer lock until it is closed. Raises QuizError as
    `draw` does, and "busy"."""
    return workspace.held("cram" if scope.cram else "quiz", lambda lock: Quiz(workspace, scope, lock))
